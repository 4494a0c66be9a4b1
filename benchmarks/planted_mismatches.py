"""Books that agree, and then do not: mismatches of ten kinds planted by chance, and whether each is found and no other.

`python -m benchmarks.planted_mismatches` plants a thousand.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from core.ledger import LedgerEntry
from core.ports.payments import ProviderMovement
from core.services.reconciling import match

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SINCE = NOW - timedelta(days=2)
HONEST_PER_PLANTED = 5
_CHART = {
    "capture": ("charge", "psp", "esc", "pi"),
    "refund_done": ("refund", "ref", "psp", "re"),
    "refund_returned": ("refund_failure", "psp", "ref", "re"),
    "payout_done": ("transfer", "pay", "psp", "tr"),
    "payout_returned": ("transfer_reversal", "psp", "pay", "tr"),
    "chargeback_taken": ("dispute", "cbk", "psp", "dp"),
    "chargeback_won": ("dispute_reversal", "psp", "cbk", "dp"),
}
_FEES = {"capture": "provider_fee", "chargeback_taken": "chargeback_fee"}


@dataclass
class Books:
    """Both sides, and what was planted: (kind, reference) → amount at stake."""

    dice: random.Random
    movements: list[ProviderMovement] = field(default_factory=list)
    entries: list[LedgerEntry] = field(default_factory=list)
    planted: dict[tuple[str, str], int] = field(default_factory=dict)
    count: int = 0

    def fact(self, kind: str = "") -> tuple[ProviderMovement, list[LedgerEntry]]:
        """One movement with its postings, as they should be; not in the books yet."""
        self.count += 1
        kind = kind or self.dice.choice(sorted(_CHART))
        there, taken_from, given_to, prefix = _CHART[kind]
        amount, fee = self.dice.randint(100, 900_000), self.dice.randint(1, 90) if kind in _FEES else 0
        currency = self.dice.choice(("EUR", "USD", "JPY"))
        at = NOW - timedelta(seconds=self.dice.randint(7_200, 160_000))
        about = f"{prefix}_{self.count}"
        signed = amount if taken_from == "psp" else -amount
        movement = ProviderMovement(f"txn_{self.count}", there, about, signed, fee, currency, at)  # type: ignore[arg-type]
        entries = [self._posting(kind, taken_from, given_to, amount, currency, about, at)]
        if fee:
            entries.append(self._posting(_FEES[kind], "cost", "psp", fee, currency, about, at))
        return movement, entries

    def _posting(self, kind: str, a: str, b: str, amount: int, currency: str, ref: str, at: datetime) -> LedgerEntry:
        self.count += 1
        a, b = (account if account in ("psp", "cost") else f"{account}:{self.count}" for account in (a, b))
        late = at + timedelta(seconds=self.dice.randint(0, 600))
        fields = (f"led_{self.count}", "neg_1", f"ltx_{self.count}", 1, kind, a, b, amount, currency, late, ref)
        return LedgerEntry(*fields)

    def take(self, movement: ProviderMovement | None, entries: list[LedgerEntry]) -> None:
        self.movements += [movement] if movement else []
        self.entries += entries

    def plant(self, kind: str, ref: str, amount: int) -> None:
        self.planted[kind, ref] = amount


def _unknown(books: Books) -> None:
    movement, _entries = books.fact()
    books.take(movement, [])
    books.plant("unknown-movement", movement.about, abs(movement.amount))


def _unexplained(books: Books) -> None:
    movement, _entries = books.fact("capture")
    books.take(replace(movement, kind="other"), [])
    books.plant("unknown-movement", movement.about, abs(movement.amount))


def _missing(books: Books) -> None:
    _movement, entries = books.fact("payout_done")
    books.take(None, entries)
    books.plant("missing-movement", entries[0].provider_ref, entries[0].amount)


def _amount(books: Books) -> None:
    movement, entries = books.fact()
    books.take(replace(movement, amount=movement.amount + (7 if movement.amount > 0 else -7)), entries)
    books.plant("amount-differs", movement.about, 7)


def _fee(books: Books) -> None:
    movement, entries = books.fact("capture")
    books.take(replace(movement, fee=movement.fee + 3), entries)
    books.plant("fee-differs", movement.about, 3)


def _currency(books: Books) -> None:
    movement, entries = books.fact("refund_done")
    books.take(replace(movement, currency="GBP"), entries)
    books.plant("currency-differs", movement.about, entries[0].amount)


def _posted_twice(books: Books) -> None:
    movement, entries = books.fact("refund_done")
    again = replace(entries[0], id=f"{entries[0].id}b", transaction_id=f"{entries[0].transaction_id}b")
    books.take(movement, [*entries, again])
    books.plant("posted-twice", movement.about, again.amount)


def _moved_twice(books: Books) -> None:
    movement, entries = books.fact("payout_done")
    books.take(movement, entries)
    books.take(replace(movement, ref=f"{movement.ref}b"), [])
    books.plant("moved-twice", movement.about, abs(movement.amount))


def _wrong_kind(books: Books) -> None:
    movement, entries = books.fact("refund_done")
    paid_out = replace(entries[0], kind="payout_done", from_account="pay:pou_1")
    books.take(movement, [paid_out])
    books.plant("wrong-kind", movement.about, abs(movement.amount))


def _without_ref(books: Books) -> None:
    _movement, entries = books.fact("payout_done")
    books.take(None, [replace(entries[0], provider_ref="")])
    books.plant("without-ref", entries[0].id, entries[0].amount)


KINDS: tuple[Callable[[Books], None], ...] = (
    _unknown,
    _unexplained,
    _missing,
    _amount,
    _fee,
    _currency,
    _posted_twice,
    _moved_twice,
    _wrong_kind,
    _without_ref,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: how many were planted, not found, or found although nobody had planted them."""

    planted: int
    missed: int
    false_alarms: int
    by_kind: dict[str, int]

    @property
    def is_good(self) -> bool:
        return self.missed == 0 and self.false_alarms == 0


def run(seed: int, mismatches: int) -> Outcome:
    """Plant so many mismatches, in equal parts of each kind, among five times as many honest facts."""
    books = Books(random.Random(seed))
    for number in range(mismatches):
        KINDS[number % len(KINDS)](books)
        for _ in range(HONEST_PER_PLANTED):
            books.take(*books.fact())
    # Young news that is still on its way, and the operator's own money: neither is a mismatch.
    young, _entries = books.fact("capture")
    books.take(replace(young, at=NOW - timedelta(minutes=5)), [])
    books.take(ProviderMovement("txn_own", "topup", "", 50_000, 0, "EUR", NOW - timedelta(hours=9)), [])
    for number in range(mismatches // 20):
        fee = ProviderMovement(f"txn_fee_{number}", "own", "", -number - 1, 0, "EUR", NOW - timedelta(hours=number + 2))
        books.take(fee, [])
    books.dice.shuffle(books.movements)
    books.dice.shuffle(books.entries)
    report = match(books.movements, books.entries, since=SINCE, now=NOW)
    found = Counter({(m.kind, m.ref): m.amount for m in report.mismatches})
    missed = sum(found.get(key) != amount for key, amount in books.planted.items())
    alarms = len(report.mismatches) - (len(books.planted) - missed)
    return Outcome(len(books.planted), missed, alarms, dict(Counter(kind for kind, _ref in books.planted)))


if __name__ == "__main__":
    print(run(1, 1_000))
