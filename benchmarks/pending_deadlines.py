"""A market in which a great many deals wait for their clocks, and sets of a thousand wake-ups that become due in turn.

Every deal is a real one: written by the services once and then copied with plain SQL, so that a wake-up that fires finds
its trade, its offer and its people.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy import Table

from adapters.storage.opening import kind_of, open_store, sqlite_path
from adapters.storage.tables import DEADLINES, NEGOTIATIONS, OFFERS, PRODUCTS
from benchmarks.databases import RING, in_own_loop, run_sql
from benchmarks.talking_deals import MovableClock, TalkingDeals

DUE = 1_000
"""Wake-ups of one set."""
START: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_REMINDER: Final = timedelta(hours=36)
"""Half the validity of an offer: when the first of its three wake-ups is due."""
_APART: Final = timedelta(minutes=1)
_FAR: Final = timedelta(days=30)
_PER_DEAL = 3
_COPIED: Final = {PRODUCTS: "id", NEGOTIATIONS: "id", OFFERS: "negotiation_id", DEADLINES: "negotiation_id"}
"""Tables with rows of a deal in talks → the column that names the trade (or the listing)."""
_OWN: Final = {"id", "negotiation_id", "product_id", "subject_id"}
"""Columns whose ids are those of the copy, not of the deal that was copied."""


@dataclass(frozen=True, slots=True)
class Pending:
    """Where the market is, and when the sets of wake-ups become due."""

    url: str
    moments: tuple[datetime, ...]


def fill(url: str, *, pending: int, sets: int) -> Pending:
    """Fill a migrated database with so many pending wake-ups, `sets` of a thousand among them that are due one day."""
    assert pending >= sets * DUE
    trade_ids = in_own_loop(lambda: _examples(url, sets))
    copies = [_copies(url, trade_id, DUE - 1, only_first=True) for trade_id in trade_ids[:-1]]
    copies.append(_copies(url, trade_ids[-1], (pending - sets * DUE) // _PER_DEAL))
    statements = [statement for of_trade in copies for statement in of_trade]
    if kind_of(url) == "sqlite":
        _run_on_file(url, [*statements, "ANALYZE"])
    else:
        # The references are right by construction; a superuser's replica need not look each of them up. No VACUUM: it
        # would find room for one more row on every page of a table written at one go, and a thousand changed rows would
        # be spread over a thousand pages, as they never are in a table that grew.
        unchecked = "SET session_replication_role = replica"
        run_sql(url, unchecked, *statements, "RESET session_replication_role", "ANALYZE", "CHECKPOINT")
    _seal_anew(url, trade_ids[:-1])
    return Pending(url, tuple(START + number * _APART + _REMINDER for number in range(sets)))


async def _examples(url: str, sets: int) -> list[str]:
    """A deal for every set with an offer made a minute after the one before, and one of much later."""
    clock = MovableClock(START)
    store = open_store(url, RING)
    try:
        talks = TalkingDeals(store, clock)
        trade_ids = await talks.settle_in(sets + 1)
        for number, trade_id in enumerate(trade_ids):
            clock.set(START + (_FAR if number == sets else number * _APART))
            await talks.offer(trade_id, 0)
    finally:
        await store.close()
    return trade_ids


def _copies(url: str, trade_id: str, copies: int, *, only_first: bool = False) -> list[str]:
    """Statements that copy a deal; `only_first`: of its wake-ups the next one alone."""
    found = [_copy(url, table, named_by, trade_id, copies) for table, named_by in _COPIED.items()]
    if only_first:
        found[-1] += f" AND due_at = (SELECT min(due_at) FROM deadlines WHERE negotiation_id = '{trade_id}')"
    return found


def _copy(url: str, table: Table, named_by: str, trade_id: str, copies: int) -> str:
    """One statement that writes that many copies of a trade's rows; their ids end in the number of the copy."""
    columns = ", ".join(column.name for column in table.c)
    values = ", ".join(
        f"{table.name}.{column.name} || '-' || numbers.n" if column.name in _OWN else f"{table.name}.{column.name}"
        for column in table.c
    )
    numbers = f"generate_series(1, {copies}) AS numbers (n)"
    if kind_of(url) == "sqlite":
        rising = f"SELECT 1 AS n WHERE {copies} > 0 UNION ALL SELECT n + 1 FROM counting WHERE n < {copies}"
        numbers = f"(WITH RECURSIVE counting AS ({rising}) SELECT n FROM counting) AS numbers"
    named = f"'{trade_id}'"
    if table is PRODUCTS:
        named = f"(SELECT product_id FROM negotiations WHERE id = {named})"
    return (
        f"INSERT INTO {table.name} ({columns}) SELECT {values} FROM {table.name} CROSS JOIN {numbers} "
        f"WHERE {table.name}.{named_by} = {named}"
    )


def _seal_anew(url: str, trade_ids: Sequence[str]) -> None:
    """A sealed cell opens in its own row only: those of the copies that will be read are sealed for where they stand."""
    for table, named_by in _COPIED.items():
        sealed = [column.name for column in table.c if column.info.get("encrypted")]
        for trade_id in trade_ids if sealed and table is not PRODUCTS else ():
            asked = f"SELECT id, {', '.join(sealed)} FROM {table.name} WHERE {named_by} = '{trade_id}'"
            changed = f"UPDATE {table.name} SET {', '.join(f'{name} = ?' for name in sealed)} WHERE id = ?"
            ((row_id, *cells),) = _rows_of(url, asked)
            plain = [cell and RING.unseal(bytes(cell), table.name, *at) for cell, at in _cells(cells, sealed, row_id)]
            copies = [f"{row_id}-{number}" for number in range(1, DUE)]
            _change_many(url, changed, [(*_sealed(table, plain, sealed, copy), copy) for copy in copies])


def _cells(cells: Sequence[bytes | None], names: Sequence[str], row_id: str) -> Iterator[tuple[bytes | None, Any]]:
    return ((cell, (name, row_id)) for cell, name in zip(cells, names, strict=True))


def _sealed(table: Table, plain: Sequence[bytes | None], names: Sequence[str], row_id: str) -> list[bytes | None]:
    return [
        value if value is None else RING.seal(value, table.name, name, row_id)
        for value, name in zip(plain, names, strict=True)
    ]


def _rows_of(url: str, question: str) -> list[tuple[Any, ...]]:
    if kind_of(url) == "sqlite":
        with closing(sqlite3.connect(sqlite_path(url))) as connection:
            return list(connection.execute(question))

    async def run() -> list[tuple[Any, ...]]:
        connection = await asyncpg.connect(url)
        try:
            return [tuple(row) for row in await connection.fetch(question)]
        finally:
            await connection.close()

    return in_own_loop(run)


def _change_many(url: str, statement: str, values: Sequence[Sequence[Any]]) -> None:
    if kind_of(url) == "sqlite":
        with closing(sqlite3.connect(sqlite_path(url))) as connection, connection:
            connection.executemany(statement, values)
        return
    for number in range(1, statement.count("?") + 1):
        statement = statement.replace("?", f"${number}", 1)

    async def run() -> None:
        connection = await asyncpg.connect(url)
        try:
            await connection.executemany(statement, values)
        finally:
            await connection.close()

    in_own_loop(run)


def _run_on_file(url: str, statements: list[str]) -> None:
    connection = sqlite3.connect(sqlite_path(url), isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for statement in statements:
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
