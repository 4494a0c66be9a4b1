"""A sandbox Telegram on a real loopback port, with raw HTTP and a webhook listener around it."""

from __future__ import annotations

import asyncio
import base64
import socket
import struct
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from adapters.sandbox.clock import WorldClock
from adapters.sandbox.telegram_api import TelegramSandbox
from adapters.sandbox.telegram_books import BotProfile
from adapters.sandbox.wire_log import WireLog

TOKEN = "7000000001:AAsandbox-token-of-the-first-bot"
OTHER_TOKEN = "7000000002:AAsandbox-token-of-the-second-bot"
BOT = BotProfile(7_000_000_001, "parley_bot", "Parley")
OTHER_BOT = BotProfile(7_000_000_002, "other_bot", "Other")


async def eventually(condition: Callable[[], Awaitable[bool]]) -> None:
    """Returns once the condition holds; fails after thirty seconds."""
    async with asyncio.timeout(30):
        while not await condition():  # noqa: ASYNC110 - what is waited for happens behind HTTP
            await asyncio.sleep(0.005)


@dataclass
class WebhookListener:
    """What the product would have received; `statuses` are its next answers, then 200."""

    statuses: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    received: list[tuple[str | None, Any]] = field(default_factory=list)
    answer: dict[str, Any] | None = None

    async def hear(self, request: Request) -> Response:
        update = await request.json()
        self.received.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), update))
        status = self.statuses.pop(0) if self.statuses else 200
        if self.answer is not None:
            return JSONResponse(self.answer)
        return Response(status_code=status, headers=self.headers if status != 200 else None)

    async def until(self, count: int) -> list[Any]:
        """The updates, once there are so many."""

        async def enough() -> bool:
            return len(self.received) >= count

        await eventually(enough)
        return [update for _, update in self.received]


@dataclass
class TelegramUnderTest:
    """All handles a test needs."""

    clock: WorldClock
    sandbox: TelegramSandbox
    url: str
    http: httpx.AsyncClient
    listener: WebhookListener

    @property
    def webhook_url(self) -> str:
        return f"{self.url}/hook"

    async def call(self, method: str, token: str = TOKEN, **given: Any) -> Any:
        """The result of a call that must succeed."""
        answer = (await self.http.post(f"/telegram/bot{token}/{method}", json=given)).json()
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, token: str = TOKEN, **given: Any) -> tuple[int, str]:
        """Code and description of a call that must be refused."""
        response = await self.http.post(f"/telegram/bot{token}/{method}", json=given)
        answer = response.json()
        assert not answer["ok"], answer
        assert response.status_code == answer["error_code"]
        return answer["error_code"], answer["description"]

    async def control(self, path: str, given: dict[str, Any] | None = None) -> Any:
        """POST to a control endpoint; GET where nothing is given."""
        address = f"/telegram{path}"
        answer = await (self.http.get(address) if given is None else self.http.post(address, json=given))
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def person(self, name: str = "Ann", *, started: bool = True, **more: Any) -> int:
        """A new person, who has started the bot unless told otherwise."""
        person_id: int = (await self.control("/_people", {"first_name": name, **more}))["id"]
        if started:
            await self.act(person_id, "say", text="/start")
        return person_id

    async def act(self, person_id: int, act: str, **asked: Any) -> Any:
        return await self.control(f"/_people/{person_id}/{act}", asked)

    async def updates(self, **given: Any) -> list[Any]:
        found: list[Any] = await self.call("getUpdates", **given)
        return found

    async def forget_updates(self) -> None:
        """Confirm all that is pending."""
        for update in (await self.updates())[-1:]:
            await self.updates(offset=update["update_id"] + 1)

    def pass_time(self, **span: float) -> None:
        self.clock.advance(timedelta(**span))


def png(width: int = 4, height: int = 3) -> bytes:
    """A real, tiny, grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def as_base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


@asynccontextmanager
async def telegram_under_test(wire_path: Path | None = None, **options: Any) -> AsyncIterator[TelegramUnderTest]:
    """Serve a sandbox with two bots under /telegram, and a webhook listener under /hook."""
    clock = WorldClock()
    listener = WebhookListener()
    sandbox = TelegramSandbox(clock, WireLog(wire_path), tokens={TOKEN: BOT, OTHER_TOKEN: OTHER_BOT}, **options)
    hook = Route("/hook", listener.hear, methods=["POST"])
    app = Starlette(routes=[Mount("/telegram", routes=sandbox.routes()), hook])
    # Named as TCP, because asyncio switches Nagle's delay off only for sockets that say so.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as bound:
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}"
        async with _serving(app, bound):
            try:
                async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=10) as http:
                    yield TelegramUnderTest(clock, sandbox, url, http, listener)
            finally:
                await sandbox.aclose()


@asynccontextmanager
async def _serving(app: Starlette, bound: socket.socket) -> AsyncIterator[None]:
    """Uvicorn without its main loop, whose ticks would cost every test a fifth of a second."""
    config = uvicorn.Config(app, lifespan="off", log_config=None)
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[bound])
    try:
        yield
    finally:
        for listening in server.servers:
            listening.close()
        async with asyncio.timeout(30):
            while server.server_state.connections or server.server_state.tasks:
                for connection in list(server.server_state.connections):
                    connection.shutdown()
                await asyncio.sleep(0.001)
