"""The double-entry ledger: immutable postings, and the chart of the only ones allowed.

A posting `a → b x` moves x minor units: every fact is balanced by construction, and per currency all balances sum to
zero. Liabilities and income are positive, assets and expenses negative: `−balance(psp)` is the money that the
provider holds for us. Accounts are `psp`, `esc:<trade>`, `sel:<company>`, `res:<company>`, `debt:<company>`,
`ref:<refund>`, `pay:<payout>`, `cbk:<chargeback>`, `rev`, `tax`, `cost`, `loss`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

ALLOWED: dict[str, tuple[str, str]] = {
    "capture": ("psp", "esc"),
    "provider_fee": ("cost", "psp"),
    "release": ("esc", "sel"),
    "commission": ("esc", "rev"),
    "commission_tax": ("esc", "tax"),
    "refund_started": ("esc", "ref"),
    "refund_done": ("ref", "psp"),
    "refund_returned": ("psp", "ref"),
    "refund_lost": ("loss", "ref"),
    "loss_recovered": ("ref", "loss"),
    "cancel_cost": ("debt", "cost"),
    "reserve_kept": ("sel", "res"),
    "reserve_freed": ("res", "sel"),
    "payout_started": ("sel", "pay"),
    "payout_done": ("pay", "psp"),
    "payout_refused": ("pay", "sel"),
    "payout_returned": ("psp", "pay"),
    "chargeback_taken": ("cbk", "psp"),
    "chargeback_fee": ("cost", "psp"),
    "chargeback_won": ("psp", "cbk"),
    "chargeback_from_escrow": ("esc", "cbk"),
    "chargeback_from_refund": ("ref", "cbk"),
    "chargeback_from_reserve": ("res", "cbk"),
    "chargeback_from_seller": ("sel", "cbk"),
    "chargeback_to_debt": ("debt", "cbk"),
    "chargeback_lost": ("loss", "cbk"),
    "debt_reversed": ("psp", "debt"),
    "debt_netted": ("sel", "debt"),
}
"""Posting kind → (kind of account taken from, kind of account given to). Everything else is refused."""


class IllegalPosting(AssertionError):
    """The chart has no such posting: a bug, never a person's mistake."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One posting, for ever. `amount` is positive minor units; `provider_ref` the movement at the provider, if any."""

    id: str
    negotiation_id: str
    transaction_id: str
    sequence: int
    kind: str
    from_account: str
    to_account: str
    amount: int
    currency: str
    created_at: datetime
    provider_ref: str = ""

    def __post_init__(self) -> None:
        allowed = ALLOWED.get(self.kind)
        if allowed is None or (account_kind(self.from_account), account_kind(self.to_account)) != allowed:
            raise IllegalPosting(f"{self.kind}: {self.from_account} → {self.to_account}")
        if self.amount <= 0:
            raise IllegalPosting(f"{self.kind}: an amount is positive")

    def effect_on(self, account: str) -> int:
        return (self.amount if account == self.to_account else 0) - (self.amount if account == self.from_account else 0)


def account_kind(account: str) -> str:
    """`esc:neg_1` → `esc`."""
    return account.partition(":")[0]


def balances(entries: Iterable[LedgerEntry]) -> dict[tuple[str, str], int]:
    """(account, currency) → sum of its postings."""
    sums: defaultdict[tuple[str, str], int] = defaultdict(int)
    for entry in entries:
        sums[entry.from_account, entry.currency] -= entry.amount
        sums[entry.to_account, entry.currency] += entry.amount
    return dict(sums)
