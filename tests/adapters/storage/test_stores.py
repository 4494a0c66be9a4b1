"""What a store promises around the step: order, cancellation, failure, another try, an end."""

from __future__ import annotations

import asyncio
import contextvars
import sqlite3
import threading
from contextlib import closing
from functools import partial
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]
import pytest

from adapters.storage.failures import CommitUncertain
from adapters.storage.migrate import migrate
from adapters.storage.opening import open_store
from adapters.storage.postgres import TRIES, PostgresStore
from adapters.storage.sqlite import SqliteStore
from core.errors import AlreadyExists
from core.listings import Category
from core.ports.unit_of_work import Tx
from tests.databases import AnyStore, ring_for_tests


async def ids(store: AnyStore) -> list[str]:
    return [row.id for row in await store.read(lambda tx: tx.find(Category, limit=1000))]


async def test_steps_run_in_order_of_arrival(sqlite_store: SqliteStore) -> None:
    order: list[int] = []

    async def step(tx: Tx, number: int) -> None:
        await tx.add(Category(f"cat_{number:03}", "C"))
        order.append(number)

    await asyncio.gather(*(sqlite_store.write(partial(step, number=number)) for number in range(50)))
    assert order == list(range(50))
    assert sqlite_store.meter.writes == 50
    # Those that waited for the first one shared commits.
    assert sqlite_store.meter.commits < 25


async def test_one_failure_among_units_that_share_a_commit(sqlite_store: SqliteStore) -> None:
    async def step(tx: Tx, number: int) -> int:
        await tx.add(Category(f"cat_{number}", "C"))
        if number % 3 == 0:
            raise LookupError(number)
        if number % 3 == 1:
            await tx.add(Category("cat_taken", "C"))
        return number

    outcomes = await asyncio.gather(
        *(sqlite_store.write(partial(step, number=number)) for number in range(9)), return_exceptions=True
    )
    kinds = [type(outcome) for outcome in outcomes]
    assert kinds == [LookupError, int, int, LookupError, AlreadyExists, int, LookupError, AlreadyExists, int]
    assert await ids(sqlite_store) == ["cat_1", "cat_2", "cat_5", "cat_8", "cat_taken"]


async def test_the_writer_survives_a_cancelled_caller(sqlite_store: SqliteStore) -> None:
    started, go_on = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    async def slow(tx: Tx) -> None:
        await tx.add(Category("cat_slow", "C"))
        loop.call_soon_threadsafe(started.set)
        go_on.wait(5)

    running = asyncio.create_task(sqlite_store.write(slow))
    await started.wait()
    waiting = asyncio.create_task(sqlite_store.write(lambda tx: tx.add(Category("cat_never", "C"))))
    await asyncio.sleep(0)
    running.cancel()
    waiting.cancel()
    await asyncio.gather(running, waiting, return_exceptions=True)
    go_on.set()
    await sqlite_store.write(lambda tx: tx.add(Category("cat_next", "C")))
    # What had begun is finished, what only waited is not begun.
    assert await ids(sqlite_store) == ["cat_next", "cat_slow"]


async def test_a_cancelled_reader_leaves_its_connection_usable(store: AnyStore) -> None:
    async def dawdle(tx: Tx) -> None:
        await tx.count(Category)
        await asyncio.sleep(60)

    for _ in range(12):
        reading = asyncio.create_task(store.read(dawdle))
        await asyncio.sleep(0.005)
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
    assert await ids(store) == []


async def test_a_step_must_not_wait_for_anything_else(sqlite_store: SqliteStore) -> None:
    async def idle(tx: Tx) -> None:
        await tx.add(Category("cat_1", "C"))
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="nothing but its transaction"):
        await sqlite_store.write(idle)
    assert await ids(sqlite_store) == []


async def test_a_step_sees_its_callers_context(sqlite_store: SqliteStore) -> None:
    request: contextvars.ContextVar[str] = contextvars.ContextVar("request")
    request.set("r1")

    async def step(_: Tx) -> str:
        return request.get()

    assert await sqlite_store.write(step) == "r1"


async def test_statements_and_units_are_counted(store: AnyStore) -> None:
    seen: list[tuple[str, int]] = []
    store.meter.observe = lambda kind, statements: seen.append((kind, statements))
    await store.write(lambda tx: tx.add(Category("cat_1", "A"), Category("cat_2", "B")))
    await store.read(lambda tx: tx.get(Category, "cat_1"))
    assert seen == [("write", 1), ("read", 1)]
    meter = store.meter
    assert (meter.statements, meter.writes, meter.reads, meter.commits) == (2, 1, 1, 1)


async def test_the_file_is_kept_safely(sqlite_store: SqliteStore, sqlite_url: str) -> None:
    await sqlite_store.write(lambda tx: tx.add(Category("cat_1", "A")))
    connection = sqlite_store._writing_connection()
    with closing(connection):
        pragmas = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}


async def test_a_missing_file_is_not_made_by_accident(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/none.db", ring_for_tests())
    with pytest.raises(FileNotFoundError, match="migrate first"):
        await store.write(lambda tx: tx.add(Category("cat_1", "A")))
    with pytest.raises(FileNotFoundError, match="migrate first"):
        await store.read(lambda tx: tx.count(Category))
    await store.close()
    with pytest.raises(RuntimeError, match="closed"):
        await store.write(lambda tx: tx.add(Category("cat_1", "A")))
    assert not (tmp_path / "none.db").exists()


async def test_a_commit_that_fails_is_nobodys_success(sqlite_store: SqliteStore, sqlite_url: str) -> None:
    await sqlite_store.write(lambda tx: tx.add(Category("cat_1", "A")))

    async def fill_the_disk(tx: Tx) -> None:
        for number in range(2, 2000):
            await tx.add(Category(f"cat_{number}", "A" * 4000))

    pages_max = 400

    async def limit_pages(tx: Tx) -> None:
        connection: sqlite3.Connection = tx._executor._connection  # type: ignore[attr-defined]
        connection.execute(f"PRAGMA max_page_count = {pages_max}").close()

    await sqlite_store.write(limit_pages)
    small = sqlite_store.write(lambda tx: tx.add(Category("cat_small", "A")))
    outcomes = await asyncio.gather(sqlite_store.write(fill_the_disk), small, return_exceptions=True)
    assert isinstance(outcomes[0], sqlite3.OperationalError)
    kept = await ids(sqlite_store)
    assert ("cat_small" in kept) == (outcomes[1] is None)
    assert "cat_2" not in kept
    await sqlite_store.write(lambda tx: tx.add(Category("cat_after", "A")))


def test_only_the_two_databases_are_opened() -> None:
    with pytest.raises(ValueError, match="not mysql"):
        open_store("mysql://root:secret@db/x", ring_for_tests())
    with pytest.raises(ValueError, match="is a file"):
        open_store("sqlite://", ring_for_tests())


async def test_units_that_block_each_other_are_tried_again(postgres_url: str) -> None:
    store = PostgresStore(postgres_url, ring_for_tests())
    await store.write(lambda tx: tx.add(Category("cat_a", "0"), Category("cat_b", "0")))
    both = asyncio.Barrier(2)
    runs = 0

    async def cross(tx: Tx, first: str, second: str) -> None:
        nonlocal runs
        runs += 1
        await tx.put(Category(first, "1"))
        if runs <= 2:
            await both.wait()
        await tx.put(Category(second, "1"))

    await asyncio.gather(
        store.write(lambda tx: cross(tx, "cat_a", "cat_b")), store.write(lambda tx: cross(tx, "cat_b", "cat_a"))
    )
    assert runs == 3
    await store.close()


async def test_a_step_is_not_tried_for_ever(postgres_url: str) -> None:
    store = PostgresStore(postgres_url, ring_for_tests())
    runs = 0

    async def never(_: Tx) -> None:
        nonlocal runs
        runs += 1
        raise asyncpg.SerializationError("met again")

    with pytest.raises(asyncpg.SerializationError):
        await store.write(never)
    assert runs == TRIES
    await store.close()


async def cut_everybody_off(url: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(
            "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    finally:
        await connection.close()


async def test_a_connection_lost_at_commit_is_never_guessed_about(empty_postgres_url: str) -> None:
    migrate(empty_postgres_url)
    admin = await asyncpg.connect(empty_postgres_url)
    # Deferred, so that the server hangs up while COMMIT is under way.
    await admin.execute(
        """
        CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql AS
          $body$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $body$;
        CREATE CONSTRAINT TRIGGER hang_up_late AFTER INSERT ON categories
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hang_up();
        """
    )
    store = PostgresStore(empty_postgres_url, ring_for_tests())
    runs = 0

    async def step(tx: Tx) -> None:
        nonlocal runs
        runs += 1
        await tx.add(Category("cat_1", "A"))

    with pytest.raises(CommitUncertain, match="during COMMIT"):
        await store.write(step)
    assert runs == 1
    assert await ids(store) == []
    await store.close()
    await admin.close()


async def test_lost_connections_are_replaced(postgres_url: str) -> None:
    store = PostgresStore(postgres_url, ring_for_tests(), connections=3)
    await store.write(lambda tx: tx.add(Category("cat_1", "A")))
    runs = 0

    async def cut_off(tx: Tx) -> None:
        nonlocal runs
        runs += 1
        await tx.add(Category("cat_2", "B"))
        if runs == 1:
            await cut_everybody_off(postgres_url)
        await tx.add(Category("cat_3", "C"))

    await store.write(cut_off)
    assert runs == 2
    assert await ids(store) == ["cat_1", "cat_2", "cat_3"]
    await store.close()
