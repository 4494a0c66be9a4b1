"""Welcome, help, leaving a conversation."""

from __future__ import annotations

from dataclasses import replace

from bot import verbs
from bot.context import Answer, Context, Show
from bot.conversations.talk import place_key
from bot.handlers import browsing, linking
from bot.overview import home_screen
from bot.screens.parts import press, rows
from core.ports.chat import HOME

LISTING = "l"
"""What a link to a listing begins with: `t.me/<bot>?start=l_<id>`."""


async def home(ctx: Context) -> Answer:
    """What to do now; or what a deep link named: `/start link_CODE`."""
    entry, _, rest = ctx.incoming.text.partition(" ")[2].strip().partition("_")
    if ctx.incoming.kind == "command" and entry == "link" and rest:
        return await linking.with_code(ctx, rest)
    if ctx.incoming.kind == "command" and entry == LISTING and rest:
        return await browsing.listing_by_id(ctx, rest[:31])
    if ctx.incoming.kind == "open" and ctx.place.kind == "private" and not ctx.incoming.message:
        # Opening the conversation says nothing new to somebody who has been here before.
        known = await ctx.tx.screen(place_key(ctx), "home")
        if known is not None and known.parts:
            return ()
    screen = await home_screen(ctx, greeting=ctx.incoming.kind == "command")
    if ctx.place.kind == HOME:
        # Opening the page is news that may get lost; a press is not.
        again = press(ctx.say("button-refresh"), verbs.HOME)
        screen = replace(screen, rows=(*screen.rows, *rows(again)))
    return (Show(screen, anew=_typed(ctx)),)


def _typed(ctx: Context) -> bool:
    return ctx.incoming.kind != "press"
