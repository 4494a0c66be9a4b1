"""Money on its way: the payment of a trade, refunds, payouts, and the instructions sent to the provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class PaymentGateway:
    """The buyer's payment for one trade, in minor units.

    status: created, requires_action, authorized, paid, failed, cancelled, released, refunded, partially_released,
    split, charged_back. A label only: the sums in the ledger are the truth.
    """

    id: str
    negotiation_id: str
    amount: int
    currency: str
    created_at: datetime
    updated_at: datetime
    expires_at: datetime
    status: str = "created"
    provider: str = "stripe"
    session_ref: str = ""
    payment_ref: str = ""
    charge_ref: str = ""
    checkout_url: str = ""
    attempts: int = 1
    fee: int = 0
    capture_before: datetime | None = None
    captured_at: datetime | None = None
    decline_code: str = ""
    declines: int = 0
    """Attempts that were declined in this window."""


@dataclass(frozen=True, slots=True)
class Refund:
    """Money going back to the buyer. status: pending, done, failed."""

    id: str
    negotiation_id: str
    amount: int
    currency: str
    created_at: datetime
    updated_at: datetime
    status: str = "pending"
    provider_ref: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Payout:
    """Money going to the seller. status: pending, in_transit, paid, failed, held, reversed."""

    id: str
    negotiation_id: str
    company_id: str
    amount: int
    currency: str
    created_at: datetime
    updated_at: datetime
    status: str = "pending"
    provider_ref: str = ""
    failure: str = ""
    number: int = 1
    """How often this money was sent before and came back, plus one."""


@dataclass(frozen=True, slots=True)
class Chargeback:
    """Money that the buyer's bank takes back. status: warning, came_true (a warning whose chargeback is a row of its own),
    needs_response, won, lost.

    `amount` is what is at stake and `fee` what the provider charges for it, in minor units; `respond_by` is final.
    """

    id: str
    negotiation_id: str
    payment_gateway_id: str
    amount: int
    fee: int
    currency: str
    reason: str
    created_at: datetime
    updated_at: datetime
    status: str = "needs_response"
    provider_ref: str = ""
    respond_by: datetime | None = None
    responded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ProviderIntent:
    """One instruction to the provider, stored with its exact body before the first try; `id` is the idempotency key.

    status: pending, done, refused, unknown. `subject_id` is the refund, payout or payment it is about.
    """

    id: str
    negotiation_id: str
    kind: str
    subject_id: str
    body: Mapping[str, Any]
    created_at: datetime
    next_try_at: datetime
    status: str = "pending"
    attempts: int = 0
    first_tried_at: datetime | None = None
    lease_until: datetime | None = None
    result: Mapping[str, Any] = field(default_factory=dict)
