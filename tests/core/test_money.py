"""Money: exact sums, exact splits, and numbers as people type them."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InvalidValue
from core.money import (
    EXPONENTS,
    MINOR_MAX,
    Money,
    line_total,
    read_decimal,
    read_money,
    read_quantity,
    read_unit_price,
    written,
)

amounts = st.integers(0, MINOR_MAX)
currencies = st.sampled_from(sorted(EXPONENTS))


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def problem(caught: pytest.ExceptionInfo[InvalidValue]) -> tuple[str, str]:
    return caught.value.field, caught.value.problem


def test_sums_and_comparisons() -> None:
    assert eur(100) + eur(5) == eur(105)
    assert eur(100) - eur(105) == eur(-5)
    assert eur(1) < eur(2) <= eur(2)
    assert not eur(2) < eur(2)
    assert eur(12345).decimal == Decimal("123.45")
    assert Money(12345, "JPY").decimal == Decimal(12345)
    assert Money(12345, "KWD").decimal == Decimal("12.345")


@pytest.mark.parametrize("operation", ["__add__", "__sub__", "__lt__", "__le__"])
def test_currencies_never_mix(operation: str) -> None:
    with pytest.raises(ValueError, match="cannot mix EUR and USD"):
        getattr(eur(1), operation)(Money(1, "USD"))


@pytest.mark.parametrize("currency", ["", "eur", "XXX", "BTC"])
def test_only_known_currencies(currency: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        Money(1, currency)
    assert problem(caught) == ("currency", "unknown-currency")


def test_every_currency_has_the_decimals_of_the_standard() -> None:
    assert {EXPONENTS[code] for code in ("EUR", "USD", "HUF", "MGA", "TWD")} == {2}
    assert {EXPONENTS[code] for code in ("JPY", "KRW", "ISK", "UGX", "VND")} == {0}
    assert {EXPONENTS[code] for code in ("KWD", "BHD", "TND", "JOD", "OMR")} == {3}
    assert all(len(code) == 3 and code.isupper() for code in EXPONENTS)


@pytest.mark.parametrize(("minor", "basis_points", "share"), [(95_000, 300, 2_850), (50, 300, 2), (150, 300, 4)])
def test_a_share_is_rounded_half_to_even_once(minor: int, basis_points: int, share: int) -> None:
    """1.5 → 2, 4.5 → 4."""
    assert eur(minor).share(basis_points) == eur(share)


@given(amounts, st.integers(0, 10_000))
def test_a_share_is_never_off_by_more_than_half_a_unit(minor: int, basis_points: int) -> None:
    share = eur(minor).share(basis_points).minor
    assert abs(share * 10_000 - minor * basis_points) * 2 <= 10_000


@given(amounts, st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any))
def test_a_split_loses_nothing(minor: int, weights: list[int]) -> None:
    parts = eur(minor).split(weights)
    assert sum(part.minor for part in parts) == minor
    total = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part.minor * total - minor * weight) < total
        assert weight or not part.minor


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [2, -1]])
def test_a_split_needs_weights(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        eur(100).split(weights)


def test_the_odd_unit_goes_to_the_largest_remainder_then_to_the_first() -> None:
    assert [part.minor for part in eur(100).split([1, 1, 1])] == [34, 33, 33]
    assert [part.minor for part in eur(100).split([1, 5])] == [17, 83]
    assert [part.minor for part in eur(101).split([1, 1])] == [51, 50]


def test_a_line_is_rounded_once_over_the_quantity() -> None:
    assert line_total(Decimal("0.0355"), 100, "EUR") == eur(355)
    assert line_total(Decimal("0.125"), 1, "EUR") == eur(12)
    assert line_total(Decimal("0.135"), 1, "EUR") == eur(14)
    assert line_total(Decimal("12.4"), 3, "JPY") == Money(37, "JPY")


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────

READ: list[tuple[str, str, int]] = [
    ("1250.50", "EUR", 125_050),
    ("1250,50", "EUR", 125_050),
    (" 1 250,5 ", "EUR", 125_050),
    ("1\u00a0250.5", "EUR", 125_050),
    ("0", "EUR", 0),
    ("0.10", "EUR", 10),
    ("7.0000", "EUR", 700),
    ("0.100", "EUR", 10),
    ("1250.000", "EUR", 125_000),
    ("1,250.50", "EUR", 125_050),
    ("1.250,50", "EUR", 125_050),
    ("1.250.000", "JPY", 1_250_000),
    ("1,250,000", "JPY", 1_250_000),
    ("12.345,6", "EUR", 1_234_560),
    ("1.250", "KWD", 1250),
    ("1250", "JPY", 1250),
    ("1250.0", "JPY", 1250),
    ("1,250", "KWD", 1250),
    ("999999.99", "EUR", MINOR_MAX),
]


@pytest.mark.parametrize(("typed", "currency", "minor"), READ)
def test_amounts_as_people_type_them(typed: str, currency: str, minor: int) -> None:
    assert read_money(typed, currency) == Money(minor, currency)


UNREADABLE: list[tuple[str, str]] = [
    ("", "empty"),
    ("  ", "empty"),
    ("-5", "negative"),
    ("+5", "not-a-number"),
    ("abc", "not-a-number"),
    ("1e3", "not-a-number"),
    ("1.2.3", "not-a-number"),
    ("1,25.50", "not-a-number"),
    ("1.250,", "not-a-number"),
    ("1.250.50", "not-a-number"),
    ("1,2,3", "not-a-number"),
    ("1250.500,5", "not-a-number"),
    ("1.250", "ambiguous"),
    ("125.000", "ambiguous"),
    ("٣٤", "not-a-number"),
    (".5", "not-a-number"),
    ("5.", "not-a-number"),
    ("NaN", "not-a-number"),
    ("Infinity", "not-a-number"),
    ("1_000", "not-a-number"),
    ("1" * 13, "not-a-number"),
    ("1,250", "ambiguous"),
    ("41 50", "ambiguous"),
    ("1 25", "ambiguous"),
    ("12 3456", "ambiguous"),
    ("0,255", "too-precise"),
    ("1.2555", "too-precise"),
    ("1000000.00", "too-big"),
]


@pytest.mark.parametrize(("typed", "expected"), UNREADABLE)
def test_what_is_no_amount(typed: str, expected: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        read_money(typed, "EUR", "freight")
    assert problem(caught) == ("freight", expected)


@pytest.mark.parametrize("read", [read_money, read_unit_price])
def test_an_unknown_currency_reads_nothing(read: object) -> None:
    assert callable(read)
    with pytest.raises(InvalidValue) as caught:
        read("5", "XXX")
    assert problem(caught) == ("currency", "unknown-currency")


@given(amounts, currencies)
def test_what_is_written_plainly_is_read_back(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert read_money(f"{money.decimal:f}", currency) == money


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_number_or_a_refusal(typed: str) -> None:
    for read in (read_money, read_unit_price):
        with suppress(InvalidValue):
            read(typed, "EUR")


def test_a_unit_price_may_be_finer_than_its_currency() -> None:
    assert read_unit_price("0.0355", "EUR") == Decimal("0.0355")
    assert read_unit_price("0,125", "EUR") == Decimal("0.125")
    assert read_unit_price("12.55", "JPY") == Decimal("12.55")
    assert read_unit_price("1,2555", "EUR") == Decimal("1.2555")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("0", "zero"),
        ("0.00000", "zero"),
        ("0.00001", "too-precise"),
        ("1000000", "too-big"),
        ("1,250", "ambiguous"),
        ("4.125", "ambiguous"),
    ],
)
def test_what_is_no_unit_price(typed: str, expected: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        read_unit_price(typed, "EUR")
    assert problem(caught) == ("price", expected)


@pytest.mark.parametrize(("typed", "quantity"), [("1", 1), ("100", 100), ("10 000", 10_000), ("5.0", 5)])
def test_quantities(typed: str, quantity: int) -> None:
    assert read_quantity(typed) == quantity


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("0", "zero"),
        ("1.5", "too-precise"),
        ("10000001", "too-big"),
        ("-1", "negative"),
        ("1,000", "ambiguous"),
        ("1.000", "ambiguous"),
    ],
)
def test_what_is_no_quantity(typed: str, expected: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        read_quantity(typed)
    assert problem(caught) == ("quantity", expected)


@pytest.mark.parametrize(
    ("typed", "grouping", "minor"),
    [("1.250", ".", 125_000), ("1,250", ",", 125_000), ("1.250,50", ".", 125_050), ("12.50", ".", 1_250)],
)
def test_a_reader_whose_habit_is_known_is_understood(typed: str, grouping: str, minor: int) -> None:
    assert read_money(typed, "EUR", grouping=grouping).minor == minor


@pytest.mark.parametrize(
    ("typed", "currency", "grouping"), [("1,250", "EUR", "."), ("1.250", "EUR", ","), ("1.250", "KWD", ".")]
)
def test_a_habit_that_says_nothing_about_this_number_leads_to_a_question(
    typed: str, currency: str, grouping: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        read_money(typed, currency, grouping=grouping)
    assert caught.value.problem == "ambiguous"


@given(amounts, currencies, st.sampled_from(["", ".", ","]))
def test_what_we_write_ourselves_is_read_back_in_every_language(minor: int, currency: str, grouping: str) -> None:
    money = Money(minor, currency)
    assert read_money(written(money.decimal), currency, grouping=grouping) == money


@given(st.decimals(Decimal("0.0001"), Decimal("9999.9999"), places=4), st.sampled_from(["", ".", ","]))
def test_a_unit_price_that_we_write_ourselves_is_read_back(price: Decimal, grouping: str) -> None:
    for same in (price, price.normalize()):
        assert read_unit_price(written(same), "EUR", grouping=grouping) == price


def test_decimals_are_counted_by_value() -> None:
    assert read_decimal("0.500", "x", decimals_max=1) == Decimal("0.5")
    with pytest.raises(InvalidValue):
        read_decimal("1.51", "x", decimals_max=1)
    assert read_decimal("5", "x", decimals_max=0) == 5
