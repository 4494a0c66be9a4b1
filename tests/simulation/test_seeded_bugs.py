"""The simulator fails when it should: every bug that was made by hand is caught, and without one nothing is found."""

from __future__ import annotations

import re

import pytest

from core.simulation.plans import PLANS, Plan
from core.simulation.shard import play
from tests.simulation.seeded_bugs import BUGS, Bug

SEED = 3
SHARDS_MAX = 40
"""So many markets of twenty trades may be played until a bug has shown."""


def plans_of(bug: Bug) -> tuple[Plan, ...]:
    found = tuple(plan for plan in PLANS if not bug.plans or plan.name in bug.plans)
    assert found
    assert len(found) == (len(bug.plans) or len(PLANS))
    return found


def test_there_are_enough_of_them() -> None:
    assert len({bug.name for bug in BUGS}) == len(BUGS) >= 20


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_bug_is_caught(bug: Bug, monkeypatch: pytest.MonkeyPatch) -> None:
    plans = plans_of(bug)
    bug.switch(monkeypatch)
    found = ((number, play(SEED, number, plans=plans).violations) for number in range(SHARDS_MAX))
    caught, violations = next((shard for shard in found if shard[1]), (-1, []))
    monkeypatch.undo()
    assert violations, f"nobody noticed: {bug.about}"
    # It is noticed for what it is, and the very same market without it is sound.
    assert any(re.search(bug.shows, violation.words) for violation in violations), violations
    assert play(SEED, caught, plans=plans).violations == []
