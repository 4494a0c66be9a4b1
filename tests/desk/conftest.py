"""Both databases for the tests that want them."""

from tests.databases import (
    database_url,
    postgres_migrated,
    postgres_server,
    postgres_url,
    sqlite_template,
    sqlite_url,
)

__all__ = [
    "database_url",
    "postgres_migrated",
    "postgres_server",
    "postgres_url",
    "sqlite_template",
    "sqlite_url",
]
