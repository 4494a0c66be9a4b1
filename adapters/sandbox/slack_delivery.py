"""Getting events and interactions to an app: over its sockets or by signed HTTP posts, with Slack's retries."""

from __future__ import annotations

import asyncio
import hashlib
import heapq
import hmac
import itertools
import json
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx

from adapters.sandbox.clock import WorldClock
from adapters.sandbox.slack_books import Books
from adapters.sandbox.slack_faults import Faults
from adapters.sandbox.slack_payloads import event_envelope
from adapters.sandbox.slack_records import App, Json, Workspace
from adapters.sandbox.slack_socket import SocketLost, Sockets, envelope
from adapters.sandbox.wire_log import WireLog

# After a failed delivery an event is sent again at once, after one minute, and after five more.
RETRY_DELAYS = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))
EVENTS_PER_HOUR = 30_000
_TICK_SECONDS = 0.03
_ANSWERED = ("view_submission", "block_suggestion")


class Undelivered(Exception):
    """The app did not acknowledge; the argument is Slack's word for why."""


@dataclass
class Pending:
    """An event on its way: the body stays the same over all attempts."""

    workspace: Workspace
    body: Json
    attempt: int = 0
    reason: str = ""


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's request signature, version 0."""
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256)
    return "v0=" + digest.hexdigest()


class Deliveries:
    """Everything that leaves the pretended Slack towards apps."""

    def __init__(
        self, books: Books, clock: WorldClock, wire: WireLog, faults: Faults, sockets: Sockets, ack_seconds: float
    ) -> None:
        self._books = books
        self._clock = clock
        self._wire = wire
        self._faults = faults
        self._sockets = sockets
        self._ack_seconds = ack_seconds
        self._retries: list[tuple[datetime, int, Pending]] = []
        self._order = itertools.count()
        self._tasks: set[asyncio.Task[None]] = set()
        self._ticker: asyncio.Task[None] | None = None
        self._client: httpx.AsyncClient | None = None
        self._hourly: Counter[tuple[str, int]] = Counter()
        self.events_per_hour = EVENTS_PER_HOUR
        self.counts: Counter[str] = Counter()
        self.in_flight = 0

    @property
    def pending(self) -> int:
        """Events neither acknowledged nor given up."""
        return self.in_flight + len(self._retries)

    def event(self, workspace: Workspace, event: Json) -> None:
        """Send an event to the workspace's app, and again while it is not acknowledged."""
        if self._over_hourly_limit(workspace):
            return
        self.raw_event(workspace, event_envelope(self._books, workspace, event))

    def raw_event(self, workspace: Workspace, body: Json) -> None:
        """Send a complete Events API body; dropped silently while the `lose_events` fault is on."""
        if self._faults.strike("lose_events") is not None:
            self.counts["lost"] += 1
            return
        self._spawn(self._attempt(Pending(workspace, body)))

    def _over_hourly_limit(self, workspace: Workspace) -> bool:
        minute = int(self._clock.now().timestamp()) // 60
        hour = (workspace.team_id, minute // 60)
        self._hourly[hour] += 1
        if self._hourly[hour] <= self.events_per_hour:
            return False
        self.counts["rate_limited"] += 1
        if self._hourly[hour] == self.events_per_hour + 1:
            self.rate_limited(workspace)
        return True

    def rate_limited(self, workspace: Workspace) -> None:
        """Tell the app that events are being withheld."""
        minute = int(self._clock.now().timestamp()) // 60 * 60
        body = {
            "token": workspace.app.verification_token,
            "type": "app_rate_limited",
            "team_id": workspace.team_id,
            "minute_rate_limited": minute,
            "api_app_id": workspace.app.app_id,
        }
        self.raw_event(workspace, body)

    async def _attempt(self, pending: Pending) -> None:
        self.in_flight += 1
        try:
            await self._deliver("events_api", pending.workspace.app, pending.body, pending)
            self.counts["delivered"] += 1
        except Undelivered as failed:
            self._again_later(pending, str(failed))
        finally:
            self.in_flight -= 1

    def _again_later(self, pending: Pending, reason: str) -> None:
        if pending.attempt >= len(RETRY_DELAYS) or reason == "no_retry":
            self.counts["given_up"] += 1
            return
        due = self._clock.now() + RETRY_DELAYS[pending.attempt]
        again = Pending(pending.workspace, pending.body, pending.attempt + 1, reason)
        heapq.heappush(self._retries, (due, next(self._order), again))
        if self._ticker is None or self._ticker.done():
            self._ticker = asyncio.create_task(self._tick())

    async def _tick(self) -> None:
        """Start retries as they fall due; the world's clock can jump, so it is read again and again."""
        while self._retries:
            await asyncio.sleep(_TICK_SECONDS)
            now = self._clock.now()
            while self._retries and self._retries[0][0] <= now:
                self._spawn(self._attempt(heapq.heappop(self._retries)[2]))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something beside the answer that is being given now."""
        self._spawn(work)

    async def ask(self, app: App, kind: str, payload: Json) -> Json | None:
        """Send an interaction or a command once and return the ack's payload; Undelivered when none came."""
        answer = await self._deliver(kind, app, payload, None)
        self.counts["interactions"] += 1
        return answer

    async def _deliver(self, kind: str, app: App, payload: Json, pending: Pending | None) -> Json | None:
        twice = self._faults.strike("duplicate_envelopes") is not None
        address = _address(kind, app, payload)
        if address is None:
            return await self._over_socket(kind, app, payload, pending, twice=twice)
        if twice:
            self._spawn(self._post_twin(kind, app, address, payload, pending))
        return await self._over_http(kind, app, address, payload, pending)

    async def _over_socket(
        self, kind: str, app: App, payload: Json, pending: Pending | None, *, twice: bool
    ) -> Json | None:
        accepts = kind == "slash_commands" or payload.get("type") in _ANSWERED
        frame = envelope(
            kind,
            payload,
            accepts=accepts,
            attempt=pending.attempt if pending else None,
            reason=pending.reason if pending else None,
        )
        if twice:
            self._spawn(self._sockets.repeat(app.app_id, frame))
        try:
            return await self._sockets.send(app.app_id, frame, self._ack_seconds)
        except TimeoutError as slow:
            raise Undelivered("timeout") from slow
        except SocketLost as lost:
            raise Undelivered("connection_failed") from lost

    async def _post_twin(self, kind: str, app: App, address: str, payload: Json, pending: Pending | None) -> None:
        try:
            await self._over_http(kind, app, address, payload, pending)
        except Undelivered:
            return

    async def _over_http(
        self, kind: str, app: App, address: str, payload: Json, pending: Pending | None
    ) -> Json | None:
        body, content_type = _http_body(kind, payload)
        timestamp = str(int(self._clock.now().timestamp()))
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (sandbox)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(app.signing_secret, timestamp, body),
        }
        if pending is not None and pending.attempt:
            headers |= {"X-Slack-Retry-Num": str(pending.attempt), "X-Slack-Retry-Reason": pending.reason}
        if self._client is None:
            # Connections are not kept, so that nothing is left open when a test or the sandbox ends.
            self._client = httpx.AsyncClient(trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))
        self._wire.write("slack", "update", payload, name=str(payload.get("type", kind)))
        try:
            async with asyncio.timeout(self._ack_seconds):
                answer = await self._client.post(address, content=body, headers=headers, timeout=None)
        except TimeoutError as slow:
            raise Undelivered("http_timeout") from slow
        except httpx.HTTPError as failed:
            raise Undelivered("connection_failed") from failed
        if not answer.is_success:
            raise Undelivered("no_retry" if answer.headers.get("x-slack-no-retry") == "1" else "http_error")
        return self._ack_of(kind, payload, answer)

    def _ack_of(self, kind: str, payload: Json, answer: httpx.Response) -> Json | None:
        if kind == "events_api" or not answer.content:
            return None
        if "json" not in answer.headers.get("content-type", ""):
            return {"text": answer.text}
        try:
            found = answer.json()
        except ValueError as broken:
            raise Undelivered("http_error") from broken
        if not isinstance(found, dict) or not found:
            return None
        self._wire.write("slack", "call", found, name=f"ack.{payload.get('type', kind)}")
        return found

    async def challenge(self, app: App) -> bool:
        """Slack's handshake when an events address is set: the app has to echo a challenge."""
        word = hashlib.sha256(app.verification_token.encode()).hexdigest()[:40]
        body = {"token": app.verification_token, "challenge": word, "type": "url_verification"}
        try:
            answer = await self._over_http("interactive-json", app, app.events_url or "", body, None)
        except Undelivered:
            return False
        return answer is not None and word in (answer.get("challenge"), answer.get("text"))

    async def aclose(self) -> None:
        """Stop everything under way."""
        tasks = [*self._tasks, *([self._ticker] if self._ticker else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._retries.clear()
        if self._client is not None:
            await self._client.aclose()
            self._client = None


def _address(kind: str, app: App, payload: Json) -> str | None:
    """Where an HTTP app wants this; None for an app on Socket Mode."""
    if app.events_url is None:
        return None
    if kind == "slash_commands":
        return app.commands_url or app.events_url
    if kind == "interactive":
        own = app.options_url if payload.get("type") == "block_suggestion" else None
        return own or app.interactivity_url or app.events_url
    return app.events_url


def _http_body(kind: str, payload: Json) -> tuple[bytes, str]:
    if kind == "slash_commands":
        return urlencode(payload).encode(), "application/x-www-form-urlencoded"
    if kind == "interactive":
        text = json.dumps(payload, ensure_ascii=False)
        return urlencode({"payload": text}).encode(), "application/x-www-form-urlencoded"
    return json.dumps(payload, ensure_ascii=False).encode(), "application/json"
