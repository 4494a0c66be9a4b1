"""The whole sandbox behind one loopback port: Telegram, Slack, Stripe, the world's clock and the page.

In the running event loop: `Sandbox(clock=…, wire=…)`, `start()`, `stop()`. As a process of its own, so that the product
can be killed without it: `python -m adapters.sandbox.server --port 8090 --clock FILE [--wire FILE]` prints one line of
JSON ({"base_url", "connections", "payout_accounts"}) and serves until it is terminated.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from adapters.sandbox import cast
from adapters.sandbox.changes import Changes
from adapters.sandbox.clock import WorldClock
from adapters.sandbox.page.page import Page
from adapters.sandbox.slack_api import SlackSandbox
from adapters.sandbox.stripe_api import DEFAULT_SECRET_KEY, DEFAULT_WEBHOOK_SECRET, StripeSandbox
from adapters.sandbox.stripe_world import StripeTerms
from adapters.sandbox.telegram_api import TelegramSandbox
from adapters.sandbox.wire_log import WireLog

_STOP_SECONDS: Final = 5.0
_ADVANCE_SECONDS_MAX: Final = 10 * 366 * 86_400
# Longer than any pause of the product, so that no kept connection is closed under a call that is just being made.
_KEEP_ALIVE_SECONDS: Final = 600


class Sandbox:
    """Three pretended platforms on one port with the cast of `cast.py` in them.

    `telegram`, `slack`, `stripe`, `base_url` and `payout_accounts` (account id by currency, "EUR") are there after
    `start()`. `port` 0 takes a free one. `slack_ack_seconds` and `slack_trigger_seconds` are real time and 3 at Slack.
    """

    telegram: TelegramSandbox
    slack: SlackSandbox
    stripe: StripeSandbox

    def __init__(
        self,
        *,
        clock: WorldClock,
        wire: WireLog,
        host: str = "127.0.0.1",
        port: int = 0,
        telegram_flood_control: bool = False,
        slack_ack_seconds: float = 3.0,
        slack_trigger_seconds: float = 3.0,
        stripe_terms: StripeTerms | None = None,
        stripe_seed: int | None = None,
    ) -> None:
        self.clock = clock
        self.base_url = ""
        self.payout_accounts: dict[str, str] = {}
        self._wire = wire
        self._host = host
        self._port = port
        self._flood_control = telegram_flood_control
        self._ack_seconds = slack_ack_seconds
        self._trigger_seconds = slack_trigger_seconds
        self._terms = stripe_terms
        self._seed = stripe_seed
        self._requests: _Requests | None = None
        self._server: uvicorn.Server | None = None

    async def start(self) -> None:
        """Open the port and everything behind it. OSError where the port is taken. Starting twice is an error."""
        if self._server is not None:
            raise RuntimeError("the sandbox is running")
        bound = _bound(self._host, self._port)
        try:
            self.base_url = f"http://{self._host}:{bound.getsockname()[1]}"
            self._requests = _Requests(Starlette(routes=self._routes()))
            self._server = await _serving(self._requests, bound)
        except BaseException:
            bound.close()
            raise
        await self._open_payout_accounts()

    async def stop(self) -> None:
        """Close everything; safe to call again. Requests that wait for something to happen end at once."""
        server, self._server = self._server, None
        if server is None:
            return
        for listening in server.servers:
            listening.close()
        await self.telegram.aclose()
        await self.slack.aclose()
        await self.stripe.close()
        if self._requests is not None:
            self._requests.end()
        await _drained(server)

    def is_calm(self) -> bool:
        """Whether nothing is on its way from a platform to the product. What a bot does not ask for lies still."""
        bot = next(iter(self.telegram.world.accounts.values()))
        return not (bot.updates.pending or self.slack.pending or self.stripe.undelivered)

    def connections(self) -> dict[str, str]:
        """The settings that point the product to this sandbox, by their names in the environment."""
        return {
            "TELEGRAM_API_BASE": f"{self.base_url}/telegram",
            "TELEGRAM_BOT_TOKEN": cast.BOT.token,
            "SLACK_API_BASE": f"{self.base_url}/slack",
            "SLACK_BOT_TOKEN": str(cast.HANSA.bot_token),
            "SLACK_APP_TOKEN": str(cast.HANSA.app_token),
            "SLACK_SIGNING_SECRET": str(cast.HANSA.signing_secret),
            "STRIPE_API_BASE": f"{self.base_url}/stripe",
            "STRIPE_SECRET_KEY": DEFAULT_SECRET_KEY,
            "STRIPE_WEBHOOK_SECRET": DEFAULT_WEBHOOK_SECRET,
            "MODERATORS_CHANNEL": f"slack:{cast.MODERATORS_CHANNEL.id}",
        }

    def _routes(self) -> list[BaseRoute]:
        clock, wire = self.clock, self._wire
        self.telegram = TelegramSandbox(clock, wire, tokens=cast.bot_profiles(), flood_control=self._flood_control)
        self.slack = SlackSandbox(
            clock,
            wire,
            base_url=f"{self.base_url}/slack",
            workspaces=[cast.HANSA],
            ack_seconds=self._ack_seconds,
            trigger_seconds=self._trigger_seconds,
        )
        self.stripe = StripeSandbox(clock, wire, base_url=f"{self.base_url}/stripe", terms=self._terms, seed=self._seed)
        cast.seat_buyers(self.telegram)
        cast.seat_workspace(self.slack.books)
        changes = Changes(self.telegram, self.slack, clock)
        stripe_routes = self.stripe.routes()
        return [
            Mount("/telegram", routes=self.telegram.routes()),
            Mount("/slack", routes=self.slack.routes()),
            Mount("/stripe", routes=stripe_routes),
            Route("/_clock", self._tell_time, methods=["GET"]),
            Route("/_clock", self._pass_time, methods=["POST"]),
            Route("/_stripe_webhook", _endpoint(stripe_routes, "/_webhook"), methods=["POST"]),
            *changes.routes(),
            *Page(self.telegram, base_url=self.base_url, world=changes.world).routes(),
        ]

    async def _open_payout_accounts(self) -> None:
        async with httpx.AsyncClient(trust_env=False, verify=False) as http:  # noqa: S501 - plain HTTP to ourselves
            for seed in cast.PAYOUT_SEEDS:
                asked = {"country": seed.country, "currency": seed.currency, "ready": True}
                answer = await http.post(f"{self.base_url}/stripe/_accounts", json=asked)
                self.payout_accounts[seed.currency] = answer.raise_for_status().json()["id"]

    async def _tell_time(self, _request: Request) -> Response:
        return JSONResponse({"now": self.clock.now().isoformat()})

    async def _pass_time(self, request: Request) -> Response:
        """{"seconds": how far the world moves on}; 422 for anything but a sensible number that is not negative."""
        try:
            seconds = float((await request.json())["seconds"])
        except (ValueError, TypeError, KeyError):
            return JSONResponse({"error": "seconds is needed, a number"}, 422)
        if not 0 <= seconds <= _ADVANCE_SECONDS_MAX:
            return JSONResponse({"error": f"seconds is from 0 to {_ADVANCE_SECONDS_MAX}"}, 422)
        return JSONResponse({"now": self.clock.advance(timedelta(seconds=seconds)).isoformat()})


class _Requests:
    """The app, and a way to end the requests in it that wait for something to happen."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._running: set[asyncio.Task[Any]] = set()
        self._over = False

    def end(self) -> None:
        """Every request that is still being answered ends now, with 503."""
        self._over = True
        for task in self._running:
            task.cancel()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        task = asyncio.current_task()
        # Sockets are not cancelled: they are told to close when their connection is shut down.
        if scope["type"] != "http" or task is None:
            await self._app(scope, receive, send)
            return
        self._running.add(task)
        try:
            await self._app(scope, receive, send)
        except asyncio.CancelledError:
            if not self._over:
                raise
            # Half an answer can not become another one; its connection closes all the same.
            with suppress(RuntimeError):
                await Response(status_code=503)(scope, receive, send)
        finally:
            self._running.discard(task)


def _bound(host: str, port: int) -> socket.socket:
    # With the protocol named, asyncio switches Nagle's algorithm off; otherwise each answer would take 40 ms.
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except BaseException:
        bound.close()
        raise
    return bound


async def _serving(app: ASGIApp, bound: socket.socket) -> uvicorn.Server:
    """A uvicorn that serves from now on, without its main loop: no signal handlers, and no pauses when it stops."""
    config = uvicorn.Config(
        app, lifespan="off", log_config=None, access_log=False, timeout_keep_alive=_KEEP_ALIVE_SECONDS
    )
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[bound])
    return server


async def _drained(server: uvicorn.Server) -> None:
    """Return once no connection is open any more; whoever does not go in time is cut off."""
    state = server.server_state
    told: set[Any] = set()
    with suppress(TimeoutError):
        async with asyncio.timeout(_STOP_SECONDS):
            while state.connections or state.tasks:
                for connection in state.connections - told:
                    connection.shutdown()
                told |= state.connections
                await asyncio.sleep(0.002)
    for connection in state.connections:
        connection.transport.abort()
    for task in state.tasks:
        task.cancel()
    if state.tasks:
        await asyncio.gather(*state.tasks, return_exceptions=True)
    for listening in server.servers:
        await listening.wait_closed()


def _endpoint(routes: Sequence[BaseRoute], path: str) -> Any:
    """The endpoint of a route, to offer it under a second address."""
    return next(route.endpoint for route in routes if isinstance(route, Route) and route.path == path)


async def _serve_until_terminated(sandbox: Sandbox) -> None:
    terminated = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, terminated.set)
    await sandbox.start()
    try:
        shown = {
            "base_url": sandbox.base_url,
            "connections": sandbox.connections(),
            "payout_accounts": sandbox.payout_accounts,
        }
        sys.stdout.write(json.dumps(shown) + "\n")
        sys.stdout.flush()
        await terminated.wait()
    finally:
        await sandbox.stop()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the sandbox as a process of its own."""
    parser = argparse.ArgumentParser(prog="adapters.sandbox.server", description="The sandbox on a loopback port.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--clock", type=Path, help="file through which other processes share the world's clock")
    parser.add_argument(
        "--wire",
        type=Path,
        default=os.environ.get("PARLEY_WIRE_LOG") or None,
        help="file that everything crossing the wire is appended to",
    )
    given = parser.parse_args(arguments)
    sandbox = Sandbox(clock=WorldClock(given.clock), wire=WireLog(given.wire), host=given.host, port=given.port)
    asyncio.run(_serve_until_terminated(sandbox))


if __name__ == "__main__":
    main()
