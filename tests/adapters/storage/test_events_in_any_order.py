"""The provider's events in any order, several times or never: the money ends in the same accounts.

PARLEY_ORDERS says in how many orders each life is told on each database, 0 in every one that there is in memory.
"""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime, timedelta

import pytest

from core.ids import Ids
from core.simulation.memory_store import MemoryStore
from tests.core.services.market import Market
from tests.databases import AnyStore
from tests.simulation.any_order import LIVES, orders, tell

ORDERS = int(os.environ.get("PARLEY_ORDERS", "4"))
IN_MEMORY = int(os.environ.get("PARLEY_ORDERS_IN_MEMORY", "12")) or None
pytestmark = [pytest.mark.timeout(3600 if IN_MEMORY is None else 120 + ORDERS)]


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self._now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        self._now += by


async def opened(store: AnyStore) -> Market:
    clock, count = Clock(), iter(range(1, 10**9))
    ids = Ids(clock.now, lambda length: (next(count) << 4).to_bytes(length, "big"))
    return await Market.on(store, clock, ids).settle_in()  # type: ignore[arg-type]


@pytest.mark.parametrize("life", LIVES)
async def test_in_memory_every_order_ends_alike(life: str) -> None:
    dice, steps = random.Random(7), LIVES[life]
    expected, names = await tell(await opened(MemoryStore()), steps, [])  # type: ignore[arg-type]
    assert 2 <= len(names) <= 7
    market = await opened(MemoryStore())  # type: ignore[arg-type]
    for number, turns in enumerate(orders(names, dice, IN_MEMORY), start=1):
        if number % 50 == 0:
            await market.require_sound()
            market = await opened(MemoryStore())  # type: ignore[arg-type]
        assert (await tell(market, steps, turns))[0] == expected, turns
    await market.require_sound()


async def test_on_each_database_as_in_memory(store: AnyStore) -> None:
    dice, market = random.Random(8), await opened(store)
    expected = {name: await tell(await opened(MemoryStore()), steps, []) for name, steps in LIVES.items()}  # type: ignore[arg-type]
    for number in range(max(ORDERS, len(LIVES))):
        life = list(LIVES)[number % len(LIVES)]
        [turns] = orders(expected[life][1], dice, 1)
        assert (await tell(market, LIVES[life], turns))[0] == expected[life][0], turns
    await market.require_sound()
