"""Events, news on their way, unfinished forms, agreements, places and notes of offers, and what the provider is told are
sealed like other personal data.

What is there already is only marked here, because a migration knows no key: `python -m bot migrate` seals it right
afterwards. Nothing opens a marked cell but that.

Revision ID: 0018
Revises: 0017
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision: str | None = "0017"
branch_labels: str | None = None
depends_on: str | None = None

SEALED = {
    "inbox": ("raw",),
    "outbox": ("args",),
    "screens": ("news",),
    "conversations": ("state",),
    "escrow_agreements": ("agreement_text",),
    "cancel_requests": ("reason",),
    "offers": ("place", "notes"),
    "provider_intents": ("body", "result"),
}


def upgrade() -> None:
    on_postgres = op.get_context().dialect.name == "postgresql"
    for table, columns in SEALED.items():
        if on_postgres:
            for column in columns:
                _mark_on_postgres(table, column)
        else:
            _remake_on_sqlite(table, columns)


def _mark_on_postgres(table: str, column: str) -> None:
    if column == "raw":
        op.execute(f"UPDATE {table} SET {column} = decode('00', 'hex') || {column}")  # noqa: S608
        return
    plain = f"convert_to({column}, 'UTF8')"
    op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE bytea USING decode('00', 'hex') || {plain}")


def _remake_on_sqlite(table: str, columns: tuple[str, ...]) -> None:
    """SQLite changes no type in place: the table is made again, with everything that hangs on it."""
    connection = op.get_bind()

    def made(kind: str) -> list[tuple[str, str]]:
        found = connection.execute(
            sa.text("SELECT name, sql FROM sqlite_master WHERE tbl_name = :t AND type = :k AND sql IS NOT NULL"),
            {"t": table, "k": kind},
        )
        return [(str(name), str(sql)) for name, sql in found]

    ((_, sql),) = made("table")
    indexes, triggers = made("index"), made("trigger")
    for column in columns:
        sql = re.sub(rf"\b{column} TEXT\b", f"{column} BLOB", sql)
    names = [str(row[1]) for row in connection.execute(sa.text(f"PRAGMA table_info({table})"))]
    marked = [f"CAST(X'00' || CAST({name} AS BLOB) AS BLOB)" if name in columns else name for name in names]
    # Without this, references to the table from elsewhere would follow its old name.
    op.execute("PRAGMA legacy_alter_table = ON")
    for kind, of_kind in (("TRIGGER", triggers), ("INDEX", indexes)):
        for name, _ in of_kind:
            op.execute(f"DROP {kind} {name}")
    op.execute(f"ALTER TABLE {table} RENAME TO {table}_before")
    op.execute(sql)
    op.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(marked)} FROM {table}_before")  # noqa: S608
    op.execute(f"DROP TABLE {table}_before")
    for _, again in (*indexes, *triggers):
        op.execute(sa.text(again.replace(":", "\\:")))
    op.execute("PRAGMA legacy_alter_table = OFF")


def downgrade() -> None:
    """What is sealed can not be opened here."""
    raise RuntimeError("a migration knows no key")
