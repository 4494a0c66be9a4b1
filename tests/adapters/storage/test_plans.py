"""What is asked for all the time is answered from an index, however much has piled up, on both databases.

PARLEY_PENDING_DEADLINES says how many wake-ups wait in the comparison with 10,000.
"""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing, suppress
from typing import Any

import asyncpg  # type: ignore[import-untyped]
import pytest
from sqlalchemy.engine import make_url

from adapters.storage.executors import PostgresExecutor, ReaderExecutor, WriterExecutor
from adapters.storage.failures import UnreadableValue
from adapters.storage.flavours import Compiled
from core.ledger import LedgerEntry
from core.listings import Product
from core.ports.unit_of_work import Tx
from core.trades import Negotiation
from tests.adapters.storage.samples import NOON, later, listing, settle_in, trade
from tests.databases import AnyStore

PENDING = int(os.environ.get("PARLEY_PENDING_DEADLINES", "100000"))
DUE = 1000
ROWS = 5000

FILLED = f"""
INSERT INTO negotiations SELECT 'neg_' || n, product_id, buyer_id, seller_id, buyer_company_id, seller_company_id,
    currency, entered_at, created_at, updated_at, status, final_price, 'agreed', version, process_version, pending_act,
    frozen, frozen_by, frozen_at, unfreeze_asked_by, close_reason, talked_at
  FROM negotiations, generate_series(2, {ROWS}) n WHERE id = 'neg_1';
INSERT INTO products (id, seller_id, company_id, name, description, base_price, currency, category_id, unit, created_at,
    updated_at, sku, min_order, stock, reserved, status, lead_time_days, ships_from, search_text)
  SELECT 'prd_' || n, seller_id, company_id, name, description, base_price, currency, category_id, unit, created_at,
    updated_at, 'S-' || n, min_order, stock, reserved, status, lead_time_days, ships_from, search_text
  FROM products, generate_series(2, {4 * ROWS}) n WHERE id = 'prd_1';
INSERT INTO ledger_entries SELECT 'led_' || n, 'neg_' || n, 'txn_' || n, 1, 'capture', 'psp', 'esc:neg_' || n, 100,
    'EUR', timestamptz '2026-03-01', '' FROM generate_series(1, {ROWS}) n;
INSERT INTO outbox SELECT 'out_' || n, 'key_' || n, 'deal', 'neg_1', 'idn', 'offer', '{{}}', timestamptz '2026-03-01',
    timestamptz '2026-03-01' + n * interval '1 second', CASE WHEN n > {ROWS} - 200 THEN 'waiting' ELSE 'sent' END, 0,
    NULL FROM generate_series(1, {ROWS}) n;
INSERT INTO provider_intents SELECT 'int_' || n, 'neg_' || n, 'refund', 'ref', '{{}}', timestamptz '2026-03-01',
    timestamptz '2026-03-01' + n * interval '1 second', CASE WHEN n > {ROWS} - 200 THEN 'pending' ELSE 'done' END, 0,
    NULL, NULL, '{{}}' FROM generate_series(1, {ROWS}) n;
INSERT INTO inbox SELECT 'inb_' || n, 'telegram', 'bot', 'e' || n, '', timestamptz '2026-03-01',
    CASE WHEN n > {ROWS} - 200 THEN 'new' ELSE 'done' END, 0, NULL FROM generate_series(1, {ROWS}) n;
"""


def deadlines(name: str, count: int, due_at: str, done_at: str = "NULL") -> str:
    return (
        f"INSERT INTO deadlines SELECT 'ddl_{name}_' || n, 'neg_' || 1 + n % {ROWS}, '{name}', 'act', 's' || n, 'x', "
        f"{due_at}, {done_at}, 0 FROM generate_series(1, {count}) n;"
    )


PILED_UP = (
    deadlines("due", DUE, "timestamptz '2026-03-02' - n * interval '1 second'")
    + deadlines("coming", 10_000, "timestamptz '2026-03-03' + n * interval '1 second'")
    + deadlines("over", 10_000, "timestamptz '2026-02-01' - n * interval '1 second'", "timestamptz '2026-03-01'")
)

Question = Callable[[Tx], Awaitable[Any]]
QUESTIONS: dict[str, tuple[Question, str, str]] = {
    "the ledger, page by page": (
        lambda tx: tx.find(LedgerEntry, order="id", after="led_2", limit=1000),
        "pk_ledger_entries",
        "sqlite_autoindex_ledger_entries_1",
    ),
    "all deals, page by page": (
        lambda tx: tx.find(Negotiation, order="id", after="neg_2", limit=1000),
        "pk_negotiations",
        "sqlite_autoindex_negotiations_1",
    ),
    "listings by article number": (
        lambda tx: tx.find(Product, company_id="com_seller", sku=tuple(f"S-{n}" for n in range(200)), limit=200),
        "ix_products_company_id_sku",
        "ix_products_company_id_sku",
    ),
    "what is due": (lambda tx: tx.due_deadlines(NOON, limit=200), "ix_deadlines_due", "ix_deadlines_due"),
    "news to send": (
        lambda tx: tx.claim_outbox(NOON, lease_until=later(minutes=1), limit=20),
        "ix_outbox_status_next_try_at",
        "ix_outbox_status_next_try_at",
    ),
    "instructions to give": (
        lambda tx: tx.claim_intents(NOON, lease_until=later(minutes=1), limit=20),
        "ix_provider_intents_open",
        "ix_provider_intents_open",
    ),
    "events to handle": (lambda tx: tx.waiting_inbox(limit=50), "ix_inbox_new", "ix_inbox_new"),
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Compiled]:
    """Every query that is run, in order."""
    seen: list[Compiled] = []
    for executor in (PostgresExecutor, ReaderExecutor, WriterExecutor):
        run = executor.all

        async def noted(self: Any, statement: Any, params: Any = None, run: Any = run) -> Any:
            seen.append(self.flavour.compiled(statement))
            return await run(self, statement, params or {})

        monkeypatch.setattr(executor, "all", noted)
    return seen


@pytest.fixture
async def admin(postgres_url: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection whose plans hold for every value, as those of a long-lived prepared statement do."""
    connection = await asyncpg.connect(postgres_url)
    await connection.execute("SET plan_cache_mode = force_generic_plan")
    yield connection
    await connection.close()


async def begun(store: AnyStore) -> None:
    await settle_in(store)
    await store.write(lambda tx: tx.add(trade()))


async def plan(admin: asyncpg.Connection, query: Compiled, name: str) -> str:
    await admin.execute(f"PREPARE {name} AS {query.text}")
    nothing = ", ".join(["NULL"] * len(set(query.names)))
    rows = await admin.fetch(f"EXPLAIN EXECUTE {name}({nothing})")
    return "\n".join(row[0] for row in rows)


async def test_postgres_answers_from_indexes(
    postgres_store: AnyStore, admin: asyncpg.Connection, asked: list[Compiled]
) -> None:
    await begun(postgres_store)
    await admin.execute(FILLED + PILED_UP + "ANALYZE")
    for number, (question, (ask, index, _)) in enumerate(QUESTIONS.items()):
        # What was filled in is nothing sealed and can not be read; what matters is the question.
        with suppress(UnreadableValue):
            await postgres_store.write(ask)
        found = await plan(admin, asked[-1], f"q{number}")
        assert f"using {index}" in found, f"{question}\n{found}"
        assert "Seq Scan" not in found, f"{question}\n{found}"


@pytest.mark.parametrize("question", QUESTIONS)
async def test_sqlite_answers_from_indexes(
    sqlite_store: AnyStore, sqlite_url: str, asked: list[Compiled], question: str
) -> None:
    ask, _, index = QUESTIONS[question]
    await sqlite_store.write(ask)
    query = asked[-1]
    with closing(sqlite3.connect(make_url(sqlite_url).database or "")) as connection:
        rows = connection.execute(f"EXPLAIN QUERY PLAN {query.text}", [None] * len(query.names)).fetchall()
    steps = [str(row[3]) for row in rows]
    assert any(f"INDEX {index}" in step for step in steps), steps
    assert not any(step.startswith("SCAN") and "INDEX" not in step and "chosen" not in step for step in steps), steps


async def pages_touched(admin: asyncpg.Connection, query: Compiled, limit: int) -> int:
    """How many pages the server looks at to answer what is due at noon, waiting for nobody."""
    values = {"now": NOON, "limit": limit}
    rows = await admin.fetch(
        f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {query.text}", *(values[name] for name in query.names)
    )
    top = json.loads(rows[0][0])[0]["Plan"]
    return int(top["Shared Hit Blocks"] + top["Shared Read Blocks"])


async def test_the_sweep_costs_what_is_due_not_what_is_pending(
    postgres_store: AnyStore, admin: asyncpg.Connection, asked: list[Compiled]
) -> None:
    await begun(postgres_store)
    await admin.execute(FILLED + PILED_UP)
    await admin.execute("VACUUM ANALYZE deadlines")
    rows = await postgres_store.write(lambda tx: tx.due_deadlines(NOON, limit=2 * DUE))
    assert len(rows) == DUE
    few = await pages_touched(admin, asked[-1], 2 * DUE)
    await admin.execute(deadlines("piled", PENDING, "timestamptz '2026-03-04' + n * interval '1 second'"))
    await admin.execute("VACUUM ANALYZE deadlines")
    many = await pages_touched(admin, asked[-1], 2 * DUE)
    # One more level of the index for each row at the most.
    assert many <= few * 1.5


# ── overwriting many ─────────────────────────────────────────────────────────────────────────────────────────────────


async def test_two_that_overwrite_the_same_rows_never_block_each_other(postgres_store: AnyStore) -> None:
    """Whatever order they come in, rows are held in one order: no deadlock, so no step runs twice."""
    await settle_in(postgres_store)
    rows = [listing(number) for number in range(2, 300)]
    await postgres_store.write(lambda tx: tx.add(*rows))
    runs = 0

    async def overwrite(tx: Tx, chosen: list[Product]) -> None:
        nonlocal runs
        runs += 1
        await tx.put(*chosen)

    for _ in range(5):
        await postgres_store.write(lambda tx: overwrite(tx, rows))
    runs = 0
    await asyncio.gather(
        *(postgres_store.write(lambda tx, c=chosen: overwrite(tx, c)) for chosen in (rows, rows[::-1]) * 4)  # type: ignore[misc]
    )
    assert runs == 8
