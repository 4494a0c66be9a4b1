"""The pretended Slack: Web API, Socket Mode, HTTP deliveries and control endpoints behind one set of routes."""

from __future__ import annotations

import asyncio
import base64
import binascii
import math
from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from adapters.sandbox import slack_chat, slack_conversations, slack_files, slack_oauth, slack_views
from adapters.sandbox.clock import WorldClock
from adapters.sandbox.slack_books import Books, WorkspaceSeed
from adapters.sandbox.slack_calls import Call, Method, arguments_of, authorised, bearer
from adapters.sandbox.slack_control import Control
from adapters.sandbox.slack_faults import CutConnection
from adapters.sandbox.slack_limits import Refused
from adapters.sandbox.slack_oauth import oauth_routes
from adapters.sandbox.slack_records import Json
from adapters.sandbox.slack_response_url import response_routes
from adapters.sandbox.slack_world import SlackWorld
from adapters.sandbox.wire_log import WireLog

METHODS: dict[str, Method] = {
    **slack_oauth.METHODS,
    **slack_chat.METHODS,
    **slack_conversations.METHODS,
    **slack_views.METHODS,
    **slack_files.METHODS,
}


_SECRETS = frozenset({"access_token", "refresh_token", "client_secret", "code"})


class SlackSandbox:
    """One pretended Slack with any number of workspaces.

    `base_url` is where its routes are mounted, without a trailing slash; the Web API is below `/api/`.
    `ack_seconds` and `trigger_seconds` are real time and 3 at Slack. `own_events` says whether apps are told
    about their own messages, as at Slack. Call `aclose` before the loop ends.
    """

    def __init__(
        self,
        clock: WorldClock,
        wire: WireLog,
        *,
        base_url: str,
        workspaces: Iterable[WorkspaceSeed] = (),
        ack_seconds: float = 3.0,
        trigger_seconds: float = 3.0,
        own_events: bool = True,
    ) -> None:
        self._world = SlackWorld(
            clock,
            wire,
            base_url,
            workspaces,
            ack_seconds=ack_seconds,
            trigger_seconds=trigger_seconds,
            own_events=own_events,
        )

    @property
    def books(self) -> Books:
        """What exists, for callers in the same process."""
        return self._world.books

    @property
    def pending(self) -> int:
        """Events neither acknowledged nor given up."""
        return self._world.deliveries.pending

    async def post_to(self, app_id: str, address: str) -> bool:
        """Post an app's payloads to this address instead of using its sockets; False when its handshake fails."""
        app = self.books.apps[app_id]
        app.events_url = address
        answered = await self._world.deliveries.challenge(app)
        app.events_url = address if answered else None
        return answered

    def routes(self) -> list[BaseRoute]:
        """Everything to mount under `base_url`."""
        return [
            Route("/api/{method:path}", self._call, methods=["GET", "POST"]),
            WebSocketRoute("/link/", self._world.sockets),
            *file_and_answer_routes(self._world),
            *Control(self._world).routes(),
        ]

    async def aclose(self) -> None:
        """Stop retries and deliveries that are still under way."""
        await self._world.deliveries.aclose()

    async def _call(self, request: Request) -> Response:
        """One Web API call."""
        name = request.path_params["method"].strip("/")
        world = self._world
        world.calls[name] += 1
        method = METHODS.get(name)
        if method is None:
            return _answer({"ok": False, "error": "unknown_method", "req_method": name})
        try:
            given = await arguments_of(request, json_body=method.json_body)
            token = bearer(request, given)
            channel = str(given.get("channel", "")) or None
            struck = await self._struck(name, channel)
            if struck is not None:
                return struck
            read = _readable(method, given)
            world.wire.write("slack", "call", _masked(read), name=name)
            call = Call(world, name, given, authorised(world, method, token), _basic(request))
            self._keep_pace(call, method, channel)
            call.args = method.read(given)
            answer = {"ok": True, **await method.run(call)}
        except Refused as refused:
            world.wire.write("slack", "answer", refused.body(), name=name)
            return _answer(refused.body(), refused.status, refused.headers)
        world.wire.write("slack", "answer", _masked(answer), name=name)
        if world.faults.strike("cut_after", name, channel) is not None:
            return CutConnection()
        headers = {}
        if call.token is not None and call.token.kind == "bot":
            headers["X-OAuth-Scopes"] = ",".join(sorted(call.workspace.scopes))
        return _answer(answer, headers=headers)

    async def _struck(self, name: str, channel: str | None) -> Response | None:
        """The answer of a switched-on fault that comes before the call has any effect."""
        faults = self._world.faults
        if (fault := faults.strike("delay", name, channel)) is not None:
            await asyncio.sleep(fault.seconds)
        if faults.strike("cut_before", name, channel) is not None:
            return CutConnection()
        if (fault := faults.strike("ratelimited", name, channel)) is not None:
            raise _too_fast(fault.seconds)
        if (fault := faults.strike("server_error", name, channel)) is not None:
            return _answer({"ok": False, "error": fault.error}, fault.status)
        if (fault := faults.strike("api_error", name, channel)) is not None:
            raise Refused(fault.error)
        return None

    def _keep_pace(self, call: Call, method: Method, channel: str | None) -> None:
        if call.token is None:
            return
        team_id = call.token.team_id or call.token.app_id
        wait = self._world.pace.wait_seconds(team_id, call.method, method.tier, channel)
        if wait > 0:
            raise _too_fast(wait)


def file_and_answer_routes(world: SlackWorld) -> list[BaseRoute]:
    """The addresses that product code is handed by others: uploads, downloads, response URLs, the install page."""
    return [*slack_files.file_routes(world), *response_routes(world), *oauth_routes(world)]


def _too_fast(wait_seconds: float) -> Refused:
    return Refused("ratelimited", status=429, headers={"Retry-After": str(max(1, math.ceil(wait_seconds)))})


def _readable(method: Method, given: Json) -> Json:
    """The arguments as the wire log shows them: typed where they can be."""
    try:
        return method.read(given)
    except Refused:
        return given


def _masked(body: Json) -> Json:
    """The body as the wire log may keep it: secrets hidden."""
    return {key: "***" if key in _SECRETS else value for key, value in body.items()}


def _basic(request: Request) -> tuple[str, str] | None:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        user, _, secret = base64.b64decode(value).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return user, secret


def _answer(body: Json, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return JSONResponse(body, status, headers=headers or {}, media_type="application/json; charset=utf-8")
