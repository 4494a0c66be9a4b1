"""How a table is made from a row class of core, with what the class cannot say: keys, references, checks, indexes.

Columns come from the fields of the class, in their order, so a row and its table can never disagree. The migrations
spell the same schema out; a test holds both against each other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from typing import Any, get_args, get_type_hints

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, LargeBinary, MetaData, Table, text
from sqlalchemy.types import TypeEngine

from adapters.storage.columns import ExactDecimal, Flag, JsonMapping, Sealed, TextList, UtcTime, number, words

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

TABLE_OF: dict[type, Table] = {}
"""Row class → its table. The first column is always `id`, the primary key."""


def _plain_type(hint: Any) -> TypeEngine[Any]:
    if hint is str:
        return words()
    if hint is bool:
        return Flag()
    if hint is int:
        return number()
    if hint is datetime:
        return UtcTime()
    if hint is Decimal:
        return ExactDecimal()
    if hint is bytes:
        return LargeBinary()
    if hint == tuple[str, ...]:
        return TextList()
    if hint == Mapping[str, Any]:
        return JsonMapping()
    raise TypeError(f"no column type keeps {hint!r}")


def _column(name: str, hint: Any, reference: str | None, sealed: bool, owner: str) -> Column[Any]:
    optional = type(None) in get_args(hint)
    plain = _plain_type(next(part for part in get_args(hint) if part is not type(None)) if optional else hint)
    references = [ForeignKey(f"{reference}.id")] if reference else []
    info = {"encrypted": True, "plain": plain, "owner": owner} if sealed else {}
    kept = Sealed() if sealed else plain
    return Column(name, kept, *references, primary_key=name == "id", nullable=optional, info=info)


def table(
    name: str,
    kind: type,
    *more: Any,
    references: Mapping[str, str] | None = None,
    sealed: Collection[str] = (),
    personal: Mapping[str, str] | None = None,
    filled: Collection[str] = (),
    positive: Collection[str] = (),
) -> Table:
    """`references`: column → table; `sealed`: encrypted columns; `personal`: of these, those under the key of a person → the
    column that says whose; `filled`: never ''; `positive`: above zero."""
    owners = personal or {}
    hints = get_type_hints(kind)
    columns = [
        _column(
            field.name,
            hints[field.name],
            (references or {}).get(field.name),
            field.name in sealed,
            owners.get(field.name, ""),
        )
        for field in fields(kind)
    ]
    checks = [CheckConstraint(f"{column} <> ''", name=f"{column}_filled") for column in ("id", *filled)]
    checks += [CheckConstraint(f"{column} > 0", name=f"{column}_positive") for column in positive]
    made = Table(name, METADATA, *columns, *more, *checks)
    TABLE_OF[kind] = made
    return made


def partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index over the few rows a queue or key is about."""
    condition = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


OF_TRADE = {"negotiation_id": "negotiations"}
"""The reference of every row that belongs to one trade."""
