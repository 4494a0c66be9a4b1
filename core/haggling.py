"""Counter-offers one press away, and what differs between two offers. Pure: it proposes, people decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal

from core.listings import Product
from core.money import EXPONENTS, Money
from core.offers import Offer, Terms, usual_freight_payer
from core.trades import Deal, State

ProposalKind = Literal["list", "less5", "less10", "middle", "hold", "last"]
COMPARED = (
    "quantity",
    "tolerance_percent",
    "unit_price",
    "freight",
    "freight_payer",
    "total",
    "incoterm",
    "place",
    "lead_time_days",
    "partial_shipments",
    "partial_release",
    "inspection_days",
    "po_number",
    "notes",
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whole terms under a name: `less5` is five percent below what they stand against."""

    kind: ProposalKind
    terms: Terms


@dataclass(frozen=True, slots=True)
class Difference:
    """One term that is not what it was."""

    field: str
    before: object
    after: object

    @property
    def percent(self) -> Decimal | None:
        """How far a price has moved, in percent with one decimal."""
        if self.field not in ("unit_price", "total") or not isinstance(self.before, int | Decimal) or not self.before:
            return None
        moved = (Decimal(str(self.after)) - Decimal(self.before)) * 100 / Decimal(self.before)
        return moved.quantize(Decimal("0.1"), ROUND_HALF_EVEN)


def listed_terms(product: Product) -> Terms:
    """The least that the seller sells, at the list price, on usual conditions."""
    return Terms(
        quantity=product.min_order,
        unit=product.unit,
        unit_price=Money(product.base_price, product.currency).decimal,
        currency=product.currency,
        lead_time_days=product.lead_time_days,
        partial_release=True,
        freight_payer=usual_freight_payer("DAP"),
    )


def terms_of(offer: Offer) -> Terms:
    """The terms of an offer, to propose them again. They are valid as long as that offer was."""
    lasted = offer.valid_until - offer.created_at
    return Terms(
        quantity=offer.quantity,
        unit=offer.unit,
        unit_price=offer.unit_price,
        currency=offer.currency,
        freight=offer.freight,
        incoterm=offer.incoterm,
        place=offer.place,
        lead_time_days=offer.lead_time_days,
        transit_days=offer.transit_days,
        inspection_days=offer.inspection_days,
        tolerance_percent=offer.tolerance_percent,
        partial_shipments=offer.partial_shipments,
        partial_release=offer.partial_release,
        valid_hours=min(720, max(1, round(lasted.total_seconds() / 3600))),
        po_number=offer.po_number,
        notes=offer.notes,
        freight_payer=offer.freight_payer or usual_freight_payer(offer.incoterm),
    )


def proposals(product: Product, offers: Sequence[Offer], role: str, last: Offer | None = None) -> list[Proposal]:
    """What this side may want to offer next. `last` is what the two agreed on the time before."""
    theirs = next((offer for offer in reversed(offers) if offer.author_role != role), None)
    mine = next((offer for offer in reversed(offers) if offer.author_role == role), None)
    listed = listed_terms(product)
    if theirs is None:
        found = [Proposal("list", listed)] if product.available >= product.min_order else []
        if last is not None and last.quantity <= product.available and last.currency == product.currency:
            found.insert(0, Proposal("last", terms_of(last)))
        return [*found, *_less(listed)] if mine is None and found else found
    base = terms_of(theirs)
    own = mine.unit_price if mine is not None else listed.unit_price
    found = []
    if own != base.unit_price:
        found.append(Proposal("middle", replace(base, unit_price=_rounded((own + base.unit_price) / 2, base.currency))))
        found.append(Proposal("hold", replace(base, unit_price=own)))
    # A price that the other side has beaten already, or that undercuts one's own last word, is no step towards each other.
    if role == "buyer":
        return [*found, *(one for one in _less(base) if mine is None or one.terms.unit_price > own)]
    return [*found, *(one for one in _less(replace(base, unit_price=own)) if one.terms.unit_price > base.unit_price)]


def _less(base: Terms) -> list[Proposal]:
    kinds: tuple[tuple[ProposalKind, int], ...] = (("less5", 95), ("less10", 90))
    return [
        Proposal(kind, replace(base, unit_price=_rounded(base.unit_price * part / 100, base.currency)))
        for kind, part in kinds
    ]


def _rounded(price: Decimal, currency: str) -> Decimal:
    """A price as people write it: the currency's decimals, and two more where it would otherwise be nothing."""
    exponent = EXPONENTS[currency]
    rounded = price.quantize(Decimal(1).scaleb(-exponent), ROUND_HALF_EVEN)
    return rounded if price >= 1 else price.quantize(Decimal(1).scaleb(-exponent - 2), ROUND_HALF_EVEN)


def differences(before: Offer | Terms, after: Offer | Terms) -> list[Difference]:
    """What has changed, in the order in which terms are read. Totals are compared where both have one."""
    found = []
    for field in COMPARED:
        if hasattr(before, field) and hasattr(after, field):
            old, new = getattr(before, field), getattr(after, field)
            if old != new:
                found.append(Difference(field, old, new))
    return found


def renewable(deal: Deal, role: str) -> Offer | None:
    """This side's own offer, if it is the last one and has expired."""
    last = deal.offers[-1] if deal.offers else None
    if last is None or last.status != "expired" or last.author_role != role or deal.state is not State.NEGOTIATING:
        return None
    return last


def last_of_the_others(offers: Sequence[Offer], offer: Offer) -> Offer | None:
    """What an offer answers: the one before it."""
    return next((other for other in reversed(offers) if other.number < offer.number), None)
