"""Makes Bot API calls over aiogram's session: plain JSON out, plain values back.

aiogram takes seconds and well over 100 MB to import, so it is imported when a caller is built, not before. Its models
stay out of the way: they would cost more than the whole step.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from adapters.telegram.calling import CallLost, CallRefused, Files
from adapters.telegram.downloading import download
from adapters.telegram.receive import ALLOWED_UPDATES
from adapters.telegram.runtime import BATCH_MAX, CALL_TIMEOUT_SECONDS

if TYPE_CHECKING:
    from aiogram import Bot


class _Parameters(msgspec.Struct):
    retry_after: float | None = None
    migrate_to_chat_id: int | None = None


class _Answer(msgspec.Struct):
    ok: bool = False
    result: msgspec.Raw = msgspec.Raw(b"null")
    description: str = ""
    error_code: int = 0
    parameters: _Parameters | None = None


class _UpdateHead(msgspec.Struct):
    update_id: int


class _PlainMethod:
    """What aiogram's session takes for a method, but without a model: plain parameters, and uploads."""

    __slots__ = ("__api_method__", "files", "payload")

    def __init__(self, name: str, payload: Mapping[str, Any], files: Files | None) -> None:
        self.__api_method__ = name
        self.payload = payload
        self.files = files


class AiogramCaller:
    """`adapters.telegram.calling.Caller` over aiogram's `Bot` and session."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def call(self, method: str, params: Mapping[str, Any], files: Files | None = None) -> Any:
        """See `Caller`."""
        return msgspec.json.decode(await self._result(method, params, files))

    async def updates(self, *, offset: int | None, timeout_seconds: int) -> list[tuple[int, bytes]]:
        """One long poll: (update id, the update's own JSON bytes), oldest first."""
        params: dict[str, Any] = {"timeout": timeout_seconds, "limit": BATCH_MAX, "allowed_updates": ALLOWED_UPDATES}
        if offset is not None:
            params["offset"] = offset
        result = await self._result("getUpdates", params, wait_seconds=timeout_seconds)
        try:
            raws = msgspec.json.decode(result, type=list[msgspec.Raw])
            return [(msgspec.json.decode(raw, type=_UpdateHead).update_id, bytes(raw)) for raw in raws]
        except msgspec.DecodeError:
            raise CallLost("the updates were not readable") from None

    async def download(self, path: str, *, size_max: int) -> bytes:
        """See `Caller`."""
        return await download(self._bot, path, size_max=size_max)

    async def close(self) -> None:
        """Close the connections; a later call opens them again."""
        await self._bot.session.close()

    async def _result(
        self, method: str, params: Mapping[str, Any], files: Files | None = None, wait_seconds: int = 0
    ) -> msgspec.Raw:
        untyped: Any = _PlainMethod(method, params, files)
        result: msgspec.Raw = await self._bot(untyped, request_timeout=CALL_TIMEOUT_SECONDS + wait_seconds)
        return result


def plain_bot(token: str, api_base: str) -> Bot:
    """aiogram's bot with a session that sends JSON and leaves the answer unparsed."""
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiohttp import ClientError, ClientTimeout

    class PlainSession(AiohttpSession):
        async def make_request(self, bot: Bot, method: Any, timeout: int | None = None) -> Any:
            http = await self.create_session()
            url = self.api.api_url(token=bot.token, method=method.__api_method__)
            body, headers = _body(method.payload, method.files)
            try:
                async with http.post(
                    url,
                    data=body,
                    headers=headers,
                    timeout=ClientTimeout(total=timeout or CALL_TIMEOUT_SECONDS),
                    allow_redirects=False,
                ) as answer:
                    status, content = answer.status, await answer.read()
            except (ClientError, TimeoutError, OSError) as lost:
                # The client's own message may quote the address, and with it the token.
                raise CallLost(type(lost).__name__) from None
            return _opened(status, content)

    return Bot(token, session=PlainSession(api=TelegramAPIServer.from_base(api_base)))


def _body(params: Mapping[str, Any], files: Files | None) -> tuple[Any, dict[str, str]]:
    if not files:
        return msgspec.json.encode(params), {"Content-Type": "application/json"}
    from aiohttp import FormData

    form = FormData(quote_fields=False)
    for key, value in params.items():
        form.add_field(key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    for key, (name, content) in files.items():
        form.add_field(key, content, filename=name, content_type="application/octet-stream")
    return form, {}


def _opened(status: int, content: bytes) -> msgspec.Raw:
    """The result inside an answer, still as JSON bytes."""
    try:
        answer = msgspec.json.decode(content, type=_Answer)
    except msgspec.DecodeError:
        if 200 <= status < 300:
            raise CallLost("the answer was not readable") from None
        raise CallRefused(status, "an answer that is not Telegram's") from None
    if answer.ok:
        return answer.result
    parameters = answer.parameters or _Parameters()
    moved_to = parameters.migrate_to_chat_id
    raise CallRefused(
        answer.error_code or status,
        answer.description,
        parameters.retry_after,
        None if moved_to is None else str(moved_to),
    )
