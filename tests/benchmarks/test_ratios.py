"""The promises about cost that a change must not break unnoticed, on a quick slice of the measurements."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from benchmarks import press_slack, press_telegram, profile_press, statements, table
from benchmarks.hot_market import WALK
from benchmarks.row import Row

TRIES = 3
TELEGRAM_MAX, SLACK_MAX = 3.0, 3.6
"""Ratchets, above the goals by what a busy machine and so few rounds add."""
MOVES = {"accept: done", "decline: done"}
"""Presses that change a deal: its row, its children, the history, the news and the screens are a statement each."""
MOVE_MAX, LOOK_MAX = 15, 9


@pytest.mark.parametrize(("press", "limit"), [(press_telegram, TELEGRAM_MAX), (press_slack, SLACK_MAX)])
def test_a_press_costs_little_more_than_bare_presses(press: ModuleType, limit: float) -> None:
    ratios: list[float] = []
    while len(ratios) < TRIES and not (ratios and min(ratios) <= limit):
        ratios.append(press.measure(quick=True).ratio)
    assert min(ratios) <= limit, f"every try was too dear: {ratios}"


def test_a_press_takes_at_most_eight_statements_on_average() -> None:
    row = statements.measure(quick=True)
    assert row.ratio <= statements.STATEMENTS_GOAL, row.detail


def test_no_press_takes_more_than_two_write_transactions_or_reads_apart() -> None:
    assert statements.measure_writes(quick=True).met
    assert [one.press for one in statements.counted() if one.reads] == []


def test_no_press_takes_more_statements_than_it_does_now() -> None:
    """A ratchet: lower the limits when the counts fall, and raise them only for a reason worth a round trip."""
    limits = {press.name: MOVE_MAX if press.name in MOVES else LOOK_MAX for press in WALK}
    beyond = [one for one in statements.counted() if one.statements > limits[one.press]]
    assert beyond == []


def test_every_press_of_the_walk_is_counted() -> None:
    assert [counted.press for counted in statements.counted()] == [press.name for press in WALK]


def test_the_profile_names_every_stage_and_adds_up() -> None:
    spent = profile_press.profile(rounds=1)
    assert set(spent) == {*profile_press.STAGES, profile_press.REST, profile_press.ALL}
    assert all(spent[stage] > 0 for stage in profile_press.STAGES if stage != "look")
    stages = sum(ms for stage, ms in spent.items() if stage != profile_press.ALL)
    assert stages == pytest.approx(spent[profile_press.ALL])


class TestTable:
    """`make bench`, without measuring."""

    met = Row("R1", "a press", "2 ms", "1 ms, bare", 2.0, 3.0, detail=(("press", "ms"), ("home", "2")))
    missed = Row("R3", "steps", "4/s", "10/s, raw", 0.4, 0.5, at_least=True)

    def test_prints_a_line_per_row_and_ends_well(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(table, "MEASURES", (lambda quick: self.met,))
        assert table.main([]) == 0
        head, line = capsys.readouterr().out.splitlines()
        assert head.split() == ["what", "ours", "baseline", "ratio", "goal"]
        assert line.split("  ")[0] == "R1"
        assert line.endswith("2.00   ≤ 3   met")

    def test_a_missed_goal_is_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(table, "MEASURES", (lambda quick: self.met, lambda quick: self.missed))
        assert table.main([]) == 1

    def test_the_page_holds_machine_table_details_and_profile(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(table, "MEASURES", (lambda quick: self.met, lambda quick: self.missed))
        spent = dict.fromkeys((*profile_press.STAGES, profile_press.REST, profile_press.ALL), 1.0)
        monkeypatch.setattr(profile_press, "profile", lambda rounds: spent)
        table.main(["--write", str(tmp_path / "docs" / "measurements.md")])
        page = (tmp_path / "docs" / "measurements.md").read_text()
        assert f"Machine: {table.machine()}." in page
        assert "| R3 | steps | 4/s | 10/s, raw | 0.40 | ≥ 0.5 | missed |" in page
        assert "## R1 a press\n\n| press | ms |\n| --- | --- |\n| home | 2 |" in page
        assert "| render | 1.000 | 100% |" in page
