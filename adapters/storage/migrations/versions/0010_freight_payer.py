"""Offers say who pays the freight.

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage import columns

revision = "0010"
down_revision: str | None = "0009"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column("offers", sa.Column("freight_payer", columns.words(), nullable=True))


def downgrade() -> None:
    op.drop_column("offers", "freight_payer")
