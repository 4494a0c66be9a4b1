"""Which database serves, by its URL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url

from adapters.storage.ciphers import DataKeys
from adapters.storage.postgres import PostgresStore
from adapters.storage.sqlite import SqliteStore


def open_store(url: str, ring: DataKeys, **options: Any) -> SqliteStore | PostgresStore:
    """The store behind `sqlite:///path` or `postgresql://…`; options go to its constructor. Raises ValueError."""
    if kind_of(url) == "sqlite":
        return SqliteStore(sqlite_path(url), ring, **options)
    return PostgresStore(url, ring, **options)


def kind_of(url: str) -> str:
    """`sqlite` or `postgresql`. Raises ValueError for anything else, without repeating the URL (it may hold a password)."""
    name = make_url(url).get_backend_name()
    if name not in {"sqlite", "postgresql"}:
        raise ValueError(f"a database is sqlite:///path or postgresql://…, not {name}")
    return name


def sqlite_path(url: str) -> Path:
    """The file of a `sqlite:///path` URL. Raises ValueError for a database in memory: it has no second connection."""
    database = make_url(url).database
    if not database or database == ":memory:":
        raise ValueError("a SQLite database is a file: sqlite:///path")
    return Path(database)
