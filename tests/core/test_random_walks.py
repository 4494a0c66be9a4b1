"""Three hundred deals that people, clocks and the provider push about at random; every seed repeats its walk exactly.

`Trial` asks for all invariants after every accepted step, and that every refused one left no trace.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from core.disputes import REASONS
from core.errors import DomainError
from core.process.definition import Role
from core.process.dividing import parts_of
from core.process.purchase import PURCHASE
from core.rules import Rules
from core.trades import ENDED, State
from tests.core.ceremony import shown
from tests.core.deals import DAY, STATEMENT, TEXT, Trial, some_terms

WALKS = 300
STEPS = 80
RARELY = {
    "end_talks": 0.02, "withdraw": 0.1, "decline": 0.1, "offer": 0.3, "refuse_to_sign": 0.03, "cancel_early": 0.1,
    "cannot_supply": 0.1, "cancel_overdue": 0.3, "agree_to_cancel": 0.3, "dispute": 0.3,
}  # fmt: skip
"""How much less willingly than anything else people do this: talks that end at the second press teach nothing."""
PEOPLE = (Role.BUYER, Role.SELLER, Role.MODERATOR)


class Walk:
    """One deal and the chance that drives it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        rules = Rules(
            commission_basis_points=self.chance.choice((0, 300, 1234)),
            commission_tax_basis_points=self.chance.choice((0, 2000)),
        )
        self.trial = Trial(
            rules=rules, currency=self.chance.choice(("EUR", "JPY", "KWD")), fee=self.chance.choice((0, 17))
        )
        self.ended_with = ""

    def run(self) -> None:
        for _ in range(STEPS):
            self.step()
        self.finish()

    def step(self) -> None:
        """Something happens: mostly what a person can do now, sometimes what nobody may."""
        moves: tuple[tuple[int, Callable[[], None]], ...] = (
            (60, self.somebody_presses_a_button),
            (25, self.the_provider_answers),
            (7, self.time_passes),
            (5, self.somebody_tries_anything),
            (3, self.the_provider_says_something_odd),
        )
        chosen = self.chance.choices([move for _, move in moves], [weight for weight, _ in moves])[0]
        with suppress(DomainError):
            chosen()
        if self.trial.state in ENDED:
            assert self.trial.held() == 0

    def somebody_presses_a_button(self) -> None:
        role = self.chance.choice(PEOPLE)
        offered = sorted(self.trial.offered(role))
        if offered:
            (name,) = self.chance.choices(offered, [RARELY.get(name, 1) for name in offered])
            self.trial.does(role, name, **self.arguments(role, name))

    def somebody_tries_anything(self) -> None:
        role = self.chance.choice(list(Role))
        if role in (Role.TIMER, Role.PROVIDER):
            # What these do is right by construction: only the time at which they come is not.
            role = Role.TIMER
        name = self.chance.choice(PURCHASE.transitions).name
        due = {row.fires for row in self.trial.deal.deadlines if row.due_at <= self.trial.now}
        if role is not Role.TIMER or name in due or Role.TIMER not in PURCHASE[name].by:
            self.trial.does(role, name, **self.arguments(role, name))

    def arguments(self, role: Role, name: str) -> dict[str, Any]:
        """What somebody types, good or bad."""
        pick = self.chance.choice
        agreement = self.trial.deal.agreement
        makers: dict[str, Callable[[], dict[str, Any]]] = {
            "offer": lambda: {"terms": self.terms()},
            "sign": lambda: shown(
                pick((agreement.text_sha256, agreement.text_sha256, "") if agreement else ("",)),
                self.trial.now,
                typed_name=pick(("Ana Ruiz", "Bo Li", "Bo Li", "?")),
            ),
            "ship": lambda: {"quantity": pick((0, 0, 1, 40, 60, 111, -3)), "carrier": "DHL", "tracking_number": "T1"},
            "ask_to_cancel": lambda: {"reason": pick(("Our customer is gone.", ""))},
            "ask_for_time": lambda: {"reason": "Zinc.", "days": pick((3, 20, 61))},
            "dispute": lambda: {"reason": pick(REASONS), "statement": pick((STATEMENT, "Empty."))},
            "answer_dispute": lambda: {"statement": "They left here whole."},
            "add_evidence": lambda: {"statement": "A photograph."},
            "appeal": lambda: {"statement": pick(("The photographs show another lot.", "No."))},
            "propose_settlement": lambda: {"amount": self.chance.randint(0, self.trial.held() + 1)},
            "ship_back": lambda: {"tracking_number": pick(("R1", "R1", " "))},
            "ask_for_evidence": lambda: pick(({}, {"days": 1}, {"days": 15})),
            "ask_parties": lambda: {
                "question_id": f"clt_{self.chance.randint(1, 3)}",
                "sides": pick((("buyer",), ("seller",), ("buyer", "seller"))),
                "due_at": self.trial.now + timedelta(days=self.chance.randint(1, 14)),
            },
            "answer_question": lambda: {"question_id": f"clt_{self.chance.randint(1, 3)}"},
            "order_return": lambda: {
                "reason_code": pick(("returned", "other", "other")),
                "resolution": "It goes back.",
            },
            "rule": lambda: {
                "outcome": pick(("release", "refund", "split", "lines", "keep")),
                "lines": {
                    str(part.number): self.chance.randint(0, part.quantity) for part in parts_of(self.trial.deal)
                },
                "refund_amount": self.chance.randint(0, max(1, self.trial.held())),
                "reason_code": "other",
                "resolution": "The photographs decide.",
            },
        }
        return makers[name]() if name in makers else {}

    def terms(self) -> Any:
        return some_terms(
            currency=self.trial.deal.trade.currency,
            quantity=self.chance.choice((1, 60, 100)),
            unit_price=Decimal(self.chance.randint(1, 10**6)) / 1000,
            freight=self.chance.choice((0, 1, 5000)),
            partial_shipments=self.chance.random() < 0.7,
            valid_hours=self.chance.choice((1, 72, 720)),
        )

    def time_passes(self) -> None:
        hours = self.chance.choice((0.1, 1, 1, 5, 12, 24, 100, 400))
        self.trial.passes(timedelta(hours=hours))

    def the_provider_answers(self) -> None:
        open_now = self.trial.intents()
        if open_now:
            kind = self.chance.choice(open_now).kind
            answer: Callable[[], object] = getattr(self, f"answer_{kind}")
            answer()
        elif self.trial.state is State.AWAITING_PAYMENT and not self.trial.deal.trade.pending_act:
            if self.chance.random() < 0.3:
                self.trial.does(Role.PROVIDER, "payment_declined", decline_code="insufficient_funds")
            else:
                self.trial.authorizes()

    def answer_checkout(self) -> None:
        if self.trial.state is not State.AWAITING_PAYMENT or self.trial.deal.trade.pending_act:
            self.trial.answered("checkout")
        elif self.chance.random() < 0.9:
            self.trial.opens_checkout()
        else:
            self.trial.answered("checkout", "refused")
            self.trial.does(Role.PROVIDER, "checkout_refused", code="amount_too_small")

    def answer_expire(self) -> None:
        self.trial.answered("expire")
        if self.chance.random() < 0.3:
            self.trial.authorizes()
        else:
            self.trial.does(Role.PROVIDER, "payment_expired")

    def answer_capture(self) -> None:
        if self.chance.random() < 0.8:
            self.trial.captures()
        else:
            self.trial.answered("capture", "refused")
            self.trial.does(Role.PROVIDER, "capture_failed", code="expired")

    def answer_void(self) -> None:
        intent = self.trial.answered("void")
        payment = self.trial.deal.payment
        if self.trial.deal.trade.pending_act == "void" and payment is not None and payment.id == intent.subject_id:
            self.trial.does(Role.PROVIDER, "hold_cancelled")

    def answer_refund(self) -> None:
        self.trial.refunds(succeeds=self.chance.random() < 0.8)

    def answer_transfer(self) -> None:
        self.trial.pays_out(succeeds=self.chance.random() < 0.7)

    def the_provider_says_something_odd(self) -> None:
        """Too late, twice, or after the end: news that must change nothing, or exactly one thing."""
        deal = self.trial.deal
        done = [refund for refund in deal.refunds if refund.status == "done"]
        paid = [payout for payout in deal.payouts if payout.status == "paid"]
        if done and self.chance.random() < 0.3:
            self.trial.gives_back("refund_failed", done[0].id, done[0].amount)
        elif paid and self.chance.random() < 0.3:
            self.trial.gives_back("payout_reversed", paid[0].id, paid[0].amount)
        elif done:
            self.trial.does(Role.PROVIDER, "refund_done", subject_id=done[0].id, ref="re_again")
        elif deal.trade.pending_act == "":
            name = self.chance.choice(("authorized", "captured", "payment_expired", "late_hold"))
            if name not in ("authorized", "payment_expired") or self.trial.state is not State.AWAITING_PAYMENT:
                args: dict[str, Any] = {
                    "payment_ref": "pi_odd",
                    "session_ref": "cs_odd",
                    "payment_id": "pay_odd",
                    "fee": 0,
                }
                self.trial.does(Role.PROVIDER, name, **args, agreement_text=TEXT)

    def finish(self) -> None:
        """Everybody falls silent. What was begun ends by itself, and no money is left in between."""
        trial = self.trial
        for _ in range(40):
            while trial.intents():
                with suppress(DomainError):
                    self.the_provider_answers()
            if trial.state in ENDED and self.has_nothing_to_do():
                break
            trial.passes(30 * DAY)
        assert trial.state in ENDED
        assert trial.held() == 0
        assert self.has_nothing_to_do()
        assert trial.shelf[1] == 0
        assert trial.broken() == []
        self.ended_with = trial.state

    def has_nothing_to_do(self) -> bool:
        """Only a refund that failed is left to a person, who is reminded of it."""
        return {row.name for row in self.trial.deal.deadlines} <= {"refund"}


@pytest.mark.parametrize("first", range(0, WALKS, 20))
def test_random_walks(first: int) -> None:
    for seed in range(first, first + 20):
        walk = Walk(seed)
        try:
            walk.run()
        except Exception as error:
            error.add_note(f"seed {seed}: {walk.trial.broken()}")
            raise


def test_the_walks_see_the_whole_table() -> None:
    """Walks that never leave the first state would prove nothing."""
    seen: set[str] = set()
    ends: set[str] = set()
    refused: set[str] = set()
    for seed in range(1000, 1060):
        walk = Walk(seed)
        walk.run()
        seen |= {line.transition for line in walk.trial.lines}
        ends.add(walk.ended_with)
        refused |= set(walk.trial.refusals)
    assert ends >= {State.COMPLETED, State.CANCELLED, State.CLOSED, State.VOIDED}
    assert len(seen) > 40, sorted({t.name for t in PURCHASE.transitions} - seen)
    assert refused >= {"not-now", "not-allowed", "terms-changed", "invalid-value", "too-early"}


def test_a_walk_repeats_exactly() -> None:
    def history(seed: int) -> list[Any]:
        walk = Walk(seed)
        walk.run()
        return [walk.trial.deal, walk.trial.lines]

    assert history(7) == history(7)
    assert history(7) != history(8)
