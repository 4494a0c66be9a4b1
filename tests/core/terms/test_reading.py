"""What the conventions of the parser are: signs, conversions, time, and everything it keeps its hands off."""

from __future__ import annotations

from decimal import Decimal

import pytest

from benchmarks import terms_fuzz
from core.terms import LENGTH_MAX, Draft, read_terms
from tests.core.terms.corpus_of_phrases import NOW


def _read(text: str, lang: str = "en", currency: str | None = None) -> Draft:
    return read_terms(text, lang, now=NOW, currency=currency)


@pytest.mark.parametrize(
    ("lang", "text", "deal", "currency"),
    [
        ("en", "$5 each", None, "USD"),
        ("en", "$5 each", "CAD", "CAD"),
        ("en", "$5 each", "EUR", "USD"),
        ("en", "¥500 each", None, "JPY"),
        ("en", "¥500 each", "CNY", "CNY"),
        ("zh", "¥500一个", None, "CNY"),
        ("zh", "¥500一个", "JPY", "JPY"),
        ("zh", "5块一个", None, "CNY"),
        ("ar", "بسعر 5 درهم", None, "AED"),
        ("ar", "بسعر 5 درهم", "MAD", "MAD"),
        ("ar", "بسعر 5 ريال", None, None),
        ("ar", "بسعر 5 ريال", "SAR", "SAR"),
        ("ru", "5 руб за шт", None, "RUB"),
        ("ru", "5₽/шт", None, "RUB"),
        ("es", "5 pesos c/u", None, None),
        ("es", "5 pesos c/u", "MXN", "MXN"),
        ("en", "5 each", "EUR", None),
        ("en", "5 USD or 5 EUR each", None, None),
    ],
)
def test_shared_signs_follow_the_deal_and_then_the_language(
    lang: str, text: str, deal: str | None, currency: str | None
) -> None:
    assert _read(text, lang, deal).currency == currency


def test_cents_and_dozens_are_converted() -> None:
    assert _read("85 cents a piece").unit_price == Decimal("0.85")
    assert _read("5 dozen at $36 per dozen").unit_price == Decimal(3)
    assert _read("5 dozen at $36 per dozen").quantity == 60
    assert _read("100斤，4元一斤", "zh").unit_price == Decimal(8)
    # A dozen for five has no exact price of one: better none than a rounded one.
    assert _read("2 dozen at $5 per dozen").unit_price is None


def test_a_price_for_another_unit_is_not_the_price_of_this_one() -> None:
    draft = _read("10 boxes at 3 USD per kg")
    assert (draft.quantity, draft.unit, draft.unit_price) == (10, "box", None)


def test_a_weekday_that_is_today_could_be_today_or_next_week() -> None:
    assert _read("valid till Monday").valid_until is None
    assert _read("valid till next Friday").valid_until is None
    assert _read("报价有效期到下周五", "zh").valid_until == "2026-12-11"


def test_hours_end_at_a_moment_and_days_on_a_day() -> None:
    assert _read("valid for 36 hours").valid_until == "2026-12-01T21:00:00Z"
    assert _read("valid for 10 days").valid_until == "2026-12-10"


def test_a_day_that_is_over_is_no_validity() -> None:
    assert _read("valid until 20 November").valid_until is None
    assert _read("valid until 2025-12-31").valid_until is None


def test_delivery_dates_are_no_validity() -> None:
    assert _read("delivery until 15 December").valid_until is None


def test_long_words_are_read_from_the_beginning_and_no_number_is_cut_in_two() -> None:
    assert _read("500 pcs @ 4.20 " + "and so on " * 100).quantity == 500
    assert _read("x" * (LENGTH_MAX - 2) + " 12345 pcs").quantity is None


def test_nonsense_breaks_nothing_and_takes_no_time() -> None:
    found = terms_fuzz.run(seed=7, count=2_000)
    assert found.strings == 2_000
    assert found.is_good, found.failures


def test_what_is_understood_travels_as_plain_values() -> None:
    assert _read("1.5 t at 890 EUR/t").as_json() == {
        "quantity": 1.5,
        "unit": "t",
        "unit_price": "890",
        "currency": "EUR",
        "incoterm": None,
        "place": None,
        "lead_time_days": None,
        "valid_until": None,
    }
    assert _read("hello").is_empty
