"""Gets one bot's updates into the inbox, polled or posted to our door, whichever library makes the calls."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from random import SystemRandom
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from adapters.telegram.calling import Caller, CallLost, CallRefused, Loading
from adapters.telegram.pacing import PacedCaller
from adapters.telegram.platform import TelegramPlatform
from adapters.telegram.receive import ALLOWED_UPDATES, event_id
from adapters.telegram.tokens import CHANNEL
from adapters.telegram.webhook import Webhook
from core.ports.intake import Intake
from core.tokens import KeyRing

log = logging.getLogger(__name__)
T = TypeVar("T")

CALL_TIMEOUT_SECONDS = 30
BATCH_MAX = 100
_WAITING_ALARM = 100
_HASTY_SECONDS = 0.25
"""A long poll that comes back empty sooner than this did not wait for anything."""


class PollingConflict(Exception):
    """Somebody else receives this bot's updates: a second poller, or a webhook. Only one may."""


class PollingCaller(Caller, Protocol):
    """A caller that can also wait for updates."""

    async def updates(self, *, offset: int | None, timeout_seconds: int) -> list[tuple[int, bytes]]:
        """One long poll: (update id, the update as JSON bytes), oldest first."""
        ...

    async def close(self) -> None:
        """Close the connections; a later call opens them again."""
        ...


class TelegramRuntime:
    """One bot: `platform` sends for it at any time; between `start` and `stop` its updates come into the intake, polled,
    or posted to our door where there is a `webhook`.

    `tenant` is the bot's id. `brisk` multiplies the pace of sending, for a pretended Telegram.
    `on_conflict` is called once when another poller or a webhook takes the updates; polling is over then.
    """

    def __init__(
        self,
        caller: PollingCaller,
        tenant: str,
        *,
        ring: KeyRing,
        intake: Intake,
        load: Loading | None = None,
        styles: bool = True,
        webhook: Webhook | None = None,
        on_conflict: Callable[[], None] | None = None,
        poll_timeout_seconds: int = 50,
        pause_seconds: float = 1.0,
        pause_seconds_max: float = 60.0,
        brisk: float = 1.0,
    ) -> None:
        self.tenant = tenant
        self.username = ""
        """Known after `set_up`; for deep links and for commands addressed to another bot."""
        self.caller = caller
        self.platform = TelegramPlatform(PacedCaller(caller, brisk=brisk), ring, self.tenant, load=load, styles=styles)
        self._intake = intake
        self._webhook = webhook
        self._on_conflict = on_conflict
        self._poll_timeout_seconds = poll_timeout_seconds
        self._pause_seconds = pause_seconds
        self._pause_seconds_max = pause_seconds_max
        self._stopping = asyncio.Event()
        self._polling: asyncio.Task[None] | None = None
        self._conflict: PollingConflict | None = None
        self._webhook_is_set = False
        self._last_webhook_error = 0
        self._random = SystemRandom()

    async def start(self) -> None:
        """Begin to poll, in the background; or see to it that Telegram posts to our door."""
        if self._webhook is not None:
            await self.watch_webhook()
            return
        if self._polling is not None and not self._polling.done():
            raise RuntimeError("this bot is polled already")
        self._stopping.clear()
        self._conflict = None
        self._polling = asyncio.create_task(self._poll(), name="telegram-polling")

    async def wait(self) -> None:
        """Until stopped; raises `PollingConflict` when somebody else took the bot."""
        if self._polling is not None:
            await asyncio.wait([self._polling])
            self._polling.result()
        else:
            await self._stopping.wait()
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

    async def watch_webhook(self) -> None:
        """Compare what Telegram has with what it should have, mend it, and say what it could not deliver.

        For the start and for every few minutes. Without a webhook of ours, one that is set is left alone: polling will
        say that the bot is taken. A failure is logged, and the next look tries again.
        """
        if self._webhook is None:
            return
        info = await self._call_if_possible("getWebhookInfo", {})
        info = info if isinstance(info, dict) else {}
        drifted = info.get("url") != self._webhook.url or set(info.get("allowed_updates") or ()) != set(ALLOWED_UPDATES)
        if drifted or not self._webhook_is_set:
            if self._webhook_is_set:
                log.warning("Telegram's webhook had changed and is set again")
            # Nobody can read the secret back, so the first look always sets it.
            params = {
                "url": self._webhook.url,
                "secret_token": self._webhook.secret,
                "allowed_updates": ALLOWED_UPDATES,
            }
            self._webhook_is_set = await self._call_if_possible("setWebhook", params) is True
        waiting = info.get("pending_update_count")
        if isinstance(waiting, int) and waiting >= _WAITING_ALARM:
            log.error("Telegram holds %d updates back that it could not deliver", waiting)
        last_error = info.get("last_error_date")
        if isinstance(last_error, int) and last_error > self._last_webhook_error:
            self._last_webhook_error = last_error
            log.error("Telegram could not deliver to the webhook at %d (seconds since 1970)", last_error)

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
                asked = time.monotonic()
                batch = await self._unless_stopped(
                    self.caller.updates(offset=offset, timeout_seconds=self._poll_timeout_seconds)
                )
                if batch is None:
                    return
                offset = await self._commit(batch)
                failures = 0
                if not batch and self._poll_timeout_seconds and time.monotonic() - asked < _HASTY_SECONDS:
                    # A server that does not wait with its answer is not asked without end.
                    await self._rest(_HASTY_SECONDS)
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
        await self._rest(seconds)

    async def _rest(self, seconds: float) -> None:
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


def bot_id_of(token: str) -> str:
    """The bot's id, which is the public part of its token. Raises ValueError on what is no token."""
    bot_id, _, secret = token.partition(":")
    if not (bot_id.isascii() and bot_id.isdigit() and secret) or any(char.isspace() for char in token):
        raise ValueError("this is not a Telegram bot token")
    return bot_id


def safe_base(api_base: str) -> str:
    """The token is part of every address, so it travels encrypted or stays on this machine."""
    parts = urlsplit(api_base)
    host = parts.hostname or ""
    with contextlib.suppress(ValueError):
        if ipaddress.ip_address(host).is_loopback and parts.scheme == "http":
            return api_base
    if host and (parts.scheme == "https" or (parts.scheme == "http" and host == "localhost")):
        return api_base
    raise ValueError("the Telegram API base must be https, or http on this machine")
