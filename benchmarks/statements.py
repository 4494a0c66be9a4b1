"""R4: how many statements and write transactions does a press on a hot path cost?

Counted by the store itself, from the webhook's bytes to the edit. What the process does afterwards is counted apart:
where the press brought news for somebody, that is their delivery; where it brought none, it is a look for nothing.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import mean

from benchmarks.hot_market import HotMarket, hot_market
from benchmarks.row import Row

STATEMENTS_GOAL, WRITES_GOAL, LOOKS_GOAL = 8, 2, 0


@dataclass(frozen=True, slots=True)
class Counted:
    """What one press did at the database."""

    press: str
    statements: int
    writes: int
    reads: int
    for_news: int
    """Write transactions afterwards, to deliver news."""
    for_nothing: int
    """The same where there was none."""

    @property
    def line(self) -> tuple[str, ...]:
        return (self.press, *(str(count) for count in (self.statements, self.writes, self.for_news, self.for_nothing)))


def measure(*, quick: bool = False) -> Row:
    """Statements per press over the walk. A count is the same however often it is taken."""
    every = counted()
    each = mean(one.statements for one in every)
    most = max(every, key=lambda one: one.statements)
    return Row(
        "R4",
        f"Statements per hot press (most: {most.statements}, {most.press})",
        f"{each:.1f}",
        "counted",
        each,
        STATEMENTS_GOAL,
        detail=(
            ("press", "statements", "write transactions", "more for news", "more for nothing"),
            *(one.line for one in every),
        ),
    )


def measure_writes(*, quick: bool = False) -> Row:
    """Write transactions of the press that has most of them."""
    most = max(one.writes for one in counted())
    return Row("R4", "Write transactions of a hot press, at most", str(most), "counted", most, WRITES_GOAL)


def measure_looks(*, quick: bool = False) -> Row:
    """Write transactions that a press sets off although it brought no news."""
    most = max(one.for_nothing for one in counted())
    what = "Write transactions after a press that brought no news"
    return Row("R4", what, str(most), "counted", most, LOOKS_GOAL)


@cache
def counted() -> tuple[Counted, ...]:
    """Every press of the walk, once; the walk before it is only there to have been made."""
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
        statements, pressed, calls = meter.statements - before, units.copy(), len(hot.http.sent)
        await hot.look_for_news()
        meter.observe = None
        after = units["write"] - pressed["write"]
        news = len(hot.http.sent) > calls
        hot.phone.looks()
        found.append(
            Counted(
                press.name,
                statements,
                pressed["write"],
                pressed["read"],
                for_news=after if news else 0,
                for_nothing=0 if news else after,
            )
        )
    return tuple(found)
