"""Welcome, help, leaving a conversation."""

from __future__ import annotations

from bot.context import Answer, Context, Show
from bot.handlers import browsing, linking
from bot.screens import lists

LISTING = "l"
"""What a link to a listing begins with: `t.me/<bot>?start=l_<id>`."""


async def home(ctx: Context) -> Answer:
    """What to do now; or what a deep link named: `/start link_CODE`."""
    entry, _, rest = ctx.incoming.text.partition(" ")[2].strip().partition("_")
    if ctx.incoming.kind == "command" and entry == "link" and rest:
        return await linking.with_code(ctx, rest)
    if ctx.incoming.kind == "command" and entry == LISTING and rest:
        return await browsing.listing_by_id(ctx, rest[:31])
    return (Show(lists.home(ctx.seat, ctx.say, greeting=ctx.incoming.kind == "command"), anew=_typed(ctx)),)


async def help_(ctx: Context) -> Answer:
    return (Show(lists.help_screen(ctx.seat, ctx.say), anew=_typed(ctx)),)


def _typed(ctx: Context) -> bool:
    return ctx.incoming.kind != "press"
