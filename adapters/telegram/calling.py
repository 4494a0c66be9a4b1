"""How a Bot API call is made, whichever library makes it, and what becomes of a refusal."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

from adapters.telegram.render import ELLIPSIS
from core.ports.chat import ChatBusy, ChatMoved, ChatRefused, ChatUncertain, ChatUnreachable, ThreadGone

TOO_MANY_REQUESTS = 429
_BUSY_SECONDS = 5.0
_MISCONFIGURED_SECONDS = 60.0
_UNREACHABLE = (
    "chat not found",
    "user is deactivated",
    "peer_id_invalid",
    "group chat was deactivated",
    "chat_write_forbidden",
    "have no rights to send a message",
)
_THREAD_GONE = ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")


class CallRefused(Exception):
    """Telegram answered "no". `description` may quote what was sent, so it is kept out of the message text."""

    def __init__(
        self, code: int, description: str = "", retry_after: float | None = None, migrate_to: str | None = None
    ) -> None:
        super().__init__(f"Telegram refused the call ({code})")
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.migrate_to = migrate_to

    def says(self, *phrases: str) -> bool:
        description = self.description.lower()
        return any(phrase in description for phrase in phrases)


class CallLost(Exception):
    """The connection broke, or the answer made no sense: the call may or may not have had its effect."""


Files = Mapping[str, tuple[str, bytes]]
"""Uploads of a call: the name used in "attach://name" → (file name, bytes)."""
Loading = Callable[[str], Awaitable[bytes | None]]
"""The bytes of a file by our reference, kept or made; None when the reference is not ours (then it is Telegram's).
Raises FileGone."""


class Caller(Protocol):
    """Makes Bot API calls with plain values. Raises `CallRefused` and `CallLost` only."""

    async def call(self, method: str, params: Mapping[str, Any], files: Files | None = None) -> Any:
        """The `result` of the answer."""
        ...

    async def download(self, path: str, *, size_max: int) -> bytes:
        """A file by the path that getFile gave; `CallRefused` 413 when it is larger than `size_max` bytes."""
        ...


@contextmanager
def chat_errors() -> Iterator[None]:
    """Everything that leaves the adapter is one of the port's errors, without a word of what was sent."""
    try:
        yield
    except CallLost as lost:
        raise ChatUncertain(str(lost)) from None
    except CallRefused as refused:
        raise _chat_error(refused) from None


def _chat_error(refused: CallRefused) -> Exception:
    if refused.migrate_to:
        return ChatMoved(refused.migrate_to)
    if refused.code == TOO_MANY_REQUESTS or refused.retry_after is not None:
        return ChatBusy(_BUSY_SECONDS if refused.retry_after is None else refused.retry_after)
    if refused.code == 403 or refused.says(*_UNREACHABLE):
        return ChatUnreachable("the person or chat cannot be reached")
    if refused.code in (401, 404):
        # The bot's token or the server's address is wrong. The operator can mend that, so nothing may be given up.
        return ChatBusy(_MISCONFIGURED_SECONDS)
    if refused.code >= 500:
        return ChatUncertain(f"the server failed ({refused.code})")
    kind = ThreadGone if refused.says(*_THREAD_GONE) else ChatRefused
    return kind(f"{refused.code}: {_reason(refused.description)}")


def is_about_content(refused: CallRefused) -> bool:
    """Whether the call itself is wrong, so that another one may do."""
    return isinstance(_chat_error(refused), ChatRefused)


def _reason(description: str) -> str:
    """Telegram's words without the quotations and numbers in them, which may be somebody's text or id."""
    return re.sub(r"[\"'].*[\"']|\d+|@\w+", ELLIPSIS, description, flags=re.DOTALL)[:120]
