"""Joining two chats: the codes, who is on the other side, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot import verbs
from bot.screens.parts import fact, head, note, press, rows, text
from bot.text import Say
from core.linking import AccountLink
from core.members import ChatIdentity
from core.ports.chat import Screen


def code(code_words: str, say: Say, *, channel: str, bot_link: str = "") -> Screen:
    """What to type in the other chat."""
    shown = f"{code_words[:4]} {code_words[4:]}"
    other = say("link-in-slack" if channel == "telegram" else "link-in-telegram", code=code_words)
    lines = [head(say("link-title")), text(other), fact(say("link-code"), shown), note(say("link-code-hint"))]
    if bot_link:
        lines.append(note(bot_link))
    return Screen("link", tuple(lines), rows(press(say("button-home"), verbs.HOME)))


def is_it_you(link: AccountLink, say: Say) -> Screen:
    """The joining side sees who began."""
    lines = (head(say("link-title")), text(say("link-is-it-you", name=link.started_as)), note(say("link-warning")))
    yes = press(say("button-link-yes"), verbs.LINK_YES, link.id)
    no = press(say("button-link-no"), verbs.LINK_NO, link.id, style="danger")
    return Screen("link", lines, ((no, yes),))


def answer_code(link: AccountLink, code_words: str, say: Say) -> Screen:
    """The second code, which only counts in the chat that began."""
    shown = f"{code_words[:4]} {code_words[4:]}"
    lines = (
        head(say("link-title")),
        text(say("link-answer", name=link.started_as, code=code_words)),
        fact(say("link-code"), shown),
        note(say("link-never-pass-on")),
    )
    stop = press(say("button-link-no"), verbs.LINK_NO, link.id, style="danger")
    return Screen("link", lines, rows(stop))


def asked(link: AccountLink, say: Say) -> Screen:
    """The side that began sees who wants to join, and is asked for the code that stands there."""
    lines = (
        head(say("link-title")),
        text(say("link-asked", name=link.joined_as)),
        note(say("link-warning")),
    )
    return Screen(f"link:{link.id}", lines, rows(press(say("button-link-no"), verbs.LINK_NO, link.id, style="danger")))


def accounts(chats: Sequence[ChatIdentity], here: str, say: Say) -> Screen:
    """The chats of one person, with a way to part each."""
    lines = [head(say("link-accounts-title"))]
    buttons = []
    for chat in chats:
        words = say("link-this-chat") if chat.id == here else say(f"link-reached-{'yes' if chat.reachable else 'no'}")
        lines.append(fact(chat.channel.title(), words))
        if len(chats) > 1:
            buttons.append(press(say("button-unlink", channel=chat.channel.title()), verbs.UNLINK, chat.id))
    if len(chats) < 2:
        lines.append(note(say("link-only-one")))
        buttons.append(press(say("button-link"), verbs.LINK, style="primary"))
    back = press(say("button-back"), verbs.SETTINGS)
    return Screen("settings", tuple(lines), (*rows(*buttons), (back,)))


def sure_to_part(chat: ChatIdentity, say: Say) -> Screen:
    lines = (head(say("link-accounts-title")), text(say("link-sure-to-part", channel=chat.channel.title())))
    yes = press(say("button-unlink", channel=chat.channel.title()), verbs.UNLINK, f"{chat.id}.y", style="danger")
    return Screen("settings", lines, ((yes, press(say("button-back"), verbs.ACCOUNTS)),))
