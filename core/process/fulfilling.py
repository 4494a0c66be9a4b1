"""Steps of the order: preparing, shipping, claiming and contesting delivery, receiving, accepting."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.errors import InvalidValue, NotNow, TooEarly, TooMuchShipped
from core.fees import Shares
from core.money import step_of
from core.process.act import Act
from core.process.settling import move_shares, settle, shares_for
from core.shipments import Shipment, is_same_carrier
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
    proof = str(act.args.get("proof") or "")
    carrier = clean_text(str(act.args.get("carrier") or ""), "carrier", length_max=60, required=not proof)
    tracking = clean_text(
        str(act.args.get("tracking_number") or ""), "tracking_number", length_max=60, required=not proof
    )
    note = clean_text(str(act.args.get("note") or ""), "note", length_max=500, required=False)
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
            proof=proof or None,
        )
    )
    act.detail.update(quantity=quantity, carrier=carrier, tracking_number=tracking)
    if note:
        act.detail.update(note=note)
    act.take_stock(min(quantity, left))
    if open_quantity(act.deal) > 0:
        act.change(order, status="in_progress")
        act.go(State.IN_PROGRESS)
        return
    finish_shipping(act)


def lapse_requests(act: Act) -> None:
    """What one side asked of the other has been overtaken by events."""
    for request in act.deal.requests:
        if request.status == "asked":
            act.change(request, status="lapsed")


def finish_shipping(act: Act) -> None:
    """Nothing more is to be shipped: the order is on its way, or there already. Nothing is left to put off or cancel."""
    lapse_requests(act)
    if act.deal.shipments and all(shipment.status == "delivered" for shipment in act.deal.shipments):
        deliver_order(act)
        return
    act.change(act.order(), status="shipped", shipped_at=act.now)
    act.go(State.SHIPPED)


# ── delivery ─────────────────────────────────────────────────────────────────────────────────────────────────────


def under_way(deal: Deal) -> tuple[Shipment, ...]:
    return tuple(shipment for shipment in deal.shipments if shipment.status == "in_transit")


def has_unclaimed(act: Act) -> None:
    if not any(shipment.claimed_at is None for shipment in under_way(act.deal)):
        raise NotNow()


def claim_delivery(act: Act) -> None:
    """The seller says that it arrived; it counts unless the buyer contests it in time."""
    shipment = next(shipment for shipment in under_way(act.deal) if shipment.claimed_at is None)
    earliest = shipment.created_at + act.rules.carrier_minimum
    if act.now < earliest:
        raise TooEarly(at=earliest.isoformat())
    act.change(shipment, claimed_at=act.now)


def claimed(deal: Deal) -> Shipment | None:
    """The shipment whose claimed delivery can still be contested."""
    return next((shipment for shipment in under_way(deal) if shipment.claimed_at is not None), None)


def _claimed(act: Act) -> Shipment:
    shipment = claimed(act.deal)
    if shipment is None:
        raise NotNow()
    return shipment


def is_claimed(act: Act) -> None:
    _claimed(act)


def contestable_again(act: Act) -> None:
    if _claimed(act).contested:
        raise NotNow()


def contest_delivery(act: Act) -> None:
    """It did not arrive: the shipment is under way again. (A second time, the buyer opens a dispute.)"""
    shipment = _claimed(act)
    act.change(shipment, claimed_at=None, contested=shipment.contested + 1)


def count_claim(act: Act) -> None:
    """Nobody contested it in time."""
    _arrive(act, _claimed(act))


def something_under_way(act: Act) -> None:
    if not under_way(act.deal):
        raise NotNow()


def receive_goods(act: Act) -> None:
    """The buyer has what was shipped, or one shipment of it (`number`): the inspection clock starts."""
    number = act.args.get("number")
    arrived = [shipment for shipment in under_way(act.deal) if number is None or shipment.number == number]
    if not arrived:
        raise NotNow()
    for shipment in arrived:
        act.change(shipment, status="delivered", delivered_at=act.now, inspect_until=_inspect_until(act))
    _after_arrival(act)


def carrier_delivers(act: Act) -> None:
    """A carrier's own event about one shipment. Where the carrier is named, another one's number is not meant."""
    number, carrier = act.args["tracking_number"], str(act.args.get("carrier", ""))
    mine = [s for s in under_way(act.deal) if s.tracking_number == number]
    shipment = next((s for s in mine if not carrier or is_same_carrier(s.carrier, carrier)), None)
    if shipment is None:
        raise NotNow()
    act.change(shipment, by_carrier=True)
    _arrive(act, shipment)


def _arrive(act: Act, shipment: Shipment) -> None:
    act.change(shipment, status="delivered", delivered_at=act.now, inspect_until=_inspect_until(act))
    _after_arrival(act)


def _inspect_until(act: Act) -> datetime:
    return act.after(timedelta(days=act.offer().inspection_days))


def _after_arrival(act: Act) -> None:
    if under_way(act.deal) or open_quantity(act.deal):
        act.go(act.deal.state)
        return
    deliver_order(act)


def deliver_order(act: Act) -> None:
    """Everything has arrived: the whole is inspected until the last shipment's time is over."""
    last = max((s.inspect_until for s in act.deal.shipments if s.inspect_until), default=_inspect_until(act))
    act.change(act.order(), status="delivered", delivered_at=act.now, inspect_until=max(last, act.now))
    act.go(State.DELIVERED)


# ── acceptance ───────────────────────────────────────────────────────────────────────────────────────────────────


def accept_goods(act: Act) -> None:
    """The goods are as agreed, or nobody said otherwise in time: everything held goes to the seller."""
    act.change(act.order(), status="completed")
    for shipment in act.deal.shipments:
        if shipment.accepted_at is None:
            act.change(shipment, accepted_at=act.now)
    settle(act, refund=0)


def acceptable(deal: Deal) -> Shipment | None:
    """A delivered part that can be accepted, and paid, by itself."""
    offer = deal.accepted
    if offer is None or not offer.partial_release:
        return None
    return next((s for s in deal.shipments if s.status == "delivered" and s.accepted_at is None), None)


def _acceptable(act: Act) -> Shipment:
    shipment = acceptable(act.deal)
    if shipment is None:
        raise NotNow()
    return shipment


def has_acceptable_part(act: Act) -> None:
    _acceptable(act)
    if not (open_quantity(act.deal) or under_way(act.deal)):
        raise NotNow()


def accept_part(act: Act) -> None:
    """One delivered shipment is accepted: its share of the price goes to the seller, the rest stays held."""
    shipment = _acceptable(act)
    shares = part_shares(act.deal, shipment)
    act.change(shipment, accepted_at=act.now)
    act.change(act.payment(), status="partially_released")
    move_shares(act, shares)
    act.detail.update(shipment=shipment.number)


def part_shares(deal: Deal, shipment: Shipment) -> Shares:
    """What accepting this shipment pays: its quantity's share of the price. More than was ordered, within the
    tolerance, is shared out over all that was shipped or is still to come."""
    offer = deal.accepted
    if offer is None or deal.order is None:
        raise NotNow()
    whole, step = max(offer.quantity, shipped_quantity(deal) + open_quantity(deal)), step_of(offer.currency)
    part = min(offer.total * shipment.quantity // whole, share_of_held(deal, shipment.quantity))
    # What the provider can not move of it stays held for the next part.
    return shares_for(deal, 0, held=part - part % step)


def share_of_held(deal: Deal, quantity: int) -> int:
    """So much of what is held falls to these goods, minor units, among all that is not accepted: where a bank has taken
    a part of the money, every part is paid less, and none takes the money of the others."""
    accepted = sum(shipment.quantity for shipment in deal.shipments if shipment.accepted_at is not None)
    left = shipped_quantity(deal) + open_quantity(deal) - accepted
    held = deal.balance(f"esc:{deal.trade.id}")
    return held * quantity // left if left > 0 else held
