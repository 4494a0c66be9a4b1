"""A few lines of Slack on the loopback: enough Web API and Socket Mode to see what a runtime says on the wire."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer

AUTH = {"ok": True, "team_id": "T1", "user_id": "UBOT", "bot_id": "B1", "url": "https://acme.slack.com/"}


class PretendedSlack:
    """Hands out sockets, remembers calls and acknowledgements, and answers as told."""

    def __init__(self) -> None:
        self.auth: dict[str, Any] = dict(AUTH)
        self.calls: list[tuple[str, str]] = []
        self.acks: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.connected: asyncio.Queue[int] = asyncio.Queue()
        self.sockets: list[web.WebSocketResponse] = []
        self.answer: Callable[[], Awaitable[web.StreamResponse]] | None = None
        app = web.Application()
        app.router.add_post("/api/auth.test", self._auth_test)
        app.router.add_post("/api/apps.connections.open", self._open)
        app.router.add_get("/socket", self._socket)
        app.router.add_route("*", "/{rest:.*}", self._other)
        self.server = TestServer(app)

    @property
    def api_base(self) -> str:
        return str(self.server.make_url("/api/"))

    async def send(self, kind: str, payload: dict[str, Any], envelope_id: str = "env1", socket: int = 0) -> None:
        envelope = {"type": kind, "envelope_id": envelope_id, "payload": payload, "accepts_response_payload": True}
        await self.sockets[socket].send_json(envelope)

    async def acknowledged(self, seconds: float = 2) -> dict[str, Any]:
        return await asyncio.wait_for(self.acks.get(), seconds)

    async def _auth_test(self, request: web.Request) -> web.Response:
        return web.json_response(self.auth)

    async def _open(self, request: web.Request) -> web.Response:
        url = str(self.server.make_url("/socket")).replace("http:", "ws:")
        return web.json_response({"ok": True, "url": f"{url}?ticket=secret-ticket"})

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_json({"type": "hello", "num_connections": len(self.sockets)})
        await self.connected.put(len(self.sockets))
        async for said in socket:
            if said.type == WSMsgType.TEXT:
                await self.acks.put(said.json())
        return socket

    async def _other(self, request: web.Request) -> web.StreamResponse:
        self.calls.append((request.path, request.headers.get("Authorization", "")))
        if self.answer is not None:
            return await self.answer()
        return web.json_response({"ok": True, "ts": "1.0", "given": await request.text()})
