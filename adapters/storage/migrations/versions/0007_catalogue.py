"""The catalogue's index, pictures, searches and product files.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from adapters.storage import columns, search_index
from core.searches import product_terms
from core.services.spelling import spellings_of

revision = "0007"
down_revision: str | None = "0006"
branch_labels: str | None = None
depends_on: str | None = None

_BATCH = 1000


def upgrade() -> None:
    dialect = op.get_context().dialect.name
    for statement in search_index.statements(dialect):
        op.execute(sa.text(statement.replace(":", "\\:")))
    _pictures_and_searches()
    _spellings_and_files()
    _fill(op.get_bind())


def downgrade() -> None:
    """Going back would leave searches without their index."""
    raise RuntimeError("the catalogue's index is not taken away again")


def _pictures_and_searches() -> None:
    op.create_table(
        "listing_photos",
        _text("id"),
        _text("product_id"),
        _text("ref"),
        _time("created_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_photos")),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_listing_photos_product_id")),
        *_filled("listing_photos", "id", "ref"),
    )
    op.create_index("ix_listing_photos_product_id_created_at", "listing_photos", ["product_id", "created_at"])
    op.create_table(
        "searches",
        *(_text(name) for name in ("id", "user_id", "identity_id")),
        *(_time(name) for name in ("created_at", "updated_at")),
        *(_text(name) for name in ("words", "category_id", "currency")),
        *(sa.Column(name, columns.number(), nullable=True) for name in ("price_from", "price_to", "min_order_max")),
        *(_text(name) for name in ("ships_from", "corrected")),
        sa.Column("cursors", columns.TextList(), nullable=False),
        *(sa.Column(name, columns.number(), nullable=False) for name in ("first_page", "page", "rev")),
        *(sa.Column(name, columns.Flag(), nullable=False) for name in ("saved", "alerts")),
        _text("seen"),
        sa.Column("told_at", columns.UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_searches")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_searches_user_id")),
        *_filled("searches", "id"),
    )
    op.create_index("ix_searches_user_id_created_at", "searches", ["user_id", "created_at"])
    _partial("ix_searches_alerts", "searches", "alerts")


def _spellings_and_files() -> None:
    op.create_table(
        "spellings",
        *(_text(name) for name in ("id", "key", "word")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spellings")),
        *_filled("spellings", "id", "key", "word"),
    )
    op.create_index("ix_spellings_key", "spellings", ["key"])
    op.create_table(
        "product_uploads",
        *(_text(name) for name in ("id", "user_id", "identity_id", "ref", "name")),
        *(_time(name) for name in ("created_at", "updated_at")),
        _text("status"),
        sa.Column("report", columns.JsonMapping(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_uploads")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_product_uploads_user_id")),
        *_filled("product_uploads", "id", "ref", "status"),
    )
    _partial("ix_product_uploads_open", "product_uploads", "status IN ('new', 'confirmed')")


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, columns.words(), nullable=False)


def _time(name: str) -> sa.Column[Any]:
    return sa.Column(name, columns.UtcTime(), nullable=False)


def _filled(table: str, *names: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(f"{name} <> ''", name=op.f(f"ck_{table}_{name}_filled")) for name in names]


def _partial(name: str, table: str, where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, ["id"], sqlite_where=condition, postgresql_where=condition)


def _fill(connection: sa.Connection) -> None:
    """What is for sale already gets its terms; the triggers see to the rest."""
    products = sa.table(
        "products",
        *(
            sa.column(name)
            for name in (
                *("id", "name", "sku", "description", "category_id", "status", "currency", "base_price"),
                *("min_order", "ships_from", "search_text"),
            )
        ),
    )
    # Rows that were there get a number by their age, and no terms until they are written anew below.
    ids = connection.execute(sa.select(products.c.id).order_by(products.c.id)).scalars().all()
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        _number(connection, batch)
        rows = connection.execute(sa.select(products).where(products.c.id.in_(batch))).all()
        for row in rows:
            change = sa.update(products).where(products.c.id == row.id).values(search_text=product_terms(row))  # type: ignore[arg-type]
            connection.execute(change)
        _spell(connection, {word for row in rows for word in spellings_of(f"{row.name} {row.description}")})


def _number(connection: sa.Connection, ids: Any) -> None:
    """An update of the index presupposes that the listing is in it: with the very terms it takes away."""
    for row_id in ids:
        if connection.dialect.name == "sqlite":
            connection.execute(
                sa.text(
                    "INSERT INTO product_finds (product_id, name_length, base_price, min_order) "
                    "SELECT id, length(name), base_price, min_order FROM products WHERE id = :id"
                ),
                {"id": row_id},
            )
            connection.execute(
                sa.text(
                    "INSERT INTO product_terms (rowid, terms) SELECT f.number, p.search_text FROM products p "
                    "JOIN product_finds f ON f.product_id = p.id WHERE p.id = :id"
                ),
                {"id": row_id},
            )


def _spell(connection: sa.Connection, found: set[tuple[str, str, str]]) -> None:
    spellings = sa.table("spellings", *(sa.column(name) for name in ("id", "key", "word")))
    known = {
        row_id
        for start in range(0, len(found), _BATCH)
        for row_id in connection.execute(
            sa.select(spellings.c.id).where(
                spellings.c.id.in_([one[0] for one in sorted(found)[start : start + _BATCH]])
            )
        ).scalars()
    }
    fresh = [dict(zip(("id", "key", "word"), one, strict=True)) for one in sorted(found) if one[0] not in known]
    if fresh:
        connection.execute(sa.insert(spellings), fresh)
