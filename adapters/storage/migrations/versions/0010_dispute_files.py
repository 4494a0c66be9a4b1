"""Files that the sides of a dispute put forward.

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage.append_only import triggers
from adapters.storage.columns import UtcTime, words

revision = "0010"
down_revision: str | None = "0009"
branch_labels: str | None = None
depends_on: str | None = None

_NAME = "dispute_files"


def upgrade() -> None:
    texts = ("id", "negotiation_id", "file_id", "side", "added_by")
    op.create_table(
        _NAME,
        *(sa.Column(column, words(), nullable=False) for column in texts),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_NAME}")),
        sa.ForeignKeyConstraint(["negotiation_id"], ["negotiations.id"], name=op.f(f"fk_{_NAME}_negotiation_id")),
        sa.ForeignKeyConstraint(["file_id"], ["evidence_files.id"], name=op.f(f"fk_{_NAME}_file_id")),
        sa.ForeignKeyConstraint(["added_by"], ["users.id"], name=op.f(f"fk_{_NAME}_added_by")),
        sa.UniqueConstraint("negotiation_id", "file_id", name=op.f(f"uq_{_NAME}_negotiation_id_file_id")),
        *(
            sa.CheckConstraint(f"{column} <> ''", name=op.f(f"ck_{_NAME}_{column}_filled"))
            for column in ("id", "side", "added_by")
        ),
    )
    op.create_index(f"ix_{_NAME}_file_id", _NAME, ["file_id"])
    for statement in triggers(_NAME, ("negotiation_id", "file_id"), op.get_context().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Evidence is not removed by a command."""
    raise RuntimeError("evidence is not taken back")
