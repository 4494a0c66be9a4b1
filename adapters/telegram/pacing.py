"""Keeps the bot inside Telegram's pace: about 30 calls a second in all, one a second in a chat, 20 a minute in a group.

Whoever would be refused is told to come back instead (`CallRefused` 429 with the seconds), and nothing goes out: the
outbox keeps the row. Short waits are waited here, in order per chat.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import SystemRandom
from typing import Any

from adapters.telegram.platform import Caller, CallRefused, Files

BOT_PER_SECOND, BOT_BURST = 30.0, 30.0
CHAT_PER_SECOND, CHAT_BURST = 1.0, 3.0
GROUP_PER_MINUTE = 20.0
PATIENCE_SECONDS = 2.0
"""How long a call waits for its turn here; whoever would wait longer comes back."""
JITTER = 0.25
_BAN_SECONDS_MIN = 1.0
_CHATS_MAX = 10_000

_UNCOUNTED = ("get", "answer", "set", "delete", "sendChatAction")
"""Beginnings of methods that put nothing into a chat. Edits do count."""


@dataclass(slots=True)
class _Bucket:
    """Tokens that grow back; below zero while calls are waiting for theirs."""

    rate: float
    burst: float
    tokens: float
    at: float

    def wait_seconds(self, now: float) -> float:
        """Until there is a token."""
        self.tokens = min(self.burst, self.tokens + self.rate * (now - self.at))
        self.at = now
        return max(0.0, (1 - self.tokens) / self.rate)


class PacedCaller:
    """A `Caller` that keeps another one's pace. `brisk` multiplies every rate, for a pretended Telegram without limits.

    A ban (429) holds for the chat that it was given for; for the whole bot when the call named no chat.
    """

    def __init__(self, caller: Caller, *, now: Callable[[], float] | None = None, brisk: float = 1.0) -> None:
        self._caller = caller
        self._now = now or _loop_time
        self._brisk = brisk
        self._random = SystemRandom()
        self._bot = self._bucket(BOT_PER_SECOND, BOT_BURST, 0.0)
        self._chats: dict[str, _Bucket] = {}
        self._lines: dict[str, asyncio.Lock] = {}
        self._banned_until: dict[str, float] = {}

    async def call(self, method: str, params: Mapping[str, Any], files: Files | None = None) -> Any:
        """See `Caller`."""
        chat = str(params.get("chat_id") or "")
        self._refuse_if_banned(chat)
        if method.startswith(_UNCOUNTED):
            return await self._through(method, params, files, chat)
        line = self._lines.setdefault(chat, asyncio.Lock())
        async with line:
            await self._turn(chat)
            return await self._through(method, params, files, chat)

    async def download(self, path: str, *, size_max: int) -> bytes:
        """See `Caller`."""
        return await self._caller.download(path, size_max=size_max)

    async def _through(self, method: str, params: Mapping[str, Any], files: Files | None, chat: str) -> Any:
        self._refuse_if_banned(chat)
        try:
            return await self._caller.call(method, params, files)
        except CallRefused as refused:
            if refused.retry_after is not None:
                seconds = max(refused.retry_after, _BAN_SECONDS_MIN)
                until = self._now() + seconds + self._random.uniform(0, min(seconds * JITTER, 5.0))
                self._banned_until[chat] = max(until, self._banned_until.get(chat, 0.0))
            raise

    def _refuse_if_banned(self, chat: str) -> None:
        now = self._now()
        for key in {"", chat}:
            until = self._banned_until.get(key)
            if until is None:
                continue
            if until > now:
                raise CallRefused(429, "still waiting", until - now)
            del self._banned_until[key]

    async def _turn(self, chat: str) -> None:
        """Take a token of the bot's and of the chat's, waiting a little if need be."""
        while True:
            now = self._now()
            buckets = (self._bot, self._of_chat(chat, now))
            wait = max(bucket.wait_seconds(now) for bucket in buckets)
            if wait <= 0:
                for bucket in buckets:
                    bucket.tokens -= 1
                return
            if wait > PATIENCE_SECONDS:
                raise CallRefused(429, "too many for this chat", wait)
            await asyncio.sleep(wait)
            self._refuse_if_banned(chat)

    def _of_chat(self, chat: str, now: float) -> _Bucket:
        bucket = self._chats.get(chat)
        if bucket is None:
            if len(self._chats) >= _CHATS_MAX:
                self._forget(now)
            is_group = chat.startswith(("-", "@"))
            rate, burst = (GROUP_PER_MINUTE / 60, GROUP_PER_MINUTE) if is_group else (CHAT_PER_SECOND, CHAT_BURST)
            bucket = self._chats[chat] = self._bucket(rate, burst, now)
        return bucket

    def _bucket(self, rate: float, burst: float, now: float) -> _Bucket:
        return _Bucket(rate * self._brisk, burst * self._brisk, burst * self._brisk, now)

    def _forget(self, now: float) -> None:
        """Drop what is full again, and locks that nobody holds: a new one would be the same."""
        idle = [chat for chat, bucket in self._chats.items() if bucket.wait_seconds(now) <= 0 and self._rested(bucket)]
        for chat in idle:
            del self._chats[chat]
            line = self._lines.get(chat)
            if line is not None and not line.locked():
                del self._lines[chat]

    @staticmethod
    def _rested(bucket: _Bucket) -> bool:
        return bucket.tokens >= bucket.burst


def _loop_time() -> float:
    return asyncio.get_running_loop().time()
