"""What people and the world do to one trade, seen from outside: looks, payments, deliveries, banks, operators, news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from core.ports.payments import OutcomeUnknown, ProviderUnavailable
from core.process.definition import Role
from core.process.purchase import PURCHASE
from core.process.settling import unpaid, unrefunded
from core.simulation.bank import BankDispute, Movement, Page
from core.simulation.market import Market
from core.simulation.people import Press
from core.simulation.plans import Plan
from core.simulation.trampoline import run
from core.trades import ENDED, Deal, State

LOOKS_MAX = 60
NAMES = tuple(transition.name for transition in PURCHASE.transitions)
DAY = timedelta(days=1)


@dataclass(slots=True)
class Played:
    """One trade in play."""

    index: int
    plan: Plan
    trade_id: str = ""
    looks: Counter[Role] = field(default_factory=Counter)
    pending: set[Role] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    """What has been foreseen already: pages, captures, shipments."""


class Fate:
    """Carries out what the queue brings, and foresees what follows."""

    def __init__(self, market: Market, plans: tuple[Plan, ...]) -> None:
        self.market = market
        self.dice = market.dice
        self.played: dict[str, Played] = {}
        self._plans = {plan.name: plan for plan in plans}
        self._weights = {plan.name: plan.weight for plan in plans}
        self._do: dict[str, Callable[..., None]] = {
            "start": self._start,
            "look": self._look,
            "pay": self._pay,
            "hear": self._hear,
            "by-hand": self._by_hand,
            "poll": self._poll,
            "carrier": self._carrier,
            "freeze": self._freeze,
            "bank": self._bank,
            "bank-ends": self._bank_ends,
            "bank-news": self._bank_news,
            "moved": self._moved,
            "sent-back": self._sent_back,
        }

    def happen(self, kind: str, about: tuple[Any, ...]) -> None:
        self._do[kind](*about)

    # ── people ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _start(self, index: int) -> None:
        dice, market = self.dice, self.market
        plan = self._plans[dice.weighted(self._weights)]
        products = [p for p in market.cast.products if ("rare" in p) == ("rare" in plan.terms)]
        buyer = market.cast.of(f"com_{dice.pick(('ash', 'birch', 'cedar'))}")[0]
        product_id = dice.pick(products)
        deal = run(market.store.write(lambda tx: market.trading.open_talks(tx, buyer, product_id)))
        if deal.trade.id in self.played:
            # These two already talk about it.
            market.later(dice.hours(30), "start", index)
            return
        played = self.played[deal.trade.id] = Played(index, plan, deal.trade.id)
        if "freeze" in plan.fate:
            market.later(dice.hours(24 * 5), "freeze", played)
        self.follow(deal)

    def _look(self, played: Played, role: Role) -> None:
        played.pending.discard(role)
        played.looks[role] += 1
        market, dice = self.market, self.dice
        deal, now = market.deal(played.trade_id), market.clock.at
        if market.faults.strike("anything by anybody", 0.04):
            market.press(played.trade_id, market.people.nonsense(deal, played.plan, NAMES, now))
            deal = market.deal(played.trade_id)
        press = market.people.look(deal, role, played.plan, now)
        if press is None:
            if dice.one_in(2):
                self._expect(played, role, 2.0)
            return
        if market.faults.strike("two at once", 0.06):
            self._meet(played, deal, role, press)
            return
        if market.faults.strike("stale press", 0.02):
            self._refused(played, Press(press.seat, press.name, press.args, deal.trade.version - 1, offered=False))
        done = market.press(played.trade_id, press)
        if done == "done" and market.faults.strike("double press", 0.05):
            self._refused(played, press)
        if done != "done":
            self._expect(played, role, 2.0)

    def _refused(self, played: Played, press: Press) -> None:
        """A press on a card that is out of date must change nothing."""
        code = self.market.press(
            played.trade_id, Press(press.seat, press.name, press.args, press.version, offered=False)
        )
        if code == "done":
            self.market.checks.broken(played.trade_id, f"{press.name} happened on a card that was out of date")

    def _meet(self, played: Played, deal: Deal, role: Role, press: Press) -> None:
        """The same moment: the other side, the other platform, a timer, or the provider's news."""
        market, trade_id = self.market, played.trade_id
        other = self.dice.pick((Role.BUYER, Role.SELLER, role))
        rival = market.people.look(deal, other, played.plan, market.clock.at, lazy=0.01)
        works = [market.pressing(trade_id, press)]
        if rival is not None:
            works.append(market.pressing(trade_id, rival))
        if self.dice.one_in(2):
            works.append(market.deadlines.sweep())
        if self.dice.one_in(3):
            works.append(market.escrow.drain())
        if self.dice.one_in(4):
            neighbour = self.dice.pick(sorted(self.played))
            theirs = market.people.look(
                market.deal(neighbour), Role.BUYER, self.played[neighbour].plan, market.clock.at, lazy=0.01
            )
            if theirs is not None and neighbour != trade_id:
                works.append(market.pressing(neighbour, theirs))
        outcomes = market.race(trade_id, works)
        if rival is not None and outcomes[0] == outcomes[1] == "done":
            market.checks.broken(trade_id, f"{press.name} and {rival.name} both happened on the same card")
        for side in (role, other):
            self._expect(played, side, 1.0)

    def _expect(self, played: Played, role: Role, patience: float = 1.0) -> None:
        """This side will look at the card some time from now."""
        if role in played.pending or played.looks[role] >= LOOKS_MAX * (5 if role is Role.OPERATOR else 1):
            return
        played.pending.add(role)
        # Before there is an order nobody is slow: offers and pages would only run out.
        ordered = "ordered" in played.known
        mean = (played.plan.hours if ordered else min(played.plan.hours, 6.0)) * patience
        if role is Role.OPERATOR:
            mean = 24 * 40 if "freeze_long" in played.plan.fate else 30
        self.market.later(self.dice.hours(mean), "look", played, role)

    def _freeze(self, played: Played) -> None:
        """An operator stops the trade by hand."""
        market = self.market
        operator = self.dice.pick(market.cast.operators)
        press = Press(operator, "freeze", {"reason": "A complaint came in."}, None, offered=False)
        market.press(played.trade_id, press)

    # ── what follows ─────────────────────────────────────────────────────────────────────────────────────────────

    def follow(self, deal: Deal) -> None:
        """Foresee who will look at a trade that has moved, and what the world will do about it."""
        played = self.played.get(deal.trade.id)
        if played is None:
            return
        if deal.order is not None:
            played.known.add("ordered")
        for role in _concerned(deal):
            self._expect(played, role)
        payment = deal.payment
        if payment is not None and payment.session_ref and payment.session_ref not in played.known:
            played.known.add(payment.session_ref)
            ways = played.plan.pays
            self._plan_payment(played, payment.session_ref, ways[min(len(deal.payments), len(ways)) - 1])
        for paid in deal.payments:
            if paid.captured_at is not None and paid.payment_ref not in played.known:
                played.known.add(paid.payment_ref)
                self._plan_chargeback(played, paid.payment_ref)
        for shipment in deal.shipments:
            if shipment.id not in played.known:
                played.known.add(shipment.id)
                if self.dice.random() < played.plan.fate.get("carrier", 0.05):
                    wait = timedelta(days=1) + self.dice.hours(24 * 4)
                    self.market.later(wait, "carrier", played, shipment.tracking_number)

    def follow_movements(self) -> None:
        """What the provider has begun goes on without us."""
        market, dice = self.market, self.dice
        begun, market.provider.begun = market.provider.begun, []
        for key in begun:
            movement = market.provider.books.movements[key]
            if movement.status == "pending":
                market.later(dice.hours(40), "moved", key, "refund fails" if dice.one_in(8) else "refund ends")
            elif movement.kind != "reversal" and market.faults.strike(f"{movement.kind} taken back later", 0.05):
                market.later(dice.hours(24 * 8), "moved", key, f"{movement.kind} is taken back")
            elif movement.kind == "transfer" and market.faults.strike("the seller's bank sends it back", 0.04):
                market.later(dice.hours(24 * 4), "sent-back", key)

    # ── the buyer pays ───────────────────────────────────────────────────────────────────────────────────────────

    def _plan_payment(self, played: Played, session_ref: str, way: str) -> None:
        if way == "never":
            return
        page = self.market.provider.books.pages[session_ref]
        wait = self.dice.hours(3)
        if way.startswith("late"):
            # What was on its way when the page closed is there within days.
            wait = page.expires_at - self.market.clock.at + min(self.dice.hours(30), 5 * DAY)
        self.market.later(wait, "pay", played, session_ref, way)

    def _pay(self, played: Played, session_ref: str, way: str) -> None:
        market, books = self.market, self.market.provider.books
        books.let_time_pass(market.clock.at)
        page = books.pages[session_ref]
        if way.startswith("late") and page.state == "cancelled" and not page.payment_ref:
            # It was on its way when the page closed.
            market.faults.seen["paid after the end"] += 1
            if way == "late-hold" or page.is_wrong:
                books.authorize(page, market.clock.at)
            else:
                books.pay(page)
        elif page.state in ("open", "failed", "requires_action", "processing"):
            self._attempt(played, page, way)
        else:
            return
        self.news(played.trade_id)

    def _attempt(self, played: Played, page: Page, way: str) -> None:
        market, books, dice = self.market, self.market.provider.books, self.dice
        if way.startswith("decline"):
            books.decline(page)
            left = int(way[-1]) - 1
            if left:
                market.later(dice.hours(0.3), "pay", played, page.session_ref, f"decline-{left}")
        elif way in ("action", "processing"):
            page.state = "requires_action" if way == "action" else "processing"
            then = dice.pick(("hold", "hold", "decline-1")) if way == "action" else dice.pick(("push", "decline-1"))
            market.later(dice.hours(0.3 if way == "action" else 20), "pay", played, page.session_ref, then)
        elif way == "push" and not page.is_wrong:
            books.pay(page)
        else:
            books.authorize(page, market.clock.at)
            if not page.is_wrong and market.faults.strike("captured by hand", 0.03):
                market.later(dice.hours(30), "by-hand", played.trade_id, page.session_ref)

    def _by_hand(self, trade_id: str, session_ref: str) -> None:
        """Somebody takes the held money at the provider, for whatever reason."""
        books = self.market.provider.books
        books.let_time_pass(self.market.clock.at)
        page = books.pages[session_ref]
        if page.state == "authorized":
            books.pay(page)
            self.news(trade_id)

    # ── news of the provider ─────────────────────────────────────────────────────────────────────────────────────

    def news(self, trade_id: str) -> None:
        """Events go out: once or several times, late, in any order, or not at all."""
        market, dice = self.market, self.dice
        if market.faults.strike("event lost", 0.08):
            market.later(dice.hours(12), "poll")
            return
        copies = 1
        while market.faults.strike("event doubled", 0.15):
            copies += 1
        for _ in range(copies):
            slow = market.faults.strike("event late", 0.1)
            market.later(dice.hours(20 if slow else 0.1), "hear", trade_id)

    def _hear(self, trade_id: str) -> None:
        try:
            run(self.market.escrow.look_again(trade_id))
        except (ProviderUnavailable, OutcomeUnknown):
            self.market.later(self.dice.hours(1), "hear", trade_id)

    def _poll(self) -> None:
        """The job that looks comes round again: a reading that failed is made up for soon."""
        failed = self.market.faults.seen["reading unavailable"]
        run(self.market.escrow.look_at_open())
        if self.market.faults.seen["reading unavailable"] > failed:
            self.market.later(self.dice.hours(1), "poll")

    def _carrier(self, played: Played, tracking_number: str) -> None:
        news = self.market.escrow.heard(played.trade_id, "carrier_delivers", {"tracking_number": tracking_number})
        run(news)

    def _moved(self, key: str, what: str) -> None:
        """A refund or transfer ends otherwise than it seemed."""
        books = self.market.provider.books
        movement = books.movements[key]
        if what == "refund ends" and movement.status == "pending" and not books.finish_refund(movement):
            self.market.later(DAY, "moved", key, what)
            return
        if what == "refund fails" and movement.status == "pending":
            books.fail_refund(movement, "expired_or_canceled_card")
        elif what == "refund is taken back" and movement.status == "done" and not books.is_disputed(movement.page):
            books.fail_refund(movement, "lost_or_stolen_card")
        elif what == "transfer is taken back" and movement.status == "done" and not movement.back:
            books.reverse_transfer(movement)
        self.news(movement.page.trade_id)

    def _sent_back(self, key: str) -> None:
        movement: Movement = self.market.provider.books.movements[key]
        deal = self.market.deal(movement.page.trade_id)
        subject = next((intent.subject_id for intent in deal.intents if intent.id == key), "")
        args = {"subject_id": subject, "reason": "account_closed"}
        run(self.market.escrow.heard(deal.trade.id, "bank_payout_failed", args))

    # ── the buyer's bank ─────────────────────────────────────────────────────────────────────────────────────────

    def _plan_chargeback(self, played: Played, payment_ref: str) -> None:
        fate, dice = played.plan.fate, self.dice
        if dice.random() >= fate.get("chargeback", 0.015 * self.market.faults.rate):
            return
        wait = dice.hours(24 * fate.get("chargeback_days", 25.0))
        self.market.later(wait, "bank", played, payment_ref, "warning" in fate or dice.one_in(6))

    def _bank(self, played: Played, payment_ref: str, warning: bool) -> None:
        market, dice, books = self.market, self.dice, self.market.provider.books
        page = books.by_payment[payment_ref]
        most = books.disputable(page)
        if most <= 0 or books.is_disputed(page):
            return
        amount = most if not dice.one_in(4) else books.part_of(page, dice.randint(1, most))
        dispute = books.open_dispute(page, market.clock.at, amount=amount, fee=1_500, warning=warning)
        market.faults.seen["chargeback warning" if warning else "chargeback"] += 1
        self._bank_tells(dispute)
        market.later(DAY + dice.hours(24 * (6 if warning else 25)), "bank-ends", dispute.ref)

    def _bank_ends(self, ref: str) -> None:
        market, dice, books = self.market, self.dice, self.market.provider.books
        dispute = books.disputes[ref]
        if dispute.status == "warning" and dice.one_in(2):
            dispute.amount = min(dispute.amount, books.disputable(dispute.page))
            if dispute.amount > 0 and not books.is_disputed(dispute.page):
                worse = books.worsen(dispute, market.clock.at)
                market.faults.seen["chargeback"] += 1
                market.later(DAY + dice.hours(24 * 20), "bank-ends", worse.ref)
                for each in (worse, dispute):
                    self._bank_tells(each)
                return
        if dispute.status in ("warning", "needs_response"):
            books.end_dispute(dispute, won=dice.one_in(2))
            market.faults.seen[f"chargeback {dispute.status}"] += 1
        self._bank_tells(dispute)

    def _bank_tells(self, dispute: BankDispute) -> None:
        copies = 1
        while self.market.faults.strike("event doubled", 0.2):
            copies += 1
        for _ in range(copies):
            self.market.later(self.dice.hours(20 if self.dice.one_in(8) else 0.2), "bank-news", dispute.ref)

    def _bank_news(self, ref: str) -> None:
        dispute = self.market.provider.books.disputes[ref]
        run(self.market.escrow.chargeback_seen(dispute.page.trade_id, dispute.snapshot()))

    # ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────

    def tidy(self) -> bool:
        """What operators and sellers do in the end, and a reconciliation with the provider. True if anything moved."""
        market, books = self.market, self.market.provider.books
        commits = market.store.commits
        for dispute in books.disputes.values():
            if dispute.status in ("warning", "needs_response", "under_review"):
                books.end_dispute(dispute, won=self.dice.one_in(2))
            self._bank_news(dispute.ref)
        for movement in books.movements.values():
            books.finish_refund(movement)
        for trade_id in list(self.played):
            self._hear(trade_id)
            deal = market.deal(trade_id)
            if deal.trade.frozen_by:
                for operator in market.cast.operators:
                    market.press(trade_id, Press(operator, "unfreeze", {}, None, offered=False))
            if unrefunded(deal):
                market.press(trade_id, Press(market.cast.operators[0], "repeat_refund", {}, None, offered=False))
            if unpaid(deal) is not None:
                seller = market.cast.of(deal.trade.seller_company_id)[0]
                market.press(trade_id, Press(seller, "retry_payout", {}, None, offered=False))
        return market.store.commits != commits


def _concerned(deal: Deal) -> tuple[Role, ...]:
    """Who has any reason to look."""
    roles: tuple[Role, ...] = ()
    if deal.state not in ENDED:
        roles = (Role.BUYER, Role.SELLER)
        if deal.state is State.DISPUTED:
            roles = (*roles, Role.MODERATOR)
    elif deal.state is State.PAYMENT_EXPIRED:
        roles = (Role.BUYER,)
    elif unpaid(deal) is not None:
        roles = (Role.SELLER,)
    if deal.trade.frozen_by or unrefunded(deal):
        roles = (*roles, Role.OPERATOR)
    return roles
