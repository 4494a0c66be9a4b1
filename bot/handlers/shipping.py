"""`ship` in one line, `received`, the history of a deal's goods, and what an operator read at a carrier's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.context import Answer, Context, Show
from bot.conversations.talk import Talks
from bot.presenting import deal_screen
from bot.screens import goods
from core.errors import InvalidValue, NotFound, NotNow, WhichDeal
from core.ids import code_of
from core.policy import require_member
from core.ports.files import is_kept
from core.process.definition import Role
from core.process.fulfilling import open_quantity, under_way
from core.shipments import ShippingUpdate
from core.shipping_line import ShippingLine, read_line
from core.trades import Deal, State

_TO_SHIP = (State.PLACED, State.IN_PROGRESS)
_TO_RECEIVE = (State.IN_PROGRESS, State.SHIPPED)


class ShippingHandlers:
    """Needs the conversations for what a line leaves open."""

    def __init__(self, talks: Talks) -> None:
        self._talks = talks

    async def ship(self, ctx: Context) -> Answer:
        """`ship [deal] [carrier] [tracking] [note]`: one message is enough; only what is missing is asked. A photo of
        the label with these words, or without any, is proof, and stands in for the number."""
        require_member(ctx.seat, "negotiate")
        words = ctx.incoming.text.partition(" ")[2]
        waiting = await _waiting(ctx, _TO_SHIP, Role.SELLER, "ship")
        codes = {code_of(deal.trade.id): deal for deal in waiting}
        line = read_line(words, codes.keys(), ctx.services.carriers)
        if line.unknown_code or (words.strip() and not codes):
            raise NotFound()
        deal = codes.get(line.code) or (waiting[0] if len(waiting) == 1 else None)
        if deal is None:
            raise WhichDeal(codes=", ".join(codes)) if codes else NotNow()
        if line.tracking_number and ctx.services.carriers.is_mistyped(line.tracking_number):
            raise InvalidValue("tracking_number", "check-digit", number=line.tracking_number)
        given = _given(ctx, line)
        if given.get("proof") or (line.tracking_number and line.carrier):
            return await self._shipped(ctx, deal, given)
        known = {key: value for key, value in given.items() if key in ("tracking_number", "quantity", "note") and value}
        return await self._talks.start(ctx, "ship", deal.trade.id, known)

    async def _shipped(self, ctx: Context, deal: Deal, given: dict[str, Any]) -> Answer:
        acted = await ctx.services.trading.act(ctx.tx, ctx.seat, deal.trade.id, "ship", given)
        news = ctx.say("done-ship-line", **_summary(ctx, acted.deal))
        return (Show(await deal_screen(ctx, acted.deal, news=news), anew=True),)

    async def received(self, ctx: Context) -> Answer:
        """`received [deal] [shipment]`: the buyer has it. Where several shipments are under way, which one is asked."""
        require_member(ctx.seat, "negotiate")
        words = ctx.incoming.text.split()[1:]
        waiting = await _waiting(ctx, _TO_RECEIVE, Role.BUYER, "received")
        codes = {code_of(deal.trade.id): deal for deal in waiting}
        named = codes.get(words[0].lstrip("#").upper()) if words else None
        if words and named is None and not words[0].isdigit():
            raise NotFound()
        deal = named or (waiting[0] if len(waiting) == 1 else None)
        if deal is None:
            raise WhichDeal(codes=", ".join(codes)) if codes else NotNow()
        rest = words[1:] if named else words
        if not rest and len(under_way(deal)) > 1:
            return (Show(goods.which_arrived(deal, ctx.say), anew=True),)
        number = {"number": int(rest[0])} if rest and rest[0].isdigit() else {}
        acted = await ctx.services.trading.act(ctx.tx, ctx.seat, deal.trade.id, "received", number)
        return (Show(await deal_screen(ctx, acted.deal, news=ctx.say("done-received")), anew=True),)

    async def history(self, ctx: Context) -> Answer:
        """Every shipment with its photo, and what happened to it."""
        deal, _role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, ctx.subject)
        if deal.order is None:
            raise NotNow()
        found = await ctx.tx.find(ShippingUpdate, order_id=deal.order.id, order="-created_at", limit=goods.LINES_MAX)
        screen = goods.history(deal, found, ctx.say, links=goods.links_of(deal, ctx.services.carriers))
        return (Show(screen),)

    async def carrier(self, ctx: Context) -> Answer:
        """`carrier NUMBER in_transit|exception|delivered [words]`, for operators: news that no tracker brings."""
        words = ctx.incoming.text.split(maxsplit=3)[1:]
        number, status, said = (*words, "", "", "")[:3]
        deal = await ctx.services.carrier_desk.entered(ctx.tx, ctx.seat, number=number, status=status, words=said)
        return (Show(await deal_screen(ctx, deal, news=ctx.say("done-carrier")), anew=True),)


def _given(ctx: Context, line: ShippingLine) -> dict[str, Any]:
    photo = next((media.ref for media in ctx.incoming.media if is_kept(media.ref)), "")
    given: dict[str, Any] = {"carrier": line.carrier, "tracking_number": line.tracking_number, "note": line.note}
    if photo:
        given["proof"] = photo
    if line.quantity is not None:
        given["quantity"] = str(line.quantity)
    return given


def _summary(ctx: Context, deal: Deal) -> dict[str, str]:
    """What was understood, said back: the seller sees at once if it is wrong."""
    shipment, offer = deal.shipments[-1], deal.accepted
    return {
        "goods": ctx.say.quantity(shipment.quantity, offer.unit if offer else "pcs"),
        "carrier": shipment.carrier or ctx.say("nothing-yet"),
        "tracking": shipment.tracking_number or ctx.say("shipment-by-photo"),
        "left": ctx.say.quantity(open_quantity(deal), offer.unit if offer else "pcs"),
    }


async def _waiting(ctx: Context, states: Sequence[State], role: Role, act: str) -> list[Deal]:
    """The deals in which this person can make the move now."""
    recent = await ctx.tx.my_deals(ctx.seat.company_id, limit=100)
    mine = [
        deal.trade.id
        for deal in recent
        if deal.trade.state in states
        and ctx.seat.company_id
        == (deal.trade.seller_company_id if role is Role.SELLER else deal.trade.buyer_company_id)
    ]
    full = [await ctx.tx.deal(trade_id) for trade_id in mine]
    return [deal for deal in full if deal is not None and _may(ctx, deal, role, act)]


def _may(ctx: Context, deal: Deal, role: Role, act: str) -> bool:
    return act in {choice.name for choice in ctx.services.trading.choices(deal, role, ctx.seat)}
