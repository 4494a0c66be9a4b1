"""The page of measurements says what was missed, and nothing passes by not having been measured."""

from __future__ import annotations

from benchmarks.gates import missed
from benchmarks.measurements_page import Line, Section, machine_in_words, page

REACHED, MISSED = Line("steps", "0.54", "≥ 0.4", True), Line("races | rounds", "0 passed", "all", False)


def test_every_line_is_on_the_page_with_its_goal() -> None:
    detail = (("press", "ms"), ("accept", "1.2"))
    text = page([Section("Side by side", "In turn.", (REACHED, MISSED), (("R1", detail),))], "2 cores")
    assert "Measured on: 2 cores." in text
    assert "Goals met: 1 of 2." in text
    assert "| steps | 0.54 | ≥ 0.4 | yes |" in text
    assert r"| races \| rounds | 0 passed | all | **no** |" in text
    assert "| accept | 1.2 |" in text


def test_what_was_missed_is_named() -> None:
    sections = [Section("Side by side", "", (REACHED, MISSED)), Section("Scenarios", "", ())]
    assert missed(sections) == ["races | rounds", "Scenarios: nothing was measured"]
    assert not any(section.met for section in sections)
    assert Section("Side by side", "", (REACHED,)).met


def test_the_machine_is_described_by_what_counts() -> None:
    words = machine_in_words("17.4")
    assert "cores" in words
    assert words.endswith("PostgreSQL 17.4")
