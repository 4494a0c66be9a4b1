"""What all parts of the sandbox's Stripe share: its time, its ids, its objects, its agenda and its events."""

from __future__ import annotations

import copy
import heapq
import random
import secrets
import string
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from adapters.sandbox.clock import WorldClock
from adapters.sandbox.stripe_refusals import no_such
from adapters.sandbox.stripe_shapes import Json, blank
from adapters.sandbox.stripe_shelf import Shelf

API_VERSION = "2026-10-28.endive"
PLATFORM = "platform"
_ID_LETTERS = string.ascii_letters + string.digits
_PREFIXES = {
    "payment_intent": "pi",
    "charge": "ch",
    "refund": "re",
    "account": "acct",
    "transfer": "tr",
    "payout": "po",
    "transfer_reversal": "trr",
    "balance_transaction": "txn",
    "dispute": "dp",
    "radar.early_fraud_warning": "issfr",
    "event": "evt",
    "customer": "cus",
    "checkout.session": "cs_test",
    "item": "li",
    "webhook_endpoint": "we",
}
_ID_LENGTHS = {"checkout.session": 58, "account": 16}


@dataclass(frozen=True, slots=True)
class StripeTerms:
    """The figures of this Stripe: how long things take by the world's clock, and what they cost."""

    settles_after: timedelta = timedelta(days=2)
    hold_lasts: timedelta = timedelta(days=7)
    bank_debit_takes: timedelta = timedelta(days=4)
    payout_takes: timedelta = timedelta(days=2)
    payout_fails_after: timedelta = timedelta(days=1)
    refund_fails_after: timedelta = timedelta(days=3)
    evidence_within: timedelta = timedelta(days=9)
    keys_kept: timedelta = timedelta(hours=24)
    events_kept: timedelta = timedelta(days=30)
    fee_per_mille: int = 29
    fee_fixed: int = 30
    dispute_fee: int = 1500
    refunds_wait_for_funds: bool = True
    automatic_payouts: bool = False


@dataclass(frozen=True, slots=True)
class Cause:
    """The API request that made something happen; its events carry it."""

    request_id: str
    idempotency_key: str | None


class StripeWorld:
    """The state that every part reads and writes, on one event loop and never across an await."""

    def __init__(self, clock: WorldClock, terms: StripeTerms, base_url: str, seed: int | None) -> None:
        self.terms = terms
        self.base_url = base_url.rstrip("/")
        self.cause: Cause | None = None
        self.api_version = API_VERSION
        self.emitted: Counter[str] = Counter()
        self.on_event: list[Callable[[Json, str | None], None]] = []
        self._clock = clock
        self._dice = random.Random(secrets.randbits(64) if seed is None else seed)  # noqa: S311 - ids, not secrets
        self._shelves: dict[tuple[str, str], Shelf] = {}
        self._all: dict[str, Json] = {}
        self._agenda: list[tuple[datetime, int, Callable[[], None]]] = []
        self._turn = count()
        self._acting_at: datetime | None = None

    def now(self) -> datetime:
        """The world's time; while the agenda runs, the moment at which the entry was due."""
        return self._acting_at or self._clock.now()

    def stamp(self, after: timedelta = timedelta(0)) -> int:
        """Unix seconds of now, or of a moment after now."""
        return int((self.now() + after).timestamp())

    def token(self, length: int = 24) -> str:
        return "".join(self._dice.choices(_ID_LETTERS, k=length))

    def shelf(self, kind: str, owner: str = PLATFORM) -> Shelf:
        return self._shelves.setdefault((kind, owner), Shelf(kind.replace(".", " ")))

    def create(self, kind: str, owner: str = PLATFORM, **fields: Any) -> Json:
        """A new object with a fresh id, put on its owner's shelf."""
        object_id = f"{_PREFIXES[kind]}_{self.token(_ID_LENGTHS.get(kind, 24))}"
        row = blank(kind, object_id, self.stamp(), **fields)
        self.shelf(kind, owner).add(row)
        self._all[object_id] = row
        return row

    def find(self, object_id: str) -> Json | None:
        """Any object by its id alone, whoever owns it."""
        return self._all.get(object_id)

    def get(self, kind: str, object_id: str, *, param: str = "id", owner: str = PLATFORM, in_path: bool = True) -> Json:
        """The object, or Stripe's "No such …"."""
        row = self.shelf(kind, owner).find(object_id)
        if row is None:
            raise no_such(kind.replace(".", " "), object_id, param, in_path=in_path)
        return row

    def counted(self) -> dict[str, int]:
        """How many objects of each kind there are, over all owners."""
        totals: Counter[str] = Counter()
        for (kind, _owner), shelf in self._shelves.items():
            totals[kind] += len(shelf)
        return dict(totals)

    def schedule(self, after: timedelta, act: Callable[[], None]) -> None:
        """Do it when the world's clock has moved on by `after`."""
        heapq.heappush(self._agenda, (self.now() + after, next(self._turn), act))

    def settle(self) -> None:
        """Do all that has come due, in its order and as of its own time."""
        present = self._clock.now()
        while self._agenda and self._agenda[0][0] <= present:
            due, _turn, act = heapq.heappop(self._agenda)
            self._acting_at = due
            try:
                act()
            finally:
                self._acting_at = None

    def emit(self, kind: str, subject: Json, account: str | None = None) -> None:
        """Record an event with the object as it is now and tell those who deliver events.

        As at Stripe, events of a connected account stand in that account's list only; their deliveries, not the
        listed objects, carry `account`.
        """
        cause = self.cause or Cause("", None)
        event = self.create(
            "event",
            account or PLATFORM,
            api_version=self.api_version,
            data={"object": copy.deepcopy(subject)},
            request={"id": cause.request_id or None, "idempotency_key": cause.idempotency_key},
            type=kind,
        )
        self.emitted[kind] += 1
        for hear in self.on_event:
            hear(event, account)


def moment(stamp: int) -> datetime:
    """Aware UTC of a Unix time."""
    return datetime.fromtimestamp(stamp, UTC)
