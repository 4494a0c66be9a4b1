"""A store in memory that keeps every promise of the port: whole or nothing, compare and set, unique keys, one snapshot.

It never waits, so that a step runs to its end at once; while a race is on, every call gives way, and whoever comes second
is run again on what is there then, as the databases do.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import contextmanager
from typing import Any, TypeVar

from core.errors import Stale
from core.ports.unit_of_work import Tx
from core.simulation.memory_counting import Counting
from core.simulation.memory_queues import Queues
from core.simulation.memory_rows import Overtaken
from core.simulation.memory_shows import Shows
from core.simulation.memory_tables import Tables

Result = TypeVar("Result")

TRIES = 5


class MemoryTx(Shows, Queues, Counting):
    """`core.ports.unit_of_work.Tx` over tables in memory; lives as long as one unit of work."""


class MemoryStore:
    """`core.ports.unit_of_work.Store`. `watch` is shown every commit, before it counts; what it raises undoes it.

    `falters`, if given, is asked at every first try to commit: True makes the database refuse, so that the step runs
    again.
    """

    def __init__(
        self, *, watch: Callable[[MemoryTx], None] | None = None, falters: Callable[[], bool] | None = None
    ) -> None:
        self.tables = Tables()
        self.racing = False
        self.seats: dict[tuple[str, str], Any] = {}
        self.commits = 0
        """Units of work that changed something."""
        self._watch = watch
        self._falters = falters
        self._readers = 0

    async def write(self, step: Callable[[Tx], Awaitable[Result]]) -> Result:
        for attempt in range(1, TRIES + 1):
            tx = MemoryTx(self, writable=True)
            try:
                result = await step(tx)
                if tx.failure is not None:
                    raise tx.failure
                if attempt == 1 and self._falters is not None and self._falters():
                    raise Overtaken()
                self._commit(tx)
            except Overtaken:
                if attempt == TRIES:
                    raise
            except Exception as fault:
                # A database would have let the second one wait for the first: what it went by is out of date.
                again = tx.is_spoilt() or (isinstance(fault, Stale) and tx.overtaken)
                if not again or attempt == TRIES:
                    raise
            else:
                return result
        raise AssertionError("the last try returns or raises")

    async def read(self, step: Callable[[Tx], Awaitable[Result]]) -> Result:
        with self._reading():
            return await step(MemoryTx(self, writable=False))

    async def look(self, step: Callable[[Tx], Awaitable[Result]]) -> Result:
        tx = MemoryTx(self, writable=False, snapshot=False)
        result = await step(tx)
        if tx.failure is not None:
            raise tx.failure
        return result

    async def close(self) -> None:
        """Nothing is held open."""

    def _commit(self, tx: MemoryTx) -> None:
        if tx.is_spoilt():
            raise Overtaken()
        if not tx.written:
            return
        if self._watch is not None:
            self._watch(tx)
        if self._readers:
            # Whoever reads now keeps the tables as they were.
            self.tables = self.tables.copied()
        tx.commit(self.tables)
        self.commits += 1

    @contextmanager
    def _reading(self) -> Any:
        self._readers += 1
        try:
            yield
        finally:
            self._readers -= 1
