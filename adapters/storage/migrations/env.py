"""Run by Alembic for every command; the connection is handed in by `adapters.storage.migrate`."""

from __future__ import annotations

from alembic import context

from adapters.storage.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    # SQLite changes a table by copying it.
    render_as_batch=connection.dialect.name == "sqlite",
    transaction_per_migration=False,
)
context.run_migrations()
