"""Sellers' accounts at the provider, their payouts, movements by bank transfer, and how far jobs have come.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from adapters.storage import columns

revision = "0006"
down_revision: str | None = "0005"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "bookmarks",
        *_texts("id"),
        *_times("at", "updated_at"),
        sa.Column("detail", columns.JsonMapping(), nullable=False),
        *_keys("bookmarks", filled=("id",)),
    )
    op.create_table(
        "payout_accounts",
        *_texts("id", "company_id", "provider", "country"),
        *_times("created_at", "updated_at"),
        *_texts("status", "account_ref"),
        *(sa.Column(name, columns.Flag(), nullable=False) for name in ("submitted", "can_receive", "can_pay_out")),
        sa.Column("needs", columns.TextList(), nullable=False),
        *_texts("disabled_reason"),
        sa.Column("due_by", columns.UtcTime(), nullable=True),
        *_keys("payout_accounts", refers=("company_id", "companies"), unique="company_id"),
        *_checks("payout_accounts", filled=("id", "status", "provider")),
    )
    _index("ix_payout_accounts_account_ref", "payout_accounts", "account_ref", where="account_ref <> ''")
    op.create_table(
        "seller_payouts",
        *_texts("id", "company_id", "provider_ref"),
        sa.Column("amount", columns.number(), nullable=False),
        *_texts("currency"),
        *_times("created_at", "updated_at"),
        *_texts("status", "failure"),
        sa.Column("arrives_at", columns.UtcTime(), nullable=True),
        *_keys("seller_payouts", refers=("company_id", "companies"), unique="provider_ref"),
        *_checks("seller_payouts", filled=("id", "status", "currency", "provider_ref"), positive="amount"),
    )
    _index("ix_seller_payouts_company_id_created_at", "seller_payouts", "company_id created_at")
    op.create_table(
        "bank_orders",
        *_texts("id", "kind", "key", "trade_id"),
        sa.Column("amount", columns.number(), nullable=False),
        *_texts("currency", "purpose"),
        *_times("created_at", "updated_at"),
        *_texts("status", "receipt_id"),
        sa.Column("payee", columns.Sealed(), nullable=False),
        *_texts("confirmed_by", "second_by", "failure"),
        *_keys("bank_orders", refers=("trade_id", "negotiations"), unique="key"),
        *_checks("bank_orders", filled=("id", "status", "kind", "key", "currency"), positive="amount"),
    )
    _index("ix_bank_orders_trade_id", "bank_orders", "trade_id")
    _index("ix_bank_orders_status_created_at", "bank_orders", "status created_at")


def downgrade() -> None:
    for table in ("bank_orders", "seller_payouts", "payout_accounts", "bookmarks"):
        op.drop_table(table)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, columns.words(), nullable=False) for name in names]


def _times(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, columns.UtcTime(), nullable=False) for name in names]


def _keys(
    table: str, *, refers: tuple[str, str] | None = None, unique: str = "", filled: tuple[str, ...] = ()
) -> list[sa.Constraint]:
    found: list[sa.Constraint] = [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]
    if refers is not None:
        column, target = refers
        found.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}")))
    if unique:
        found.append(sa.UniqueConstraint(unique, name=op.f(f"uq_{table}_{unique}")))
    return [*found, *_checks(table, filled=filled)]


def _checks(table: str, *, filled: tuple[str, ...], positive: str = "") -> list[sa.Constraint]:
    rules = [(f"{name}_filled", f"{name} <> ''") for name in filled]
    rules += [(f"{positive}_positive", f"{positive} > 0")] if positive else []
    return [sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}")) for name, rule in rules]


def _index(name: str, table: str, keys: str, *, where: str = "") -> None:
    partial: dict[str, Any] = {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)} if where else {}
    op.create_index(name, table, keys.split(), **partial)
