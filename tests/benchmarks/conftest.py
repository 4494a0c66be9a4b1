"""Fresh databases of both kinds for the small runs of the benchmarks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.databases import postgres_database, sqlite_database
from tests.databases import postgres_server

__all__ = ["fresh_database", "postgres_server"]


@pytest.fixture(params=["sqlite", "postgres"])
def fresh_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Makes a migrated database of one kind and says where it is."""
    if request.param == "sqlite":
        return lambda name: sqlite_database(tmp_path / f"{name}.db")
    server: str = request.getfixturevalue("postgres_server")
    return lambda name: postgres_database(server, f"bench_{name}_{tmp_path.name.rpartition('_')[2]}")
