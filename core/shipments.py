"""Orders and what happens to the goods: shipments, shipping updates, requests to cancel or to extend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Order:
    """The order behind a signed agreement. status: placed, in_progress, shipped, delivered, completed, disputed, cancelled.

    `ship_by` comes from the lead time (and may be extended); `inspect_until` is set at delivery.
    """

    id: str
    negotiation_id: str
    payment_gateway_id: str
    escrow_agreement_id: str
    quantity: int
    ship_by: datetime
    placed_at: datetime
    created_at: datetime
    updated_at: datetime
    status: str = "placed"
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    inspect_until: datetime | None = None
    status_before_dispute: str = ""


@dataclass(frozen=True, slots=True)
class Shipment:
    """Goods under way. status: in_transit, delivered, exception, returned."""

    id: str
    negotiation_id: str
    order_id: str
    number: int
    quantity: int
    carrier: str
    tracking_number: str
    created_at: datetime
    updated_at: datetime
    status: str = "in_transit"
    claimed_at: datetime | None = None
    """When the seller said that it had arrived; counts after the contest window."""
    contested: int = 0
    delivered_at: datetime | None = None
    by_carrier: bool = False
    """A carrier, not a party, says that it was delivered."""
    inspect_until: datetime | None = None
    accepted_at: datetime | None = None
    proof: str | None = None
    """The stored photo of the label or the delivery note, where the seller sent one."""


def is_same_carrier(one: str, other: str) -> bool:
    """Whether two names mean the same carrier: spaces and capitals make no difference."""
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


@dataclass(frozen=True, slots=True)
class ShippingUpdate:
    """One line of news about an order's goods, as the seller or a carrier gave it."""

    id: str
    order_id: str
    status: str
    tracking_number: str
    carrier: str
    update_text: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Request:
    """One side asks, the other answers: kind `cancel` (money back), `extension` (new `ship_by`), `settlement` (`amount`
    minor units back to the buyer, the rest to the seller) or `approval` (a colleague with a higher limit accepts).

    status: asked, accepted, refused, lapsed.
    """

    id: str
    negotiation_id: str
    kind: str
    asked_role: str
    asked_by: str
    expires_at: datetime
    created_at: datetime
    updated_at: datetime
    status: str = "asked"
    ship_by: datetime | None = None
    amount: int | None = None
    reason: str = ""
