"""What people choose about how they are spoken to: zone, quiet hours, bundles, and in which chat."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.errors import InvalidValue, NotFound
from core.members import ChatIdentity, Seat
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.preferences import DIGESTS, Preferences

MINUTES_A_DAY = 24 * 60


class Choosing:
    """Reads and writes one person's choices."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    async def of(self, tx: Tx, seat: Seat) -> Preferences:
        """The choices of this person, with everything as it is where nothing was chosen."""
        return await tx.get(Preferences, seat.user_id) or Preferences(seat.user_id, self._clock.now())

    async def zone(self, tx: Tx, seat: Seat, name: str) -> None:
        await self._write(tx, seat, zone=name)

    async def quiet(self, tx: Tx, seat: Seat, begin: int, end: int) -> None:
        """Quiet hours in minutes after midnight; equal ones mean none. Raises InvalidValue."""
        if not (0 <= begin < MINUTES_A_DAY and 0 <= end < MINUTES_A_DAY):
            raise InvalidValue("quiet", "not-hours")
        await self._write(tx, seat, quiet_from=begin, quiet_until=end)

    async def digest(self, tx: Tx, seat: Seat, kind: str) -> None:
        if kind not in DIGESTS:
            raise NotFound()
        await self._write(tx, seat, digest=kind)

    async def told_at(self, tx: Tx, seat: Seat, identity_id: str) -> None:
        """In which of their chats somebody is told; it has to be their own."""
        chat = await tx.get(ChatIdentity, identity_id)
        if chat is None or chat.user_id != seat.user_id:
            raise NotFound()
        await self._write(tx, seat, told_at=identity_id)

    async def currency(self, tx: Tx, seat: Seat, code: str) -> None:
        await self._write(tx, seat, currency=code)

    async def _write(self, tx: Tx, seat: Seat, **changes: Any) -> None:
        known = await tx.get(Preferences, seat.user_id)
        now = self._clock.now()
        if known is None:
            await tx.add(Preferences(id=seat.user_id, updated_at=now, **changes))
        else:
            await tx.put(replace(known, updated_at=now, **changes))
