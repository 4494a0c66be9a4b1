"""Where does the time of a press go? Stage by stage, so that the slowest is known by name.

Run `python -m benchmarks.profile_press [ROUNDS]`. CPU per press in milliseconds, the mean over the walk; a stage's time
excludes the stages inside it. "the rest" is what no stage claims: the event loop, thread hops, locks, tasks, and the watch itself.
"""

from __future__ import annotations

import asyncio
import inspect
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.hot_market import HotMarket, hot_market

ROUNDS = 40
_WARMING = 3
REST, ALL = "the rest", "all"
STAGES = {
    "parse": "an update to what a person did",
    "step": "the handler, the process table, screens",
    "words": "sentences, money, dates",
    "load": "rows read",
    "write": "rows written",
    "commit": "begin, savepoint, commit, waking the caller",
    "render": "screen to message and keyboard",
    "send": "the two calls, encoded and decoded",
    "look": "the outbox and the provider's instructions, after the press",
}
_READING = ("get", "find", "count", "deal", "balance", "seat", "seat_of_user", "screen", "screen_at", "conversation")
_LISTING = ("products_page", "my_deals", "due_screens", "waiting_inbox")
_WRITING = ("add", "put", "delete", "save_deal", "move_stock", "receive", "finish_inbox", "put_screen", "mark_due")


class Stopwatch:
    """CPU per stage, of whichever thread the stage runs in; the innermost stage has the time."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._open = threading.local()

    @contextmanager
    def on(self, stage: str) -> Iterator[None]:
        inside: list[float] = self._stack()
        inside.append(0.0)
        started = time.thread_time()
        try:
            yield
        finally:
            took = time.thread_time() - started
            self.spent[stage] += took - inside.pop()
            if inside:
                inside[-1] += took

    def timed(self, stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """The same function under the watch; a coroutine may not wait for anything but its own thread's work."""
        if inspect.iscoroutinefunction(call):

            @wraps(call)
            async def awaited(*args: Any, **kwargs: Any) -> Any:
                with self.on(stage):
                    return await call(*args, **kwargs)

            return awaited

        @wraps(call)
        def called(*args: Any, **kwargs: Any) -> Any:
            with self.on(stage):
                return call(*args, **kwargs)

        return called

    def _stack(self) -> list[float]:
        found: list[float] | None = getattr(self._open, "stack", None)
        if found is None:
            found = self._open.stack = []
        return found


@contextmanager
def watched(watch: Stopwatch) -> Iterator[None]:
    """Every stage of the market under the watch."""
    from adapters.storage.transaction import SqlTx
    from adapters.storage.writer import Writer
    from adapters.telegram import platform, receive
    from adapters.telegram.caller_aiogram import AiogramCaller
    from bot.dispatcher import Dispatcher
    from bot.text.words import Say

    places = [
        ("parse", receive, "translate"),
        ("step", Dispatcher, "_step"),
        *(("load", SqlTx, name) for name in (*_READING, *_LISTING)),
        *(("write", SqlTx, name) for name in _WRITING),
        *(("words", Say, name) for name in ("__call__", "money", "unit_price", "number", "quantity", "moment")),
        ("commit", Writer, "_transaction"),
        ("render", platform, "messages"),
        ("render", platform, "digest_of"),
        ("send", AiogramCaller, "call"),
    ]
    patches = [patch.object(owner, name, watch.timed(stage, getattr(owner, name))) for stage, owner, name in places]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()


def profile(rounds: int = ROUNDS) -> dict[str, float]:
    """Milliseconds per press for every stage, what no stage claims, and all."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_profiled(Path(folder), rounds))


async def _profiled(folder: Path, rounds: int) -> dict[str, float]:
    watch = Stopwatch()
    spent: defaultdict[str, float] = defaultdict(float)
    presses = 0
    async with hot_market(folder) as hot:
        with watched(watch):
            for number in range(rounds + _WARMING):
                async for press in hot.walk():
                    found = await _pressed(hot, watch, press.label)
                    if number >= _WARMING:
                        presses += 1
                        for stage, seconds in found.items():
                            spent[stage] += seconds
                await hot.market.showing.flush()
    return {stage: spent[stage] / presses * 1000 for stage in (*STAGES, REST, ALL)}


async def _pressed(hot: HotMarket, watch: Stopwatch, label: str) -> dict[str, float]:
    """Seconds per stage of one press; the look for news only counts where there was none."""
    event_id, raw = hot.phone.presses(label)
    watch.spent.clear()
    started = time.process_time()
    await hot.handle(event_id, raw)
    whole = time.process_time() - started
    spent = dict(watch.spent)
    calls = len(hot.http.sent)
    started = time.process_time()
    await hot.look_for_news()
    look = time.process_time() - started if len(hot.http.sent) == calls else 0.0
    hot.phone.looks()
    return {**spent, "look": look, REST: whole - sum(spent.values()), ALL: whole + look}


def lines(spent: dict[str, float]) -> tuple[tuple[str, ...], ...]:
    """The profile as a table, its first line the names of the columns."""
    found = [("stage", "ms", "share", "what")]
    for stage, ms in spent.items():
        found.append((stage, f"{ms:.3f}", f"{ms / spent[ALL]:.0%}", STAGES.get(stage, "")))
    return tuple(found)


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    for stage, ms, share, what in lines(profile(rounds)):
        print(f"{stage:10}{ms:>8}{share:>7}  {what}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
