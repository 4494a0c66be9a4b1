"""Flood control: how often a bot may write, and the bans that follow when it does not listen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.sandbox.clock import WorldClock
from adapters.sandbox.telegram_refusals import too_many_requests

WHOLE_BOT = 0


class Bans:
    """Who has to stay away until when; a call inside a ban counts as a violation."""

    def __init__(self, clock: WorldClock) -> None:
        self._clock = clock
        self._until: dict[tuple[int, int], datetime] = {}
        self.violations = 0

    def start(self, bot_id: int, chat_id: int, seconds: int) -> None:
        """Refuse this bot's calls to the chat (or all of them, WHOLE_BOT) for a while; raises the first refusal."""
        self._until[(bot_id, chat_id)] = self._clock.now() + timedelta(seconds=seconds)
        raise too_many_requests(seconds)

    def check(self, bot_id: int, chat_id: int) -> None:
        """Raises 429 with the seconds that are left."""
        for key in ((bot_id, WHOLE_BOT), (bot_id, chat_id)):
            until = self._until.get(key)
            left = (until - self._clock.now()).total_seconds() if until is not None else 0.0
            if left > 0:
                self.violations += 1
                raise too_many_requests(math.ceil(left))
            self._until.pop(key, None)

    def clear(self) -> None:
        self._until.clear()


@dataclass
class _Bucket:
    tokens: float
    at: datetime


class FloodControl:
    """Telegram's published pace, as token buckets in the world's time. Off unless switched on."""

    BOT_PER_SECOND = 30.0
    CHAT_PER_SECOND = 1.0
    CHAT_BURST = 3.0
    GROUP_PER_MINUTE = 20.0

    def __init__(self, clock: WorldClock, bans: Bans, *, enabled: bool) -> None:
        self._clock = clock
        self._bans = bans
        self._buckets: dict[tuple[int, int], _Bucket] = {}
        self.enabled = enabled

    def spend(self, bot_id: int, chat_id: int) -> None:
        """Count one message or edit; raises 429 and starts a ban where it is too many."""
        if not self.enabled:
            return
        is_group = chat_id < 0
        chat_rate, chat_burst = self.CHAT_PER_SECOND, self.CHAT_BURST
        if is_group:
            chat_rate, chat_burst = self.GROUP_PER_MINUTE / 60, self.GROUP_PER_MINUTE
        limits = [((bot_id, WHOLE_BOT), self.BOT_PER_SECOND, self.BOT_PER_SECOND)]
        limits.append(((bot_id, chat_id), chat_rate, chat_burst))
        buckets = [self._refilled(key, rate, burst) for key, rate, burst in limits]
        for (key, rate, _), bucket in zip(limits, buckets, strict=True):
            if bucket.tokens < 1:
                self._bans.start(bot_id, key[1], max(1, math.ceil((1 - bucket.tokens) / rate)))
        for bucket in buckets:
            bucket.tokens -= 1

    def _refilled(self, key: tuple[int, int], rate: float, burst: float) -> _Bucket:
        now = self._clock.now()
        bucket = self._buckets.setdefault(key, _Bucket(burst, now))
        bucket.tokens = min(burst, bucket.tokens + rate * (now - bucket.at).total_seconds())
        bucket.at = now
        return bucket
