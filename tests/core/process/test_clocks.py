"""Every clock: when it runs, what it fires, who is reminded before, and that it stops when the deal moves on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from core.process import clocks, engine
from core.process.clocks import BY_NAME, CLOCKS
from core.process.definition import Notice, Role, Told
from core.process.purchase import PURCHASE
from core.rules import Rules
from core.trades import State
from tests.core.deals import DAY, MONDAY, OPERATOR_TOO, Trial, seat
from tests.core.routes import (
    RESERVE,
    ROUTES,
    agreed,
    appealed,
    asked,
    awaiting_page,
    awaiting_payment,
    awaiting_signatures,
    cancelled,
    capturing,
    claimed,
    completed,
    decided,
    delivered,
    disputed,
    evidence_asked,
    in_progress,
    letting_go,
    negotiating,
    offered,
    part_delivered,
    partly_shipped,
    placed,
    questioned,
    returning,
    shipped,
    taken,
    wishing,
)

B, S, M, O, T, W = Role.BUYER, Role.SELLER, Role.MODERATOR, Role.OPERATOR, Role.TIMER, Role.PROVIDER
RULES = Rules()


def _slow() -> Trial:
    """As late as the holding limit allows: what is open is shipped never, and what was shipped never arrives."""
    return partly_shipped(lead_time_days=40)


def _forced() -> Trial:
    trial = taken()
    trial.does(T, "force_decision")
    return trial


RUNS: list[tuple[str, Callable[[], Trial], str, float | None, list[float]]] = [
    ("offer", offered, "expire_offer", 72, [36, 70]),
    ("talks", negotiating, "expire_talks", 336, []),
    ("approval", wishing, "lapse_approval", 24, []),
    ("gateway", agreed, "give_up_gateway", 24, [12, 22]),
    ("payment", awaiting_payment, "expire_payment", 24, [12, 23]),
    # Monday 9:00 and two days, carried to the evening of that Wednesday.
    ("signing", awaiting_signatures, "expire_signing", 57, [28.5, 55]),
    ("ship-by", placed, "", None, [168, 312, 334]),
    ("unshipped", placed, "cancel_unshipped", 504, [480]),
    ("request", asked, "lapse_request", 48, [24]),
    ("claim", claimed, "count_claim", 48, [24]),
    ("part", part_delivered, "auto_accept_part", 168, [144]),
    ("transit", shipped, "dispute_silence", 888, [720, 840, 864]),
    ("inspection", delivered, "auto_release", 168, [84, 144, 166]),
    ("hold-limit", _slow, "reach_hold_limit", 83 * 24, [69 * 24]),
    ("hold-limit-dispute", lambda: _slow().passes(60 * DAY).disputes(), "force_decision", 23 * 24, [9 * 24]),
    ("forced", _forced, "decide_by_default", 72, [48]),
    ("answer", taken, "escalate", 72, [48]),
    ("unclaimed", disputed, "escalate", 48, [24]),
    ("evidence", evidence_asked, "miss_evidence", 120, [96]),
    ("question-buyer", questioned, "miss_question", 120, [60, 96]),
    ("question-seller", questioned, "miss_question", 120, [60, 96]),
    ("return", returning, "miss_return", 168, [120]),
    ("decision", taken, "decide_by_default", 720, [240, 672]),
    ("appeal-decision", appealed, "first_decision_stands", 120, [96]),
    ("appeal", decided, "resolve", 72, []),
    (
        "chargeback",
        lambda: delivered().charges_back(5, respond_by=MONDAY + 10 * DAY),
        "respond_to_chargeback",
        192,
        [168],
    ),
    ("reserve", lambda: completed(rules=RESERVE), "free_reserve", 90 * 24, []),
    ("payout", lambda: completed().pays_out(succeeds=False), "retry_payout", 5 / 60, []),
    ("refund", cancelled, "", None, [720]),
]
"""(clock, deal, what fires, after how many hours, reminders after how many hours)."""


def hours(trial: Trial, name: str, kind: str) -> list[float]:
    return [(due - trial.now).total_seconds() / 3600 for due in trial.due(name, kind)]


def test_every_clock_is_in_the_table_of_this_test() -> None:
    assert [row[0] for row in RUNS] == [clock.name for clock in CLOCKS] == list(BY_NAME)
    assert {row[2] for row in RUNS} - {""} == set(PURCHASE.fires)


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run[0])
def test_a_clock_runs_from_the_moment_its_state_is_entered(
    run: tuple[str, Callable[[], Trial], str, float | None, list[float]],
) -> None:
    name, route, fires, ends, reminders = run
    trial = route()
    assert hours(trial, name, "act") == ([] if ends is None else [ends])
    assert hours(trial, name, "remind") == reminders
    assert {row.fires for row in trial.deal.deadlines if row.name == name and row.kind == "act"} <= {fires}


@pytest.mark.parametrize("run", [run for run in RUNS if run[3] is not None], ids=lambda run: run[0])
def test_a_clock_fires_at_its_end_and_not_before(
    run: tuple[str, Callable[[], Trial], str, float, list[float]],
) -> None:
    name, route, fires, ends, reminders = run
    trial = route()
    trial.passes(timedelta(hours=ends) - timedelta(seconds=1))
    assert fires not in trial.fired
    assert sum(label.startswith(f"{name}-") for label in trial.reminded) == len(reminders)
    trial.passes(timedelta(seconds=1))
    assert fires in trial.fired


@pytest.mark.parametrize("state", list(State))
def test_no_clock_runs_outside_its_states_or_in_a_freeze(state: State) -> None:
    for route in ROUTES[state]:
        deal = route().deal
        running = {row.name for row in deal.deadlines}
        assert running <= {clock.name for clock in CLOCKS if state in clock.states}
        frozen = replace(deal, trade=replace(deal.trade, frozen=True))
        allowed = {clock.name for clock in CLOCKS if clock.while_frozen}
        assert {wish.name for wish in clocks.wanted(frozen, RULES)} <= allowed


def test_a_new_offer_has_a_clock_of_its_own() -> None:
    """The clock hangs on the offer: a counter-offer never inherits what was left of the one before."""
    trial = offered().passes(71 * timedelta(hours=1))
    trial.offers(S, valid_hours=24)
    assert hours(trial, "offer", "act") == [24]
    assert hours(trial, "offer", "remind") == [12, 22]
    trial.passes(DAY)
    assert [offer.status for offer in trial.deal.offers] == ["countered", "expired"]
    assert trial.state is State.NEGOTIATING


def test_talks_idle_away_only_without_an_offer() -> None:
    trial = offered(B, valid_hours=720)
    assert trial.due("talks") == []
    trial.passes(30 * DAY)
    assert hours(trial, "talks", "act") == [14 * 24]
    trial.passes(14 * DAY)
    assert (trial.state, trial.deal.trade.close_reason) == (State.CLOSED, "expired")
    assert trial.deal.deadlines == ()


def test_an_extension_moves_the_date_and_what_hangs_on_it() -> None:
    trial = placed().passes(DAY)
    before = trial.due("unshipped"), trial.due("ship-by", "remind")
    trial.does(S, "ask_for_time", days=7, reason="The zinc is late.")
    assert (trial.due("unshipped"), trial.due("ship-by", "remind")) == before
    trial.does(B, "agree_to_time")
    assert trial.due("unshipped") == [before[0][0] + 7 * DAY]
    assert trial.due("ship-by", "remind")[-1] == before[1][-1] + 7 * DAY
    assert trial.due("request") == []


def test_a_request_that_lapses_counts_as_no() -> None:
    trial = asked().passes(2 * DAY)
    assert [request.status for request in trial.deal.requests] == ["lapsed"]
    assert trial.state is State.PLACED
    assert trial.due("request") == []


def test_a_dispute_stops_the_inspection_and_a_withdrawal_gives_a_day_back() -> None:
    trial = delivered().passes(7 * DAY - timedelta(hours=1))
    trial.disputes(B, "damaged")
    assert trial.due("inspection") == []
    trial.passes(2 * DAY)
    trial.does(B, "withdraw_dispute")
    assert hours(trial, "inspection", "act") == [24]
    trial.passes(DAY)
    assert trial.state is State.COMPLETED


def test_a_withdrawal_keeps_the_days_that_were_left() -> None:
    trial = delivered().passes(DAY)
    trial.disputes(B, "damaged")
    trial.does(B, "withdraw_dispute")
    assert hours(trial, "inspection", "act") == [6 * 24]


def test_a_case_is_announced_again_until_somebody_takes_it() -> None:
    trial = disputed().passes(DAY)
    trial.does(M, "take_case")
    assert trial.due("unclaimed", "remind") == []
    trial.does(M, "hand_over")
    assert hours(trial, "unclaimed", "remind") == [24]
    assert hours(trial, "unclaimed", "act") == [48]


def test_an_answered_dispute_waits_for_no_answer() -> None:
    trial = taken()
    trial.does(S, "answer_dispute", statement="We shipped what was ordered.")
    assert trial.due("answer", "remind") == []


def test_signing_ends_a_day_before_the_hold_does() -> None:
    trial = awaiting_payment()
    trial.authorizes(capture_before=trial.now + 2 * DAY)
    assert hours(trial, "signing", "act") == [24]
    late = awaiting_payment()
    late.authorizes(capture_before=late.now + timedelta(hours=3))
    assert hours(late, "signing", "act") == [0]
    late.passes(timedelta(0))
    assert late.intents("void") != []


def test_both_signatures_end_the_signing_clock() -> None:
    assert capturing().due("signing") == []


def test_a_page_that_never_opened_expires_without_asking() -> None:
    trial = awaiting_page().passes(DAY)
    assert trial.state is State.PAYMENT_EXPIRED
    assert trial.intents("expire") == []


def test_an_act_that_meets_a_call_under_way_is_postponed_and_stays_one() -> None:
    trial = letting_go()  # The window ends on Wednesday evening.
    (row,) = [row for row in trial.deal.deadlines if row.kind == "act"]
    trial.passes(2 * DAY + timedelta(hours=9))
    assert trial.fired == []
    (again,) = [row for row in trial.deal.deadlines if row.kind == "act"]
    assert (again.id, again.attempts, again.due_at > row.due_at) == (row.id, 1, True)
    (wish,) = [wish for wish in clocks.wanted(trial.deal, RULES) if wish.kind == "act"]
    assert engine.is_wanted(again, wish)
    assert not engine.is_wanted(replace(again, due_at=wish.due_at - DAY), wish)
    assert not engine.is_wanted(again, None)


def test_a_part_shipment_keeps_the_clocks_of_the_rest() -> None:
    trial = partly_shipped()
    assert trial.due("unshipped") == placed().due("unshipped")
    assert len(trial.due("ship-by", "remind")) == 3
    trial.ships(60)
    assert trial.due("ship-by", "remind") == trial.due("unshipped") == []


def test_a_reminder_that_is_past_is_not_made_up_for() -> None:
    trial = placed().passes(13 * DAY + timedelta(hours=1))
    seen = len(trial.reminded)
    trial.does(S, "start")
    assert len(trial.due("ship-by", "remind")) == 1
    trial.passes(22 * timedelta(hours=1))
    assert trial.reminded[seen:] == ["ship-by-last-2h"]


def test_a_short_window_has_no_reminder_before_its_beginning() -> None:
    trial = Trial(rules=Rules(payment=timedelta(minutes=30)))
    trial.offers(B)
    trial.does(S, "accept")
    trial.does(S, "request_payment")
    assert [due - trial.now for due in trial.due("payment", "remind")] == [timedelta(minutes=15)]


def test_the_card_announces_the_nearest_default() -> None:
    wish = clocks.next_turn(placed().deal, RULES)
    assert wish is not None
    assert (wish.fires, wish.due_at) == ("cancel_unshipped", MONDAY + 21 * DAY)
    nearest = clocks.next_turn(asked().deal, RULES)
    assert nearest is not None
    assert nearest.fires == "lapse_request"
    answer = clocks.next_turn(taken().deal, RULES)
    assert answer is not None
    assert (answer.fires, answer.due_at) == ("escalate", MONDAY + 3 * DAY)
    assert clocks.next_turn(negotiating().passes(14 * DAY).deal, RULES) is None


def test_reminders_say_whom_they_are_for() -> None:
    assert BY_NAME["ship-by"].reminder.tells == (Notice(Told.SELLER, "remind-ship-by"),)
    assert BY_NAME["unclaimed"].reminder.tells == (Notice(Told.DESK, "remind-unclaimed"),)
    assert BY_NAME["appeal"].reminder.tells == (Notice(Told.BOTH, "remind-appeal"),)


def test_clocks_want_nothing_of_a_deal_that_lacks_their_rows() -> None:
    """A deal that was imported half, or mended by hand, must not stop the sweep."""
    for state in State:
        bare = replace(negotiating().deal, offers=(), deadlines=())
        deal = replace(bare, trade=replace(bare.trade, state=state))
        names = {wish.name for wish in clocks.wanted(deal, RULES)}
        assert names == {State.NEGOTIATING: {"talks"}, State.AGREED: {"gateway"}}.get(state, set())


def test_the_start_of_work_moves_no_date() -> None:
    trial = placed().passes(DAY)
    before = {(row.name, row.fires, row.due_at) for row in trial.deal.deadlines}
    trial.does(S, "start", by=seat("colleague", "seller", role="trader"))
    assert {(row.name, row.fires, row.due_at) for row in trial.deal.deadlines} == before
    assert in_progress().due("unshipped") == placed().due("unshipped")


# ── time that a dispute took ─────────────────────────────────────────────────────────────────────────────────────


def test_what_was_not_shipped_while_the_bank_decided_is_not_cancelled_the_moment_it_gives_the_money_back() -> None:
    trial = placed()
    (before,) = trial.due("unshipped")
    trial.charges_back(100_000).passes(60 * DAY).wins()
    assert trial.due("unshipped") == [before + 60 * DAY]
    trial.passes(timedelta(hours=1))
    assert (trial.state, trial.fired) == (State.PLACED, [])


def test_a_claimed_delivery_can_be_contested_as_long_as_before_the_dispute() -> None:
    trial = claimed()
    (before,) = trial.due("claim")
    trial.charges_back(100_000).passes(60 * DAY).wins()
    assert trial.due("claim") == [before + 60 * DAY]
    trial.does(B, "contest_delivery")


def test_a_delivered_part_is_inspected_as_long_as_before_the_dispute() -> None:
    trial = part_delivered()
    (before,) = trial.due("part")
    trial.disputes(S, "fraud").passes(8 * DAY)
    trial.does(S, "withdraw_dispute")
    assert trial.due("part") == [before + 8 * DAY]


@pytest.mark.parametrize("freeze_first", [True, False])
@pytest.mark.parametrize("thaw_first", [True, False])
def test_time_in_which_a_dispute_and_an_operator_stopped_a_trade_is_given_back_once(
    freeze_first: bool, thaw_first: bool
) -> None:
    """Eight days in all, of which both stood for the middle part."""
    trial = placed()
    (before,) = trial.due("unshipped")

    def freezes() -> None:
        trial.does(O, "freeze", reason="The bank rang.")

    def is_charged_back() -> None:
        trial.charges_back(100_000)

    def thaws() -> None:
        trial.does(O, "unfreeze")
        trial.does(O, "unfreeze", by=OPERATOR_TOO)

    def is_won() -> None:
        trial.wins()

    begin, end = (freezes, is_charged_back), (thaws, is_won)
    for step in begin if freeze_first else reversed(begin):
        step()
        trial.passes(2 * DAY)
    for step in end if thaw_first else reversed(end):
        trial.passes(2 * DAY)
        step()
    assert trial.state is State.PLACED
    assert trial.due("unshipped") == [before + 8 * DAY]
