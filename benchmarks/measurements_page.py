"""docs/measurements.md: what was measured, on what kind of machine, and whether the goals were met."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_HEAD = """# Measurements

Written by `make gates`; do not edit. A ratio compares two things that were run in turn on the same machine, so it can be
checked on any other; figures per second belong to this machine alone.
"""
_COLUMNS = ("What", "Figure", "Goal", "Met")


@dataclass(frozen=True, slots=True)
class Line:
    """One promise: what it is about, what came out, what was wanted."""

    what: str
    figure: str
    goal: str
    met: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one gate; `details` are tables behind them: a title, then rows, the first naming the columns."""

    title: str
    about: str
    lines: tuple[Line, ...]
    details: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()

    @property
    def met(self) -> bool:
        """A gate that measured nothing is not passed."""
        return bool(self.lines) and all(line.met for line in self.lines)


def page(sections: Sequence[Section], machine: str) -> str:
    """The whole file."""
    missed = sum(not line.met for section in sections for line in section.lines)
    total = sum(len(section.lines) for section in sections)
    parts = [_HEAD, f"Measured on: {machine}.\n", f"Goals met: {total - missed} of {total}.\n"]
    parts += [_section(section) for section in sections]
    return "\n".join(parts)


def machine_in_words(postgres_version: str) -> str:
    """What the figures depend on, without saying whose machine it is."""
    return (
        f"{_cores()} cores ({platform.machine()}), {platform.system()}, {platform.python_implementation()} "
        f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}, PostgreSQL {postgres_version}"
    )


def table(rows: Iterable[Sequence[str]]) -> str:
    """Rows as a Markdown table; the first names the columns."""
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def _section(section: Section) -> str:
    lines = [(line.what, line.figure, line.goal, "yes" if line.met else "**no**") for line in section.lines]
    parts = [f"## {section.title}\n", section.about + "\n"]
    if lines:
        parts.append(table([_COLUMNS, *lines]))
    for title, rows in section.details:
        parts += [f"### {title}\n", table(rows)]
    return "\n".join(parts)


def _cores() -> int:
    # Those this process may use; the machine may have more.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
