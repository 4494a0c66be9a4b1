"""What the provider's events set off. An event only says where to look: the object is fetched, and everything follows
from how it is now, so that order, repetition and loss of events do not matter."""

from __future__ import annotations

import logging

from core.events import AuditRow
from core.ids import Ids
from core.payments import PaymentGateway
from core.ports.clock import Clock
from core.ports.payments import (
    BankPayout,
    ChargebackSnapshot,
    ProviderEvent,
    ProviderMisconfigured,
    ProviderNews,
    ProviderRefused,
)
from core.ports.unit_of_work import Store, Tx
from core.services.escrow import Escrow
from core.services.payees import Payees
from core.services.provider_access import tell_of_refused_access

log = logging.getLogger(__name__)

_DISPUTE, _WARNING, _PAYOUT = "charge.dispute.", "radar.early_fraud_warning.", "payout."


class Listening:
    """Digests events. `live` is whether we trade with real money: events of the other mode are none of ours."""

    def __init__(
        self, *, store: Store, escrow: Escrow, payees: Payees, news: ProviderNews, clock: Clock, ids: Ids, live: bool
    ) -> None:
        self._store = store
        self._escrow = escrow
        self._payees = payees
        self._news = news
        self._clock = clock
        self._ids = ids
        self._live = live

    async def hear(self, event: ProviderEvent) -> None:
        """Follow one event. Raises ProviderUnavailable when it has to be heard again later."""
        if event.live != self._live:
            log.error("an event of the other mode was set aside", extra={"kind": event.kind})
            return
        try:
            await self._follow(event)
        except ProviderMisconfigured as fault:
            await tell_of_refused_access(self._store, self._clock, self._ids, fault)
            raise
        except ProviderRefused as refusal:
            # What it is about does not exist for us: there is nothing to follow.
            log.warning("an event leads to nothing", extra={"kind": event.kind, "code": refusal.code})

    async def _follow(self, event: ProviderEvent) -> None:
        kind, ref = event.kind, event.object_ref
        if kind.startswith(_DISPUTE):
            await self._chargeback(await self._news.chargeback(ref))
        elif kind.startswith(_WARNING):
            await self._chargeback(await self._news.fraud_warning(ref))
        elif kind == "account.updated":
            await self._payees.look(self._news, ref)
        elif kind.startswith(_PAYOUT):
            if event.account:
                await self.payout(await self._news.bank_payout(event.account, ref))
        elif trade_id := event.metadata.get("trade_id") or await self._trade_of(event):
            await self._escrow.look_again(trade_id)

    async def payout(self, seen: BankPayout) -> None:
        """A payout to a seller's bank; where it failed the trades that it paid say so."""
        for paid in await self._payees.payout_seen(seen):
            args = {"subject_id": paid.id, "reason": seen.failure}
            await self._escrow.heard(paid.negotiation_id, "bank_payout_failed", args)

    async def _chargeback(self, seen: ChargebackSnapshot) -> None:
        trade_id = await self._trade_of_payment(payment_ref=seen.payment_ref)
        if trade_id:
            await self._escrow.chargeback_seen(trade_id, seen)
            return
        log.error("a chargeback is about no payment of ours")
        detail = {"amount": seen.amount, "status": seen.status}
        row = AuditRow(self._ids.new("aud"), "provider", "chargeback.unknown", seen.ref, self._clock.now(), detail)
        await self._store.write(lambda tx: tx.add(row))

    async def _trade_of(self, event: ProviderEvent) -> str:
        if event.kind.startswith("payment_intent."):
            return await self._trade_of_payment(payment_ref=event.object_ref)
        if event.kind.startswith("charge."):
            return await self._trade_of_payment(charge_ref=event.object_ref)
        return ""

    async def _trade_of_payment(self, **refs: str) -> str:
        if not all(refs.values()):
            return ""

        async def step(tx: Tx) -> str:
            found = await tx.find(PaymentGateway, limit=1, **refs)
            return found[0].negotiation_id if found else ""

        return await self._store.read(step)
