"""A market in which a great many deals wait for their clocks, and sets of a thousand wake-ups that become due in turn.

Every deal is a real one: written by the services once and then copied with plain SQL, so that a wake-up that fires finds
its trade, its offer and its people.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

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
