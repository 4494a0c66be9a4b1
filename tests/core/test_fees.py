"""Shares of an escrow balance: they sum to it, whatever is split."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.fees import Shares, commission_of, shares_of
from core.money import MINOR_MAX, Money


@st.composite
def settlements(draw: st.DrawFn) -> dict[str, int]:
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
def test_the_four_parts_sum_to_the_balance(given_: dict[str, int]) -> None:
    shares = shares_of(currency="EUR", **given_)
    assert shares.total == given_["balance"]
    assert shares.buyer == given_["refund"]
    assert min(shares.buyer, shares.seller, shares.commission, shares.tax) >= 0


@given(settlements())
def test_the_sellers_part_bears_its_proportion(given_: dict[str, int]) -> None:
    shares = shares_of(currency="EUR", **given_)
    part = Fraction(given_["balance"] - given_["refund"], given_["price"])
    assert abs(shares.commission - given_["commission"] * part) <= Fraction(1, 2)
    assert abs(shares.tax - given_["tax"] * part) <= Fraction(1, 2)


def test_a_full_release_takes_the_fees_as_they_were_agreed() -> None:
    shares = shares_of(balance=1000, refund=0, price=1000, commission=33, tax=7, currency="EUR")
    assert shares == Shares(0, 960, 33, 7)


def test_a_full_refund_costs_nothing() -> None:
    shares = shares_of(balance=1000, refund=1000, price=1000, commission=33, tax=7, currency="EUR")
    assert shares == Shares(1000, 0, 0, 0)


@pytest.mark.parametrize(("refund", "commission"), [(500, 2), (300, 4), (200, 4)])
def test_a_half_is_rounded_to_the_even_unit(refund: int, commission: int) -> None:
    """5 % of 50, 70 and 80 hundredths: 2.5 → 2, 3.5 → 4, 4.0 → 4."""
    shares = shares_of(balance=1000, refund=refund, price=1000, commission=5, tax=0, currency="EUR")
    assert shares.commission == commission


@pytest.mark.parametrize(("balance", "refund", "price"), [(1000, 1001, 1000), (1000, -1, 1000), (1001, 0, 1000)])
def test_nothing_is_shared_that_is_not_held(balance: int, refund: int, price: int) -> None:
    with pytest.raises(ValueError, match="between nothing and what is held"):
        shares_of(balance=balance, refund=refund, price=price, commission=30, tax=0, currency="EUR")


def test_commission_is_of_the_goods() -> None:
    assert commission_of(Money(95_000, "EUR"), 300) == Money(2_850, "EUR")
