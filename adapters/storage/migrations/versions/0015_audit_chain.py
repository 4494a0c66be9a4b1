"""The audit log can not be changed, and is held by a chain with signed checkpoints.

Revision ID: 0015
Revises: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage.append_only import triggers
from adapters.storage.columns import UtcTime, number, words

revision = "0015"
down_revision: str | None = "0014"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "audit_seals",
        sa.Column("id", words(), nullable=False),
        sa.Column("number", number(), nullable=False),
        sa.Column("sha256", words(), nullable=False),
        sa.Column("previous_sha256", words(), nullable=False),
        sa.Column("sealed_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_seals")),
        sa.UniqueConstraint("number", name=op.f("uq_audit_seals_number")),
        *_filled("audit_seals", "id", "sha256", "previous_sha256"),
        sa.CheckConstraint("number > 0", name=op.f("ck_audit_seals_number_positive")),
    )
    op.create_table(
        "audit_checkpoints",
        sa.Column("id", words(), nullable=False),
        sa.Column("size", number(), nullable=False),
        sa.Column("sha256", words(), nullable=False),
        sa.Column("key_id", words(), nullable=False),
        sa.Column("signature", words(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_checkpoints")),
        sa.UniqueConstraint("size", name=op.f("uq_audit_checkpoints_size")),
        *_filled("audit_checkpoints", "id", "sha256", "signature"),
        sa.CheckConstraint("size > 0", name=op.f("ck_audit_checkpoints_size_positive")),
    )
    dialect = op.get_context().dialect.name
    keys: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("audit_log", ()),
        ("audit_seals", ("number",)),
        ("audit_checkpoints", ("size",)),
    )
    for name, key in keys:
        for statement in triggers(name, key, dialect):
            op.execute(statement)


def _filled(table: str, *names: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(f"{name} <> ''", name=op.f(f"ck_{table}_{name}_filled")) for name in names]


def downgrade() -> None:
    """Evidence is not removed by a command."""
    raise RuntimeError("evidence is not taken back")
