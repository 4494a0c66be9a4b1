"""Takes the updates that Telegram posts: only with our secret, and acknowledged only once they are committed."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from adapters.telegram.receive import event_id
from adapters.telegram.tokens import CHANNEL
from core.ports.doors import DoorAnswer
from core.ports.intake import Intake

log = logging.getLogger(__name__)

PATH = "/telegram/webhook"
SECRET_LENGTH_MIN = 32
SECRET_LENGTH_MAX = 256
_SECRET = re.compile(r"[A-Za-z0-9_-]+")
_HEADER = "x-telegram-bot-api-secret-token"
_COMMIT_SECONDS_MAX = 10.0
_AGAIN_SECONDS = "5"

_REFUSED = DoorAnswer(401)
_TAKEN = DoorAnswer(200)


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram posts to, and the secret that it sends along."""

    url: str
    secret: str

    def __post_init__(self) -> None:
        if not SECRET_LENGTH_MIN <= len(self.secret) <= SECRET_LENGTH_MAX or not _SECRET.fullmatch(self.secret):
            raise ValueError(
                f"a webhook secret has {SECRET_LENGTH_MIN} to {SECRET_LENGTH_MAX} characters out of A-Z a-z 0-9 _ -"
            )


class TelegramDoor:
    """`core.ports.doors.Door` for one bot (`tenant` is its id).

    What is no update is stored all the same, under a key made from its bytes, and acknowledged: Telegram would send it
    again for a day and hold back the chat's next one. The inbox puts it aside as dead.
    """

    def __init__(self, secret: str, tenant: str, intake: Intake) -> None:
        self._secret = secret.encode()
        self._tenant = tenant
        self._intake = intake

    def knock(self, headers: Mapping[str, str]) -> DoorAnswer | None:
        """See the port. The secret is compared as bytes, in constant time."""
        shown = headers.get(_HEADER, "").encode("latin-1", "replace")
        return None if hmac.compare_digest(shown, self._secret) else _REFUSED

    async def take(self, headers: Mapping[str, str], body: bytes) -> DoorAnswer:
        """See the port."""
        if self.knock(headers) is not None:
            return _REFUSED
        try:
            async with asyncio.timeout(_COMMIT_SECONDS_MAX):
                await self._intake.accept(CHANNEL, self._tenant, _key_of(body), body)
        except Exception as fault:
            log.error("an update of Telegram could not be stored", extra={"fault": type(fault).__name__})
            return DoorAnswer(503, headers={"Retry-After": _AGAIN_SECONDS})
        return _TAKEN


class _Head(msgspec.Struct):
    update_id: int


def _key_of(body: bytes) -> str:
    """The update's own id; for anything else the digest of its bytes, so that a repetition is known as one."""
    try:
        key = event_id({"update_id": msgspec.json.decode(body, type=_Head).update_id})
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        key = ""
    return key or f"tg:poison:{hashlib.sha256(body).hexdigest()}"
