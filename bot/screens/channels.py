"""A company's channel: asked for, connected, left."""

from __future__ import annotations

from collections.abc import Sequence

from bot import verbs
from bot.screens.parts import head, note, press, rows, text
from bot.text import Say
from core.channels import CompanyChannel
from core.ports.chat import Screen


def asked(company: str, chat: str, say: Say) -> Screen:
    """Whether the deals are to be shown in the channel in which the word was typed; who reads there reads them."""
    lines = (head(say("channel-title")), text(say("channel-ask", company=company)), note(say("channel-ask-note")))
    yes = press(say("button-channel-connect"), verbs.CHANNEL_CONNECT, chat, style="primary")
    return Screen("channel", lines, rows(yes, press(say("button-back"), verbs.HOME)))


def overview(channels: Sequence[CompanyChannel], say: Say, *, news: str = "", may_leave: bool = False) -> Screen:
    """How it stands, and how a channel is connected."""
    lines = [head(say("channel-title"))]
    lines += [text(news)] if news else []
    lines.append(text(say("channel-connected" if channels else "channel-none")))
    lines.append(note(say("channel-how")))
    leave = [
        press(say("button-channel-leave"), verbs.CHANNEL_LEAVE, each.id, style="danger")
        for each in channels
        if may_leave
    ]
    return Screen("channel", tuple(lines), rows(*leave, press(say("button-home"), verbs.HOME)))


def welcome(company: str, say: Say) -> Screen:
    """The first word in the channel."""
    return Screen("channel-welcome", (text(say("channel-welcome", company=company)), note(say("channel-rules"))))
