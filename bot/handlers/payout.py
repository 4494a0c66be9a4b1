"""`payout`: a company's account at the payment provider, its payouts, and what it owes."""

from __future__ import annotations

from bot.context import Answer, Context, Show
from bot.presenting import payout_screen
from core.errors import NotNow
from core.policy import require_member


async def payout(ctx: Context) -> Answer:
    require_member(ctx.seat, "browse")
    if ctx.services.payees is None:
        raise NotNow()
    return (Show(await payout_screen(ctx), anew=ctx.incoming.kind != "press"),)
