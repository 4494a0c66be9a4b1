"""A thousand wake-ups: each fires once although the process is killed half-way, and a bad one delays no other.

PARLEY_DEADLINES says how many; the gates take ten thousand.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.storage.opening import open_store
from core.events import OutboxRow
from core.listings import Product
from core.ports.unit_of_work import Tx
from core.services.deadlines import Deadlines
from core.trades import DeadlineRow, Deal, Negotiation, TradeTransition
from tests.adapters.storage.stages import Market
from tests.databases import AnyStore, ring_for_tests

COUNT = int(os.environ.get("PARLEY_DEADLINES", "1000"))
ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.timeout(240 + COUNT // 50)


async def many_offers(market: Market, count: int) -> Deal:
    """So many deals whose offer is about to expire; one of them, to look at."""
    await market.open()
    pattern = await market.offered()
    expiry = next(row for row in pattern.deadlines if row.fires == "expire_offer")
    rows: dict[type, list[Any]] = {Product: [], Negotiation: [], type(pattern.offers[0]): [], DeadlineRow: []}
    for number in range(1, count):
        product = replace(pattern.product, id=f"prd_{number:06}")
        trade = replace(pattern.trade, id=f"neg_{number:06}", product_id=product.id)
        offer = replace(pattern.offers[0], id=f"off_{number:06}", negotiation_id=trade.id)
        due = replace(expiry, id=f"ddl_{number:06}", negotiation_id=trade.id, subject_id=offer.id)
        for row in (product, trade, offer, due):
            rows[type(row)].append(row)
    reminders = tuple(row.id for row in pattern.deadlines if row is not expiry)

    async def fill(tx: Tx) -> None:
        for same in rows.values():
            if same:
                await tx.add(*same)
        await tx.finish_deadlines(reminders, market.clock.at)

    await market.store.write(fill)
    market.clock.at = expiry.due_at
    return pattern


async def all_of(store: AnyStore, kind: type[Any], **equals: Any) -> list[Any]:
    """Every row, page by page, on one snapshot."""

    async def step(tx: Tx) -> list[Any]:
        found: list[Any] = []
        while page := await tx.find(kind, limit=1000, after=found[-1].id if found else None, **equals):
            found.extend(page)
        return found

    return await store.read(step)


async def killed_half_way(url: str, market: Market) -> None:
    """Let another process fire them, and kill it without warning."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.adapters.storage.sweeping",
        url,
        market.clock.at.isoformat(),
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    async for line in process.stdout:
        if int(line) >= COUNT // 2:
            break
    process.kill()
    await process.communicate()
    assert process.returncode == -signal.SIGKILL


@pytest.mark.slow
async def test_each_fires_once_over_a_crash_and_a_restart(database_url: str) -> None:
    store = open_store(database_url, ring_for_tests())
    market = Market(store)
    await many_offers(market, COUNT)
    await store.close()
    await killed_half_way(database_url, market)

    store = open_store(database_url, ring_for_tests())
    restarted = Market(store, market.clock.at)
    left = await store.read(lambda tx: tx.count(DeadlineRow, fires="expire_offer", done_at=None))
    assert 0 < left <= COUNT - COUNT // 2
    # Two at once, as while a new version takes over from the old one.
    sweeps = [Deadlines(store, restarted.trading, restarted.clock) for _ in range(2)]
    await asyncio.gather(*(until_done(sweep) for sweep in sweeps))

    fired = await all_of(store, TradeTransition, transition="expire_offer")
    assert Counter(Counter(line.negotiation_id for line in fired).values()) == {1: COUNT}
    told = Counter((row.subject_id, row.identity_id) for row in await all_of(store, OutboxRow, notice="offer-expired"))
    assert len(told) == 2 * COUNT
    assert set(told.values()) == {1}
    assert await store.read(lambda tx: tx.count(DeadlineRow, fires="expire_offer", done_at=None)) == 0
    await store.close()


async def until_done(deadlines: Deadlines) -> None:
    while await deadlines.sweep(limit=200):
        pass


# ── one that can not be fired ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_bad_one_delays_no_other(store: AnyStore) -> None:
    """Its deal can not be read. With it at the head of a sweep the others are fired in that sweep all the same, and in
    the same time."""
    rounds, others = 10, 40
    market = Market(store)
    await many_offers(market, 2 * rounds * others)
    deadlines = Deadlines(store, market.trading, market.clock)
    bad = await spoiled(market)
    seconds: dict[bool, list[float]] = {True: [], False: []}
    for number in range(1, 2 * rounds + 1):
        is_bad = number % 2 == 0
        if is_bad:
            await store.write(lambda tx: tx.put(bad))
        began = time.perf_counter()
        assert await deadlines.sweep(limit=others + is_bad) == others + is_bad
        seconds[is_bad].append(time.perf_counter() - began)
        assert await store.read(lambda tx: tx.count(TradeTransition, transition="expire_offer")) == number * others
        put_off = await store.read(lambda tx: tx.get(DeadlineRow, bad.id))
        assert put_off is not None
        assert put_off.done_at is None
        assert put_off.due_at > market.clock.at
    # The best of ten of each, beside each other: whatever else runs on this machine has missed those. Half as much again is
    # what a clock is worth, and the bad one itself takes a moment.
    assert min(seconds[True]) < 1.5 * min(seconds[False]) + 0.02


async def spoiled(market: Market) -> DeadlineRow:
    """A wake-up, due before all others, of a deal in a state that does not exist. Put off until it is put back."""
    pattern = await market.store.read(lambda tx: tx.get(Negotiation, "neg_000001"))
    assert pattern is not None
    broken = replace(pattern, id="neg_broken", state="lost")
    early = DeadlineRow(
        id="ddl_broken",
        negotiation_id=broken.id,
        name="offer",
        kind="act",
        subject_id="off_000001",
        fires="expire_offer",
        due_at=market.clock.at - timedelta(hours=1),
    )
    await market.store.write(lambda tx: tx.add(broken, replace(early, due_at=market.clock.at + timedelta(hours=1))))
    return early
