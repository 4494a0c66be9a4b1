"""Whom a request for quotation goes to: the companies that sell what is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.errors import DomainError, OtherNameHeld
from core.listings import Category, Product, require_tradable
from core.members import Company, Seat
from core.ports.unit_of_work import Tx
from core.quotes import SELLERS_MAX, Quote, QuoteRequest, converted
from core.search_terms import words_asked
from core.searches import Search
from core.services import spelling
from core.services.look_alikes import held_among, require_company_stands
from core.services.safety import require_dealing
from core.services.searching import wanted_of

_LOOKED_AT: Final = 60
_PAGES: Final = 5
"""One company may have many listings that match; further down there are others."""


async def sellers_for(tx: Tx, seat: Seat, request: QuoteRequest) -> list[Product]:
    """The best listing of each company that sells this: not one's own, neither blocked nor held, enough in stock."""
    wanted = await wanted_of(tx, await _search_of(tx, request))
    if wanted.words and not words_asked(wanted.words):
        return []
    page = await tx.search(wanted, limit=_LOOKED_AT)
    better = "" if page.products or not wanted.words else await spelling.corrected(tx, wanted.words)
    if better:
        wanted = replace(wanted, words=better)
        page = await tx.search(wanted, limit=_LOOKED_AT)
    best: dict[str, Product] = {}
    deals: dict[str, bool] = {}
    for _ in range(_PAGES):
        for product in page.products:
            if product.company_id not in best and await _can_sell(tx, seat, request, product, deals):
                best[product.company_id] = product
        if len(best) >= SELLERS_MAX or not page.next_cursor:
            break
        page = await tx.search(wanted, cursor=page.next_cursor, limit=_LOOKED_AT)
    return list(best.values())[:SELLERS_MAX]


async def _can_sell(tx: Tx, seat: Seat, request: QuoteRequest, product: Product, deals: dict[str, bool]) -> bool:
    """Whether this listing will do. `deals` remembers of which companies it was asked already whether they may be."""
    quantity = converted(request.quantity, request.unit, product.unit)
    if quantity is None or product.available < quantity:
        return False
    try:
        require_tradable(product, seat.company_id)
    except DomainError:
        return False
    company_id = product.company_id
    if company_id not in deals:
        deals[company_id] = await _may_deal(tx, seat, company_id)
    return deals[company_id]


async def _may_deal(tx: Tx, seat: Seat, company_id: str) -> bool:
    try:
        await require_dealing(tx, seat.company_id, company_id)
        await require_company_stands(tx, company_id)
    except DomainError:
        return False
    return True


async def still_standing(tx: Tx, quotes: Sequence[Quote]) -> list[Quote]:
    """Those whose companies are not held: some may be since they were chosen. Raises OtherNameHeld when nobody is left."""
    held = await held_among(tx, (quote.company_id for quote in quotes))
    left = [quote for quote in quotes if quote.company_id not in held]
    if not left:
        raise OtherNameHeld()
    return left


async def _search_of(tx: Tx, request: QuoteRequest) -> Search:
    """What is looked for: words that name a category mean everything in it."""
    words, category_id = request.words, request.category_id
    named = await tx.find(Category, name=words, limit=1)
    if named and category_id in ("", named[0].id):
        words, category_id = "", named[0].id
    at = request.created_at
    return Search("", request.user_id, "", at, at, words=words, category_id=category_id)


async def names_of(tx: Tx, quotes: Sequence[Quote]) -> dict[str, tuple[str, str]]:
    """Quote → (name of the seller's company, name of the listing)."""
    found = {}
    for quote in quotes:
        company, product = await tx.get(Company, quote.company_id), await tx.get(Product, quote.product_id)
        found[quote.id] = (company.name if company else "", product.name if product else "")
    return found
