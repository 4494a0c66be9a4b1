"""How fast we call Stripe: below its limits, so that a burst of payouts waits here instead of being refused there."""

from __future__ import annotations

import asyncio
import math

CALLS_PER_SECOND = 15.0


class Pace:
    """A token bucket: a second's worth of calls at once, and then one call each fraction of a second."""

    def __init__(self, per_second: float = CALLS_PER_SECOND) -> None:
        self._gap_seconds = 1.0 / per_second
        self._burst_seconds = 1.0 - self._gap_seconds
        self._next_at = -math.inf

    async def turn(self) -> None:
        """Wait until one more call may leave. Whoever asked first goes first."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        mine = max(self._next_at, now - self._burst_seconds)
        self._next_at = mine + self._gap_seconds
        if mine <= now:
            return
        # A moment, not a span: two spans that end at the same moment may end in any order.
        turn: asyncio.Future[None] = loop.create_future()
        timer = loop.call_at(mine, _come, turn)
        try:
            await turn
        finally:
            timer.cancel()


def _come(turn: asyncio.Future[None]) -> None:
    if not turn.done():
        turn.set_result(None)
