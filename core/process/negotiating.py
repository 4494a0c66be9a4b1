"""Steps of talks: offers, answers, the end of talks."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from core.contacts import free_of_contacts
from core.errors import (
    DoesNotFit,
    InvalidValue,
    NotNow,
    NotYourTurn,
    OfferExpired,
    OutOfStock,
    OverOfferLimit,
    OwnOffer,
    PayoutNotReady,
    SellerNotPayable,
    Stale,
)
from core.listings import require_quantity
from core.members import Seat
from core.money import Money, line_total, payable_max, require_payable
from core.offers import FREIGHT_PAYERS, INCOTERMS, Offer, Terms
from core.process.act import Act
from core.rules import Rules
from core.trades import Deal

TOTAL_MIN = 100
"""Minor units; below it a provider's fixed fee eats the trade, and most refuse."""


def require_fit(terms: Terms, rules: Rules) -> None:
    """Lead + transit + inspection + dispute buffer must fit the time that money may be held. Raises DoesNotFit."""
    days = terms.lead_time_days + terms.transit_days + terms.inspection_days + rules.dispute_buffer_days
    limit = rules.held_at_most(terms.currency)
    if days > limit:
        raise DoesNotFit(days=days, limit=limit)


def check_terms(terms: Terms, deal: Deal, *, by_seller: bool, rules: Rules) -> tuple[int, int]:
    """(goods, total) in minor units of terms that hold together. Raises InvalidValue, OutOfStock, DoesNotFit."""
    if terms.currency != deal.trade.currency:
        raise InvalidValue("currency", "wrong-currency", currency=deal.trade.currency)
    rules.require_traded(terms.currency)
    if terms.unit != deal.product.unit:
        raise InvalidValue("unit", "wrong-unit", unit=deal.product.unit)
    if terms.quantity <= 0:
        raise InvalidValue("quantity", "zero")
    require_quantity(deal.product, terms.quantity, by_seller=by_seller)
    for field, value, low, high in (
        ("lead_time_days", terms.lead_time_days, 1, 180),
        ("transit_days", terms.transit_days, 0, 60),
        ("inspection_days", terms.inspection_days, 1, 30),
        ("tolerance_percent", terms.tolerance_percent, 0, 10),
        ("valid_hours", terms.valid_hours, 1, 720),
    ):
        if not low <= value <= high:
            raise InvalidValue(field, "out-of-range", low=low, high=high)
    for field, words in (("place", terms.place), ("notes", terms.notes), ("po_number", terms.po_number)):
        free_of_contacts(words, field)
    if terms.incoterm not in INCOTERMS:
        raise InvalidValue("incoterm", "unknown-incoterm", incoterm=terms.incoterm[:40])
    if terms.freight_payer not in ("", *FREIGHT_PAYERS):
        raise InvalidValue("freight_payer", "not-an-option")
    if not terms.unit_price.is_finite() or terms.unit_price <= Decimal(0):
        raise InvalidValue("price", "zero")
    if terms.freight < 0:
        raise InvalidValue("freight", "negative")
    require_payable(Money(terms.freight, terms.currency), "freight")
    goods = line_total(terms.unit_price, terms.quantity, terms.currency).minor
    total = goods + terms.freight
    if total < TOTAL_MIN:
        raise InvalidValue("price", "too-small", least=TOTAL_MIN, currency=terms.currency)
    if total > payable_max(terms.currency):
        raise InvalidValue("price", "too-big")
    require_fit(terms, rules)
    return goods, total


def is_within_limit(seat: Seat | None, total: int, currency: str) -> bool:
    """Whether the member may commit the company to this much alone. A limit says nothing about another currency."""
    if seat is None or seat.approval_limit is None:
        return True
    return total <= seat.approval_limit and seat.currency in ("", currency)


def limit_of(seat: Seat | None, currency: str) -> Money:
    """Up to how much the member may commit the company alone."""
    return Money((seat.approval_limit if seat else None) or 0, (seat.currency if seat else "") or currency)


def write_offer(act: Act) -> None:
    """A new numbered offer; the other side's active one becomes countered."""
    terms: Terms = act.args["terms"]
    deal = act.deal
    goods, total = check_terms(terms, deal, by_seller=act.role == "seller", rules=act.rules)
    if not is_within_limit(act.seat, total, terms.currency):
        # The other side's press alone would make it an agreement.
        raise OverOfferLimit(limit=limit_of(act.seat, terms.currency))
    active = deal.active_offer
    if active is not None:
        if active.author_role == act.role:
            raise NotYourTurn()
        act.change(active, status="countered", answered_at=act.now)
        drop_approval(act)
    offer = Offer(
        id=act.ids.new("off"),
        negotiation_id=deal.trade.id,
        number=len(deal.offers) + 1,
        author_role=act.role,
        author_id=act.actor_id,
        author_company_id=act.seat.company_id if act.seat else "",
        quantity=terms.quantity,
        unit=terms.unit,
        unit_price=terms.unit_price,
        currency=terms.currency,
        goods=goods,
        freight=terms.freight,
        total=total,
        incoterm=terms.incoterm,
        place=terms.place,
        lead_time_days=terms.lead_time_days,
        transit_days=terms.transit_days,
        inspection_days=terms.inspection_days,
        tolerance_percent=terms.tolerance_percent,
        partial_shipments=terms.partial_shipments,
        partial_release=terms.partial_release,
        po_number=terms.po_number,
        notes=terms.notes,
        freight_payer=terms.freight_payer or None,
        valid_until=act.after(timedelta(hours=terms.valid_hours)),
        created_at=act.now,
        supersedes_id=active.id if active else None,
    )
    act.add(offer)
    act.trade(talked_at=act.now)
    act.detail.update(offer_id=offer.id, number=offer.number)


def own_offer_is_free(act: Act) -> None:
    """No offer of one's own waits for an answer."""
    active = act.deal.active_offer
    if active is not None and active.author_role == act.role:
        raise NotYourTurn()


def others_offer_is_active(act: Act) -> None:
    active = act.deal.active_offer
    if active is None:
        raise NotNow()
    if active.author_role == act.role:
        raise OwnOffer()


def own_offer_is_active(act: Act) -> None:
    active = act.deal.active_offer
    if active is None or active.author_role != act.role:
        raise NotNow()


def same_offer(act: Act) -> None:
    """The press was about the offer that is active now, not about an earlier one."""
    active = act.deal.active_offer
    pressed = act.args.get("offer_id")
    if pressed is not None and (active is None or active.id != pressed):
        raise Stale()


def drop_approval(act: Act) -> None:
    """A wish to accept was about the offer that stood then: it ends with it."""
    for request in act.deal.requests:
        if request.status == "asked" and request.kind == "approval":
            act.change(request, status="lapsed")


def accept_offer(act: Act) -> None:
    """The terms are agreed: stock is reserved and the price is final."""
    offer = act.deal.active_offer
    if offer is None:
        raise NotNow()
    if offer.author_company_id == (act.seat.company_id if act.seat else ""):
        raise OwnOffer()
    if act.now >= offer.valid_until:
        raise OfferExpired()
    if offer.quantity > act.deal.product.available:
        raise OutOfStock(left=act.deal.product.available, unit=act.deal.product.unit)
    if not act.deal.seller_payout_ready or not act.deal.seller_payout_ref:
        # Nobody shall wait for a payment that could never reach the seller.
        raise PayoutNotReady() if act.role == "seller" else SellerNotPayable()
    act.change(offer, status="accepted", answered_at=act.now)
    drop_approval(act)
    act.reserve_stock(offer.quantity)
    act.trade(status="agreement_reached", final_price=offer.total)
    act.detail.update(offer_id=offer.id, number=offer.number)


def decline_offer(act: Act) -> None:
    active = act.deal.active_offer
    if active is not None:
        act.change(active, status="declined", answered_at=act.now)
    drop_approval(act)
    act.trade(talked_at=act.now)


def withdraw_offer(act: Act) -> None:
    active = act.deal.active_offer
    if active is not None:
        act.change(active, status="withdrawn", answered_at=act.now)
    drop_approval(act)
    act.trade(talked_at=act.now)


def expire_offer(act: Act) -> None:
    """The validity ran out; talks stay open."""
    active = act.deal.active_offer
    if active is not None:
        act.change(active, status="expired", answered_at=act.now)
    drop_approval(act)
    act.trade(talked_at=act.now)


def end_talks(act: Act) -> None:
    active = act.deal.active_offer
    if active is not None:
        status = "withdrawn" if active.author_role == act.role else "declined"
        act.change(active, status=status, answered_at=act.now)
    drop_approval(act)
    act.trade(status="closed", close_reason="declined")


def expire_talks(act: Act) -> None:
    drop_approval(act)
    act.trade(status="closed", close_reason="expired")
