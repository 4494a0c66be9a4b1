"""What is asked at every commit and at the end: invariants, history, stock, timers, and the provider's own books."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core.accounting import reserved_goods, taken_goods
from core.invariants import check_deal, check_ledger
from core.ledger import LedgerEntry, account_kind
from core.listings import Product
from core.members import Membership
from core.process import clocks, engine
from core.rules import Rules
from core.services.deadlines import GRACE, OUTAGE
from core.simulation.authority import check_act, due_at
from core.simulation.bank import Books
from core.simulation.memory_store import MemoryTx
from core.trades import ENDED, Deal, TradeTransition

_NEVER_NEGATIVE = frozenset({"esc", "ref", "pay", "sel", "res", "rev", "tax"})
_NEVER_POSITIVE = frozenset({"cbk", "debt", "cost", "loss"})
_AS = {"debt_reversed": "payout_returned"}
"""What was taken back of a transfer pays a debt or is payable again; to the provider it is the same."""
_WAKES_EVERY = 3
"""Commits of which one is asked for its wake-ups: that is dear, and a wrong one stays wrong for a while."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A promise that was broken, about which trade, and when."""

    at: datetime
    trade: str
    words: str


class Checks:
    """Watches a store. Keeps its own running totals, so that one commit costs little."""

    def __init__(self, books: Books, rules: Rules, now: Callable[[], datetime], tx: MemoryTx) -> None:
        """`tx` reads the market as it is before anybody trades."""
        self.violations: list[Violation] = []
        self.transitions: Counter[str] = Counter()
        self.states: Counter[str] = Counter({"negotiating": 1})
        self.steps = 0
        self.touched: dict[str, Deal] = {}
        """Trades that moved since somebody asked, as they are now."""
        self.stopped: set[str] = set()
        """Trades that an operator has stopped at any time."""
        self.slept: list[tuple[datetime, datetime]] = []
        """When the whole market was down: (from, until)."""
        self.lines: list[str] = []
        """The latest history, for whoever replays."""
        self._books = books
        self._rules = rules
        self._now = now
        self._stock = {row.id: row.stock for row in tx.tables.rows[Product].values()}
        self._members: dict[str, frozenset[str]] = {}
        for member in tx.tables.rows[Membership].values():
            known = self._members.get(member.user_id, frozenset())
            self._members[member.user_id] = known | {member.company_id}
        self._trace = hashlib.sha256()
        self._sequence: Counter[str] = Counter()
        self._balances: defaultdict[tuple[str, str], int] = defaultdict(int)
        self._posted: set[tuple[str, str]] = set()
        self._goods: dict[str, tuple[str, int, int]] = {}
        self._totals: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        self._complaints = 0

    @property
    def trace_hash(self) -> str:
        return self._trace.hexdigest()

    def broken(self, trade: str, words: str) -> None:
        """Note a violation."""
        self.violations.append(Violation(self._now(), trade, words))

    # ── every commit ─────────────────────────────────────────────────────────────────────────────────────────────

    def watch(self, tx: MemoryTx) -> None:
        """Look at what is about to be committed."""
        fresh = tx.written.get(LedgerEntry, {})
        lines = [row for row in tx.written.get(TradeTransition, {}).values() if row is not None]
        if not tx.saved:
            return
        self.steps += 1
        saves = {(after.trade.id, after.trade.version): (before, after) for before, after in tx.saved}
        for line in lines:
            self._history(line, saves.get((line.negotiation_id, line.sequence)))
        for entry in fresh.values():
            self._entry(entry)
        for trade_id in {after.trade.id: None for _, after in tx.saved}:
            deal = tx.assembled(trade_id)
            self.touched[trade_id] = deal
            self._deal(deal)
            self._shelf(tx, deal)
        for words in self._books.complaints[self._complaints :]:
            self.broken("", f"the provider complains: {words}")
        self._complaints = len(self._books.complaints)

    def _history(self, line: TradeTransition, saved: tuple[Deal | None, Deal] | None) -> None:
        self.transitions[line.transition] += 1
        self.states[str(line.to_state)] += 1
        trade = line.negotiation_id
        known = self._sequence[trade] or 1
        if line.sequence != known + 1:
            self.broken(trade, f"history goes from {known} to {line.sequence}")
        self._sequence[trade] = line.sequence
        if line.transition == "freeze":
            self.stopped.add(trade)
        words = (
            f"{line.created_at.isoformat(' ', 'seconds')} {trade} {line.sequence} {line.actor_role} {line.transition} "
        )
        words += f"{line.from_state} → {line.to_state}"
        self.lines.append(words)
        self._trace.update(words.encode())
        if saved is not None and saved[0] is not None:
            for wrong in check_act(line, saved[0], saved[1], self._members, self._rules):
                self.broken(trade, wrong)
            if line.actor_role == "timer":
                self._leaves_time(line, due_at(line.transition, saved[0], self._rules))

    def _leaves_time(self, line: TradeTransition, due: datetime | None) -> None:
        """Whose time ended while the market was down has an hour more, before silence counts."""
        for began, ended in self.slept[-1:]:
            missed = due is not None and began < due < ended - OUTAGE
            if missed and line.created_at < ended + GRACE:
                self.broken(line.negotiation_id, f"{line.transition} came at once after an outage")

    def _entry(self, entry: LedgerEntry) -> None:
        self._trace.update(f"{entry.kind} {entry.from_account} {entry.to_account} {entry.amount}".encode())
        self.lines.append(f"    {entry.kind} {entry.from_account} → {entry.to_account} {entry.amount}")
        for account, amount in ((entry.from_account, -entry.amount), (entry.to_account, entry.amount)):
            balance = self._balances[account, entry.currency] = self._balances[account, entry.currency] + amount
            kind = account_kind(account)
            if (balance < 0 and amount < 0 and kind in _NEVER_NEGATIVE) or (
                balance > 0 and amount > 0 and kind in _NEVER_POSITIVE
            ):
                self.broken(entry.negotiation_id, f"I2: {account} holds {balance} after {entry.kind}")
        if "psp" in (entry.from_account, entry.to_account):
            self._movement(entry)

    def _movement(self, entry: LedgerEntry) -> None:
        what = _AS.get(entry.kind, entry.kind), entry.provider_ref
        if what in self._posted:
            self.broken(entry.negotiation_id, f"I5: {entry.kind} of {entry.provider_ref} was posted twice")
        self._posted.add(what)
        theirs = self._books.moves.get(what)
        if theirs != entry.amount:
            words = f"I8: {entry.kind} of {entry.amount} for {entry.provider_ref}, where the provider moved {theirs}"
            self.broken(entry.negotiation_id, words)

    def _deal(self, deal: Deal) -> None:
        for found in check_deal(deal):
            self.broken(deal.trade.id, f"{found.invariant}: {found.words} ({found.subject})")
        if self.steps % _WAKES_EVERY == 0:
            self._wakes(deal)

    def _wakes(self, deal: Deal) -> None:
        """Whatever the deal wants to be woken for is there, and nothing else."""
        wishes = {wish.key: wish for wish in clocks.wanted(deal, self._rules) if wish.kind == "act"}
        have = {engine.key_of(row): row for row in deal.deadlines if row.kind == "act"}
        for key, row in have.items():
            wish = wishes.get(key)
            # Asked without the engine's own answer: what it gets wrong must show here.
            if wish is None or not (row.due_at == wish.due_at or (row.attempts and wish.due_at <= row.due_at)):
                self.broken(deal.trade.id, f"{row.name} waits for {row.fires}, which nobody wants")
        missing = wishes.keys() - have.keys()
        # What has just fired and asked the provider waits for the answer, not for another time.
        if missing and not deal.trade.pending_act:
            self.broken(deal.trade.id, f"nobody will wake for {sorted(missing)}")

    def _shelf(self, tx: MemoryTx, deal: Deal) -> None:
        """The listing keeps back exactly what its trades have been promised."""
        product = deal.product
        now = (product.id, reserved_goods(deal), taken_goods(deal))
        old = self._goods.get(deal.trade.id, (product.id, 0, 0))
        self._goods[deal.trade.id] = now
        totals = self._totals[product.id]
        totals[0] += now[1] - old[1]
        totals[1] += now[2] - old[2]
        if not 0 <= product.reserved <= product.stock:
            self.broken(deal.trade.id, f"{product.reserved} of {product.stock} on the shelf are reserved")
        said = (product.reserved, self._stock[product.id] - product.stock)
        if said != (totals[0], totals[1]):
            words = f"the shelf says {said} reserved and taken, its trades {tuple(totals)}"
            self.broken(deal.trade.id, words)

    # ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────

    def finish(self, entries: list[LedgerEntry], deals: list[Deal], funds: dict[str, int]) -> None:
        """When everything has come to rest: nothing is left over, and both books agree to the unit."""
        for found in check_ledger(entries):
            self.broken(found.subject, f"{found.invariant}: {found.words}")
        for currency, theirs in self._books.balances.items():
            ours = funds.get(currency, 0) - self._balances["psp", currency]
            if ours != theirs:
                self.broken(currency, f"I10: we think the provider holds {ours}, it says {theirs}")
        for what in sorted(self._books.moves.keys() - self._posted):
            self.broken(what[1], f"I8: {what[0]} happened at the provider and was never posted")
        for deal in deals:
            self._over(deal)
        self._holds(deals)
        self._trace.update(repr(sorted(self._balances.items())).encode())

    def _holds(self, deals: list[Deal]) -> None:
        """A buyer's money is never left held for nothing until the card network drops it, but while nobody was there."""
        for deal in deals:
            if deal.trade.id in self.stopped:
                continue
            voids = {intent.body["session_ref"] for intent in deal.intents if intent.kind in ("void", "capture")}
            for page in self._books.pages.values():
                mine = page.trade_id == deal.trade.id and page.session_ref not in voids
                if mine and page.lapsed and not self._slept_at(page.capture_before):
                    self.broken(deal.trade.id, f"the hold of {page.session_ref} was forgotten")

    def _slept_at(self, at: datetime | None) -> bool:
        return at is not None and any(began < at <= ended for began, ended in self.slept)

    def _over(self, deal: Deal) -> None:
        """Every trade comes to an end by itself, and its money with it."""
        trade = deal.trade.id
        if deal.state not in ENDED:
            self.broken(trade, f"still {deal.state} at the end")
        waiting = [i.id for i in deal.intents if i.status in ("pending", "unknown")]
        if waiting:
            self.broken(trade, f"instructions still wait: {waiting}")
        left = {row.status for row in deal.refunds} | {row.status for row in deal.payouts}
        if "pending" in left:
            self.broken(trade, "money is still on its way at the end")
        for refund in deal.refunds:
            if deal.balance(f"ref:{refund.id}") != 0:
                self.broken(trade, f"{refund.id} still keeps money, {refund.status}")
        for kind in ("sel", "res"):
            if deal.balance(f"{kind}:{deal.trade.seller_company_id}") != 0:
                self.broken(trade, f"money is still on {kind} at the end")
        acts = [row.fires for row in deal.deadlines if row.kind == "act"]
        if acts:
            self.broken(trade, f"deadlines still wait: {acts}")
