"""The payment seam: money held until delivery, at a provider that the market does not trust blindly.

Every instruction carries an idempotency key that was stored, with the exact body, before the call. Amounts are in
the provider's minor units and arrive already converted by `core/money.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

MovementAsked = Literal["refund", "transfer", "reversal"]
PaymentState = Literal["open", "requires_action", "processing", "authorized", "paid", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class CheckoutOpened:
    """A hosted payment page for one trade."""

    session_ref: str
    url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PaymentSnapshot:
    """What the provider says now about one payment, read from the provider itself, never from an event's body.

    `amount` and `currency` are the provider's own words, to be compared with ours; `fee` is known once captured.
    """

    state: PaymentState
    session_ref: str
    payment_ref: str
    charge_ref: str
    amount: int
    currency: str
    captured: int
    refunded: int
    fee: int
    capture_before: datetime | None
    metadata: Mapping[str, str]
    decline_code: str = ""
    declines: int = 0
    """Attempts that were declined so far, where the provider counts them: two may fall between two looks."""


@dataclass(frozen=True, slots=True)
class Returned:
    """Something of a transfer that was taken back. `key` is that of our own instruction; blank where nobody asked us."""

    ref: str
    amount: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class MovementResult:
    """The outcome of a refund, transfer or reversal: done, still pending, or refused with the provider's reason code.

    A transfer that was taken back is done, and `returns` says what came back; where the provider does not tell that
    one by one, the whole is `failed`.
    """

    status: Literal["done", "pending", "failed"]
    ref: str
    amount: int
    reason: str = ""
    returns: tuple[Returned, ...] = ()


@dataclass(frozen=True, slots=True)
class ChargebackSnapshot:
    """What the provider says now about one chargeback or warning; `payment_ref` names the payment it is about.

    A warning has moved no money yet and may come to nothing (`warning_closed`); from `needs_response` on, `amount`
    and `fee` have left our balance, and come back only when it is won.
    """

    ref: str
    payment_ref: str
    status: Literal["warning", "warning_closed", "needs_response", "under_review", "won", "lost"]
    amount: int
    fee: int
    reason: str = ""
    respond_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class ProviderEvent:
    """One webhook, verified. Only used to know *what to look at*: the object is fetched before anything happens."""

    id: str
    kind: str
    object_ref: str
    metadata: Mapping[str, str]
    live: bool
    account: str = ""
    """The seller's account that it happened on; empty for our own."""


@dataclass(frozen=True, slots=True)
class PayeeSnapshot:
    """What a seller's account at the provider may do now. `needs` are the provider's own names of what it wants to know."""

    ref: str
    company_id: str
    can_receive: bool
    can_pay_out: bool
    submitted: bool
    needs: tuple[str, ...] = ()
    disabled_reason: str = ""
    due_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class BankPayout:
    """Money on its way from a seller's account at the provider to the seller's own bank. `paid` may still fail."""

    ref: str
    account_ref: str
    amount: int
    currency: str
    status: Literal["pending", "paid", "failed"]
    created_at: datetime
    arrives_at: datetime | None = None
    failure: str = ""


MovementKind = Literal[
    "charge",
    "refund",
    "refund_failure",
    "transfer",
    "transfer_reversal",
    "dispute",
    "dispute_reversal",
    "topup",
    "payout",
    "payout_failure",
    "own",
    "other",
]
"""`own`: between the provider and us, about no trade: its own fees, taxes and reserves. `other` is what nobody knows."""


@dataclass(frozen=True, slots=True)
class ProviderMovement:
    """One line of the provider's own books: `amount` came to us (above zero) or left, `fee` left besides.

    `about` is what we know it by: the payment of a charge, else the refund, transfer, reversal, dispute or payout itself.
    """

    ref: str
    kind: MovementKind
    about: str
    amount: int
    fee: int
    currency: str
    at: datetime


class PaymentProvider(Protocol):
    """Moves money. Raises `ProviderUnavailable` (nothing happened; `ProviderMisconfigured` where that is our own fault),
    `OutcomeUnknown` (ask before repeating) or `ProviderRefused`."""

    name: str

    async def open_checkout(self, body: Mapping[str, Any], *, key: str) -> CheckoutOpened:
        """body: amount, currency, title, trade_id, expires_at (ISO), success_url, cancel_url."""
        ...

    async def expire_checkout(self, body: Mapping[str, Any], *, key: str) -> PaymentSnapshot:
        """Close the page (body: session_ref), then say what the payment is: a payment that got through wins."""
        ...

    async def capture(self, body: Mapping[str, Any], *, key: str) -> PaymentSnapshot:
        """Take the held money (body: payment_ref, amount). A refusal is a snapshot that is not `paid`."""
        ...

    async def cancel_hold(self, body: Mapping[str, Any], *, key: str) -> PaymentSnapshot:
        """Let the held money go (body: payment_ref)."""
        ...

    async def refund(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        """Money back to the buyer's own method (body: payment_ref, amount, trade_id)."""
        ...

    async def transfer(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        """Pay the seller (body: account_ref, charge_ref, amount, currency, trade_id)."""
        ...

    async def reversal(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        """Take money back from a seller's account (body: transfer_ref, amount, currency, trade_id). An account that does
        not hold so much is a refusal, not a matter of time: whoever owes it is asked in other ways."""
        ...

    async def submit_evidence(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        """Answer a chargeback, once and finally (body: dispute_ref, agreement, product, carrier, tracking_number,
        shipped_on, log: lines of moment, what, which)."""
        ...

    async def look_up(self, session_ref: str) -> PaymentSnapshot:
        """The present state of a payment by its checkout session."""
        ...

    async def find_movement(self, kind: MovementAsked, body: Mapping[str, Any], *, key: str) -> MovementResult | None:
        """Whether the movement with this key happened (found by its metadata); None when it certainly did not."""
        ...


class ProviderNews(Protocol):
    """Reads what nobody asked for: banks, sellers' accounts, events, and the provider's own books.

    Raises `ProviderUnavailable`, or `ProviderRefused` for what does not exist.
    """

    async def chargeback(self, ref: str) -> ChargebackSnapshot: ...

    async def fraud_warning(self, ref: str) -> ChargebackSnapshot:
        """A bank's early word that a payment may be fraudulent; `warning_closed` once nothing can be done about it."""
        ...

    async def payee(self, account_ref: str) -> PayeeSnapshot: ...

    async def open_payee(self, body: Mapping[str, Any], *, key: str) -> PayeeSnapshot:
        """An account for a seller (body: company_id, country)."""
        ...

    async def onboarding_link(self, account_ref: str, *, return_url: str, refresh_url: str, key: str) -> str:
        """A page where the account's owner says who they are; good for minutes, and once."""
        ...

    async def bank_payout(self, account_ref: str, ref: str) -> BankPayout: ...

    async def bank_payouts(self, account_ref: str, since: datetime) -> Sequence[BankPayout]:
        """All of one seller from then on, oldest first."""
        ...

    async def events_since(self, since: datetime) -> Sequence[ProviderEvent]:
        """Everything that happened from then on, oldest first."""
        ...

    async def movements(self, since: datetime) -> Sequence[ProviderMovement]:
        """Every line of our own books at the provider from then on, oldest first."""
        ...

    async def balances(self) -> Mapping[str, int]:
        """What the provider holds for us, pending money included, by currency in minor units."""
        ...


class ProviderUnavailable(Exception):
    """Nothing happened; safe to repeat with the same key."""


class ProviderMisconfigured(ProviderUnavailable):
    """Our own access to the provider is wrong (a key that was revoked or lacks a right), `code` is its word for that: it
    says nothing about any payment, nothing happened, and it passes once a person has mended it."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(message or code)
        self.code = code


class OutcomeUnknown(Exception):
    """The request may have been carried out; ask the provider before repeating."""


class ProviderRefused(Exception):
    """The provider understood and refused; `code` is its reason."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(message or code)
        self.code = code
