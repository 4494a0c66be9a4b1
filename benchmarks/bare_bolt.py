"""The baseline of a press on Slack: a bare Bolt app that updates the pressed message once and stores nothing."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.canned_slack import DIRECT, SECRET, TEAM, TOKEN, CannedSession


class BareBolt:
    """Shows the given words and blocks on every press, the way Bolt's guide teaches."""

    def __init__(self, session: CannedSession) -> None:
        from slack_bolt.async_app import AsyncApp
        from slack_bolt.authorization import AuthorizeResult
        from slack_sdk.web.async_client import AsyncWebClient

        self.text = ""
        self.blocks: Sequence[Mapping[str, Any]] = ()
        self._done = asyncio.Event()
        client = AsyncWebClient(token=TOKEN, session=session)  # type: ignore[arg-type]

        async def authorize() -> AuthorizeResult:
            return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_id="B1", bot_user_id="UB", bot_token=TOKEN)

        self._app = AsyncApp(signing_secret=SECRET, authorize=authorize, client=AsyncWebClient())

        async def pressed(ack: Any, body: dict[str, Any]) -> None:
            await ack()
            ts = body["container"]["message_ts"]
            await client.chat_update(channel=DIRECT, ts=ts, text=self.text, blocks=self.blocks)
            self._done.set()

        self._app.action(re.compile(""))(pressed)

    async def handle(self, headers: Mapping[str, str], body: bytes) -> None:
        """One request as a web server hands it over."""
        from slack_bolt.request.async_request import AsyncBoltRequest

        self._done.clear()
        answer = await self._app.async_dispatch(AsyncBoltRequest(body=body.decode(), headers=dict(headers)))
        if answer.status != 200:
            raise RuntimeError(f"bare Bolt answered {answer.status}")
        await self._done.wait()
