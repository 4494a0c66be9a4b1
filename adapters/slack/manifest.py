"""The app's manifest: what an operator pastes into Slack's "create an app from a manifest", each scope with its reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from adapters.slack.webhook import PATHS

SCOPES = {
    "app_mentions:read": "to answer when somebody mentions it in a channel",
    "chat:write": "to post and edit cards",
    "commands": "for /parley and the shortcuts",
    "files:read": "to take photos and documents that people send it, as evidence and for listings",
    "files:write": "to send agreements, receipts and pictures",
    "im:history": "to read what people write to it, and only to it",
    "links:read": "to be told when somebody posts a link to a listing of this market, and of no other link",
    "links:write": "to show below such a link what the listing is",
    "im:write": "to write to a person first, when a deal of theirs moves",
    "users:read": "for a person's language and time zone; no e-mail addresses",
}
"""Bot scope → why. Nothing lets it read a channel."""

METHODS = {
    "auth.test": "",
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.unfurl": "links:write",
    "chat.update": "chat:write",
    "conversations.open": "im:write",
    "files.completeUploadExternal": "files:write",
    "files.delete": "files:write",
    "files.getUploadURLExternal": "files:write",
    "files.info": "files:read",
    "users.info": "users:read",
    "views.open": "",
    "views.publish": "",
}
"""Web API method that we call → the scope it needs; "" where any token will do."""

INSTALL_PATH, REDIRECT_PATH = "/slack/install", "/slack/oauth_redirect"
SHORTCUTS = {"browse": "global", "sell": "global", "deals": "global", "offer": "message", "evidence": "message"}
"""Word of the command that a shortcut stands for → where Slack offers it: anywhere, or on a message."""
OF_LINKS = ("links:read", "links:write")
"""Only asked for where Slack knows our domain."""
EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "link_shared", "message.im", "tokens_revoked")
NAME_LENGTH_MAX, DESCRIPTION_LENGTH_MAX, USAGE_LENGTH_MAX = 35, 140, 1000


def manifest(
    *,
    name: str,
    description: str,
    command_words: str,
    shortcuts: Mapping[str, tuple[str, str]],
    public_url: str = "",
    installed_from: str = "",
    links_to: str = "",
) -> dict[str, Any]:
    """The manifest. With a `public_url` Slack posts to it, without one it uses Socket Mode. `command_words` is the hint
    behind the slash command; `shortcuts` has (name, what it does) for each of `SHORTCUTS`. `installed_from` is our address where any workspace or organisation may install the app; `links_to` the domain whose links are ours."""
    scopes = [scope for scope in SCOPES if links_to or scope not in OF_LINKS]
    posted = f"{public_url.rstrip('/')}{PATHS[0]}" if public_url else ""
    back = {"redirect_urls": [f"{installed_from.rstrip('/')}{REDIRECT_PATH}"]} if installed_from else {}
    command = {"command": "/parley", "description": description[:100], "usage_hint": command_words[:USAGE_LENGTH_MAX]}
    subscriptions: dict[str, Any] = {"bot_events": [event for event in EVENTS if links_to or event != "link_shared"]}
    interactivity: dict[str, Any] = {"is_enabled": True}
    if posted:
        command["url"] = posted
        subscriptions["request_url"] = posted
        interactivity |= {"request_url": posted, "message_menu_options_url": posted}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {"name": name[:NAME_LENGTH_MAX], "description": description[:DESCRIPTION_LENGTH_MAX]},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name[:NAME_LENGTH_MAX], "always_online": True},
            "shortcuts": [
                {"name": said, "type": SHORTCUTS[word], "callback_id": word, "description": why[:150]}
                for word, (said, why) in shortcuts.items()
            ],
            "slash_commands": [{**command, "should_escape": False}],
            **({"unfurl_domains": [links_to]} if links_to else {}),
        },
        "oauth_config": {**back, "scopes": {"bot": scopes}},
        "settings": {
            "event_subscriptions": subscriptions,
            "interactivity": interactivity,
            "org_deploy_enabled": bool(installed_from),
            "socket_mode_enabled": not posted,
            "token_rotation_enabled": bool(installed_from),
        },
    }


def as_text(made: dict[str, Any]) -> str:
    """The manifest as Slack's YAML tab takes it: comments with the reasons, then JSON, which is YAML too."""
    reasons = "".join(f"# {scope}: {SCOPES[scope]}\n" for scope in made["oauth_config"]["scopes"]["bot"])
    return f"# Why the app asks for each of its scopes:\n{reasons}{json.dumps(made, indent=2)}\n"
