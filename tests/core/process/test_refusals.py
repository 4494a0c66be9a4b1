"""News that comes twice or about nothing, rights that ran out, and terms that are none: each is refused and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.errors import DomainError, Frozen, InvalidValue, NotNow, OutOfStock, PayoutNotReady, SellerNotPayable
from core.process import engine
from core.process.cancelling import open_part
from core.process.definition import Role
from core.process.fulfilling import part_shares
from core.process.purchase import PURCHASE
from core.rules import Rules
from core.trades import State
from tests.core.deals import DAY, MONDAY, OPERATOR_TOO, SEATS, H, Trial, some_terms
from tests.core.routes import (
    agreed,
    appealed,
    asked,
    awaiting_payment,
    cancelled,
    claimed,
    completed,
    decided,
    delivered,
    disputed,
    disputed_early,
    offered,
    paid_unsigned,
    part_accepted,
    part_delivered,
    partly_shipped,
    payment_expired,
    placed,
    returning,
    settling,
    shipped,
    signed_by,
)

B, S, M, O, T, W = Role.BUYER, Role.SELLER, Role.MODERATOR, Role.OPERATOR, Role.TIMER, Role.PROVIDER


def _done(name: str, role: Role, route: Callable[[], Trial], **args: Any) -> tuple[Callable[[], Trial], Role, str, Any]:
    """A case of something that happens once."""
    return route, role, name, args


def _warned() -> Trial:
    trial = delivered()
    trial.does(W, "chargeback_warning", ref="dp_1", amount=100_000)
    return trial


def _frozen(route: Callable[[], Trial] = placed) -> Trial:
    trial = route()
    trial.does(O, "freeze", reason="A complaint came in.")
    return trial


def _answered() -> Trial:
    trial = asked(B)
    trial.does(S, "refuse_request")
    return trial


def _set_aside() -> Trial:
    trial = awaiting_payment()
    trial.does(W, "payment_set_aside", payment_id=trial.deal.payments[0].id, held=False)
    return trial


def _asked_bank() -> Trial:
    trial = awaiting_payment()
    trial.does(W, "payment_processing")
    return trial


def _subject(rows: str) -> Callable[[Trial], str]:
    return lambda trial: getattr(trial.deal, rows)[-1].id


NOT_AGAIN: list[tuple[Callable[[], Trial], Role, str, dict[str, Any]]] = [
    _done("chargeback_lost", W, _warned, ref="dp_1"),
    _done("chargeback_lost", W, delivered, ref="dp_9"),
    _done("respond_to_chargeback", T, placed),
    _done("payment_set_aside", W, _set_aside, payment_id=_subject("payments"), held=False),
    _done("payment_set_aside", W, awaiting_payment, payment_id="pay_9", held=False),
    _done("payment_processing", W, _asked_bank),
    _done("refund_done", W, cancelled, subject_id="ref_9", ref="re_9"),
    _done("refund_failed", W, lambda: cancelled().refunds(succeeds=False), subject_id=_subject("refunds")),
    _done("refund_done", W, lambda: paid_unsigned().charges_back(60_000), subject_id=_subject("refunds"), ref="re_9"),
    _done("payout_done", W, completed, subject_id="pou_9", ref="tr_9"),
    _done("payout_refused", W, lambda: completed().pays_out(), subject_id=_subject("payouts")),
    _done("bank_payout_failed", W, completed, subject_id=_subject("payouts")),
    _done("received", B, shipped, number=2),
]


@pytest.mark.parametrize("case", NOT_AGAIN, ids=lambda case: case[2])
def test_what_is_known_or_about_nothing_changes_nothing(case: Any) -> None:
    route, role, name, args = case
    trial = route()
    trial.refuses(NotNow, role, name, **{key: made(trial) if callable(made) else made for key, made in args.items()})


@pytest.mark.parametrize("name", ["force_decision", "escalate"])
def test_a_timer_that_has_done_its_work_does_it_once(name: str) -> None:
    trial = disputed()
    trial.does(T, name)
    trial.refuses(NotNow, T, name)


@pytest.mark.parametrize("amount", [-1, 100_001, "30000"])
def test_a_settlement_is_about_what_is_held(amount: object) -> None:
    assert disputed().refuses(InvalidValue, B, "propose_settlement", amount=amount).field == "amount"


def test_a_settlement_that_a_bank_made_impossible_is_not_agreed() -> None:
    trial = settling(B, 90_000).charges_back(50_000).loses()
    trial.refuses(NotNow, S, "agree_to_settlement")
    assert trial.held() == 50_000


# ── terms ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"quantity": 0}, "quantity"), ({"freight_payer": "nobody"}, "freight_payer"), ({"unit": "kg"}, "unit")],
)
def test_what_are_no_terms(changes: dict[str, Any], field: str) -> None:
    assert offered().refuses(InvalidValue, S, "offer", terms=some_terms(**changes)).field == field


@pytest.mark.parametrize(("role", "refusal"), [(S, PayoutNotReady), (B, SellerNotPayable)])
def test_nobody_agrees_with_a_seller_who_cannot_be_paid(role: Role, refusal: type[DomainError]) -> None:
    trial = offered(B if role is S else S)
    trial.deal = replace(trial.deal, seller_payout_ready=False)
    trial.refuses(refusal, role, "accept")


def test_a_bargain_is_not_taken_up_again_when_the_goods_are_gone() -> None:
    trial = payment_expired()
    trial.deal = replace(trial.deal, product=replace(trial.deal.product, stock=50))
    assert trial.refuses(OutOfStock, B, "renew").fields == {"left": 50, "unit": "pcs"}


# ── money ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_cancelling_gives_back_is_known_before() -> None:
    assert open_part(placed().deal) == 100_000
    assert open_part(partly_shipped().deal) == 60_000


def test_a_share_that_is_less_than_a_unit_stays_where_it_is() -> None:
    """The bank left one cent: cancelling 60 of 100 gives no part of it back, and the delivered rest gets it."""
    trial = part_delivered().charges_back(99_999).loses()
    trial.does(S, "ask_to_cancel", reason="Our mill is down.")
    before = len(trial.deal.entries)
    trial.does(B, "agree_to_cancel")
    assert (trial.postings(before), trial.held(), trial.state) == ([], 1, State.DELIVERED)


def test_an_operator_may_bear_what_a_cancelled_payment_costs() -> None:
    trial = cancelled(rules=Rules(seller_bears_cancel_cost=False))
    assert trial.postings(2) == [("refund_started", 100_000)]


def test_a_part_of_nothing_agreed_has_no_shares() -> None:
    with pytest.raises(NotNow):
        part_shares(agreed().deal, partly_shipped().deal.shipments[0])


def test_what_the_seller_owes_can_take_all_that_is_payable() -> None:
    """The debt is of another trade: here only what takes it back is posted."""
    trial, seat = delivered(), SEATS[B]
    args, now = {"seller_debt": -200_000}, trial.now
    outcome = engine.apply(
        PURCHASE, trial.deal, "accept_goods", role=B, seat=seat, args=args, now=now, ids=trial.ids, rules=trial.rules
    )
    posted = [(entry.kind, entry.amount) for entry in outcome.after.entries[2:]]
    assert posted == [("release", 97_150), ("commission", 2_850), ("debt_netted", 97_150)]
    assert outcome.after.payouts == ()


def test_accepted_parts_do_not_come_back() -> None:
    trial = part_accepted().ships(60).disputes(B, "damaged")
    trial.does(M, "take_case")
    trial.does(M, "order_return", reason_code="other", resolution="It goes back.")
    trial.does(B, "ship_back", tracking_number="R1")
    trial.does(S, "confirm_return")
    assert [shipment.status for shipment in trial.deal.shipments] == ["delivered", "returned"]


def test_money_that_comes_at_once_keeps_the_signature_that_is_there() -> None:
    """A signature given before is not asked for again; the one that is missing is."""
    trial = signed_by(B)
    trial.deal = replace(trial.deal, trade=replace(trial.deal.trade, state="awaiting_payment"))
    trial.pays_at_once()
    assert (len(trial.deal.agreements), trial.state) == (1, State.AWAITING_SIGNATURES)
    trial.signs(S, typed_name="Bo Li")
    assert (trial.state, trial.held()) == (State.PLACED, 100_000)


def test_money_that_comes_at_once_after_a_failed_capture_places_the_order() -> None:
    trial = signed_by(B).signs(S, typed_name="Bo Li")
    trial.answered("capture", "refused")
    trial.does(W, "capture_failed", code="expired_hold")
    trial.opens_checkout().pays_at_once()
    assert (trial.state, trial.held(), len(trial.deal.agreements)) == (State.PLACED, 100_000, 1)


# ── the bank ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_news_without_a_reference_is_about_nothing() -> None:
    trial = _warned()
    trial.refuses(NotNow, W, "chargeback_won")
    trial.refuses(NotNow, W, "chargeback_lost")


def test_a_refund_that_may_be_on_its_way_is_not_taken_back() -> None:
    trial = cancelled()
    sent = tuple(replace(i, first_tried_at=trial.now) if i.kind == "refund" else i for i in trial.deal.intents)
    trial.deal = replace(trial.deal, intents=sent)
    trial.charges_back(100_000).loses()
    assert (len(trial.intents("refund")), trial.deal.refunds[0].status) == (1, "pending")


def test_a_refund_that_has_arrived_bears_nothing_more() -> None:
    trial = cancelled().refunds().charges_back(100_000).loses()
    assert trial.postings(4) == [
        ("refund_done", 100_000),
        ("chargeback_taken", 100_000),
        ("chargeback_fee", 1_500),
        ("chargeback_lost", 100_000),
    ]


# ── stopped by hand ──────────────────────────────────────────────────────────────────────────────────────────────

STOPPED: list[tuple[Callable[[], Trial], str]] = [
    (offered, "offer"),
    (asked, "answer"),
    (_answered, "no answer any more"),
    (signed_by, "signing"),
    (awaiting_payment, "payment"),
    (placed, "shipping"),
    (claimed, "claim"),
    (part_delivered, "part"),
    (delivered, "inspection"),
    (returning, "return"),
    (decided, "decision"),
    (appealed, "appeal"),
]


def test_a_stopped_trade_is_not_stopped_again() -> None:
    _frozen().refuses(Frozen, O, "freeze", reason="Once more.")


LIMITS = ("reach_hold_limit", "force_decision", "escalate", "decide_by_default")
"""The provider's own holding limit, and the time that the desk has, run on."""


@pytest.mark.parametrize("case", STOPPED, ids=lambda case: case[1])
def test_the_time_that_stood_still_is_given_back(case: tuple[Callable[[], Trial], str]) -> None:
    """Stopped for three days: whatever would have ended by itself ends three days later, or in a day at the earliest."""
    route, _ = case
    was = {row.fires: row.due_at for row in route().deal.deadlines if row.kind == "act" and row.fires not in LIMITS}
    assert was
    trial = _frozen(route)
    trial.now += 3 * DAY
    trial.does(O, "unfreeze")
    trial.does(O, "unfreeze", by=OPERATOR_TOO)
    due = {row.fires: row.due_at for row in trial.deal.deadlines if row.kind == "act"}
    assert not trial.deal.trade.frozen_by
    for fires, at in was.items():
        assert due[fires] >= max(trial.now + timedelta(hours=1), at + 3 * DAY - H), fires


def test_a_note_travels_with_the_shipment() -> None:
    trial = placed()
    trial.does(S, "ship", carrier="DHL", tracking_number="T1", note="Two pallets.")
    assert trial.lines[-1].detail["note"] == "Two pallets."


# ── odd moments ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_chargeback_is_opened_once() -> None:
    trial = delivered().charges_back(40_000)
    trial.refuses(NotNow, W, "chargeback_opened", ref="dp_1", amount=40_000, fee=1_500)


def test_goods_that_were_never_shipped_do_not_go_back() -> None:
    trial = disputed_early()
    trial.does(M, "take_case")
    trial.refuses(NotNow, M, "order_return")


def test_the_last_part_is_accepted_with_the_whole() -> None:
    trial = part_delivered()
    trial.deal = replace(trial.deal, orders=(replace(trial.deal.orders[0], quantity=40),))
    trial.refuses(NotNow, B, "accept_part")


def test_an_offer_that_was_answered_keeps_its_time_when_the_trade_stood_still() -> None:
    first = offered()
    first.offers(S, lead_time_days=5)
    ended = first.deal.offers[0].valid_until
    trial = _frozen(first.fork)
    trial.now += 3 * DAY
    trial.does(O, "unfreeze")
    trial.does(O, "unfreeze", by=OPERATOR_TOO)
    assert trial.deal.offers[0].valid_until == ended
    assert trial.deal.offers[1].valid_until is not None
    assert trial.deal.offers[1].valid_until > ended


def test_nobody_has_to_sign_on_a_weekend_or_at_night() -> None:
    """Held on a Friday evening, with days to spare on the hold: until Monday at six."""
    trial = awaiting_payment()
    trial.now = MONDAY + 4 * DAY + timedelta(hours=11) - trial.rules.signing
    trial.authorizes(capture_before=MONDAY + 20 * DAY)
    assert trial.deal.agreement is not None
    assert trial.deal.agreement.sign_by == MONDAY + 7 * DAY + timedelta(hours=9)


def test_why_a_refund_waits_is_told_once() -> None:
    trial = cancelled()
    refund = trial.deal.refunds[0].id
    trial.refuses(NotNow, W, "refund_waits", subject_id=refund, reason="processing")
    trial.does(W, "refund_waits", subject_id=refund, reason="insufficient_funds")
    trial.refuses(NotNow, W, "refund_waits", subject_id=refund, reason="insufficient_funds")
