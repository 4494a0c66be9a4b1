"""Old keys: finding what is still sealed under one, and sealing it anew."""

from __future__ import annotations

from typing import Any

from sqlalchemy import LargeBinary, Select, and_, bindparam, func, literal_column, or_, select, type_coerce

from adapters.storage.flavours import limit
from adapters.storage.mapping import mapper_of
from adapters.storage.repositories.rows import Rows
from adapters.storage.statements import built_once


@built_once
def _outdated(kind: type[Any], head_length: int) -> Select[Any]:
    """Rows with a cell that does not begin with `head`, past `after`."""
    mapper = mapper_of(kind)
    old = [
        and_(
            column.is_not(None),
            type_coerce(func.substr(column, literal_column("1"), literal_column(str(head_length))), LargeBinary)
            != bindparam("head", type_=LargeBinary()),
        )
        for column in mapper.columns
        if column.info.get("encrypted")
    ]
    return (
        select(*mapper.columns)
        .where(or_(*old), mapper.table.c.id > bindparam("after"))
        .order_by(mapper.table.c.id)
        .limit(limit())
        .with_for_update(key_share=True)
    )


class Sealing(Rows):
    """Rotation of data keys, a batch at a time."""

    async def reseal(self, kind: type[Any], *, after: str, limit: int) -> list[str]:
        """Seal rows past `after` under the active key; their ids. Empty when none is left."""
        head = self._ring.active_head
        params = {"head": head, "after": after, "limit": limit}
        rows = self._rows(kind, await self._executor.all(_outdated(kind, len(head)), params))
        await self._overwrite(kind, rows)
        return [row.id for row in rows]
