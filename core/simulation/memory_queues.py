"""Queues in memory: events, deadlines, news and instructions that wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from typing import Any

from core.events import InboxRow, OutboxRow
from core.payments import ProviderIntent
from core.simulation.memory_rows import Rows
from core.simulation.trampoline import pause
from core.trades import DeadlineRow

_TURN = attrgetter("next_try_at", "id")
_BIRTH = attrgetter("created_at", "id")


class Queues(Rows):
    """Inbox, deadlines, outbox and provider instructions."""

    async def receive(self, row: InboxRow) -> bool:
        taken = await self.find(InboxRow, channel=row.channel, tenant=row.tenant, event_id=row.event_id, limit=1)
        if not taken:
            self._insert(row)
        return not taken

    async def finish_inbox(self, row_id: str, status: str, at: datetime) -> bool:
        row = self._row(InboxRow, row_id)
        if row is None or row.status != "new":
            return False
        raw = b"" if status == "done" else row.raw
        self._overwrite(replace(row, status=status, done_at=at, raw=raw))
        return True

    async def waiting_inbox(self, *, limit: int, after: str = "") -> list[InboxRow]:
        rows = [row for row in self._all(InboxRow) if row.status == "new" and row.id > after]
        return sorted(rows, key=attrgetter("id"))[:limit]

    async def due_deadlines(self, now: datetime, *, limit: int) -> list[DeadlineRow]:
        rows = [row for row in self._waiting(DeadlineRow) if row.due_at <= now]
        return sorted(rows, key=attrgetter("due_at", "id"))[:limit]

    async def finish_deadlines(self, row_ids: Sequence[str], at: datetime) -> None:
        for row_id in row_ids:
            row = self._row(DeadlineRow, row_id)
            if row is not None and row.done_at is None:
                self._overwrite(replace(row, done_at=at))

    async def postpone_deadline(self, row_id: str, until: datetime) -> None:
        row = self._row(DeadlineRow, row_id)
        if row is not None:
            self._overwrite(replace(row, due_at=until, attempts=row.attempts + 1))

    async def claim_outbox(self, now: datetime, *, lease_until: datetime, limit: int) -> list[OutboxRow]:
        oldest: dict[str, OutboxRow] = {}
        for row in self._waiting(OutboxRow):
            first = oldest.get(row.order_key)
            if first is None or _BIRTH(row) < _BIRTH(first):
                oldest[row.order_key] = row
        return self._leased(oldest.values(), now, lease_until, limit)

    async def claim_intents(self, now: datetime, *, lease_until: datetime, limit: int) -> list[ProviderIntent]:
        if self.home.racing:
            await pause()
        return self._leased(self._waiting(ProviderIntent), now, lease_until, limit)

    async def settle_outbox(self, rows: Sequence[OutboxRow]) -> None:
        for row in rows:
            held = self._row(OutboxRow, row.id)
            if held is not None and (held.status, held.lease_until) == ("waiting", row.lease_until):
                self._overwrite(
                    replace(
                        held,
                        status=row.status,
                        attempts=row.attempts,
                        next_try_at=row.next_try_at,
                        lease_until=None,
                    )
                )

    def _leased(self, rows: Any, now: datetime, lease_until: datetime, limit: int) -> list[Any]:
        due = [r for r in rows if r.next_try_at <= now and (r.lease_until is None or r.lease_until <= now)]
        leased = [replace(row, lease_until=lease_until) for row in sorted(due, key=_TURN)[:limit]]
        for row in leased:
            self._overwrite(row)
        return sorted(leased, key=_BIRTH)
