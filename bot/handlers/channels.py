"""A company's channel on Slack: `channel`, typed in the channel, and its two buttons."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from bot import verbs
from bot.context import Answer, Context, Show
from bot.screens import channels as screens
from core import policy
from core.errors import ChannelElsewhere
from core.ports.chat import GROUP, Place


async def channel(ctx: Context) -> Answer:
    """In a channel: whether the company's deals shall appear in it. Elsewhere: how it stands."""
    policy.require_member(ctx.seat, "browse")
    place, found = ctx.incoming.place, await ctx.services.channels.of(ctx.tx, ctx.seat)
    if place.kind != GROUP or any(each.chat == place.chat for each in found):
        return (Show(screens.overview(found, ctx.say, may_leave=_may(ctx)), anew=True),)
    if ctx.is_desk or ctx.can.threads != "replies":
        raise ChannelElsewhere()
    await ctx.services.channels.may_connect(ctx.tx, ctx.seat, place)
    return (Show(screens.asked(ctx.seat.company_name, place.chat, ctx.say), anew=True),)


async def connect(ctx: Context) -> Answer:
    """The second press; the button came to whoever typed the word in that channel."""
    if ctx.can.threads != "replies":
        raise ChannelElsewhere()
    place = Place(ctx.seat.channel, ctx.seat.tenant, ctx.subject, kind=GROUP)
    await ctx.services.channels.connect(ctx.tx, replace(ctx.seat, lang=ctx.say.lang), place)
    found = await ctx.services.channels.of(ctx.tx, ctx.seat)
    return (Show(screens.overview(found, ctx.say, may_leave=True)),)


async def leave(ctx: Context) -> Answer:
    await ctx.services.channels.disconnect(ctx.tx, ctx.seat, ctx.subject)
    found = await ctx.services.channels.of(ctx.tx, ctx.seat)
    return (Show(screens.overview(found, ctx.say, news=ctx.say("channel-left"), may_leave=True)),)


def _may(ctx: Context) -> bool:
    return policy.can(ctx.seat, "negotiate")


PRESSES: Final[dict[str, Callable[[Context], Awaitable[Answer]]]] = {
    verbs.CHANNEL_CONNECT: connect,
    verbs.CHANNEL_LEAVE: leave,
}
COMMANDS: Final = {"channel": channel}
