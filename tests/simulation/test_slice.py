"""A slice of the simulated market: nothing is broken, the same seed is the same market, and a failure can be replayed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from core.simulation.chance import BEGIN
from core.simulation.market import Market
from core.simulation.plans import PLANS
from core.simulation.running import Report, replay, simulate
from core.simulation.shard import TRADES, play
from core.trades import State
from tests.simulation.seeded_bugs import BUGS

SEED = 20


@pytest.fixture(scope="module")
def slice_of_market() -> Report:
    return simulate(seed=SEED, trades=600, workers=1)


def test_every_promise_is_kept(slice_of_market: Report) -> None:
    assert slice_of_market.violations == []
    assert slice_of_market.trades == 600
    assert slice_of_market.steps > 6_000
    assert sum(slice_of_market.faults.values()) > 600


def test_the_slice_goes_nearly_everywhere(slice_of_market: Report) -> None:
    assert slice_of_market.unvisited_states == []
    assert len(slice_of_market.unvisited_transitions) <= 8
    assert set(slice_of_market.states) == {state.value for state in State}


def test_the_same_seed_is_the_same_market_on_any_number_of_processes(slice_of_market: Report) -> None:
    first, again = simulate(seed=SEED, trades=120, workers=1), simulate(seed=SEED, trades=120, workers=2)
    assert first.trace_hash == again.trace_hash
    assert (first.steps, first.faults, first.transitions) == (again.steps, again.faults, again.transitions)
    assert simulate(seed=SEED + 1, trades=20, workers=1).trace_hash != first.trace_hash


def test_a_failure_says_how_to_replay_it_and_replays_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    bug = next(bug for bug in BUGS if bug.name == "fee_not_posted")
    bug.switch(monkeypatch)
    report = simulate(seed=SEED, trades=2 * TRADES, workers=1)
    assert not report.is_good
    said = re.fullmatch(rf".* \[(neg_\d+) at (.+), replay {SEED}:(\d+)\]", report.violations[0])
    assert said is not None
    outcome, lines = replay(SEED, int(said[3]))
    assert [violation.trade for violation in outcome.violations] == [said[1]]
    assert f"{outcome.violations[0].at:%Y-%m-%d %H:%M:%S}" == said[2]
    assert said[1] in "\n".join(lines)
    assert replay(SEED, int(said[3]))[0].trace_hash == outcome.trace_hash


def test_a_hold_that_lapsed_while_the_market_slept_was_not_forgotten() -> None:
    market = Market("asleep")
    market.sleep(timedelta(days=3))
    assert market.checks._slept_at(BEGIN + timedelta(days=2))
    assert not market.checks._slept_at(BEGIN)
    assert not market.checks._slept_at(BEGIN + timedelta(days=4))
    # The market that brought this up: down for six days, and the hold lapsed meanwhile.
    assert play(1, 291).violations == []


def test_every_plan_is_played() -> None:
    assert len({plan.name for plan in PLANS}) == len(PLANS)
    assert all(plan.weight > 0 for plan in PLANS)
