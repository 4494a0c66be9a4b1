"""Negotiations: offers, messages, and every move of a deal."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from adapters.http.api.bodies.plain import Given, Id, Line, Lines, Minor, Price, Short, Taken, Words
from core.money import written
from core.offers import Offer, Terms, usual_freight_payer
from core.process.definition import Role
from core.process.purchase import PURCHASE
from core.trades import Deal

Incoterm = Literal["EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF"]
Quantity = Annotated[int, Field(ge=1, le=10_000_000, strict=True)]


class OfferTerms(Taken):
    """What one side proposes. Unit and currency are those of the listing; freight is in minor units."""

    quantity: Quantity
    unit_price: Price
    freight: Annotated[int, Field(ge=0, le=99_999_999, strict=True)] = 0
    freight_payer: Literal["", "buyer", "seller"] = ""
    incoterm: Incoterm = "DAP"
    place: Short = ""
    lead_time_days: Annotated[int, Field(ge=1, le=180, strict=True)] = 14
    transit_days: Annotated[int, Field(ge=0, le=60, strict=True)] = 14
    inspection_days: Annotated[int, Field(ge=1, le=30, strict=True)] = 7
    tolerance_percent: Annotated[int, Field(ge=0, le=10, strict=True)] = 0
    partial_shipments: Annotated[bool, Field(strict=True)] = True
    partial_release: Annotated[bool, Field(strict=True)] = False
    valid_hours: Annotated[int, Field(ge=1, le=720, strict=True)] = 72
    po_number: Annotated[str, StringConstraints(max_length=60)] = ""
    notes: Annotated[str, StringConstraints(max_length=500)] = ""

    def terms(self, deal: Deal) -> Terms:
        """As the market takes them."""
        payer = "buyer" if self.freight else self.freight_payer or usual_freight_payer(self.incoterm)
        given = self.model_dump(exclude={"unit_price", "freight_payer"})
        return Terms(
            **given,
            unit=deal.product.unit,
            currency=deal.trade.currency,
            unit_price=Decimal(self.unit_price),
            freight_payer=payer,
        )


class NewNegotiation(Taken):
    """Talks about a listing: those that are open already, or new ones; with terms, the first offer as well."""

    product_id: Id
    offer: OfferTerms | None = None


class NewMessage(Taken):
    """Words for the other side, or a price offer: a message that carries `offer` is one, and binds; words alone never do."""

    message: Annotated[str, StringConstraints(max_length=2000)] = ""
    offer: OfferTerms | None = None
    files: Annotated[list[Id], Field(max_length=10)] = Field(default_factory=list)


class OfferOut(Given):
    id: str
    number: int
    author_role: str
    status: str
    quantity: int
    unit: str
    unit_price: str
    currency: str
    goods: Minor
    freight: Minor
    freight_payer: str
    total: Minor
    incoterm: str
    place: str
    lead_time_days: int
    transit_days: int
    inspection_days: int
    tolerance_percent: int
    partial_shipments: bool
    partial_release: bool
    po_number: str
    notes: str
    valid_until: datetime
    created_at: datetime


class MessageOut(Given):
    """`is_price_offer` follows from what the message is; then `offer` has the terms."""

    id: str
    negotiation_id: str
    sender_id: str
    message: str
    is_price_offer: bool
    created_at: datetime
    deleted: bool = False
    offer: OfferOut | None = None


class MessagePage(Given):
    items: list[MessageOut]
    next: str | None


class NegotiationOut(Given):
    """A deal as one side sees it. `status` has the words that the seed knows, `state` says where the trade stands; `can` are
    the moves that are open to the caller now, `next_deadline` is what happens when nobody moves."""

    id: str
    product_id: str
    buyer_id: str
    seller_id: str
    buyer_company: str
    seller_company: str
    status: str
    state: str
    version: int
    your_role: str
    can: list[str]
    currency: str
    final_price: int | None
    close_reason: str
    offer: OfferOut | None
    offers_count: int
    payment_id: str | None
    agreement_id: str | None
    order_id: str | None
    dispute_id: str | None
    held: int
    next_deadline: datetime | None
    then: str | None
    created_at: datetime
    updated_at: datetime


class NegotiationPage(Given):
    items: list[NegotiationOut]
    next: str | None


_NOT_HERE = ("offer", "sign", "ask_parties", "answer_question")
"""Moves with an address of their own, and those that only go with a letter."""
_PEOPLE = (Role.BUYER, Role.SELLER, Role.MODERATOR, Role.OPERATOR)
ACTS: tuple[str, ...] = tuple(
    row.name for row in PURCHASE.transitions if row.by & set(_PEOPLE) and row.name not in _NOT_HERE
)


class Act(Taken):
    """One move of the process table. Which of the other fields it takes follows from the move; what it misses is named."""

    act: Annotated[str, Field(json_schema_extra={"enum": list(ACTS)}, max_length=40)]
    version: Annotated[int, Field(ge=1, le=1_000_000, strict=True)] | None = None
    offer_id: Id | None = None
    number: Annotated[int, Field(ge=1, le=10_000, strict=True)] | None = None
    quantity: Quantity | None = None
    carrier: Annotated[str, StringConstraints(max_length=60)] | None = None
    tracking_number: Annotated[str, StringConstraints(max_length=60)] | None = None
    note: Annotated[str, StringConstraints(max_length=500)] | None = None
    days: Annotated[int, Field(ge=1, le=60, strict=True)] | None = None
    reason: Line | None = None
    statement: Words | None = None
    amount: Annotated[int, Field(ge=0, le=99_999_999, strict=True)] | None = None
    outcome: Literal["release", "refund", "split", "lines"] | None = None
    reason_code: Annotated[str, StringConstraints(max_length=40)] | None = None
    lines: Lines | None = None
    refund_amount: Annotated[int, Field(ge=0, le=99_999_999, strict=True)] | None = None
    resolution: Words | None = None
    files: Annotated[list[Id], Field(max_length=10)] = Field(default_factory=list)

    def arguments(self) -> dict[str, Any]:
        """What was given beside the move itself."""
        return self.model_dump(exclude={"act", "version", "files"}, exclude_none=True)


def offer_out(offer: Offer) -> OfferOut:
    """An offer with its totals, in minor units, and its unit price as text."""
    return OfferOut(
        id=offer.id,
        number=offer.number,
        author_role=str(offer.author_role),
        status=offer.status,
        quantity=offer.quantity,
        unit=offer.unit,
        unit_price=written(offer.unit_price),
        currency=offer.currency,
        goods=offer.goods,
        freight=offer.freight,
        freight_payer=offer.freight_payer or "",
        total=offer.total,
        incoterm=offer.incoterm,
        place=offer.place,
        lead_time_days=offer.lead_time_days,
        transit_days=offer.transit_days,
        inspection_days=offer.inspection_days,
        tolerance_percent=offer.tolerance_percent,
        partial_shipments=offer.partial_shipments,
        partial_release=offer.partial_release,
        po_number=offer.po_number,
        notes=offer.notes,
        valid_until=offer.valid_until,
        created_at=offer.created_at,
    )


def negotiation_out(deal: Deal, role: Role, can: list[str]) -> NegotiationOut:
    """A deal for somebody who may see it."""
    trade, acting = deal.trade, [row for row in deal.deadlines if row.kind == "act"]
    first = min(acting, key=lambda row: row.due_at, default=None)
    offer = deal.accepted or deal.active_offer
    return NegotiationOut(
        id=trade.id,
        product_id=trade.product_id,
        buyer_id=trade.buyer_id,
        seller_id=trade.seller_id,
        buyer_company=deal.buyer_name,
        seller_company=deal.seller_name,
        status=trade.status,
        state=str(trade.state),
        version=trade.version,
        your_role=str(role),
        can=can,
        currency=trade.currency,
        final_price=trade.final_price,
        close_reason=trade.close_reason,
        offer=offer_out(offer) if offer is not None else None,
        offers_count=len(deal.offers),
        payment_id=deal.payment.id if deal.payment else None,
        agreement_id=deal.agreement.id if deal.agreement else None,
        order_id=deal.order.id if deal.order else None,
        dispute_id=deal.dispute.id if deal.dispute else None,
        held=deal.balance(f"esc:{trade.id}"),
        next_deadline=first.due_at if first else None,
        then=first.fires if first else None,
        created_at=trade.created_at,
        updated_at=trade.updated_at,
    )
