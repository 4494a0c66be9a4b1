"""The book of threads: who opens which, once, and where it is by now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from core.ids import Ids
from core.ports.chat import Place
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.threads import CLOSED, OPEN, OPENING, PLAIN, THERE, About, Thread

PATIENCE: Final = timedelta(seconds=20)
"""So long we wait to hear of a thread that was asked for without an answer, before we ask again."""


class ThreadBook:
    """Runs inside the unit of work of whoever calls. Opening happens at the platform, in between two of these steps."""

    def __init__(self, *, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids

    async def of(self, tx: Tx, place: Place, subject_id: str) -> Thread | None:
        found = await tx.find(Thread, place=key_of(place), subject_id=subject_id, limit=1)
        return found[0] if found else None

    async def of_trade(self, tx: Tx, place: Place, trade_id: str) -> Thread | None:
        """The newest one about a trade, where it can be written in."""
        found = await tx.find(Thread, place=key_of(place), negotiation_id=trade_id, status=THERE, order="-id", limit=1)
        return found[0] if found else None

    async def ask(self, tx: Tx, place: Place, about: About) -> tuple[Thread, bool]:
        """The thread as it stands, and whether the caller is the one to open it now. Raises AlreadyExists where somebody
        else began in this very moment."""
        now = self._clock.now()
        found = await self.of(tx, place, about.subject_id)
        if found is None:
            made = self._made(place, about, OPENING, "")
            await tx.add(made)
            return made, True
        # Read again under its lock: of two who have lost their patience one asks.
        found = await tx.get(Thread, found.id) or found
        if found.status != OPENING or found.updated_at > now - PATIENCE:
            return found, False
        asked = replace(found, updated_at=now)
        await tx.put(asked)
        return asked, True

    async def opened(self, tx: Tx, thread_id: str, native: str) -> Thread | None:
        """It is there. Where another one had been opened for the same before, that one stays."""
        found = await tx.get(Thread, thread_id)
        if found is None or found.status != OPENING:
            return found
        return await self._turned(tx, found, OPEN, native)

    async def heard_of(self, tx: Tx, place: Place, name: str, native: str) -> Thread | None:
        """A thread of ours by this name was opened, as the platform tells; the one it is, None where nobody wanted any."""
        found = await tx.find(Thread, place=key_of(place), name=name, status=(OPENING, *THERE), order="-id", limit=1)
        if not found:
            return None
        return await self.opened(tx, found[0].id, native)

    async def below(self, tx: Tx, place: Place, about: About, native: str) -> Thread:
        """The message `native` heads the thread from now on."""
        found = await self.of(tx, place, about.subject_id)
        if found is None:
            made = self._made(place, about, OPEN, native)
            await tx.add(made)
            return made
        return await self._turned(tx, found, found.status if found.status in THERE else OPEN, native)

    async def not_to_be_had(self, tx: Tx, thread_id: str) -> None:
        """The place has no threads, does not let us open one, or has lost this one."""
        await self._turn(tx, thread_id, PLAIN)

    async def gone(self, tx: Tx, inside: Place) -> None:
        """The thread that `inside` is has been deleted: the place around it is used."""
        for found in await tx.find(Thread, place=key_of(inside), native=inside.thread, status=THERE):
            await self._turn(tx, found.id, PLAIN)

    async def closed(self, tx: Tx, thread_id: str) -> None:
        await self._turn(tx, thread_id, CLOSED)

    async def not_asked(self, tx: Tx, thread_id: str) -> None:
        """It is certain that the platform has not opened it: whoever comes next asks at once."""
        await tx.delete(Thread, id=thread_id, status=OPENING)

    async def _turn(self, tx: Tx, thread_id: str, status: str) -> None:
        found = await tx.get(Thread, thread_id)
        if found is not None:
            await self._turned(tx, found, status, found.native)

    async def _turned(self, tx: Tx, found: Thread, status: str, native: str) -> Thread:
        turned = replace(found, status=status, native=native, updated_at=self._clock.now())
        await tx.put(turned)
        return turned

    def _made(self, place: Place, about: About, status: str, native: str) -> Thread:
        now = self._clock.now()
        return Thread(
            id=self._ids.new("thr"),
            place=key_of(place),
            subject_id=about.subject_id,
            negotiation_id=about.trade_id,
            name=about.name,
            status=status,
            created_at=now,
            updated_at=now,
            native=native,
        )


def key_of(place: Place) -> str:
    """A shared place, whatever is inside it."""
    return f"{place.channel}|{place.tenant}|{place.chat}"
