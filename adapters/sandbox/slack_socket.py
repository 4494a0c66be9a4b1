"""Socket Mode: single-use tickets, up to ten connections per app, envelopes out and acknowledgements in."""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from adapters.sandbox.slack_books import mint
from adapters.sandbox.slack_faults import cut
from adapters.sandbox.slack_records import App, Json
from adapters.sandbox.wire_log import WireLog

CONNECTIONS_PER_APP = 10
LEAVING_SECONDS = 2.0
_HOST = "applink-sandbox"


class SocketLost(Exception):
    """The connection ended before the envelope was acknowledged, or there was none."""


@dataclass
class Awaited:
    """An envelope whose acknowledgement is still to come, and what it carried."""

    future: asyncio.Future[Json | None]
    label: str


@dataclass
class Link:
    """One open socket of an app; `leaving` ones were told to go and get no new envelopes while others exist."""

    websocket: WebSocket
    receive: Receive
    app_id: str
    waiting: dict[str, Awaited] = field(default_factory=dict)
    leaving: bool = False
    sent: int = 0

    async def send(self, frame: Json) -> None:
        await self.websocket.send_text(json.dumps(frame, ensure_ascii=False))

    def drop(self) -> None:
        """End the connection as a failing network does, without a closing handshake."""
        cut(self.receive)


class Sockets:
    """All sockets of all apps. The instance is the ASGI endpoint of the socket address."""

    def __init__(self, wire: WireLog, base_url: str) -> None:
        self._wire = wire
        self._address = base_url.replace("http", "ws", 1)
        self._tickets: dict[str, str] = {}
        self.links: dict[str, list[Link]] = {}
        self._turn = 0

    def ticket_url(self, app: App) -> str:
        """A socket address for one connection of the app."""
        ticket = secrets.token_urlsafe(24)
        self._tickets[ticket] = app.app_id
        return f"{self._address}/link/?ticket={ticket}&app_id={app.app_id}"

    def of(self, app_id: str) -> list[Link]:
        return self.links.setdefault(app_id, [])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        websocket = WebSocket(scope, receive, send)
        app_id = self._tickets.pop(websocket.query_params.get("ticket", ""), None)
        if app_id is None or app_id != websocket.query_params.get("app_id", app_id):
            await websocket.close(1008)
            return
        await websocket.accept()
        link = Link(websocket, receive, app_id)
        if len(self.of(app_id)) >= CONNECTIONS_PER_APP:
            await link.send(_disconnect("too_many_websockets"))
            await websocket.close(1000)
            return
        self.of(app_id).append(link)
        try:
            await link.send(_hello(app_id, len(self.of(app_id))))
            while True:
                self._take(link, await websocket.receive_text())
        except (WebSocketDisconnect, RuntimeError):
            return
        finally:
            self.of(app_id).remove(link)
            for awaited in link.waiting.values():
                if not awaited.future.done():
                    awaited.future.set_exception(SocketLost())

    def _take(self, link: Link, frame: str) -> None:
        try:
            ack = json.loads(frame)
        except ValueError:
            return
        if not isinstance(ack, dict):
            return
        awaited = link.waiting.pop(str(ack.get("envelope_id")), None)
        if awaited is None or awaited.future.done():
            return
        payload = ack.get("payload")
        if payload:
            self._wire.write("slack", "call", payload, name=f"ack.{awaited.label}")
        awaited.future.set_result(payload if isinstance(payload, dict) and payload else None)

    async def send(self, app_id: str, envelope: Json, seconds: float) -> Json | None:
        """Send an envelope over one socket, in turn, and return the ack's payload.

        SocketLost without a socket or when it ends first; TimeoutError without an ack in time.
        """
        link = self._next(app_id)
        envelope_id = str(envelope["envelope_id"])
        future: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        link.waiting[envelope_id] = Awaited(future, _label(envelope))
        link.sent += 1
        self._wire.write("slack", "update", envelope["payload"], name=_label(envelope))
        try:
            await link.send(envelope)
            return await asyncio.wait_for(future, seconds)
        except (RuntimeError, WebSocketDisconnect) as gone:
            raise SocketLost from gone
        finally:
            link.waiting.pop(envelope_id, None)

    async def repeat(self, app_id: str, envelope: Json) -> None:
        """Send an envelope once more, on the next socket, and expect nothing."""
        try:
            await self._next(app_id).send(envelope)
        except (SocketLost, RuntimeError, WebSocketDisconnect):
            return

    def _next(self, app_id: str) -> Link:
        links = self.of(app_id)
        ready = [link for link in links if not link.leaving] or links
        if not ready:
            raise SocketLost
        self._turn += 1
        return ready[self._turn % len(ready)]

    def drop_all(self, app_id: str | None = None) -> int:
        """Cut every socket (of one app); returns how many."""
        links = [link for known, group in self.links.items() if app_id in (None, known) for link in group]
        for link in links:
            link.drop()
        return len(links)

    async def ask_to_leave(self, reason: str, app_id: str | None = None) -> list[Link]:
        """Send a `disconnect` frame on every socket and mark it; the caller ends those that stay."""
        links = [link for known, group in self.links.items() if app_id in (None, known) for link in group]
        for link in links:
            link.leaving = reason != "warning"
            await link.send(_disconnect(reason))
        return [link for link in links if link.leaving]

    async def close_stragglers(self, links: list[Link]) -> None:
        """Close the sockets that did not go within their time."""
        await asyncio.sleep(LEAVING_SECONDS)
        for link in links:
            if link in self.of(link.app_id):
                await link.websocket.close(1000)


def _hello(app_id: str, connections: int) -> Json:
    return {
        "type": "hello",
        "num_connections": connections,
        "debug_info": {"host": _HOST, "build_number": 1, "approximate_connection_time": 18_060},
        "connection_info": {"app_id": app_id},
    }


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": _HOST}}


def _label(envelope: Json) -> str:
    payload: Any = envelope["payload"]
    return str(payload.get("type", envelope["type"])) if envelope["type"] == "interactive" else str(envelope["type"])


def envelope(kind: str, payload: Json, *, accepts: bool, attempt: int | None = None, reason: str | None = None) -> Json:
    """A Socket Mode envelope; events also say which attempt this is and why there is another one."""
    made: Json = {
        "envelope_id": "-".join(mint("", length).lower() for length in (8, 4, 4, 4, 12)),
        "type": kind,
        "accepts_response_payload": accepts,
        "payload": payload,
    }
    if attempt is not None:
        made |= {"retry_attempt": attempt, "retry_reason": reason or ""}
    return made
