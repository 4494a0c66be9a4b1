"""A running pretended Slack for tests, and a bare Socket Mode app to stand before it."""

from __future__ import annotations

import asyncio
import inspect
import json
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from adapters.sandbox.clock import WorldClock
from adapters.sandbox.slack_api import SlackSandbox
from adapters.sandbox.wire_log import WireLog

Json = dict[str, Any]
NO_ACK: Json = {"never": "acknowledged"}


def free_socket() -> socket.socket:
    # With the protocol named, asyncio switches Nagle's algorithm off; otherwise each answer takes 40 ms.
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.bind(("127.0.0.1", 0))
    return bound


async def eventually(ready: Callable[[], Any], seconds: float = 30.0) -> None:
    """Return once `ready()`, plain or awaitable, holds; TimeoutError otherwise."""
    end = time.monotonic() + seconds
    while True:
        found = ready()
        if await found if inspect.isawaitable(found) else found:
            return
        if time.monotonic() > end:
            raise TimeoutError
        await asyncio.sleep(0.003)


@asynccontextmanager
async def serving(routes: list[BaseRoute], bound: socket.socket) -> AsyncIterator[None]:
    """Serve routes over real loopback HTTP while the block runs; started and stopped by hand, without uvicorn's pauses."""
    config = uvicorn.Config(Starlette(routes=routes), log_level="critical", lifespan="off")
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[bound])
    try:
        yield
    finally:
        for listening in server.servers:
            listening.close()
        for connection in list(server.server_state.connections):
            connection.shutdown()
        await eventually(lambda: not server.server_state.connections and not server.server_state.tasks)
        bound.close()


class RunningSlack:
    """A client of the control endpoints and the Web API."""

    def __init__(self, sandbox: SlackSandbox, clock: WorldClock, base_url: str, http: httpx.AsyncClient) -> None:
        self.sandbox = sandbox
        self.clock = clock
        self.base_url = base_url
        self.http = http
        self.team: Json = {}
        self.ann: Json = {}

    async def post(self, path: str, **body: Any) -> Json:
        answer = await self.http.post(self.base_url + path, json=body)
        return {"status": answer.status_code, **answer.json()}

    async def see(self, path: str, **query: Any) -> Json:
        found: Json = (await self.http.get(self.base_url + path, params=query)).json()
        return found

    async def act(self, act: str, **body: Any) -> Json:
        """Something Ann does."""
        return await self.post(f"/_people/{self.ann['id']}/{act}", **body)

    async def call(self, method: str, token: str | None = None, **args: Any) -> Json:
        """A Web API call with a JSON body and the team's bot token."""
        headers = {"Authorization": f"Bearer {token or self.team['bot_token']}"}
        answer = await self.http.post(f"{self.base_url}/api/{method}", json=args, headers=headers)
        found: Json = answer.json()
        return found

    async def form(self, method: str, **args: Any) -> Json:
        """A Web API call with a form body, as reading methods want it."""
        headers = {"Authorization": f"Bearer {self.team['bot_token']}"}
        answer = await self.http.post(f"{self.base_url}/api/{method}", data=args, headers=headers)
        found: Json = answer.json()
        return found

    async def messages(self, channel: str | None = None, **query: Any) -> list[Json]:
        query.setdefault("user", self.ann["id"])
        found: list[Json] = (await self.see(f"/_channels/{channel or self.ann['dm_channel']}", **query))["messages"]
        return found

    async def screen(self, **query: Any) -> Json:
        return await self.see(f"/_people/{self.ann['id']}", **query)


@asynccontextmanager
async def running_slack(wire: WireLog | None = None, **options: Any) -> AsyncIterator[RunningSlack]:
    """A sandbox with one workspace and Ann in it."""
    bound = free_socket()
    base_url = f"http://127.0.0.1:{bound.getsockname()[1]}/slack"
    clock = WorldClock()
    sandbox = SlackSandbox(clock, wire or WireLog(None), base_url=base_url, **options)
    async with serving([Mount("/slack", routes=sandbox.routes())], bound), httpx.AsyncClient(trust_env=False) as http:
        slack = RunningSlack(sandbox, clock, base_url, http)
        slack.team = await slack.post("/_workspaces", name="Acme")
        slack.ann = await slack.post(
            "/_people", team_id=slack.team["team_id"], name="ann", real_name="Ann Lee", email="ann@acme.test"
        )
        try:
            yield slack
        finally:
            await sandbox.aclose()


class SocketApp:
    """A bare Socket Mode app: keeps what it gets and acknowledges with what `answer` returns."""

    def __init__(self, answer: Callable[[Json], Awaitable[Json | None]] | None = None) -> None:
        self.got: list[Json] = []
        self.hello: Json = {}
        self._answer = answer
        self._socket: ClientConnection | None = None

    async def run(self, url: str) -> None:
        with suppress(ConnectionClosed):
            async with connect(url) as websocket:
                self._socket = websocket
                async for frame in websocket:
                    await self._take(json.loads(frame))

    async def _take(self, frame: Json) -> None:
        if frame["type"] == "hello":
            self.hello = frame
        else:
            self.got.append(frame)
        if "envelope_id" in frame:
            payload = await self._answer(frame) if self._answer else None
            if payload is not NO_ACK and self._socket is not None:
                ack = {"envelope_id": frame["envelope_id"]} | ({"payload": payload} if payload else {})
                await self._socket.send(json.dumps(ack))

    async def until(self, count: int) -> list[Json]:
        """The frames (hello aside), once there are `count`."""
        await eventually(lambda: len(self.got) >= count)
        return self.got


@asynccontextmanager
async def socket_app(
    slack: RunningSlack, answer: Callable[[Json], Awaitable[Json | None]] | None = None
) -> AsyncIterator[SocketApp]:
    """A connected Socket Mode app of the team."""
    opened = await slack.call("apps.connections.open", slack.team["app_token"])
    app = SocketApp(answer)
    task = asyncio.create_task(app.run(opened["url"]))
    await eventually(lambda: app.hello)
    try:
        yield app
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def section(text: str = "hi", **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(label: str = "Go", action_id: str = "go", **more: Any) -> Json:
    return {"type": "button", "text": {"type": "plain_text", "text": label}, "action_id": action_id, **more}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}
