"""Commands about the Telegram bot itself."""

from __future__ import annotations

import asyncio
import sys

from adapters.telegram.profile import Profile
from bot.menus import DESK_MENU, MENU, introduction, menu_of
from bot.settings import BadSettings, Settings, read_settings
from bot.text import Texts
from bot.text.words import FALLBACK, LANGUAGES


def run_telegram_setup() -> int:
    """Name, descriptions, menus and default rights of the bot, in every language; changes only what differs."""
    try:
        settings = read_settings()
    except BadSettings as fault:
        print(f"The settings are not usable:\n{fault}", file=sys.stderr)
        return 2
    if not settings.TELEGRAM_BOT_TOKEN.get_secret_value():
        print("TELEGRAM_BOT_TOKEN is missing: which bot is to be set up?", file=sys.stderr)
        return 2
    return asyncio.run(set_up(settings))


async def set_up(settings: Settings) -> int:
    """0 when Telegram has everything as it should be, 1 when it refused or did not answer."""
    from adapters.telegram.caller_ptb import PtbCaller, plain_bot
    from adapters.telegram.calling import CallLost, CallRefused
    from adapters.telegram.profile import set_up_profile
    from adapters.telegram.runtime import safe_base

    caller = PtbCaller(plain_bot(settings.TELEGRAM_BOT_TOKEN.get_secret_value(), safe_base(settings.TELEGRAM_API_BASE)))
    try:
        changed = await set_up_profile(caller, _profiles(Texts()))
    except (CallRefused, CallLost) as fault:
        print(f"Telegram did not take it: {fault}", file=sys.stderr)
        return 1
    finally:
        await caller.close()
    for line in changed:
        print(line)
    print("Everything was as it should be." if not changed else f"{len(changed)} changes.")
    return 0


def _profiles(texts: Texts) -> list[Profile]:
    """How the bot introduces itself, per language; "" is what everybody else reads."""
    return [
        Profile(
            lang,
            *introduction(texts, lang or FALLBACK),
            menu_of(texts, lang or FALLBACK, MENU),
            menu_of(texts, lang or FALLBACK, DESK_MENU),
        )
        for lang in ("", *LANGUAGES)
    ]
