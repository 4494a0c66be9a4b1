"""What we know about a person, shown to themselves."""

from __future__ import annotations

from bot.context import Answer, Context, Show
from bot.screens import lists


async def profile(ctx: Context) -> Answer:
    person, company = await ctx.services.membership.profile(ctx.tx, ctx.seat)
    return (Show(lists.profile(person, company, ctx.say), anew=ctx.incoming.kind != "press"),)
