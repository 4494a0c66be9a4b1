"""The words people type instead of pressing: every command in English, and in each language's own word."""

from __future__ import annotations

from collections.abc import Mapping

from bot.text.words import LANGUAGES, Say

TYPED = (
    *("browse", "deals", "sell", "listings", "ship", "profile", "invite"),
    *("join", "help", "cancel", "queue", "language", "offer"),
    *("received", "settings", "link", "report", "block", "rfq"),
    *("case", "stats", "erase", "pay", "sign"),
)
"""The commands that have a word of their own in every language."""


def typed_words() -> Mapping[str, str]:
    """Word as typed (case folded) → command. Whoever reads one language may type another's."""
    return {say(f"typed-{command}").casefold(): command for say in map(Say, LANGUAGES) for command in TYPED}
