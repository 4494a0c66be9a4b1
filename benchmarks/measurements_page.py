"""docs/measurements.md: what was measured, on what kind of machine, and whether the goals were met."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.table import Line, machine, markdown

_HEAD = """# Measurements

Written by `make gates`, or section by section by the gate in question; do not edit. A ratio compares two things that were
run in turn on the same machine, so it can be checked on any other; figures per second belong to this machine alone."""
_COLUMNS = ("What", "Figure", "Goal", "Met")


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised, what came out, what was wanted."""

    what: str
    figure: str
    goal: str
    met: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The promises of one gate; `details` are tables behind them: a title, then lines, the first naming the columns."""

    title: str
    about: str
    promises: tuple[Promise, ...]
    details: tuple[tuple[str, Sequence[Line]], ...] = ()

    @property
    def met(self) -> bool:
        """A gate that measured nothing is not passed."""
        return bool(self.promises) and all(promise.met for promise in self.promises)

    @property
    def missed(self) -> tuple[str, ...]:
        """What to look at when it is not met."""
        if not self.promises:
            return (f"{self.title}: nothing was measured",)
        return tuple(promise.what for promise in self.promises if not promise.met)


def page(sections: Sequence[Section], postgres_version: str, before: str = "") -> str:
    """The whole file: no date and no commit, because the repository knows both. What `before`, a page like this one, says
    about other gates stays."""
    told = dict(_told(before)) | {section.title: _section(section) for section in sections}
    answers = [answer for text in told.values() for answer in _ANSWER.findall(text)]
    head = (
        _HEAD,
        f"Machine: {machine()}, PostgreSQL {postgres_version}.",
        f"Goals met: {answers.count(_YES)} of {len(answers)}.",
    )
    return "\n\n".join((*head, *told.values())) + "\n"


def _told(text: str) -> Iterator[tuple[str, str]]:
    """The sections of a page, by their titles."""
    if not text.startswith(_HEAD):
        return
    for part in text.split("\n\n## ")[1:]:
        yield part.partition("\n")[0], f"## {part}".rstrip("\n")


def _section(section: Section) -> str:
    parts = [f"## {section.title}", section.about]
    if section.promises:
        parts.append(markdown([_COLUMNS, *map(_line, section.promises)]))
    for title, lines in section.details:
        parts += [f"### {title}", markdown(lines)]
    return "\n\n".join(parts)


_YES, _NO = "yes", "**no**"
_ANSWER = re.compile(r"\| (yes|\*\*no\*\*) \|$", re.MULTILINE)


def _line(promise: Promise) -> Line:
    return promise.what, promise.figure, promise.goal, _YES if promise.met else _NO
