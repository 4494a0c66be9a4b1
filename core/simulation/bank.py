"""What the pretended payment provider keeps: pages, movements, chargebacks, and money totals of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from core.money import step_of
from core.ports.payments import ChargebackSnapshot, MovementResult, PaymentSnapshot, PaymentState

HOLD_PERIOD = timedelta(days=7)


@dataclass(slots=True)
class Page:
    """A hosted page and the payment behind it."""

    session_ref: str
    trade_id: str
    key: str
    amount: int
    currency: str
    expires_at: datetime
    state: PaymentState = "open"
    payment_ref: str = ""
    charge_ref: str = ""
    captured: int = 0
    refunded: int = 0
    transferred: int = 0
    fee: int = 0
    capture_before: datetime | None = None
    decline_code: str = ""
    tries: int = 0
    is_wrong: bool = False
    """Not what was asked for. (Money taken on such a page would be for people to sort out; it is only held here.)"""
    lapsed: bool = False
    """The card network dropped the hold: nobody had captured it or let it go."""

    def snapshot(self) -> PaymentSnapshot:
        return PaymentSnapshot(
            state=self.state,
            session_ref=self.session_ref,
            payment_ref=self.payment_ref,
            charge_ref=self.charge_ref,
            amount=self.amount,
            currency=self.currency,
            captured=self.captured,
            refunded=self.refunded,
            fee=self.fee,
            capture_before=self.capture_before,
            metadata={"trade_id": self.trade_id, "key": self.key},
            decline_code=self.decline_code if self.state not in ("authorized", "paid") else "",
        )


@dataclass(slots=True)
class Movement:
    """A refund, a transfer or a reversal."""

    ref: str
    kind: str
    key: str
    page: Page
    amount: int
    status: Literal["done", "pending", "failed"]
    reason: str = ""
    back: int = 0
    """What of a transfer we had taken back."""

    def result(self) -> MovementResult:
        return MovementResult(self.status, self.ref, self.amount, self.reason)


@dataclass(slots=True)
class BankDispute:
    """A chargeback at the buyer's bank."""

    ref: str
    page: Page
    amount: int
    fee: int
    status: Literal["warning", "warning_closed", "needs_response", "under_review", "won", "lost"]
    respond_by: datetime
    answered: bool = False

    def snapshot(self) -> ChargebackSnapshot:
        return ChargebackSnapshot(
            self.ref, self.page.payment_ref, self.status, self.amount, self.fee, "fraudulent", self.respond_by
        )


@dataclass(slots=True)
class Books:
    """Everything the provider remembers. `moves` names every movement of money as (what, ref) → amount."""

    pages: dict[str, Page] = field(default_factory=dict)
    by_payment: dict[str, Page] = field(default_factory=dict)
    movements: dict[str, Movement] = field(default_factory=dict)
    disputes: dict[str, BankDispute] = field(default_factory=dict)
    balances: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    moves: dict[tuple[str, str], int] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    """What no honest client would ask for."""
    _count: int = 0

    def ref(self, prefix: str) -> str:
        self._count += 1
        return f"{prefix}_{self._count}"

    def move(self, what: str, ref: str, amount: int, currency: str) -> None:
        """Money came (above zero) or went."""
        if amount == 0:
            return
        if (what, ref) in self.moves:
            self.complaints.append(f"{what} of {ref} happens twice")
        self.moves[what, ref] = abs(amount)
        self.balances[currency] += amount

    # ── the buyer ────────────────────────────────────────────────────────────────────────────────────────────────

    def authorize(self, page: Page, now: datetime) -> None:
        self._begin(page)
        page.state, page.capture_before = "authorized", now + HOLD_PERIOD

    def pay(self, page: Page) -> None:
        """The money is here: a capture, or a way that can not be held."""
        self._begin(page)
        page.state, page.captured = "paid", page.amount
        page.fee = min(page.amount, 25 + page.amount * 15 // 1000)
        self.move("capture", page.payment_ref, page.amount, page.currency)
        self.move("provider_fee", page.payment_ref, -page.fee, page.currency)

    def _begin(self, page: Page) -> None:
        if not page.payment_ref:
            page.payment_ref, page.charge_ref = self.ref("pi"), self.ref("ch")
            self.by_payment[page.payment_ref] = page

    def decline(self, page: Page) -> None:
        page.tries += 1
        page.state, page.decline_code = "failed", f"declined_{page.tries}"

    def let_time_pass(self, now: datetime) -> None:
        """Pages and holds end by themselves."""
        for page in self.pages.values():
            if page.state == "authorized":
                page.lapsed = page.capture_before is not None and page.capture_before <= now
            waits_for_buyer = page.state in ("open", "requires_action", "failed")
            if page.lapsed or (waits_for_buyer and page.expires_at <= now):
                page.state = "cancelled"

    # ── what happens later ───────────────────────────────────────────────────────────────────────────────────────

    def finish_refund(self, movement: Movement) -> bool:
        """A pending refund is carried out, if there is money for it."""
        page = movement.page
        if movement.status != "pending" or self.balances[page.currency] < movement.amount:
            return False
        movement.status, movement.reason = "done", ""
        self.move("refund_done", movement.ref, -movement.amount, page.currency)
        return True

    def fail_refund(self, movement: Movement, reason: str) -> None:
        """The buyer's bank would not take it, even after it had seemed done."""
        page = movement.page
        if movement.status == "done":
            self.move("refund_returned", movement.ref, movement.amount, page.currency)
        page.refunded -= movement.amount
        movement.status, movement.reason = "failed", reason

    def reverse_transfer(self, movement: Movement) -> None:
        page = movement.page
        page.transferred -= movement.amount
        movement.status, movement.reason = "failed", "reversed"
        self.move("payout_returned", movement.ref, movement.amount, page.currency)

    # ── the buyer's bank ─────────────────────────────────────────────────────────────────────────────────────────

    def open_dispute(self, page: Page, now: datetime, *, amount: int, fee: int, warning: bool) -> BankDispute:
        ref = self.ref("issfr" if warning else "dp")
        dispute = BankDispute(ref, page, amount, fee, "warning", now + timedelta(days=14))
        self.disputes[ref] = dispute
        if not warning:
            self._take(dispute)
        return dispute

    def _take(self, dispute: BankDispute) -> None:
        dispute.status = "needs_response"
        self.move("chargeback_taken", dispute.ref, -dispute.amount, dispute.page.currency)
        self.move("chargeback_fee", dispute.ref, -dispute.fee, dispute.page.currency)

    def end_dispute(self, dispute: BankDispute, *, won: bool) -> None:
        if dispute.status == "warning":
            dispute.status = "warning_closed"
            return
        dispute.status = "won" if won else "lost"
        if won:
            self.move("chargeback_won", dispute.ref, dispute.amount, dispute.page.currency)

    def worsen(self, warning: BankDispute, now: datetime) -> BankDispute:
        """A warning comes true: nothing can be done about it any more, and the dispute has a reference of its own."""
        warning.status = "warning_closed"
        return self.open_dispute(warning.page, now, amount=warning.amount, fee=warning.fee, warning=False)

    def is_disputed(self, page: Page) -> bool:
        return any(d.page is page and d.status in ("needs_response", "under_review") for d in self.disputes.values())

    def disputable(self, page: Page) -> int:
        """What a bank could still take: what was captured less what went back and what was lost already."""
        lost = sum(d.amount for d in self.disputes.values() if d.page is page and d.status not in _HARMLESS)
        return page.captured - page.refunded - lost

    @staticmethod
    def part_of(page: Page, amount: int) -> int:
        """About so much, as finely as the provider moves this currency."""
        step = step_of(page.currency)
        return max(step, amount - amount % step)


_HARMLESS = ("warning", "warning_closed", "won")


def fingerprint(body: Mapping[str, Any]) -> str:
    """The same for the same body."""
    return repr(sorted(body.items()))
