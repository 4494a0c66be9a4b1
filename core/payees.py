"""Those who are paid: a company's account at the payment provider, and what its bank made of the payouts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


def is_iban(text: str) -> bool:
    """Whether an account number has the form of an IBAN and its check digits are right."""
    plain = "".join(text.split()).upper()
    if not (15 <= len(plain) <= 34 and plain.isascii() and plain.isalnum() and plain[:2].isalpha()):
        return False
    return int("".join(str(int(letter, 36)) for letter in plain[4:] + plain[:4])) % 97 == 1


@dataclass(frozen=True, slots=True)
class PayoutAccount:
    """A company's account at the provider as we saw it last. One per company.

    status: opening (the provider has been asked), open. `needs` are the provider's names of what it still wants to
    know, `disabled_reason` its word for why the account may not be paid.
    """

    id: str
    company_id: str
    provider: str
    country: str
    created_at: datetime
    updated_at: datetime
    status: str = "opening"
    account_ref: str = ""
    submitted: bool = False
    can_receive: bool = False
    can_pay_out: bool = False
    needs: tuple[str, ...] = ()
    disabled_reason: str = ""
    due_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class SellerPayout:
    """Money that left a company's account at the provider for its own bank. status: pending, paid, failed."""

    id: str
    company_id: str
    provider_ref: str
    amount: int
    currency: str
    created_at: datetime
    updated_at: datetime
    status: str = "pending"
    failure: str = ""
    arrives_at: datetime | None = None
