"""Sign-ins without a chat, keys for programmes, and sealed answers to repeated requests.

Revision ID: 0014
Revises: 0013
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from adapters.storage import columns

revision = "0014"
down_revision: str | None = "0013"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "sessions",
        *_texts("id", "user_id", "way"),
        *_times("created_at", "expires_at", "proved_at"),
        *_times("ended_at", optional=True),
        *_texts("ended_why"),
        *_refers("sessions", user_id="users"),
        *_filled("sessions", "id", "way"),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])
    op.create_table(
        "refresh_tokens",
        *_texts("id", "session_id", "token_sha256"),
        *_times("created_at"),
        *_times("used_at", optional=True),
        *_refers("refresh_tokens", session_id="sessions"),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_refresh_tokens_token_sha256")),
        *_filled("refresh_tokens", "id", "token_sha256"),
    )
    op.create_index("ix_refresh_tokens_session_id", "refresh_tokens", ["session_id"])
    op.create_table(
        "api_keys",
        *_texts("id", "company_id", "user_id", "name", "key_sha256"),
        sa.Column("scopes", columns.TextList(), nullable=False),
        *_times("created_at"),
        *_times("ended_at", optional=True),
        *_refers("api_keys", company_id="companies", user_id="users"),
        sa.UniqueConstraint("key_sha256", name=op.f("uq_api_keys_key_sha256")),
        *_filled("api_keys", "id", "key_sha256"),
    )
    op.create_index("ix_api_keys_company_id", "api_keys", ["company_id"])
    op.create_index("ix_api_keys_user_id", "api_keys", ["user_id"])
    op.create_table(
        "login_codes",
        *_texts("id", "user_id", "identity_id", "code_sha256"),
        *_times("created_at", "expires_at"),
        *_times("used_at", optional=True),
        *_refers("login_codes", user_id="users"),
        sa.UniqueConstraint("code_sha256", name=op.f("uq_login_codes_code_sha256")),
        *_filled("login_codes", "id", "code_sha256"),
    )
    op.create_index("ix_login_codes_user_id_created_at", "login_codes", ["user_id", "created_at"])
    # Nothing was ever written there: no version had an interface for programmes.
    op.drop_table("idempotency_keys")
    op.create_table(
        "idempotency_keys",
        *_kept(sa.Column("answer", columns.Sealed(), nullable=False)),
        *_filled("idempotency_keys", "id", "owner_id", "key"),
    )


def downgrade() -> None:
    op.drop_table("idempotency_keys")
    op.create_table("idempotency_keys", *_kept(*_texts("answer")))
    for name in ("login_codes", "api_keys", "refresh_tokens", "sessions"):
        op.drop_table(name)


def _kept(answer: Any) -> list[sa.schema.SchemaItem]:
    return [
        *_texts("id", "owner_id", "key", "request_sha256"),
        sa.Column("status", columns.number(), nullable=False),
        answer,
        *_times("created_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idempotency_keys")),
        sa.UniqueConstraint("owner_id", "key", name=op.f("uq_idempotency_keys_owner_id_key")),
    ]


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, columns.words(), nullable=False) for name in names]


def _times(*names: str, optional: bool = False) -> list[sa.Column[object]]:
    return [sa.Column(name, columns.UtcTime(), nullable=optional) for name in names]


def _refers(table: str, **columns_to: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *(
            sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
            for column, other in columns_to.items()
        ),
    ]


def _filled(table: str, *names: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(f"{name} <> ''", name=op.f(f"ck_{table}_{name}_filled")) for name in names]
