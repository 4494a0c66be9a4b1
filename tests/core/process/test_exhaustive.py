"""Every (state, role, transition): allowed exactly when the table lists it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.disputes import Awaited, kept
from core.errors import ActUnderWay, DomainError, Frozen, NotAllowed, NotNow
from core.ledger import LedgerEntry
from core.payments import Chargeback, PaymentGateway, Payout, ProviderIntent, Refund
from core.process import engine
from core.process.definition import Role, Transition
from core.process.purchase import PURCHASE
from core.trades import Deal, State
from tests.core.ceremony import shown
from tests.core.deals import MONDAY, SEATS, TEXT, Trial, some_terms
from tests.core.routes import JUNIORS, ROUTES

Args = Callable[[Trial], dict[str, Any]]

TRANSITIONS = PURCHASE.transitions
CELLS = [(state, role, t) for state in State for role in Role for t in TRANSITIONS]
LISTED = [(s, r, t) for s, r, t in CELLS if s in t.frm and r in t.by]


BY_HAND = frozenset({"freeze", "unfreeze"})
WORDS_ALONE = "answer_question"
"""Whoever answers a moderator moves nothing, and is not to be counted as silent because the trade stands still."""
ALSO_FROZEN = frozenset(
    {"refuse_request", "lapse_request", "reach_hold_limit", "retry_payout", "repeat_refund", "respond_to_chargeback"}
)
"""People and clocks of a frozen trade outside its dispute: answers that a dispute needs as well, and money under way."""


def _named(cell: tuple[State, Role, Transition]) -> str:
    state, role, transition = cell
    return f"{state}-{role}-{transition.name}"


def _subject(trial: Trial, home: str) -> dict[str, Any]:
    rows = getattr(trial.deal, home)
    return {"subject_id": rows[-1].id if rows else "", "ref": "re_9", "reason": "closed"}


def _last(rows: Sequence[PaymentGateway]) -> str:
    return rows[-1].id if rows else ""


def _hash(trial: Trial) -> str:
    return trial.deal.agreement.text_sha256 if trial.deal.agreement else ""


ARGS: dict[str, Args] = {
    "offer": lambda t: {"terms": some_terms()},
    "checkout_opened": lambda t: {"session_ref": "cs_9", "url": "https://pay.example/9"},
    "checkout_refused": lambda t: {"code": "amount_too_small"},
    "payment_declined": lambda t: {"decline_code": "insufficient_funds"},
    "authorized": lambda t: {"payment_ref": "pi_9", "agreement_text": TEXT},
    "late_hold": lambda t: {"payment_id": "pay_9", "payment_ref": "pi_9", "session_ref": "cs_9"},
    "payment_set_aside": lambda t: {
        "payment_id": "pay_9",
        "payment_ref": "pi_9",
        "session_ref": "cs_9",
        "held": True,
    },
    "sign": lambda t: shown(_hash(t), t.now),
    "taken_by_hand": lambda t: {"fee": 175, "payment_ref": "pi_9"},
    "captured": lambda t: {"fee": 175, "payment_ref": "pi_9"},
    "paid_at_once": lambda t: {"fee": 175, "payment_ref": "pi_9", "agreement_text": TEXT},
    "late_money": lambda t: {"fee": 175, "payment_ref": "pi_late", "payment_id": _last(t.deal.payments)},
    "carrier_delivers": lambda t: {"tracking_number": "T1"},
    "propose_settlement": lambda t: {"amount": 100},
    "add_evidence": lambda t: {"statement": "A photograph of the boxes."},
    "ship_back": lambda t: {"tracking_number": "R9"},
    "appeal": lambda t: {"statement": "The photographs show another lot altogether."},
    "freeze": lambda t: {"reason": "The bank rang."},
    "chargeback_warning": lambda t: {"ref": "dp_9", "amount": 100},
    "chargeback_opened": lambda t: {"ref": "dp_9", "amount": 100, "fee": 15},
    "evidence_refused": lambda t: {"subject_id": "cbk_9"},
    "chargeback_won": lambda t: {"ref": "dp_8"},
    "chargeback_lost": lambda t: {"ref": "dp_8"},
    "ship": lambda t: {"carrier": "DHL", "tracking_number": "T9"},
    "ask_to_cancel": lambda t: {"reason": "Our customer is gone."},
    "ask_for_time": lambda t: {"reason": "The zinc is late.", "days": 3},
    "dispute": lambda t: {"reason": "fraud", "statement": "Nothing of what was promised has arrived. " * 3},
    "answer_dispute": lambda t: {"statement": "We shipped what was ordered."},
    "ask_parties": lambda t: {"question_id": "clt_1", "sides": ("buyer",), "due_at": t.now + timedelta(days=1)},
    "answer_question": lambda t: {"question_id": "clt_1"},
    "order_return": lambda t: {"reason_code": "other", "resolution": "It goes back."},
    "rule": lambda t: {"outcome": "release", "reason_code": "other", "resolution": "The photographs decide."},
    "refund_done": lambda t: _subject(t, "refunds"),
    "refund_failed": lambda t: _subject(t, "refunds"),
    "refund_waits": lambda t: {**_subject(t, "refunds"), "reason": "insufficient_funds"},
    "payout_done": lambda t: _subject(t, "payouts"),
    "payout_refused": lambda t: _subject(t, "payouts"),
    "payout_reversed": lambda t: _subject(t, "payouts"),
    "reversal_done": lambda t: {**_subject(t, "payouts"), "ref": "trr_9", "amount": 100, "seller_debt": -100},
    "reversal_refused": lambda t: _subject(t, "payouts"),
    "bank_payout_failed": lambda t: _subject(t, "payouts"),
}
"""What each act needs beside being pressed."""

_PAYOUTS = {
    "payout_done": "pending",
    "payout_refused": "pending",
    "payout_reversed": "paid",
    "reversal_done": "paid",
    "reversal_refused": "paid",
    "bank_payout_failed": "paid",
    "retry_payout": "failed",
}
_REFUNDS = {"refund_done": "pending", "refund_waits": "pending", "refund_failed": "pending", "repeat_refund": "failed"}
_BANK = frozenset({"respond_to_chargeback", "chargeback_won", "chargeback_lost", "evidence_refused"})
"""What can come at almost any time: the deal of any state is given what the news is about."""


def _rows() -> dict[str, Any]:
    return {"negotiation_id": "neg_1", "currency": "EUR", "created_at": MONDAY, "updated_at": MONDAY}


def _posted(deal: Deal, *steps: tuple[str, str, str]) -> Deal:
    entries = [
        LedgerEntry(
            id=f"led_9{n}",
            negotiation_id=deal.trade.id,
            transaction_id="ltx_9",
            sequence=n,
            kind=kind,
            from_account=source,
            to_account=target,
            amount=100,
            currency="EUR",
            created_at=MONDAY,
        )
        for n, (kind, source, target) in enumerate(steps, 1)
    ]
    return replace(deal, entries=(*deal.entries, *entries))


def _with_payment(deal: Deal) -> Deal:
    """A payment of an earlier attempt, where the route has none."""
    if deal.payments:
        return deal
    return replace(
        deal, payments=(PaymentGateway("pay_9", amount=1_000, status="cancelled", expires_at=MONDAY, **_rows()),)
    )


def _with_refund(deal: Deal, status: str) -> Deal:
    deal = _posted(deal, ("refund_started", f"esc:{deal.trade.id}", "ref:ref_9"))
    body = {"amount": 100, "payment_ref": "pi_9"}
    sent = ProviderIntent("key_9", deal.trade.id, "refund", "ref_9", body, MONDAY, MONDAY, status="done")
    refund = Refund("ref_9", amount=100, status=status, **_rows())
    # Money that a bank is deciding about is never sent back: then there is nothing to repeat.
    return replace(deal, refunds=(refund,), intents=(*deal.intents, sent), chargebacks=())


def _with_payout(deal: Deal, status: str) -> Deal:
    steps = [("release", f"esc:{deal.trade.id}", "sel:com_seller")]
    if status != "failed":
        steps.append(("payout_started", "sel:com_seller", "pay:pou_9"))
    payout = Payout("pou_9", company_id="com_seller", amount=100, status=status, **_rows())
    return replace(_posted(deal, *steps), payouts=(payout,))


def _with_chargeback(deal: Deal, *, answered: bool) -> Deal:
    chargeback = Chargeback(
        "cbk_9",
        payment_gateway_id="pay_9",
        amount=100,
        fee=15,
        reason="fraudulent",
        provider_ref="dp_8",
        respond_by=MONDAY,
        responded_at=MONDAY if answered else None,
        **_rows(),
    )
    return replace(deal, chargebacks=(chargeback,))


def _prepared(deal: Deal, name: str) -> Deal:
    """The provider's books are not what this test is about."""
    if name in _PAYOUTS:
        return _with_payout(_with_payment(deal), _PAYOUTS[name])
    if name in _REFUNDS:
        return _with_refund(_with_payment(deal), _REFUNDS[name])
    if name in _BANK:
        return _with_chargeback(_with_payment(deal), answered=name == "evidence_refused")
    if name in ("late_money", "chargeback_warning", "chargeback_opened"):
        return _with_payment(deal)
    if name == "miss_question" and deal.dispute is not None:
        over = replace(deal.dispute, awaited=kept([Awaited("buyer", "clt_1", MONDAY, MONDAY)]))
        return replace(deal, disputes=(*deal.disputes[:-1], over))
    if name == "payment_set_aside":
        # Of an earlier attempt: what has been captured was ours.
        return replace(deal, payments=(*_with_payment(replace(deal, payments=())).payments, *deal.payments))
    if name == "unfreeze":
        return replace(deal, trade=replace(deal.trade, frozen=True, frozen_by="usr_somebody", frozen_at=MONDAY))
    return deal


def _candidates(state: State, name: str) -> list[Trial]:
    trials = [route() for route in ROUTES[state]]
    for trial in trials:
        trial.deal = _prepared(trial.deal, name)
    return trials


def _attempt(trial: Trial, role: Role, name: str) -> engine.Outcome:
    args = ARGS[name](trial) if name in ARGS else {}
    return engine.apply(
        PURCHASE,
        trial.deal,
        name,
        role=role,
        seat=JUNIORS[role] if name == "ask_for_approval" and role in JUNIORS else SEATS[role],
        args=args,
        now=trial.now,
        ids=trial.ids,
        rules=trial.rules,
    )


@pytest.mark.parametrize("state", list(State))
def test_what_is_not_listed_never_happens(state: State) -> None:
    trials = [route() for route in ROUTES[state]]
    for role in Role:
        for transition in TRANSITIONS:
            if state in transition.frm and role in transition.by:
                continue
            refusal = NotAllowed if role not in transition.by else NotNow
            for trial in trials:
                before = trial.deal
                with pytest.raises(refusal) as caught:
                    _attempt(trial, role, transition.name)
                assert type(caught.value) is refusal
                assert trial.deal is before
                assert transition.name not in trial.offered(role)


@pytest.mark.parametrize("cell", LISTED, ids=_named)
def test_what_is_listed_can_happen(cell: tuple[State, Role, Transition]) -> None:
    """In one of the deals that stand in this state the act succeeds, and leads where the table says."""
    state, role, transition = cell
    outcomes, refusals = [], []
    for trial in _candidates(state, transition.name):
        try:
            outcomes.append(_attempt(trial, role, transition.name))
        except DomainError as refusal:
            refusals.append(refusal.code)
    assert outcomes, refusals
    for outcome in outcomes:
        assert outcome.after.state in (transition.to or {state})
        assert outcome.after.trade.version == outcome.before.trade.version + 1
        moved = outcome.after.state is not state
        assert (outcome.after.trade.entered_at != outcome.before.trade.entered_at) <= moved
        ways = {notice.when for notice in transition.tells} - {""} or {""}
        told = [tuple(notice for notice in transition.tells if notice.when in ("", way)) for way in ways]
        assert outcome.tells in told, outcome.tells


@pytest.mark.parametrize("cell", LISTED, ids=_named)
def test_a_pending_act_lets_only_the_provider_through(cell: tuple[State, Role, Transition]) -> None:
    state, role, transition = cell
    for trial in _candidates(state, transition.name):
        trial.deal = replace(trial.deal, trade=replace(trial.deal.trade, pending_act="capture"))
        if transition.while_pending:
            assert role is Role.PROVIDER or transition.name in {*BY_HAND, WORDS_ALONE}
            continue
        with pytest.raises(ActUnderWay):
            _attempt(trial, role, transition.name)
        assert transition.name not in trial.offered(role)


@pytest.mark.parametrize("cell", LISTED, ids=_named)
def test_a_freeze_stops_everything_but_its_own_solution(cell: tuple[State, Role, Transition]) -> None:
    state, role, transition = cell
    for trial in _candidates(state, transition.name):
        trial.deal = replace(trial.deal, trade=replace(trial.deal.trade, frozen=True, frozen_by="", pending_act=""))
        if transition.while_frozen or transition.while_stopped:
            own = state in (State.DISPUTED, State.DECIDED) or role is Role.PROVIDER
            assert own or transition.name in ALSO_FROZEN | BY_HAND
            continue
        with pytest.raises(Frozen):
            _attempt(trial, role, transition.name)
        assert transition.name not in trial.offered(role)


@pytest.mark.parametrize("cell", LISTED, ids=_named)
def test_a_stop_by_hand_lets_only_the_provider_and_the_operators_through(cell: tuple[State, Role, Transition]) -> None:
    state, role, transition = cell
    for trial in _candidates(state, transition.name):
        stopped: dict[str, Any] = {"frozen": True, "frozen_by": "usr_somebody", "frozen_at": MONDAY, "pending_act": ""}
        trial.deal = replace(trial.deal, trade=replace(trial.deal.trade, **stopped))
        if transition.while_stopped:
            clocks_of_others = {"respond_to_chargeback", "reach_hold_limit"}
            assert role is Role.PROVIDER or transition.name in {"unfreeze", WORDS_ALONE, *clocks_of_others}
            continue
        with pytest.raises(Frozen):
            _attempt(trial, role, transition.name)
        assert transition.name not in trial.offered(role)


@pytest.mark.parametrize("state", list(State))
def test_every_route_leads_where_it_says(state: State) -> None:
    assert {route().state for route in ROUTES[state]} == {state}


def test_an_unknown_act_is_refused() -> None:
    trial = ROUTES[State.PLACED][0]()
    trial.refuses(NotNow, Role.BUYER, "steal")


def test_a_button_is_offered_only_where_its_guards_agree() -> None:
    for routes in ROUTES.values():
        for route in routes:
            trial = route()
            for role in (Role.BUYER, Role.SELLER, Role.MODERATOR):
                refusals = [_refusal(trial, role, name) for name in trial.offered(role)]
                # What is offered is never refused for the deal's sake: with good answers it succeeds, or the answers
                # themselves are what a person mends.
                assert set(refusals) <= {"", "too-early", "invalid-value"}


def _refusal(trial: Trial, role: Role, name: str) -> str:
    try:
        _attempt(trial, role, name)
    except DomainError as refusal:
        return refusal.code
    return ""


def test_hidden_acts_are_not_offered() -> None:
    hidden = replace(PURCHASE["end_talks"], hidden=True)
    table = replace(PURCHASE, transitions=tuple(hidden if t.name == "end_talks" else t for t in PURCHASE.transitions))
    trial = ROUTES[State.NEGOTIATING][0]()
    found = engine.available(
        table, trial.deal, role=Role.BUYER, seat=SEATS[Role.BUYER], now=trial.now, ids=trial.ids, rules=trial.rules
    )
    assert [t.name for t in found] == ["offer"]
