"""Offers say who pays the freight.

Revision ID: 0011
Revises: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage import columns

revision = "0011"
down_revision: str | None = "0010"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column("offers", sa.Column("freight_payer", columns.words(), nullable=True))


def downgrade() -> None:
    op.drop_column("offers", "freight_payer")
