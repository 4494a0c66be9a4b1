"""Disputes about orders of which a part was never shipped, and disputes that are dropped; to the cent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from core.errors import InvalidValue, NotNow
from core.process.definition import Role
from core.rules import Rules
from core.trades import Deal, State
from tests.core.deals import DAY, SECOND, STATEMENT, Trial
from tests.core.routes import FOUR_EYES, disputed, part_accepted, partly_shipped, placed

B, S, M, T, W = Role.BUYER, Role.SELLER, Role.MODERATOR, Role.TIMER, Role.PROVIDER


def _one_of_a_hundred() -> Trial:
    """One piece was shipped and has arrived, as its carrier says; the ship-by date is over."""
    trial = partly_shipped(1)
    trial.does(W, "carrier_delivers", tracking_number="T1")
    return trial.passes(15 * DAY).disputes(B, "not_delivered")


SHARE_OF_ONE = [("release", 972), ("commission", 28), ("refund_started", 99_000), ("payout_started", 972)]


def test_by_default_nobody_pays_for_what_was_never_shipped() -> None:
    trial = _one_of_a_hundred().passes(40 * DAY)
    assert trial.fired[-2:] == ["decide_by_default", "resolve"]
    assert (trial.state, trial.postings(2)) == (State.COMPLETED, SHARE_OF_ONE)
    assert trial.shelf == (999, 0)


def test_by_default_all_is_refunded_where_what_was_shipped_is_paid_for() -> None:
    trial = part_accepted()
    since = len(trial.deal.entries)
    trial.deal = _by_carrier(trial)
    trial.passes(15 * DAY).disputes(B, "not_delivered").passes(40 * DAY)
    assert trial.postings(since) == [("refund_started", 60_000)]


def _by_carrier(trial: Trial) -> Deal:
    return replace(trial.deal, shipments=tuple(replace(s, by_carrier=True) for s in trial.deal.shipments))


def test_goods_that_do_not_go_back_are_paid_and_those_never_shipped_are_not() -> None:
    trial = _one_of_a_hundred()
    trial.does(M, "take_case")
    trial.does(M, "order_return", reason_code="other", resolution="It goes back.")
    trial.passes(14 * DAY)
    assert trial.fired[-2:] == ["miss_return", "resolve"]
    assert (trial.state, trial.postings(2)) == (State.COMPLETED, SHARE_OF_ONE)


# ── dropping a dispute ───────────────────────────────────────────────────────────────────────────────────────────


def _returning_for(role: Role) -> Trial:
    trial = disputed(role)
    trial.does(M, "take_case")
    trial.does(M, "order_return", reason_code="other", resolution="It goes back.")
    return trial


def _ruled_for(role: Role) -> Trial:
    trial = disputed(role, rules=FOUR_EYES)
    trial.does(M, "take_case", by=SECOND)
    words = {"reason_code": "other", "resolution": "The photographs decide."}
    trial.does(M, "rule", by=SECOND, outcome="refund", **words)
    return trial


def _handed_over() -> Trial:
    trial = _returning_for(S)
    trial.does(M, "hand_over")
    return trial


def _taken() -> Trial:
    trial = disputed(S)
    trial.does(M, "take_case")
    return trial


def _appealed() -> Trial:
    trial = disputed(S).rules_on_it("split", 40_000)
    trial.does(B, "appeal", statement=STATEMENT)
    return trial


@pytest.mark.parametrize(
    "start",
    [lambda: _returning_for(S), lambda: _returning_for(B), lambda: _ruled_for(S), _handed_over, _taken, _appealed],
)
def test_a_case_of_which_something_has_come_is_not_dropped_by_one_side(start: Callable[[], Trial]) -> None:
    trial = start()
    for role in (B, S):
        assert "withdraw_dispute" not in trial.offered(role)
        trial.refuses(NotNow, role, "withdraw_dispute")


def test_a_case_that_was_taken_and_given_back_can_be_dropped() -> None:
    trial = _taken()
    trial.does(M, "hand_over")
    trial.does(S, "withdraw_dispute")
    assert (trial.state, trial.postings(2)) == (State.DELIVERED, [])


# ── more time, and the last cent ─────────────────────────────────────────────────────────────────────────────────


def test_more_time_must_fit_how_long_money_of_this_currency_is_held() -> None:
    trial = placed(rules=Rules(hold_limits=(("EUR", 65),)))
    refusal = trial.refuses(InvalidValue, S, "ask_for_time", days=7, reason="The zinc is late.")
    assert refusal.problem == "does-not-fit"
    placed().does(S, "ask_for_time", days=7, reason="The zinc is late.")


def test_cancelling_what_is_open_leaves_no_cent_behind() -> None:
    third = {"quantity": 3, "unit_price": Decimal("333.33"), "freight": 1, "tolerance_percent": 0}
    trial = placed(partial_release=True, **third).ships(1)
    trial.does(B, "received")
    trial.does(B, "accept_part")
    since = len(trial.deal.entries)
    trial.passes(15 * DAY)
    trial.does(B, "cancel_overdue")
    assert (trial.state, trial.held(), trial.postings(since)) == (State.COMPLETED, 0, [("refund_started", 66_667)])
