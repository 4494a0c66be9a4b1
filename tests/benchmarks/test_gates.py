"""The page of measurements says what was missed, and nothing passes by not having been measured."""

from __future__ import annotations

from benchmarks import table
from benchmarks.measurements_page import Promise, Section, page

REACHED, MISSED = Promise("steps", "0.54", "≥ 0.4", True), Promise("races", "0 passed", "all", False)
EMPTY = Section("Scenarios", "", ())


def test_every_promise_is_on_the_page_with_its_goal() -> None:
    detail = (("press", "ms"), ("accept", "1.2"))
    text = page([Section("Side by side", "In turn.", (REACHED, MISSED), (("R1", detail),)), EMPTY], "17.4")
    assert f"Machine: {table.machine()}, PostgreSQL 17.4." in text
    assert "Goals met: 1 of 2." in text
    assert "## Side by side\n\nIn turn.\n\n| What | Figure | Goal | Met |" in text
    assert "| steps | 0.54 | ≥ 0.4 | yes |\n| races | 0 passed | all | **no** |" in text
    assert "### R1\n\n| press | ms |\n| --- | --- |\n| accept | 1.2 |" in text


def test_what_was_missed_is_named() -> None:
    assert Section("Side by side", "", (REACHED, MISSED)).missed == ("races",)
    assert EMPTY.missed == ("Scenarios: nothing was measured",)


def test_a_gate_is_met_when_all_of_it_is() -> None:
    assert Section("Side by side", "", (REACHED,)).met
    assert not Section("Side by side", "", (REACHED, MISSED)).met
    assert not EMPTY.met


def test_a_gate_that_is_run_alone_replaces_its_own_section_only() -> None:
    before = page(
        [Section("Races", "Many at once.", (MISSED,)), Section("Side by side", "In turn.", (REACHED,))], "16.1"
    )
    after = page([Section("Races", "Many at once.", (Promise("races", "9 passed", "all", True),))], "17.4", before)
    assert "Goals met: 2 of 2." in after
    assert "PostgreSQL 17.4." in after
    assert "16.1" not in after
    assert "| races | 9 passed | all | yes |" in after
    assert "0 passed" not in after
    assert "## Side by side\n\nIn turn.\n\n" in after
    assert after.endswith("| steps | 0.54 | ≥ 0.4 | yes |\n")
    assert page([], "17.4", after) == after
    assert "## " not in page([], "17.4", "another page\n\n## With a section\n")
