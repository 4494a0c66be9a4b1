"""What somebody is told before they are erased."""

from __future__ import annotations

from bot import verbs
from bot.screens.parts import head, note, press, rows, text
from bot.text import Say
from core.ports.chat import Screen


def sure(say: Say) -> Screen:
    """What goes, what stays, and that it is for good."""
    yes = press(say("button-erase"), verbs.ERASE, f"me{verbs.CONFIRMED}", style="danger")
    back = press(say("button-back"), verbs.PROFILE)
    words = (head(say("erase-title")), text(say("erase-goes")), text(say("erase-stays")), note(say("erase-final")))
    return Screen("erase", words, rows(yes, back))
