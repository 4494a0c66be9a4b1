"""The way in: every adapter hands what it received here *before* it acknowledges it to the platform."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from core.ports.chat import Option


class Intake(Protocol):
    """Commits raw events to the inbox, once per (channel, tenant, event id), and has them handled in order."""

    async def accept(self, channel: str, tenant: str, event_id: str, raw: bytes) -> bool:
        """Store one event; True if it is new. When this returns the row is committed and the event may be
        acknowledged; handling follows on its own. Raises when it could not be stored: then do not acknowledge."""
        ...

    async def answer(self, channel: str, tenant: str, event_id: str, raw: bytes) -> Mapping[str, str]:
        """Store *and* handle now, for the few payloads whose acknowledgement carries an answer (a submitted form).
        Returns the problem per field key, in the person's language; empty when all was well (or already handled)."""
        ...


class ChatIntake(Intake, Protocol):
    """The same for a chat that asks for options while somebody types."""

    async def suggest(self, channel: str, tenant: str, raw: Mapping[str, Any]) -> Sequence[Option]:
        """The options of a searched field for what somebody has typed so far. Nothing is stored for it."""
        ...
