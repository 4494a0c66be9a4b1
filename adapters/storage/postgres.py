"""PostgreSQL: the same transaction over asyncpg, with row locks, and another try when two units met."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from adapters.storage.ciphers import DataKeys
from adapters.storage.executors import Meter, PostgresExecutor
from adapters.storage.failures import CommitUncertain
from adapters.storage.transaction import SqlTx
from core.errors import Stale
from core.ports.unit_of_work import Tx

Result = TypeVar("Result")

TRIES = 5
_MET = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError)
_LOST = (asyncpg.PostgresConnectionError, asyncpg.InterfaceError, asyncpg.AdminShutdownError, OSError)
_WRITING = "BEGIN ISOLATION LEVEL READ COMMITTED"
_READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_LOOKING = {"default_transaction_read_only": "on", "plan_cache_mode": "force_custom_plan"}
"""Connections without transactions have for good what a transaction says when it begins."""


class _Again(Exception):
    """Nothing was committed; the whole step may run once more. `cause` is raised when there are no tries left."""

    def __init__(self, cause: BaseException) -> None:
        super().__init__()
        self.cause = cause


class PostgresStore:
    """`core.ports.unit_of_work.Store` on PostgreSQL. A step may run up to five times."""

    def __init__(self, url: str, ring: DataKeys, *, connections: int = 10, looking: int = 4) -> None:
        """`url` is `postgresql://…`; `connections` may be open at the same time, and `looking` more for single questions."""
        self.meter = Meter()
        self.announce: Callable[[], None] = lambda: None
        """Called after every commit that leaves something to send or to pay."""
        self._ring = ring
        self._engine = _pool(url, connections)
        self._looking = _pool(url, looking, **_LOOKING)

    async def write(self, step: Callable[[Tx], Awaitable[Result]]) -> Result:
        return await self._tried(step, _WRITING)

    async def read(self, step: Callable[[Tx], Awaitable[Result]]) -> Result:
        return await self._tried(step, _READING)

    async def look(self, step: Callable[[Tx], Awaitable[Result]]) -> Result:
        for attempt in range(1, TRIES + 1):
            try:
                return await self._looked(step)
            except _LOST:
                if attempt == TRIES:
                    raise
        raise AssertionError("the last try returns or raises")

    async def _looked(self, step: Callable[[Tx], Awaitable[Result]]) -> Result:
        async with _connection(self._looking) as connection:
            executor = PostgresExecutor(connection, writable=False, planned_afresh=True)
            try:
                result = await step(SqlTx(executor, self._ring))
            finally:
                self.meter.unit("read", executor.count)
            if executor.failure is not None:
                raise executor.failure
            return result

    async def close(self) -> None:
        await self._engine.dispose()
        await self._looking.dispose()

    async def _tried(self, step: Callable[[Tx], Awaitable[Result]], begin: str) -> Result:
        for attempt in range(1, TRIES + 1):
            try:
                return await self._once(step, begin, again=attempt > 1)
            except _Again as again:
                if attempt == TRIES:
                    raise again.cause from None
            # Chance keeps two units that met from meeting again at once.
            await asyncio.sleep(0.002 * attempt * (1 + secrets.randbelow(100) / 50))
        raise AssertionError("the last try returns or raises")

    async def _once(self, step: Callable[[Tx], Awaitable[Result]], begin: str, *, again: bool) -> Result:
        writes = begin is _WRITING
        async with _connection(self._engine) as connection:
            executor = PostgresExecutor(connection, writable=writes, again=again)
            executor.begin = begin
            committing = False
            try:
                tx = SqlTx(executor, self._ring)
                result = await step(tx)
                if executor.failure is not None:
                    raise executor.failure
                if not executor.begin:
                    committing = writes and not connection.is_closed()
                    await connection.execute("COMMIT")
            except BaseException as error:
                if not executor.begin:
                    await _roll_back(connection)
                if committing and isinstance(error, _LOST):
                    raise CommitUncertain("the connection was lost during COMMIT") from error
                if isinstance(error, (*_MET, *_LOST)) or (isinstance(error, Stale) and executor.overtaken):
                    raise _Again(error) from error
                raise
            finally:
                self.meter.unit("write" if writes else "read", executor.count)
            self.meter.commits += writes
            if tx.outgoing:
                self.announce()
            return result


def _pool(url: str, size: int, **settings: str) -> AsyncEngine:
    """Connections are opened when they are first needed."""
    return create_async_engine(
        make_url(url).set(drivername="postgresql+asyncpg"),
        pool_size=size,
        max_overflow=0,
        connect_args={"server_settings": {"timezone": "UTC", "application_name": "parley", **settings}},
    )


@asynccontextmanager
async def _connection(pool: AsyncEngine) -> AsyncIterator[asyncpg.Connection]:
    async with pool.connect() as pooled:
        connection: Any = (await pooled.get_raw_connection()).driver_connection
        if connection.is_closed():  # The server hung up while it lay in the pool.
            await pooled.invalidate()
            connection = (await pooled.get_raw_connection()).driver_connection
        try:
            yield connection
        finally:
            if connection.is_closed() or connection.is_in_transaction():
                await pooled.invalidate()


async def _roll_back(connection: asyncpg.Connection) -> None:
    """End the transaction; a connection on which even that fails is not used again."""
    try:
        await connection.execute("ROLLBACK")
    except (*_LOST, asyncpg.PostgresError):
        connection.terminate()
