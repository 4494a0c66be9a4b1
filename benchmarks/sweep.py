"""R5: does a sweep of what is due stay as fast when a hundred times as much is pending? On both databases.

Two things are timed with 1,000 wake-ups due: the queue alone (read what is due and mark it done, in the job's batches),
where the size of the table would show; and the whole sweep as the job does it, each reminder in a transaction of its
own: deal read again, news written, wake-up marked done. Big and small take turns, and the best round of each counts:
whatever else the machine does only ever adds.
"""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path

from adapters.storage.opening import open_store
from benchmarks.databases import RING, in_own_loop, postgres_database, postgres_server, sqlite_database
from benchmarks.pending_deadlines import DUE, Pending, fill
from benchmarks.row import Row
from benchmarks.talking_deals import MovableClock, TalkingDeals
from core.events import OutboxRow
from core.ports.unit_of_work import Store, Tx
from core.services.deadlines import Deadlines
from jobs.deadline_sweep import BATCH, deadline_sweep

GOAL = 1.5
SMALL, BIG, BIG_QUICK = 10_000, 1_000_000, 100_000
ROUNDS, ROUNDS_QUICK = 4, 3
_WARMING = 1
QUEUE, WHOLE = "queue alone", "with the reminders"
Figures = dict[tuple[str, int], list[float]]
"""(what, pending) → seconds of every round."""


def measure_sqlite(*, quick: bool = False) -> Row:
    """Time at the big size as a multiple of the time at the small one, on SQLite; of the two things the worse."""
    big, rounds = _extent(quick)
    with tempfile.TemporaryDirectory() as folder:
        urls = [sqlite_database(Path(folder) / f"{size}.db") for size in (SMALL, big)]
        return _row("SQLite", figures(urls, (SMALL, big), rounds=rounds), big)


def measure_postgres(*, quick: bool = False) -> Row:
    """The same on PostgreSQL."""
    big, rounds = _extent(quick)
    with postgres_server() as server:
        urls = [postgres_database(server, f"pending_{size}") for size in (SMALL, big)]
        return _row("PostgreSQL", figures(urls, (SMALL, big), rounds=rounds), big)


def figures(
    urls: Sequence[str], sizes: Sequence[int], *, rounds: int, whats: Sequence[str] = (QUEUE, WHOLE)
) -> Figures:
    """Fill these migrated databases with that many pending wake-ups each, and time sweeps of a thousand on them."""
    sets = (rounds + _WARMING) * len(whats)
    markets = [(fill(url, pending=size, sets=sets), size) for url, size in zip(urls, sizes, strict=True)]
    return in_own_loop(lambda: _timed(markets, whats, rounds))


async def drain_queue(store: Store, now: datetime) -> int:
    """Read what is due and mark it done until nothing is; how much that was."""

    async def step(tx: Tx) -> int:
        rows = await tx.due_deadlines(now, limit=BATCH)
        await tx.finish_deadlines([row.id for row in rows], now)
        return len(rows)

    done = 0
    while found := await store.write(step):
        done += found
    return done


async def _timed(markets: Sequence[tuple[Pending, int]], whats: Sequence[str], rounds: int) -> Figures:
    seconds: Figures = defaultdict(list)
    async with AsyncExitStack() as opened:
        sweeps = []
        for pending, size in markets:
            store = open_store(pending.url, RING)
            opened.push_async_callback(store.close)
            sweeps.append((size, _sweeper(store, pending)))
        for number in range(rounds + _WARMING):
            for what in whats:
                for size, sweep in sweeps if number % 2 else reversed(sweeps):
                    seconds[what, size].append(await sweep(what))
    return {key: found[_WARMING:] for key, found in seconds.items()}


def _sweeper(store: Store, pending: Pending) -> Callable[[str], Awaitable[float]]:
    """Moves on to the next set of a thousand and sweeps it; the seconds that took."""
    clock = MovableClock()
    job = deadline_sweep(Deadlines(store, TalkingDeals(store, clock).trading, clock))
    moments = iter(pending.moments)

    async def sweep(what: str) -> float:
        now = next(moments)
        clock.set(now)
        due = await store.read(lambda tx: tx.due_deadlines(now, limit=DUE + 1))
        assert len(due) == DUE, f"{len(due)} wake-ups are due"
        started = time.perf_counter()
        if what == QUEUE:
            await drain_queue(store, now)
        else:
            await job.run()
        took = time.perf_counter() - started
        assert not await store.read(lambda tx: tx.due_deadlines(now, limit=1)), "something is still due"
        told = await store.read(lambda tx: tx.count(OutboxRow, created_at=now))
        assert what == QUEUE or told >= DUE, f"{told} reminders were written"
        return took

    return sweep


def _extent(quick: bool) -> tuple[int, int]:
    """(pending, rounds)."""
    return (BIG_QUICK, ROUNDS_QUICK) if quick else (BIG, ROUNDS)


def _row(database: str, seconds: Figures, big: int) -> Row:
    ratios = {what: min(seconds[what, big]) / min(seconds[what, SMALL]) for what in (QUEUE, WHOLE)}
    worse = max(ratios, key=lambda what: ratios[what])
    return Row(
        "R5",
        f"Sweep of {DUE:,} due with {big:,} pending, {database} ({worse})",
        f"{_per_second(seconds[worse, big])}/s",
        f"{_per_second(seconds[worse, SMALL])}/s ({SMALL:,} pending)",
        ratios[worse],
        GOAL,
        detail=(
            ("what", f"{big:,} pending", f"{SMALL:,} pending", "ratio"),
            *(
                (what, f"{_per_second(seconds[what, big])}/s", f"{_per_second(seconds[what, SMALL])}/s", f"{ratio:.2f}")
                for what, ratio in ratios.items()
            ),
        ),
    )


def _per_second(seconds: Sequence[float]) -> str:
    return f"{DUE / min(seconds):,.0f}"
