"""Old keys: finding what is still sealed under one, and sealing it anew."""

from __future__ import annotations

from typing import Any

from sqlalchemy import LargeBinary, Select, and_, bindparam, func, literal_column, or_, select, type_coerce

from adapters.storage.ciphers import PERSONAL_HEAD
from adapters.storage.flavours import limit
from adapters.storage.mapping import Mapper, mapper_of
from adapters.storage.repositories.rows import Rows
from adapters.storage.statements import built_once


@built_once
def _outdated(kind: type[Any], head_length: int) -> Select[Any]:
    """Rows with a cell that neither begins with `head` nor is under the key of a person, past `after`."""
    mapper = mapper_of(kind)
    sealed = [column for column in mapper.columns if column.info.get("encrypted")]
    old = [
        and_(column.is_not(None), _begins(column, head_length) != _HEAD, _begins(column, 1) != _PERSONAL)
        for column in sealed
    ]
    return _past(mapper, or_(*old))


@built_once
def _not_personal(kind: type[Any]) -> Select[Any]:
    """Rows with a cell that belongs to a person and is not under their key, past `after`."""
    mapper = mapper_of(kind)
    theirs = [column for column in mapper.columns if column.info.get("owner")]
    return _past(mapper, or_(*(and_(column.is_not(None), _begins(column, 1) != _PERSONAL) for column in theirs)))


_HEAD = bindparam("head", type_=LargeBinary())
_PERSONAL = bindparam("personal", type_=LargeBinary())


def _begins(column: Any, length: int) -> Any:
    return type_coerce(func.substr(column, literal_column("1"), literal_column(str(length))), LargeBinary)


def _past(mapper: Mapper[Any], which: Any) -> Select[Any]:
    return (
        select(*mapper.columns)
        .where(which, mapper.table.c.id > bindparam("after"))
        .order_by(mapper.table.c.id)
        .limit(limit())
        .with_for_update(key_share=True)
    )


class Sealing(Rows):
    """Rotation of data keys, a batch at a time."""

    async def reseal(self, kind: type[Any], *, after: str, limit: int) -> list[str]:
        """Seal rows past `after` under the active key; their ids. Empty when none is left."""
        head = self._ring.active_head
        params = {"head": head, "personal": PERSONAL_HEAD, "after": after, "limit": limit}
        return await self._again(kind, _outdated(kind, len(head)), params)

    async def personalise(self, kind: type[Any], *, after: str, limit: int) -> list[str]:
        """Seal what belongs to persons under their keys, in rows past `after`; their ids. Empty when none is left."""
        return await self._again(kind, _not_personal(kind), {"personal": PERSONAL_HEAD, "after": after, "limit": limit})

    async def _again(self, kind: type[Any], which: Select[Any], params: dict[str, Any]) -> list[str]:
        rows = self._rows(kind, await self._executor.all(which, params))
        await self._overwrite(kind, rows)
        return [row.id for row in rows]
