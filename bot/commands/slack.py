"""Commands about the Slack app itself."""

from __future__ import annotations

import sys
from urllib.parse import urlsplit

from bot.menus import introduction, shortcuts
from bot.screens.usage import hint
from bot.settings import BadSettings, read_settings
from bot.text import Texts
from bot.text.words import FALLBACK


def run_slack_manifest(*, over_http: bool, to_install: bool) -> int:
    """Print the app's manifest: for Socket Mode, or for an app that posts to PUBLIC_URL; and perhaps for one that workspaces
    install themselves."""
    from adapters.slack.manifest import SHORTCUTS, as_text, manifest

    try:
        public_url = read_settings().PUBLIC_URL
    except BadSettings as fault:
        public_url = ""
        if over_http or to_install:
            print(f"The settings are not usable:\n{fault}", file=sys.stderr)
            return 2
    if (over_http or to_install) and not public_url.startswith("https://"):
        print("PUBLIC_URL has to be an https address that Slack can reach.", file=sys.stderr)
        return 2
    name, _, description = introduction(Texts(), FALLBACK)
    made = manifest(
        name=name,
        description=description,
        command_words=hint(Texts().say(FALLBACK)),
        shortcuts=shortcuts(Texts(), FALLBACK, SHORTCUTS),
        public_url=public_url if over_http else "",
        installed_from=public_url if to_install else "",
        links_to=urlsplit(public_url).hostname or "" if public_url.startswith("https://") else "",
    )
    sys.stdout.write(as_text(made))
    return 0
