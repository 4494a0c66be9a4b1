"""What Slack knows about a person that its events do not say: in which language and zone they use Slack."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from core.ports.chat import Actor, ChatError, ChatRefused

log = logging.getLogger(__name__)

_KEPT_MAX = 10_000
_PATIENCE_SECONDS = 1.0
"""A form's answer has to be acknowledged within three seconds, and this comes before it."""

Calling = Callable[[str, Mapping[str, Any]], Awaitable[Mapping[str, Any]]]
"""A Web API call: (method, parameters) → the answer. Raises ChatError."""


class People:
    """Asks `users.info` once per person. It is a hint for people we meet; nothing depends on an answer."""

    def __init__(self, call: Calling) -> None:
        self._call = call
        self._known: dict[str, tuple[str, str]] = {}

    async def about(self, actor: Actor) -> Actor:
        """The actor with their language and zone, or as they were when Slack does not say."""
        if not actor.user:
            return actor
        found = self._known.get(actor.user)
        if found is None:
            found = await self._asked(actor.user)
        return replace(actor, lang=found[0], zone=found[1])

    async def _asked(self, user: str) -> tuple[str, str]:
        found = ("", "")
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                answer = await self._call("users.info", {"user": user, "include_locale": "true"})
            about = answer.get("user")
            if isinstance(about, Mapping):
                found = (_short(about.get("locale")), _short(about.get("tz")))
        except ChatRefused as refusal:
            # Without the scope `users:read` it is the same for everybody: they choose their language themselves.
            log.info("Slack does not tell people's languages", extra={"fault": str(refusal)})
        except (ChatError, TimeoutError):
            return found
        if len(self._known) >= _KEPT_MAX:
            self._known.clear()
        self._known[user] = found
        return found


def _short(value: Any) -> str:
    return value[:64] if isinstance(value, str) else ""
