"""Rows that nobody may change or remove, not even with direct SQL: the database itself refuses."""

from __future__ import annotations

from sqlalchemy import DDL, Table, event

REFUSED = "is append-only"
TAKEN = "has a row with this key"

_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION '% {REFUSED}', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
$body$
"""


def guard(table: Table, *key: str) -> None:
    """Have the triggers made whenever the table is; `key` are the columns of its unique key beside the id."""
    for dialect in ("sqlite", "postgresql"):
        for statement in triggers(table.name, key, dialect):
            ddl = DDL(statement.replace("%", "%%")).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", ddl)


def triggers(table: str, key: tuple[str, ...], dialect: str) -> list[str]:
    """The statements that make a table append-only."""
    if dialect == "postgresql":
        return [
            _POSTGRES_FUNCTION,
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        ]
    same_key = f" OR ({' AND '.join(f'{column} = NEW.{column}' for column in key)})" if key else ""
    return [
        f"CREATE TRIGGER {table}_not_updated BEFORE UPDATE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} {REFUSED}'); END",
        f"CREATE TRIGGER {table}_not_deleted BEFORE DELETE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} {REFUSED}'); END",
        # INSERT OR REPLACE removes the old row without firing the delete trigger.
        f"CREATE TRIGGER {table}_not_replaced BEFORE INSERT ON {table} "  # noqa: S608 the names come from the schema
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id{same_key}) "
        f"BEGIN SELECT RAISE(ABORT, '{table} {TAKEN}'); END",
    ]
