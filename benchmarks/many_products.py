"""A catalogue of any size on both databases, the same one every time, filled past the market in bulk."""

from __future__ import annotations

import csv
import io
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from datetime import UTC, datetime
from itertools import accumulate
from typing import Final

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy.engine import make_url

from adapters.storage.columns import iso_of
from benchmarks.databases import in_own_loop
from core.listings import Product
from core.searches import product_terms

CATEGORIES: Final = 200
BIG_SHARE: Final = 50
"""Every so manieth product is in the first category, so that it has a thousand pages."""

_AT: Final = datetime(2026, 3, 1, 12, tzinfo=UTC)
_ROOTS: Final = ("steel", "copper", "oak", "valve", "sheet", "bolt", "cable", "pump", "motor", "glass")
_SYLLABLES: Final = (
    "ba",
    "co",
    "du",
    "fer",
    "gal",
    "hex",
    "in",
    "ka",
    "lo",
    "mon",
    "na",
    "po",
    "ri",
    "sol",
    "tan",
    "vi",
)
_COLUMNS: Final = (*(field.name for field in fields(Product)), "search_text")


def words() -> list[str]:
    """The vocabulary, the commonest first."""
    source = random.Random(1)
    made = ["".join(source.choices(_SYLLABLES, k=source.randint(2, 4))) for _ in range(4000)]
    return [*_ROOTS, *dict.fromkeys(made)]


def products(count: int) -> Iterator[Product]:
    """The catalogue, oldest first. Words are as unevenly spread as in real names."""
    source = random.Random(2)
    known = words()
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(known))))
    for number in range(count):
        said = source.choices(known, cum_weights=weights, k=12)
        category = 0 if number % BIG_SHARE == 0 else source.randrange(1, CATEGORIES)
        yield Product(
            id=f"prd_{number:020}",
            seller_id="usr_seller",
            company_id="com_seller",
            name=f"{said[0]} {said[1]} {said[2]} {number % 977}",
            description=" ".join(said[3:]),
            base_price=source.randrange(100, 1_000_000),
            currency="EUR",
            category_id=f"cat_{category:03}",
            unit="pcs",
            created_at=_AT,
            updated_at=_AT,
            min_order=source.choice((1, 5, 10, 50, 100, 500)),
            stock=1000,
            ships_from=source.choice(("Hamburg, Germany", "Ningbo, China", "Gdansk, Poland")),
        )


def _row(product: Product, moment: object) -> list[object]:
    row = [getattr(product, name) for name in _COLUMNS[:-1]]
    row = [moment if isinstance(value, datetime) else value for value in row]
    return [*row, product_terms(product)]


_SURROUNDINGS: Final = (
    "INSERT INTO users (id, created_at, updated_at, user_type, staff_role) VALUES ('usr_seller', '{at}', '{at}', 'seller', '')",
    "INSERT INTO companies (id, name, created_at, updated_at, country, address, tax_id, payout_ref, payout_ready, currency) "
    "VALUES ('com_seller', 'S', '{at}', '{at}', '', {none}, {none}, {none}, false, 'EUR')",
)


def fill_sqlite(url: str, count: int) -> None:
    """The index is written in one go at the end, as a dump is loaded."""
    at = iso_of(_AT)
    with closing(sqlite3.connect(make_url(url).database or "", isolation_level=None)) as file:
        for pragma in ("synchronous = OFF", "foreign_keys = OFF", "cache_size = -200000", "temp_store = MEMORY"):
            file.execute(f"PRAGMA {pragma}").close()
        file.execute("BEGIN")
        for statement in _SURROUNDINGS:
            file.execute(statement.format(at=at, none="x''"))
        file.executemany(
            "INSERT INTO categories (id, name) VALUES (?, ?)",
            [(f"cat_{number:03}", f"Category {number}") for number in range(CATEGORIES)],
        )
        trigger = str(file.execute("SELECT sql FROM sqlite_master WHERE name = 'products_found'").fetchone()[0])
        file.execute("DROP TRIGGER products_found")
        places = ", ".join("?" * len(_COLUMNS))
        file.executemany(
            f"INSERT INTO products ({', '.join(_COLUMNS)}) VALUES ({places})",
            (_row(product, at) for product in products(count)),
        )
        file.execute(
            "INSERT INTO product_finds (product_id, name_length, base_price, min_order) "
            "SELECT id, length(name), base_price, min_order FROM products ORDER BY id"
        )
        file.execute(
            "INSERT INTO product_terms (rowid, terms) SELECT f.number, p.search_text FROM product_finds f "
            "JOIN products p ON p.id = f.product_id ORDER BY f.number"
        )
        file.execute("INSERT INTO product_terms (product_terms) VALUES ('optimize')")
        file.execute(trigger)
        file.execute("COMMIT")
        file.execute("ANALYZE")
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()


def fill_postgres(url: str, count: int) -> None:
    async def fill() -> None:
        connection = await asyncpg.connect(url)
        try:
            await connection.execute("SET session_replication_role = replica")
            for statement in _SURROUNDINGS:
                await connection.execute(statement.format(at=_AT.isoformat(), none="''"))
            await connection.executemany(
                "INSERT INTO categories (id, name) VALUES ($1, $2)",
                [(f"cat_{number:03}", f"Category {number}") for number in range(CATEGORIES)],
            )
            for batch in _batches(count):
                await connection.copy_to_table("products", source=batch, columns=_COLUMNS, format="csv")
            await connection.execute("DROP INDEX product_finds_terms")
            await connection.execute(
                "INSERT INTO product_finds (product_id, name_length, base_price, min_order, terms) "
                "SELECT id, length(name), base_price, min_order, "
                "array_to_tsvector(string_to_array(search_text, ' ')) FROM products ORDER BY id"
            )
            await connection.execute("SET maintenance_work_mem = '256MB'")
            await connection.execute("CREATE INDEX product_finds_terms ON product_finds USING gin (terms)")
            await connection.execute("VACUUM ANALYZE products")
            await connection.execute("VACUUM ANALYZE product_finds")
        finally:
            await connection.close()

    in_own_loop(fill)


def _batches(count: int, size: int = 50_000) -> Iterator[io.BytesIO]:
    text = io.StringIO()
    # Only NULL is an empty value without quotation marks, and there is none.
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    moment = _AT.isoformat()
    for number, product in enumerate(products(count), 1):
        writer.writerow(_row(product, moment))
        if number % size == 0 or number == count:
            yield io.BytesIO(text.getvalue().encode())
            text.seek(0)
            text.truncate()
