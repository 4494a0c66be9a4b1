"""The payment port on the operator's own bank account: every instruction is an order that a person carries out.

Nothing can be held or captured here, so a payment is money that is in escrow before anybody has signed. What an
operator confirms at the desk is all that is known; orders are rows of our own, found by their key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from core.bank import BankOrder
from core.events import OutboxRow
from core.ids import Ids, code_of
from core.ports.clock import Clock
from core.ports.payments import (
    CheckoutOpened,
    MovementAsked,
    MovementResult,
    PaymentSnapshot,
    PaymentState,
    ProviderRefused,
)
from core.ports.unit_of_work import Store, Tx

_STATES: Mapping[str, PaymentState] = {"open": "open", "done": "paid", "closed": "cancelled", "failed": "cancelled"}
_OUTCOMES: Mapping[str, Literal["done", "pending", "failed"]] = {"open": "pending", "done": "done", "failed": "failed"}


class BankProvider:
    """`PaymentProvider` by hand. `page` gives the address that tells a buyer where to send the money."""

    name = "bank"

    def __init__(self, *, store: Store, clock: Clock, ids: Ids, public_url: str) -> None:
        self._store = store
        self._clock = clock
        self._ids = ids
        self._public_url = public_url

    async def open_checkout(self, body: Mapping[str, Any], *, key: str) -> CheckoutOpened:
        order = await self._ordered("receipt", body, key)
        return CheckoutOpened(
            order.id, f"{self._public_url}/bank/{order.id}", datetime.fromisoformat(body["expires_at"])
        )

    async def expire_checkout(self, body: Mapping[str, Any], *, key: str) -> PaymentSnapshot:
        """Nobody expects it any more; money that comes all the same is confirmed, and goes back."""

        async def step(tx: Tx) -> BankOrder:
            order = await self._order(tx, str(body["session_ref"]))
            if order.status == "open":
                order = _changed(order, "closed", self._clock.now())
                await tx.put(order)
            return order

        return _snapshot(await self._store.write(step))

    async def capture(self, body: Mapping[str, Any], *, key: str) -> PaymentSnapshot:
        return await self.look_up(str(body["session_ref"]))

    async def cancel_hold(self, body: Mapping[str, Any], *, key: str) -> PaymentSnapshot:
        return await self.look_up(str(body["session_ref"]))

    async def refund(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        return _movement(await self._ordered("refund", body, key, receipt_id=str(body["payment_ref"])))

    async def transfer(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        payee, receipt = str(body["account_ref"]), str(body["charge_ref"])
        return _movement(await self._ordered("payout", body, key, receipt_id=receipt, payee=payee))

    async def reversal(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        raise ProviderRefused("no_reversals")

    async def submit_evidence(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        raise ProviderRefused("no_chargebacks")

    async def look_up(self, session_ref: str) -> PaymentSnapshot:
        return _snapshot(await self._store.read(lambda tx: self._order(tx, session_ref)))

    async def find_movement(self, kind: MovementAsked, body: Mapping[str, Any], *, key: str) -> MovementResult | None:
        found = await self._store.read(lambda tx: tx.find(BankOrder, key=key, limit=1))
        return _movement(found[0]) if found else None

    async def _order(self, tx: Tx, order_id: str) -> BankOrder:
        order = await tx.get(BankOrder, order_id)
        if order is None:
            raise ProviderRefused("resource_missing")
        return order

    async def _ordered(
        self, kind: str, body: Mapping[str, Any], key: str, *, receipt_id: str = "", payee: str = ""
    ) -> BankOrder:
        """The order under this key, made the first time; the desk is told of it in the same transaction."""

        async def step(tx: Tx) -> BankOrder:
            known = await tx.find(BankOrder, key=key, limit=1)
            if known:
                return known[0]
            now, order_id = self._clock.now(), self._ids.new("bnk")
            order = BankOrder(
                id=order_id,
                kind=kind,
                key=key,
                trade_id=str(body["trade_id"]),
                amount=int(body["amount"]),
                currency=str(body["currency"]),
                purpose=f"{code_of(str(body['trade_id']))}-{code_of(order_id)}",
                created_at=now,
                updated_at=now,
                receipt_id=receipt_id,
                payee=payee,
            )
            await tx.add(order)
            line = f"bank:{order.id}"
            await tx.add(OutboxRow(self._ids.new("out"), line, "bank", order.id, "", kind, {}, now, now))
            return order

        return await self._store.write(step)


def _changed(order: BankOrder, status: str, at: datetime) -> BankOrder:
    return replace(order, status=status, updated_at=at)


def _snapshot(order: BankOrder) -> PaymentSnapshot:
    paid = order.status == "done"
    return PaymentSnapshot(
        state=_STATES[order.status],
        session_ref=order.id,
        payment_ref=order.id if paid else "",
        charge_ref=order.id if paid else "",
        amount=order.amount,
        currency=order.currency,
        captured=order.amount if paid else 0,
        refunded=0,
        fee=0,
        capture_before=None,
        metadata={"trade_id": order.trade_id},
    )


def _movement(order: BankOrder) -> MovementResult:
    """`processing`: a transfer by hand takes its time, and nobody has to be told that it does."""
    status = _OUTCOMES[order.status]
    return MovementResult(
        status, order.id, order.amount, order.failure or ("processing" if status == "pending" else "")
    )
