"""The index behind the search: what the database itself keeps beside every listing, by triggers, in the same transaction.

`product_finds` has a narrow row per listing, numbered by age; the terms of `products.search_text` are in an FTS5 index
on SQLite and in a `tsvector` on PostgreSQL. Neither splits or changes a term: that is done before, the same for both.
"""

from __future__ import annotations

from sqlalchemy import DDL, Table, event

OWN = ("product_finds", "product_terms")
"""Names that tables of the index begin with; they are no part of the schema of rows."""

_SQLITE = (
    """CREATE TABLE product_finds (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      product_id TEXT NOT NULL UNIQUE,
      name_length BIGINT NOT NULL,
      base_price BIGINT NOT NULL,
      min_order BIGINT NOT NULL
    )""",
    # All characters beyond ASCII belong to words. A term is only there or not: where in a text does not matter.
    """CREATE VIRTUAL TABLE product_terms USING fts5(
      terms, content='', detail='none', columnsize=0, tokenize='ascii'
    )""",
    """CREATE TRIGGER products_found AFTER INSERT ON products BEGIN
      INSERT INTO product_finds (product_id, name_length, base_price, min_order)
        VALUES (NEW.id, length(NEW.name), NEW.base_price, NEW.min_order);
      INSERT INTO product_terms (rowid, terms)
        SELECT number, NEW.search_text FROM product_finds WHERE product_id = NEW.id;
    END""",
    """CREATE TRIGGER products_found_otherwise AFTER UPDATE ON products
      WHEN OLD.search_text <> NEW.search_text OR OLD.name <> NEW.name OR OLD.base_price <> NEW.base_price
        OR OLD.min_order <> NEW.min_order BEGIN
      UPDATE product_finds
        SET name_length = length(NEW.name), base_price = NEW.base_price, min_order = NEW.min_order
        WHERE product_id = NEW.id;
      INSERT INTO product_terms (product_terms, rowid, terms)
        SELECT 'delete', number, OLD.search_text FROM product_finds WHERE product_id = NEW.id;
      INSERT INTO product_terms (rowid, terms)
        SELECT number, NEW.search_text FROM product_finds WHERE product_id = NEW.id;
    END""",
    """CREATE TRIGGER products_found_no_more AFTER DELETE ON products BEGIN
      INSERT INTO product_terms (product_terms, rowid, terms)
        SELECT 'delete', number, OLD.search_text FROM product_finds WHERE product_id = OLD.id;
      DELETE FROM product_finds WHERE product_id = OLD.id;
    END""",
)

_POSTGRES = (
    """CREATE TABLE product_finds (
      number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      product_id TEXT COLLATE "C" NOT NULL UNIQUE,
      name_length BIGINT NOT NULL,
      base_price BIGINT NOT NULL,
      min_order BIGINT NOT NULL,
      terms TSVECTOR NOT NULL
    )""",
    "CREATE INDEX product_finds_terms ON product_finds USING gin (terms)",
    """CREATE FUNCTION note_product_find() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
      IF TG_OP = 'DELETE' THEN
        DELETE FROM product_finds WHERE product_id = OLD.id;
        RETURN NULL;
      END IF;
      INSERT INTO product_finds AS f (product_id, name_length, base_price, min_order, terms)
        VALUES (NEW.id, length(NEW.name), NEW.base_price, NEW.min_order,
          array_to_tsvector(string_to_array(NEW.search_text, ' ')))
        ON CONFLICT (product_id) DO UPDATE SET name_length = EXCLUDED.name_length,
          base_price = EXCLUDED.base_price, min_order = EXCLUDED.min_order, terms = EXCLUDED.terms;
      RETURN NULL;
    END
    $body$""",
    """CREATE TRIGGER products_found AFTER INSERT OR DELETE ON products
      FOR EACH ROW EXECUTE FUNCTION note_product_find()""",
    """CREATE TRIGGER products_found_otherwise AFTER UPDATE ON products FOR EACH ROW
      WHEN (OLD.search_text <> NEW.search_text OR OLD.name <> NEW.name OR OLD.base_price <> NEW.base_price
        OR OLD.min_order <> NEW.min_order)
      EXECUTE FUNCTION note_product_find()""",
)


def statements(dialect: str) -> tuple[str, ...]:
    """What makes the index on this kind of database."""
    return _POSTGRES if dialect == "postgresql" else _SQLITE


def keep_index(table: Table) -> None:
    """Have the index made whenever the table of listings is."""
    for dialect in ("sqlite", "postgresql"):
        for statement in statements(dialect):
            ddl = DDL(statement.replace("%", "%%")).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", ddl)
