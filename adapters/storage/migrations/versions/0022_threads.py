"""Threads in shared places: a topic per case, a thread per card.

Revision ID: 0022
Revises: 0021
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage.columns import UtcTime, words

revision = "0022"
down_revision: str | None = "0021"
branch_labels: str | None = None
depends_on: str | None = None

_NAME = "threads"


def upgrade() -> None:
    texts = ("id", "place", "subject_id", "negotiation_id", "name", "status")
    op.create_table(
        _NAME,
        *(sa.Column(column, words(), nullable=False) for column in texts),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("updated_at", UtcTime(), nullable=False),
        sa.Column("native", words(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_NAME}")),
        sa.ForeignKeyConstraint(["negotiation_id"], ["negotiations.id"], name=op.f(f"fk_{_NAME}_negotiation_id")),
        sa.UniqueConstraint("place", "subject_id", name=op.f(f"uq_{_NAME}_place_subject_id")),
        *(
            sa.CheckConstraint(f"{column} <> ''", name=op.f(f"ck_{_NAME}_{column}_filled"))
            for column in ("id", "place", "subject_id", "status")
        ),
    )
    op.create_index(f"ix_{_NAME}_place_negotiation_id", _NAME, ["place", "negotiation_id"])


def downgrade() -> None:
    op.drop_table(_NAME)
