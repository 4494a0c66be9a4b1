"""What an operator says happened on the bank account: money that came, and money that was sent."""

from __future__ import annotations

from dataclasses import replace

from core import policy
from core.bank import BankOrder
from core.errors import NotAllowed, NotFound, NotNow
from core.events import AuditRow
from core.ids import Ids
from core.members import Seat
from core.payments import ProviderIntent
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.trades import Negotiation


class BankDesk:
    """Confirms orders. Above `four_eyes_above` (minor units) two different operators have to say the same."""

    def __init__(self, *, clock: Clock, ids: Ids, deployment: str, four_eyes_above: int) -> None:
        self._clock = clock
        self._ids = ids
        self._deployment = deployment
        self.four_eyes_above = four_eyes_above

    async def order(self, tx: Tx, seat: Seat, order_id: str) -> BankOrder:
        policy.require_operator(seat)
        found = await tx.get(BankOrder, order_id)
        if found is None:
            raise NotFound()
        return found

    async def confirm(self, tx: Tx, seat: Seat, order_id: str) -> BankOrder:
        """It happened. A receipt that nobody expected any more may still be confirmed: then it goes back."""
        order = await self._order_of_others(tx, seat, order_id)
        if order.status not in (("open", "closed") if order.kind == "receipt" else ("open",)):
            raise NotNow()
        if order.amount > self.four_eyes_above and not order.confirmed_by:
            return await self._changed(tx, seat, replace(order, confirmed_by=seat.user_id), "bank.first")
        if order.confirmed_by == seat.user_id:
            raise NotAllowed()
        first, second = (order.confirmed_by, seat.user_id) if order.confirmed_by else (seat.user_id, "")
        done = replace(order, status="done", confirmed_by=first, second_by=second)
        done = await self._changed(tx, seat, done, "bank.confirmed")
        await self._look(tx, done)
        return done

    async def fail(self, tx: Tx, seat: Seat, order_id: str) -> BankOrder:
        """A transfer that we made came back, or can not be made: it is to be made anew, with other details. Where one
        operator has said that it was sent no other one says that it was not: it would be sent twice."""
        order = await self._order_of_others(tx, seat, order_id)
        if order.status != "open" or order.kind == "receipt":
            raise NotNow()
        if order.confirmed_by not in ("", seat.user_id):
            raise NotAllowed()
        failed = await self._changed(tx, seat, replace(order, status="failed", failure="by_hand"), "bank.failed")
        await self._look(tx, failed)
        return failed

    async def _order_of_others(self, tx: Tx, seat: Seat, order_id: str) -> BankOrder:
        """Nobody says what happened to money of their own company, whichever way it went: neither that it came or was
        sent, nor that it is to be sent anew. Raises ConflictOfInterest."""
        order = await self.order(tx, seat, order_id)
        trade = await tx.get(Negotiation, order.trade_id)
        if trade is not None:
            policy.require_no_party(seat, trade)
        return order

    async def _changed(self, tx: Tx, seat: Seat, order: BankOrder, action: str) -> BankOrder:
        now = self._clock.now()
        order = replace(order, updated_at=now)
        await tx.put(order)
        detail = {"kind": order.kind, "amount": order.amount, "currency": order.currency}
        await tx.add(AuditRow(self._ids.new("aud"), seat.user_id, action, order.id, now, detail))
        return order

    async def _look(self, tx: Tx, order: BankOrder) -> None:
        """Let the trade follow, after the commit."""
        now = self._clock.now()
        key = f"{self._deployment}:{order.trade_id}:look:{order.id}"
        await tx.add(ProviderIntent(key, order.trade_id, "look", order.id, {}, now, now))
