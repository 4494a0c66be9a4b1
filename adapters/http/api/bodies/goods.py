"""Listings and categories."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from adapters.http.api.bodies.plain import Currency, Given, Id, Minor, Taken
from core.listings import UNITS, Product

Unit = Literal["pcs", "pair", "set", "box", "carton", "pallet", "roll", "sheet", "kg", "t", "g", "l", "m", "m2", "m3"]
assert set(UNITS) == set(Unit.__args__)  # type: ignore[attr-defined]


class ProductDraft(Taken):
    """A listing. `base_price` is per unit, in minor units of its currency."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    description: Annotated[str, StringConstraints(max_length=2000)] = ""
    base_price: Annotated[int, Field(ge=1, le=99_999_999, strict=True)]
    currency: Currency
    category_id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,40}$")]
    unit: Unit
    min_order: Annotated[int, Field(ge=1, le=10_000_000, strict=True)] = 1
    stock: Annotated[int, Field(ge=0, le=10_000_000, strict=True)] = 0
    lead_time_days: Annotated[int, Field(ge=1, le=365, strict=True)] = 14
    ships_from: Annotated[str, StringConstraints(max_length=60)] = ""


class ProductOut(Given):
    id: str
    seller_id: str
    company_id: str
    name: str
    description: str
    base_price: Minor
    currency: str
    category_id: str
    unit: str
    min_order: int
    stock: int
    available: int
    lead_time_days: int
    ships_from: str
    status: str
    created_at: datetime
    updated_at: datetime


class ProductPage(Given):
    items: list[ProductOut]
    next: str | None


class CategoryOut(Given):
    id: str
    name: str
    parent_id: str | None


class CategoryList(Given):
    items: list[CategoryOut]


class ImportProblem(Given):
    line: int
    code: str
    detail: str


class Imported(Given):
    """What became of a product file."""

    added: int
    updated: int
    unchanged: int
    problem_count: int
    problems: list[ImportProblem]


def product_out(product: Product) -> ProductOut:
    """A listing as everybody may see it."""
    return ProductOut(
        id=product.id,
        seller_id=product.seller_id,
        company_id=product.company_id,
        name=product.name,
        description=product.description,
        base_price=product.base_price,
        currency=product.currency,
        category_id=product.category_id,
        unit=product.unit,
        min_order=product.min_order,
        stock=product.stock,
        available=max(0, product.available),
        lead_time_days=product.lead_time_days,
        ships_from=product.ships_from,
        status=product.status,
        created_at=product.created_at,
        updated_at=product.updated_at,
    )


__all__ = ["CategoryList", "CategoryOut", "Id", "Imported", "ProductDraft", "ProductOut", "ProductPage", "product_out"]
