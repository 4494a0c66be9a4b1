"""People, clocks and the provider at the same moment, on both databases: one wins, nothing is lost, nothing half done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from core.errors import DomainError, OutOfStock, Stale
from core.events import Bookmark
from core.ids import Ids
from core.payments import ProviderIntent
from core.ports.payments import CheckoutOpened, MovementResult
from core.ports.unit_of_work import Tx
from core.services.holding_back import PAYOUTS_STOPPED
from tests.core.deals import STATEMENT
from tests.core.services.market import BUYER, SELLER, SELLERS_TRADER, STRANGER, TERMS, Market
from tests.databases import (
    AnyStore,
    database_url,
    postgres_migrated,
    postgres_server,
    postgres_url,
    sqlite_template,
    sqlite_url,
    store,
)

if TYPE_CHECKING:
    from tests.core.services.conftest import SteppingClock

__all__ = [
    "database_url",
    "postgres_migrated",
    "postgres_server",
    "postgres_url",
    "sqlite_template",
    "sqlite_url",
    "store",
]

ROUNDS = 6


@pytest.fixture
async def market(store: AnyStore, clock: SteppingClock, ids: Ids) -> AsyncIterator[Market]:
    opened = await Market.on(store, clock, ids).settle_in(stock=40 * ROUNDS)
    yield opened
    await opened.require_sound()


async def outcomes_of(*acts: object) -> list[object]:
    found: list[object] = await asyncio.gather(*acts, return_exceptions=True)  # type: ignore[call-overload]
    unexpected = [one for one in found if isinstance(one, BaseException) and not isinstance(one, DomainError)]
    assert unexpected == []
    return found


async def test_of_thirty_two_presses_one_wins(market: Market) -> None:
    for _ in range(ROUNDS):
        await market.talks()
        await market.act(BUYER, "offer", {"terms": TERMS})
        version = (await market.deal()).trade.version
        people = (SELLER, SELLERS_TRADER)
        found = await outcomes_of(*(market.act(people[n % 2], "accept", version=version) for n in range(32)))
        assert sum(not isinstance(one, Exception) for one in found) == 1
        assert {type(one) for one in found if isinstance(one, Exception)} == {Stale}
        assert (await market.history()).count("accept") == 1
    assert (await market.product()).reserved == 10 * ROUNDS


async def test_the_last_goods_are_promised_to_one(market: Market) -> None:
    """Even where the refusal is caught inside the unit of work, as a chat handler does."""

    async def accept(trade_id: str) -> bool:
        async def step(tx: Tx) -> bool:
            try:
                await market.trading.act(tx, SELLER, trade_id, "accept", {})
            except OutOfStock:
                return False
            return True

        return await market.store.write(step)

    product = await market.product()
    for _ in range(ROUNDS):
        await market.store.write(lambda tx: tx.put(replace(product, stock=15, reserved=0)))
        trades = []
        for buyer in (BUYER, STRANGER):
            await market.talks(buyer)
            await market.act(buyer, "offer", {"terms": TERMS})
            trades.append(market.trade_id)
        accepted = await asyncio.gather(*(accept(trade_id) for trade_id in trades))
        assert sorted(accepted) == [False, True]
        states = [(await market.deal(trade_id)).trade.state for trade_id in trades]
        assert sorted(states) == ["agreed", "negotiating"]
        assert (await market.product()).reserved == 10
        market.trade_id = trades[accepted.index(False)]
        await market.act(SELLER, "end_talks")


async def test_a_last_second_acceptance_meets_the_expiry(market: Market) -> None:
    for _ in range(ROUNDS):
        await market.talks()
        await market.act(BUYER, "offer", {"terms": TERMS})
        market.clock.advance(timedelta(hours=72))
        await outcomes_of(market.act(SELLER, "accept"), *(market.deadlines.sweep() for _ in range(3)))
        assert (await market.deal()).offers[-1].status == "expired"
        assert (await market.history()).count("expire_offer") == 1
        await market.act(BUYER, "end_talks")


async def test_an_acceptance_meets_the_automatic_release(market: Market) -> None:
    for _ in range(ROUNDS):
        await market.delivered()
        market.clock.advance(timedelta(days=7))
        await outcomes_of(market.act(BUYER, "accept_goods"), market.deadlines.sweep(), market.deadlines.sweep())
        await market.drained()
        assert (await market.kinds()).count("release") == 1
        assert await market.state() == ("completed", "")


async def test_a_dispute_meets_the_automatic_release(market: Market) -> None:
    """Whichever comes first: money that is frozen is not released, money that is released is not frozen."""
    words = {"reason": "damaged", "statement": STATEMENT}
    for _ in range(ROUNDS):
        await market.delivered()
        market.clock.advance(timedelta(days=7))
        await outcomes_of(market.act(BUYER, "dispute", words), market.deadlines.sweep())
        await market.drained()
        state, kinds = (await market.state())[0], await market.kinds()
        assert (state, "release" in kinds) in (("disputed", False), ("completed", True))


async def test_news_of_the_provider_meets_itself(market: Market) -> None:
    for looks in (50, *[6] * (ROUNDS - 1)):
        await market.both_signed()
        market.provider.takes(market.provider.page)
        await outcomes_of(*(market.look() for _ in range(looks)), market.drain(), market.drain())
        await market.drained()
        assert await market.kinds() == ["capture", "provider_fee"]
        assert await market.state() == ("placed", "")
        await market.act(SELLER, "cannot_supply")
        await market.drained()


async def test_both_sign_at_once(market: Market) -> None:
    for _ in range(ROUNDS):
        await market.awaiting_signatures()
        await outcomes_of(market.sign(BUYER), market.sign(SELLER, "Bo Li"))
        assert await market.state() == ("awaiting_signatures", "capture")
        assert len(await market.intents("capture")) == 1
        await market.drained()
        assert await market.state() == ("placed", "")


async def test_an_instruction_is_written_down_by_who_holds_it(market: Market, clock: SteppingClock, ids: Ids) -> None:
    """Two payouts in one batch; the first takes so long that another worker carries out both. Then payouts stand still:
    what the slow worker read long ago must not bring them back, to be paid again once the key is forgotten."""
    for trade_id in [(await market.delivered()).trade_id for _ in range(2)]:
        await market.act(BUYER, "accept_goods", trade_id=trade_id)
    quick, pay = Market.on(market.store, clock, ids), market.provider.transfer
    quick.escrow._calls = market.escrow._calls

    async def takes_long(body: Mapping[str, Any], *, key: str) -> MovementResult:
        market.provider.transfer = pay  # type: ignore[method-assign]
        result = await pay(body, key=key)
        clock.advance(timedelta(seconds=61))
        await quick.drained()
        await market.store.write(lambda tx: tx.add(Bookmark(PAYOUTS_STOPPED, clock.now(), clock.now())))
        return result

    market.provider.transfer = takes_long  # type: ignore[method-assign]
    assert await market.drain() == 2
    ended = await market.store.read(lambda tx: tx.find(ProviderIntent, kind="transfer"))
    assert [(intent.status, intent.first_tried_at is None) for intent in ended] == [("done", False)] * 2
    await market.store.write(lambda tx: tx.delete(Bookmark, id=PAYOUTS_STOPPED))
    clock.advance(timedelta(hours=30))
    market.provider.calls.clear()
    await market.drained()
    assert (market.provider.calls, len(market.provider.moved)) == ([], 2)


async def test_a_batch_that_takes_long_is_still_held(market: Market, clock: SteppingClock, ids: Ids) -> None:
    """Each instruction has its lease counted from its own turn, as long as nobody else took it meanwhile."""
    for _ in range(3):
        await market.agreed()
        await market.act(SELLER, "request_payment")
    other, opened = Market.on(market.store, clock, ids), market.provider.open_checkout
    taken = []

    async def slow(body: Mapping[str, Any], *, key: str) -> CheckoutOpened:
        clock.advance(timedelta(seconds=40))
        # The one that is being carried out is held; those behind it are once more, when their turn comes.
        page = await opened(body, key=key)
        taken.append(key)
        if len(taken) == 1:
            assert await other.drain() == 0
        return page

    market.provider.open_checkout = slow  # type: ignore[method-assign]
    assert await market.drain() == 3
    assert len(set(taken)) == 3
    found = await market.store.read(lambda tx: tx.find(ProviderIntent, kind="checkout"))
    assert [intent.status for intent in found] == ["done"] * 3
