"""Steps that end an order before its time: by right, by consent, or because nothing was shipped; and more time."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.errors import InvalidValue, NotNow, TooEarly
from core.money import step_of
from core.process.act import Act
from core.process.fulfilling import finish_shipping, lapse_requests, open_quantity, share_of_held
from core.process.settling import settle, start_refund
from core.shipments import Request
from core.trades import Deal, State
from core.wording import clean_text


def open_part(deal: Deal) -> int:
    """What cancelling now would give back, minor units: all that is held, or the share of what was not shipped."""
    held, offer = deal.balance(f"esc:{deal.trade.id}"), deal.accepted
    if offer is None or not deal.shipments:
        return held
    left = open_quantity(deal)
    if left and all(shipment.accepted_at is not None for shipment in deal.shipments):
        # All else is paid for: nothing of the rounding stays behind.
        return held
    part = min(offer.total * left // offer.quantity, share_of_held(deal, left))
    return part - part % step_of(offer.currency)


def cancel_order(act: Act) -> None:
    """What was not shipped is cancelled and paid back; what was shipped goes on. Goods not shipped are free again."""
    lapse_requests(act)
    left = open_quantity(act.deal)
    act.release_stock(left)
    if not act.deal.shipments:
        act.change(act.order(), status="cancelled")
        settle(act, refund=act.held)
        act.go(State.CANCELLED)
        return
    back = open_part(act.deal)
    act.change(act.order(), quantity=act.order().quantity - left)
    if back:
        start_refund(act, back)
        act.detail.update(buyer=back)
    if act.held == 0:
        # Every part that was shipped has been accepted and paid already.
        act.change(act.order(), status="completed")
        settle(act, refund=0)
        act.go(State.COMPLETED)
        return
    finish_shipping(act)


def cannot_supply(act: Act) -> None:
    """The seller gives up: the provider's fee, which nobody returns, is the seller's."""
    cancel_order(act)
    if act.rules.seller_bears_cancel_cost:
        act.post("cancel_cost", f"debt:{act.deal.trade.seller_company_id}", "cost", act.payment().fee)


def within_early_cancel(act: Act) -> None:
    if act.now > act.order().placed_at + act.rules.early_cancel:
        raise NotNow()


def ship_by_is_over(act: Act) -> None:
    ship_by = act.order().ship_by
    if act.now < ship_by:
        raise TooEarly(at=ship_by.isoformat())


# ── asking ───────────────────────────────────────────────────────────────────────────────────────────────────────


def no_open_request(act: Act) -> None:
    if any(request.status == "asked" for request in act.deal.requests):
        raise NotNow()


def ask(
    act: Act, kind: str, *, ship_by: datetime | None = None, amount: int | None = None, needs_reason: bool = True
) -> None:
    """One side asks for something that the other, or a colleague, answers."""
    reason = clean_text(str(act.args.get("reason", "")), "reason", length_max=500, required=needs_reason)
    period = act.rules.approval if kind == "approval" else act.rules.answer
    act.add(
        Request(
            id=act.ids.new("req"),
            negotiation_id=act.deal.trade.id,
            kind=kind,
            asked_role=act.role,
            asked_by=act.actor_id,
            expires_at=act.after(period),
            created_at=act.now,
            updated_at=act.now,
            ship_by=ship_by,
            amount=amount,
            reason=reason,
        )
    )
    if reason:
        act.detail.update(reason=reason)


def ask_to_cancel(act: Act) -> None:
    ask(act, "cancel")


def ask_for_time(act: Act) -> None:
    """A later ship-by date, in whole days from the present one, that still fits the holding limit."""
    days = int(act.args["days"])
    if not 1 <= days <= 60:
        raise InvalidValue("days", "out-of-range", low=1, high=60)
    ship_by = act.order().ship_by + timedelta(days=days)
    offer, rules = act.offer(), act.rules
    needed = timedelta(days=offer.transit_days + offer.inspection_days + rules.dispute_buffer_days)
    if ship_by + needed > act.order().placed_at + timedelta(days=rules.held_at_most(offer.currency)):
        raise InvalidValue("days", "does-not-fit")
    ask(act, "extension", ship_by=ship_by)
    act.detail.update(days=days)


def _asked_by_other(act: Act, *kinds: str) -> Request:
    request = next((r for r in act.deal.requests if r.status == "asked" and r.kind in kinds), None)
    if request is None or request.asked_role == act.role:
        raise NotNow()
    return request


def others_cancel_request(act: Act) -> None:
    _asked_by_other(act, "cancel")


def others_extension_request(act: Act) -> None:
    _asked_by_other(act, "extension")


def others_settlement(act: Act) -> None:
    _asked_by_other(act, "settlement")


def others_request(act: Act) -> None:
    _asked_by_other(act, "cancel", "extension", "settlement")


def agree_to_cancel(act: Act) -> None:
    act.change(_asked_by_other(act, "cancel"), status="accepted")
    cancel_order(act)


def agree_to_time(act: Act) -> None:
    request = _asked_by_other(act, "extension")
    act.change(request, status="accepted")
    act.change(act.order(), ship_by=request.ship_by)


def refuse_request(act: Act) -> None:
    act.change(_asked_by_other(act, "cancel", "extension", "settlement"), status="refused")


def lapse_request(act: Act) -> None:
    """No answer counts as no."""
    act.change(act.open_request(), status="lapsed")
