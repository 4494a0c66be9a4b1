"""One simulated market: the real services over a store in memory, a pretended provider, a clock and a queue of what is to
come."""

from __future__ import annotations

import heapq
import logging
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any

from core.errors import DomainError
from core.ledger import LedgerEntry
from core.listings import Product
from core.payments import ProviderIntent
from core.ports.unit_of_work import Tx
from core.services.deadlines import OUTAGE, Deadlines
from core.services.escrow import Escrow
from core.services.trading import Trading
from core.simulation.cast import read_cast, rules_of, settle_in, text_of
from core.simulation.chance import Dice, Faults, MovedClock, NumberedIds
from core.simulation.checks import Checks
from core.simulation.memory_store import MemoryStore, MemoryTx
from core.simulation.people import EXCUSED, UNEXPECTED, People, Press
from core.simulation.provider import PretendedProvider
from core.simulation.trampoline import race, run
from core.trades import DeadlineRow, Deal, Negotiation

FUNDS = 150_000
"""Minor units that the operator leaves at the provider beside everybody's money: little enough to run short."""


class Market:
    """What one seed makes of a market."""

    def __init__(self, seed: str, *, fault_rate: float = 1.0) -> None:
        self.dice = Dice(seed)
        self.clock = MovedClock()
        self.ids = NumberedIds()
        self.rules = rules_of(self.dice)
        self.faults = Faults(self.dice, fault_rate)
        self.provider = PretendedProvider(self.clock, self.faults)
        self.store = MemoryStore(falters=lambda: self.faults.strike("serialization failure", 0.01))
        run(self.store.write(lambda tx: settle_in(tx, self.dice)))
        self.cast = run(self.store.read(read_cast))
        self.checks = Checks(self.provider.books, self.rules, self.clock.now, self.view())
        self.store = self._watched(self.store)
        self.trading = Trading(clock=self.clock, ids=self.ids, rules=self.rules, write_agreement=text_of)
        self.escrow = Escrow(
            store=self.store,
            trading=self.trading,
            provider=self.provider,
            clock=self.clock,
            ids=self.ids,
            return_url="https://market.invalid/paid",
        )
        self.deadlines = Deadlines(self.store, self.trading, self.clock, outage=OUTAGE)
        self.people = People(self.cast, self.dice, self.trading.choices)
        self.funds: dict[str, int] = {}
        self.fund(FUNDS)
        self._queue: list[tuple[datetime, int, str, tuple[Any, ...]]] = []
        self._count = 0
        self._drained_from = self.clock.at

    def _watched(self, store: MemoryStore) -> MemoryStore:
        watched = MemoryStore(
            watch=self.checks.watch, falters=lambda: self.faults.strike("serialization failure", 0.01)
        )
        watched.tables = store.tables
        return watched

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────

    def view(self) -> MemoryTx:
        """What is committed now."""
        return MemoryTx(self.store, writable=False)

    def deal(self, trade_id: str) -> Deal:
        return self.view().assembled(trade_id)

    def fund(self, amount: int) -> None:
        """The operator's own money comes to the provider."""
        for product in self.store.tables.rows[Product].values():
            self.funds.setdefault(product.currency, 0)
        for currency in self.funds:
            self.funds[currency] += amount
            self.provider.books.balances[currency] += amount

    # ── the queue ────────────────────────────────────────────────────────────────────────────────────────────────

    def later(self, wait: timedelta, kind: str, *about: Any) -> None:
        """Something will happen after this time."""
        self._count += 1
        heapq.heappush(self._queue, (self.clock.at + max(wait, timedelta(0)), self._count, kind, about))

    def next_at(self) -> datetime | None:
        """When anything is next to be done, by anybody."""
        waiting = self.store.tables.waiting
        times = [self._queue[0][0]] if self._queue else []
        times += [row.due_at for row in waiting[DeadlineRow].values()]
        times += [max(_try_at(row), self._drained_from) for row in waiting[ProviderIntent].values()]
        return min(times, default=None)

    def due(self) -> list[str]:
        """Who has something to do now: the sweep of deadlines, the drain of instructions, or what was foreseen."""
        now, waiting = self.clock.at, self.store.tables.waiting
        found = ["queue"] if self._queue and self._queue[0][0] <= now else []
        if any(row.due_at <= now for row in waiting[DeadlineRow].values()):
            found.append("sweep")
        if self._drained_from <= now and any(_try_at(row) <= now for row in waiting[ProviderIntent].values()):
            found.append("drain")
        return found

    def sleep(self, period: timedelta) -> None:
        """Nothing of ours runs for so long, while the world goes on."""
        began = self.clock.at
        self.clock.at += period
        self.checks.slept.append((began, self.clock.at))

    def pop(self) -> tuple[str, tuple[Any, ...]]:
        _, _, kind, about = heapq.heappop(self._queue)
        return kind, about

    def drain(self) -> None:
        """Carry out instructions, unless the worker who does it hangs for a while."""
        if self.faults.strike("worker late", 0.03):
            self._drained_from = self.clock.at + self.dice.hours(2)
            return
        run(self.escrow.drain())

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────

    def pressing(self, trade_id: str, press: Press) -> Coroutine[Any, Any, Any]:
        """The work that a press sets off."""

        async def step(tx: Tx) -> str:
            await self.trading.act(tx, press.seat, trade_id, press.name, press.args, version=press.version)
            return "done"

        return self.store.write(step)

    def press(self, trade_id: str, press: Press) -> str:
        """Carry a press out: "done", or the code of the refusal. A refusal has changed nothing."""
        commits = self.store.commits
        try:
            done: str = run(self.pressing(trade_id, press))
        except DomainError as refusal:
            self.checks_refusal(trade_id, press, refusal, commits)
            return refusal.code
        return done

    def checks_refusal(self, trade_id: str, press: Press, refusal: DomainError, commits: int) -> None:
        if self.store.commits != commits:
            self.checks.broken(trade_id, f"I7: {press.name} was refused ({refusal.code}) and changed something")
        if press.offered and refusal.code in UNEXPECTED and (press.name, refusal.code) not in EXCUSED:
            self.checks.broken(
                trade_id, f"{press.name} was offered to {press.seat.user_id} and refused: {refusal.code}"
            )

    def race(self, trade_id: str, works: list[Coroutine[Any, Any, Any]]) -> list[Any]:
        """Let these meet: each gives way at every call to the store."""
        self.store.racing = True
        try:
            outcomes = race(works, lambda running: int(self.dice.random() * running))
        finally:
            self.store.racing = False
        for outcome in outcomes:
            surprise = isinstance(outcome, Exception) and not isinstance(outcome, DomainError)
            if surprise or (isinstance(outcome, DomainError) and outcome.code == "already-exists"):
                self.checks.broken(trade_id, f"two who met: {outcome!r}")
        return outcomes

    def end(self) -> None:
        """The last questions, when everything has come to rest."""
        view = self.view()
        entries = list(view.tables.rows[LedgerEntry].values())
        deals = [view.assembled(trade_id) for trade_id in view.tables.rows[Negotiation]]
        self.checks.finish(entries, deals, self.funds)


class Surprises(logging.Handler):
    """Hears what the services log as unexpected: to a simulation each of these is a broken promise."""

    def __init__(self, market: Market) -> None:
        super().__init__(logging.ERROR)
        self._note = market.checks.broken
        self._faults = market.faults

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            fault = record.exc_info[1]
            self._note("", f"{record.getMessage()}: {fault!r}")
        elif "set aside" in record.getMessage() and not self._is_expected():
            self._note("", record.getMessage())

    def _is_expected(self) -> bool:
        """Some page was not what had been asked for."""
        return self._faults.seen["another amount"] > 0


def _try_at(intent: ProviderIntent) -> datetime:
    return max(intent.next_try_at, intent.lease_until or intent.next_try_at)
