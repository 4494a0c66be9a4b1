"""How fast we call Stripe: below its limits, so that a burst of payouts waits here instead of being refused there."""

from __future__ import annotations

import asyncio

CALLS_PER_SECOND = 15.0


class Pace:
    """A token bucket: a second's worth of calls at once, and then one call each fraction of a second."""

    def __init__(self, per_second: float = CALLS_PER_SECOND) -> None:
        self._gap_seconds = 1.0 / per_second
        self._burst_seconds = 1.0 - self._gap_seconds
        self._next_at = 0.0

    async def turn(self) -> None:
        """Wait until one more call may leave. Whoever asked first goes first."""
        now = asyncio.get_running_loop().time()
        mine = max(self._next_at, now - self._burst_seconds)
        self._next_at = mine + self._gap_seconds
        if mine > now:
            await asyncio.sleep(mine - now)
