"""Rows of any table: get, find, count, add, put, delete."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from adapters.storage import statements
from adapters.storage.ciphers import DataKeys
from adapters.storage.executors import Executor
from adapters.storage.mapping import Mapper, mapper_of
from core.errors import NotFound
from core.events import OutboxRow
from core.payments import ProviderIntent

Row = TypeVar("Row")

OUTGOING = (OutboxRow, ProviderIntent)
"""Rows that somebody sends or pays after the commit."""


class Repository:
    """What all groups of queries work with."""

    def __init__(self, executor: Executor, ring: DataKeys) -> None:
        self._executor = executor
        self._ring = ring
        self._read_here: set[tuple[str, int]] = set()
        """(trade, version) of the deals read in this unit of work."""
        self.outgoing = False
        """Whether this unit of work leaves something to send or to pay."""

    def _time(self, moment: datetime) -> Any:
        return self._executor.flavour.time(moment)

    def _rows(self, kind: type[Row], found: Sequence[Sequence[Any]]) -> list[Row]:
        mapper = mapper_of(kind)
        return [mapper.row(values, self._ring) for values in found]

    def _stored(self, row: Any) -> dict[str, Any]:
        return mapper_of(type(row)).stored(row, self._executor.flavour, self._ring)


class Rows(Repository):
    """The same few acts on every table."""

    async def get(self, kind: type[Row], row_id: str, /) -> Row | None:
        """The row with this id; in a write nobody else changes it until the end."""
        statement = statements.by_id(kind, locked=self._executor.writable)
        found = await self._executor.all(statement, {"at_id": row_id})
        return mapper_of(kind).row(found[0], self._ring) if found else None

    async def find(
        self, kind: type[Row], /, *, order: str = "id", limit: int = 100, after: Any = None, **equals: Any
    ) -> list[Row]:
        mapper = mapper_of(kind)
        _require_columns(mapper, order.removeprefix("-"), *equals)
        asked = self._asked(mapper, equals)
        if asked is None:
            return []
        shape, params = asked
        params["limit"] = limit
        if after is not None:
            params["after"] = mapper.encoded(order.removeprefix("-"), after, self._executor.flavour)
        statement = statements.matching(kind, shape, order, onward=after is not None)
        return self._rows(kind, await self._executor.all(statement, params))

    async def count(self, kind: type[Any], /, **equals: Any) -> int:
        mapper = mapper_of(kind)
        _require_columns(mapper, *equals)
        asked = self._asked(mapper, equals)
        if asked is None:
            return 0
        shape, params = asked
        found = await self._executor.all(statements.counting(kind, shape), params)
        return int(found[0][0])

    async def add(self, *rows: Any) -> None:
        for kind, same in groupby(rows, type):
            await self._insert(kind, list(same))

    async def add_missing(self, *rows: Any) -> None:
        for kind, same in groupby(rows, type):
            # In one order, so that two who add the same rows at once wait for each other and never in a circle.
            await self._insert(kind, sorted(same, key=attrgetter("id")), if_new=True)

    async def put(self, *rows: Any) -> None:
        for kind, same in groupby(rows, type):
            await self._replace(kind, list(same))

    async def delete(self, kind: type[Any], /, **equals: Any) -> int:
        """How many rows went. Raises ValueError without a condition: nothing here empties a table."""
        if not equals:
            raise ValueError("deleting needs a condition")
        mapper = mapper_of(kind)
        _require_columns(mapper, *equals)
        asked = self._asked(mapper, equals)
        if asked is None:
            return 0
        shape, params = asked
        return await self._executor.run(statements.deleting(kind, shape), params)

    async def _insert(self, kind: type[Any], rows: Sequence[Any], *, if_new: bool = False) -> None:
        statement = statements.inserting_if_new(kind) if if_new else statements.inserting(kind)
        self.outgoing = self.outgoing or (bool(rows) and kind in OUTGOING)
        if len(rows) == 1:
            await self._executor.run(statement, self._stored(rows[0]))
        elif rows:
            await self._executor.run_many(statement, [self._stored(row) for row in rows])

    async def _replace(self, kind: type[Any], rows: Sequence[Any]) -> None:
        """Overwrite rows that must be there. Raises NotFound, before any is written where there are several."""
        if len(rows) == 1:
            if not await self._executor.run(statements.overwriting(kind), self._stored(rows[0])):
                raise NotFound()
            return
        # Many at once are not counted by every driver. Held in one order, two of these never wait for each other.
        row_ids: list[object] = sorted({row.id for row in rows})
        for start in range(0, len(row_ids), statements.IN_MAX):
            wanted = row_ids[start : start + statements.IN_MAX]
            statement = statements.holding(kind, statements.slots(len(wanted)))
            if len(await self._executor.all(statement, statements.spread("at_id", wanted))) != len(wanted):
                raise NotFound()
        await self._overwrite(kind, rows)

    async def _overwrite(self, kind: type[Any], rows: Sequence[Any]) -> None:
        statement = statements.overwriting(kind)
        if len(rows) == 1:
            await self._executor.run(statement, self._stored(rows[0]))
        elif rows:
            await self._executor.run_many(statement, [self._stored(row) for row in rows])

    def _asked(self, mapper: Mapper[Any], equals: dict[str, Any]) -> tuple[statements.Shape, dict[str, Any]] | None:
        """The shape of a question and its values; None where the answer is nothing (one of no values)."""
        shape: list[tuple[str, int]] = []
        params: dict[str, Any] = {}
        flavour = self._executor.flavour
        for name, value in equals.items():
            if value is None:
                shape.append((name, 0))
            elif isinstance(value, tuple):
                if not value:
                    return None
                shape.append((name, statements.slots(len(value))))
                params |= statements.spread(f"at_{name}", [mapper.encoded(name, part, flavour) for part in value])
            else:
                shape.append((name, 1))
                params[f"at_{name}"] = mapper.encoded(name, value, flavour)
        return tuple(shape), params


def _require_columns(mapper: Mapper[Any], *names: str) -> None:
    for name in names:
        if name not in mapper.names:
            raise TypeError(f"{mapper.kind.__name__} has no column {name!r}")
