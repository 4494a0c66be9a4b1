"""Makes Bot API calls over python-telegram-bot's request layer: the same plain calls as over aiogram.

The library's typed methods stay out of the way: they know an older Bot API, and would build models of every answer.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from adapters.telegram.calling import CallLost, CallRefused, Files
from adapters.telegram.receive import ALLOWED_UPDATES
from adapters.telegram.runtime import BATCH_MAX, CALL_TIMEOUT_SECONDS

if TYPE_CHECKING:
    from telegram import Bot
    from telegram.error import TelegramError


class PtbCaller:
    """`adapters.telegram.runtime.PollingCaller` over the `request` of a python-telegram-bot `Bot`.

    The bot is the host's (initialized by its application) or one of our own (`plain_bot`).
    """

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._open = False

    async def call(self, method: str, params: Mapping[str, Any], files: Files | None = None) -> Any:
        """See `Caller`."""
        return await self._result(method, params, files)

    async def updates(self, *, offset: int | None, timeout_seconds: int) -> list[tuple[int, bytes]]:
        """See `PollingCaller`. The JSON is written anew from the library's parse of it."""
        params: dict[str, Any] = {"timeout": timeout_seconds, "limit": BATCH_MAX, "allowed_updates": ALLOWED_UPDATES}
        if offset is not None:
            params["offset"] = offset
        result = await self._result("getUpdates", params, wait_seconds=timeout_seconds)
        try:
            return [(int(update["update_id"]), msgspec.json.encode(update)) for update in result]
        except (KeyError, TypeError, ValueError):
            raise CallLost("the updates were not readable") from None

    async def download(self, path: str, *, size_max: int) -> bytes:
        """See `Caller`. The address contains the token, so no error of the HTTP client may leave this method."""
        import httpx

        url = f"{self._bot.base_file_url}/{path.lstrip('/')}"
        content = bytearray()
        try:
            async with (
                httpx.AsyncClient(timeout=CALL_TIMEOUT_SECONDS, follow_redirects=False) as http,
                http.stream("GET", url) as answer,
            ):
                if answer.status_code != 200:
                    code = 400 if answer.status_code == 404 else answer.status_code
                    raise CallRefused(code, "the file is not there")
                async for chunk in answer.aiter_bytes():
                    content += chunk
                    if len(content) > size_max:
                        raise CallRefused(413, "file is too big")
        except httpx.HTTPError as lost:
            raise CallLost(type(lost).__name__) from None
        return bytes(content)

    async def close(self) -> None:
        """See `PollingCaller`."""
        if self._open:
            self._open = False
            await self._bot.request.shutdown()

    async def _result(
        self, method: str, params: Mapping[str, Any], files: Files | None = None, wait_seconds: int = 0
    ) -> Any:
        from telegram import InputFile
        from telegram.error import TelegramError
        from telegram.request import RequestData
        from telegram.request._requestparameter import RequestParameter

        request = self._bot.request
        if not self._open:
            await request.initialize()
            self._open = True
        given = [RequestParameter(name, value, None) for name, value in params.items()]
        given += [
            RequestParameter(key, None, [InputFile(content, filename=name, attach=False)])
            for key, (name, content) in (files or {}).items()
        ]
        try:
            return await request.post(
                f"{self._bot.base_url}/{method}",
                request_data=RequestData(given),
                read_timeout=CALL_TIMEOUT_SECONDS + wait_seconds,
                write_timeout=CALL_TIMEOUT_SECONDS,
                connect_timeout=CALL_TIMEOUT_SECONDS,
                pool_timeout=CALL_TIMEOUT_SECONDS,
            )
        except TelegramError as fault:
            raise _read(fault) from None


def plain_bot(token: str, api_base: str) -> Bot:
    """A bot of our own, for running without a host. Its libraries log answers and addresses, the token in them, and so
    have nothing more to say."""
    from telegram import Bot
    from telegram.request import HTTPXRequest

    for name in ("telegram", "httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return Bot(
        token,
        base_url=f"{api_base}/bot",
        base_file_url=f"{api_base}/file/bot",
        request=HTTPXRequest(connection_pool_size=64),
    )


def _read(fault: TelegramError) -> CallRefused | CallLost:
    """The library's error as one of ours. Its classes overlap: a refused request is a kind of network error there."""
    from telegram import error

    words = fault.message
    if isinstance(fault, error.RetryAfter):
        return CallRefused(429, words, fault._retry_after.total_seconds())
    if isinstance(fault, error.ChatMigrated):
        return CallRefused(400, words, migrate_to=str(fault.new_chat_id))
    for kind, code in (
        (error.BadRequest, 400),
        (error.Forbidden, 403),
        (error.InvalidToken, 401),
        (error.Conflict, 409),
    ):
        if isinstance(fault, kind):
            return CallRefused(code, words)
    return CallLost(type(fault).__name__)
