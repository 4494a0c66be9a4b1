"""R4: how many statements and write transactions does a press on a hot path cost?

Counted by the store itself, from the webhook's bytes to the edit, with the process's look for news afterwards shown
apart: it waits for nobody's press and carries many presses at once under load.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.hot_market import HotMarket, hot_market
from benchmarks.row import Row

STATEMENTS_GOAL, WRITES_GOAL = 8, 2


@dataclass(frozen=True, slots=True)
class Counted:
    """What one press did at the database."""

    press: str
    statements: int
    writes: int
    reads: int
    statements_of_look: int


def measure(*, quick: bool = False) -> Row:
    """The most statements of any press. A count does not depend on how often it is taken."""
    every = counted()
    most = max(every, key=lambda one: one.statements)
    detail = tuple(
        (one.press, str(one.statements), str(one.writes), str(one.reads), str(one.statements_of_look)) for one in every
    )
    return Row(
        "R4",
        f"Statements of a hot press, at most ({most.press})",
        str(most.statements),
        "counted",
        most.statements,
        STATEMENTS_GOAL,
        detail=(("press", "statements", "write transactions", "read transactions", "look for news"), *detail),
    )


def measure_writes(*, quick: bool = False) -> Row:
    """The most write transactions of any press."""
    most = max(counted(), key=lambda one: one.writes)
    what = f"Write transactions of a hot press, at most ({most.press})"
    return Row("R4", what, str(most.writes), "counted", most.writes, WRITES_GOAL)


@cache
def counted() -> tuple[Counted, ...]:
    """Every press of the walk, once; the walk before it fills the caches that statements are kept in."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_counted(Path(folder)))


async def _counted(folder: Path) -> tuple[Counted, ...]:
    async with hot_market(folder) as hot:
        await _round(hot)
        return await _round(hot)


async def _round(hot: HotMarket) -> tuple[Counted, ...]:
    meter = hot.market.store.meter
    found = []
    async for press in hot.walk():
        units: Counter[str] = Counter()
        before = meter.statements
        meter.observe = lambda kind, _, units=units: units.update([kind])
        await hot.handle(*hot.phone.presses(press.label))
        meter.observe = None
        pressed = meter.statements
        await hot.look_for_news()
        hot.phone.looks()
        found.append(Counted(press.name, pressed - before, units["write"], units["read"], meter.statements - pressed))
    return tuple(found)
