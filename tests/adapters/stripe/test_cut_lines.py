"""Three calls in ten are carried out and their answer is lost: nothing is taken, paid or given back twice.

Counted in the pretended Stripe's own books. PARLEY_CUT_CALLS says how many calls that change something are made.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from typing import Any

import httpx
import pytest

from adapters.sandbox.stripe_api import DEFAULT_SECRET_KEY
from adapters.stripe.provider import StripeProvider
from core.ids import Ids
from core.listings import Product
from core.members import Company
from core.payments import ProviderIntent
from core.ports.unit_of_work import Tx
from core.services.deadlines import Deadlines
from core.services.escrow import Escrow
from core.simulation.memory_store import MemoryStore
from core.trades import Deal, State
from tests.adapters.sandbox.stripe_harness import StripeUnderTest, running_stripe
from tests.core.services.market import BUYER, SELLER, TERMS, Market

CALLS = int(os.environ.get("PARLEY_CUT_CALLS", "100"))
AT_ONCE = 20
RATE = 0.3
pytestmark = [
    pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning"),
    pytest.mark.timeout(120 + CALLS // 5),
]


@dataclass
class Cut:
    """A market in memory whose provider is the real adapter on a line that keeps breaking."""

    world: StripeUnderTest
    market: Market
    posts: int = 0
    trades: list[str] = field(default_factory=list)
    _numbers: Any = field(default_factory=lambda: count(1))

    async def deal(self, trade_id: str) -> Deal:
        return await self.market.deal(trade_id)

    async def opens(self) -> str:
        number, now = next(self._numbers), self.market.clock.now()
        name = f"prd_c{number}"
        row = Product(name, "usr_seller", "com_seller", "Bolts", "", 1000, "EUR", "cat_1", "pcs", now, now, stock=10)
        await self.market.store.write(lambda tx: tx.add(row))
        deal = await self.market.store.write(lambda tx: self.market.trading.open_talks(tx, BUYER, name))
        trade_id = deal.trade.id
        await self.market.act(BUYER, "offer", {"terms": TERMS}, trade_id=trade_id)
        await self.market.act(SELLER, "accept", trade_id=trade_id)
        await self.market.act(SELLER, "request_payment", trade_id=trade_id)
        self.trades.append(trade_id)
        return trade_id

    async def pays(self, trade_id: str) -> None:
        payment = (await self.deal(trade_id)).payment
        if payment is not None and payment.session_ref:
            await self.world.control(f"/_checkout/{payment.session_ref}", {"card": "ok"})
            await self.market.escrow.look_again(trade_id)

    async def goes_on(self, trade_id: str, number: int) -> None:
        """Signs; every fourth does not."""
        if (await self.deal(trade_id)).state is not State.AWAITING_SIGNATURES:
            return
        if number % 4 == 3:
            await self.market.act(SELLER, "refuse_to_sign", trade_id=trade_id)
            return
        for person, name in ((BUYER, "Ana Ruiz"), (SELLER, "Bo Li")):
            self.market.trade_id = trade_id
            await self.market.sign(person, name)

    async def ends(self, trade_id: str, number: int) -> None:
        """Delivered and paid out, or cancelled and given back."""
        if (await self.deal(trade_id)).state is not State.PLACED:
            return
        if number % 2:
            await self.market.act(SELLER, "cannot_supply", trade_id=trade_id)
            return
        given = {"carrier": "DHL", "tracking_number": f"T{trade_id[-8:]}"}
        await self.market.act(SELLER, "ship", given, trade_id=trade_id)
        for name in ("received", "accept_goods"):
            await self.market.act(BUYER, name, trade_id=trade_id)

    async def drained(self, tries: int, patience: timedelta = timedelta(hours=2)) -> int:
        """Until all is done, or so often, or until the market would wait longer than that. Returns what is left."""
        left = 0
        for _ in range(tries):
            while await self.market.escrow.drain(limit=AT_ONCE):
                pass
            waiting = await self.market.store.read(
                lambda tx: tx.find(ProviderIntent, status=("pending", "unknown"), order="next_try_at", limit=1000)
            )
            left = len(waiting)
            if not waiting:
                return 0
            until = waiting[0].next_try_at - self.market.clock.now()
            if until > patience:
                break
            self.market.clock.advance(max(until, timedelta(seconds=1)))
        return left


@pytest.fixture
async def cut() -> AsyncIterator[Cut]:
    async with running_stripe() as world:
        seller = await world.control("/_accounts", {"country": "DE", "currency": "eur", "ready": True})
        await world.control("/_topup", {"amount": 90_000_000, "currency": "eur"})
        provider = StripeProvider(
            DEFAULT_SECRET_KEY, clock=world.clock, api_base=world.url, timeout_seconds=10.0, calls_per_second=10_000.0
        )
        numbers = count(1)
        ids = Ids(world.clock.now, lambda length: (next(numbers) << 4).to_bytes(length, "big"))
        market = await Market.on(MemoryStore(), world.clock, ids).settle_in()  # type: ignore[arg-type]
        market.escrow = Escrow(
            store=market.store,
            trading=market.trading,
            provider=provider,
            clock=world.clock,
            ids=ids,
            return_url="https://market.example/paid",
        )
        market.deadlines = Deadlines(market.store, market.trading, world.clock)

        async def pay_sellers(tx: Tx) -> None:
            company = await tx.get(Company, "com_seller")
            assert company is not None
            await tx.put(replace(company, payout_ref=seller["id"]))

        await market.store.write(pay_sellers)
        found = Cut(world, market)

        async def counts(request: httpx.Request) -> None:
            found.posts += request.method == "POST"

        provider._http.event_hooks["request"].append(counts)
        faults = {"seed": 5, "done_then_cut": {"rate": RATE}, "webhooks": {"drop": True}}
        await world.control("/_faults", faults)
        yield found
        await provider.close()


async def test_what_was_done_before_the_line_was_cut_is_done_once(cut: Cut) -> None:
    while cut.posts < CALLS:
        batch = [await cut.opens() for _ in range(AT_ONCE)]
        await cut.drained(6)
        for trade_id in batch:
            await cut.pays(trade_id)
        for number, trade_id in enumerate(batch):
            await cut.goes_on(trade_id, number)
        await cut.drained(6)
        for number, trade_id in enumerate(batch):
            await cut.ends(trade_id, number)
        await cut.drained(6)
    assert await cut.drained(10_000, timedelta(days=2)) == 0
    deals = await asyncio.gather(*(cut.deal(trade_id) for trade_id in cut.trades))
    entries = [entry for deal in deals for entry in deal.entries]
    books = await cut.world.books()
    posted = {
        kind: [entry for entry in entries if entry.kind == kind] for kind in ("capture", "payout_done", "refund_done")
    }
    names = {"captures": "capture", "transfers": "payout_done", "refunds": "refund_done"}
    counts = books["counts"]
    assert {name: counts[name] for name in names} == {name: len(posted[kind]) for name, kind in names.items()}
    assert (counts["double_posts"], counts["twin_posts"]) == (0, 0)
    sums = books["currencies"]["eur"]
    assert sums["captured"] == sum(entry.amount for entry in posted["capture"])
    assert sums["transferred"] == sum(entry.amount for entry in posted["payout_done"])
    assert sums["refunded"] == sum(entry.amount for entry in posted["refund_done"])
    fired = (await cut.world.control("/_faults"))["fired"]["done_then_cut"]
    assert 0.1 * cut.posts < fired < 0.5 * cut.posts
    assert min(counts["captures"], counts["transfers"], counts["refunds"]) >= min(5, CALLS // 60)
