"""A deal driven through its life purely: no store, no network, a clock that is moved by hand.

`Trial` plays both parties, a moderator and a payment provider with books of its own. After every step it asks for all
invariants, and that a refused command left the deal as it was.
"""

from __future__ import annotations

from copy import copy, deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from core.errors import ActUnderWay, DomainError
from core.ids import Ids
from core.invariants import Broken, check_deal, check_ledger, check_provider, check_refusal
from core.listings import Product
from core.members import Seat
from core.offers import Terms
from core.payments import ProviderIntent
from core.process import clocks, engine
from core.process.definition import Role
from core.process.purchase import PURCHASE
from core.rules import Rules
from core.trades import Deal, Negotiation, State, TradeTransition
from tests.core.ceremony import shown

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
H = timedelta(hours=1)
DAY = timedelta(days=1)
STATEMENT = (
    "Nothing of what was promised has arrived here: the boxes hold another lot, and the note says a third thing."
)
TEXT = "Both sides agree to one hundred bolts."


class CountingEntropy:
    """Chance that repeats itself in every run."""

    def __init__(self) -> None:
        self._count = 0

    def token_bytes(self, length_bytes: int) -> bytes:
        self._count += 1
        return (self._count << 4).to_bytes(length_bytes, "big")


def seat(who: str, company: str = "", *, role: str = "owner", staff: str = "") -> Seat:
    """A person with a chat; `company` is `buyer`, `seller`, any other name, or empty for none."""
    return Seat(
        user_id=f"usr_{who}",
        company_id=f"com_{company}" if company else "",
        company_name=company.title(),
        role=role if company else "",
        staff_role=staff,
        identity_id=f"idn_{who}",
        channel="telegram",
        tenant="bot",
        chat_user=who,
        chat=who,
    )


BUYER = seat("buyer", "buyer")
SELLER = seat("seller", "seller")
MODERATOR = seat("moderator", staff="moderator")
SECOND = seat("second", staff="moderator")
OPERATOR = seat("operator", staff="operator")
OPERATOR_TOO = seat("operator2", staff="operator")
SEATS: dict[Role, Seat | None] = {
    Role.BUYER: BUYER,
    Role.SELLER: SELLER,
    Role.MODERATOR: MODERATOR,
    Role.OPERATOR: OPERATOR,
    Role.TIMER: None,
    Role.PROVIDER: None,
}
OTHER_SIDE = {Role.BUYER: Role.SELLER, Role.SELLER: Role.BUYER}


def some_terms(**changes: Any) -> Terms:
    """100 bolts at 9.50 with 50.00 freight: goods 950.00, total 1000.00."""
    values: dict[str, Any] = {
        "quantity": 100,
        "unit": "pcs",
        "unit_price": Decimal("9.50"),
        "currency": "EUR",
        "freight": 5000,
        "tolerance_percent": 10,
    }
    return Terms(**(values | changes))


class Trial:
    """One deal and everything around it. Every method that moves the deal checks it afterwards."""

    def __init__(
        self, *, rules: Rules | None = None, currency: str = "EUR", stock: int = 1000, fee: int = 1750
    ) -> None:
        self.rules = rules or Rules()
        self.now = MONDAY
        self.fee = fee
        self.entropy = CountingEntropy()
        self.ids = Ids(lambda: self.now, self.entropy.token_bytes)
        self.lines: list[TradeTransition] = []
        self.told: list[tuple[str, str]] = []
        self.reminded: list[str] = []
        self.fired: list[str] = []
        self.refusals: list[str] = []
        self.provider_holds: dict[str, int] = {}
        self._refs = 0
        product = Product(
            "prd_1", "usr_seller", "com_seller", "Bolts", "", 950, currency, "cat_1", "pcs", MONDAY, MONDAY, stock=stock
        )
        trade = Negotiation(
            "neg_1", "prd_1", "usr_buyer", "usr_seller", "com_buyer", "com_seller", currency, MONDAY, MONDAY, MONDAY
        )
        bare = Deal(trade, product, "Buyer", "Seller", "acct_seller", True, (BUYER, SELLER))
        self.deal = engine.rewound(bare, self.now, self.ids, self.rules)
        self._require_sound()

    def fork(self) -> Trial:
        """The same moment once more: what happens to one copy does not touch the other."""
        twin = copy(self)
        twin.lines, twin.told, twin.reminded = list(self.lines), list(self.told), list(self.reminded)
        twin.fired, twin.refusals = list(self.fired), list(self.refusals)
        twin.provider_holds = dict(self.provider_holds)
        twin.ids = Ids(lambda: twin.now, self.entropy.token_bytes)
        return twin

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def state(self) -> State:
        return self.deal.state

    @property
    def shelf(self) -> tuple[int, int]:
        """(stock, reserved) of the listing."""
        return self.deal.product.stock, self.deal.product.reserved

    def postings(self, since: int = 0) -> list[tuple[str, int]]:
        """(kind, amount) of the postings after the first `since`."""
        return [(entry.kind, entry.amount) for entry in self.deal.entries[since:]]

    def held(self) -> int:
        return self.deal.balance(f"esc:{self.deal.trade.id}")

    def due(self, name: str, kind: str = "act") -> list[datetime]:
        """When the open wake-ups of a clock are due."""
        return sorted(row.due_at for row in self.deal.deadlines if row.name == name and row.kind == kind)

    def intents(self, kind: str = "") -> list[ProviderIntent]:
        """What the provider was told and has not ended yet."""
        return [i for i in self.deal.intents if i.status in ("pending", "unknown") and (not kind or i.kind == kind)]

    def offered(self, role: Role) -> set[str]:
        found = engine.available(
            PURCHASE, self.deal, role=role, seat=SEATS[role], now=self.now, ids=self.ids, rules=self.rules
        )
        return {transition.name for transition in found}

    # ── moving ───────────────────────────────────────────────────────────────────────────────────────────────────

    def does(self, role: Role, name: str, *, by: Seat | None = None, **args: Any) -> engine.Outcome:
        """One command; a refusal is raised after it was shown to have changed nothing."""
        before, version = deepcopy(self.deal), self.deal.trade.version
        try:
            outcome = engine.apply(
                PURCHASE,
                self.deal,
                name,
                role=role,
                seat=by or SEATS[role],
                args=args,
                now=self.now,
                ids=self.ids,
                rules=self.rules,
            )
        except DomainError as refusal:
            assert check_refusal(before, self.deal) == []
            self.refusals.append(refusal.code)
            raise
        assert outcome.before == before
        product = outcome.after.product
        shelf = replace(
            product,
            reserved=product.reserved + outcome.reserve,
            stock=product.stock - outcome.take,
        )
        assert 0 <= shelf.reserved <= shelf.stock
        self.deal = replace(outcome.after, product=shelf)
        assert self.deal.trade.version == outcome.line.sequence == version + 1
        assert (outcome.line.from_state, outcome.line.to_state) == (before.state, self.deal.state)
        assert self.deal.trade.updated_at == self.now
        self.lines.append(outcome.line)
        self.told += [(notice.to, notice.key) for notice in outcome.tells]
        self._require_sound()
        return outcome

    def refuses(self, refusal: type[DomainError], role: Role, name: str, *, by: Seat | None = None, **args: Any) -> Any:
        """The same, expecting a refusal; returns it."""
        with pytest.raises(refusal) as caught:
            self.does(role, name, by=by, **args)
        assert type(caught.value) is refusal
        return caught.value

    def offers(self, role: Role = Role.BUYER, **changes: Any) -> Trial:
        terms = {"currency": self.deal.trade.currency, **changes}
        self.does(role, "offer", terms=some_terms(**terms))
        return self

    def signs(self, role: Role, **changes: Any) -> Trial:
        agreement = self.deal.agreement
        assert agreement is not None
        args = shown(agreement.text_sha256, self.now, **changes)
        self.does(role, "sign", **args)
        return self

    def ships(self, quantity: int = 0) -> Trial:
        self.does(Role.SELLER, "ship", carrier="DHL", tracking_number="T1", quantity=quantity)
        return self

    def disputes(self, role: Role = Role.BUYER, reason: str = "fraud") -> Trial:
        self.does(role, "dispute", reason=reason, statement=STATEMENT)
        return self

    def rules_on_it(self, outcome: str, refund: int | None = None) -> Trial:
        self.does(Role.MODERATOR, "take_case")
        self.does(
            Role.MODERATOR,
            "rule",
            outcome=outcome,
            refund_amount=refund,
            reason_code="other",
            resolution="The photographs decide.",
        )
        return self

    # ── the provider ─────────────────────────────────────────────────────────────────────────────────────────────

    def ref(self, prefix: str) -> str:
        self._refs += 1
        return f"{prefix}_{self._refs}"

    def answered(self, kind: str, status: str = "done") -> ProviderIntent:
        """The oldest open instruction of this kind has ended; what follows is another step."""
        intent = self.intents(kind)[0]
        ended = replace(intent, status=status)
        # Marked and followed in one transaction by the service: between the two no invariant is asked for.
        intents = tuple(ended if one.id == intent.id else one for one in self.deal.intents)
        self.deal = replace(self.deal, intents=intents)
        return intent

    def opens_checkout(self) -> Trial:
        self.answered("checkout")
        self.does(Role.PROVIDER, "checkout_opened", session_ref=self.ref("cs"), url="https://pay.example/1")
        return self

    def authorizes(self, *, capture_before: datetime | None = None) -> Trial:
        args: dict[str, Any] = {
            "payment_ref": self.ref("pi"),
            "charge_ref": self.ref("ch"),
            "capture_before": capture_before,
        }
        self.does(Role.PROVIDER, "authorized", **args, agreement_text=TEXT)
        return self

    def captures(self) -> Trial:
        self.answered("capture")
        payment = self.deal.payment
        assert payment is not None
        self._provider_moves(payment.amount - self.fee)
        self.does(Role.PROVIDER, "captured", fee=self.fee, charge_ref="", payment_ref=payment.payment_ref)
        return self

    def pays_at_once(self) -> Trial:
        """The buyer pays by a way that can not be held."""
        payment = self.deal.payment
        assert payment is not None
        self._provider_moves(payment.amount - self.fee)
        self.does(
            Role.PROVIDER,
            "paid_at_once",
            payment_ref=self.ref("pi"),
            charge_ref=self.ref("ch"),
            fee=self.fee,
            agreement_text=TEXT,
        )
        return self

    def charges_back(self, amount: int, *, fee: int = 1500, ref: str = "dp_1", **args: Any) -> Trial:
        """The buyer's bank takes this much out of the provider's balance, and the provider its fee."""
        self._provider_moves(-amount - fee)
        self.does(Role.PROVIDER, "chargeback_opened", ref=ref, amount=amount, fee=fee, reason="fraudulent", **args)
        return self

    def wins(self, ref: str = "dp_1") -> Trial:
        """The bank gives the money back; its fee stays where it is."""
        chargeback = next(c for c in self.deal.chargebacks if c.provider_ref == ref)
        if chargeback.status == "needs_response":
            self._provider_moves(chargeback.amount)
        self.does(Role.PROVIDER, "chargeback_won", ref=ref)
        return self

    def loses(self, ref: str = "dp_1") -> Trial:
        self.does(Role.PROVIDER, "chargeback_lost", ref=ref)
        return self

    def refunds(self, *, succeeds: bool = True) -> Trial:
        """The provider ends the refund that is under way."""
        intent = self.answered("refund")
        if succeeds:
            self._provider_moves(-int(intent.body["amount"]))
            self.does(Role.PROVIDER, "refund_done", subject_id=intent.subject_id, ref=self.ref("re"))
        else:
            self.does(Role.PROVIDER, "refund_failed", subject_id=intent.subject_id, reason="lost_or_stolen_card")
        return self

    def pays_out(self, *, succeeds: bool = True) -> Trial:
        intent = self.answered("transfer")
        if succeeds:
            self._provider_moves(-int(intent.body["amount"]))
            self.does(Role.PROVIDER, "payout_done", subject_id=intent.subject_id, ref=self.ref("tr"))
        else:
            self.does(Role.PROVIDER, "payout_refused", subject_id=intent.subject_id, reason="account_closed")
        return self

    def gives_back(self, name: str, subject_id: str, moved: int, **args: Any) -> Trial:
        """Money that had left comes back to the provider's balance."""
        self._provider_moves(moved)
        told = {"subject_id": subject_id, "ref": self.ref("rv"), "reason": "returned", **args}
        self.does(Role.PROVIDER, name, **told)
        return self

    def _provider_moves(self, amount: int) -> None:
        currency = self.deal.trade.currency
        self.provider_holds[currency] = self.provider_holds.get(currency, 0) + amount

    # ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def passes(self, period: timedelta) -> Trial:
        """Time goes by; what falls due is fired in order, as the sweep would."""
        until = self.now + period
        while rows := sorted((r for r in self.deal.deadlines if r.due_at <= until), key=lambda r: (r.due_at, r.id)):
            row = rows[0]
            self.now = max(self.now, row.due_at)
            if row.kind == "remind":
                self.reminded.append(row.fires)
                self._drop(row.id)
                continue
            try:
                self.does(Role.TIMER, row.fires)
                self.fired.append(row.fires)
                self._drop(row.id)
            except ActUnderWay:
                self._postpone(row.id)
            except DomainError:
                self._drop(row.id)
        self.now = max(self.now, until)
        return self

    def _drop(self, row_id: str) -> None:
        self.deal = replace(self.deal, deadlines=tuple(r for r in self.deal.deadlines if r.id != row_id))

    def _postpone(self, row_id: str) -> None:
        moved = tuple(
            replace(r, due_at=self.now + H, attempts=r.attempts + 1) if r.id == row_id else r
            for r in self.deal.deadlines
        )
        self.deal = replace(self.deal, deadlines=moved)

    # ── being sound ──────────────────────────────────────────────────────────────────────────────────────────────

    def broken(self) -> list[Broken]:
        return [
            *check_deal(self.deal),
            *check_ledger(self.deal.entries),
            *check_provider(self.deal.entries, self.provider_holds),
        ]

    def _require_sound(self) -> None:
        assert self.broken() == []
        self._require_clocks()

    def _require_clocks(self) -> None:
        """The open wake-ups are exactly the wanted ones; only reminders whose time is past may be missing."""
        wishes = {wish.key: wish for wish in clocks.wanted(self.deal, self.rules)}
        have = {engine.key_of(row): row for row in self.deal.deadlines}
        assert len(have) == len(self.deal.deadlines)
        assert set(have) <= set(wishes)
        for key, wish in wishes.items():
            if key not in have:
                assert (wish.kind, wish.due_at <= self.now) == ("remind", True)
            else:
                assert have[key].due_at == wish.due_at or have[key].attempts > 0
