"""The trade: one row that carries its state, and the deal, which is the trade with everything that belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.agreements import EscrowAgreement
from core.disputes import Dispute
from core.ledger import LedgerEntry
from core.listings import Product
from core.members import Seat
from core.offers import Offer
from core.payments import Chargeback, PaymentGateway, Payout, ProviderIntent, Refund
from core.shipments import Order, Request, Shipment


class State(StrEnum):
    """Where a trade stands. The process table speaks of these; every other status column is a projection."""

    NEGOTIATING = "negotiating"
    AGREED = "agreed"
    AWAITING_PAYMENT = "awaiting_payment"
    AWAITING_SIGNATURES = "awaiting_signatures"
    PLACED = "placed"
    IN_PROGRESS = "in_progress"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    DISPUTED = "disputed"
    DECIDED = "decided"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    PAYMENT_EXPIRED = "payment_expired"
    VOIDED = "voided"


ENDED = frozenset({State.COMPLETED, State.CANCELLED, State.CLOSED, State.PAYMENT_EXPIRED, State.VOIDED})


@dataclass(frozen=True, slots=True)
class Negotiation:
    """The trade's own row. `version` grows by one with every change and is what a button's revision refers to.

    `pending_act` names the provider call that must end before anybody moves the trade; `entered_at` is when the
    present state was entered; `final_price` is the agreed total in minor units.
    """

    id: str
    product_id: str
    buyer_id: str
    seller_id: str
    buyer_company_id: str
    seller_company_id: str
    currency: str
    entered_at: datetime
    created_at: datetime
    updated_at: datetime
    status: str = "open"
    final_price: int | None = None
    state: str = State.NEGOTIATING
    version: int = 1
    process_version: int = 1
    pending_act: str = ""
    frozen: bool = False
    frozen_by: str = ""
    """The operator who froze the trade by hand; empty while it is frozen by a dispute or not at all."""
    frozen_at: datetime | None = None
    unfreeze_asked_by: str = ""
    close_reason: str = ""
    talked_at: datetime | None = None
    """Last offer or message: the idle clock of talks without an offer runs from here."""


@dataclass(frozen=True, slots=True)
class NegotiationMessage:
    """What one side wrote to the other; never changes the state of anything."""

    id: str
    negotiation_id: str
    sender_id: str
    message: str
    is_price_offer: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """Something that happens at `due_at` unless the deal has moved on: `fires` a transition, or reminds.

    The row is only a wake-up: at the time, the deal is read again and must still want exactly this row.
    """

    id: str
    negotiation_id: str
    name: str
    kind: str
    subject_id: str
    fires: str
    due_at: datetime
    done_at: datetime | None = None
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class TradeTransition:
    """One line of the trade's history: append-only, numbered without gaps per trade."""

    id: str
    negotiation_id: str
    sequence: int
    transition: str
    from_state: str
    to_state: str
    actor_role: str
    actor_id: str
    detail: Mapping[str, Any]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Deal:
    """A trade with all its rows, read in one statement and written back by difference.

    `product` and `seats` (people of both companies, with how to reach them) are context: read, never written here.
    """

    trade: Negotiation
    product: Product
    buyer_name: str
    seller_name: str
    seller_payout_ref: str
    seller_payout_ready: bool
    buyer_held: bool = False
    seller_held: bool = False
    """Moderators want another name of that company: it is neither offered to nor accepted from."""
    seats: tuple[Seat, ...] = ()
    chargebacks: tuple[Chargeback, ...] = ()
    offers: tuple[Offer, ...] = ()
    payments: tuple[PaymentGateway, ...] = ()
    agreements: tuple[EscrowAgreement, ...] = ()
    orders: tuple[Order, ...] = ()
    shipments: tuple[Shipment, ...] = ()
    requests: tuple[Request, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    refunds: tuple[Refund, ...] = ()
    payouts: tuple[Payout, ...] = ()
    intents: tuple[ProviderIntent, ...] = ()
    entries: tuple[LedgerEntry, ...] = ()
    deadlines: tuple[DeadlineRow, ...] = ()
    """Only those not done yet."""

    @property
    def state(self) -> State:
        state = self.trade.state
        return state if isinstance(state, State) else State(state)

    @property
    def payment(self) -> PaymentGateway | None:
        return self.payments[-1] if self.payments else None

    @property
    def agreement(self) -> EscrowAgreement | None:
        return self.agreements[-1] if self.agreements else None

    @property
    def order(self) -> Order | None:
        return self.orders[-1] if self.orders else None

    @property
    def dispute(self) -> Dispute | None:
        return self.disputes[-1] if self.disputes else None

    @property
    def chargeback(self) -> Chargeback | None:
        return self.chargebacks[-1] if self.chargebacks else None

    @property
    def accepted(self) -> Offer | None:
        """The offer whose terms were agreed."""
        return next((offer for offer in self.offers if offer.status == "accepted"), None)

    @property
    def active_offer(self) -> Offer | None:
        return next((offer for offer in reversed(self.offers) if offer.status == "active"), None)

    def balance(self, account: str) -> int:
        """The sum of this deal's postings on an account, in minor units."""
        return sum(entry.effect_on(account) for entry in self.entries)
