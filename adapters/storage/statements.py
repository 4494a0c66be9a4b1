"""Statements that every table has, built once per shape. Values to set are `set_<column>`, to compare with `at_<column>`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, ParamSpec, TypeVar, cast

from sqlalchemy import ColumnElement, Delete, Insert, Select, Table, Update, bindparam, func, select
from sqlalchemy.dialects import postgresql

from adapters.storage.flavours import limit
from adapters.storage.mapping import mapper_of

Asked = ParamSpec("Asked")
Statement = TypeVar("Statement")

Shape = tuple[tuple[str, int], ...]
"""What is compared: (column, how many values); 0 = must be NULL, 1 = equals, more = one of."""

IN_MAX = 4096
ESCAPE = "^"


def built_once(build: Callable[Asked, Statement]) -> Callable[Asked, Statement]:
    """Keep what was built for the same arguments, so that it is compiled once, too."""
    return cast(Callable[Asked, Statement], cache(build))


@built_once
def by_id(kind: type[Any], *, locked: bool) -> Select[Any]:
    """One row. Locked: nobody else changes it before this transaction ends (SQLite has one writer anyway)."""
    mapper = mapper_of(kind)
    query = select(*mapper.columns).where(mapper.table.c.id == bindparam("at_id"))
    # Not FOR UPDATE: references to the row from elsewhere need not wait.
    return query.with_for_update(key_share=True) if locked else query


@built_once
def holding(kind: type[Any], places: int) -> Select[str]:
    """The ids of these rows, which nobody else changes before this transaction ends."""
    row_id = mapper_of(kind).table.c.id
    return select(row_id).where(one_of(row_id, "at_id", places)).order_by(row_id).with_for_update(key_share=True)


@built_once
def matching(kind: type[Any], shape: Shape, order: str, *, onward: bool) -> Select[Any]:
    """Rows of this shape, by `order` and then id; `onward` continues past `after`."""
    mapper = mapper_of(kind)
    column = mapper.table.c[order.removeprefix("-")]
    falls = order.startswith("-")
    query = select(*mapper.columns).where(*_conditions(mapper.table, shape))
    if onward:
        after = bindparam("after", type_=column.type)
        query = query.where(column < after if falls else column > after)
    ordering = [column.desc() if falls else column.asc()]
    if column.name != "id":
        ordering.append(mapper.table.c.id.desc() if falls else mapper.table.c.id.asc())
    return query.order_by(*ordering).limit(limit())


@built_once
def counting(kind: type[Any], shape: Shape) -> Select[int]:
    table = mapper_of(kind).table
    return select(func.count()).select_from(table).where(*_conditions(table, shape))


@built_once
def inserting(kind: type[Any]) -> Insert:
    table = mapper_of(kind).table
    return table.insert().values({column.name: bindparam(f"set_{column.name}") for column in table.c})


@built_once
def inserting_if_new(kind: type[Any]) -> Insert:
    """Rows that somebody may have written already, word for word: whoever comes second writes nothing."""
    table = mapper_of(kind).table
    # Both databases know these words; SQLAlchemy has them per dialect.
    values: dict[str, Any] = {column.name: bindparam(f"set_{column.name}") for column in table.c}
    return postgresql.insert(table).values(values).on_conflict_do_nothing()


@built_once
def overwriting(kind: type[Any]) -> Update:
    """All columns of the row with the id `set_id`."""
    table = mapper_of(kind).table
    values: dict[str, Any] = {column.name: bindparam(f"set_{column.name}") for column in table.c if column.name != "id"}
    return table.update().where(table.c.id == bindparam("set_id")).values(values)


@built_once
def deleting(kind: type[Any], shape: Shape) -> Delete:
    table = mapper_of(kind).table
    return table.delete().where(*_conditions(table, shape))


def slots(count: int) -> int:
    """Places in an IN list for so many values: a power of two, so that few shapes exist. Raises ValueError over 4096."""
    if count > IN_MAX:
        raise ValueError(f"at most {IN_MAX} values at once")
    return max(2, 1 << (count - 1).bit_length())


def one_of(column: ColumnElement[str], name: str, places: int) -> ColumnElement[bool]:
    """`column IN (…)` with values named `<name>_0` and on."""
    return column.in_([bindparam(f"{name}_{place}", type_=column.type) for place in range(places)])


def spread(name: str, values: list[object]) -> dict[str, object]:
    """Values for `one_of`, the last one repeated until all places are filled."""
    places = slots(len(values))
    return {f"{name}_{place}": values[min(place, len(values) - 1)] for place in range(places)}


def containing(part: str) -> str:
    """The LIKE pattern for texts with this part, to be used with ESCAPE."""
    return "%" + part.replace("^", "^^").replace("%", "^%").replace("_", "^_") + "%"


def _conditions(table: Table, shape: Shape) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for name, places in shape:
        column = table.c[name]
        if places == 0:
            conditions.append(column.is_(None))
        elif places == 1:
            conditions.append(column == bindparam(f"at_{name}", type_=column.type))
        else:
            conditions.append(one_of(column, f"at_{name}", places))
    return conditions
