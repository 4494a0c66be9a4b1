"""Approximate amounts: they never fail, go there and back within rounding, and bad tables are refused with a sentence."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import EXPONENTS, Money
from core.rates import CURRENCIES_MAX, BadRates, Besides, RateTable, read_rates

GOOD: dict[str, Any] = {"base": "EUR", "as_of": "2026-11-28", "rates": {"USD": "1.08", "JPY": "163.5", "KWD": 0.325}}
TABLE = read_rates(json.dumps(GOOD))

rates = st.integers(1, 10**21 - 1).map(lambda number: Decimal(number).scaleb(-12))
amounts = st.integers(-(10**18), 10**18)
tables = st.dictionaries(st.sampled_from(sorted(EXPONENTS)), rates, min_size=1, max_size=5).map(
    lambda found: RateTable(date(2026, 11, 28), found)
)


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        (Money(197_500, "EUR"), "USD", Money(213_300, "USD")),
        (Money(213_300, "USD"), "EUR", Money(197_500, "EUR")),
        (Money(41_800, "EUR"), "JPY", Money(68_343, "JPY")),
        (Money(100, "EUR"), "JPY", Money(164, "JPY")),  # 163.5: half to even
        (Money(300, "EUR"), "JPY", Money(490, "JPY")),  # 490.5: half to even
        (Money(1_000, "USD"), "KWD", Money(3_009, "KWD")),  # neither is the base
        (Money(5, "EUR"), "EUR", Money(5, "EUR")),
        (Money(5, "EUR"), "GBP", None),
        (Money(5, "GBP"), "EUR", None),
    ],
)
def test_amounts_are_rounded_once_to_the_currency(amount: Money, currency: str, shown: Money | None) -> None:
    assert TABLE.approximate(amount, currency) == shown


@given(tables, amounts, st.sampled_from(sorted(EXPONENTS)), st.sampled_from(sorted(EXPONENTS)))
def test_it_never_fails_and_knows_what_it_has(table: RateTable, minor: int, have: str, want: str) -> None:
    found = table.approximate(Money(minor, have), want)
    assert (found is None) == (have not in table.rates or want not in table.rates)
    assert found is None or found.currency == want


@given(amounts, st.lists(st.sampled_from(sorted(EXPONENTS)), min_size=2, max_size=2), rates, rates)
def test_there_and_back_is_the_same_within_rounding(minor: int, pair: list[str], one: Decimal, other: Decimal) -> None:
    have, want = pair
    table = RateTable(date(2026, 11, 28), {have: one, want: other} if have != want else {have: one})
    there = table.approximate(Money(minor, have), want)
    assert there is not None
    back = table.approximate(there, have)
    assert back is not None
    # Half of the other currency's least coin is lost on the way there, half of one's own on the way back.
    least = abs(Money(1, want).decimal / table.rates[want] * table.rates[have]).scaleb(EXPONENTS[have])
    assert abs(back.minor - minor) <= Decimal("0.5") + least * Decimal("0.5000000001")
    assert table.approximate(Money(-minor, have), want) == Money(-there.minor, want)


def test_what_would_tell_nothing_is_not_shown() -> None:
    assert Besides(TABLE, "USD").about(Money(41_800, "EUR")) == Money(45_144, "USD")
    assert Besides(TABLE, "USD").about(Money(41_800, "USD")) is None
    assert Besides(TABLE, "GBP").about(Money(41_800, "EUR")) is None
    assert Besides(TABLE, "JPY").about(Money(0, "EUR")) is None
    assert Besides(read_rates(json.dumps(GOOD | {"rates": {"USD": "0.1"}})), "USD").about(Money(1, "EUR")) is None


def test_a_good_table_is_read() -> None:
    assert TABLE.as_of == date(2026, 11, 28)
    assert TABLE.currencies == ("EUR", "JPY", "KWD", "USD")
    assert TABLE.rates["KWD"] == Decimal("0.325")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"base": "EURO"}, "'EURO' is no currency code"),
        ({"base": None}, "'None' is no currency code"),
        ({"as_of": "28 Nov"}, '"as_of" must be the day'),
        ({"as_of": "2026-02-30"}, '"as_of" must be the day'),
        ({"as_of": 20261128}, '"as_of" must be the day'),
        ({"rates": {}}, '"base", "as_of" and "rates"'),
        ({"rates": ["USD"]}, '"base", "as_of" and "rates"'),
        ({"rates": {"usd": "1.08"}}, "'usd' is no currency code"),
        ({"rates": {"EUR": "1"}}, "EUR is the base"),
        ({"rates": dict.fromkeys(sorted(EXPONENTS)[:CURRENCIES_MAX], "2")}, "39 at most"),
        *(
            ({"rates": {"USD": rate}}, "the rate of USD must be a positive number")
            for rate in ("0", "-1", "1,08", "1e3", "NaN", "", "١", None, True, [1], 0, -1, float("inf"), 1e-9, "1" * 10)
        ),
    ],
)
def test_a_bad_table_is_refused_with_a_sentence(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadRates, match=sentence):
        read_rates(json.dumps(GOOD | changes))


@given(st.text() | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(json.dumps))
def test_whatever_is_in_the_file_is_read_or_refused(text: str) -> None:
    with pytest.raises(BadRates):
        read_rates(text)


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(BadRates, match="not JSON"):
        read_rates("[" * 200_000)
