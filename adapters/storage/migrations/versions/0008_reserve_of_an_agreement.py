"""What is kept back of the seller's part is fixed in the agreement.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage import columns

revision = "0008"
down_revision: str | None = "0007"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column("escrow_agreements", sa.Column("reserve_basis_points", columns.number(), nullable=True))
