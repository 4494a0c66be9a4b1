"""Migrations make exactly the schema of the tables, once, and refuse what a newer version wrote."""

from __future__ import annotations

import asyncio
import importlib
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.storage import migrations
from adapters.storage.failures import DatabaseTooNew
from adapters.storage.migrate import _config, _connected, current, migrate, newest
from adapters.storage.search_index import OWN
from adapters.storage.tables import METADATA
from core.searches import Wanted
from tests.adapters.storage.samples import listing, settle_in
from tests.databases import AnyStore

REVISIONS = sorted(path.name[:4] for path in (Path(migrations.__file__).parent / "versions").glob("0*.py"))


def differences(connection: Connection) -> list[object]:
    """All but the index, which the database keeps for itself."""
    options = {"compare_type": True, "compare_server_default": True, "include_name": _is_of_rows}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), METADATA))


def _is_of_rows(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not str(name).startswith(OWN)


def schema_of(path: Path) -> set[str]:
    """Every CREATE statement, without its white space and the order of its constraints."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'alembic%'"
        ).fetchall()
    plain = (re.sub(r"\s+", " ", sql) for (sql,) in found)
    return {" ".join(sorted(re.split(r",\s*|\(\s*|\s*\)", sql))) for sql in plain}


def test_a_fresh_file_is_made_with_its_folders(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/var/data/parley.db"
    assert current(url) is None
    assert not (tmp_path / "var").exists()
    assert migrate(url) == REVISIONS
    assert migrate(url) == []
    assert current(url) == newest()


def test_sqlite_has_the_schema_of_the_tables(tmp_path: Path) -> None:
    migrated, created = tmp_path / "migrated.db", tmp_path / "created.db"
    migrate(f"sqlite:///{migrated}")
    engine = create_engine(f"sqlite:///{migrated}")
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()
    engine = create_engine(f"sqlite:///{created}")
    METADATA.create_all(engine)
    engine.dispose()
    # Checks, partial indexes and triggers too, which the comparison above cannot see.
    assert schema_of(migrated) == schema_of(created)


async def test_postgres_has_the_schema_of_the_tables(postgres_url: str, empty_postgres_url: str) -> None:
    assert migrate(empty_postgres_url) == REVISIONS
    assert migrate(empty_postgres_url) == []
    assert current(empty_postgres_url) == newest()
    engine = create_async_engine(make_url(postgres_url).set(drivername="postgresql+asyncpg"))
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


async def test_created_tables_have_the_constraints_of_migrated_ones(postgres_url: str, empty_postgres_url: str) -> None:
    engine = create_async_engine(make_url(empty_postgres_url).set(drivername="postgresql+asyncpg"))
    async with engine.begin() as connection:
        await connection.run_sync(METADATA.create_all)
    await engine.dispose()
    assert await described(empty_postgres_url) == await described(postgres_url)


async def described(url: str) -> set[str]:
    """Constraints, indexes, columns and triggers as PostgreSQL itself writes them."""
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch(
            """
            SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
              WHERE connamespace = 'public'::regnamespace
            UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
            UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
            UNION ALL SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
              || coalesce(collation_name, '') FROM information_schema.columns WHERE table_schema = 'public'
            """
        )
    finally:
        await connection.close()
    return {row[0] for row in rows if "alembic_version" not in row[0]}


async def test_listings_from_before_are_found_by_their_country(sqlite_url: str, sqlite_store: AnyStore) -> None:
    await settle_in(sqlite_store)
    await sqlite_store.write(lambda tx: tx.add(listing(7, ships_from="Bremen, Germany"), listing(8, ships_from="Lyon")))

    async def german() -> list[str]:
        found = await sqlite_store.read(lambda tx: tx.search(Wanted(ships_from="DE")))
        return [product.id for product in found.products]

    with closing(sqlite3.connect(make_url(sqlite_url).database or "")) as connection:
        connection.execute("UPDATE products SET search_text = replace(search_text, ' gde ', ' ')")
        connection.commit()
    assert await german() == []
    _runs_again("0012_countries_of_listings", sqlite_url)
    assert await german() == ["prd_7"]


def _runs_again(name: str, url: str) -> None:
    """One migration by itself, on a database that has had it: those that change rows may run twice."""
    migration = importlib.import_module(f"{migrations.__name__}.versions.{name}")
    engine = create_engine(url)
    with engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        migration.upgrade()
    engine.dispose()


def test_a_newer_database_is_refused_in_a_sentence(sqlite_url: str) -> None:
    with closing(sqlite3.connect(make_url(sqlite_url).database or "")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(DatabaseTooNew, match=r"revision '9999'.*Start the newer version"):
        migrate(sqlite_url)
    assert current(sqlite_url) == "9999"


async def test_two_processes_migrating_at_once(empty_postgres_url: str) -> None:
    done = await asyncio.gather(*(asyncio.to_thread(migrate, empty_postgres_url) for _ in range(2)))
    assert sorted(done) == [[], REVISIONS]


async def test_migrating_inside_a_running_loop(tmp_path: Path) -> None:
    assert migrate(f"sqlite:///{tmp_path}/x.db") == REVISIONS


@pytest.mark.parametrize("server", ["sqlite", "postgres"])
def test_news_from_before_are_left_to_be_sealed(tmp_path: Path, server: str, request: pytest.FixtureRequest) -> None:
    url = f"sqlite:///{tmp_path}/before.db" if server == "sqlite" else request.getfixturevalue("empty_postgres_url")
    args, at = '{"words":"Müller"}', "2026-03-02T12:00:00.000000+00:00"

    def before(connection: Connection) -> None:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0017")
        named = "id, order_key, kind, subject_id, identity_id, notice, args, created_at, next_try_at, status, attempts"
        row = f"'out_1', 'k', 'note', 's', 'i', 'n', '{args}', '{at}', '{at}', 'waiting', 0".replace(":", r"\:")
        connection.execute(text(f"INSERT INTO outbox ({named}) VALUES ({row})"))
        inbox = "id, channel, tenant, event_id, raw, received_at, status, attempts"
        raw = "X'7BFF7D'" if server == "sqlite" else "decode('7bff7d', 'hex')"
        row = f"'inb_1', 'slack', 't', 'e', {raw}, '{at}', 'new', 0".replace(":", r"\:")
        connection.execute(text(f"INSERT INTO inbox ({inbox}) VALUES ({row})"))

    def after(connection: Connection) -> tuple[bytes, bytes]:
        return tuple(bytes(connection.execute(text(f"SELECT {sql}")).scalar_one()) for sql in CELLS)  # type: ignore[return-value]

    if server == "sqlite":
        Path(tmp_path / "before.db").touch()
    _connected(url, before)
    assert migrate(url) == [revision for revision in REVISIONS if revision > "0017"]
    assert _connected(url, after) == (b"\0" + args.encode(), b"\0{\xff}")


CELLS = ("args FROM outbox", "raw FROM inbox")
