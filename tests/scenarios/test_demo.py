"""The demo keeps its promises: some scenarios in this process (those of disputes in `test_disputes.py`), and the command
itself as people run it."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from typing import Any

import pytest

from bot.demo.playing import play, run_demo
from bot.demo.scenarios import SCENARIOS

_SECONDS_MAX = 30
_PATIENCE_SECONDS = 120
_PROMISED = {
    "ok",
    "scenario",
    "states",
    "messages",
    "price",
    "commission",
    "tax",
    "reserved",
    "seller_paid",
    "refunded",
    "ledger_sum",
    "escrow",
    "provider_matches_ledger",
    "seconds",
    "failures",
}


def holds(result: dict[str, Any]) -> None:
    assert result.keys() >= _PROMISED
    assert result["ok"], result["failures"]
    assert result["failures"] == []
    assert not any(result["ledger_sum"].values())
    assert result["escrow"] == 0
    assert result["provider_matches_ledger"] is True
    parts = ("seller_paid", "commission", "tax", "reserved", "refunded")
    assert result["price"] == sum(result[part] for part in parts) or not result["seller_paid"]


_HERE = ("partial-shipments", "manual-bank")
"""Played in this process; the others are played as a command: the first one below, and every one by `.ci/run` and by the
gate `scenarios`."""


@pytest.mark.parametrize("name", _HERE)
async def test_a_scenario_goes_as_promised(name: str) -> None:
    scenario = SCENARIOS[name]
    result, transcript = await play(scenario)
    holds(result)
    assert result["scenario"] == name
    assert tuple(result["states"]) == scenario.states
    assert result["messages"]["telegram"]["buyer"] > 0
    assert result["messages"]["slack"]["seller"] > 0
    for part in ("Telegram: the buyer", "Slack: the seller", "States", "Ledger"):
        assert f"── {part} ──" in transcript


@pytest.mark.slow
def test_the_command_prints_one_object_and_nothing_else() -> None:
    before = _spent_seconds()
    done = _demo("--json")
    assert done.returncode == 0, done.stderr
    assert _spent_seconds() - before < _SECONDS_MAX
    assert done.stdout.count("\n") == 1
    holds(json.loads(done.stdout))


def test_the_scenarios_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_demo(scenario="happy", as_json=False, list_only=True) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == list(SCENARIOS)
    assert all(len(line.split()) > 1 for line in listed)


def test_an_unknown_scenario_is_refused_with_the_known_ones() -> None:
    done = _demo("--scenario", "nonsense")
    assert done.returncode == 2
    assert done.stdout == ""
    assert all(name in done.stderr for name in SCENARIOS)
    assert "Traceback" not in done.stderr


def _spent_seconds() -> float:
    """What processes that have ended took of a processor: other tests beside them do not count."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def _demo(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "demo", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE_SECONDS, check=False)
