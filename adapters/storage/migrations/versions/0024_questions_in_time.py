"""Questions of a case have a time to be answered in, and an answer says whether it came in time.

Revision ID: 0024
Revises: 0023
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage import columns

revision = "0024"
down_revision: str | None = "0023"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column("disputes", sa.Column("evidence_missed", columns.Flag(), nullable=True))
    op.add_column("disputes", sa.Column("awaited", columns.TextList(), nullable=True))
    op.add_column("case_letters", sa.Column("due_at", columns.UtcTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("disputes", "evidence_missed")
    op.drop_column("disputes", "awaited")
