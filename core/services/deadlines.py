"""What is due is done: each wake-up in its own transaction, re-read, so that one bad row never stops the rest."""

from __future__ import annotations

import logging
from datetime import timedelta

from core.errors import ActUnderWay, DomainError, Stale
from core.ports.clock import Clock
from core.ports.unit_of_work import Store, Tx
from core.process import clocks, engine
from core.process.definition import Role
from core.services.trading import Trading
from core.trades import DeadlineRow, Deal

log = logging.getLogger(__name__)
RETRY = timedelta(minutes=1)
OUTAGE = timedelta(minutes=15)
"""A wake-up that is later than this was missed because nobody was there to fire it."""
GRACE = timedelta(hours=1)
"""So long after an outage people still have before what their silence means is done."""


class Deadlines:
    """Fires due wake-ups. After an outage it reminds at once and acts later: nobody shall lose a right because the market
    was away when they wanted to use it. `outage` is None where the clock is moved by hand, and a leap is no outage."""

    def __init__(self, store: Store, trading: Trading, clock: Clock, *, outage: timedelta | None = None) -> None:
        self._store = store
        self._trading = trading
        self._clock = clock
        self._outage = outage

    async def sweep(self, *, limit: int = 200) -> int:
        """Fire what is due now; returns how many wake-ups were looked at."""
        now = self._clock.now()
        rows = await self._store.read(lambda tx: tx.due_deadlines(now, limit=limit))
        for row in rows:
            try:
                await self._store.write(lambda tx, row=row: self._fire(tx, row))  # type: ignore[misc]
            except Exception:
                log.exception("a deadline could not be fired", extra={"clock": row.name})
                await self._store.write(lambda tx, row=row: self._postpone(tx, row))  # type: ignore[misc]
        return len(rows)

    async def _postpone(self, tx: Tx, row: DeadlineRow) -> None:
        backoff = min(RETRY * 2 ** min(row.attempts, 10), timedelta(hours=6))
        await tx.postpone_deadline(row.id, self._clock.now() + backoff)

    async def _fire(self, tx: Tx, row: DeadlineRow) -> None:
        now = self._clock.now()
        deal = await tx.deal(row.negotiation_id)
        current = next((d for d in deal.deadlines if d.id == row.id), None) if deal else None
        if deal is None or current is None:
            return
        wish = next((w for w in clocks.wanted(deal, self._trading.rules) if w.key == engine.key_of(current)), None)
        if wish is None or not engine.is_wanted(current, wish) or wish.due_at > now:
            # The deal, or the operator's rules, have moved on: the wake-ups that it wants now take this one's place.
            await tx.finish_deadlines([row.id], now)
            await self._trading.rewind(tx, deal)
            return
        missed = self._outage is not None and not current.attempts and now - current.due_at > self._outage
        if current.kind == "remind":
            await self._remind(tx, deal, current, missed=missed)
            return
        if missed:
            await self._remind_first(tx, deal, current)
            return
        try:
            await self._trading.apply(tx, deal, current.fires, role=Role.TIMER, args={})
        except Stale:
            # Somebody else moved the trade meanwhile: the store runs this step again on what is there now.
            raise
        except ActUnderWay:
            await tx.postpone_deadline(row.id, now + RETRY)
            return
        except DomainError as refusal:
            # The table lists this transition here, so a refusal means that a guard knows better (already shipped …).
            log.info("a deadline had nothing to do", extra={"clock": row.name, "reason": refusal.code})
        await tx.finish_deadlines([row.id], now)

    async def _remind(self, tx: Tx, deal: Deal, row: DeadlineRow, *, missed: bool) -> None:
        # Of several that were missed the last one says it all, and the end itself reminds once more.
        if not (missed and self._is_outdone(deal, row)):
            await self._tell(tx, deal, row)
        await tx.finish_deadlines([row.id], self._clock.now())

    async def _remind_first(self, tx: Tx, deal: Deal, row: DeadlineRow) -> None:
        """The end of a time that passed during an outage: whoever's silence counts hears of it now, and can still act."""
        now = self._clock.now()
        await tx.postpone_deadline(row.id, now + GRACE)
        if clocks.BY_NAME[row.name].reminds is not None:
            await self._tell(tx, deal, row)
            await tx.mark_due(f"deal:{deal.trade.id}", rev=deal.trade.version)

    async def _tell(self, tx: Tx, deal: Deal, row: DeadlineRow) -> None:
        clock = clocks.BY_NAME[row.name]
        await self._trading.tell(tx, deal, clock.reminder.tells, role=None, seat=None, detail={"clock": row.name})

    def _is_outdone(self, deal: Deal, row: DeadlineRow) -> bool:
        """A later wake-up of the same clock is due as well."""
        return any(
            other.name == row.name
            and other.subject_id == row.subject_id
            and row.due_at < other.due_at <= self._clock.now()
            for other in deal.deadlines
        )
