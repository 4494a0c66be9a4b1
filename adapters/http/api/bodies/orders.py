"""Payments, agreements, orders, shipping, disputes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from adapters.http.api.bodies.plain import Digest, Given, Id, Line, Lines, Minor, Taken, Words
from core.disputes import VERDICT_REASONS, Dispute
from core.process.dividing import read
from core.shipments import Order, Shipment, ShippingUpdate
from core.statements import OUT_OF_SIGHT
from core.trades import Deal

Carrier = Annotated[str, StringConstraints(max_length=60)]


class OfNegotiation(Taken):
    """Which deal it is about."""

    negotiation_id: Id


class Processing(Taken):
    """Which payment is to go on: by its own id, or by its deal's."""

    payment_id: Id | None = None
    negotiation_id: Id | None = None


class PaymentOut(Given):
    """`checkout_url` is the provider's page, where the buyer pays; no card data ever comes here."""

    id: str
    negotiation_id: str
    amount: Minor
    currency: str
    status: str
    provider: str
    checkout_url: str
    expires_at: datetime
    created_at: datetime
    updated_at: datetime


class SignatureOut(Given):
    typed_name: str
    signed_at: datetime


class AgreementOut(Given):
    """Read `agreement_text` and `consent`; whoever signs sends back both hashes and `ceremony`, which says what was shown to
    whom and when, and is good for a quarter of an hour."""

    id: str
    negotiation_id: str
    payment_gateway_id: str
    status: str
    agreement_text: str
    text_sha256: str
    document_sha256: str
    language: str
    commission: Minor
    tax: Minor
    sign_by: datetime
    buyer_signature: SignatureOut | None
    seller_signature: SignatureOut | None
    consent: str
    consent_sha256: str
    ceremony: str
    created_at: datetime
    updated_at: datetime


class Signing(Taken):
    """`typed_name` is the signature."""

    agreement_id: Id
    typed_name: Annotated[str, StringConstraints(min_length=2, max_length=120)]
    text_sha256: Digest
    consent_sha256: Digest
    ceremony: Annotated[str, StringConstraints(max_length=2048)]


class ShipmentOut(Given):
    id: str
    number: int
    quantity: int
    carrier: str
    tracking_number: str
    status: str
    created_at: datetime
    delivered_at: datetime | None
    inspect_until: datetime | None


class OrderOut(Given):
    id: str
    negotiation_id: str
    payment_gateway_id: str
    escrow_agreement_id: str
    status: str
    quantity: int
    ship_by: datetime
    shipped_at: datetime | None
    delivered_at: datetime | None
    inspect_until: datetime | None
    shipments: list[ShipmentOut]
    created_at: datetime
    updated_at: datetime


class OrderPage(Given):
    items: list[OrderOut]
    next: str | None


OrderStatus = Literal["in_progress", "shipped", "delivered", "completed", "disputed", "cancelled"]


class StatusChange(Taken):
    """A move by the name of the status it leads to. `shipped` takes carrier and number, `disputed` a reason and a
    statement."""

    status: OrderStatus
    carrier: Carrier = ""
    tracking_number: Carrier = ""
    quantity: Annotated[int, Field(ge=1, le=10_000_000, strict=True)] | None = None
    number: Annotated[int, Field(ge=1, le=10_000, strict=True)] | None = None
    reason: Literal["not_delivered", "damaged", "not_as_agreed", "fraud", "other"] | None = None
    statement: Words = ""
    files: Annotated[list[Id], Field(max_length=10)] = Field(default_factory=list)


class ShippingNews(Taken):
    """`shipped` sends the goods, or a part of them; `delivered` says that they have arrived; `in_transit` and `exception` are
    news about what is under way."""

    status: Literal["shipped", "in_transit", "exception", "delivered"]
    tracking_number: Carrier = ""
    carrier: Carrier = ""
    update_text: Annotated[str, StringConstraints(max_length=500)] = ""
    quantity: Annotated[int, Field(ge=1, le=10_000_000, strict=True)] | None = None


class ShippingUpdateOut(Given):
    id: str
    order_id: str
    status: str
    tracking_number: str
    carrier: str
    update_text: str
    created_at: datetime


class ShippingUpdatePage(Given):
    items: list[ShippingUpdateOut]
    next: str | None


class NewDispute(Taken):
    """A hundred characters, or a few words and a file."""

    order_id: Id
    reason: Literal["not_delivered", "damaged", "not_as_agreed", "fraud", "other"]
    statement: Words
    files: Annotated[list[Id], Field(max_length=10)] = Field(default_factory=list)


class Resolution(Taken):
    """A moderator's decision; `refund_amount` is the buyer's part of a split, in minor units. By `lines` it is decided per
    shipment: its number (0 for what was never shipped) and how many of its units the buyer gets the money back for."""

    outcome: Literal["release", "refund", "split", "lines"]
    reason_code: Annotated[str, Field(json_schema_extra={"enum": list(VERDICT_REASONS)}, max_length=40)] = "other"
    resolution: Annotated[str, StringConstraints(min_length=10, max_length=3000)]
    refund_amount: Annotated[int, Field(ge=0, le=99_999_999, strict=True)] | None = None
    lines: Lines | None = None


class DecidedLine(Given):
    """Of `quantity` units of a shipment (0: never shipped) the buyer gets the money back for `back`."""

    shipment: int
    back: int
    quantity: int


class DisputeOut(Given):
    id: str
    order_id: str
    negotiation_id: str
    raised_by: str
    raised_role: str
    reason: str
    statement: str
    answer: str
    status: str
    outcome: str
    reason_code: str
    resolution: str
    refund_amount: Minor
    decided_lines: list[DecidedLine]
    decided_at: datetime | None
    created_at: datetime
    updated_at: datetime


class FileOut(Given):
    """A file that was taken in: its id goes into messages and statements."""

    id: str
    name: str
    mime: str
    size: int
    sha256: str
    scan: str
    created_at: datetime


def payment_out(deal: Deal, *, for_buyer: bool) -> PaymentOut:
    """The last payment of a deal; only the buyer is given the page."""
    payment = deal.payment
    assert payment is not None
    return PaymentOut(
        id=payment.id,
        negotiation_id=payment.negotiation_id,
        amount=payment.amount,
        currency=payment.currency,
        status=payment.status,
        provider=payment.provider,
        checkout_url=payment.checkout_url if for_buyer else "",
        expires_at=payment.expires_at,
        created_at=payment.created_at,
        updated_at=payment.updated_at,
    )


def signature_out(signature: Any) -> SignatureOut | None:
    if signature is None:
        return None
    return SignatureOut(typed_name=str(signature["typed_name"]), signed_at=signature["signed_at"])


def order_out(order: Order, shipments: tuple[Shipment, ...]) -> OrderOut:
    return OrderOut(
        id=order.id,
        negotiation_id=order.negotiation_id,
        payment_gateway_id=order.payment_gateway_id,
        escrow_agreement_id=order.escrow_agreement_id,
        status=order.status,
        quantity=order.quantity,
        ship_by=order.ship_by,
        shipped_at=order.shipped_at,
        delivered_at=order.delivered_at,
        inspect_until=order.inspect_until,
        shipments=[_shipment_out(one) for one in shipments if one.order_id == order.id],
        created_at=order.created_at,
        updated_at=order.updated_at,
    )


def _shipment_out(shipment: Shipment) -> ShipmentOut:
    return ShipmentOut(
        id=shipment.id,
        number=shipment.number,
        quantity=shipment.quantity,
        carrier=shipment.carrier,
        tracking_number=shipment.tracking_number,
        status=shipment.status,
        created_at=shipment.created_at,
        delivered_at=shipment.delivered_at,
        inspect_until=shipment.inspect_until,
    )


def update_out(update: ShippingUpdate) -> ShippingUpdateOut:
    return ShippingUpdateOut(
        id=update.id,
        order_id=update.order_id,
        status=update.status,
        tracking_number=update.tracking_number,
        carrier=update.carrier,
        update_text=update.update_text,
        created_at=update.created_at,
    )


def dispute_out(dispute: Dispute, *, for_party: bool = False) -> DisputeOut:
    """A decision that waits for its second moderator is none, and no party reads it."""
    if for_party and dispute.is_proposed:
        nothing: dict[str, Any] = {"outcome": "", "verdict_reason": None, "resolution": "", "decided_lines": None}
        dispute = replace(dispute, refund_amount=0, **nothing)
    return DisputeOut(
        id=dispute.id,
        order_id=dispute.order_id,
        negotiation_id=dispute.negotiation_id,
        raised_by=dispute.raised_by,
        raised_role=str(dispute.raised_role),
        reason=dispute.reason,
        statement=dispute.statement.replace(OUT_OF_SIGHT, ""),
        answer=dispute.answer.replace(OUT_OF_SIGHT, ""),
        status=dispute.status,
        outcome=dispute.outcome,
        reason_code=dispute.verdict_reason or "",
        resolution=dispute.resolution,
        refund_amount=dispute.refund_amount,
        decided_lines=[
            DecidedLine(shipment=number, back=back, quantity=whole)
            for number, back, whole in read(dispute.decided_lines)
        ],
        decided_at=dispute.decided_at,
        created_at=dispute.created_at,
        updated_at=dispute.updated_at,
    )


__all__ = [
    "AgreementOut",
    "DisputeOut",
    "FileOut",
    "Line",
    "NewDispute",
    "OfNegotiation",
    "OrderOut",
    "OrderPage",
    "PaymentOut",
    "Processing",
    "Resolution",
    "ShippingNews",
    "ShippingUpdateOut",
    "ShippingUpdatePage",
    "Signing",
    "StatusChange",
    "dispute_out",
    "order_out",
    "payment_out",
    "signature_out",
    "update_out",
]
