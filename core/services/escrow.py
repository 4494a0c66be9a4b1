"""Money at the provider: carry out stored instructions, read what the provider says, and let the trade follow."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from core.errors import DomainError, Stale
from core.events import AuditRow
from core.ids import Ids
from core.payments import PaymentGateway, Payout, ProviderIntent, Refund
from core.ports.clock import Clock
from core.ports.payments import (
    ChargebackSnapshot,
    CheckoutOpened,
    MovementResult,
    OutcomeUnknown,
    PayeeSnapshot,
    PaymentProvider,
    PaymentSnapshot,
    ProviderMisconfigured,
    ProviderNews,
    ProviderRefused,
    ProviderUnavailable,
)
from core.ports.unit_of_work import Store, Tx
from core.process.coming_late import SET_ASIDE
from core.process.definition import Role
from core.services.calling import KEY_LIFE, Calls, is_stuck_after, wait_after
from core.services.claims import Claims, settle
from core.services.holding_back import must_wait_until
from core.services.payees import Payees
from core.services.provider_access import tell_of_refused_access
from core.services.provider_news import (
    Answer,
    arguments_of,
    chargeback_steps,
    follow_up,
    is_about_present_payment,
    is_ours,
    is_unsettled,
    plain,
)
from core.services.trading import Trading
from core.trades import Deal, Negotiation, State

log = logging.getLogger(__name__)

LATE = timedelta(days=7)
"""So long after its page was closed a payment is still looked at: no card hold lives longer."""
SETTLED = timedelta(minutes=2)
"""After this no request of ours can still be on its way: what can not be found then did not happen."""


class Escrow:
    """Drains the instructions to the provider and digests its news. `return_url` is where the hosted page leads back."""

    def __init__(
        self,
        *,
        store: Store,
        trading: Trading,
        provider: PaymentProvider,
        clock: Clock,
        ids: Ids,
        return_url: str,
        payees: Payees | None = None,
        news: ProviderNews | None = None,
    ) -> None:
        self._store = store
        self._trading = trading
        self._provider = provider
        self._clock = clock
        self._ids = ids
        self._calls = Calls(provider, news, return_url)
        self._claims = Claims(store, clock)
        self._payees = payees

    # ── instructions ─────────────────────────────────────────────────────────────────────────────────────────────

    async def drain(self, *, limit: int = 20) -> int:
        """Carry out what is due; returns how many instructions were tried."""
        intents = await self._claims.take(limit=limit)
        for intent in intents:
            await self._carry_out(intent)
        return len(intents)

    async def take_over(self) -> None:
        """Free what a process that is no more had claimed. Only where no other process can be at work."""
        await self._claims.take_over()

    async def _carry_out(self, intent: ProviderIntent) -> None:
        now, until = self._clock.now(), None
        if intent.kind in ("transfer", "refund"):
            until = await self._store.read(lambda tx: must_wait_until(tx, intent, now))
        claim = await self._claims.begin(intent, sends=until is None and intent.kind != "look")
        if claim is None:
            log.info("an instruction is no longer ours to carry out", extra={"kind": intent.kind})
            return
        try:
            if until is not None:
                await self._hold_back(claim, until, now)
            elif claim.kind == "look":
                await self.look_again(claim.negotiation_id)
                await self._record(claim, "done", None)
            else:
                await self._send(intent, claim, now)
        except Exception:
            log.exception("an instruction to the provider failed", extra={"kind": intent.kind})
            await self._put_off(claim, status=claim.status)

    async def _send(self, before: ProviderIntent, claim: ProviderIntent, now: datetime) -> None:
        first = before.first_tried_at or (before.created_at if before.attempts else now)
        try:
            answer = await self._calls.make(claim, repeat_is_safe=now - first < KEY_LIFE)
        except ProviderUnavailable as fault:
            if isinstance(fault, ProviderMisconfigured):
                await tell_of_refused_access(self._store, self._clock, self._ids, fault)
            # Nothing happened. Where nothing can have happened before either, it may still be stopped.
            unsent = replace(claim, first_tried_at=before.first_tried_at)
            await self._put_off(unsent, status=claim.status)
        except OutcomeUnknown:
            await self._put_off(claim, status="unknown")
        except ProviderRefused as refusal:
            await self._record(claim, "refused", None, code=refusal.code)
        else:
            await self._answered(claim, answer)

    async def _answered(self, claim: ProviderIntent, answer: Answer | None) -> None:
        if answer is None or is_unsettled(claim.kind, answer):
            await self._put_off(claim, status="unknown")
        else:
            await self._record(claim, "done", answer)

    async def _hold_back(self, claim: ProviderIntent, until: datetime, now: datetime) -> None:
        """Send nothing until then. Of what was sent before and may have happened, hear what came of it."""
        changes: dict[str, Any] = {}
        if claim.first_tried_at is not None:
            try:
                found = await self._calls.find(claim)
            except (ProviderUnavailable, ProviderRefused):
                found = None
            else:
                if found is None and now - claim.first_tried_at > SETTLED:
                    changes = {"status": "pending", "first_tried_at": None}
            if found is not None:
                await self._answered(claim, found)
                return
        await self._claims.wait(claim, until, **changes)

    async def _put_off(self, claim: ProviderIntent, *, status: str) -> None:
        """Try again later, at last once a day; a person is told that it lasts."""

        async def step(tx: Tx) -> None:
            await self._wait(tx, claim, status=status)

        await self._store.write(step)

    async def _wait(self, tx: Tx, claim: ProviderIntent, *, status: str) -> None:
        now = self._clock.now()
        # Tries on a provider that was away do not use up those on an outcome that became unknown.
        tried = claim.attempts if status == claim.status else 0
        changes: dict[str, Any] = {
            "status": status,
            "attempts": tried + 1,
            "first_tried_at": claim.first_tried_at,
            "next_try_at": now + wait_after(tried, status),
            "lease_until": None,
        }
        if await settle(tx, claim, **changes) is not None and is_stuck_after(tried, status):
            log.error("an instruction to the provider does not get through", extra={"kind": claim.kind})
            detail = {"kind": claim.kind, "status": status, "attempts": tried + 1}
            await tx.add(
                AuditRow(self._ids.new("aud"), "provider", "instruction.stuck", claim.negotiation_id, now, detail)
            )

    async def _record(self, claim: ProviderIntent, status: str, answer: Answer | None, *, code: str = "") -> None:
        """The result and what follows from it, in one transaction."""

        async def step(tx: Tx) -> None:
            if status == "refused" and claim.kind in ("expire", "void") and await tx.deal(claim.negotiation_id):
                # The payment is looked at again until it says what it is.
                await self._wait(tx, claim, status="unknown")
                return
            result = {"code": code} if answer is None else plain(answer)
            changes = {"status": status, "attempts": claim.attempts + 1, "lease_until": None, "result": result}
            if await settle(tx, claim, **changes) is not None:
                await self._follow(tx, claim, answer, code)

        await self._store.write(step)

    async def _follow(self, tx: Tx, intent: ProviderIntent, answer: Answer | None, code: str) -> None:
        if intent.kind == "payee" and self._payees is not None:
            if isinstance(answer, PayeeSnapshot):
                await self._payees.opened(tx, intent, answer)
            else:
                await self._payees.refused(tx, intent, code)
        deal = await tx.deal(intent.negotiation_id)
        if deal is None or isinstance(answer, PayeeSnapshot):
            return
        if answer is None:
            await self._refused(tx, deal, intent, code)
        elif isinstance(answer, CheckoutOpened):
            if is_about_present_payment(deal, intent):
                await self._move(tx, deal, "checkout_opened", {"session_ref": answer.session_ref, "url": answer.url})
        elif isinstance(answer, MovementResult):
            await self._moved(tx, deal, intent.kind, intent.subject_id, answer)
        else:
            await self._seen(tx, deal, answer, asked=intent.kind)

    async def _refused(self, tx: Tx, deal: Deal, intent: ProviderIntent, code: str) -> None:
        name = {
            "checkout": "checkout_refused",
            "capture": "capture_failed",
            "refund": "refund_failed",
            "transfer": "payout_refused",
            "reversal": "reversal_refused",
            "evidence": "evidence_refused",
        }.get(intent.kind)
        if name is None or (intent.kind == "checkout" and not is_about_present_payment(deal, intent)):
            return
        await self._move(tx, deal, name, {"code": code, "reason": code, "subject_id": intent.subject_id})

    # ── news ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def look_again(self, trade_id: str) -> None:
        """Something happened to this trade's money: ask the provider and follow. Safe to call any number of times."""
        deal = await self._store.read(lambda tx: tx.deal(trade_id))
        if deal is None:
            return
        for payment in deal.payments:
            if payment.session_ref:
                snapshot = await self._provider.look_up(payment.session_ref)
                await self._store.write(lambda tx, s=snapshot: self._seen_now(tx, trade_id, s))  # type: ignore[misc]
        # A refund that failed may have been sent again: only its last instruction says how it stands.
        last = {intent.subject_id: intent for intent in deal.intents if intent.kind in ("refund", "transfer")}
        for intent in last.values():
            if intent.status == "done":
                found = await self._provider.find_movement(intent.kind, intent.body, key=intent.id)  # type: ignore[arg-type]
                if found is not None:
                    await self._store.write(
                        lambda tx, i=intent, f=found: self._moved_now(tx, i, f)  # type: ignore[misc]
                    )

    async def chargeback_seen(self, trade_id: str, seen: ChargebackSnapshot) -> None:
        """What the buyer's bank does, as the provider has it now: news that was lost or overtook other news is made up
        for. Safe to call any number of times."""

        async def step(tx: Tx) -> None:
            args = {**asdict(seen), "warning": seen.status.startswith("warning")}
            for name in chargeback_steps(seen):
                deal = await tx.deal(trade_id)
                if deal is not None:
                    await self._move(tx, deal, name, args)

        await self._store.write(step)

    async def heard(self, trade_id: str, name: str, args: Mapping[str, Any]) -> None:
        """News that only an event tells: a carrier's delivery, a seller's bank that sent a payout back."""

        async def step(tx: Tx) -> None:
            deal = await tx.deal(trade_id)
            if deal is not None:
                await self._move(tx, deal, name, args)

        await self._store.write(step)

    async def look_at_open(self) -> int:
        """Look again at every trade whose money may have moved without our hearing of it; returns how many."""

        async def step(tx: Tx) -> set[str]:
            waiting = (State.AWAITING_PAYMENT, State.AWAITING_SIGNATURES)
            trades = await tx.find(Negotiation, state=waiting, limit=500)
            # A payment that was under way when its page closed may still get through, and its event may be lost.
            closed = await tx.find(PaymentGateway, status=("cancelled", "failed"), order="-updated_at", limit=500)
            late = {p.negotiation_id for p in closed if p.session_ref and p.updated_at > self._clock.now() - LATE}
            refunds = await tx.find(Refund, status="pending", limit=500)
            payouts = await tx.find(Payout, status="pending", limit=500)
            return (
                late
                | {t.id for t in trades}
                | {r.negotiation_id for r in refunds}
                | {p.negotiation_id for p in payouts}
            )

        found = await self._store.read(step)
        for trade_id in sorted(found):
            try:
                await self.look_again(trade_id)
            except (ProviderUnavailable, OutcomeUnknown, ProviderRefused) as fault:
                if isinstance(fault, ProviderMisconfigured):
                    await tell_of_refused_access(self._store, self._clock, self._ids, fault)
                    break
                log.warning("a payment could not be looked at")
        return len(found)

    async def _seen_now(self, tx: Tx, trade_id: str, snapshot: PaymentSnapshot) -> None:
        deal = await tx.deal(trade_id)
        if deal is not None:
            await self._seen(tx, deal, snapshot, asked="")

    async def _moved_now(self, tx: Tx, intent: ProviderIntent, found: MovementResult) -> None:
        deal = await tx.deal(intent.negotiation_id)
        if deal is not None:
            await self._moved(tx, deal, intent.kind, intent.subject_id, found)

    async def _seen(self, tx: Tx, deal: Deal, seen: PaymentSnapshot, *, asked: str) -> None:
        """Let the trade follow what the provider says about a payment. `asked` is the instruction that asked, if any."""
        payment = next((p for p in deal.payments if p.session_ref == seen.session_ref), None)
        if payment is None:
            return
        is_current = deal.payment is not None and payment.id == deal.payment.id
        if seen.state in ("authorized", "paid") and not is_ours(deal, payment, seen):
            await self._set_aside(tx, deal, payment, seen)
            if is_current and (ends := {"expire": "payment_expired"}.get(asked, "hold_cancelled" if asked else "")):
                await self._end_without(tx, deal.trade.id, ends)
            return
        args = arguments_of(payment, seen)
        name = follow_up(deal, payment, seen, asked, is_current=is_current)
        if name is not None:
            await self._move(tx, deal, name, args)

    async def _set_aside(self, tx: Tx, deal: Deal, payment: PaymentGateway, seen: PaymentSnapshot) -> None:
        """It does not count, once and for all; a person is told."""
        if payment.decline_code == SET_ASIDE:
            return
        log.error("a payment does not match its trade and was set aside")
        row = AuditRow(
            id=self._ids.new("aud"),
            actor_id="provider",
            action="payment.quarantined",
            object_id=deal.trade.id,
            created_at=self._clock.now(),
            detail={"amount": seen.amount, "currency": seen.currency, "expected": payment.amount, "state": seen.state},
        )
        await tx.add(row)
        args = {**arguments_of(payment, seen), "held": seen.state == "authorized"}
        await self._move(tx, deal, "payment_set_aside", args)

    async def _end_without(self, tx: Tx, trade_id: str, name: str) -> None:
        """The window is over, or the hold is not what it was: nothing that counts came in."""
        deal = await tx.deal(trade_id)
        if deal is not None:
            await self._move(tx, deal, name, {})

    async def _moved(self, tx: Tx, deal: Deal, kind: str, subject_id: str, result: MovementResult) -> None:
        """A refund or transfer ended, or ended differently than it seemed."""
        names = {
            ("refund", "done"): "refund_done",
            ("refund", "failed"): "refund_failed",
            ("refund", "pending"): "refund_waits",
            ("transfer", "done"): "payout_done",
            ("transfer", "failed"): "payout_refused",
            ("reversal", "done"): "reversal_done",
            ("reversal", "failed"): "reversal_refused",
        }
        if kind == "evidence":
            return
        name = names.get((kind, result.status))
        rows = deal.refunds if kind == "refund" else deal.payouts
        present = next((row.status for row in rows if row.id == subject_id), "")
        already = {
            "refund_done": "done",
            "refund_failed": "failed",
            "refund_waits": "waiting",
            "payout_done": "paid",
            "payout_refused": "failed",
            "reversal_done": "taken",
            "reversal_refused": "taken",
        }
        if name == "payout_refused" and present == "reversed":
            return
        if name is not None and already[name] != present:
            # A transfer that was made and then taken back is another row of the table.
            name = "payout_reversed" if name == "payout_refused" and present == "paid" else name
            told = {"subject_id": subject_id, "ref": result.ref, "reason": result.reason, "amount": result.amount}
            await self._move(tx, deal, name, told)
        await self._came_back(tx, deal.trade.id, subject_id, result)

    async def _came_back(self, tx: Tx, trade_id: str, subject_id: str, result: MovementResult) -> None:
        """Parts of a payout that somebody else took back; what we did ourselves is known by its own instruction."""
        for back in result.returns:
            deal = await tx.deal(trade_id)
            if deal is None or any(intent.id == back.key for intent in deal.intents):
                continue
            told = {"subject_id": subject_id, "ref": back.ref, "reason": "reversed", "amount": back.amount}
            await self._move(tx, deal, "payout_reversed", told)

    async def _move(self, tx: Tx, deal: Deal, name: str, args: Mapping[str, Any]) -> None:
        try:
            await self._trading.apply(tx, deal, name, role=Role.PROVIDER, args=args)
        except Stale:
            # Somebody else moved the trade meanwhile: the store runs this step again on what is there now.
            raise
        except DomainError as refusal:
            # The provider told us something that the deal already knows, or that came too late to matter.
            log.info("the provider's news changed nothing", extra={"transition": name, "reason": refusal.code})
