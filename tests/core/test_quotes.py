"""Quotes are held side by side in one unit, and never across currencies."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.listings import UNITS
from core.money import line_total
from core.quotes import Quote, converted, price_per, side_by_side, terms_of
from tests.core.deals import MONDAY

LATER = MONDAY + timedelta(hours=48)


def _quote(name: str, price: str, **given: object) -> Quote:
    made = Quote(
        f"quo_{name}", "rfq_1", "prd_1", f"com_{name}", 2, "t", "EUR", MONDAY, MONDAY, "answered", "usr_1",
        Decimal(price), 0, "DAP", "Bremen", 7, 1, LATER,
    )  # fmt: skip
    return replace(made, **given)  # type: ignore[arg-type]


def test_cheapest_total_first_within_a_currency_the_buyers_own_before_others() -> None:
    quotes = [
        _quote("freight", "900", freight=25_000),
        _quote("kilos", "0.95", quantity=2_000, unit="kg", min_order=500),
        _quote("dollars", "1", currency="USD"),
        _quote("dear", "1000"),
        _quote("late", "1", valid_until=MONDAY),
        _quote("silent", "1", status="asked", unit_price=None),
        _quote("declined", "1", status="declined"),
    ]
    found = side_by_side(quotes, "kg", "EUR", MONDAY)
    assert [one.quote.id for one in found] == ["quo_kilos", "quo_dear", "quo_freight", "quo_dollars"]
    assert [one.total.minor for one in found] == [190_000, 200_000, 205_000, 200]
    assert [one.unit_price for one in found] == [Decimal("0.95"), 1, Decimal("0.9"), Decimal("0.001")]
    assert [one.min_order for one in found] == [500, 1_000, 1_000, 1_000]
    assert side_by_side(quotes, "kg", "USD", MONDAY)[0].quote.id == "quo_dollars"


@given(st.integers(1, 10_000_000), st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_a_converted_amount_is_the_same_amount_at_the_same_price(quantity: int, unit: str, into: str) -> None:
    there = converted(quantity, unit, into)
    if there is None:
        return
    assert converted(there, into, unit) == quantity
    price = Decimal("12.34")
    assert price_per(price_per(price, unit, into), into, unit) == price
    assert price_per(price, unit, into) * there == price * quantity


def test_what_is_no_whole_number_or_another_kind_is_not_converted() -> None:
    assert converted(1_500, "kg", "t") is None
    assert converted(2_000, "kg", "t") == 2
    assert converted(7, "pcs", "pair") is None
    assert converted(10, "box", "carton") is None
    assert converted(10, "kg", "l") is None


def test_an_offer_says_what_the_quote_said_and_stands_no_longer() -> None:
    terms = terms_of(_quote("one", "900", freight=25_000), MONDAY + timedelta(minutes=30))
    assert (terms.quantity, terms.unit, terms.unit_price, terms.freight) == (2, "t", 900, 25_000)
    assert (terms.incoterm, terms.place, terms.lead_time_days, terms.freight_payer) == ("DAP", "Bremen", 7, "buyer")
    assert terms.valid_hours == 47
    goods = line_total(terms.unit_price, terms.quantity, terms.currency).minor
    total = _quote("one", "900", freight=25_000).total
    assert total is not None
    assert goods + terms.freight == total.minor
