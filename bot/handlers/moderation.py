"""The moderators' desk: the queue and the cases."""

from __future__ import annotations

from bot.context import Answer, Context, Show
from bot.presenting import case_for
from bot.screens import desk
from core import policy
from core.disputes import Dispute
from core.errors import ConflictOfInterest
from core.process.definition import Role


async def queue(ctx: Context) -> Answer:
    """Open cases, oldest first."""
    policy.require_staff(ctx.seat)
    disputes = await ctx.tx.find(Dispute, status=("open", "in_progress", "decided"), order="created_at", limit=20)
    deals = [deal for dispute in disputes if (deal := await ctx.tx.deal(dispute.negotiation_id)) is not None]
    return (Show(desk.queue(deals, ctx.say), anew=ctx.incoming.kind != "press"),)


async def case(ctx: Context) -> Answer:
    """A case, for whoever is on neither side of it."""
    policy.require_staff(ctx.seat)
    deal, role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, ctx.subject)
    if role in (Role.BUYER, Role.SELLER):
        raise ConflictOfInterest()
    return (Show(await case_for(ctx, deal), anew=True),)
