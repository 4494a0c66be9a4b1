"""`ship DEAL CARRIER TRACKING` in one line."""

from __future__ import annotations

from bot.context import Answer, Context, Show
from bot.conversations.talk import Talks
from bot.presenting import deal_screen
from core.errors import NotFound, NotNow
from core.ids import code_of
from core.policy import require_member
from core.process.definition import Role
from core.trades import Deal


class ShippingHandlers:
    """Needs the conversations for `ship` without words."""

    def __init__(self, talks: Talks) -> None:
        self._talks = talks

    async def ship(self, ctx: Context) -> Answer:
        """With words: ship everything that is open. Without: ask, if there is exactly one deal to ship."""
        require_member(ctx.seat, "negotiate")
        words = ctx.incoming.text.split()[1:]
        waiting = [deal for deal in await self._open(ctx) if _may_ship(ctx, deal)]
        if not words:
            if len(waiting) != 1:
                raise NotNow()
            return await self._talks.start(ctx, "ship", waiting[0].trade.id)
        deal = next((deal for deal in waiting if code_of(deal.trade.id) == words[0].upper()), None)
        if deal is None:
            raise NotFound()
        if len(words) < 3:
            return await self._talks.start(ctx, "ship", deal.trade.id)
        given = {"carrier": " ".join(words[1:-1]), "tracking_number": words[-1]}
        acted = await ctx.services.trading.act(ctx.tx, ctx.seat, deal.trade.id, "ship", given)
        return (Show(await deal_screen(ctx, acted.deal, news=ctx.say("done-ship")), anew=True),)

    async def _open(self, ctx: Context) -> list[Deal]:
        recent = await ctx.tx.my_deals(ctx.seat.company_id, limit=50)
        full = [await ctx.tx.deal(deal.trade.id) for deal in recent if deal.trade.state in ("placed", "in_progress")]
        return [deal for deal in full if deal is not None and deal.trade.seller_company_id == ctx.seat.company_id]


def _may_ship(ctx: Context, deal: Deal) -> bool:
    return "ship" in {choice.name for choice in ctx.services.trading.choices(deal, Role.SELLER, ctx.seat)}
