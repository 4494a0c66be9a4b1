"""All names are compared one at a time, on a thread of their own, and as they are now."""

from __future__ import annotations

import asyncio
import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from core.members import Company
from core.services import known_names
from core.services.known_names import KnownNames
from core.simulation.memory_store import MemoryStore
from tests.adapters.storage.samples import NOON
from tests.adapters.storage.stages import StandingClock


async def _found(known: KnownNames, store: MemoryStore, name: str) -> tuple[str, ...]:
    return (await known.similar(store, name, besides="com_me")).alike


async def test_new_and_changed_names_are_found_by_who_has_read_all_before() -> None:
    store, clock = MemoryStore(), StandingClock(NOON)
    known = KnownNames(clock=clock)
    first = Company("com_1", "Glacier Glass", NOON, NOON)
    await store.write(lambda tx: tx.add(first, Company("com_2", "Polar Timber", NOON, NOON)))
    assert await _found(known, store, "Glacier-Glass GmbH") == ("com_1",)
    clock.at += timedelta(hours=5)
    late = clock.at - timedelta(minutes=1)
    await store.write(lambda tx: tx.add(Company("com_0", "Glacier Glas", clock.at, clock.at)))
    assert await _found(known, store, "Glacier-Glass GmbH") == ("com_0", "com_1")
    # Committed after the last reading, and begun before it; by whichever process.
    await store.write(lambda tx: tx.put(replace(first, name="Arctic Glass", updated_at=late)))
    assert await _found(known, store, "Glacier-Glass GmbH") == ("com_0",)
    assert await _found(known, store, "Arctic Glass") == ("com_1",)
    many = [Company(f"com_x{n:04}", f"Branch {n}", clock.at, clock.at) for n in range(1200)]
    await store.write(lambda tx: tx.add(*many))
    assert "com_x1199" in await _found(known, store, "Branch 1199")


async def test_one_is_compared_at_a_time_and_not_where_the_chats_are(monkeypatch: pytest.MonkeyPatch) -> None:
    store, known = MemoryStore(), KnownNames(clock=StandingClock(NOON))
    await store.write(lambda tx: tx.add(Company("com_1", "Glacier Glass", NOON, NOON)))
    under_way, seen, compare = [0], list[tuple[bool, int]](), known_names.alike_among

    def watched(one: str, shapes: list[str]) -> list[str]:
        under_way[0] += 1
        seen.append((threading.current_thread() is threading.main_thread(), under_way[0]))
        try:
            time.sleep(0.005)  # another one that came meanwhile would be seen here
            return compare(one, shapes)
        finally:
            under_way[0] -= 1

    monkeypatch.setattr(known_names, "alike_among", watched)
    await asyncio.gather(*(_found(known, store, "Glacier Glass") for _ in range(20)))
    assert seen == [(False, 1)] * 20
