"""Shipments under way are found by their tracking number.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"
branch_labels: str | None = None
depends_on: str | None = None

_UNDER_WAY = sa.text("status = 'in_transit'")


def upgrade() -> None:
    op.create_index(
        "ix_shipments_under_way",
        "shipments",
        ["tracking_number"],
        sqlite_where=_UNDER_WAY,
        postgresql_where=_UNDER_WAY,
    )


def downgrade() -> None:
    op.drop_index("ix_shipments_under_way", "shipments")
