"""A payment provider for tests: it keeps its own books, forgets nothing, and fails exactly when it is told to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from core.ports.payments import (
    CheckoutOpened,
    MovementAsked,
    MovementResult,
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
)

FEE = 100


@dataclass
class Session:
    """One hosted page and its payment, as the provider sees it."""

    ref: str
    amount: int
    currency: str
    metadata: dict[str, str]
    state: PaymentState = "open"
    fee: int = 0
    decline_code: str = ""
    capture_before: datetime | None = None
    declines: int = 0
    captured: int | None = None
    """Where somebody took another part of it than all."""

    def snapshot(self) -> PaymentSnapshot:
        number = self.ref.removeprefix("cs_")
        return PaymentSnapshot(
            state=self.state,
            session_ref=self.ref,
            payment_ref=f"pi_{number}",
            charge_ref=f"ch_{number}",
            amount=self.amount,
            currency=self.currency,
            captured=(self.amount if self.captured is None else self.captured) if self.state == "paid" else 0,
            refunded=0,
            fee=self.fee,
            capture_before=self.capture_before,
            metadata=dict(self.metadata),
            decline_code=self.decline_code,
            declines=self.declines,
        )


@dataclass
class ScriptedProvider:
    """Implements the payment port. `fails[kind]` is raised by the next calls, in order, before anything happens;
    `dies_after[kind]` that many times *after* it happened; `refuses[kind]` is the reason of refused movements."""

    name: str = "scripted"
    sessions: dict[str, Session] = field(default_factory=dict)
    moved: dict[str, MovementResult] = field(default_factory=dict)
    """Refunds and transfers by idempotency key."""
    evidence: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What was sent to the buyer's bank, by idempotency key."""
    balance: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    calls: list[tuple[str, str]] = field(default_factory=list)
    fails: defaultdict[str, list[Exception]] = field(default_factory=lambda: defaultdict(list))
    dies_after: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    answers: dict[str, Literal["done", "pending", "failed"]] = field(default_factory=dict)
    capture_is_refused: str = ""
    capture_is_slow: bool = False

    # ── the port ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def open_checkout(self, body: Mapping[str, Any], *, key: str) -> CheckoutOpened:
        self._begin("checkout", key)
        ref = next((s.ref for s in self.sessions.values() if s.metadata["key"] == key), "")
        if not ref:
            ref = f"cs_{len(self.sessions) + 1}"
            marks = {"trade_id": body["trade_id"], "key": key}
            self.sessions[ref] = Session(ref, body["amount"], body["currency"], marks)
        self._end("checkout")
        ends = datetime.fromisoformat(body["expires_at"])
        return CheckoutOpened(ref, f"https://pay.example/{ref}", ends)

    async def expire_checkout(self, body: Mapping[str, Any], *, key: str) -> PaymentSnapshot:
        self._begin("expire", key)
        session = self.sessions[body["session_ref"]]
        if session.state == "open":
            session.state = "cancelled"
        self._end("expire")
        return session.snapshot()

    async def capture(self, body: Mapping[str, Any], *, key: str) -> PaymentSnapshot:
        self._begin("capture", key)
        session = self.sessions[body["session_ref"]]
        if session.state == "authorized" and self.capture_is_slow:
            session.state = "processing"
        elif session.state == "authorized" and not self.capture_is_refused:
            self.takes(session)
        self._end("capture")
        if session.state != "paid" and self.capture_is_refused:
            session.decline_code = self.capture_is_refused
        return session.snapshot()

    async def cancel_hold(self, body: Mapping[str, Any], *, key: str) -> PaymentSnapshot:
        self._begin("void", key)
        session = self.sessions[body["session_ref"]]
        if session.state == "authorized":
            session.state = "cancelled"
        self._end("void")
        return session.snapshot()

    async def refund(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        return self._move("refund", body, key)

    async def transfer(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        return self._move("transfer", body, key)

    async def reversal(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        return self._move("reversal", body, key)

    async def submit_evidence(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        self._begin("evidence", key)
        self.evidence.setdefault(key, dict(body))
        self._end("evidence")
        return MovementResult("done", str(body["dispute_ref"]), 0, "")

    async def look_up(self, session_ref: str) -> PaymentSnapshot:
        self._begin("look_up", session_ref)
        return self.sessions[session_ref].snapshot()

    async def find_movement(self, kind: MovementAsked, body: Mapping[str, Any], *, key: str) -> MovementResult | None:
        self._begin("find", key)
        return self.moved.get(key)

    # ── what happens at the provider ─────────────────────────────────────────────────────────────────────────────

    @property
    def page(self) -> Session:
        """The newest one."""
        return self.sessions[f"cs_{len(self.sessions)}"]

    def holds(self, capture_within: timedelta | None = None, now: datetime | None = None) -> None:
        """The buyer paid on the newest page: the money is held."""
        self.page.state = "authorized"
        if capture_within is not None and now is not None:
            self.page.capture_before = now + capture_within

    def takes(self, session: Session) -> None:
        session.state, session.fee = "paid", FEE
        self.balance[session.currency] += session.amount - FEE

    def ends(self, key: str, status: Literal["done", "failed"]) -> None:
        """A movement ends otherwise than it seemed."""
        before = self.moved[key]
        self._count(key, before, -1)
        self.moved[key] = MovementResult(status, before.ref, before.amount, "expired_or_canceled_card")
        self._count(key, self.moved[key], +1)

    def count(self, kind: str) -> int:
        return sum(call == kind for call, _ in self.calls)

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _begin(self, kind: str, key: str) -> None:
        self.calls.append((kind, key))
        if self.fails[kind]:
            raise self.fails[kind].pop(0)

    def _end(self, kind: str) -> None:
        if self.dies_after[kind]:
            self.dies_after[kind] -= 1
            raise OutcomeUnknown("the line went dead after the request")

    def _move(self, kind: str, body: Mapping[str, Any], key: str) -> MovementResult:
        self._begin(kind, key)
        if key not in self.moved:
            status = self.answers.get(kind, "done")
            ref = f"{kind[:2]}_{len(self.moved) + 1}"
            reason = "account_closed" if status == "failed" else ""
            self.moved[key] = MovementResult(status, ref, body["amount"], reason)
            self._count(key, self.moved[key], +1)
        self._end(kind)
        return self.moved[key]

    def _count(self, key: str, moved: MovementResult, times: int) -> None:
        if moved.status == "done":
            sign = 1 if ":reversal:" in key else -1
            self.balance[self.page.currency] += sign * times * moved.amount
