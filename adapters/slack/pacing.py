"""Keeps the app inside Slack's pace: a message a second in a conversation, and a tier per method and workspace.

Whoever would be refused is told to come back instead (`CallRefused` "ratelimited" with the seconds).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.pacing.pace import Limit, Pace, TooSoon
from adapters.slack.calling import Caller, CallRefused

CHANNEL_PER_SECOND, CHANNEL_BURST = 1.0, 4.0
TIERS_PER_MINUTE = {1: 1.0, 2: 20.0, 3: 50.0, 4: 100.0}
TIER_OF = {
    "conversations.list": 2,
    "team.info": 3,
    "users.list": 2,
    "chat.update": 3,
    "chat.delete": 3,
    "chat.unfurl": 3,
    "conversations.open": 3,
    "conversations.info": 3,
    "pins.add": 2,
}
"""Slack's published tiers, where they are not the fourth. Posting has a limit of its own, per conversation."""
_TIER_OTHERWISE = 4
_BY_CHANNEL = frozenset({"chat.postMessage", "chat.postEphemeral"})


class PacedCaller:
    """A `Caller` that keeps another one's pace for one workspace. `brisk`: see `Pace`.

    A ban holds for the method it was given for, and for posting only in the conversation it was given for. One
    conversation's messages wait in the order in which they came: the platform shows them one after the other.
    """

    def __init__(self, caller: Caller, *, brisk: float = 1.0) -> None:
        self._caller = caller
        self._pace = Pace(brisk)

    async def call(
        self, method: str, params: Mapping[str, Any], files: Mapping[str, bytes] | None = None
    ) -> Mapping[str, Any]:
        """See `Caller`."""
        limit = _limit_of(method, str(params.get("channel") or ""))
        try:
            await self._pace.turn((limit,))
        except TooSoon as soon:
            raise CallRefused("ratelimited", soon.seconds) from None
        try:
            return await self._caller.call(method, params, files)
        except CallRefused as refused:
            if refused.error == "ratelimited":
                self._pace.ban(limit.key, refused.retry_after or 1.0)
            raise

    async def upload(self, address: str, content: bytes) -> None:
        """See `Caller`."""
        await self._caller.upload(address, content)

    async def respond(self, address: str, body: Mapping[str, Any]) -> None:
        """See `Caller`."""
        await self._caller.respond(address, body)

    async def download(self, address: str, *, size_max: int) -> bytes:
        """See `Caller`."""
        return await self._caller.download(address, size_max=size_max)


def _limit_of(method: str, channel: str) -> Limit:
    if method in _BY_CHANNEL:
        return Limit(f"channel:{channel}", CHANNEL_PER_SECOND, CHANNEL_BURST)
    per_minute = TIERS_PER_MINUTE[TIER_OF.get(method, _TIER_OTHERWISE)]
    return Limit(f"method:{method}", per_minute / 60, per_minute)
