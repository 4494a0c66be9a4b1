"""Cases as figures: narrow rows and sums, without the sealed words of anybody."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, case, cast, func, literal, or_, select

from adapters.storage.columns import UtcTime, number, words
from adapters.storage.flavours import constant
from adapters.storage.repositories.rows import Repository
from adapters.storage.tables import DISPUTES, LEDGER_ENTRIES, TRADE_TRANSITIONS
from core.disputes import DESK_MOVES, OPEN, CaseMove, CaseRecord

_D, _L, _T = DISPUTES.c, LEDGER_ENTRIES.c, TRADE_TRANSITIONS.c
_TIME: Final = UtcTime()

_IS_OPEN: Final = _D.status.in_([constant(status) for status in OPEN])
_SINCE: Final = or_(_IS_OPEN, _D.updated_at >= bindparam("since"))
_CASES: Final = (
    select(*(_D[name] for name in CaseRecord.__dataclass_fields__)).where(_SINCE).order_by(_D.created_at, _D.id)
)
_MOVES: Final = (
    select(_D.id, _T.transition, _T.to_state, _T.actor_id, _T.created_at)
    .join_from(DISPUTES, TRADE_TRANSITIONS, _T.negotiation_id == _D.negotiation_id)
    .where(
        _SINCE,
        _T.transition.in_([constant(name) for name in DESK_MOVES]),
        # Every step of a case changes it too, so that its last change is never before its last step.
        _T.created_at.between(_D.created_at, _D.updated_at),
    )
    .order_by(_T.created_at, _T.negotiation_id, _T.sequence)
)
_DISPUTED: Final = select(_D.negotiation_id).where(_IS_OPEN).distinct().subquery("disputed")
_ESCROW: Final = literal("esc:", words()).concat(_DISPUTED.c.negotiation_id)
_HELD: Final = (
    select(_L.currency, cast(func.sum(case((_L.to_account == _ESCROW, _L.amount), else_=-_L.amount)), number()))
    .join_from(_DISPUTED, LEDGER_ENTRIES, _L.negotiation_id == _DISPUTED.c.negotiation_id)
    .where(or_(_L.to_account == _ESCROW, _L.from_account == _ESCROW))
    .group_by(_L.currency)
    .order_by(_L.currency)
)


class Counting(Repository):
    """Implements the counting seam."""

    async def cases_since(self, since: datetime) -> list[CaseRecord]:
        found = await self._executor.all(_CASES, {"since": self._time(since)})
        return [_case(*row) for row in found]

    async def case_moves_since(self, since: datetime) -> list[CaseMove]:
        found = await self._executor.all(_MOVES, {"since": self._time(since)})
        return [
            CaseMove(case_id, transition, to_state, actor_id, _TIME.decode(at))
            for case_id, transition, to_state, actor_id, at in found
        ]

    async def held_in_cases(self) -> dict[str, int]:
        return {str(currency): int(held) for currency, held in await self._executor.all(_HELD)}


def _case(*row: Any) -> CaseRecord:
    stored = dict(zip(CaseRecord.__dataclass_fields__, row, strict=True))
    times = {name: _TIME.decode(stored[name]) for name in ("created_at", "updated_at")}
    return CaseRecord(**(stored | times | {"appealed": bool(stored["appealed"])}))
