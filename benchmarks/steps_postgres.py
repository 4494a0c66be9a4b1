"""R3: marketplace steps per second on PostgreSQL, 32 deals at once, beside raw asyncpg doing the same statements.

A step is an offer answered by a counter-offer: read the whole deal, decide, save the trade if nobody was faster, the
offers, the wake-ups, the line of history, the news, and mark the shown cards as out of date; then commit, waiting for
the disk. The very statements with their values are taken down in a first pass over one copy of a database; then, in
turn, our steps run on a second copy and raw asyncpg repeats what was taken down on a third. Both have a connection for
every deal and prepared statements; raw asyncpg decides nothing, decodes nothing and borrows no connection from a pool.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from contextvars import ContextVar
from statistics import median
from typing import Any
from unittest.mock import patch

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy import ClauseElement

from adapters.storage.executors import NOTHING, PostgresExecutor
from adapters.storage.flavours import POSTGRES, Params
from adapters.storage.postgres import PostgresStore
from benchmarks.databases import RING, in_own_loop, postgres_database, postgres_server
from benchmarks.row import Row
from benchmarks.talking_deals import MovableClock, TalkingDeals

GOAL = 0.4
AT_ONCE = 32
TURNS = 6
"""Offers in one deal."""
ROUNDS, ROUNDS_QUICK = 10, 3
_WARMING = 2

Call = tuple[str, str, Any]
"""(method of a connection, statement, values)."""
Unit = list[Call]
_TAKEN_DOWN: ContextVar[list[Unit]] = ContextVar("taken_down")


def measure(*, quick: bool = False) -> Row:
    """Our steps per second as a share of raw asyncpg's: the median over rounds that were run in turn."""
    rounds = ROUNDS_QUICK if quick else ROUNDS
    with postgres_server() as server:
        ours, raw, calls = in_own_loop(lambda: _measured(server, rounds))
    steps = AT_ONCE * TURNS
    ratio = median(of_raw / of_ours for of_ours, of_raw in zip(ours, raw, strict=True))
    return Row(
        "R3",
        f"Marketplace steps/s on PostgreSQL, {AT_ONCE} deals at once",
        f"{steps / median(ours):.0f}/s",
        f"{steps / median(raw):.0f}/s (raw asyncpg, the same {calls:.0f} statements and BEGIN, COMMIT)",
        ratio,
        GOAL,
        at_least=True,
    )


async def _measured(server: str, rounds: int) -> tuple[list[float], list[float], float]:
    """Seconds of every round, ours and raw, and how many statements a step has."""
    trade_ids, (first, second, third) = await _copies(server, (rounds + _WARMING) * AT_ONCE)
    deals = [trade_ids[start : start + AT_ONCE] for start in range(0, len(trade_ids), AT_ONCE)]
    script = await _script(first, deals)
    ours: list[float] = []
    raw: list[float] = []
    store = PostgresStore(second, RING, connections=AT_ONCE)
    async with AsyncExitStack() as opened:
        opened.push_async_callback(store.close)
        connections = [await asyncpg.connect(third) for _ in range(AT_ONCE)]
        for connection in connections:
            opened.push_async_callback(connection.close)
        talks = TalkingDeals(store, MovableClock())
        for number, (trades, units) in enumerate(zip(deals, script, strict=True)):
            sides: list[tuple[list[float], Callable[[], Awaitable[None]]]] = [
                (ours, lambda trades=trades: _step(talks, trades)),  # type: ignore[misc]
                (raw, lambda units=units: _replay(connections, units)),  # type: ignore[misc]
            ]
            # Whoever goes first has the warmer or the colder machine; neither shall keep it.
            for seconds, side in sides if number % 2 else reversed(sides):
                started = time.perf_counter()
                await side()
                seconds.append(time.perf_counter() - started)
    calls = sum(len(unit) for units in script for steps in units for unit in steps)
    return ours[_WARMING:], raw[_WARMING:], calls / (len(trade_ids) * TURNS)


async def _copies(server: str, deals: int) -> tuple[list[str], list[str]]:
    """The trades, and three databases that hold exactly the same."""
    template = postgres_database(server, "talks")
    store = PostgresStore(template, RING)
    try:
        trade_ids = await TalkingDeals(store, MovableClock()).settle_in(deals)
    finally:
        await store.close()
    copies = [postgres_database(server, f"talks_{number}", template="talks") for number in range(3)]
    return trade_ids, copies


async def _step(talks: TalkingDeals, trade_ids: Sequence[str]) -> None:
    async def haggle(trade_id: str) -> None:
        for turn in range(TURNS):
            await talks.offer(trade_id, turn)

    await asyncio.gather(*map(haggle, trade_ids))


async def _replay(connections: Sequence[asyncpg.Connection], deals: Sequence[list[Unit]]) -> None:
    async def haggle(connection: asyncpg.Connection, units: list[Unit]) -> None:
        for unit in units:
            await connection.execute("BEGIN ISOLATION LEVEL READ COMMITTED")
            for method, text, values in unit:
                if method == "executemany":
                    await connection.executemany(text, values)
                else:
                    await getattr(connection, method)(text, *values)
            await connection.execute("COMMIT")

    await asyncio.gather(*map(haggle, connections, deals))


async def _script(url: str, rounds: Sequence[Sequence[str]]) -> list[list[list[Unit]]]:
    """What our steps say to the database: round → deal → step → calls."""
    store = PostgresStore(url, RING, connections=AT_ONCE)
    talks = TalkingDeals(store, MovableClock())

    async def haggle(trade_id: str) -> list[Unit]:
        units: list[Unit] = []
        _TAKEN_DOWN.set(units)
        for turn in range(TURNS):
            await talks.offer(trade_id, turn)
        return units

    try:
        with patch("adapters.storage.postgres.PostgresExecutor", _Listening):
            return [await asyncio.gather(*map(haggle, trade_ids)) for trade_ids in rounds]
    finally:
        await store.close()


class _Listening(PostgresExecutor):
    """Takes down what one unit of work says to the driver."""

    def __init__(self, connection: asyncpg.Connection, *, writable: bool, again: bool = False) -> None:
        super().__init__(connection, writable=writable, again=again)
        self._unit: Unit = []
        _TAKEN_DOWN.get().append(self._unit)

    async def all(self, statement: ClauseElement, params: Params = NOTHING) -> Sequence[Sequence[Any]]:
        query = POSTGRES.compiled(statement)
        self._unit.append(("fetch", query.text, query.values(params)))
        return await super().all(statement, params)

    async def run(self, statement: ClauseElement, params: Params = NOTHING) -> int:
        query = POSTGRES.compiled(statement)
        self._unit.append(("execute", query.text, query.values(params)))
        return await super().run(statement, params)

    async def run_many(self, statement: ClauseElement, rows: Sequence[Params]) -> None:
        query = POSTGRES.compiled(statement)
        self._unit.append(("executemany", query.text, [query.values(params) for params in rows]))
        await super().run_many(statement, rows)
