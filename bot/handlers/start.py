"""Welcome, help, leaving a conversation."""

from __future__ import annotations

from bot.context import Answer, Context, Show
from bot.screens import lists


async def home(ctx: Context) -> Answer:
    return (Show(lists.home(ctx.seat, ctx.say, greeting=ctx.incoming.kind == "command"), anew=_typed(ctx)),)


async def help_(ctx: Context) -> Answer:
    return (Show(lists.help_screen(ctx.seat, ctx.say), anew=_typed(ctx)),)


def _typed(ctx: Context) -> bool:
    return ctx.incoming.kind != "press"
