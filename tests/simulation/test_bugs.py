"""Each hand-made bug is found: the checker is not blind."""

from __future__ import annotations

import pytest

from core.simulation.shard import play
from tests.simulation.bugs import BUGS

SEED = 4
SHARDS_MAX = 50
"""A thousand trades."""


def test_there_are_enough_of_them() -> None:
    assert len(BUGS) >= 20


@pytest.mark.parametrize("name", BUGS)
def test_the_simulator_finds(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    BUGS[name](monkeypatch)
    found = next((o for o in (play(SEED, number) for number in range(SHARDS_MAX)) if o.violations), None)
    assert found is not None, f"{name} went through {SHARDS_MAX} shards"
    assert all(violation.words for violation in found.violations)
