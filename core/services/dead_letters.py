"""News that nobody could be told: a card at the desk, from which it is tried once more or let go."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core import policy
from core.errors import ConflictOfInterest, NotFound, NotNow
from core.events import AuditRow, OutboxRow
from core.ids import Ids
from core.members import ChatIdentity, Seat
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.services.desk_rows import FOR_THE_DESK, desk_row

OF_THEIR_SENDER: Final = ("message",)
"""What somebody wrote: its sender is told, and can try again."""
NEVER: Final = (*FOR_THE_DESK, *OF_THEIR_SENDER)
"""News of which no card is made."""
CARDS_MAX: Final = 20
"""So many cards wait at once; when everything fails, one more of them says nothing."""


class DeadLetters:
    """Runs inside the unit of work of whoever calls."""

    def __init__(self, *, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids

    async def tell(self, tx: Tx, row: OutboxRow) -> None:
        """A card for a piece of news that was given up; none where its reader has left, which is no fault of anybody."""
        if row.kind in NEVER:
            # What does not arrive at the desk can not be told there either.
            return
        reader = await tx.get(ChatIdentity, row.identity_id) if row.identity_id else None
        if reader is None or not reader.reachable:
            return
        if await tx.count(OutboxRow, kind="dead", status="waiting") >= CARDS_MAX:
            return
        now = self._clock.now()
        await tx.add(desk_row(self._ids, now, line=row.id, kind="dead", notice="dead-letter", subject_id=row.id))

    async def retry(self, tx: Tx, seat: Seat, row_id: str) -> OutboxRow:
        """Try it anew, from the first time on. Raises NotFound, NotNow, ConflictOfInterest."""
        return await self._moved(tx, seat, row_id, "retried")

    async def drop(self, tx: Tx, seat: Seat, row_id: str) -> OutboxRow:
        """Let it go: nobody is told. Raises NotFound, NotNow, ConflictOfInterest."""
        return await self._moved(tx, seat, row_id, "dropped")

    async def _moved(self, tx: Tx, seat: Seat, row_id: str, how: str) -> OutboxRow:
        policy.require_staff(seat)
        row = await tx.get(OutboxRow, row_id)
        if row is None or row.kind in NEVER:
            raise NotFound()
        deal = await tx.deal(row.subject_id) if row.subject_id.startswith("neg_") else None
        sides = (deal.trade.buyer_company_id, deal.trade.seller_company_id) if deal is not None else ()
        if seat.company_id and seat.company_id in sides:
            raise ConflictOfInterest(why="party")
        if row.status != "dead":
            raise NotNow()
        now = self._clock.now()
        if how == "retried":
            after = replace(row, status="waiting", attempts=0, next_try_at=now, lease_until=None)
        else:
            after = replace(row, status="dropped")
        await tx.put(after)
        detail = {"notice": row.notice, "kind": row.kind}
        await tx.add(AuditRow(self._ids.new("aud"), seat.user_id, f"letter.{how}", row.id, now, detail))
        return after
