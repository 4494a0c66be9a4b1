"""Choices about news, joined chat accounts, reports and blocks; proof of shipments.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from adapters.storage import columns

revision = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column("companies", sa.Column("ships_from", columns.words(), nullable=True))
    op.add_column("companies", sa.Column("payout_held_until", columns.UtcTime(), nullable=True))
    op.add_column("shipments", sa.Column("proof", columns.words(), nullable=True))
    _table(
        "preferences",
        _text("id"),
        _time("updated_at"),
        *(_text(name) for name in ("told_at", "zone")),
        *(_number(name) for name in ("quiet_from", "quiet_until")),
        *(_text(name) for name in ("digest", "currency")),
        references={"id": "users"},
    )
    _account_links()
    _reports()


def downgrade() -> None:
    for name in ("blocks", "reports", "wrong_codes", "account_links", "preferences"):
        op.drop_table(name)
    for table, column in (("shipments", "proof"), ("companies", "payout_held_until"), ("companies", "ships_from")):
        op.drop_column(table, column)


def _account_links() -> None:
    _table(
        "account_links",
        *(_text(name) for name in ("id", "code_sha256", "starter_identity_id", "starter_user_id")),
        _sealed("started_as"),
        *(_time(name) for name in ("expires_at", "created_at")),
        _text("status"),
        _number("tries"),
        *(_text(name) for name in ("joiner_identity_id", "joiner_user_id")),
        _sealed("joined_as"),
        _text("answer_sha256"),
        references={"starter_identity_id": "chat_identities", "starter_user_id": "users"},
        unique=("code_sha256",),
        filled=("status", "code_sha256"),
    )
    op.create_index("ix_account_links_starter_user_id", "account_links", ["starter_user_id"])
    op.create_index("ix_account_links_joiner_identity_id", "account_links", ["joiner_identity_id"])
    _table("wrong_codes", _text("id"), _text("identity_id"), _time("created_at"))
    op.create_index("ix_wrong_codes_identity_id_created_at", "wrong_codes", ["identity_id", "created_at"])


def _reports() -> None:
    _table(
        "reports",
        *(_text(name) for name in ("id", "subject_id", "company_id", "reporter_company_id", "reported_by")),
        _sealed("words"),
        *(_time(name) for name in ("created_at", "updated_at")),
        *(_text(name) for name in ("status", "closed_by")),
        references={"company_id": "companies", "reporter_company_id": "companies", "reported_by": "users"},
        filled=("status", "subject_id"),
    )
    op.create_index("ix_reports_status_created_at", "reports", ["status", "created_at"])
    _table(
        "blocks",
        *(_text(name) for name in ("id", "company_id", "blocked_company_id", "blocked_by")),
        _time("created_at"),
        references={"company_id": "companies", "blocked_company_id": "companies", "blocked_by": "users"},
        unique=("company_id", "blocked_company_id"),
    )


def _table(
    name: str,
    *parts: sa.Column[Any],
    references: dict[str, str] | None = None,
    unique: tuple[str, ...] = (),
    filled: tuple[str, ...] = (),
) -> None:
    rules: list[Any] = [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}"))]
    rules += [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{name}_{column}"))
        for column, target in (references or {}).items()
    ]
    if unique:
        rules.append(sa.UniqueConstraint(*unique, name=op.f(f"uq_{name}_{'_'.join(unique)}")))
    rules += [
        sa.CheckConstraint(f"{column} <> ''", name=op.f(f"ck_{name}_{column}_filled")) for column in ("id", *filled)
    ]
    op.create_table(name, *parts, *rules)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, columns.words(), nullable=False)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, columns.number(), nullable=False)


def _time(name: str) -> sa.Column[Any]:
    return sa.Column(name, columns.UtcTime(), nullable=False)


def _sealed(name: str) -> sa.Column[Any]:
    return sa.Column(name, columns.Sealed(), nullable=False)
