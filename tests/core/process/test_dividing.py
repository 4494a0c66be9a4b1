"""Deciding line by line: whole units, whole cents, nothing lost and nothing made."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InvalidValue, NotNow
from core.process.definition import Role
from core.process.dividing import LINES_MAX, UNSHIPPED, divided, parts_of, read, refunded
from core.trades import State
from tests.core.deals import DAY, Trial
from tests.core.routes import part_accepted, taken, taken_in_parts

M = Role.MODERATOR
WHY = {"outcome": "lines", "reason_code": "damaged_in_transit", "resolution": "The photographs show which."}


def _ruled(trial: Trial, lines: dict[str, int]) -> Any:
    trial.does(M, "rule", lines=lines, **WHY)
    dispute = trial.deal.dispute
    assert dispute is not None
    return dispute


def test_some_of_one_line_come_to_their_share_of_the_money() -> None:
    """3 of 100: the amount is a consequence, and what is posted is a split like any other."""
    trial = taken()
    dispute = _ruled(trial, {"1": 3})
    assert (dispute.outcome, dispute.refund_amount, dispute.verdict_reason) == ("split", 3_000, "damaged_in_transit")
    assert read(dispute.decided_lines) == ((1, 3, 100),)
    assert trial.lines[-1].detail["lines"] == "1=3/100"
    before = len(trial.deal.entries)
    trial.passes(3 * DAY)
    assert trial.state is State.COMPLETED
    assert sorted(trial.postings(before)) == [
        ("commission", 2_764),
        ("payout_started", 94_236),
        ("refund_started", 3_000),
        ("release", 94_236),
    ]


@pytest.mark.parametrize(("back", "outcome", "state"), [(0, "release", "completed"), (100, "refund", "cancelled")])
def test_all_or_nothing_of_every_line_is_no_split(back: int, outcome: str, state: str) -> None:
    trial = taken()
    assert _ruled(trial, {"1": back}).outcome == outcome
    assert trial.passes(3 * DAY).state == state


def test_too_many_lines_to_ask_about_are_one_with_the_last() -> None:
    deal = taken_in_parts().deal
    lines = parts_of(deal)
    assert len(lines) == LINES_MAX
    assert [line.number for line in lines] == [1, 2, 3, 4, 5, 6, 7, UNSHIPPED]
    assert (lines[6].quantity, lines[6].others, lines[7].quantity) == (30, 2, 10)


def test_what_was_accepted_is_no_line_any_more() -> None:
    deal = part_accepted().deal
    accepted = {one.number for one in deal.shipments if one.accepted_at is not None}
    assert accepted
    assert not accepted & {line.number for line in parts_of(deal)}


@given(st.lists(st.integers(0, 10), min_size=7, max_size=7), st.integers(0, 30))
def test_the_parts_are_the_whole_to_the_cent(units: list[int], rest: int) -> None:
    """Nobody is more than a cent away from the exact share of their units."""
    deal = taken_in_parts().deal
    held = deal.balance(f"esc:{deal.trade.id}")
    asked = {**{str(number): n for number, n in enumerate(units[:6], 1)}, "7": rest, "0": units[6]}
    shares = divided(deal, asked)
    assert sum(share.to_buyer + share.to_seller for share in shares) == held
    whole = sum(share.part.quantity for share in shares)
    for share in shares:
        assert abs(share.to_buyer * whole - held * share.back) < whole
    assert refunded(shares) == sum(share.to_buyer for share in shares)
    assert (refunded(shares) == 0) == (sum(asked.values()) == 0)


@pytest.mark.parametrize("lines", [{}, None, {"2": 1}, {"1": 101}, {"1": -1}, {"1": "3"}, {"1": 1.5}, {"1": True}])
def test_what_is_no_decision_about_lines(lines: Any) -> None:
    refusal = taken().refuses(InvalidValue, M, "rule", lines=lines, **WHY)
    assert refusal.field == "lines"


@pytest.mark.parametrize("why", ["", "damaged", "no_decision", "because"])
def test_no_verdict_without_one_of_the_reasons(why: str) -> None:
    for name, args in (("rule", {"outcome": "release"}), ("order_return", {})):
        refusal = taken().refuses(InvalidValue, M, name, resolution="It is shown.", reason_code=why, **args)
        assert refusal.field == "reason_code"


def test_an_appeal_keeps_the_first_verdict_beside_the_second() -> None:
    trial = taken()
    _ruled(trial, {"1": 60})
    trial.does(Role.SELLER, "appeal", statement="The driver has confirmed that the load was secured.")
    dispute = trial.deal.dispute
    assert dispute is not None
    assert (dispute.first_reason, dispute.first_lines) == ("damaged_in_transit", "1=60/100")
    assert (dispute.verdict_reason, dispute.decided_lines, dispute.resolution) == (None, None, "")
    trial.passes(5 * DAY)
    assert trial.fired[-1] == "first_decision_stands"
    dispute = trial.deal.dispute
    assert dispute is not None
    assert (dispute.verdict_reason, dispute.decided_lines) == ("damaged_in_transit", "1=60/100")
    assert dispute.resolution == WHY["resolution"]


def test_where_nothing_is_left_to_decide_about_no_line_is_decided() -> None:
    deal = taken().deal
    accepted = tuple(replace(shipment, accepted_at=shipment.created_at) for shipment in deal.shipments)
    with pytest.raises(NotNow):
        divided(replace(deal, shipments=accepted), {"1": 3})
