"""What is shown where, and the forms that people are filling in."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import Select, Text, Update, bindparam, literal_column, select, type_coerce, update
from sqlalchemy.dialects.postgresql import insert

from adapters.storage.flavours import limit
from adapters.storage.mapping import mapper_of
from adapters.storage.repositories.rows import Repository
from adapters.storage.statements import ESCAPE, containing
from adapters.storage.tables import CONVERSATIONS, SCREENS
from core.events import ConversationRow, ScreenRow

_S, _T = SCREENS.c, CONVERSATIONS.c
_SCREEN = mapper_of(ScreenRow).columns

_SHOWN: Final[Select[Any]] = select(*_SCREEN).where(_S.place == bindparam("place"), _S.key == bindparam("key"))
_HOLDING: Final[Select[Any]] = (
    select(*_SCREEN)
    .where(_S.place == bindparam("place"), type_coerce(_S.parts, Text).like(bindparam("pattern"), escape=ESCAPE))
    .order_by(_S.updated_at.desc(), _S.id.desc())
)
_WRITTEN = insert(SCREENS).values({column.name: bindparam(f"set_{column.name}") for column in SCREENS.c})
_PUT: Final = _WRITTEN.on_conflict_do_update(
    index_elements=["place", "key"],
    # The id as well: what is sealed in a row is bound to it.
    set_={column.name: _WRITTEN.excluded[column.name] for column in SCREENS.c},
)
_DUE: Final[Select[Any]] = (
    select(*_SCREEN)
    .where(_S.due_rev > _S.shown_rev, _S.updated_at < bindparam("before"))
    .order_by(_S.updated_at, _S.id)
    .limit(limit())
)
_OPEN_FORM: Final[Select[Any]] = (
    select(*mapper_of(ConversationRow).columns)
    .where(
        _T.place == bindparam("place"),
        _T.identity_id == bindparam("identity_id"),
        _T.parked.is_(literal_column("false")),
    )
    .order_by(_T.updated_at.desc(), _T.id.desc())
    .limit(literal_column("1"))
)


_KEYS = ("at_key", "at_second", "at_third")


@cache
def _overdue(*, in_place: bool) -> Update:
    keys: list[Any] = [bindparam(name) for name in _KEYS]
    change = update(SCREENS).where(_S.key.in_(keys), _S.due_rev < bindparam("set_rev"))
    if in_place:
        change = change.where(_S.place == bindparam("at_place"))
    return change.values(due_rev=bindparam("set_rev"))


class Screens(Repository):
    """Screens and conversations."""

    async def screen(self, place: str, key: str) -> ScreenRow | None:
        found = self._rows(ScreenRow, await self._executor.all(_SHOWN, {"place": place, "key": key}))
        return found[0] if found else None

    async def screen_at(self, place: str, part: str) -> ScreenRow | None:
        pattern = containing(json.dumps(part, ensure_ascii=False))
        found = self._rows(ScreenRow, await self._executor.all(_HOLDING, {"place": place, "pattern": pattern}))
        # The pattern only narrows the search: quotes inside an id, and case on SQLite, can match too much.
        return next((row for row in found if part in row.parts), None)

    async def put_screen(self, row: ScreenRow) -> None:
        await self._executor.run(_PUT, self._stored(row))

    async def mark_due(self, *keys: str, rev: int, place: str = "") -> None:
        params: dict[str, Any] = {name: keys[min(at, len(keys) - 1)] for at, name in enumerate(_KEYS)}
        params["set_rev"] = rev
        if place:
            params["at_place"] = place
        await self._executor.run(_overdue(in_place=bool(place)), params)

    async def due_screens(self, *, limit: int, before: datetime) -> list[ScreenRow]:
        found = await self._executor.all(_DUE, {"limit": limit, "before": self._time(before)})
        return self._rows(ScreenRow, found)

    async def conversation(self, place: str, identity_id: str) -> ConversationRow | None:
        found = await self._executor.all(_OPEN_FORM, {"place": place, "identity_id": identity_id})
        rows = self._rows(ConversationRow, found)
        return rows[0] if rows else None
