"""One line of the table of measurements."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A measured ratio and its goal. For counts, which have no baseline, `ratio` is the count itself."""

    number: str
    what: str
    ours: str
    baseline: str
    ratio: float
    goal: float
    at_least: bool = False
    """The goal is a floor, not a ceiling."""
    detail: tuple[tuple[str, ...], ...] = ()
    """A small table behind the figure; the first line names its columns."""

    @property
    def met(self) -> bool:
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal

    @property
    def goal_in_words(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.goal:g}"
