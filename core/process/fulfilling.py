"""Steps of the order: preparing, shipping, receiving, accepting, cancelling by right or by consent."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.errors import InvalidValue, NotNow, TooEarly, TooMuchShipped
from core.process.act import Act
from core.process.paying import settle
from core.shipments import Request, Shipment
from core.trades import Deal, State
from core.wording import clean_text


def shipped_quantity(deal: Deal) -> int:
    return sum(shipment.quantity for shipment in deal.shipments if shipment.status != "returned")


def open_quantity(deal: Deal) -> int:
    """What is still to be shipped."""
    return max(0, deal.order.quantity - shipped_quantity(deal)) if deal.order else 0


def start_work(act: Act) -> None:
    act.change(act.order(), status="in_progress")


def nothing_shipped(act: Act) -> None:
    if act.deal.shipments:
        raise NotNow()


def something_open(act: Act) -> None:
    if open_quantity(act.deal) <= 0:
        raise NotNow()


def ship(act: Act) -> None:
    """A shipment of all that is open, or of a part where the terms allow parts."""
    order, offer = act.order(), act.offer()
    left = open_quantity(act.deal)
    quantity = int(act.args.get("quantity") or left)
    most = left + offer.quantity * offer.tolerance_percent // 100
    if quantity <= 0:
        raise InvalidValue("quantity", "zero")
    if quantity > most:
        raise TooMuchShipped(open=left, unit=offer.unit)
    if quantity < left and not offer.partial_shipments:
        raise InvalidValue("quantity", "no-parts", open=left)
    carrier = clean_text(act.args["carrier"], "carrier", length_max=60)
    tracking = clean_text(act.args["tracking_number"], "tracking_number", length_max=60)
    act.add(
        Shipment(
            id=act.ids.new("shp"),
            negotiation_id=act.deal.trade.id,
            order_id=order.id,
            number=len(act.deal.shipments) + 1,
            quantity=quantity,
            carrier=carrier,
            tracking_number=tracking,
            created_at=act.now,
            updated_at=act.now,
        )
    )
    act.detail.update(quantity=quantity, carrier=carrier, tracking_number=tracking)
    left = open_quantity(act.deal)
    for request in act.deal.requests:
        # Goods under way answer a request to cancel, and the last of them one for more time.
        if request.status == "asked" and (request.kind == "cancel" or left == 0):
            act.change(request, status="lapsed")
    if left > 0:
        act.change(order, status="in_progress")
        act.go(State.IN_PROGRESS)
        return
    act.change(order, status="shipped", shipped_at=act.now)
    act.take_stock(offer.quantity)
    act.go(State.SHIPPED)


def receive_goods(act: Act) -> None:
    """The buyer has the goods: the inspection clock starts."""
    for shipment in act.deal.shipments:
        if shipment.status != "delivered":
            act.change(shipment, status="delivered", delivered_at=act.now)
    inspect_until = act.after(timedelta(days=act.offer().inspection_days))
    act.change(act.order(), status="delivered", delivered_at=act.now, inspect_until=inspect_until)


def accept_goods(act: Act) -> None:
    """The goods are as agreed, or nobody said otherwise in time: everything held goes to the seller."""
    act.change(act.order(), status="completed")
    settle(act, refund=0)


# ── cancelling ───────────────────────────────────────────────────────────────────────────────────────────────────


def cancel_order(act: Act) -> None:
    """All that is held goes back; the goods stay on the seller's shelf."""
    for request in act.deal.requests:
        if request.status == "asked":
            act.change(request, status="accepted" if act.args.get("request_id") == request.id else "lapsed")
    act.change(act.order(), status="cancelled")
    act.release_stock(act.offer().quantity)
    settle(act, refund=act.held)


def within_early_cancel(act: Act) -> None:
    if act.now > act.order().placed_at + act.rules.early_cancel:
        raise NotNow()


def ship_by_is_over(act: Act) -> None:
    ship_by = act.order().ship_by
    if act.now < ship_by:
        raise TooEarly(at=ship_by.isoformat())


def no_open_request(act: Act) -> None:
    if any(request.status == "asked" for request in act.deal.requests):
        raise NotNow()


def _ask(act: Act, kind: str, ship_by: datetime | None = None) -> None:
    reason = clean_text(str(act.args.get("reason", "")), "reason", length_max=500)
    act.add(
        Request(
            id=act.ids.new("req"),
            negotiation_id=act.deal.trade.id,
            kind=kind,
            asked_role=act.role,
            asked_by=act.actor_id,
            expires_at=act.after(act.rules.answer),
            created_at=act.now,
            updated_at=act.now,
            ship_by=ship_by,
            reason=reason,
        )
    )
    act.detail.update(reason=reason)


def ask_to_cancel(act: Act) -> None:
    _ask(act, "cancel")


def ask_for_time(act: Act) -> None:
    """A later ship-by date, in whole days from the present one, that still fits the holding limit."""
    days = int(act.args["days"])
    if not 1 <= days <= 60:
        raise InvalidValue("days", "out-of-range", low=1, high=60)
    ship_by = act.order().ship_by + timedelta(days=days)
    offer, rules = act.offer(), act.rules
    needed = timedelta(days=offer.transit_days + offer.inspection_days + rules.dispute_buffer_days)
    if ship_by + needed > act.order().placed_at + timedelta(days=rules.hold_limit_days - rules.hold_margin_days):
        raise InvalidValue("days", "does-not-fit")
    _ask(act, "extension", ship_by)
    act.detail.update(days=days)


def _asked_by_other(act: Act, kind: str) -> Request:
    request = act.open_request(kind)
    if request.asked_role == act.role:
        raise NotNow()
    return request


def others_cancel_request(act: Act) -> None:
    _asked_by_other(act, "cancel")


def others_extension_request(act: Act) -> None:
    _asked_by_other(act, "extension")


def others_request(act: Act) -> None:
    _asked_by_other(act, "")


def agree_to_cancel(act: Act) -> None:
    act.change(_asked_by_other(act, "cancel"), status="accepted")
    cancel_order(act)


def agree_to_time(act: Act) -> None:
    request = _asked_by_other(act, "extension")
    act.change(request, status="accepted")
    act.change(act.order(), ship_by=request.ship_by)


def refuse_request(act: Act) -> None:
    act.change(_asked_by_other(act, ""), status="refused")


def lapse_request(act: Act) -> None:
    """No answer counts as no."""
    act.change(act.open_request(), status="lapsed")
