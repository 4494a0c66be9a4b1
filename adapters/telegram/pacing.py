"""Keeps the bot inside Telegram's pace: about 30 calls a second in all, one a second in a chat, 20 a minute in a group.

Edits count. Whoever would be refused is told to come back instead (`CallRefused` 429 with the seconds).
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from weakref import WeakValueDictionary

from adapters.pacing.pace import Limit, Pace, TooSoon
from adapters.telegram.calling import Caller, CallRefused, Files

BOT = Limit("bot", 30.0, 30.0)
CHAT_PER_SECOND, CHAT_BURST = 1.0, 3.0
GROUP_PER_MINUTE = 20.0
_TOO_MANY_REQUESTS = 429
_UNCOUNTED = ("get", "answer", "set", "delete", "sendChatAction")
"""Beginnings of methods that put nothing into a chat."""


class PacedCaller:
    """A `Caller` that keeps another one's pace, in order per chat. `brisk`: see `Pace`.

    A ban (429) holds for the chat that it was given for; for the whole bot when the call named no chat.
    """

    def __init__(self, caller: Caller, *, brisk: float = 1.0) -> None:
        self._caller = caller
        self._pace = Pace(brisk)
        self._lines: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def call(self, method: str, params: Mapping[str, Any], files: Files | None = None) -> Any:
        """See `Caller`."""
        chat = str(params.get("chat_id") or "")
        limits = () if method.startswith(_UNCOUNTED) else (BOT, _limit_of(chat))
        banned_by = {BOT.key, f"chat:{chat}"} if chat else {BOT.key}
        try:
            self._pace.refuse_if_banned(banned_by)
            if not limits:
                return await self._through(method, params, files, chat)
            line = self._lines.get(chat) or self._lines.setdefault(chat, asyncio.Lock())
            async with line:
                await self._pace.turn(limits)
                return await self._through(method, params, files, chat)
        except TooSoon as soon:
            raise CallRefused(_TOO_MANY_REQUESTS, "too soon", soon.seconds) from None

    async def download(self, path: str, *, size_max: int) -> bytes:
        """See `Caller`."""
        return await self._caller.download(path, size_max=size_max)

    async def _through(self, method: str, params: Mapping[str, Any], files: Files | None, chat: str) -> Any:
        try:
            return await self._caller.call(method, params, files)
        except CallRefused as refused:
            if refused.retry_after is not None:
                self._pace.ban(f"chat:{chat}" if chat else BOT.key, refused.retry_after)
            raise


def _limit_of(chat: str) -> Limit:
    if chat.startswith(("-", "@")):
        return Limit(f"chat:{chat}", GROUP_PER_MINUTE / 60, GROUP_PER_MINUTE)
    return Limit(f"chat:{chat}", CHAT_PER_SECOND, CHAT_BURST)
