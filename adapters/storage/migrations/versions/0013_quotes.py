"""Requests for quotation.

Revision ID: 0013
Revises: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage import columns

revision = "0013"
down_revision: str | None = "0012"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "quote_requests",
        sa.Column("id", columns.words(), nullable=False),
        sa.Column("user_id", columns.words(), nullable=False),
        sa.Column("identity_id", columns.words(), nullable=False),
        sa.Column("company_id", columns.words(), nullable=False),
        sa.Column("words", columns.words(), nullable=False),
        sa.Column("category_id", columns.words(), nullable=False),
        sa.Column("quantity", columns.number(), nullable=False),
        sa.Column("unit", columns.words(), nullable=False),
        sa.Column("place", columns.Sealed(), nullable=False),
        sa.Column("note", columns.Sealed(), nullable=False),
        sa.Column("valid_hours", columns.number(), nullable=False),
        sa.Column("wanted_until", columns.UtcTime(), nullable=False),
        sa.Column("created_at", columns.UtcTime(), nullable=False),
        sa.Column("updated_at", columns.UtcTime(), nullable=False),
        sa.Column("closes_at", columns.UtcTime(), nullable=False),
        sa.Column("status", columns.words(), nullable=False),
        sa.Column("rev", columns.number(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote_requests")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_quote_requests_user_id")),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_quote_requests_company_id")),
        *(
            sa.CheckConstraint(f"{name} <> ''", name=op.f(f"ck_quote_requests_{name}_filled"))
            for name in ("id", "words", "unit", "status")
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_quote_requests_quantity_positive")),
    )
    op.create_index("ix_quote_requests_company_id_created_at", "quote_requests", ["company_id", "created_at"])
    op.create_index("ix_quote_requests_user_id_status", "quote_requests", ["user_id", "status"])
    op.create_index("ix_quote_requests_status_closes_at", "quote_requests", ["status", "closes_at"])
    op.create_table(
        "quotes",
        sa.Column("id", columns.words(), nullable=False),
        sa.Column("request_id", columns.words(), nullable=False),
        sa.Column("product_id", columns.words(), nullable=False),
        sa.Column("company_id", columns.words(), nullable=False),
        sa.Column("quantity", columns.number(), nullable=False),
        sa.Column("unit", columns.words(), nullable=False),
        sa.Column("currency", columns.words(), nullable=False),
        sa.Column("created_at", columns.UtcTime(), nullable=False),
        sa.Column("updated_at", columns.UtcTime(), nullable=False),
        sa.Column("status", columns.words(), nullable=False),
        sa.Column("answered_by", columns.words(), nullable=False),
        sa.Column("unit_price", columns.ExactDecimal(), nullable=True),
        sa.Column("freight", columns.number(), nullable=False),
        sa.Column("incoterm", columns.words(), nullable=False),
        sa.Column("place", columns.words(), nullable=False),
        sa.Column("lead_time_days", columns.number(), nullable=False),
        sa.Column("min_order", columns.number(), nullable=False),
        sa.Column("valid_until", columns.UtcTime(), nullable=True),
        sa.Column("trade_id", columns.words(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotes")),
        sa.ForeignKeyConstraint(["request_id"], ["quote_requests.id"], name=op.f("fk_quotes_request_id")),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_quotes_product_id")),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_quotes_company_id")),
        sa.UniqueConstraint("request_id", "company_id", name=op.f("uq_quotes_request_id_company_id")),
        *(
            sa.CheckConstraint(f"{name} <> ''", name=op.f(f"ck_quotes_{name}_filled"))
            for name in ("id", "unit", "currency", "status")
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_quotes_quantity_positive")),
        sa.CheckConstraint("min_order > 0", name=op.f("ck_quotes_min_order_positive")),
    )
    op.create_index("ix_quotes_company_id_status_created_at", "quotes", ["company_id", "status", "created_at"])


def downgrade() -> None:
    op.drop_table("quotes")
    op.drop_table("quote_requests")
