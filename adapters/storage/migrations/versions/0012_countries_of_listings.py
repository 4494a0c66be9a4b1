"""Listings are found by the country that they ship from, in whatever language it is written.

Revision ID: 0012
Revises: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.searches import product_terms

revision = "0012"
down_revision: str | None = "0011"
branch_labels: str | None = None
depends_on: str | None = None

_BATCH = 1000


def upgrade() -> None:
    """The triggers of the index see to the rest."""
    connection = op.get_bind()
    products = sa.table(
        "products",
        *(sa.column(name) for name in ("id", "name", "sku", "description", "category_id", "status", "currency")),
        *(sa.column(name) for name in ("base_price", "min_order", "ships_from", "search_text")),
    )
    column = products.c
    last = ""
    while True:
        page = sa.select(products).where(column.id > last, column.ships_from != "").order_by(column.id).limit(_BATCH)
        rows = connection.execute(page).all()
        for row in rows:
            terms = product_terms(row)  # type: ignore[arg-type]
            if terms != row.search_text:
                connection.execute(sa.update(products).where(column.id == row.id).values(search_text=terms))
        if len(rows) < _BATCH:
            break
        last = rows[-1].id


def downgrade() -> None:
    """A term more does no harm."""
