"""SQLite: one writer, a pool of readers, a file that one process serves."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

import aiosqlite
from sqlalchemy import NullPool, create_engine, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from adapters.storage.ciphers import DataKeys
from adapters.storage.executors import Meter, ReaderExecutor
from adapters.storage.transaction import SqlTx
from adapters.storage.writer import Writer
from core.ports.unit_of_work import Tx

Result = TypeVar("Result")

BUSY_TIMEOUT_SECONDS = 30
_DRIVER = {"isolation_level": None, "timeout": BUSY_TIMEOUT_SECONDS, "cached_statements": 512}
"""No isolation level: the driver's own guesses about when to begin lose updates. BEGIN is always written out here."""


class SqliteStore:
    """`core.ports.unit_of_work.Store` on a file. Steps of `write` run in the writer's thread, one after the other."""

    def __init__(self, path: Path | str, ring: DataKeys, *, readers: int = 4) -> None:
        """The file must have been migrated. `readers`: connections for reading at the same time."""
        self.meter = Meter()
        self.announce: Callable[[], None] = lambda: None
        """Called after every commit that leaves something to send or to pay."""
        self._path = Path(path)
        self._ring = ring
        self._writer = Writer(self._writing_connection, ring, self.meter)
        self._readers = _reading_engine(self._path, readers)

    async def write(self, step: Callable[[Tx], Awaitable[Result]]) -> Result:
        outgoing = False

        async def watched(tx: SqlTx) -> Result:
            nonlocal outgoing
            result = await step(tx)
            outgoing = tx.outgoing
            return result

        result = await self._writer.run(watched)
        if outgoing:
            self.announce()
        return result

    async def read(self, step: Callable[[Tx], Awaitable[Result]]) -> Result:
        return await self._unwritten(step, snapshot=True)

    async def look(self, step: Callable[[Tx], Awaitable[Result]]) -> Result:
        return await self._unwritten(step, snapshot=False)

    async def _unwritten(self, step: Callable[[Tx], Awaitable[Result]], *, snapshot: bool) -> Result:
        async with self._reader(snapshot=snapshot) as connection:
            executor = ReaderExecutor(connection)
            try:
                result = await step(SqlTx(executor, self._ring))
            finally:
                self.meter.unit("read", executor.count)
            if executor.failure is not None:
                raise executor.failure
            return result

    async def close(self) -> None:
        await self._writer.close()
        await self._readers.dispose()

    @asynccontextmanager
    async def _reader(self, *, snapshot: bool) -> AsyncIterator[aiosqlite.Connection]:
        self._require_file()
        async with self._readers.connect() as pooled:
            connection = cast(aiosqlite.Connection, (await pooled.get_raw_connection()).driver_connection)
            if connection.in_transaction:  # Somebody was cancelled twice, before they could end theirs.
                await connection.rollback()
            if not snapshot:
                yield connection
                return
            await connection.execute_fetchall("BEGIN")
            try:
                yield connection
            finally:
                await connection.rollback()

    def _writing_connection(self) -> sqlite3.Connection:
        self._require_file()
        engine = create_engine(f"sqlite:///{self._path}", poolclass=NullPool, connect_args=_DRIVER)
        pooled = engine.raw_connection()
        connection = cast(sqlite3.Connection, pooled.driver_connection)
        pooled.detach()
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "cache_size = -65536",
        ):
            connection.execute(f"PRAGMA {pragma}").close()
        return connection

    def _require_file(self) -> None:
        # The driver would make an empty file, and the first query would then miss a table.
        if not self._path.exists():
            raise FileNotFoundError(f"{self._path}: no database here yet; migrate first")


def _reading_engine(path: Path, readers: int) -> AsyncEngine:
    engine = create_async_engine(
        f"sqlite+aiosqlite:///{path}",
        poolclass=AsyncAdaptedQueuePool,
        pool_size=readers,
        max_overflow=0,
        pool_reset_on_return=None,
        connect_args=_DRIVER,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def only_read(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        for pragma in ("foreign_keys = ON", "query_only = ON", "cache_size = -16384"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine
