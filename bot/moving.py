"""Where the moderators' group is by now: a group that becomes a supergroup gets another id, and everything follows."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from typing import Final

from core.events import Bookmark, ConversationRow, ScreenRow
from core.ports.chat import Place
from core.ports.clock import Clock
from core.ports.unit_of_work import Store, Tx

log = logging.getLogger(__name__)

_MANY: Final = 10_000


class Moved:
    """The settings keep the old id for ever; here is the new one."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._now: dict[str, str] = {}

    async def load(self, place: Place | None) -> None:
        """What was learnt before this process began."""
        if place is None:
            return
        for _ in range(3):  # It may have moved more than once.
            name = _name(self.now(place))
            known = await self._store.look(partial(_bookmark, name=name))
            if known is None:
                return
            self._now[place.chat] = str(known.detail["chat"])

    def now(self, place: Place) -> Place:
        """The same place by its present id."""
        return replace(place, chat=self._now.get(place.chat, place.chat))

    async def note(self, place: Place, chat: str) -> None:
        """The group `place` has the id `chat` now: what stands there, and who is in the middle of what, goes along."""

        async def step(tx: Tx) -> None:
            now = self._clock.now()
            mark = Bookmark(_name(place), now, now, {"chat": chat})
            await (tx.put(mark) if await tx.get(Bookmark, mark.id) else tx.add(mark))
            before, after = replace(place, thread="").key, replace(place, chat=chat, thread="").key
            for screen in await tx.find(ScreenRow, place=before, limit=_MANY):
                await tx.put(replace(screen, place=after, updated_at=now))
            for row in await tx.find(ConversationRow, place=before, limit=_MANY):
                await tx.put(replace(row, place=after))

        await self._store.write(step)
        for old, current in list(self._now.items()):
            if current == place.chat:
                self._now[old] = chat
        self._now[place.chat] = chat
        log.warning("the moderators' group has another id now; put it into the settings")


async def _bookmark(tx: Tx, *, name: str) -> Bookmark | None:
    return await tx.get(Bookmark, name)


def _name(place: Place) -> str:
    return f"moved:{place.channel}:{place.tenant}:{place.chat}"
