"""Cases as figures, in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from operator import attrgetter

from core.disputes import DESK_MOVES, OPEN, CaseMove, CaseRecord, Dispute
from core.ledger import LedgerEntry
from core.simulation.memory_rows import Rows
from core.trades import TradeTransition

_AGE = attrgetter("created_at", "id")


class Counting(Rows):
    """Implements the counting seam."""

    async def cases_since(self, since: datetime) -> list[CaseRecord]:
        return [
            CaseRecord(**{name: getattr(row, name) for name in CaseRecord.__dataclass_fields__})
            for row in sorted(self._cases(since), key=_AGE)
        ]

    async def case_moves_since(self, since: datetime) -> list[CaseMove]:
        found = [
            (line.created_at, line.negotiation_id, line.sequence, row.id, line)
            for row in self._cases(since)
            for line in self._all(TradeTransition)
            if line.negotiation_id == row.negotiation_id
            and line.transition in DESK_MOVES
            and row.created_at <= line.created_at <= row.updated_at
        ]
        found.sort(key=lambda each: each[:4])
        return [
            CaseMove(case_id, line.transition, line.to_state, line.actor_id, line.created_at)
            for _, _, _, case_id, line in found
        ]

    async def held_in_cases(self) -> dict[str, int]:
        disputed = {row.negotiation_id for row in self._all(Dispute) if row.status in OPEN}
        held: Counter[str] = Counter()
        for entry in self._all(LedgerEntry):
            account = f"esc:{entry.negotiation_id}"
            if entry.negotiation_id in disputed and account in (entry.to_account, entry.from_account):
                held[entry.currency] += entry.effect_on(account)
        return dict(sorted(held.items()))

    def _cases(self, since: datetime) -> Iterator[Dispute]:
        return (row for row in self._all(Dispute) if row.status in OPEN or row.updated_at >= since)
