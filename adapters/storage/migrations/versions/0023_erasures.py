"""People who were erased. What belongs to persons is sealed under keys of theirs from now on; what is there already is
sealed so by `python -m bot migrate` right afterwards, because a migration knows no key.

Revision ID: 0023
Revises: 0022
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage.columns import UtcTime, words

revision = "0023"
down_revision: str | None = "0022"
branch_labels: str | None = None
depends_on: str | None = None

_NAME = "erasures"


def upgrade() -> None:
    op.create_table(
        _NAME,
        sa.Column("id", words(), nullable=False),
        sa.Column("asked_by", words(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("key_gone_at", UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_NAME}")),
        sa.ForeignKeyConstraint(["id"], ["users.id"], name=op.f(f"fk_{_NAME}_id")),
        sa.CheckConstraint("id <> ''", name=op.f(f"ck_{_NAME}_id_filled")),
        sa.CheckConstraint("asked_by <> ''", name=op.f(f"ck_{_NAME}_asked_by_filled")),
    )


def downgrade() -> None:
    """Who was erased must not be forgotten: a restored database would bring them back."""
    raise RuntimeError("erasures are not taken back")
