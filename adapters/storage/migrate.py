"""Bringing a database to the schema that this version of the program speaks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.storage.failures import DatabaseTooNew
from adapters.storage.opening import kind_of, sqlite_path

Result = TypeVar("Result")

_SCRIPTS = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = 7_305_771_245
"""The advisory lock that keeps two processes from migrating a PostgreSQL database at once."""


def migrate(url: str) -> list[str]:
    """Upgrade to the newest schema, creating a SQLite file and its folders where needed; the revisions applied, in
    order (none if it was up to date). All or nothing. Raises DatabaseTooNew."""
    if kind_of(url) == "sqlite":
        sqlite_path(url).parent.mkdir(parents=True, exist_ok=True)
    return _connected(url, _upgrade)


def current(url: str) -> str | None:
    """The revision a database is at; None for an empty or missing one."""
    if kind_of(url) == "sqlite" and not sqlite_path(url).exists():
        return None
    return _connected(url, _revision)


def newest() -> str:
    """The revision that this version of the program speaks."""
    head = _scripts(_config()).get_current_head()
    if head is None:
        raise RuntimeError("the package holds no migrations")
    return head


def _upgrade(connection: Connection) -> list[str]:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})"))
    config = _config()
    before = _revision(connection)
    pending = _revisions_after(_scripts(config), before)
    if pending:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return pending


def _revisions_after(scripts: ScriptDirectory, revision: str | None) -> list[str]:
    """What is still to be applied, oldest first. Raises DatabaseTooNew for a revision that the package does not hold."""
    if revision is not None and revision not in {script.revision for script in scripts.walk_revisions()}:
        raise DatabaseTooNew(revision)
    return [script.revision for script in scripts.iterate_revisions("head", revision or "base")][::-1]


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    # A per cent sign in the path of the package would be read as interpolation.
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config


def _scripts(config: Config) -> ScriptDirectory:
    return ScriptDirectory.from_config(config)


def _connected(url: str, work: Callable[[Connection], Result]) -> Result:
    """Do the work in one transaction on a connection of its own."""
    if kind_of(url) == "sqlite":
        with _sqlite_connection(sqlite_path(url)) as connection:
            return work(connection)
    # A loop of its own in a thread of its own: the caller may be inside a running loop.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _on_postgres(url, work)).result()


@contextmanager
def _sqlite_connection(path: Path) -> Iterator[Connection]:
    options: dict[str, Any] = {"isolation_level": None, "timeout": 30}
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, connect_args=options)
    with engine.connect() as connection:
        # The mode is kept in the file; set here, no reader can be in the way of it later.
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        # Written out, because the driver would not include changes of the schema in a transaction.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise
        connection.exec_driver_sql("COMMIT")


async def _on_postgres(url: str, work: Callable[[Connection], Result]) -> Result:
    engine = create_async_engine(make_url(url).set(drivername="postgresql+asyncpg"), poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(work)
    finally:
        await engine.dispose()
