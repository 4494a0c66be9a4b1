"""Companies that wait for another name.

Revision ID: 0028
Revises: 0027
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage import columns

revision = "0028"
down_revision: str | None = "0027"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column("companies", sa.Column("name_held_since", columns.UtcTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("companies", "name_held_since")
