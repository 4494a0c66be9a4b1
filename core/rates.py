"""Amounts in a currency that somebody reads more easily: an approximation to look at, never one to pay or to book.

Nothing here touches a deal. The operator gives the rates, with the day they are of; what comes out is only ever shown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from typing import Any, Final

from core.money import EXPONENTS, Money

CURRENCIES_MAX: Final = 40
"""So many fit on one screen of choices."""
_RATE = re.compile(r"\d{1,9}(\.\d{1,12})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_EXACT = Context(prec=80, rounding=ROUND_HALF_EVEN)
"""Far more digits than any amount times any rate has."""


class BadRates(Exception):
    """What is wrong with a table of rates, as a sentence for the operator."""


@dataclass(frozen=True, slots=True)
class RateTable:
    """How many units of each currency one unit of the base buys, the base itself among them, and of which day that is."""

    as_of: date
    rates: Mapping[str, Decimal]

    @property
    def currencies(self) -> tuple[str, ...]:
        return tuple(sorted(self.rates))

    def approximate(self, amount: Money, currency: str) -> Money | None:
        """About how much that is, rounded half to even to the currency's smallest unit; None where a rate is missing."""
        have, want = self.rates.get(amount.currency), self.rates.get(currency)
        if have is None or want is None:
            return None
        with localcontext(_EXACT):
            exact = (amount.decimal * want / have).scaleb(EXPONENTS[currency])
            return Money(int(exact.to_integral_value()), currency)


@dataclass(frozen=True, slots=True)
class Besides:
    """The currency that a reader wants to see besides the deal's own, with the rates for it."""

    table: RateTable
    currency: str

    def about(self, amount: Money) -> Money | None:
        """The approximation; None where it would tell nothing: the same currency, no rate, or less than its least coin."""
        if amount.currency == self.currency:
            return None
        found = self.table.approximate(amount, self.currency)
        return found if found is not None and found.minor else None


def read_rates(text: str) -> RateTable:
    """The operator's table, from `{"base": "EUR", "as_of": "2026-11-28", "rates": {"USD": "1.08"}}`. Raises BadRates."""
    try:
        given = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        raise BadRates("it is not JSON") from None
    if not isinstance(given, dict) or not isinstance(rates := given.get("rates"), dict) or not rates:
        raise BadRates('it must be an object with "base", "as_of" and "rates", and hold one rate at least')
    base = _currency(given.get("base"))
    if base in rates:
        raise BadRates(f"{base} is the base, so it can not have a rate")
    if len(rates) >= CURRENCIES_MAX:
        raise BadRates(f"it holds {len(rates)} rates; {CURRENCIES_MAX - 1} at most can be offered")
    found = {_currency(code): _rate(code, rate) for code, rate in rates.items()}
    return RateTable(_day(given.get("as_of")), {base: Decimal(1), **found})


def _currency(code: Any) -> str:
    if not isinstance(code, str) or code not in EXPONENTS:
        raise BadRates(f"{str(code)[:20]!r} is no currency code such as EUR")
    return code


def _rate(code: str, rate: Any) -> Decimal:
    if not isinstance(rate, str) or not _RATE.fullmatch(rate) or not Decimal(rate):
        raise BadRates(f'the rate of {code} must be a positive number such as "1.08"')
    return Decimal(rate)


def _day(text: Any) -> date:
    try:
        if isinstance(text, str) and _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise BadRates('"as_of" must be the day of the rates, such as 2026-11-28')
