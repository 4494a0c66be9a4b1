"""How a handled press is measured beside a bare one: round after round over the walk, in milliseconds of CPU of all threads."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from statistics import mean, median
from typing import Any

from benchmarks.hot_market import HotMarket
from benchmarks.row import Row

ROUNDS, ROUNDS_QUICK = 60, 15
WARMING = 3


@dataclass(slots=True)
class Round:
    """Milliseconds of every press of one walk, ours and the bare bot's, and of writing the marks down."""

    ours: dict[str, float] = field(default_factory=dict)
    bare: dict[str, float] = field(default_factory=dict)
    marks: float = 0.0

    @property
    def press_ms(self) -> float:
        return (sum(self.ours.values()) + self.marks) / len(self.ours)

    @property
    def bare_press_ms(self) -> float:
        return mean(self.bare.values())


async def played(
    hot: HotMarket,
    count: int,
    *,
    sent: list[Any],
    shows: Callable[[], None],
    bare: Callable[[str, bytes], Awaitable[None]],
) -> list[Round]:
    """The walk, `count` times after warming up; every press is ours first, then the bare bot's. `sent` fills with the calls
    of both, and `shows` gives the bare bot what ours has shown before its watch runs."""
    rounds = []
    for _ in range(count + WARMING):
        this = Round()
        async for press in hot.walk():
            event_id, raw = hot.phone.presses(press.label)
            this.ours[press.name] = await _ours_ms(hot, sent, event_id, raw)
            hot.phone.looks()
            shows()
            this.bare[press.name] = await _spent_ms(bare(event_id, raw))
            sent.clear()
        this.marks = await _spent_ms(hot.market.showing.flush())
        rounds.append(this)
    return rounds[WARMING:]


def row(number: str, what: str, bare: str, goal: float, names: Iterable[str], rounds: list[Round]) -> Row:
    """CPU per press as a multiple of the bare one's: the median over the rounds, so that drift cancels out."""
    return Row(
        number,
        what,
        f"{median(one.press_ms for one in rounds):.2f} ms",
        f"{median(one.bare_press_ms for one in rounds):.2f} ms, {bare}",
        median(one.press_ms / one.bare_press_ms for one in rounds),
        goal,
        detail=(("press", "ours, ms", "bare, ms", "ratio"), *(_line(name, rounds) for name in names)),
    )


def _line(name: str, rounds: list[Round]) -> tuple[str, ...]:
    ours, bare = median(one.ours[name] for one in rounds), median(one.bare[name] for one in rounds)
    ratio = median(one.ours[name] / one.bare[name] for one in rounds)
    return name, f"{ours:.2f}", f"{bare:.2f}", f"{ratio:.2f}"


async def _ours_ms(hot: HotMarket, sent: list[Any], event_id: str, raw: bytes) -> float:
    """The press and, where it brought no news, the look for some: news to others are not the presser's cost."""
    press = await _spent_ms(hot.handle(event_id, raw))
    calls = len(sent)
    look = await _spent_ms(hot.look_for_news())
    return press + look if len(sent) == calls else press


async def _spent_ms(doing: Awaitable[object]) -> float:
    started = time.process_time()
    await doing
    return (time.process_time() - started) * 1000
