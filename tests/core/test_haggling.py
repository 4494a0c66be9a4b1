"""Counter-offers one press away lead towards each other."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.haggling import proposals
from core.process.definition import Role
from core.trades import Deal
from tests.core.deals import some_terms
from tests.core.routes import offered

PRICE = st.integers(200, 200_000).map(lambda cents: Decimal(cents).scaleb(-2))


def _talking(*prices: Decimal) -> Deal:
    trial = offered(unit_price=prices[0])
    for number, price in enumerate(prices[1:]):
        trial.does(Role.SELLER if number % 2 == 0 else Role.BUYER, "offer", terms=some_terms(unit_price=price))
    return trial.deal


@given(first=PRICE, second=PRICE, third=PRICE)
def test_no_shortcut_undercuts_oneself_or_what_the_other_side_gives_already(
    first: Decimal, second: Decimal, third: Decimal
) -> None:
    deal = _talking(first, second)
    prices = {one.kind: one.terms.unit_price for one in proposals(deal.product, deal.offers, "buyer")}
    assert all(price > first for kind, price in prices.items() if kind in ("less5", "less10"))
    deal = _talking(first, second, third)
    prices = {one.kind: one.terms.unit_price for one in proposals(deal.product, deal.offers, "seller")}
    assert all(third < price < second for kind, price in prices.items() if kind in ("less5", "less10"))
