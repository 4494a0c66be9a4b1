"""Authenticators, and what was proved in a chat.

Revision ID: 0027
Revises: 0026
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage.columns import Sealed, UtcTime, number, words

revision = "0027"
down_revision: str | None = "0026"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "authenticators",
        sa.Column("id", words(), nullable=False),
        sa.Column("key", Sealed(), nullable=False),
        sa.Column("waiting", Sealed(), nullable=False),
        sa.Column("waiting_since", UtcTime(), nullable=False),
        sa.Column("updated_at", UtcTime(), nullable=False),
        sa.Column("used_step", number(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authenticators")),
        sa.ForeignKeyConstraint(["id"], ["users.id"], name=op.f("fk_authenticators_id")),
        sa.CheckConstraint("id <> ''", name=op.f("ck_authenticators_id_filled")),
    )
    op.create_table(
        "chat_proofs",
        sa.Column("id", words(), nullable=False),
        sa.Column("user_id", words(), nullable=False),
        sa.Column("way", words(), nullable=False),
        sa.Column("proved_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_proofs")),
        sa.ForeignKeyConstraint(["id"], ["chat_identities.id"], name=op.f("fk_chat_proofs_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_chat_proofs_user_id")),
        *(
            sa.CheckConstraint(f"{column} <> ''", name=op.f(f"ck_chat_proofs_{column}_filled"))
            for column in ("id", "way")
        ),
    )
    op.create_index("ix_chat_proofs_user_id", "chat_proofs", ["user_id"])


def downgrade() -> None:
    op.drop_table("chat_proofs")
    op.drop_table("authenticators")
