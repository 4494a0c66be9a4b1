"""What happened to the goods, line by line, as the seller, the buyer, a carrier or the clock made it happen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from core.ids import Ids
from core.shipments import Shipment, ShippingUpdate
from core.trades import Deal


def shipping_updates(
    before: Deal, after: Deal, ids: Ids, now: datetime, detail: Mapping[str, Any]
) -> list[ShippingUpdate]:
    """A line for every shipment that is new or that this move has changed; a new one carries the seller's note."""
    known = {shipment.id: shipment for shipment in before.shipments}
    found = []
    for shipment in after.shipments:
        old = known.get(shipment.id)
        status = _what_happened(old, shipment)
        if status:
            words = str(detail.get("note") or "") if old is None else ""
            found.append(_line(shipment, status, words, ids, now))
    return found


def update_of(shipment: Shipment, status: str, words: str, ids: Ids, now: datetime) -> ShippingUpdate:
    """News about a shipment that moves nothing, such as a carrier's."""
    return _line(shipment, status, words, ids, now)


def _line(shipment: Shipment, status: str, words: str, ids: Ids, now: datetime) -> ShippingUpdate:
    return ShippingUpdate(
        id=ids.new("upd"),
        order_id=shipment.order_id,
        status=status,
        tracking_number=shipment.tracking_number,
        carrier=shipment.carrier,
        update_text=words,
        created_at=now,
    )


def _what_happened(old: Shipment | None, new: Shipment) -> str:
    if old is None:
        return "shipped"
    if old.status != new.status:
        return new.status
    if new.contested > old.contested:
        return "contested"
    if old.claimed_at is None and new.claimed_at is not None:
        return "claimed"
    return "accepted" if old.accepted_at is None and new.accepted_at is not None else ""
