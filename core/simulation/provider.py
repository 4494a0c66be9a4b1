"""A pretended payment provider that is as unreliable as a real one, and keeps books that nobody else writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

from core.ports.payments import (
    CheckoutOpened,
    MovementAsked,
    MovementResult,
    OutcomeUnknown,
    PaymentSnapshot,
    ProviderRefused,
    ProviderUnavailable,
)
from core.simulation.bank import Books, Movement, Page, fingerprint
from core.simulation.chance import Faults, MovedClock

KEY_PERIOD = timedelta(hours=24)
"""After this a key is forgotten, and the same call would be a new one."""

Answer = TypeVar("Answer")


class PretendedProvider:
    """`core.ports.payments.PaymentProvider` with faults."""

    name = "pretended"

    def __init__(self, clock: MovedClock, faults: Faults) -> None:
        self.books = Books()
        self.begun: list[str] = []
        """Keys of movements that are new since somebody looked."""
        self._clock = clock
        self._faults = faults
        self._keys: dict[str, tuple[datetime, str, Any]] = {}

    # ── the port ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def open_checkout(self, body: Mapping[str, Any], *, key: str) -> CheckoutOpened:
        def do() -> CheckoutOpened:
            if self._faults.strike("checkout refused", 0.01):
                raise ProviderRefused("account_invalid")
            expires_at = datetime.fromisoformat(body["expires_at"])
            ref = self.books.ref("cs")
            amount = body["amount"] + int(self._faults.strike("another amount", 0.004))
            self.books.pages[ref] = Page(ref, body["trade_id"], key, amount, body["currency"], expires_at)
            self.books.pages[ref].is_wrong = amount != body["amount"]
            return CheckoutOpened(ref, f"https://pay.invalid/{ref}", expires_at)

        return self._call(body, key, do)

    async def expire_checkout(self, body: Mapping[str, Any], *, key: str) -> PaymentSnapshot:
        page = self._page(body)

        def do() -> PaymentSnapshot:
            if page.state in ("open", "requires_action", "failed"):
                page.state = "cancelled"
            return page.snapshot()

        self._call(body, key, do)
        # What the payment is, is always read afresh.
        return page.snapshot()

    async def capture(self, body: Mapping[str, Any], *, key: str) -> PaymentSnapshot:
        page = self._page(body)

        def do() -> PaymentSnapshot:
            if page.state == "authorized":
                if body["amount"] != page.amount:
                    self.books.complaints.append(f"a capture of {body['amount']} on a hold of {page.amount}")
                if self._faults.strike("capture refused, hold kept", 0.02):
                    page.decline_code = "capture_refused"
                elif self._faults.strike("capture refused, hold gone", 0.02):
                    page.state, page.decline_code = "cancelled", "expired_hold"
                else:
                    self.books.pay(page)
            return page.snapshot()

        self._call(body, key, do)
        return page.snapshot()

    async def cancel_hold(self, body: Mapping[str, Any], *, key: str) -> PaymentSnapshot:
        page = self._page(body)

        def do() -> PaymentSnapshot:
            if page.state == "authorized":
                page.state = "cancelled"
            return page.snapshot()

        self._call(body, key, do)
        return page.snapshot()

    async def refund(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        page, amount = self.books.by_payment[body["payment_ref"]], int(body["amount"])

        def do() -> MovementResult:
            if self.books.is_disputed(page):
                return MovementResult("failed", "", amount, "charge_disputed")
            if self.books.disputable(page) < amount:
                return MovementResult("failed", "", amount, "charge_already_refunded")
            if self._faults.strike("refund refused", 0.03):
                return MovementResult("failed", "", amount, "lost_or_stolen_card")
            movement = Movement(self.books.ref("re"), "refund", key, page, amount, "pending", "insufficient_funds")
            self._began(movement)
            page.refunded += amount
            if not self._faults.strike("refund pending", 0.1):
                self.books.finish_refund(movement)
            return movement.result()

        return self._call(body, key, do)

    async def transfer(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        page = next(page for page in self.books.pages.values() if page.charge_ref == body["charge_ref"])
        amount = int(body["amount"])

        def do() -> MovementResult:
            if page.trade_id != body["trade_id"] or not body["account_ref"]:
                self.books.complaints.append("a transfer out of another trade's charge, or to nobody")
            if page.transferred + amount > page.captured:
                self.books.complaints.append(f"transfers of {page.transferred + amount} out of {page.captured}")
            if self._faults.strike("payout refused", 0.04):
                return MovementResult("failed", "", amount, "account_restricted")
            if self.books.balances[page.currency] < amount:
                self._faults.seen["balance insufficient"] += 1
                raise ProviderUnavailable("balance_insufficient")
            movement = Movement(self.books.ref("tr"), "transfer", key, page, amount, "done")
            self._began(movement)
            page.transferred += amount
            self.books.move("payout_done", movement.ref, -amount, page.currency)
            return movement.result()

        return self._call(body, key, do)

    async def reversal(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        amount = int(body["amount"])
        sent = next(m for m in self.books.movements.values() if m.ref == body["transfer_ref"])

        def do() -> MovementResult:
            if sent.status != "done":
                return MovementResult("failed", "", amount, "transfer_already_reversed")
            if amount > sent.amount - sent.back:
                self.books.complaints.append(f"{amount} taken back of {sent.amount}, of which {sent.back} is back")
            if self._faults.strike("the seller has spent it", 0.4):
                return MovementResult("failed", "", amount, "balance_insufficient")
            movement = Movement(self.books.ref("trr"), "reversal", key, sent.page, amount, "done")
            self._began(movement)
            sent.back += amount
            sent.page.transferred -= amount
            self.books.move("payout_returned", movement.ref, amount, sent.page.currency)
            return movement.result()

        return self._call(body, key, do)

    async def submit_evidence(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        dispute = self.books.disputes[body["dispute_ref"]]

        def do() -> MovementResult:
            if dispute.status != "needs_response":
                raise ProviderRefused("dispute_closed")
            dispute.answered = True
            return MovementResult("done", dispute.ref, dispute.amount)

        return self._call(body, key, do)

    async def look_up(self, session_ref: str) -> PaymentSnapshot:
        self._ask()
        return self.books.pages[session_ref].snapshot()

    async def find_movement(self, kind: MovementAsked, body: Mapping[str, Any], *, key: str) -> MovementResult | None:
        self._ask()
        movement = self.books.movements.get(key)
        return None if movement is None else movement.result()

    def _began(self, movement: Movement) -> None:
        self.books.movements[movement.key] = movement
        self.begun.append(movement.key)

    # ── the line ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _page(self, body: Mapping[str, Any]) -> Page:
        return self.books.pages[body["session_ref"]]

    def _ask(self) -> None:
        self.books.let_time_pass(self._clock.now())
        if self._faults.strike("reading unavailable", 0.02):
            raise ProviderUnavailable("429")

    def _call(self, body: Mapping[str, Any], key: str, do: Callable[[], Answer]) -> Answer:
        """One POST: keys, and everything that can go wrong on the way there, inside, and on the way back."""
        now = self._clock.now()
        self.books.let_time_pass(now)
        for name, probability in (("429", 0.02), ("409 lock", 0.01), ("unavailable", 0.01)):
            if self._faults.strike(name, probability):
                raise ProviderUnavailable(name)
        if self._faults.strike("request lost on the way", 0.01):
            raise OutcomeUnknown("timeout")
        answer: Answer = self._once(now, fingerprint(body), key, do)
        if self._faults.strike("done, then the line was lost", 0.03):
            raise OutcomeUnknown("connection reset")
        return answer

    def _once(self, now: datetime, body: str, key: str, do: Callable[[], Answer]) -> Answer:
        """The answer stored under the key; the first time, the act itself."""
        stored = self._keys.get(key)
        if stored is not None and now - stored[0] > KEY_PERIOD:
            self._faults.seen["key forgotten"] += 1
            stored = None
        if stored is None:
            stored = (now, body, self._result(do))
            if not isinstance(stored[2], ProviderUnavailable):
                self._keys[key] = stored
        elif stored[1] != body:
            self.books.complaints.append(f"{key} was used for two different bodies")
        if isinstance(stored[2], Exception):
            raise stored[2]
        answer: Answer = stored[2]
        return answer

    def _result(self, do: Callable[[], Answer]) -> Answer | Exception:
        if self._faults.strike("500 stored under the key", 0.004):
            return OutcomeUnknown("500")
        try:
            return do()
        except (ProviderRefused, ProviderUnavailable) as refusal:
            return refusal
