"""A company's people and what waits for their approval: `company`, `approve`."""

from __future__ import annotations

from bot import verbs
from bot.context import Answer, Context, Show
from bot.screens import company as screens
from bot.screens import lists
from core.errors import NotFound


async def overview(ctx: Context) -> Answer:
    """Who is in the company, and what each may do."""
    company, colleagues = await ctx.services.colleagues.all(ctx.tx, ctx.seat)
    start = int(ctx.do.id) if ctx.do.id.isdecimal() else 0
    held = company.name_held_since is not None
    return (Show(screens.members(company, colleagues, ctx.seat, ctx.say, start=start, held=held), anew=_typed(ctx)),)


async def member(ctx: Context) -> Answer:
    return await _shown(ctx, ctx.subject)


async def role(ctx: Context) -> Answer:
    if ctx.argument not in screens.ROLE_OF:
        raise NotFound()
    await ctx.services.colleagues.change_role(ctx.tx, ctx.seat, ctx.subject, screens.ROLE_OF[ctx.argument])
    if not await _may_manage(ctx):
        return await overview(ctx)
    return await _shown(ctx, ctx.subject, news=ctx.say("member-changed"))


async def remove(ctx: Context) -> Answer:
    """After a second press."""
    if ctx.argument != verbs.CONFIRMED.removeprefix("."):
        _, colleague = await ctx.services.colleagues.one(ctx.tx, ctx.seat, ctx.subject)
        return (Show(screens.farewell(colleague, ctx.say)),)
    await ctx.services.colleagues.remove(ctx.tx, ctx.seat, ctx.subject)
    if not await _may_manage(ctx):
        return (Show(lists.home(ctx.seat, ctx.say)),)
    return await overview(ctx)


async def approvals(ctx: Context) -> Answer:
    """`approve`: what a colleague may not accept alone."""
    deals = await ctx.services.colleagues.approvals(ctx.tx, ctx.seat)
    shown = lists.deal_list(deals, ctx.seat, ctx.say, more=None) if deals else screens.no_approvals(ctx.say)
    return (Show(shown, anew=_typed(ctx)),)


async def _shown(ctx: Context, place_id: str, *, news: str = "") -> Answer:
    company, colleague = await ctx.services.colleagues.one(ctx.tx, ctx.seat, place_id)
    return (Show(screens.member(company, colleague, ctx.say, news=news)),)


async def _may_manage(ctx: Context) -> bool:
    """Whether the one who acted is still an owner: nobody is kept from leaving."""
    now = await ctx.tx.seat_of_user(ctx.seat.user_id)
    return now is not None and now.company_id == ctx.seat.company_id and now.role == ctx.seat.role


def _typed(ctx: Context) -> bool:
    return ctx.incoming.kind != "press"


BUTTONS = {
    verbs.COLLEAGUES: overview,
    verbs.MEMBER: member,
}
"""Verb of a button → its handler; another role, and that somebody goes, ask for a proof first (`bot/handlers/proving.py`)."""
