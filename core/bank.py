"""Payments by plain bank transfer: what is expected, what is to be sent, and who says that it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class BankOrder:
    """One movement on the operator's own bank account, expected or to be made by hand.

    kind: receipt (the buyer pays us), refund, payout. status: open, done, failed, closed. `id` is what the payment's
    references name; `key` is the instruction that asked for it, and unique. `purpose` is what the transfer says.
    """

    id: str
    kind: str
    key: str
    trade_id: str
    amount: int
    currency: str
    purpose: str
    created_at: datetime
    updated_at: datetime
    status: str = "open"
    receipt_id: str = ""
    """The receipt that a refund goes back to, or a payout is paid out of."""
    payee: str = ""
    """The bank account that it goes to."""
    confirmed_by: str = ""
    """The operator who says that it happened; above the limit a second one has to say the same."""
    second_by: str = ""
    failure: str = ""
