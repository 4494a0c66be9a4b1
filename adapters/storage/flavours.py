"""The two kinds of database: how each writes a statement, and the compiled form of every statement.

Statements are built with SQLAlchemy Core once, compiled once per database, and then handed to the driver as text with
positional values: executing through the driver costs about half of executing through Core.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BindParameter, ClauseElement, Dialect, bindparam, literal_column
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.dialects.sqlite import pysqlite
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnClause

from adapters.storage.columns import iso_of, number, utc_of

Params = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement as the driver takes it: text, and the names of its values in order."""

    text: str
    names: tuple[str, ...]
    constants: Mapping[str, Any]
    """Values that SQLAlchemy put in by itself (an offset of zero)."""

    def values(self, params: Params) -> list[Any]:
        if self.constants:
            params = {**self.constants, **params}
        return [params[name] for name in self.names]


@dataclass(frozen=True, slots=True, eq=False)
class Flavour:
    """One kind of database. `time` makes of a moment what its driver takes for a time column."""

    name: str
    dialect: Dialect
    time: Callable[[datetime], Any]
    _compiled: dict[ClauseElement, Compiled] = field(default_factory=dict)

    def compiled(self, statement: ClauseElement) -> Compiled:
        """Statements are kept by identity, for ever: build them at import or behind a cache."""
        known = self._compiled.get(statement)
        if known is None:
            known = self._compiled[statement] = self._compile(statement)
        return known

    def _compile(self, statement: ClauseElement) -> Compiled:
        compiled = statement.compile(dialect=self.dialect)
        if not isinstance(compiled, SQLCompiler):
            raise TypeError("only queries and changes of rows are compiled here")
        names = tuple(compiled.positiontup or ())
        constants = {name: value for name, value in compiled.params.items() if value is not None}
        return Compiled(str(compiled), names, constants)


SQLITE: Final = Flavour("sqlite", pysqlite.dialect(), iso_of)
POSTGRES: Final = Flavour("postgresql", asyncpg.dialect(), utc_of)  # type: ignore[no-untyped-call]


def constant(value: str) -> ColumnClause[str]:
    """A literal inside the statement's text: the planner uses a partial index only where it can see the value."""
    if "'" in value or ":" in value:
        raise ValueError("constants are plain codes")
    return literal_column(f"'{value}'")


def limit() -> BindParameter[int]:
    """The number of rows wanted, given as `limit`."""
    return bindparam("limit", type_=number())
