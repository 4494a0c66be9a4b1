"""Connects one bot to Telegram over aiogram's session: calls, downloads, long polling and set-up.

aiogram takes seconds and well over 100 MB to import, so it is imported when a runtime is built, not before.
Calls go out as plain JSON and come back as plain values: aiogram's models would cost more than the whole step.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import json
import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from random import SystemRandom
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlsplit

import msgspec

from adapters.telegram.platform import CallLost, CallRefused, Files, Loading, TelegramPlatform
from adapters.telegram.receive import ALLOWED_UPDATES, event_id
from adapters.telegram.tokens import CHANNEL
from core.ports.intake import Intake
from core.tokens import KeyRing

if TYPE_CHECKING:
    from aiogram import Bot

log = logging.getLogger(__name__)
T = TypeVar("T")

CALL_TIMEOUT_SECONDS = 30
_SECRET_LENGTH_MIN = 32
_BATCH_MAX = 100


class PollingConflict(Exception):
    """Somebody else receives this bot's updates: a second poller, or a webhook. Only one may."""


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
    """`adapters.telegram.platform.Caller` over aiogram's `Bot` and session."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def call(self, method: str, params: Mapping[str, Any], files: Files | None = None) -> Any:
        """See `Caller`."""
        return msgspec.json.decode(await self._result(method, params, files))

    async def updates(self, *, offset: int | None, timeout_seconds: int) -> list[tuple[int, bytes]]:
        """One long poll: (update id, the update's own JSON bytes), oldest first."""
        params: dict[str, Any] = {"timeout": timeout_seconds, "limit": _BATCH_MAX, "allowed_updates": ALLOWED_UPDATES}
        if offset is not None:
            params["offset"] = offset
        result = await self._result("getUpdates", params, wait_seconds=timeout_seconds)
        try:
            raws = msgspec.json.decode(result, type=list[msgspec.Raw])
            return [(msgspec.json.decode(raw, type=_UpdateHead).update_id, bytes(raw)) for raw in raws]
        except msgspec.DecodeError:
            raise CallLost("the updates were not readable") from None

    async def download(self, path: str, *, size_max: int) -> bytes:
        """See `Caller`. The address contains the token, so no error of the HTTP client may leave this method."""
        from aiohttp import ClientError, ClientResponseError

        session = self._bot.session
        url = session.api.file_url(token=self._bot.token, path=quote(path.lstrip("/")))
        content = bytearray()
        try:
            async with contextlib.aclosing(session.stream_content(url, timeout=CALL_TIMEOUT_SECONDS)) as chunks:
                async for chunk in chunks:
                    content += chunk
                    if len(content) > size_max:
                        raise CallRefused(413, "file is too big")
        except ClientResponseError as refused:
            raise CallRefused(400 if refused.status == 404 else refused.status, "the file is not there") from None
        except (ClientError, TimeoutError, OSError) as lost:
            raise CallLost(type(lost).__name__) from None
        return bytes(content)

    async def close(self) -> None:
        """Close the connections; a later call opens them again."""
        await self._bot.session.close()

    async def _result(
        self, method: str, params: Mapping[str, Any], files: Files | None = None, wait_seconds: int = 0
    ) -> msgspec.Raw:
        untyped: Any = _PlainMethod(method, params, files)
        result: msgspec.Raw = await self._bot(untyped, request_timeout=CALL_TIMEOUT_SECONDS + wait_seconds)
        return result


class AiogramRuntime:
    """One bot: `platform` sends for it at any time; between `start` and `stop` its updates are polled into the intake.

    Raises ValueError on a token that is none, or an `api_base` that would carry it in clear text over a network.
    `on_conflict` is called once when another poller or a webhook takes the updates; polling is over then.
    """

    def __init__(
        self,
        token: str,
        *,
        api_base: str,
        ring: KeyRing,
        intake: Intake,
        load: Loading | None = None,
        styles: bool = False,
        on_conflict: Callable[[], None] | None = None,
        poll_timeout_seconds: int = 50,
        pause_seconds: float = 1.0,
        pause_seconds_max: float = 60.0,
    ) -> None:
        self.tenant = _bot_id(token)
        self.username = ""
        """Known after `set_up`; for deep links and for commands addressed to another bot."""
        self.caller = AiogramCaller(_bot(token, _safe_base(api_base)))
        self.platform = TelegramPlatform(self.caller, ring, self.tenant, load=load, styles=styles)
        self._intake = intake
        self._on_conflict = on_conflict
        self._poll_timeout_seconds = poll_timeout_seconds
        self._pause_seconds = pause_seconds
        self._pause_seconds_max = pause_seconds_max
        self._stopping = asyncio.Event()
        self._polling: asyncio.Task[None] | None = None
        self._conflict: PollingConflict | None = None
        self._random = SystemRandom()

    async def start(self) -> None:
        """Begin to poll, in the background."""
        if self._polling is not None and not self._polling.done():
            raise RuntimeError("this bot is polled already")
        self._stopping.clear()
        self._conflict = None
        self._polling = asyncio.create_task(self._poll(), name="telegram-polling")

    async def wait(self) -> None:
        """Until polling has ended; raises `PollingConflict` if that was why."""
        if self._polling is not None:
            await asyncio.wait([self._polling])
            self._polling.result()
        if self._conflict is not None:
            raise self._conflict

    async def stop(self) -> None:
        """End polling, letting a commit under way finish, and close the connections."""
        self._stopping.set()
        if self._polling is not None:
            await asyncio.wait([self._polling])
        await self.caller.close()

    async def set_up(self, menus: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Learn our name and set the command menu: (word, description) by language, "" for everybody else's.

        A failure is logged and otherwise ignored: the bot works without a menu.
        """
        me = await self._call_if_possible("getMe", {})
        self.username = str(me.get("username") or "") if isinstance(me, dict) else ""
        for language, words in menus.items():
            commands = [{"command": word, "description": text[:256]} for word, text in words]
            scope = {"language_code": language} if language else {}
            await self._call_if_possible("setMyCommands", {"commands": commands[:100], **scope})

    async def receive_by_webhook(self, url: str, secret: str) -> None:
        """Have updates posted to `url` instead of polling. Refuses short secrets; raises `CallRefused`, `CallLost`."""
        if len(secret) < _SECRET_LENGTH_MIN:
            raise ValueError(f"a webhook secret has at least {_SECRET_LENGTH_MIN} characters")
        params = {"url": url, "secret_token": secret, "allowed_updates": ALLOWED_UPDATES}
        await self.caller.call("setWebhook", params)

    async def _call_if_possible(self, method: str, params: Mapping[str, Any]) -> Any:
        try:
            return await self.caller.call(method, params)
        except (CallRefused, CallLost) as problem:
            log.warning("Telegram set-up: %s did not work: %s", method, problem)
            return None

    async def _poll(self) -> None:
        offset: int | None = None
        failures = 0
        while not self._stopping.is_set():
            try:
                batch = await self._unless_stopped(
                    self.caller.updates(offset=offset, timeout_seconds=self._poll_timeout_seconds)
                )
                if batch is None:
                    return
                offset = await self._commit(batch)
                failures = 0
            except CallRefused as refused:
                if refused.code == 409:
                    self._give_up(refused)
                    return
                failures += 1
                await self._pause(refused.retry_after, failures, f"refused ({refused.code})")
            except CallLost as lost:
                failures += 1
                await self._pause(None, failures, str(lost))
            except Exception as problem:
                # The inbox did not take an update. The offset stays, so Telegram gives the same ones again.
                failures += 1
                await self._pause(None, failures, f"not stored: {type(problem).__name__}")

    async def _commit(self, batch: Sequence[tuple[int, bytes]]) -> int | None:
        """Store a batch in order; only when all of it is committed is the next offset known.

        After an empty batch there is no offset: what came before is confirmed by then, and Telegram may go on with
        *lower* ids after a quiet week, which an old offset would hide.
        """
        for update_id, raw in batch:
            await self._intake.accept(CHANNEL, self.tenant, event_id({"update_id": update_id}), raw)
        return max(update_id for update_id, _ in batch) + 1 if batch else None

    def _give_up(self, refused: CallRefused) -> None:
        rival = "a webhook is set for it" if refused.says("webhook") else "another process polls it"
        self._conflict = PollingConflict(f"this Telegram bot is taken: {rival}")
        log.error("Telegram polling ended: the bot is taken, %s", rival)
        if self._on_conflict is not None:
            self._on_conflict()

    async def _pause(self, asked_seconds: float | None, failures: int, reason: str) -> None:
        """Wait as long as asked, else longer after every failure; always with jitter."""
        backoff = min(self._pause_seconds * 2 ** min(failures - 1, 16), self._pause_seconds_max)
        seconds = asked_seconds or backoff
        seconds += self._random.uniform(0, min(seconds, self._pause_seconds_max) / 2)
        log.warning("Telegram polling failed %d time(s), again in %.1f s: %s", failures, seconds, reason)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)

    async def _unless_stopped(self, work: Coroutine[Any, Any, T]) -> T | None:
        """The result of `work`, or None if we were asked to stop first. Never used around a commit."""
        task = asyncio.ensure_future(work)
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait([task, stopping], return_when=asyncio.FIRST_COMPLETED)
            return await task if task.done() else None
        finally:
            for waiting in (task, stopping):
                waiting.cancel()
            await asyncio.gather(task, stopping, return_exceptions=True)


def _bot_id(token: str) -> str:
    bot_id, _, secret = token.partition(":")
    if not (bot_id.isascii() and bot_id.isdigit() and secret) or any(char.isspace() for char in token):
        raise ValueError("this is not a Telegram bot token")
    return bot_id


def _safe_base(api_base: str) -> str:
    """The token is part of every address, so it travels encrypted or stays on this machine."""
    parts = urlsplit(api_base)
    host = parts.hostname or ""
    with contextlib.suppress(ValueError):
        if ipaddress.ip_address(host).is_loopback and parts.scheme == "http":
            return api_base
    if host and (parts.scheme == "https" or (parts.scheme == "http" and host == "localhost")):
        return api_base
    raise ValueError("the Telegram API base must be https, or http on this machine")


def _bot(token: str, api_base: str) -> Bot:
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
