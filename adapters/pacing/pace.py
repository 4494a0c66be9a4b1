"""Keeps calls to a platform inside its limits: token buckets, and bans that are waited for instead of tried.

Both chat adapters use it. Whoever would have to wait long is told to come back (`TooSoon`), and nothing goes out: the
outbox keeps the row. Short waits are waited here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from random import SystemRandom

PATIENCE_SECONDS = 2.0
"""How long a call waits for its turn here; whoever would wait longer comes back."""
JITTER = 0.25
JITTER_SECONDS_MAX = 5.0
BAN_SECONDS_MIN = 1.0
BUCKETS_MAX = 10_000
_ALMOST = 1e-9
"""So little of a token is a rounding of the clock, and no reason to wait."""


class TooSoon(Exception):
    """Come back in `seconds`; nothing was sent."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"come back in {seconds:.1f} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Limit:
    """So many calls a second under this key, of which `burst` may come at once."""

    key: str
    per_second: float
    burst: float


@dataclass(slots=True)
class _Bucket:
    """Tokens that grow back, up to the burst."""

    rate: float
    burst: float
    tokens: float
    at: float

    def wait_seconds(self, now: float) -> float:
        """Until there is a token."""
        self.tokens = min(self.burst, self.tokens + self.rate * (now - self.at))
        self.at = now
        missing = 1 - self.tokens
        return missing / self.rate if missing > _ALMOST else 0.0

    def is_full(self, now: float) -> bool:
        self.wait_seconds(now)
        return self.tokens >= self.burst


class Pace:
    """Buckets and bans by key, for one event loop. `brisk` multiplies every rate, for a pretended platform."""

    def __init__(self, brisk: float = 1.0) -> None:
        self._brisk = brisk
        self._random = SystemRandom()
        self._buckets: dict[str, _Bucket] = {}
        self._banned_until: dict[str, float] = {}

    async def turn(self, limits: Iterable[Limit]) -> None:
        """Take a token of each limit, waiting a little if need be. Raises TooSoon."""
        limits = tuple(limits)
        keys = [limit.key for limit in limits]
        while True:
            self.refuse_if_banned(keys)
            now = _now()
            buckets = [self._bucket(limit, now) for limit in limits]
            wait = max((bucket.wait_seconds(now) for bucket in buckets), default=0.0)
            if wait <= 0:
                for bucket in buckets:
                    bucket.tokens -= 1
                return
            if wait > PATIENCE_SECONDS:
                raise TooSoon(wait)
            await asyncio.sleep(wait)

    def ban(self, key: str, seconds: float) -> None:
        """The platform wants nothing under this key for so long; a little longer is waited, each time another little."""
        seconds = max(seconds, BAN_SECONDS_MIN)
        until = _now() + seconds + self._random.uniform(0, min(seconds * JITTER, JITTER_SECONDS_MAX))
        self._banned_until[key] = max(until, self._banned_until.get(key, 0.0))

    def refuse_if_banned(self, keys: Iterable[str]) -> None:
        """Raises TooSoon while any of these keys is banned."""
        now = _now()
        for key in keys:
            until = self._banned_until.get(key)
            if until is None:
                continue
            if until > now:
                raise TooSoon(until - now)
            del self._banned_until[key]

    def _bucket(self, limit: Limit, now: float) -> _Bucket:
        bucket = self._buckets.get(limit.key)
        if bucket is None:
            if len(self._buckets) >= BUCKETS_MAX:
                # A bucket that is full again is as good as a new one.
                self._buckets = {key: kept for key, kept in self._buckets.items() if not kept.is_full(now)}
            rate, burst = limit.per_second * self._brisk, max(1.0, limit.burst * self._brisk)
            bucket = self._buckets[limit.key] = _Bucket(rate, burst, burst, now)
        return bucket


def _now() -> float:
    return asyncio.get_running_loop().time()
