"""What a unit of work runs its statements on: one small seam, three drivers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import aiosqlite
import asyncpg  # type: ignore[import-untyped]
from sqlalchemy import ClauseElement

from adapters.storage.append_only import TAKEN
from adapters.storage.flavours import POSTGRES, SQLITE, Flavour, Params
from core.errors import AlreadyExists

NOTHING: Params = {}
_AFRESH = "SET LOCAL plan_cache_mode = force_custom_plan"
_TAKEN_NAMES = {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_ROWID"}


@dataclass(slots=True)
class Meter:
    """Counts what the store did. `observe`, if set, is told the kind ("write", "read") and statements of every unit.

    BEGIN, SAVEPOINT and COMMIT are not counted as statements; `commits` counts transactions that wrote, which on
    SQLite may carry several units.
    """

    statements: int = 0
    writes: int = 0
    reads: int = 0
    commits: int = 0
    last: int = 0
    observe: Callable[[str, int], None] | None = field(default=None, repr=False)

    def unit(self, kind: str, statements: int) -> None:
        """One unit of work is over."""
        self.statements += statements
        self.last = statements
        if kind == "write":
            self.writes += 1
        else:
            self.reads += 1
        if self.observe is not None:
            self.observe(kind, statements)


class Executor(Protocol):
    """Runs statements in one open transaction. Values are given as the driver takes them, by name.

    After an error the transaction is over; `failure` keeps that error, so that a step which swallows it cannot
    pretend that it was saved.
    """

    flavour: Flavour
    writable: bool
    count: int
    failure: BaseException | None
    overtaken: bool
    """A deal read in this very unit was changed by somebody else meanwhile: the unit may be run again."""
    again: bool
    """This is another try: a deal's trade is locked before it is read, so that nobody can overtake once more."""

    async def all(self, statement: ClauseElement, params: Params = NOTHING) -> Sequence[Sequence[Any]]:
        """Every row of the result."""
        ...

    async def run(self, statement: ClauseElement, params: Params = NOTHING) -> int:
        """How many rows were changed."""
        ...

    async def run_many(self, statement: ClauseElement, rows: Sequence[Params]) -> None:
        """The same change for each of these sets of values."""
        ...

    async def plan_afresh(self) -> None:
        """What follows in this unit is planned for its very values, where the database would keep one plan for all."""
        ...


class _Unit:
    """What the executors share: the state of one unit of work."""

    def __init__(self, *, writable: bool, again: bool = False) -> None:
        self.writable = writable
        self.again = again
        self.count = 0
        self.failure: BaseException | None = None
        self.overtaken = False

    async def plan_afresh(self) -> None:
        """SQLite's plan of a statement is good for all values."""

    def failed(self, error: BaseException) -> BaseException:
        """Remember and translate what a driver raised."""
        self.failure = AlreadyExists() if _is_taken(error) else error
        return self.failure


class WriterExecutor(_Unit):
    """The synchronous driver, inside the writer's thread: no await ever suspends."""

    flavour = SQLITE

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(writable=True)
        self._connection = connection

    async def all(self, statement: ClauseElement, params: Params = NOTHING) -> Sequence[Sequence[Any]]:
        query = SQLITE.compiled(statement)
        self.count += 1
        try:
            return self._connection.execute(query.text, query.values(params)).fetchall()
        except sqlite3.Error as error:
            raise self.failed(error) from error

    async def run(self, statement: ClauseElement, params: Params = NOTHING) -> int:
        query = SQLITE.compiled(statement)
        self.count += 1
        try:
            return self._connection.execute(query.text, query.values(params)).rowcount
        except sqlite3.Error as error:
            raise self.failed(error) from error

    async def run_many(self, statement: ClauseElement, rows: Sequence[Params]) -> None:
        query = SQLITE.compiled(statement)
        self.count += 1
        try:
            self._connection.executemany(query.text, [query.values(params) for params in rows])
        except sqlite3.Error as error:
            raise self.failed(error) from error


class ReaderExecutor(_Unit):
    """aiosqlite, on one of the readers' connections; the database refuses writes."""

    flavour = SQLITE

    def __init__(self, connection: aiosqlite.Connection) -> None:
        super().__init__(writable=False)
        self._connection = connection

    async def all(self, statement: ClauseElement, params: Params = NOTHING) -> Sequence[Sequence[Any]]:
        query = SQLITE.compiled(statement)
        self.count += 1
        try:
            return list(await self._connection.execute_fetchall(query.text, query.values(params)))
        except sqlite3.Error as error:
            raise self.failed(error) from error

    async def run(self, statement: ClauseElement, params: Params = NOTHING) -> int:
        await self.all(statement, params)
        return 0

    async def run_many(self, statement: ClauseElement, rows: Sequence[Params]) -> None:
        for params in rows:
            await self.all(statement, params)


class PostgresExecutor(_Unit):
    """asyncpg, whose prepared statements are kept per connection. The transaction begins with the first statement."""

    flavour = POSTGRES

    def __init__(
        self, connection: asyncpg.Connection, *, writable: bool, again: bool = False, planned_afresh: bool = False
    ) -> None:
        super().__init__(writable=writable, again=again)
        self._connection = connection
        self.begin = ""
        """What begins the transaction; empty once that was said."""
        self._afresh = planned_afresh

    async def plan_afresh(self) -> None:
        if self._afresh:
            return
        self._afresh = True
        if self.begin:  # Then it costs no round trip of its own.
            self.begin += f"; {_AFRESH}"
            return
        self.count += 1
        await self._said(_AFRESH)

    async def all(self, statement: ClauseElement, params: Params = NOTHING) -> Sequence[Sequence[Any]]:
        query = POSTGRES.compiled(statement)
        await self._begun()
        self.count += 1
        try:
            rows: Sequence[Sequence[Any]] = await self._connection.fetch(query.text, *query.values(params))
        except Exception as error:
            raise self.failed(error) from error
        return rows

    async def run(self, statement: ClauseElement, params: Params = NOTHING) -> int:
        query = POSTGRES.compiled(statement)
        await self._begun()
        self.count += 1
        try:
            tag: str = await self._connection.execute(query.text, *query.values(params))
        except Exception as error:
            raise self.failed(error) from error
        return int(tag.rpartition(" ")[2])

    async def run_many(self, statement: ClauseElement, rows: Sequence[Params]) -> None:
        query = POSTGRES.compiled(statement)
        await self._begun()
        self.count += 1
        try:
            await self._connection.executemany(query.text, [query.values(params) for params in rows])
        except Exception as error:
            raise self.failed(error) from error

    async def _begun(self) -> None:
        if self.begin:
            begin, self.begin = self.begin, ""
            await self._said(begin)

    async def _said(self, command: str) -> None:
        try:
            await self._connection.execute(command)
        except Exception as error:
            raise self.failed(error) from error


def _is_taken(error: BaseException) -> bool:
    """Whether a unique key was already there."""
    if isinstance(error, sqlite3.IntegrityError):
        return error.sqlite_errorname in _TAKEN_NAMES or str(error).endswith(TAKEN)
    return isinstance(error, asyncpg.UniqueViolationError)
