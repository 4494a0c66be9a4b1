"""Calls to Slack over slack_sdk: the Web API, and the few addresses that payloads and answers name."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from adapters.slack.calling import TOKEN_REFUSED, CallLost, CallRefused

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

_AS_JSON = {
    "chat.postEphemeral",
    "chat.postMessage",
    "chat.unfurl",
    "chat.update",
    "views.open",
    "views.publish",
}
"""Those that Slack's own libraries send as JSON; the others go as a form, which every server reads."""
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_CHUNK_BYTES = 65_536
_NOT_IMPLEMENTED = 501


def is_here(address: str) -> bool:
    """Whether an address leads to a server on this machine."""
    return urlsplit(address).hostname in _LOOPBACK


class WebCaller:
    """`Caller` over slack_sdk, without its retries: repeating is decided where the outbox is drained.

    `token` is asked before each call, where the client has none of its own; `refused` is told when Slack did not take it.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        *,
        token: Callable[[], Awaitable[str]] | None = None,
        refused: Callable[[], None] | None = None,
    ) -> None:
        self._client = client
        self._token = token
        self._refused = refused

    async def call(
        self, method: str, params: Mapping[str, Any], files: Mapping[str, bytes] | None = None
    ) -> Mapping[str, Any]:
        from aiohttp import ClientError
        from slack_sdk.errors import SlackApiError, SlackClientError

        as_json = method in _AS_JSON and not files
        given: dict[str, Any] = (
            {"json": dict(params)} if as_json else {"data": dict(params), "files": dict(files or {})}
        )
        if self._token is not None:
            self._client.token = await self._token()
        try:
            answer = await self._client.api_call(method, **given)
        except SlackApiError as refusal:
            failure = _failure(refusal.response)
            if self._refused is not None and isinstance(failure, CallRefused) and failure.error in TOKEN_REFUSED:
                self._refused()
            raise failure from None
        except (ClientError, SlackClientError, TimeoutError, OSError, ValueError):
            raise CallLost(method) from None
        return answer.data if isinstance(answer.data, dict) else {}

    async def upload(self, address: str, content: bytes) -> None:
        await self._fetch("POST", address, {"data": content}, size_max=_CHUNK_BYTES)

    async def respond(self, address: str, body: Mapping[str, Any]) -> None:
        await self._fetch("POST", address, {"json": dict(body)}, size_max=_CHUNK_BYTES)

    async def download(self, address: str, *, size_max: int) -> bytes:
        token = await self._token() if self._token is not None else self._client.token
        headers = {"Authorization": f"Bearer {token}"}
        return await self._fetch("GET", address, {"headers": headers}, size_max=size_max)

    async def _fetch(self, verb: str, address: str, given: Mapping[str, Any], *, size_max: int) -> bytes:
        """Go to an address that a payload named. Only Slack's own are followed, and redirects never: the request
        may carry our token."""
        from aiohttp import ClientError

        session = self._client.session
        if session is None or not self._is_slack(address):
            raise CallRefused("foreign_address")
        try:
            async with session.request(
                verb, address, allow_redirects=False, proxy=self._client.proxy, **given
            ) as response:
                if not 200 <= response.status < 300:
                    raise _failure(response)
                return await _read(response, size_max)
        except (ClientError, TimeoutError, OSError):
            raise CallLost(verb) from None

    def _is_slack(self, address: str) -> bool:
        try:
            asked, home = urlsplit(address), urlsplit(self._client.base_url)
            both_here = asked.hostname in _LOOPBACK and home.hostname in _LOOPBACK
            same_host = both_here or asked.hostname == home.hostname
            same = same_host and (asked.scheme, asked.port) == (home.scheme, home.port)
            at_slack = asked.scheme == "https" and (asked.hostname or "").endswith(".slack.com") and asked.port is None
        except ValueError:
            return False
        return same or at_slack


async def _read(response: Any, size_max: int) -> bytes:
    taken = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK_BYTES):
        taken += chunk
        if len(taken) > size_max:
            raise CallRefused("file_too_large")
    return bytes(taken)


def _failure(response: Any) -> CallRefused | CallLost:
    """What an answer that is no success says: a code, or nothing reliable. `response` is the SDK's or aiohttp's."""
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    data = getattr(response, "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    if status == 429 or code == "ratelimited":
        wait = str(response.headers.get("Retry-After", ""))
        return CallRefused("ratelimited", float(wait) if re.fullmatch(r"\d{1,6}", wait) else 1.0)
    if isinstance(code, str) and status < 500:
        return CallRefused(code)
    if status == _NOT_IMPLEMENTED:
        return CallRefused("http_501")
    return CallRefused(f"http_{status}") if 300 <= status < 500 else CallLost(f"http_{status}")
