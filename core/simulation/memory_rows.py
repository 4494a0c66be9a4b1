"""Rows of any class in a unit of work: written beside the tables, put into them at the commit, or forgotten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Protocol, TypeVar

from core.errors import AlreadyExists, NotFound
from core.listings import Product
from core.simulation.memory_tables import (
    APPEND_ONLY,
    GROUP_OF,
    PEOPLE,
    QUEUES,
    UNIQUE,
    Groups,
    Key,
    Tables,
    columns_of,
    in_order,
    require_storable,
)
from core.simulation.trampoline import pause
from core.trades import Deal, Negotiation

Row = TypeVar("Row")


_IN_EVERY_DEAL = PEOPLE | {Product}


class Overtaken(Exception):
    """Somebody else committed a change to the same row: the step has to run again."""


class Home(Protocol):
    """What a unit of work knows of its store."""

    tables: Tables
    racing: bool
    """Others may run between any two calls of this unit."""
    seats: dict[tuple[str, str], Any]


class Rows:
    """The state of one unit of work, and the same few acts on every table."""

    def __init__(self, home: Home, *, writable: bool, snapshot: bool = True) -> None:
        self.home = home
        self.writable = writable
        # Who only reads keeps the tables of the beginning: one snapshot.
        self._snapshot = None if writable or not snapshot else home.tables
        self.failure: BaseException | None = None
        self.written: defaultdict[type, dict[str, Any]] = defaultdict(dict)
        self.regrouped: dict[str, Groups] = {}
        self.saved: list[tuple[Deal | None, Deal]] = []
        """Deals that were saved, in order: (before, after)."""
        self._keys: defaultdict[type, dict[Key, str]] = defaultdict(dict)
        self._seen: dict[tuple[type, str], Any] = {}
        self._locked: dict[tuple[type, str], int] = {}

    @property
    def tables(self) -> Tables:
        return self._snapshot or self.home.tables

    # ── the port ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def get(self, kind: type[Row], row_id: str, /) -> Row | None:
        """The row with this id; in a write nobody else changes it until the end."""
        if self.home.racing:
            await pause()
            if self.writable:
                self._locked.setdefault((kind, row_id), self.tables.locks[kind, row_id])
        columns_of(kind)
        found: Row | None = self._row(kind, row_id)
        return found

    async def find(
        self, kind: type[Row], /, *, order: str = "id", limit: int = 100, after: Any = None, **equals: Any
    ) -> list[Row]:
        if self.home.racing:
            await pause()
        column, falls = order.removeprefix("-"), order.startswith("-")
        self._require_columns(kind, column, *equals)
        found = [row for row in self._all(kind) if _matches(row, equals)]
        if after is not None:
            found = [row for row in found if (getattr(row, column) < after if falls else getattr(row, column) > after)]
        found.sort(key=lambda row: (getattr(row, column), row.id), reverse=falls)
        return found[:limit]

    async def count(self, kind: type[Any], /, **equals: Any) -> int:
        self._require_columns(kind, *equals)
        return sum(_matches(row, equals) for row in self._all(kind))

    async def add(self, *rows: Any) -> None:
        if self.home.racing:
            await pause()
        for row in rows:
            self._insert(row)

    async def add_missing(self, *rows: Any) -> None:
        await self.add(*(row for row in rows if self._row(type(row), row.id) is None))

    async def put(self, *rows: Any) -> None:
        if self.home.racing:
            await pause()
        for row in rows:
            if self._row(type(row), row.id) is None:
                raise NotFound()
            self._overwrite(row)

    async def delete(self, kind: type[Any], /, **equals: Any) -> int:
        if not equals:
            raise ValueError("deleting needs a condition")
        self._require_columns(kind, *equals)
        gone = [row for row in self._all(kind) if _matches(row, equals)]
        for row in gone:
            self._require_mutable(kind)
            self._write(kind, row.id, None)
            self._regroup(kind, row, gone=True)
        return len(gone)

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _row(self, kind: type[Any], row_id: str) -> Any:
        written = self.written.get(kind)
        if written is not None and row_id in written:
            return written[row_id]
        return self.tables.rows[kind].get(row_id)

    def _all(self, kind: type[Any]) -> Iterator[Any]:
        written = self.written.get(kind, {})
        yield from (row for row_id, row in self.tables.rows[kind].items() if row_id not in written)
        yield from (row for row in written.values() if row is not None)

    def _waiting(self, kind: type[Any]) -> Iterator[Any]:
        """Rows of a queue that wait."""
        written = self.written.get(kind, {})
        yield from (row for row_id, row in self.tables.waiting[kind].items() if row_id not in written)
        yield from (row for row in written.values() if row is not None and QUEUES[kind](row))

    def _insert(self, row: Any) -> None:
        kind = type(row)
        if self._row(kind, row.id) is not None:
            raise self._failed(AlreadyExists())
        require_storable(row)
        self._store(kind, row)

    def _overwrite(self, row: Any) -> None:
        self._require_mutable(type(row))
        if type(row) not in QUEUES:
            require_storable(row)
        self._store(type(row), row)

    def _store(self, kind: type[Any], row: Any) -> None:
        if (key_of := UNIQUE.get(kind)) is not None and (key := key_of(row)) is not None:
            owner = self._keys[kind].get(key) or self.tables.keys[kind].get(key)
            if owner is not None and owner != row.id and self._holds(kind, owner, key):
                raise self._failed(AlreadyExists())
            self._keys[kind][key] = row.id
        self._write(kind, row.id, row)
        self._regroup(kind, row)

    def _holds(self, kind: type[Any], row_id: str, key: Key) -> bool:
        row = self._row(kind, row_id)
        return row is not None and UNIQUE[kind](row) == key

    def _write(self, kind: type[Any], row_id: str, row: Any) -> None:
        if not self.writable:
            raise self._failed(PermissionError("a read-only unit of work can not write"))
        if self.home.racing:
            self._seen.setdefault((kind, row_id), self.tables.rows[kind].get(row_id))
        self.written[kind][row_id] = row

    def _regroup(self, kind: type[Any], row: Any, *, gone: bool = False) -> None:
        """Keep the deal's own list of such rows in step."""
        group = GROUP_OF.get(kind)
        if group is None:
            return
        rows = [held for held in self._group(row.negotiation_id, group) if held.id != row.id]
        if not gone and (group != "deadlines" or row.done_at is None):
            rows.append(row)
        self._set_group(row.negotiation_id, group, tuple(rows))

    def _group(self, trade_id: str, group: str) -> tuple[Any, ...]:
        mine = self.regrouped.get(trade_id)
        if mine is not None and group in mine:
            return mine[group]
        return self.tables.groups.get(trade_id, {}).get(group, ())

    def _set_group(self, trade_id: str, group: str, rows: tuple[Any, ...]) -> None:
        self.regrouped.setdefault(trade_id, {})[group] = in_order(group, rows)

    # ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────

    def is_spoilt(self) -> bool:
        """Somebody else has changed what this unit changes, or read it for a change, and was first."""
        tables = self.home.tables
        return any(tables.rows[kind].get(row_id) is not seen for (kind, row_id), seen in self._seen.items()) or any(
            tables.locks[lock] != count for lock, count in self._locked.items()
        )

    def commit(self, tables: Tables) -> None:
        """Put everything that was written into these tables."""
        for kind, rows in self.written.items():
            for row_id, row in rows.items():
                tables.place(kind, row_id, row)
            if kind in PEOPLE:
                self.home.seats.clear()
            if kind in _IN_EVERY_DEAL:
                tables.deals.clear()
            elif kind is Negotiation:
                for trade_id in rows:
                    tables.deals.pop(trade_id, None)
        for trade_id, groups in self.regrouped.items():
            mine = groups
            if self._seen:
                # Rows of other units may have come beside ours: ours are placed, so the tables know them all.
                mine = {name: _merged(tables, trade_id, name, rows) for name, rows in groups.items()}
            tables.groups[trade_id] = {**tables.groups.get(trade_id, {}), **mine}
            tables.deals.pop(trade_id, None)
        for lock in self._locked:
            tables.locks[lock] += 1

    def _failed(self, refusal: Exception) -> Exception:
        """The unit of work is over, even where the step goes on."""
        self.failure = refusal
        return refusal

    @staticmethod
    def _require_columns(kind: type[Any], *names: str) -> None:
        known = columns_of(kind)
        for name in names:
            if name not in known:
                raise TypeError(f"{kind.__name__} has no column {name!r}")

    @staticmethod
    def _require_mutable(kind: type[Any]) -> None:
        if kind in APPEND_ONLY:
            raise PermissionError(f"a {kind.__name__} is written once and for ever")


def _matches(row: Any, equals: dict[str, Any]) -> bool:
    for name, value in equals.items():
        held = getattr(row, name)
        if not (held in value if isinstance(value, tuple) else held == value):
            return False
    return True


def _merged(tables: Tables, trade_id: str, group: str, mine: tuple[Any, ...]) -> tuple[Any, ...]:
    """This unit's rows of a group, with those that another unit has added to it since."""
    have = {row.id for row in mine}
    kind = next(kind for kind, name in GROUP_OF.items() if name == group)
    rows = tables.rows[kind]
    others = [row for row in tables.groups.get(trade_id, {}).get(group, ()) if row.id not in have]
    current = [rows[row.id] for row in (*mine, *others) if row.id in rows]
    return in_order(group, tuple(row for row in current if group != "deadlines" or row.done_at is None))
