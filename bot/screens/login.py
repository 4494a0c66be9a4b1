"""A code to sign in elsewhere, and being signed out there."""

from __future__ import annotations

from bot import verbs
from bot.screens.parts import fact, head, note, press, rows, text
from bot.text import Say
from core.ports.chat import Screen

SIGN_IN = "/api/auth/code"
"""Where a programme takes the code."""


def code(secret: str, say: Say) -> Screen:
    """The code, once."""
    lines = (
        head(say("login-title")),
        text(say("login-words")),
        fact(say("login-code"), secret),
        note(say("login-hint", address=SIGN_IN)),
    )
    return Screen("login", lines, rows(press(say("button-home"), verbs.HOME)))


def signed_out(say: Say) -> Screen:
    lines = (head(say("login-title")), text(say("login-out")))
    return Screen("login", lines, rows(press(say("button-home"), verbs.HOME)))
