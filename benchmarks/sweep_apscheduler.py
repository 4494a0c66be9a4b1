"""R6: a sweep of what is due beside APScheduler's own SQLAlchemy job store firing as many one-shot jobs.

On both sides 1,000 are due and nothing is done when one fires, so that only the queue is measured. APScheduler's store
holds nothing but those 1,000 jobs; our table holds up to ten thousand that wait. APScheduler gets its default SQLite
driver; on PostgreSQL its store is called the way SQLAlchemy bridges asyncpg, so that both speak through one driver.
"""

from __future__ import annotations

import pickle
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.executors.debug import DebugExecutor
from apscheduler.job import Job
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.base import BaseScheduler
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.storage.opening import kind_of, open_store
from benchmarks.databases import RING, in_own_loop, postgres_database, postgres_server, sqlite_database
from benchmarks.pending_deadlines import DUE, fill
from benchmarks.row import Row
from benchmarks.sweep import SMALL, drain_queue

GOAL = 20
ROUNDS, ROUNDS_QUICK = 5, 3
_WARMING = 1


def measure_sqlite(*, quick: bool = False) -> Row:
    """How many times faster our queue is, on SQLite: the best round of each."""
    with tempfile.TemporaryDirectory() as folder:
        return _row("SQLite", sqlite_database(Path(folder) / "parley.db"), ROUNDS_QUICK if quick else ROUNDS)


def measure_postgres(*, quick: bool = False) -> Row:
    """The same on PostgreSQL."""
    with postgres_server() as server:
        return _row("PostgreSQL", postgres_database(server, "jobs"), ROUNDS_QUICK if quick else ROUNDS)


def figures(url: str, *, rounds: int, jobs: int = DUE) -> tuple[list[float], list[float]]:
    """Fill this migrated database; seconds per thousand in every round, ours and APScheduler's, run in turn. APScheduler
    may be given fewer `jobs`: it takes its time for each of them."""
    pending = fill(url, pending=SMALL, sets=rounds + _WARMING)
    return in_own_loop(lambda: _timed(url, pending.moments, jobs))


def _row(database: str, url: str, rounds: int) -> Row:
    ours, theirs = figures(url, rounds=rounds)
    return Row(
        "R6",
        f"Times faster at firing {DUE:,} due wake-ups, {database}",
        f"{DUE / min(ours):,.0f}/s",
        f"{DUE / min(theirs):,.0f}/s (APScheduler's SQLAlchemy store)",
        min(theirs) / min(ours),
        GOAL,
        at_least=True,
    )


async def _timed(url: str, moments: Sequence[datetime], jobs: int) -> tuple[list[float], list[float]]:
    ours, theirs = [], []
    store = open_store(url, RING)
    try:
        for now in moments:
            started = time.perf_counter()
            done = await drain_queue(store, now)
            ours.append(time.perf_counter() - started)
            assert done == DUE, f"{done} wake-ups were due"
            theirs.append(await _fired(url, jobs) * DUE / jobs)
    finally:
        await store.close()
    return ours[_WARMING:], theirs[_WARMING:]


async def _fired(url: str, jobs: int) -> float:
    """Seconds that APScheduler takes for so many jobs that are in its store and due."""
    if kind_of(url) == "sqlite":
        engine = create_engine(url)
        event.listen(engine, "connect", _durable)
        try:
            return _timed_scheduler(engine, jobs)
        finally:
            engine.dispose()
    bridged = create_async_engine(make_url(url).set(drivername="postgresql+asyncpg"))
    try:
        async with bridged.connect() as connection:
            # Inside run_sync, the synchronous half of the engine may be used as if its driver were synchronous.
            return await connection.run_sync(lambda _: _timed_scheduler(bridged.sync_engine, jobs))
    finally:
        await bridged.dispose()


def _timed_scheduler(engine: Engine, jobs: int) -> float:
    scheduler, store = _AtOnce(timezone="UTC"), SQLAlchemyJobStore(engine=engine)
    scheduler.add_jobstore(store)
    scheduler.add_executor(DebugExecutor())
    scheduler.start(paused=True)
    due = datetime.now(UTC) - timedelta(seconds=1)
    first = scheduler.add_job(_nothing, "date", run_date=due, args=["neg_0"], misfire_grace_time=None)
    _copy(store, first, jobs - 1)
    started = time.perf_counter()
    scheduler.resume()
    took = time.perf_counter() - started
    assert not scheduler.get_jobs(), "APScheduler left jobs behind"
    return took


def _copy(store: SQLAlchemyJobStore, job: Job, copies: int) -> None:
    """The same job that many times more, all in one statement: adding them is not what is measured."""
    state = job.__getstate__()
    rows = [
        {
            "id": f"{job.id}-{number}",
            "next_run_time": job.next_run_time.timestamp(),
            "job_state": pickle.dumps({**state, "id": f"{job.id}-{number}"}, store.pickle_protocol),
        }
        for number in range(copies)
    ]
    with store.engine.begin() as connection:
        connection.execute(store.jobs_t.insert(), rows)


def _durable(connection: sqlite3.Connection, _: object) -> None:
    # The same promise as ours: what is committed survives a power cut. The journal's mode is kept in the file.
    connection.execute("PRAGMA synchronous = FULL")


def _nothing(_trade_id: str) -> None:
    """What a job of the comparison does."""


class _AtOnce(BaseScheduler):  # type: ignore[misc]
    """A scheduler that looks at its jobs when it is woken, in the caller's thread: the least it can cost."""

    def shutdown(self, wait: bool = True) -> None:
        super().shutdown(wait)

    def wakeup(self) -> None:
        self._process_jobs()
