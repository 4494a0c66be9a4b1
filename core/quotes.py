"""Requests for quotation: one request, the quotes of several sellers, and how they are held side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from core.errors import InvalidValue
from core.listings import UNITS
from core.money import Money, line_total
from core.offers import Terms, usual_freight_payer

SELLERS_MAX: Final = 8
VALID_HOURS_MAX: Final = 720
WANTED_DAYS_MAX: Final = 365
ANSWERABLE: Final = ("asked", "answered", "declined")
_SIZES: Final = {
    "g": ("mass", 1),
    "kg": ("mass", 1_000),
    "t": ("mass", 1_000_000),
    "l": ("volume", 1),
    "m3": ("volume", 1_000),
    "pcs": ("count", 1),
    "pair": ("count", 2),
}
"""Units that can be counted in each other; all others only in themselves."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a buyer asks for, as they said it."""

    words: str
    quantity: int
    unit: str
    place: str
    wanted_days: int
    valid_hours: int
    note: str = ""
    category_id: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a seller answers, in the unit and the currency of their listing."""

    unit_price: Decimal
    freight: int
    incoterm: str
    place: str
    lead_time_days: int
    min_order: int
    valid_hours: int


@dataclass(frozen=True, slots=True)
class QuoteRequest:
    """What one company asks several sellers for. status: draft, open, waiting (for a colleague who may accept), accepted, withdrawn, expired.

    `closes_at` is until when sellers may answer and the buyer may accept; `rev` grows with every change.
    """

    id: str
    user_id: str
    identity_id: str
    company_id: str
    words: str
    category_id: str
    quantity: int
    unit: str
    place: str
    note: str
    valid_hours: int
    wanted_until: datetime
    created_at: datetime
    updated_at: datetime
    closes_at: datetime
    status: str = "draft"
    rev: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """One seller's part in a request, about one of their listings, in that listing's unit and currency.

    status: asked, answered, declined; chosen while a colleague decides; then accepted or lost. `min_order` is in `unit` as well; `freight` in minor units.
    """

    id: str
    request_id: str
    product_id: str
    company_id: str
    quantity: int
    unit: str
    currency: str
    created_at: datetime
    updated_at: datetime
    status: str = "asked"
    answered_by: str = ""
    unit_price: Decimal | None = None
    freight: int = 0
    incoterm: str = ""
    place: str = ""
    lead_time_days: int = 0
    min_order: int = 1
    valid_until: datetime | None = None
    trade_id: str = ""

    @property
    def goods(self) -> Money | None:
        """The price of the goods without freight; None before there is a price."""
        return None if self.unit_price is None else line_total(self.unit_price, self.quantity, self.currency)

    @property
    def total(self) -> Money | None:
        """All that the buyer would pay for the asked quantity."""
        goods = self.goods
        return None if goods is None else goods + Money(self.freight, self.currency)

    def stands(self, now: datetime) -> bool:
        """Whether it is an answer that can still be accepted."""
        return self.status == "answered" and self.valid_until is not None and self.valid_until > now


@dataclass(frozen=True, slots=True)
class Compared:
    """A quote as it is read beside others: the price of one unit that was asked for, and everything in total."""

    quote: Quote
    unit_price: Decimal
    total: Money
    min_order: int | None
    """In the unit that was asked for; None where it is no whole number of those."""


def require_sound(wish: Wish) -> None:
    """The amount, the unit and the times are possible. Raises InvalidValue."""
    if wish.unit not in UNITS:
        raise InvalidValue("unit", "unknown-unit", unit=wish.unit[:20], units=", ".join(UNITS))
    for field, value, high in (
        ("quantity", wish.quantity, 10_000_000),
        ("days", wish.wanted_days, WANTED_DAYS_MAX),
        ("valid_hours", wish.valid_hours, VALID_HOURS_MAX),
    ):
        if not 1 <= value <= high:
            raise InvalidValue(field, "out-of-range", low=1, high=high)


def converted(quantity: int, unit: str, into: str) -> int | None:
    """The same amount in another unit; None where that is no whole number, or no such thing."""
    if unit == into:
        return quantity
    kind, size = _SIZES.get(unit, (unit, 1))
    other, other_size = _SIZES.get(into, (into, 1))
    if kind != other or quantity * size % other_size:
        return None
    return quantity * size // other_size


def price_per(price: Decimal, unit: str, into: str) -> Decimal:
    """A price per `unit` as a price per `into`; exact, and the two have to be counted in each other."""
    return price if unit == into else price * _SIZES[into][1] / _SIZES[unit][1]


def side_by_side(quotes: Sequence[Quote], unit: str, currency: str, now: datetime) -> list[Compared]:
    """The answers that stand, per currency the cheapest total first; nothing is converted. `currency` comes first."""
    found = []
    for quote in quotes:
        total = quote.total
        if total is not None and quote.unit_price is not None and quote.stands(now):
            price = price_per(quote.unit_price, quote.unit, unit)
            found.append(Compared(quote, price, total, converted(quote.min_order, quote.unit, unit)))
    return sorted(
        found,
        key=lambda one: (
            one.total.currency != currency,
            one.total.currency,
            one.total.minor,
            one.quote.lead_time_days,
            one.quote.id,
        ),
    )


def terms_of(quote: Quote, now: datetime) -> Terms:
    """What a quote offers, as an offer in talks that stands as long as the quote does."""
    assert quote.unit_price is not None
    left = (quote.valid_until or now) - now
    return Terms(
        quantity=quote.quantity,
        unit=quote.unit,
        unit_price=quote.unit_price,
        currency=quote.currency,
        freight=quote.freight,
        incoterm=quote.incoterm,
        place=quote.place,
        lead_time_days=quote.lead_time_days,
        valid_hours=min(720, max(1, left // timedelta(hours=1))),
        freight_payer="buyer" if quote.freight else usual_freight_payer(quote.incoterm),
    )
