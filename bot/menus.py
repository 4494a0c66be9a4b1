"""The command menus of the bot on Telegram, per language."""

from __future__ import annotations

from collections.abc import Iterable

from bot.text import Texts
from bot.text.words import FALLBACK, LANGUAGES

MENU = (
    "start",
    "browse",
    "deals",
    "offer",
    "rfq",
    "sell",
    "listings",
    "ship",
    "received",
    "payout",
    "profile",
    "settings",
    "language",
    "help",
    "cancel",
)
"""The words of a private chat, most wanted first."""
DESK_MENU = ("queue", "case", "stats")
"""The words of a moderators' group."""


def menus(texts: Texts) -> dict[str, list[tuple[str, str]]]:
    """(word, description) per language; "" is what everybody else reads."""
    return {lang: menu_of(texts, lang or FALLBACK, MENU) for lang in ("", *LANGUAGES)}


def menu_of(texts: Texts, lang: str, words: tuple[str, ...]) -> list[tuple[str, str]]:
    """(word, description) in one language."""
    say = texts.say(lang)
    return [(word, say(f"menu-{word}")) for word in words]


def shortcuts(texts: Texts, lang: str, words: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Word → (name, what it does) of what stands for commands in the menus of Slack itself."""
    say = texts.say(lang)
    return {word: (say(f"shortcut-{word}"), say(f"menu-{word}")) for word in words}


def introduction(texts: Texts, lang: str) -> tuple[str, str, str]:
    """The bot's name, what it does, and the same in one line."""
    say = texts.say(lang)
    return say("bot-name"), say("bot-description"), say("bot-short-description")
