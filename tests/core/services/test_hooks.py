"""Webhooks out: every move is told once to those who listened then, signed, and tried again until it was taken."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import InvalidValue, NotAllowed, NotFound, TooMany
from core.hooks import Hook, HookCall
from core.members import Seat
from core.ports.posting import AddressRefused
from core.services.hooks import ATTEMPTS_MAX, HOOKS_MAX, Hooks, signature_of
from core.trades import TradeTransition
from tests.core.services.market import BUYER, SELLER, STRANGER, TERMS, Market

URL = "https://hooks.example.org/deals"


class Listener:
    """A poster that keeps what it was given and answers as it is told."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, bytes, dict[str, str]]] = []
        self.answer = 200

    def require_allowed(self, url: str) -> None:
        if not url.startswith("https://"):
            raise AddressRefused("https only")

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        if self.answer < 0:
            raise AddressRefused("a network of our own")
        self.taken.append((url, body, dict(headers)))
        return self.answer


class Desk:
    def __init__(self, market: Market) -> None:
        self.market = market
        self.listener = Listener()
        self.hooks = Hooks(
            store=market.store,
            clock=market.clock,
            ids=market.ids,
            token_bytes=lambda length: b"s" * length,
            poster=self.listener,
        )

    async def listens(self, seat: Seat, url: str = URL) -> Hook:
        return await self.market.store.write(lambda tx: self.hooks.add(tx, seat, url))

    async def offered(self) -> str:
        """One move of one deal."""
        await self.market.talks()
        return (await self.market.act(BUYER, "offer", {"terms": TERMS})).trade.id

    async def calls(self) -> list[HookCall]:
        return await self.market.store.read(lambda tx: tx.find(HookCall, limit=1000))

    async def moves(self) -> list[TradeTransition]:
        return await self.market.store.read(lambda tx: tx.find(TradeTransition, limit=1000))


@pytest.fixture
def desk(market: Market) -> Desk:
    return Desk(market)


async def test_a_move_is_told_once_to_both_sides_and_signed(desk: Desk) -> None:
    mine, theirs = await desk.listens(BUYER), await desk.listens(SELLER, f"{URL}/seller")
    await desk.hooks.run()
    trade_id = await desk.offered()
    for _ in range(3):
        await desk.hooks.run()
    (move,) = await desk.moves()
    assert sorted(url for url, _, _ in desk.listener.taken) == [URL, f"{URL}/seller"]
    for url, body, headers in desk.listener.taken:
        hook = mine if url == URL else theirs
        stamp, _, signature = headers["parley-signature"].removeprefix("t=").partition(",v1=")
        assert signature == signature_of(hook.secret, stamp, body)
        said = json.loads(body)
        assert (said["type"], said["negotiation_id"], said["id"]) == ("deal.offer", trade_id, f"{hook.id}:{move.id}")
        assert headers["parley-event-id"] == said["id"]
    assert {call.status for call in await desk.calls()} == {"sent"}


async def test_nobody_hears_of_deals_of_others_or_of_the_time_before(desk: Desk) -> None:
    await desk.offered()
    desk.market.clock.advance(timedelta(seconds=1))
    await desk.listens(BUYER)
    await desk.listens(STRANGER)
    await desk.hooks.run()
    assert desk.listener.taken == []


async def test_what_is_not_taken_is_tried_again_later_and_later_and_given_up(desk: Desk) -> None:
    await desk.listens(BUYER)
    await desk.hooks.run()
    await desk.offered()
    desk.listener.answer = 503
    waits = []
    for _ in range(ATTEMPTS_MAX):
        await desk.hooks.run()
        (call,) = await desk.calls()
        waits.append(call.next_try_at - desk.market.clock.now())
        desk.market.clock.advance(max(timedelta(seconds=1), waits[-1]))
    assert (call.status, call.attempts, call.answer) == ("dead", ATTEMPTS_MAX, 503)
    assert waits[:-1] == sorted(waits[:-1])
    assert sum(waits[:-1], timedelta(0)) > timedelta(days=1)
    before = len(desk.listener.taken)
    await desk.hooks.run()
    assert len(desk.listener.taken) == before == ATTEMPTS_MAX


async def test_an_address_that_leads_home_is_never_tried_again(desk: Desk) -> None:
    await desk.listens(BUYER)
    await desk.hooks.run()
    await desk.offered()
    desk.listener.answer = -1
    await desk.hooks.run()
    assert [(call.status, call.attempts) for call in await desk.calls()] == [("dead", 1)]


async def test_an_ended_address_is_told_nothing_more(desk: Desk) -> None:
    hook = await desk.listens(BUYER)
    await desk.hooks.run()
    await desk.offered()
    desk.listener.answer = 500
    await desk.hooks.run()
    await desk.market.store.write(lambda tx: desk.hooks.end(tx, BUYER, hook.id))
    desk.market.clock.advance(timedelta(hours=1))
    await desk.hooks.run()
    assert len(desk.listener.taken) == 1
    assert await desk.calls() == []


async def test_only_owners_name_addresses_and_see_their_own(desk: Desk) -> None:
    owner = BUYER
    hook = await desk.listens(owner)
    with pytest.raises(NotAllowed):
        await desk.listens(replace(owner, role="trader"))
    with pytest.raises(InvalidValue):
        await desk.listens(owner, "http://hooks.example.org/")
    with pytest.raises(NotFound):
        await desk.market.store.write(lambda tx: desk.hooks.end(tx, SELLER, hook.id))
    for _ in range(HOOKS_MAX - 1):
        await desk.listens(owner)
    with pytest.raises(TooMany):
        await desk.listens(owner)
