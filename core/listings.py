"""What is for sale: the category tree and the sellers' products."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.contacts import free_of_contacts
from core.errors import InvalidValue, ListingGone, OutOfStock, OwnListing
from core.money import PAYABLE, read_money, read_quantity, require_traded
from core.names import one_line
from core.wording import clean_text

UNITS = ("pcs", "pair", "set", "box", "carton", "pallet", "roll", "sheet", "kg", "t", "g", "l", "m", "m2", "m3")
"""The units a quantity may be counted in; codes, worded per language."""

LEAD_TIME_DAYS, LEAD_TIME_DAYS_MAX = 14, 365
"""Days until a listing ships: where its seller says nothing, and at most."""


DIGITAL = "digital"
TAKEN_DOWN = "taken_down"
"""The status of a listing that a moderator took away: not found and not offered for, and its seller can not undo it."""


@dataclass(frozen=True, slots=True)
class Category:
    """A node of the category tree; roots have no parent. The kind `digital` marks what is used inside an app, downloaded
    or streamed, and counts for everything below it: some platforms take no other money than their own for that."""

    id: str
    name: str
    parent_id: str | None = None
    kind: str | None = None

    @property
    def digital(self) -> bool:
        return self.kind == DIGITAL


@dataclass(frozen=True, slots=True)
class Product:
    """One listing. Prices are minor units per `unit`; `reserved` is promised to open trades and not for sale.

    status: active, paused, removed, taken_down.
    """

    id: str
    seller_id: str
    company_id: str
    name: str
    description: str
    base_price: int
    currency: str
    category_id: str
    unit: str
    created_at: datetime
    updated_at: datetime
    sku: str = ""
    min_order: int = 1
    stock: int = 0
    reserved: int = 0
    status: str = "active"
    lead_time_days: int = LEAD_TIME_DAYS
    ships_from: str = ""

    @property
    def available(self) -> int:
        return self.stock - self.reserved


@dataclass(frozen=True, slots=True)
class ProductUpload:
    """A product file that somebody sent in a chat. `ref` is the stored file; `report` what came of reading it.

    status: new → previewed → confirmed → done; or unreadable, cancelled; or refused, which
    `report` says the code of.
    """

    id: str
    user_id: str
    identity_id: str
    ref: str
    name: str
    created_at: datetime
    updated_at: datetime
    status: str = "new"
    report: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListingDraft:
    """What a seller typed or uploaded, all text; `checked` turns it into values or says what is wrong."""

    name: str
    description: str
    unit: str
    base_price: str
    currency: str
    min_order: str
    stock: str
    ships_from: str = ""
    lead_time_days: str = ""

    def shipping(self) -> tuple[str, int]:
        """(where it ships from, days until it does). Raises InvalidValue."""
        place = clean_text(" ".join(self.ships_from.split()), "ships_from", length_max=60, required=False)
        free_of_contacts(place, "ships_from")
        if not self.lead_time_days.strip():
            return place, LEAD_TIME_DAYS
        days = read_quantity(self.lead_time_days, "lead_time_days")
        if days > LEAD_TIME_DAYS_MAX:
            raise InvalidValue("lead_time_days", "out-of-range", low=1, high=LEAD_TIME_DAYS_MAX)
        return place, days

    def checked(self, currencies: AbstractSet[str] = PAYABLE) -> tuple[str, str, int, int, int]:
        """(name, description, price in minor units, min order, stock). `currencies` are traded here. Raises InvalidValue."""
        name = free_of_contacts(clean_text(one_line(self.name), "name", length_max=120), "name")
        description = clean_text(self.description, "description", length_max=2000, required=False)
        free_of_contacts(description, "description")
        if self.unit not in UNITS:
            raise InvalidValue("unit", "unknown-unit", unit=self.unit[:20], units=", ".join(UNITS))
        require_traded(self.currency, currencies)
        price = read_money(self.base_price, self.currency, "base_price")
        if price.minor == 0:
            raise InvalidValue("base_price", "zero")
        min_order = read_quantity(self.min_order, "min_order")
        stock = 0 if self.stock.strip() == "0" else read_quantity(self.stock, "stock")
        return name, description, price.minor, min_order, stock


def require_tradable(product: Product, company_id: str) -> None:
    """A company may begin talks about this listing: it is active and not its own."""
    if product.status != "active":
        raise ListingGone()
    if product.company_id == company_id:
        raise OwnListing()


def require_quantity(product: Product, quantity: int, *, by_seller: bool) -> None:
    """The quantity respects the minimum order (unless the seller wrote it) and what is left. Raises InvalidValue."""
    if quantity < product.min_order and not by_seller:
        raise InvalidValue("quantity", "below-minimum", minimum=product.min_order)
    if quantity > product.available:
        raise OutOfStock(left=product.available, unit=product.unit)
