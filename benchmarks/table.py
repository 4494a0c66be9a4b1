"""All measurements in one table: what, ours, baseline, ratio, goal. Ends with 1 when a goal is missed.

`--quick` measures a slice, `--detail` shows what is behind each figure, `--write FILE` keeps table, details and the
profile of a press as Markdown, with the machine they were measured on.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from benchmarks import (
    browsing,
    press_rounds,
    press_slack,
    press_telegram,
    profile_press,
    statements,
    steps_postgres,
    sweep,
    sweep_apscheduler,
)
from benchmarks.row import Row

Line = Sequence[str]
HEAD = ("", "what", "ours", "baseline", "ratio", "goal", "")


class Measure(Protocol):
    """Measures one thing; `quick` for a slice that is good enough for a test."""

    def __call__(self, *, quick: bool = False) -> Row: ...


MEASURES: tuple[Measure, ...] = (
    press_telegram.measure,
    press_slack.measure,
    statements.measure,
    statements.measure_writes,
    statements.measure_looks,
    steps_postgres.measure,
    sweep.measure_sqlite,
    sweep.measure_postgres,
    sweep_apscheduler.measure_sqlite,
    sweep_apscheduler.measure_postgres,
    browsing.measure_first_sqlite,
    browsing.measure_first_postgres,
    browsing.measure_deep_sqlite,
    browsing.measure_deep_postgres,
)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure, and hold against the goals.")
    parser.add_argument("--quick", action="store_true", help="a slice, in seconds")
    parser.add_argument("--detail", action="store_true", help="what is behind each figure")
    parser.add_argument("--write", type=Path, metavar="FILE", help="keep everything as Markdown")
    asked = parser.parse_args(arguments)
    rows = [measure(quick=asked.quick) for measure in MEASURES]
    print(plain([HEAD, *map(line_of, rows)]))
    if asked.detail:
        for row in rows:
            if row.detail:
                print(f"\n{row.number} {row.what}\n{plain(row.detail)}")
    if asked.write is not None:
        rounds = press_rounds.ROUNDS_QUICK if asked.quick else press_rounds.ROUNDS
        profile = profile_press.lines(profile_press.profile(rounds))
        asked.write.parent.mkdir(parents=True, exist_ok=True)
        asked.write.write_text(document(rows, profile), encoding="utf-8")
    return 0 if all(row.met for row in rows) else 1


def line_of(row: Row) -> Line:
    return (
        row.number,
        row.what,
        row.ours,
        row.baseline,
        f"{row.ratio:.2f}",
        row.goal_in_words,
        "met" if row.met else "missed",
    )


def plain(lines: Sequence[Line]) -> str:
    """Columns for a terminal."""
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def document(rows: Iterable[Row], profile: Sequence[Line]) -> str:
    """The page to keep: no date and no commit, because the repository knows both."""
    rows = list(rows)
    parts = [
        "# Measurements",
        "Written by `python -m benchmarks --write docs/measurements.md`. Figures drift with the machine and its load; "
        "the ratios are what counts, because both sides are measured in turn in one process.",
        f"Machine: {machine()}.",
        markdown([HEAD, *map(line_of, rows)]),
    ]
    for row in rows:
        if row.detail:
            parts += [f"## {row.number} {row.what}", markdown(row.detail)]
    parts += [
        "## Where the time of a press goes",
        "Mean over the same walk, under a watch that itself costs a little. `python -m benchmarks.profile_press`",
        markdown(profile),
    ]
    return "\n\n".join(parts) + "\n"


def markdown(lines: Sequence[Line]) -> str:
    head, *body = (f"| {' | '.join(line)} |" for line in lines)
    return "\n".join([head, f"|{' --- |' * len(lines[0])}", *body])


def machine() -> str:
    """What it was measured on, without a name."""
    return (
        f"{os.cpu_count()} × {_processor()}, {platform.system()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, "") or platform.processor() or platform.machine()


if __name__ == "__main__":
    sys.exit(main())
