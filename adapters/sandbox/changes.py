"""One address that tells every watcher to look again: `GET /_changes?after=MARK&wait=SECONDS`."""

from __future__ import annotations

import asyncio
import secrets
import time
from datetime import UTC, datetime
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.sandbox.clock import WorldClock
from adapters.sandbox.slack_api import SlackSandbox
from adapters.sandbox.telegram_api import TelegramSandbox

_WAIT_SECONDS_MAX: Final = 30.0
_LOOK_SECONDS: Final = 0.02


class Changes:
    """Says that somebody's Telegram, somebody's Slack or the clock has changed, not what.

    One waiting request serves all panels of a page: a browser grants one server six connections, and a request for
    each panel would leave none for acting. The answer is {mark, now, world}; `world` is another one after a restart,
    so that a watcher knows that all it has seen is gone.
    """

    def __init__(self, telegram: TelegramSandbox, slack: SlackSandbox, clock: WorldClock) -> None:
        self._telegram = telegram
        self._slack = slack
        self._clock = clock
        self.world = secrets.token_hex(8)

    def routes(self) -> list[BaseRoute]:
        return [Route("/_changes", self._changes, methods=["GET"])]

    async def _changes(self, request: Request) -> Response:
        after = request.query_params.get("after")
        try:
            wait_seconds = min(float(request.query_params.get("wait", 0)), _WAIT_SECONDS_MAX)
        except ValueError:
            return JSONResponse({"error": "wait is a number"}, 422)
        end = time.monotonic() + wait_seconds
        while (mark := self._mark()) == after and time.monotonic() < end:  # noqa: ASYNC110 - the clock rings no bell
            await asyncio.sleep(_LOOK_SECONDS)
        return JSONResponse({"mark": mark, "now": self._clock.now().isoformat(), "world": self.world})

    def _mark(self) -> str:
        books = self._telegram.books
        chats = sum(chat.seq for chat in [*books.private.values(), *books.groups.values()])
        ahead_seconds = round((self._clock.now() - datetime.now(UTC)).total_seconds())
        return f"{self.world}.{chats}.{self._slack.books.pulse.seq}.{ahead_seconds}"
