"""R1: what does one handled press cost, all in, beside a bare aiogram handler that edits once and stores nothing?

Ours: the webhook's bytes are committed to the inbox, handled in a second transaction on a SQLite file that waits for
the disk, answered (`answerCallbackQuery`, which Telegram demands and the bare handler leaves out) and shown (an edit);
then the process looks for news if it was woken, and once a round it writes down which message shows what. The bare
handler gets the same bytes and shows the same words and buttons. HTTP is cut off below aiogram's session for both, so
that both encode their calls and read the answers. Measured is the CPU of all threads.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median

from benchmarks.bare_aiogram import BareBot
from benchmarks.hot_market import WALK, HotMarket, hot_market
from benchmarks.row import Row

GOAL = 3.0
ROUNDS, ROUNDS_QUICK = 60, 15
_WARMING = 3


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


def measure(*, quick: bool = False) -> Row:
    """CPU per press as a multiple of the bare handler's: the median over the rounds, so that drift cancels out."""
    with tempfile.TemporaryDirectory() as folder:
        rounds = asyncio.run(_rounds(Path(folder), ROUNDS_QUICK if quick else ROUNDS))
    return Row(
        "R1",
        "CPU of one handled Telegram press",
        f"{median(one.press_ms for one in rounds):.2f} ms",
        f"{median(one.bare_press_ms for one in rounds):.2f} ms, bare aiogram",
        median(one.press_ms / one.bare_press_ms for one in rounds),
        GOAL,
        detail=(("press", "ours, ms", "bare, ms", "ratio"), *(_line(press.name, rounds) for press in WALK)),
    )


def _line(name: str, rounds: list[Round]) -> tuple[str, ...]:
    ours, bare = median(one.ours[name] for one in rounds), median(one.bare[name] for one in rounds)
    ratio = median(one.ours[name] / one.bare[name] for one in rounds)
    return name, f"{ours:.2f}", f"{bare:.2f}", f"{ratio:.2f}"


async def _rounds(folder: Path, count: int) -> list[Round]:
    """The walk, again and again; every press is ours first, then the bare bot's."""
    rounds = []
    async with hot_market(folder) as hot:
        bot = BareBot()
        for _ in range(count + _WARMING):
            this = Round()
            async for press in hot.walk():
                event_id, raw = hot.phone.presses(press.label)
                this.ours[press.name] = await _ours_ms(hot, event_id, raw)
                hot.phone.looks()
                bot.text, bot.keyboard = hot.phone.text, hot.phone.keyboard
                started = time.process_time()
                await bot.handle(raw)
                this.bare[press.name] = (time.process_time() - started) * 1000
                hot.http.sent.clear()
            started = time.process_time()
            await hot.market.showing.flush()
            this.marks = (time.process_time() - started) * 1000
            rounds.append(this)
        await bot.close()
    return rounds[_WARMING:]


async def _ours_ms(hot: HotMarket, event_id: str, raw: bytes) -> float:
    """The press and, where it brought no news, the look for some: news to others are not the presser's cost."""
    started = time.process_time()
    await hot.handle(event_id, raw)
    ended = time.process_time()
    calls = len(hot.http.sent)
    looked = time.process_time()
    await hot.look_for_news()
    look = time.process_time() - looked if len(hot.http.sent) == calls else 0.0
    return (ended - started + look) * 1000
