"""Both databases for every test in this folder."""

from tests.databases import (
    database_url,
    empty_postgres_url,
    postgres_migrated,
    postgres_server,
    postgres_store,
    postgres_url,
    sqlite_store,
    sqlite_template,
    sqlite_url,
    store,
)

__all__ = [
    "database_url",
    "empty_postgres_url",
    "postgres_migrated",
    "postgres_server",
    "postgres_store",
    "postgres_url",
    "sqlite_store",
    "sqlite_template",
    "sqlite_url",
    "store",
]
