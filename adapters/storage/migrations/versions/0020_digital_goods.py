"""Categories can be marked as digital goods.

Revision ID: 0020
Revises: 0019
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage import columns

revision = "0020"
down_revision: str | None = "0019"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column("categories", sa.Column("kind", columns.words(), nullable=True))


def downgrade() -> None:
    op.drop_column("categories", "kind")
