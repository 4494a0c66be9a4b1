"""Reads a line of terms into a draft: numbers get their meaning from what stands beside them, or none at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from core.terms.context import mark_void, prepare
from core.terms.draft import Draft
from core.terms.numbers import divided, scaled
from core.terms.places import incoterm_and_place
from core.terms.prices import Priced, currency_of, prices_in
from core.terms.quantities import Counted, quantities_in
from core.terms.times import lead_and_validity
from core.terms.tokens import Token, flatten, tokenize

LENGTH_MAX = 400
"""Nobody writes terms longer than this; of longer words the beginning is read."""
PRICE_MAX = Decimal(100_000_000)
QUANTITY_MAX = Decimal(10_000_000)


def read_terms(text: str, lang: str, *, now: datetime, currency: str | None = None) -> Draft:
    """What somebody proposes, in their language's habits. `currency` is the deal's own, which signs may stand for."""
    plain = _beginning(flatten(_beginning(text)))
    tokens = tokenize(plain, lang)
    prepare(tokens, lang)
    mark_void(tokens)
    lead, until = lead_and_validity(tokens, lang, now)
    incoterm, place = incoterm_and_place(tokens, plain)
    counted = quantities_in(tokens, lang)
    priced = prices_in(tokens, lang, currency)
    quantity, unit = _quantity(counted)
    price = _price(priced, _units(tokens, counted))
    if quantity is not None and unit is None and price is not None:
        unit = next((one.per for one in priced if one.per), None)
        unit = unit.partition("*")[0] if unit else None
    return Draft(
        quantity=quantity,
        unit=unit if quantity is not None else None,
        unit_price=price,
        currency=currency_of(tokens, lang, currency),
        incoterm=incoterm,
        place=place,
        lead_time_days=lead,
        valid_until=until,
    )


def looks_like_terms(text: str, lang: str, now: datetime) -> bool:
    """A quantity and a price: worth asking whether it is meant as an offer."""
    draft = read_terms(text, lang, now=now)
    return draft.quantity is not None and draft.unit_price is not None


def _beginning(text: str) -> str:
    if len(text) <= LENGTH_MAX:
        return text
    cut = text[:LENGTH_MAX]
    return cut[: max(cut.rfind(" "), cut.rfind("\n"), 0)]


def _quantity(counted: Sequence[Counted]) -> tuple[Decimal | None, str | None]:
    """The one quantity that is named; with a unit it counts more than without."""
    named = [one for one in counted if one.unit] or list(counted)
    if not named or any(one.value is None for one in named):
        return None, None
    distinct = {(scaled(one.value or Decimal(0), one.factor), one.code) for one in named}
    bare = {one.value for one in counted if not one.unit}
    if len(distinct) != 1 or (bare - {one.value for one in named}):
        return None, None
    value, code = distinct.pop()
    return (value, code) if Decimal(0) < value <= QUANTITY_MAX else (None, None)


def _units(tokens: Sequence[Token], counted: Sequence[Counted]) -> set[str]:
    """The units that a bare price may be about; a dozen counts even where nobody says how many."""
    dozens = {token.means["unit"] for token in tokens if "*" in token.means.get("unit", "")}
    return {one.unit for one in counted if one.unit} | dozens


def _price(priced: Sequence[Priced], units: set[str]) -> Decimal | None:
    """The one price of one unit; None where two are named, or where it is the price of something else."""
    found = {_single(one, units) for one in priced}
    if len(found) != 1:
        return None
    price = found.pop()
    return price if price is not None and Decimal(0) < price < PRICE_MAX else None


def _single(one: Priced, units: set[str]) -> Decimal | None:
    if one.value is None:
        return None
    if one.per:
        code, _, factor = one.per.partition("*")
        if units and code not in {unit.partition("*")[0] for unit in units}:
            return None
        return divided(one.value, Decimal(factor or 1))
    if one.each:
        return one.value
    factors = {unit.partition("*")[2] for unit in units}
    if "12" in factors:
        return None  # 48 for ten dozen: each, or the dozen?
    if "0.5" in factors:
        return divided(one.value, Decimal("0.5"))
    return one.value


__all__ = ["LENGTH_MAX", "Token", "looks_like_terms", "read_terms"]
