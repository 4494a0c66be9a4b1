"""What trackers say reaches exactly the goods that it is about: two carriers may use the same number."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import ConflictOfInterest
from core.members import Seat
from core.ports.carriers import CarrierNews, Recognised
from core.services.carrier_news import CarrierDesk
from core.trades import Deal
from tests.core.services.market import BUYER, SELLER, STRANGER, Market


class _Tracker:
    """Says what it was given, and remembers what it was asked about."""

    def __init__(self, *news: CarrierNews) -> None:
        self.says = news
        self.asked: list[Recognised] = []

    async def news(self, numbers: Sequence[Recognised]) -> Sequence[CarrierNews]:
        self.asked += numbers
        return self.says


async def shipped(market: Market, carrier: str) -> str:
    """A deal under way with this carrier; every carrier gave the same number."""
    await market.placed()
    await market.act(SELLER, "ship", {"carrier": carrier, "tracking_number": "T1"})
    return market.trade_id


async def test_news_reach_the_goods_of_the_carrier_that_is_named_and_no_others(market: Market) -> None:
    by_dhl = await shipped(market, "DHL")
    tracker = _Tracker(CarrierNews("T1", "delivered", "", market.clock.now(), carrier="UPS"))
    desk = CarrierDesk(trading=market.trading, clock=market.clock, ids=market.ids, trackers=(tracker,))
    assert await desk.look(market.store) == 0
    by_ups = await shipped(market, "ups")
    market.clock.advance(timedelta(hours=1))
    assert await desk.look(market.store) == 1
    assert (await market.deal(by_dhl)).state == "shipped"
    assert (await market.deal(by_ups)).state == "delivered"
    assert set(tracker.asked) == {Recognised("DHL", "T1"), Recognised("ups", "T1")}


async def test_news_that_names_no_carrier_are_set_aside(market: Market) -> None:
    await shipped(market, "DHL")
    tracker = _Tracker(CarrierNews("T1", "delivered", "", market.clock.now()))
    desk = CarrierDesk(trading=market.trading, clock=market.clock, ids=market.ids, trackers=(tracker,))
    assert await desk.look(market.store) == 0
    assert (await market.state())[0] == "shipped"


async def test_two_shipments_of_one_deal_under_one_number_are_told_apart(market: Market) -> None:
    await market.placed()
    for carrier, quantity in (("DHL", "4"), ("UPS", "6")):
        given = {"carrier": carrier, "tracking_number": "T1", "quantity": quantity}
        await market.act(SELLER, "ship", given)
    tracker = _Tracker(CarrierNews("T1", "delivered", "", market.clock.now(), carrier="UPS"))
    desk = CarrierDesk(trading=market.trading, clock=market.clock, ids=market.ids, trackers=(tracker,))
    assert await desk.look(market.store) == 1
    assert [one.status for one in (await market.deal()).shipments] == ["in_transit", "delivered"]


async def test_an_operator_says_nothing_about_goods_of_their_own_company(market: Market) -> None:
    """A delivery begins the days in which silence releases the money."""
    await shipped(market, "DHL")
    desk = CarrierDesk(trading=market.trading, clock=market.clock, ids=market.ids)

    def says(operator: Seat) -> Awaitable[Deal]:
        return market.store.write(lambda tx: desk.entered(tx, operator, number="T1", status="delivered", words=""))

    for party in (BUYER, SELLER):
        with pytest.raises(ConflictOfInterest):
            await says(replace(party, staff_role="operator"))
    assert (await market.state())[0] == "shipped"
    await says(replace(STRANGER, staff_role="operator"))
    assert (await market.state())[0] == "delivered"
