"""Shares of an escrow balance: they sum to it, whatever is split."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.fees import Released, Shares, commission_of, shares_of
from core.money import MINOR_MAX, Money


@st.composite
def settlements(draw: st.DrawFn) -> dict[str, Any]:
    """A price, what is held of it, what goes back, and fees within what rules allow (30 % and half of that)."""
    price = draw(st.integers(100, MINOR_MAX))
    balance = draw(st.integers(0, price))
    commission = draw(st.integers(0, price * 3 // 10))
    return {
        "price": price,
        "balance": balance,
        "refund": draw(st.integers(0, balance)),
        "commission": commission,
        "tax": draw(st.integers(0, commission // 2)),
    }


@given(settlements())
def test_the_four_parts_sum_to_the_balance(given_: dict[str, Any]) -> None:
    shares = shares_of(**given_)
    assert shares.total == given_["balance"]
    assert shares.buyer == given_["refund"]
    assert min(shares.buyer, shares.seller, shares.commission, shares.tax) >= 0


@given(settlements())
def test_the_sellers_part_bears_its_proportion(given_: dict[str, Any]) -> None:
    shares = shares_of(**given_)
    part = Fraction(given_["balance"] - given_["refund"], given_["price"])
    assert abs(shares.commission - given_["commission"] * part) <= Fraction(1, 2)
    assert abs(shares.tax - given_["tax"] * part) <= Fraction(1, 2)


def test_a_full_release_takes_the_fees_as_they_were_agreed() -> None:
    shares = shares_of(balance=1000, refund=0, price=1000, commission=33, tax=7)
    assert shares == Shares(0, 960, 33, 7)


@given(settlements(), st.lists(st.integers(1, 9), min_size=1, max_size=5))
def test_parts_bear_together_what_the_whole_bears(given_: dict[str, Any], weights: list[int]) -> None:
    price, fees = given_["price"], {"commission": given_["commission"], "tax": given_["tax"]}
    before, left = Released(), price
    for weight in [*weights, 10]:
        part = left * weight // 10
        shares = shares_of(balance=part, refund=0, price=price, before=before, **fees)
        assert shares.total == part
        before = Released(before.gross + part, before.commission + shares.commission, before.tax + shares.tax)
        left -= part
    assert before == Released(price, fees["commission"], fees["tax"])


def test_a_part_of_one_unit_bears_no_more_than_it_is() -> None:
    """Commission and tax both step up at the 84th unit; the seller's part of it is nothing, never less."""
    fees = {"price": 100_000, "commission": 3_000, "tax": 600}
    first = shares_of(balance=83, refund=0, **fees)
    before = Released(83, first.commission, first.tax)
    last = shares_of(balance=99_917, refund=99_916, before=before, **fees)
    assert last == Shares(99_916, 0, 1, 0)
    after = Released(84, before.commission + 1, before.tax)
    assert shares_of(balance=1, refund=0, before=after, **fees).tax == 1


@given(settlements(), st.lists(st.integers(1, 4), min_size=1, max_size=40))
def test_no_part_is_too_small_for_its_fees(given_: dict[str, Any], units: list[int]) -> None:
    price, fees = given_["price"], {"commission": given_["commission"], "tax": given_["tax"]}
    first = shares_of(balance=given_["balance"], refund=0, price=price, **fees)
    before = Released(given_["balance"], first.commission, first.tax)
    for part in units:
        if before.gross + part > price:
            break
        shares = shares_of(balance=part, refund=0, price=price, before=before, **fees)
        assert shares.total == part
        assert min(shares.seller, shares.commission, shares.tax) >= 0
        before = Released(before.gross + part, before.commission + shares.commission, before.tax + shares.tax)
        # What was too small to bear its tax is made up for by the next unit.
        assert abs(before.tax - Fraction(fees["tax"] * before.gross, price)) <= Fraction(3, 2)


def test_a_full_refund_costs_nothing() -> None:
    shares = shares_of(balance=1000, refund=1000, price=1000, commission=33, tax=7)
    assert shares == Shares(1000, 0, 0, 0)


@pytest.mark.parametrize(("refund", "commission"), [(500, 2), (300, 4), (200, 4)])
def test_a_half_is_rounded_to_the_even_unit(refund: int, commission: int) -> None:
    """5 % of 50, 70 and 80 hundredths: 2.5 → 2, 3.5 → 4, 4.0 → 4."""
    shares = shares_of(balance=1000, refund=refund, price=1000, commission=5, tax=0)
    assert shares.commission == commission


@pytest.mark.parametrize(("balance", "refund", "price"), [(1000, 1001, 1000), (1000, -1, 1000), (1001, 0, 1000)])
def test_nothing_is_shared_that_is_not_held(balance: int, refund: int, price: int) -> None:
    with pytest.raises(ValueError, match="between nothing and what is held"):
        shares_of(balance=balance, refund=refund, price=price, commission=30, tax=0)


def test_commission_is_of_the_goods() -> None:
    assert commission_of(Money(95_000, "EUR"), 300) == Money(2_850, "EUR")
