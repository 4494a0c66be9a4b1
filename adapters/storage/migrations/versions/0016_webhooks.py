"""Webhooks out: who listens, and what they were told.

Revision ID: 0016
Revises: 0015
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage import columns

revision = "0016"
down_revision: str | None = "0015"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "webhooks",
        sa.Column("id", columns.words(), nullable=False),
        sa.Column("company_id", columns.words(), nullable=False),
        sa.Column("url", columns.Sealed(), nullable=False),
        sa.Column("secret", columns.Sealed(), nullable=False),
        sa.Column("created_by", columns.words(), nullable=False),
        sa.Column("created_at", columns.UtcTime(), nullable=False),
        sa.Column("ended_at", columns.UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhooks")),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_webhooks_company_id")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_webhooks_created_by")),
        sa.CheckConstraint("id <> ''", name=op.f("ck_webhooks_id_filled")),
    )
    op.create_index("ix_webhooks_company_id", "webhooks", ["company_id"])
    op.create_table(
        "webhook_calls",
        *(
            sa.Column(name, columns.words(), nullable=False)
            for name in ("id", "hook_id", "transition_id", "negotiation_id")
        ),
        sa.Column("created_at", columns.UtcTime(), nullable=False),
        sa.Column("next_try_at", columns.UtcTime(), nullable=False),
        sa.Column("status", columns.words(), nullable=False),
        sa.Column("attempts", columns.number(), nullable=False),
        sa.Column("answer", columns.number(), nullable=False),
        sa.Column("sent_at", columns.UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_calls")),
        sa.ForeignKeyConstraint(["hook_id"], ["webhooks.id"], name=op.f("fk_webhook_calls_hook_id")),
        sa.ForeignKeyConstraint(["negotiation_id"], ["negotiations.id"], name=op.f("fk_webhook_calls_negotiation_id")),
        sa.CheckConstraint("id <> ''", name=op.f("ck_webhook_calls_id_filled")),
        sa.CheckConstraint("status <> ''", name=op.f("ck_webhook_calls_status_filled")),
    )
    op.create_index("ix_webhook_calls_hook_id_created_at", "webhook_calls", ["hook_id", "created_at"])
    waiting = sa.text("status = 'waiting'")
    op.create_index(
        "ix_webhook_calls_due", "webhook_calls", ["next_try_at"], sqlite_where=waiting, postgresql_where=waiting
    )


def downgrade() -> None:
    op.drop_table("webhook_calls")
    op.drop_table("webhooks")
