"""The moderators' desk: open cases in order, a case by its code, and a line in the audit for whoever tried what is not theirs."""

from __future__ import annotations

from typing import Final

from core.disputes import OPEN, Dispute
from core.errors import ConflictOfInterest, DomainError, NotAllowed, NotFound, NotRegistered, TakenBySomebody
from core.events import AuditRow, OutboxRow
from core.ids import Ids, code_of
from core.members import Seat
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.trades import Deal
from core.wording import cleaned

NOT_THEIRS: Final = (NotFound, NotAllowed, NotRegistered, ConflictOfInterest, TakenBySomebody)
"""Refusals that say something about the person; the others are about the case."""
SEARCHED_MAX: Final = 5_000
_STRIDE: Final = 500


class Desk:
    """What moderators need besides the trades themselves. Rights are asked by the callers."""

    def __init__(self, *, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids

    async def open_cases(self, tx: Tx, *, limit: int, after: str = "") -> list[Deal]:
        """The oldest first; `after` is the id of the last dispute of the page before."""
        found = await tx.find(Dispute, status=OPEN, order="id", limit=limit, after=after or None)
        deals = [await tx.deal(dispute.negotiation_id) for dispute in found]
        return [deal for deal in deals if deal is not None]

    async def by_code(self, tx: Tx, code: str) -> str:
        """The trade whose dispute, or which itself, has this code. Raises NotFound."""
        wanted = cleaned(code).strip().lstrip("#").upper()
        after: str | None = None
        for _ in range(SEARCHED_MAX // _STRIDE):
            rows = await tx.find(Dispute, order="-id", limit=_STRIDE, after=after)
            for row in rows:
                if wanted in (code_of(row.id), code_of(row.negotiation_id)):
                    return row.negotiation_id
            if len(rows) < _STRIDE:
                break
            after = rows[-1].id
        raise NotFound()

    async def hand_file(self, tx: Tx, seat: Seat, trade_id: str) -> None:
        """The case file leaves for this moderator's own chat, and that they have it is on record."""
        now = self._clock.now()
        await tx.add(AuditRow(self._ids.new("aud"), seat.user_id, "case.file", trade_id, now))
        await tx.add(
            OutboxRow(
                id=self._ids.new("out"),
                order_key=f"{trade_id}:{seat.identity_id}:file",
                kind="casefile",
                subject_id=trade_id,
                identity_id=seat.identity_id,
                notice="case-file",
                args={"here": True},
                created_at=now,
                next_try_at=now,
            )
        )

    async def note_refusal(self, tx: Tx, *, actor: str, act: str, subject: str, refusal: DomainError) -> None:
        """Somebody tried something at the desk that is not theirs; `actor` is the user, or the chat account of a bot."""
        if not isinstance(refusal, NOT_THEIRS):
            return
        detail = {"act": act, "why": refusal.code, **{key: str(value) for key, value in refusal.fields.items()}}
        detail.pop("name", None)
        row = AuditRow(self._ids.new("aud"), actor, "desk.refused", subject or "desk", self._clock.now(), detail)
        await tx.add(row)
