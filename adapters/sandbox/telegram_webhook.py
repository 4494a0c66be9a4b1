"""Pushing updates to a bot's webhook: one lane per chat or person, retries with a doubling delay."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx

from adapters.sandbox.clock import WorldClock
from adapters.sandbox.telegram_refusals import bad_request
from adapters.sandbox.telegram_updates import PendingUpdate, UpdateQueue
from adapters.sandbox.wire_log import WireLog

RETRY_AFTER_SECONDS_MAX = 3600
DELAY_SECONDS_MAX = 60
GONE_HOURS_MAX = 23
_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
_NAP_SECONDS = 0.1


class Webhook:
    """A bot's webhook settings and the tasks that deliver to it. `retry_seconds` is the first doubled delay / 2."""

    def __init__(
        self,
        clock: WorldClock,
        wire: WireLog,
        updates: UpdateQueue,
        on_answer: Callable[[dict[str, Any]], Awaitable[None]],
        *,
        retry_seconds: float,
        timeout_seconds: float,
    ) -> None:
        self._clock = clock
        self._wire = wire
        self._updates = updates
        self._on_answer = on_answer
        self._retry_seconds = retry_seconds
        self._timeout_seconds = timeout_seconds
        self._client: httpx.AsyncClient | None = None
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._connections = asyncio.Semaphore(40)
        self._gone_since: datetime | None = None
        self.url = ""
        self.secret = ""
        self.max_connections = 40
        self.ip_address: str | None = None
        self.last_error: tuple[datetime, str] | None = None
        self.attempts = 0
        updates.on_push = self.deliver

    async def set(self, url: str, secret: str, max_connections: int, ip_address: str | None) -> None:
        """Point the webhook somewhere (loopback only), or nowhere with an empty url."""
        _check(url, secret)
        if url and (url, secret, max_connections, ip_address) == self._settings():
            return
        await self.stop()
        self.url, self.secret, self.ip_address = url, secret, ip_address
        self.max_connections = min(max(max_connections, 1), 100)
        self._connections = asyncio.Semaphore(self.max_connections)
        self.last_error = None
        self._gone_since = None
        self.deliver()

    def _settings(self) -> tuple[str, str, int, str | None]:
        return self.url, self.secret, self.max_connections, self.ip_address

    def info(self) -> dict[str, Any]:
        """A WebhookInfo object."""
        shape: dict[str, Any] = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending),
        }
        if self.url:
            shape["max_connections"] = self.max_connections
            shape["ip_address"] = self.ip_address or "127.0.0.1"
        if self.last_error is not None:
            shape["last_error_date"] = int(self.last_error[0].timestamp())
            shape["last_error_message"] = self.last_error[1]
        if self._updates.allowed is not None:
            shape["allowed_updates"] = self._updates.allowed
        return shape

    def deliver(self) -> None:
        """Start a task for every lane that has something to send and none at work."""
        if not self.url:
            return
        for update in self._updates.pending:
            if update.lane not in self._lanes:
                self._lanes[update.lane] = asyncio.create_task(self._empty_lane(update.lane))

    async def stop(self) -> None:
        """End the deliveries under way; what was not acknowledged stays pending."""
        tasks, self._lanes = list(self._lanes.values()), {}
        mine = asyncio.current_task()
        for task in tasks:
            if task is not mine:
                task.cancel()
        await asyncio.gather(*(t for t in tasks if t is not mine), return_exceptions=True)
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _empty_lane(self, lane: str) -> None:
        """Send a lane's updates in order, each until it is acknowledged or too old."""
        try:
            while self.url and (update := next((u for u in self._updates.pending if u.lane == lane), None)):
                await self._send_until_done(update)
        finally:
            if self._lanes.get(lane) is asyncio.current_task():
                del self._lanes[lane]

    async def _send_until_done(self, update: PendingUpdate) -> None:
        delay_seconds = self._retry_seconds
        failures = 0
        while self.url and update in self._updates.pending:
            wait_seconds = await self._send(update)
            if wait_seconds is None:
                self._updates.drop(update)
                return
            if wait_seconds == 0 and failures > 0:
                cap = DELAY_SECONDS_MAX + secrets.randbelow(DELAY_SECONDS_MAX + 1)
                delay_seconds = min(cap, delay_seconds * 2)
                wait_seconds = delay_seconds
            failures += 1
            await self._sleep(wait_seconds)

    async def _sleep(self, seconds: float) -> None:
        """Waits in the world's time: moving its clock forward ends the wait."""
        until = self._clock.now() + timedelta(seconds=seconds)
        # The clock may be moved by another process, which sets no event here: hence the naps.
        while (left := (until - self._clock.now()).total_seconds()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(min(left, _NAP_SECONDS))

    async def _send(self, update: PendingUpdate) -> float | None:
        """One POST. None when acknowledged, else the delay the other side asked for (0: ours)."""
        async with self._connections:
            self.attempts += 1
            self._wire.write("telegram", "update", update.wire())
            try:
                response = await self._http().post(self.url, json=update.wire(), headers=self._headers())
            except httpx.TimeoutException:
                return self._failed("Read timeout expired")
            except httpx.ConnectError:
                return self._failed("Connection refused")
            except httpx.TransportError:
                return self._failed("Connection reset by peer")
        if response.is_success:
            self._gone_since = None
            await self._answer_inside(response)
            return None
        self._failed(f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}")
        await self._close_when_gone(response.status_code)
        asked = response.headers.get("Retry-After", "")
        return float(min(int(asked), RETRY_AFTER_SECONDS_MAX)) if asked.isdigit() else 0.0

    def _headers(self) -> dict[str, str]:
        return {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}

    def _http(self) -> httpx.AsyncClient:
        if self._client is None:
            self._client = httpx.AsyncClient(trust_env=False, timeout=self._timeout_seconds)
        return self._client

    def _failed(self, text: str) -> float:
        self.last_error = (self._clock.now(), text)
        return 0.0

    async def _close_when_gone(self, status: int) -> None:
        """A webhook that answers 410 for 23 hours is removed."""
        if status != 410:
            return
        now = self._clock.now()
        self._gone_since = self._gone_since or now
        if now - self._gone_since > timedelta(hours=GONE_HOURS_MAX):
            await self.set("", "", self.max_connections, None)

    async def _answer_inside(self, response: httpx.Response) -> None:
        """A 2xx body may carry one method call."""
        if "json" not in response.headers.get("Content-Type", ""):
            return
        try:
            body = response.json()
        except ValueError:
            return
        if isinstance(body, dict) and isinstance(body.get("method"), str):
            await self._on_answer(body)


def _check(url: str, secret: str) -> None:
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if not url:
        return
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.hostname not in _LOOPBACK:
        raise bad_request("bad webhook: Failed to resolve host: Name or service not known")
