"""What a call to Slack needs, and what comes of one that failed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from core.ports.chat import ChatBusy, ChatError, ChatRefused, ChatUncertain, ChatUnreachable

_RETRY_AFTER_SECONDS = 1.0
_BUSY = {"ratelimited", "rate_limited", "message_limit_exceeded", "team_added_to_org"}
_UNREACHABLE = {
    "account_inactive",
    "cannot_dm_bot",
    "channel_not_found",
    "invalid_auth",
    "is_archived",
    "not_authed",
    "not_in_channel",
    "not_installed",
    "team_access_not_granted",
    "token_expired",
    "token_revoked",
    "user_disabled",
    "user_not_found",
    "user_not_visible",
}
_UNCERTAIN = {"fatal_error", "internal_error", "request_timeout", "service_unavailable"}
TOKEN_REFUSED = {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"}
NOT_OFFERED = {
    "deprecated_endpoint",
    "http_404",
    "http_405",
    "http_501",
    "method_deprecated",
    "missing_scope",
    "not_allowed_token_type",
    "not_implemented",
    "unknown_method",
}
"""This method is not to be had here, with whatever arguments: another way has to do."""


class CallRefused(Exception):
    """Slack answered `ok: false`; `error` is its code, `retry_after` the seconds it asks to wait."""

    def __init__(self, error: str, retry_after: float | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.retry_after = retry_after


class CallLost(Exception):
    """No answer came, or a broken one: the call may or may not have taken effect."""


class Caller(Protocol):
    """Makes calls with the workspace's token. Raises CallRefused and CallLost only."""

    async def call(
        self, method: str, params: Mapping[str, Any], files: Mapping[str, bytes] | None = None
    ) -> Mapping[str, Any]:
        """The answer of a Web API method such as `chat.postMessage`."""
        ...

    async def upload(self, address: str, content: bytes) -> None:
        """Send a file's bytes to the address that `files.getUploadURLExternal` gave."""
        ...

    async def respond(self, address: str, body: Mapping[str, Any]) -> None:
        """Post to a response URL that came with something a person did."""
        ...

    async def download(self, address: str, *, size_max: int) -> bytes:
        """The file at an address of Slack's; refused with `file_too_large` beyond `size_max` bytes."""
        ...


class Refused(ChatRefused):
    """A refusal that still knows Slack's code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def chat_error(failure: CallRefused | CallLost) -> ChatError:
    """What a failed call means for the one who wanted to send."""
    if isinstance(failure, CallLost) or failure.error in _UNCERTAIN:
        return ChatUncertain("slack gave no clear answer")
    if failure.error in _BUSY or failure.retry_after is not None:
        return ChatBusy(failure.retry_after or _RETRY_AFTER_SECONDS)
    if failure.error in _UNREACHABLE:
        return ChatUnreachable(failure.error)
    return Refused(failure.error)
