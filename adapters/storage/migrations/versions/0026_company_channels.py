"""Channels in which companies see their deals.

Revision ID: 0026
Revises: 0025
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage.columns import UtcTime, words

revision = "0026"
down_revision: str | None = "0025"
branch_labels: str | None = None
depends_on: str | None = None

_NAME = "company_channels"
_REFERENCES = {"company_id": "companies", "connected_by": "users"}


def upgrade() -> None:
    texts = ("id", "company_id", "channel", "tenant", "chat", "connected_by", "lang")
    op.create_table(
        _NAME,
        *(sa.Column(column, words(), nullable=False) for column in texts),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("updated_at", UtcTime(), nullable=False),
        sa.Column("status", words(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_NAME}")),
        *(
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{_NAME}_{column}"))
            for column, target in _REFERENCES.items()
        ),
        sa.UniqueConstraint("channel", "tenant", "chat", name=op.f(f"uq_{_NAME}_channel_tenant_chat")),
        *(
            sa.CheckConstraint(f"{column} <> ''", name=op.f(f"ck_{_NAME}_{column}_filled"))
            for column in ("id", "channel", "tenant", "chat", "status")
        ),
    )
    op.create_index(f"ix_{_NAME}_company_id", _NAME, ["company_id"])


def downgrade() -> None:
    op.drop_table(_NAME)
