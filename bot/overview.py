"""Home for one reader: which deals wait for them and for what, and what else is going on."""

from __future__ import annotations

from bot.context import Context
from bot.screens import home
from core import policy
from core.events import OutboxRow
from core.ports.chat import Screen
from core.process import clocks
from core.process.definition import Role
from core.services import overview
from core.trades import Deal, State

LEADING = frozenset(
    {
        *("accept", "approve", "ask_for_approval", "request_payment", "pay_again", "sign", "ship", "received"),
        *("accept_goods", "answer_dispute", "ship_back", "confirm_return"),
    }
)
"""Acts that bring a deal on; home names them."""


async def home_screen(ctx: Context, *, greeting: bool = False) -> Screen:
    """Home as it is now, for the one who asks."""
    if not ctx.seat.company_id:
        return home.home(ctx.seat, home.Overview(), ctx.say, greeting=greeting)
    tx, company_id = ctx.tx, ctx.seat.company_id
    looked = [await tx.deal(trade_id) for trade_id in await overview.perhaps_waiting(tx, company_id)]
    deals = [deal for deal in looked if deal is not None]
    waiting = [one for deal in deals if (one := _waiting_for(ctx, deal)) is not None]
    waiting.sort(key=lambda one: (one.until is None, one.until or one.deal.trade.updated_at))
    written = await overview.last_words(tx, [deal.trade.id for deal in deals])
    ours = {seat.user_id for deal in deals for seat in deal.seats if seat.company_id == company_id}
    seen = home.Overview(
        waiting=waiting,
        counts=await overview.counts(tx, company_id),
        approvals=sum(one.act == "approve" for one in waiting),
        unanswered=sum(sender not in ours for sender in written.values()),
        held=await tx.count(OutboxRow, order_key=f"held:{ctx.seat.user_id}", status="waiting"),
    )
    return home.home(ctx.seat, seen, ctx.say, greeting=greeting)


def _waiting_for(ctx: Context, deal: Deal) -> home.Waiting | None:
    """What this deal wants of the reader's side now, if anything: the act that leads on, the payment, or an answer."""
    role = policy.role_in(ctx.seat, deal)
    choices = ctx.services.trading.choices(deal, role, ctx.seat)
    silence = clocks.next_turn(deal, ctx.services.trading.rules)
    until = silence.due_at if silence else None
    request = next((one for one in deal.requests if one.status == "asked" and one.asked_role != role), None)
    if request is not None and request.kind != "approval":
        return home.Waiting(deal, "answer", request.expires_at)
    if role is Role.BUYER and deal.state is State.AWAITING_PAYMENT and deal.payment and deal.payment.checkout_url:
        return home.Waiting(deal, "pay", until)
    act = next((choice.name for choice in choices if choice.style == "primary" and choice.name in LEADING), "")
    if act == "ship" and deal.order is not None:
        # What was promised; what follows when it is broken is on the card.
        return home.Waiting(deal, act, deal.order.ship_by)
    # Nobody can be late with goods that have not come yet: the next deadline is the other side's.
    return home.Waiting(deal, act, None if act == "received" else until) if act else None
