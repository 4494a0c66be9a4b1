"""The one writer of SQLite: people who wait in a chat go first, and nothing waits for ever."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from adapters.storage.sqlite import SqliteStore
from adapters.storage.writer import FIRST_MAX, TOGETHER_MAX
from core.ports.unit_of_work import Tx, is_patient, patiently

PATIENCE_SECONDS = 30


@dataclass
class Crossing:
    """A writer that is held up, and units of work that arrive meanwhile."""

    store: SqliteStore
    gate: threading.Event = field(default_factory=threading.Event)
    ran: list[str] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def hold(self) -> None:
        async def holds(_tx: Tx) -> None:
            self.ran.append("holder")
            assert self.gate.wait(PATIENCE_SECONDS)

        with patiently():
            self.tasks.append(asyncio.create_task(self.store.write(holds)))
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not self.ran:  # noqa: ASYNC110 - another thread says so
                await asyncio.sleep(0.005)

    async def arrive(self, *names: str) -> None:
        """In this order; names that begin with "later" may wait."""
        for name in names:
            if name.startswith("later"):
                with patiently():
                    self.tasks.append(asyncio.create_task(self.store.write(self._named(name))))
            else:
                self.tasks.append(asyncio.create_task(self.store.write(self._named(name))))
            await asyncio.sleep(0)

    async def end(self) -> int:
        """Everything runs; how many commits that took."""
        before = self.store.meter.commits
        self.gate.set()
        await asyncio.gather(*self.tasks)
        return self.store.meter.commits - before

    def _named(self, name: str) -> Callable[[Tx], Awaitable[None]]:
        async def step(_tx: Tx) -> None:
            self.ran.append(name)

        return step


@pytest.fixture
async def crossing(sqlite_store: SqliteStore) -> AsyncIterator[Crossing]:
    made = Crossing(sqlite_store)
    yield made
    made.gate.set()


async def test_whoever_waits_in_a_chat_goes_first_and_is_answered_before_the_others_are_done(
    crossing: Crossing,
) -> None:
    await crossing.hold()
    await crossing.arrive("later 1", "later 2", "now 1", "later 3", "now 2")
    # The held one and both who are in a hurry share a commit; nobody else keeps them waiting for it.
    assert await crossing.end() == 2
    assert crossing.ran == ["holder", "now 1", "now 2", "later 1", "later 2", "later 3"]


async def test_all_of_a_kind_share_a_commit(crossing: Crossing) -> None:
    await crossing.hold()
    await crossing.arrive(*(f"later {n}" for n in range(TOGETHER_MAX - 1)))
    assert await crossing.end() == 1


async def test_what_may_wait_does_not_wait_for_ever(crossing: Crossing) -> None:
    await crossing.hold()
    await crossing.arrive("later 1", "later 2", *(f"now {n}" for n in range(2 * FIRST_MAX + 3)))
    await crossing.end()
    assert [crossing.ran.index(f"later {n}") for n in (1, 2)] == [1 + FIRST_MAX, 2 + 2 * FIRST_MAX]


async def test_a_writer_ends_behind_everything_that_waits(crossing: Crossing) -> None:
    await crossing.hold()
    await crossing.arrive("later 1", "now 1")
    closing = asyncio.create_task(crossing.store.close())
    await asyncio.sleep(0)
    with pytest.raises(RuntimeError):
        await crossing.store.write(crossing._named("too late"))
    await crossing.end()
    await closing
    assert crossing.ran == ["holder", "now 1", "later 1"]


async def test_patience_ends_with_what_had_it() -> None:
    with patiently():
        assert is_patient()
        begun = asyncio.create_task(_said())
    assert await begun
    assert not is_patient()
    assert not await asyncio.create_task(_said())


async def _said() -> bool:
    return is_patient()
