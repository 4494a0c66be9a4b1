"""What moderators take out of sight, and who brought it back.

Revision ID: 0025
Revises: 0024
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage.append_only import triggers
from adapters.storage.columns import UtcTime, words

revision = "0025"
down_revision: str | None = "0024"
branch_labels: str | None = None
depends_on: str | None = None

_NAME = "redactions"
_REFERENCES = {"negotiation_id": "negotiations", "made_by": "users"}


def upgrade() -> None:
    op.create_table(
        _NAME,
        *(
            sa.Column(column, words(), nullable=False)
            for column in ("id", "negotiation_id", "subject_id", "change", "reason")
        ),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", words(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_NAME}")),
        *(
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{_NAME}_{column}"))
            for column, target in _REFERENCES.items()
        ),
        *(
            sa.CheckConstraint(f"{column} <> ''", name=op.f(f"ck_{_NAME}_{column}_filled"))
            for column in ("id", "subject_id", "change", "reason")
        ),
    )
    op.create_index(f"ix_{_NAME}_negotiation_id", _NAME, ["negotiation_id"])
    for statement in triggers(_NAME, (), op.get_context().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Who hid what is evidence and is not removed by a command."""
    raise RuntimeError("evidence is not taken back")
