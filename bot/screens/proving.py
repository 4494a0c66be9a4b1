"""Being asked who one is: what one can show, whether it was right, and the authenticator."""

from __future__ import annotations

from bot import verbs
from bot.screens.parts import head, note, press, rows, text
from bot.text import Say
from core.ports.chat import Button, Do, Screen
from core.services.proving import Ways


def ways_in_words(ways: Ways, say: Say) -> list[str]:
    """Where the codes are that count."""
    found = [say("proof-by-authenticator")] if ways.authenticator else []
    if ways.other_chats:
        found.append(say("proof-by-chat", channels=", ".join(name.title() for name in ways.other_chats)))
    return found


def overview(ways: Ways, minutes: int, say: Say) -> Screen:
    """What somebody has, and what is missing."""
    if not minutes:
        lines = [head(say("proof-title")), text(say("proof-not-asked"))]
    elif ways:
        lines = [head(say("proof-title")), *(text(words) for words in ways_in_words(ways, say))]
    else:
        lines = [head(say("proof-title")), text(say("proof-none"))]
    buttons: list[Button] = []
    if minutes and ways:
        buttons.append(press(say("button-prove"), verbs.PROVE, style="primary"))
    if ways.authenticator:
        buttons.append(press(say("button-authenticator-anew"), verbs.AUTHENTICATOR))
    else:
        buttons.append(press(say("button-authenticator"), verbs.AUTHENTICATOR, style="" if ways else "primary"))
    if not ways.other_chats:
        buttons.append(press(say("button-link"), verbs.LINK))
    return Screen("proof", tuple(lines), (*rows(*buttons), (press(say("button-home"), verbs.HOME),)))


def proved(minutes: int, wanted: Do | None, say: Say) -> Screen:
    """The way on to what was begun."""
    go_on = [press(say("button-go-on"), wanted.verb, wanted.id, wanted.rev, style="primary")] if wanted else []
    lines = (head(say("proof-title")), text(say("proof-done", minutes=minutes)))
    return Screen("proof", lines, rows(*go_on, press(say("button-home"), verbs.HOME)))


def wrong(again: Do, say: Say) -> Screen:
    retry = press(say("button-try-again"), again.verb, again.id, again.rev, style="primary")
    lines = (head(say("proof-title")), note(say("proof-wrong")))
    return Screen("proof", lines, rows(retry, press(say("button-home"), verbs.HOME)))


def set_up(say: Say) -> Screen:
    lines = (head(say("authenticator-title")), text(say("authenticator-done")))
    return Screen("proof", lines, rows(press(say("button-home"), verbs.HOME)))


def stood_here(key: str, rev: int, say: Say) -> Screen:
    """What is left of a key where it was shown."""
    return Screen(key, (note(say("secret-was-here")),), rev=rev, fleeting=True)
