"""Verdicts have a reason from a fixed list, say what of each line goes back, and outlive an appeal.

Revision ID: 0021
Revises: 0020
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage import columns

revision = "0021"
down_revision: str | None = "0020"
branch_labels: str | None = None
depends_on: str | None = None

_NEW = ("verdict_reason", "decided_lines", "first_reason", "first_resolution", "first_lines")


def upgrade() -> None:
    for name in _NEW:
        op.add_column("disputes", sa.Column(name, columns.words(), nullable=True))


def downgrade() -> None:
    for name in _NEW:
        op.drop_column("disputes", name)
