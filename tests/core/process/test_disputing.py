"""Disputes: when one may be opened, what it freezes, who decides, and how the money moves at last."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.disputes import awaited_in
from core.errors import Frozen, InvalidValue, NotNow, TakenBySomebody, TooEarly
from core.process.definition import Role
from core.trades import State
from core.wording import sha256_of
from tests.core.deals import DAY, OPERATOR, Trial, seat
from tests.core.routes import (
    asked,
    decided,
    delivered,
    disputed,
    disputed_by_silence,
    disputed_early,
    evidence_asked,
    partly_shipped,
    placed,
    questioned,
    shipped,
    taken,
)

B, S, M, O, T = Role.BUYER, Role.SELLER, Role.MODERATOR, Role.OPERATOR, Role.TIMER
COLLEAGUE = seat("second", staff="moderator")
WORDS = "Half of the boxes are empty, the rest is wet, and the driver has signed for both on the delivery note of this morning."


def dispute_of(trial: Trial) -> Any:
    assert trial.deal.dispute is not None
    return trial.deal.dispute


def test_a_dispute_freezes_the_money_and_remembers_where_it_was() -> None:
    trial = disputed()
    order, dispute = trial.deal.order, dispute_of(trial)
    assert order is not None
    assert (order.status, order.status_before_dispute, trial.deal.trade.frozen) == ("disputed", "delivered", True)
    assert (dispute.reason, dispute.raised_role, dispute.raised_by) == ("damaged", "buyer", "usr_buyer")
    kept = {"statement_sha256": sha256_of(dispute.statement), "length": len(dispute.statement)}
    assert trial.lines[-1].detail == {"reason": "damaged", "dispute_id": dispute.id, **kept}
    assert trial.held() == 100_000
    trial.refuses(NotNow, B, "accept_goods")


def test_before_the_date_only_fraud_is_a_reason() -> None:
    trial = placed()
    order = trial.deal.order
    assert order is not None
    refusal = trial.refuses(TooEarly, B, "dispute", reason="not_delivered", statement=WORDS)
    assert refusal.fields == {"at": order.ship_by.isoformat()}
    trial.passes(14 * DAY)
    trial.disputes(B, "not_delivered")
    assert disputed_early().deal.trade.frozen


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": "mood"}, "reason"),
        ({"statement": "x" * 99}, "statement"),
        ({"statement": "", "files": ["fil_1"]}, "statement"),
        ({"statement": "x" * 3001}, "statement"),
    ],
)
def test_what_is_no_dispute(changes: dict[str, str], field: str) -> None:
    args: dict[str, Any] = {"reason": "damaged", "statement": WORDS, **changes}
    assert delivered().refuses(InvalidValue, B, "dispute", **args).field == field


def test_a_hundred_characters_or_a_file_open_a_dispute() -> None:
    for args in ({"statement": "x" * 100}, {"statement": "Bent.", "files": ["fil_1"]}):
        trial = delivered()
        trial.does(B, "dispute", reason="damaged", **args)
        assert dispute_of(trial).statement == args["statement"]


def test_without_money_there_is_nothing_to_dispute() -> None:
    trial = delivered()
    trial.deal = replace(trial.deal, entries=())
    trial.refuses(NotNow, B, "dispute", reason="damaged", statement=WORDS)


def test_a_dispute_ends_open_requests() -> None:
    trial = asked(B)
    trial.does(S, "refuse_request")
    trial.does(S, "ask_for_time", days=3, reason="Zinc.")
    trial.disputes(B)
    assert [request.status for request in trial.deal.requests] == ["refused", "lapsed"]


def test_silence_in_transit_calls_a_person_and_never_guesses() -> None:
    trial = disputed_by_silence()
    assert (trial.state, trial.held(), dispute_of(trial).raised_role) == (State.DISPUTED, 100_000, "timer")
    for role in (B, S):
        trial.refuses(NotNow, role, "withdraw_dispute")
    trial.does(B, "answer_dispute", statement="Nothing came.")
    assert dispute_of(trial).answer == "Nothing came."


def test_the_other_side_answers_once() -> None:
    trial = disputed()
    trial.refuses(NotNow, B, "answer_dispute", statement="I say more.")
    trial.refuses(InvalidValue, S, "answer_dispute", statement=" ")
    trial.does(S, "answer_dispute", statement="They left here whole.")
    trial.refuses(NotNow, S, "answer_dispute", statement="And again.")


# ── the case ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_case_belongs_to_one_moderator() -> None:
    trial = taken()
    assert (dispute_of(trial).status, dispute_of(trial).moderator_id) == ("in_progress", "usr_moderator")
    trial.refuses(TakenBySomebody, M, "take_case", by=COLLEAGUE)
    for name in ("rule", "hand_over"):
        trial.refuses(
            TakenBySomebody, M, name, by=COLLEAGUE, outcome="release", reason_code="other", resolution="Mine."
        )
    trial.does(M, "hand_over")
    trial.does(M, "take_case", by=COLLEAGUE)
    assert dispute_of(trial).moderator_id == "usr_second"


def test_an_operator_frees_a_case_whose_moderator_is_away() -> None:
    trial = taken()
    trial.does(M, "hand_over", by=OPERATOR)
    assert (dispute_of(trial).status, dispute_of(trial).moderator_id) == ("open", "")
    trial.refuses(NotNow, M, "hand_over", by=OPERATOR)


@pytest.mark.parametrize("name", ["rule", "hand_over"])
def test_a_case_that_nobody_took_is_not_decided(name: str) -> None:
    disputed().refuses(NotNow, M, name, outcome="release", reason_code="other", resolution="Now.")


@pytest.mark.parametrize(
    ("args", "field"),
    [
        ({"outcome": "keep"}, "outcome"),
        ({"outcome": "split"}, "outcome"),
        ({"outcome": "split", "refund_amount": "40000"}, "outcome"),
        ({"outcome": "split", "refund_amount": 0}, "refund_amount"),
        ({"outcome": "split", "refund_amount": 100_000}, "refund_amount"),
        ({"outcome": "keep", "refund_amount": 5}, "outcome"),
        ({"outcome": "release", "reason_code": "other", "resolution": ""}, "resolution"),
    ],
)
def test_what_is_no_decision(args: dict[str, Any], field: str) -> None:
    refusal = taken().refuses(InvalidValue, M, "rule", **{"reason_code": "other", "resolution": "Because.", **args})
    assert refusal.field == field


def test_a_decision_moves_no_money_yet() -> None:
    trial = decided("split", 40_000)
    dispute = dispute_of(trial)
    assert (trial.state, trial.held()) == (State.DECIDED, 100_000)
    assert (dispute.outcome, dispute.refund_amount, dispute.decision_number) == ("split", 40_000, 1)
    known = {"outcome": "split", "refund": 40_000, "reason_code": "other"}
    assert trial.lines[-1].detail == {**known, "words_sha256": sha256_of(dispute.resolution)}


def test_both_sides_can_end_the_appeal_window() -> None:
    trial = decided("split", 40_000)
    trial.does(S, "accept_decision")
    assert (trial.state, dispute_of(trial).waived) == (State.DECIDED, "seller")
    trial.refuses(NotNow, S, "accept_decision")
    trial.does(B, "accept_decision")
    assert (trial.state, trial.held(), dispute_of(trial).status) == (State.COMPLETED, 0, "resolved")


@pytest.mark.parametrize("outcome", ["release", "refund"])
def test_a_decision_is_carried_out_when_the_window_ends(outcome: str) -> None:
    trial = decided(outcome).passes(3 * DAY)
    assert trial.fired[-1] == "resolve"
    assert trial.state is {"release": State.COMPLETED, "refund": State.CANCELLED}[outcome]
    assert not trial.deal.trade.frozen
    assert {row.name for row in trial.deal.deadlines} == ({"refund"} if outcome == "refund" else set())


def test_nothing_else_moves_a_frozen_trade() -> None:
    trial = disputed()
    trial.deal = replace(trial.deal, trade=replace(trial.deal.trade, state="delivered"))
    trial.refuses(Frozen, B, "accept_goods")
    trial.refuses(Frozen, T, "auto_release")


# ── withdrawing ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("route", "state"),
    [
        (placed, State.PLACED),
        (partly_shipped, State.IN_PROGRESS),
        (shipped, State.SHIPPED),
        (delivered, State.DELIVERED),
    ],
)
def test_a_withdrawn_dispute_leads_back_to_where_it_began(route: Any, state: State) -> None:
    trial = route().disputes(S)
    trial.refuses(NotNow, B, "withdraw_dispute")
    trial.does(S, "withdraw_dispute")
    assert (trial.state, trial.deal.trade.frozen) == (state, False)
    assert (dispute_of(trial).status, dispute_of(trial).outcome) == ("resolved", "withdrawn")
    assert trial.deal.order is not None
    assert (trial.deal.order.status, trial.deal.order.status_before_dispute) == (state.value, "")
    trial.disputes(B)
    assert len(trial.deal.disputes) == 2


def test_a_withdrawal_late_in_transit_calls_a_person_again() -> None:
    trial = shipped().passes(30 * DAY).disputes(B, "not_delivered").passes(10 * DAY)
    trial.does(B, "withdraw_dispute")
    assert trial.passes(6 * DAY).state is State.SHIPPED
    trial.passes(DAY)
    assert (trial.state, dispute_of(trial).raised_role) == (State.DISPUTED, "timer")


def test_a_part_that_has_arrived_can_be_disputed_before_the_rest_is_due() -> None:
    trial = placed(partial_shipments=True, partial_release=True)
    trial.does(S, "ship", quantity=40, carrier="DHL", tracking_number="1")
    trial.refuses(TooEarly, B, "dispute", reason="damaged", statement=WORDS)
    trial.does(B, "received")
    trial.disputes(B, "damaged").passes(8 * DAY)
    assert (trial.state, trial.held()) == (State.DISPUTED, 100_000)
    trial.does(B, "withdraw_dispute")
    trial.passes(8 * DAY)
    trial.refuses(TooEarly, B, "dispute", reason="damaged", statement=WORDS)


# ── what was asked for comes late ────────────────────────────────────────────────────────────────────────────────────


def test_evidence_after_its_time_is_kept_and_marked() -> None:
    trial = evidence_asked().passes(5 * DAY)
    trial.does(B, "add_evidence", statement="The waybill, at last.")
    dispute = trial.deal.dispute
    assert dispute is not None
    assert "The waybill, at last." in dispute.evidence
    assert trial.lines[-1].detail["late"] == "yes"


def test_an_answer_after_its_time_is_marked() -> None:
    trial = questioned().passes(5 * DAY)
    trial.does(B, "answer_question", question_id="clt_1", late=True)
    assert trial.lines[-1].detail == {"question_id": "clt_1", "late": "yes"}


def test_an_answer_while_the_trade_is_stopped_by_hand_is_an_answer() -> None:
    trial = questioned()
    trial.does(O, "freeze", reason="The bank rang.")
    trial.does(B, "answer_question", question_id="clt_1")
    assert trial.deal.dispute is not None
    assert [one.side for one in awaited_in(trial.deal.dispute)] == ["seller"]


def test_nobody_has_missed_a_question_before_its_time() -> None:
    questioned().refuses(NotNow, T, "miss_question")


@pytest.mark.parametrize("days", [0, 15, "5", 2.5])
def test_days_for_evidence_are_counted_and_few(days: object) -> None:
    assert taken().refuses(InvalidValue, M, "ask_for_evidence", days=days).problem == "out-of-range"
