"""One company has at most one open talk about a listing.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    condition = sa.text("state = 'negotiating'")
    op.create_index(
        "uq_negotiations_open_talks",
        "negotiations",
        ["product_id", "buyer_company_id"],
        unique=True,
        sqlite_where=condition,
        postgresql_where=condition,
    )
