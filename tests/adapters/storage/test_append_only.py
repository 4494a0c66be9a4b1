"""The ledger and a trade's history cannot be edited with direct SQL, on either database."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import asyncpg  # type: ignore[import-untyped]
import pytest
from sqlalchemy.engine import make_url

from adapters.storage.opening import kind_of
from core.trades import TradeTransition
from tests.adapters.storage.samples import NOON, begin_deal, posting, settle_in
from tests.databases import AnyStore

EDITS = [
    "UPDATE {table} SET created_at = created_at",
    "DELETE FROM {table}",
    "DELETE FROM {table} WHERE sequence = 1",
]
ONLY_SQLITE = ["INSERT OR REPLACE INTO {table} SELECT * FROM {table}", "UPDATE OR REPLACE {table} SET sequence = 9"]
ONLY_POSTGRES = ["TRUNCATE {table} CASCADE"]


async def run_directly(url: str, statement: str) -> None:
    if kind_of(url) == "sqlite":
        with closing(sqlite3.connect(make_url(url).database or "", isolation_level=None)) as connection:
            connection.execute(statement)
        return
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def test_direct_edits_are_refused(store: AnyStore, database_url: str) -> None:
    await settle_in(store)
    await begin_deal(store)
    line = TradeTransition("ttr_1", "neg_1", 1, "begin", "", "negotiating", "buyer", "usr_buyer", {"a": 1}, NOON)
    await store.write(lambda tx: tx.add(posting(1), line))
    for table in ("ledger_entries", "trade_transitions"):
        for edit in EDITS + (ONLY_SQLITE if kind_of(database_url) == "sqlite" else ONLY_POSTGRES):
            with pytest.raises((sqlite3.IntegrityError, asyncpg.PostgresError), match=r"append-only|this key"):
                await run_directly(database_url, edit.format(table=table))
    assert await store.read(lambda tx: tx.find(TradeTransition)) == [line]
    with pytest.raises(Exception, match="append-only"):
        await store.write(lambda tx: tx.put(posting(1)))


@pytest.mark.parametrize(
    ("column", "value"), [("amount", "0"), ("amount", "-5"), ("to_account", "'psp'"), ("kind", "''")]
)
async def test_impossible_postings_are_refused(store: AnyStore, database_url: str, column: str, value: str) -> None:
    await settle_in(store)
    await begin_deal(store)
    columns = {
        "id": "'led_9'",
        "negotiation_id": "'neg_1'",
        "transaction_id": "'txn_9'",
        "sequence": "1",
        "kind": "'capture'",
        "from_account": "'psp'",
        "to_account": "'esc:neg_1'",
        "amount": "1",
        "currency": "'EUR'",
        "created_at": "'2026-03-02T12:00:00.000000+00:00'",
        "provider_ref": "''",
    } | {column: value}
    insert = f"INSERT INTO ledger_entries ({', '.join(columns)}) VALUES ({', '.join(columns.values())})"
    with pytest.raises((sqlite3.IntegrityError, asyncpg.CheckViolationError), match=r"(?i)check"):
        await run_directly(database_url, insert)
