"""Two sets of books: the balances Stripe shows, and the sums that a checker holds against the product's ledger."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from adapters.sandbox.stripe_shapes import Json
from adapters.sandbox.stripe_world import PLATFORM, StripeWorld

NO_DELAY = timedelta(0)
_SUMS = ("captured", "refunded", "transferred", "reversed", "fees", "disputed", "topped_up", "paid_out")
_EFFECT = {"captured": 1, "reversed": 1, "topped_up": 1, "refunded": -1, "transferred": -1, "fees": -1}
_EFFECT |= {"disputed": -1, "paid_out": -1}


@dataclass(slots=True)
class _Purse:
    """One owner's money in one currency, signed minor units."""

    total: int = 0
    available: int = 0
    pending: list[tuple[int, int, Json]] = field(default_factory=list)


class Balances:
    """The balance of the platform and of each connected account, with Stripe's balance transactions."""

    def __init__(self, world: StripeWorld) -> None:
        self._world = world
        self._purses: dict[tuple[str, str], _Purse] = defaultdict(_Purse)
        self._turn = count()

    def post(
        self,
        kind: str,
        amount: int,
        currency: str,
        source: str | None,
        *,
        owner: str = PLATFORM,
        fee: int = 0,
        category: str | None = None,
        available_on: int | None = None,
        description: str | None = None,
    ) -> Json:
        """Move money now: `amount` is signed, `fee` is taken besides; returns the balance transaction."""
        ready = self._world.stamp() if available_on is None else available_on
        waiting = ready > self._world.stamp()
        entry = self._world.create(
            "balance_transaction",
            owner,
            amount=amount,
            available_on=ready,
            currency=currency,
            description=description,
            fee=fee,
            fee_details=_fee_details(fee, currency),
            net=amount - fee,
            reporting_category=category or kind,
            source=source,
            status="pending" if waiting else "available",
            type=kind,
        )
        purse = self._purses[owner, currency]
        purse.total += amount - fee
        if waiting:
            heapq.heappush(purse.pending, (ready, next(self._turn), entry))
        else:
            purse.available += amount - fee
        return entry

    def available(self, currency: str, owner: str = PLATFORM) -> int:
        """What may be spent now; money whose day has come counts from that day on."""
        purse = self._purses[owner, currency]
        now = self._world.stamp()
        while purse.pending and purse.pending[0][0] <= now:
            _ready, _turn, entry = heapq.heappop(purse.pending)
            entry["status"] = "available"
            purse.available += entry["net"]
        return purse.available

    def total(self, currency: str, owner: str = PLATFORM) -> int:
        """Available and pending together."""
        return self._purses[owner, currency].total

    def currencies(self, owner: str = PLATFORM) -> list[str]:
        return sorted(currency for held_by, currency in self._purses if held_by == owner)

    def owners(self) -> list[str]:
        return sorted({owner for owner, _currency in self._purses})

    def refresh(self) -> None:
        """Bring every balance transaction's status up to the present."""
        for owner, currency in list(self._purses):
            self.available(currency, owner)


def _fee_details(fee: int, currency: str) -> list[Json]:
    if not fee:
        return []
    words = "Stripe processing fees"
    return [{"amount": fee, "application": None, "currency": currency, "description": words, "type": "stripe_fee"}]


class CheckerBooks:
    """Sums of the money that really moved, kept apart from every object that the API answers with.

    `by_group` has the same sums for each transfer_group, so that one trade can be held against its ledger; money
    without a group is under the empty name.
    """

    def __init__(self) -> None:
        self._sums: dict[str, Counter[str]] = defaultdict(Counter)
        self._groups: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        self._counts: Counter[str] = Counter()
        self._keys_used: set[tuple[str, str]] = set()
        self._bodies_used: dict[str, str] = {}

    def moved(self, sum_name: str, amount: int, currency: str, group: str | None) -> None:
        """Add to one of the sums; a negative amount takes back what was added before."""
        self._sums[currency][sum_name] += amount
        self._groups[group or ""][currency][sum_name] += amount

    def counted(self, deed: str) -> None:
        self._counts[deed] += 1

    def posted(self, endpoint: str, key: str, body: str) -> None:
        """A request that moved money has been carried out; the same key, or the same body, again is suspicious.

        The same key can only come this far twice after Stripe has forgotten it: that is a second payment.
        """
        if (endpoint, key) in self._keys_used:
            self._counts["double_posts"] += 1
        self._keys_used.add((endpoint, key))
        twin = self._bodies_used.setdefault(f"{endpoint} {body}", key)
        if twin != key:
            self._counts["twin_posts"] += 1

    def report(self, balances: Balances) -> Json:
        """All sums as plain JSON; `platform_balance` is signed and includes what is pending."""
        currencies = {
            currency: {**_all_sums(sums), "platform_balance": balances.total(currency)}
            for currency, sums in sorted(self._sums.items())
        }
        groups = {
            group: {
                currency: {**_all_sums(sums), "platform_balance": _net(sums)} for currency, sums in sorted(each.items())
            }
            for group, each in sorted(self._groups.items())
        }
        deeds = ("captures", "refunds", "transfers", "reversals", "payouts", "disputes", "double_posts", "twin_posts")
        connected = {
            owner: {currency: balances.total(currency, owner) for currency in balances.currencies(owner)}
            for owner in balances.owners()
            if owner != PLATFORM
        }
        return {
            "currencies": currencies,
            "by_group": groups,
            "counts": {deed: self._counts[deed] for deed in deeds},
            "connected": connected,
        }


def _all_sums(sums: Counter[str]) -> dict[str, int]:
    return {name: sums[name] for name in _SUMS}


def _net(sums: Counter[str]) -> int:
    return sum(_EFFECT[name] * amount for name, amount in sums.items())
