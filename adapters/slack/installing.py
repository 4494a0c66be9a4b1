"""The two pages of an installation: to Slack, and back from there with a code. Slack's own library does both."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from adapters.slack.installations import Installations
from adapters.slack.manifest import INSTALL_PATH, REDIRECT_PATH, SCOPES
from core.ports.doors import DoorAnswer

if TYPE_CHECKING:
    from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow

log = logging.getLogger(__name__)

STATE_SECONDS = 600
Page = Callable[[bool, str], bytes]
"""(whether it worked, the languages that a browser accepts) → the page that says so."""


class Installing:
    """`page` words the outcome; `joined` is told of a workspace that has the app from now on."""

    def __init__(
        self,
        installations: Installations,
        *,
        public_url: str,
        slack_base: str,
        page: Page,
        joined: Callable[[str], Awaitable[None]],
    ) -> None:
        self._installations = installations
        self._page = page
        self._joined = joined
        self._flow = self._made(public_url, slack_base)

    async def begin(self, query: Mapping[str, str], cookie: str) -> DoorAnswer:
        """Send somebody to Slack's page. The state is kept and given to the browser; only both together count."""
        return _sent(await self._flow.handle_installation(_request(query, cookie)))

    async def finish(self, query: Mapping[str, str], cookie: str, languages: str) -> DoorAnswer:
        """Slack sent somebody back: exchange the code. Whatever is wrong with it, nothing is kept and nothing raised."""
        try:
            done = await self._flow.handle_callback(_request(query, cookie))
            status = int(done.status)
        except Exception as fault:
            log.warning("an installation did not succeed", extra={"fault": type(fault).__name__})
            status = 400
        headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
        return DoorAnswer(status, self._page(status == 200, languages), "text/html; charset=utf-8", headers)

    def _made(self, public_url: str, slack_base: str) -> AsyncOAuthFlow:
        from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions
        from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
        from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
        from slack_bolt.response import BoltResponse
        from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore

        ours = self._installations
        joined = self._joined

        class Flow(AsyncOAuthFlow):
            """Keeps what was granted, and tells the market before it tells the person."""

            async def store_installation(self, request: Any, installation: Any) -> None:
                await joined(await ours.save(installation))

        async def success(_given: Any) -> BoltResponse:
            return BoltResponse(status=200, body="")

        async def failure(given: Any) -> BoltResponse:
            log.warning("an installation was refused: %.40s", given.reason)
            return BoltResponse(status=max(given.suggested_status_code, 400), body="")

        settings = AsyncOAuthSettings(
            client_id=ours.client_id,
            client_secret=ours.client_secret,
            scopes=list(SCOPES),
            redirect_uri=f"{public_url}{REDIRECT_PATH}",
            install_path=INSTALL_PATH,
            install_page_rendering_enabled=False,
            redirect_uri_path=REDIRECT_PATH,
            callback_options=AsyncCallbackOptions(success=success, failure=failure),
            authorization_url=f"{slack_base}/oauth/v2/authorize",
            installation_store=ours.store,
            state_store=AsyncSQLAlchemyOAuthStateStore(STATE_SECONDS, ours.engine, logger=ours.logger),
            state_expiration_seconds=STATE_SECONDS,
            logger=ours.logger,
        )
        return Flow(client=ours.client, logger=ours.logger, settings=settings)


def _request(query: Mapping[str, str], cookie: str) -> Any:
    from slack_bolt.request.async_request import AsyncBoltRequest

    asked: dict[str, Sequence[str]] = {key: [value] for key, value in query.items()}
    headers: dict[str, str | Sequence[str]] = {"cookie": [cookie]} if cookie else {}
    return AsyncBoltRequest(body="", query=asked, headers=headers)


def _sent(response: Any) -> DoorAnswer:
    headers = {name: values[0] for name, values in response.headers.items() if values and name != "content-type"}
    return DoorAnswer(int(response.status), b"", headers={**headers, "Cache-Control": "no-store"})
