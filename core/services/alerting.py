"""Tells people of new listings that match what they have saved: at most once an hour for each search."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from core.events import OutboxRow
from core.ids import Ids
from core.members import Membership
from core.ports.clock import Clock
from core.ports.unit_of_work import Store, Tx
from core.searches import Search
from core.services.look_alikes import held_among
from core.services.searching import newest_listing, wanted_of

PAUSE = timedelta(hours=1)
TOLD_MAX = 5
"""So many listings are named; of the others the number is told."""

_MORE = 50
_BATCH = 200


class Alerting:
    """Looks through the saved searches whenever something new is for sale."""

    def __init__(self, *, store: Store, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._clock = clock
        self._ids = ids
        self._looked_up_to = ""
        self._waiting = True
        """Some search had its turn less than an hour ago, so that a look is worth it although nothing is new."""

    async def sweep(self) -> int:
        """One round. Returns how many people are told something."""
        newest = await self._store.read(newest_listing)
        if newest == self._looked_up_to and not self._waiting:
            return 0
        told, waiting, after = 0, False, ""
        while True:
            batch = await self._store.read(lambda tx, a=after: self._saved(tx, a))  # type: ignore[misc]
            for search in batch:
                if search.told_at is not None and search.told_at > self._clock.now() - PAUSE:
                    waiting = waiting or search.seen < newest
                elif search.seen < newest:
                    told += await self._store.write(lambda tx, s=search.id: self._tell(tx, s, newest))  # type: ignore[misc]
            if len(batch) < _BATCH:
                break
            after = batch[-1].id
        self._looked_up_to, self._waiting = newest, waiting
        return told

    async def _saved(self, tx: Tx, after: str) -> list[Search]:
        return await tx.find(Search, alerts=True, limit=_BATCH, after=after)

    async def _tell(self, tx: Tx, search_id: str, newest: str) -> int:
        search = await tx.get(Search, search_id)
        if search is None or not search.alerts or search.seen >= newest:
            return 0
        found = await tx.search(await wanted_of(tx, search), since=search.seen, limit=_MORE)
        own = {member.company_id for member in await tx.find(Membership, user_id=search.user_id, limit=50)}
        foreign = [product for product in found.products if product.company_id not in own and product.id <= newest]
        held = await held_among(tx, (product.company_id for product in foreign)) if foreign else set()
        foreign = [product for product in foreign if product.company_id not in held]
        now = self._clock.now()
        await tx.put(replace(search, seen=newest, told_at=now if foreign else search.told_at))
        if not foreign:
            return 0
        await tx.add(
            OutboxRow(
                id=self._ids.new("out"),
                order_key=f"{search.id}:{search.identity_id}",
                kind="search",
                subject_id=search.id,
                identity_id=search.identity_id,
                notice="listings",
                args={"products": [product.id for product in foreign[:TOLD_MAX]], "count": len(foreign)},
                created_at=now,
                next_try_at=now,
            )
        )
        return 1
