"""The least of a Slack that a market can live with, strict in what it takes: an emulator as strangers write one.

It posts signed payloads in the shapes that Slack publishes, and knows `chat.postMessage` and nothing else.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import json
import time
from typing import Any, Final
from urllib.parse import urlencode

import httpx
from aiohttp import web
from aiohttp.test_utils import TestServer

SECRET: Final = "8f742231b10e8888abcd99yyyzzz85a5"
TOKEN: Final = "xoxb-other"
_PATIENCE_SECONDS: Final = 60.0


class BareSlack:
    """`missing` is how it answers what it does not know: with Slack's own refusal, or with a page or a bare status."""

    def __init__(self, missing: str, *, tells: bool) -> None:
        self.unknown: list[str] = []
        self.posted: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._missing = missing
        self._tells = tells
        """Whether answers hold what they hold at Slack, or only that all is well."""
        self._numbers = itertools.count(1)
        app = web.Application()
        app.router.add_post("/api/chat.postMessage", self._post_message)
        app.router.add_route("*", "/{method:.*}", self._other)
        self.server = TestServer(app)
        self._client = httpx.AsyncClient(trust_env=False, timeout=90)
        self.market = ""
        self.opened: Any = None
        """The market that is tried with it, where a test looks into that as well."""

    async def _post_message(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({"ok": False, "error": "invalid_auth"})
        given = await request.json()
        if not given.get("channel") or not (given.get("text") or given.get("blocks")):
            return web.json_response({"ok": False, "error": "no_text"})
        await self.posted.put(given)
        told = {"channel": "D024BE91L", "ts": f"1503435956.{next(self._numbers):06d}", "message": {"text": "…"}}
        return web.json_response({"ok": True, **(told if self._tells else {})})

    async def _other(self, request: web.Request) -> web.Response:
        self.unknown.append(request.path.removeprefix("/api/"))
        if self._missing == "unknown_method":
            return web.json_response({"ok": False, "error": "unknown_method"})
        if self._missing == "page":
            return web.Response(status=404, text="<!doctype html><h1>Not Found</h1>", content_type="text/html")
        return web.Response(status=501)

    async def close(self) -> None:
        """Post nothing more."""
        await self._client.aclose()

    # ── what people do ───────────────────────────────────────────────────────────────────────────────────────────

    async def shows(self, words: str) -> dict[str, Any]:
        """The next message with these words."""
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while words not in json.dumps(said := await self.posted.get(), ensure_ascii=False):
                pass
        return said

    async def command(self, text: str) -> None:
        number = next(self._numbers)
        await self._send(
            {
                "token": "gIkuvaNzQIHg97ATvDxqgjtO",
                "team_id": "T0001",
                "team_domain": "example",
                "channel_id": "C2147483705",
                "channel_name": "test",
                "user_id": "U2147483697",
                "user_name": "Steve",
                "command": "/parley",
                "text": text,
                "response_url": "https://hooks.slack.invalid/commands/1234/5678",
                "trigger_id": f"13345224609.738474920.{number}",
                "api_app_id": "A123456",
            }
        )

    async def presses(self, shown: dict[str, Any], label: str) -> None:
        """A button of a message, pressed in the conversation that Slack opened for it."""
        elements = [each for block in shown["blocks"] for each in block.get("elements", []) if "action_id" in each]
        button = next(each for each in elements if each["text"]["text"] == label)
        number = next(self._numbers)
        payload = {
            "type": "block_actions",
            "team": {"id": "T0001", "domain": "example"},
            "user": {"id": "U2147483697", "username": "steve", "team_id": "T0001"},
            "api_app_id": "A123456",
            "token": "9s8d9as89d8as9d8as989",
            "container": {"type": "message", "message_ts": "1548261231.000200", "channel_id": "D024BE91L"},
            "trigger_id": f"12321423423.333649436676.{number}",
            "channel": {"id": "D024BE91L", "name": "directmessage"},
            "message": {"bot_id": "BAH5CA16Z", "type": "message", "text": "…", "ts": "1548261231.000200"},
            "response_url": "https://hooks.slack.invalid/actions/AABA1ABCD/1232321423432/D09DSasdasdasda",
            "actions": [
                {
                    "type": "button",
                    "action_id": button["action_id"],
                    "block_id": "=qXel",
                    "text": button["text"],
                    "value": button["value"],
                    "action_ts": f"{1548426417 + number}.840180",
                }
            ],
        }
        await self._send({"payload": json.dumps(payload)})

    async def says(self, text: str) -> None:
        number = next(self._numbers)
        event = {
            "type": "message",
            "channel": "D024BE91L",
            "user": "U2147483697",
            "text": text,
            "ts": f"1355517523.{number:06d}",
            "event_ts": f"1355517523.{number:06d}",
            "channel_type": "im",
        }
        outer = {"token": "z26uFbvR1xHJEdHE1OQiO6t8", "team_id": "T0001", "api_app_id": "A123456", "event": event}
        await self._post(
            json.dumps({**outer, "type": "event_callback", "event_id": f"Ev{number:08d}", "event_time": 1355517523}),
            "application/json",
        )

    async def opens_home(self) -> None:
        event = {"type": "app_home_opened", "user": "U2147483697", "channel": "D024BE91L", "tab": "home"}
        outer = {"team_id": "T0001", "event": event, "type": "event_callback", "event_id": "EvHOME0001"}
        await self._post(json.dumps(outer), "application/json")

    async def _send(self, fields: dict[str, str]) -> None:
        await self._post(urlencode(fields), "application/x-www-form-urlencoded")

    def event(self, number: int, text: str) -> str:
        """A message to the app, as Slack posts it however often it tries."""
        ts = f"1355517600.{number:06d}"
        event = {"type": "message", "channel": "D024BE91L", "user": "U2147483697", "text": text, "ts": ts}
        outer = {"team_id": "T0001", "api_app_id": "A123456", "event": {**event, "channel_type": "im"}}
        return json.dumps({**outer, "type": "event_callback", "event_id": f"Ev{number:09d}", "event_time": 1355517600})

    async def _post(self, body: str, content_type: str) -> None:
        answer = await self.post(body, content_type)
        assert (answer.status_code, answer.content) == (200, b"")

    async def post(self, body: str, content_type: str = "application/json", **headers_: str) -> httpx.Response:
        """Post something signed to the market; what it answers."""
        timestamp = str(int(time.time()))
        signed = hmac.new(SECRET.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": f"v0={signed}",
            **headers_,
        }
        return await self._client.post(f"{self.market}/slack/events", content=body.encode(), headers=headers)
