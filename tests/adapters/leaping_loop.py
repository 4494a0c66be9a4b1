"""An event loop that leaps over every wait, so that hours of pacing are tested in a moment."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class LeapingLoop(asyncio.SelectorEventLoop):
    """Its clock stands still, and jumps to the next timer whenever nothing is ready. For code that waits for nothing but
    time: however busy the machine is, the same happens at the same moment."""

    _now_seconds = 0.0

    def time(self) -> float:
        return self._now_seconds

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:  # type: ignore[attr-defined]
            self._now_seconds = max(self._now_seconds, self._scheduled[0].when())  # type: ignore[attr-defined]
        super()._run_once()  # type: ignore[misc]


def leap_through(work: Coroutine[Any, Any, T]) -> T:
    """Run it to its end on a leaping loop."""
    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        return runner.run(work)
