"""Every row class survives its table: random rows go in and come out equal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from adapters.storage.executors import WriterExecutor
from adapters.storage.mapping import Mapper, mapper_of
from adapters.storage.tables import METADATA, TABLE_OF
from adapters.storage.trampoline import run_at_once
from adapters.storage.transaction import SqlTx
from core.ledger import ALLOWED, LedgerEntry
from core.ports.unit_of_work import Tx
from tests.databases import ring_for_tests

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
NUMBERS = st.integers(1, 2**63 - 1)
TIMES = st.datetimes(
    datetime(1971, 1, 1),  # noqa: DTZ001 the zone is drawn, too
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-5))]),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**80), 2**80) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
STRATEGIES: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS.map(lambda text: text or "x"),
    str | None: st.none() | TEXTS,
    int: NUMBERS,
    int | None: st.none() | NUMBERS,
    bool: st.booleans(),
    bool | None: st.none() | st.booleans(),
    bytes: st.binary(max_size=40),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False),
    Decimal | None: st.none() | st.decimals(allow_nan=False, allow_infinity=False),
    datetime: TIMES,
    datetime | None: st.none() | TIMES,
    Mapping[str, Any]: st.dictionaries(TEXTS, VALUES, max_size=4),
    Mapping[str, Any] | None: st.none() | st.dictionaries(TEXTS, VALUES, max_size=4),
    tuple[str, ...]: st.lists(TEXTS, max_size=4).map(tuple),
    tuple[str, ...] | None: st.none() | st.lists(TEXTS, max_size=4).map(tuple),
}


def rows_of(kind: type) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    parts = {field.name: STRATEGIES[hints[field.name]] for field in fields(kind)}
    if kind is LedgerEntry:
        postings = st.sampled_from(sorted(ALLOWED)).map(
            lambda posting: {
                "kind": posting,
                "from_account": f"{ALLOWED[posting][0]}:1",
                "to_account": f"{ALLOWED[posting][1]}:1",
            }
        )
        plain = st.fixed_dictionaries(parts)
        return st.builds(lambda values, posting: LedgerEntry(**(values | posting)), plain, postings)
    return st.builds(kind, **parts)


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    """All tables, without references: rows are random."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"isolation_level": None})
    METADATA.create_all(engine)
    raw = engine.raw_connection()
    driver = raw.driver_connection
    assert driver is not None
    yield driver
    raw.close()
    engine.dispose()


@pytest.mark.parametrize("kind", TABLE_OF, ids=lambda kind: kind.__name__)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_rows_round_trip(kind: type, connection: sqlite3.Connection, data: st.DataObject) -> None:
    row = data.draw(rows_of(kind))
    tx = SqlTx(WriterExecutor(connection), ring_for_tests())

    async def there_and_back(tx: Tx) -> object:
        await tx.add(row)
        return await tx.get(kind, row.id)

    connection.execute("BEGIN")
    try:
        found = run_at_once(there_and_back, tx)
    finally:
        connection.execute("ROLLBACK")
    assert found == row
    assert type(found) is kind


@pytest.mark.parametrize("kind", TABLE_OF, ids=lambda kind: kind.__name__)
def test_a_table_has_a_column_per_field_with_the_id_first(kind: type) -> None:
    mapper: Mapper[object] = mapper_of(kind)
    assert mapper.names == tuple(field.name for field in fields(kind))
    assert mapper.names[0] == "id"
    assert mapper.columns[0].primary_key
