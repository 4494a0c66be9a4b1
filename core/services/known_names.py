"""The names of all companies, held ready for comparing: read once, and from then on only what is new or has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from core.likeness import alike_among, parts, shape
from core.members import Company
from core.ports.clock import Clock
from core.ports.unit_of_work import Store

FOUND_MAX: Final = 200
WIDER_MAX: Final = 20
_AT_ONCE: Final = 500
_LATE: Final = timedelta(minutes=10)
"""So long before the last reading something may have been written that was committed after it."""


@dataclass(frozen=True, slots=True)
class Similar:
    """Companies, the oldest first. `alike`: whose name is mistaken for this one; `within`: whose whole name stands in it."""

    alike: tuple[str, ...]
    within: tuple[str, ...]


class KnownNames:
    """One comparison at a time, and none in the way of the chats: it is done on a thread of its own."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._turn = asyncio.Lock()
        self._shapes: dict[str, str] = {}
        """Company → the shape of its name."""
        self._companies: dict[str, set[str]] = {}
        """Shape → the companies that have it."""
        self._read_at: datetime | None = None

    async def similar(self, store: Store, name: str, *, besides: str) -> Similar:
        """To this name, of all companies but one."""
        async with self._turn:
            await self._read(store)
            return await asyncio.to_thread(self._compare, name, besides)

    async def _read(self, store: Store) -> None:
        now, before = self._clock.now(), self._read_at
        if before is None or not await self._read_changes(store, before - _LATE):
            await self._read_all(store)
        self._read_at = now

    async def _read_changes(self, store: Store, since: datetime) -> bool:
        """New companies, and others that were changed, by any process; False where there are too many for one reading."""
        found = await store.read(lambda tx: tx.find(Company, order="updated_at", after=since, limit=_AT_ONCE))
        await asyncio.to_thread(self._take, found)
        return len(found) < _AT_ONCE

    async def _read_all(self, store: Store) -> None:
        after = ""
        while page := await _page(store, after):
            await asyncio.to_thread(self._take, page)
            after = page[-1].id

    def _take(self, companies: Sequence[Company]) -> None:
        for company in companies:
            before, now = self._shapes.get(company.id), shape(company.name)
            if before == now:
                continue
            if before is not None:
                others = self._companies[before]
                others.discard(company.id)
                if not others:
                    del self._companies[before]
            self._shapes[company.id] = now
            self._companies.setdefault(now, set()).add(company.id)

    def _compare(self, name: str, besides: str) -> Similar:
        shapes = alike_among(shape(name), list(self._companies))
        found = {company_id for one in shapes for company_id in self._companies[one]} - {besides}
        wider = {company_id for part in parts(name) for company_id in self._companies.get(part, ())}
        within = wider - found - {besides}
        return Similar(tuple(sorted(found)[:FOUND_MAX]), tuple(sorted(within)[:WIDER_MAX]))


async def _page(store: Store, after: str) -> list[Company]:
    return await store.read(lambda tx: tx.find(Company, after=after, limit=_AT_ONCE))
