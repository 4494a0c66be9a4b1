"""A company's people: an owner gives roles and limits, and the company never loses its last owner."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.errors import InvalidValue, LastOwner, NotAllowed, NotFound
from core.members import Membership, Seat
from core.services.colleagues import Colleagues
from tests.core.services.market import BUYER, SELLER, SELLERS_TRADER, TERMS, Market


@pytest.fixture
def people(market: Market) -> Colleagues:
    return Colleagues(clock=market.clock, ids=market.ids)


async def place_of(market: Market, seat: Seat) -> Membership:
    (place,) = await market.store.read(lambda tx: tx.find(Membership, user_id=seat.user_id, limit=9))
    return place


async def test_everybody_sees_their_colleagues_and_nobody_elses(market: Market, people: Colleagues) -> None:
    company, found = await market.store.read(lambda tx: people.all(tx, SELLERS_TRADER))
    assert company.id == "com_seller"
    assert {each.place.user_id for each in found} >= {SELLER.user_id, SELLERS_TRADER.user_id}
    stranger = await place_of(market, BUYER)
    with pytest.raises(NotFound):
        await market.store.write(lambda tx: people.one(tx, SELLER, stranger.id))


async def test_only_an_owner_changes_anything(market: Market, people: Colleagues) -> None:
    place = await place_of(market, SELLERS_TRADER)
    for act in (
        lambda tx: people.change_role(tx, SELLERS_TRADER, place.id, "owner"),
        lambda tx: people.change_limit(tx, SELLERS_TRADER, place.id, None),
        lambda tx: people.remove(tx, SELLERS_TRADER, place.id),
    ):
        with pytest.raises(NotAllowed):
            await market.store.write(act)
    assert await place_of(market, SELLERS_TRADER) == place


async def test_a_limit_holds_from_the_next_press_on(market: Market, people: Colleagues) -> None:
    place = await place_of(market, SELLERS_TRADER)
    await market.store.write(lambda tx: people.change_limit(tx, SELLER, place.id, 5_000))
    trader = await market.store.read(lambda tx: tx.seat_of_user(SELLERS_TRADER.user_id))
    assert trader is not None
    assert trader.approval_limit == 5_000
    await market.talks()
    await market.act(BUYER, "offer", {"terms": TERMS})
    await market.act(trader, "ask_for_approval")
    assert [deal.trade.id for deal in await market.store.read(lambda tx: people.approvals(tx, SELLER))] == [
        market.trade_id
    ]
    assert await market.store.read(lambda tx: people.approvals(tx, BUYER)) == []
    await market.act(SELLER, "approve")
    assert (await market.state())[0] == "agreed"
    assert await market.store.read(lambda tx: people.approvals(tx, SELLER)) == []


async def test_the_last_owner_stays(market: Market, people: Colleagues) -> None:
    place = await place_of(market, SELLER)
    for act in (
        lambda tx: people.change_role(tx, SELLER, place.id, "viewer"),
        lambda tx: people.remove(tx, SELLER, place.id),
    ):
        with pytest.raises(LastOwner):
            await market.store.write(act)
    other = await place_of(market, SELLERS_TRADER)
    await market.store.write(lambda tx: people.change_role(tx, SELLER, other.id, "owner"))
    await market.store.write(lambda tx: people.change_role(tx, SELLER, place.id, "viewer"))
    assert (await place_of(market, SELLER)).role == "viewer"
    assert [row.action for row in await market.audited()] == ["member.role", "member.role"]


async def test_who_was_removed_acts_for_the_company_no_more(market: Market, people: Colleagues) -> None:
    place = await place_of(market, SELLERS_TRADER)
    await market.store.write(lambda tx: people.remove(tx, SELLER, place.id))
    seat = await market.store.read(lambda tx: tx.seat_of_user(SELLERS_TRADER.user_id))
    assert seat is not None
    assert seat.company_id == ""
    with pytest.raises(NotFound):
        await market.store.write(lambda tx: people.one(tx, SELLER, place.id))


async def test_a_role_that_does_not_exist_is_refused(market: Market, people: Colleagues) -> None:
    place = await place_of(market, SELLERS_TRADER)
    with pytest.raises(InvalidValue):
        await market.store.write(lambda tx: people.change_role(tx, SELLER, place.id, "emperor"))
    assert await place_of(market, replace(SELLERS_TRADER)) == place
