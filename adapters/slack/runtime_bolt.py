"""Slack on the wire, by slack_bolt and slack_sdk: Socket Mode in, the Web API out.

The libraries are imported when a runtime is constructed, not before. Bolt only verifies, unpacks and
acknowledges: every payload goes into the inbox first, and what could not be stored is not acknowledged, so that
Slack sends it again. Nothing of a payload, an address or a token reaches a log, whatever the libraries would say.
"""

from __future__ import annotations

import asyncio
import base64
import logging
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from adapters.slack.calling import NOT_OFFERED, CallRefused
from adapters.slack.installations import Installations
from adapters.slack.pacing import PacedCaller
from adapters.slack.platform import SlackPlatform
from adapters.slack.taking import Taking
from adapters.slack.uploads import Loading
from adapters.slack.web_caller import WebCaller, is_here
from adapters.slack.workspaces import Workspaces
from core.ports.intake import ChatIntake
from core.tokens import KeyRing

if TYPE_CHECKING:
    from aiohttp import ClientSession
    from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
    from slack_bolt.async_app import AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

log = logging.getLogger(__name__)

CONNECTIONS_MAX = 10
_ANY = re.compile("", re.DOTALL)
_LISTENED = {
    "events_api": ("event",),
    "slash_commands": ("command",),
    "interactive": ("action", "shortcut", "view_closed", "view_submission", "options"),
}


class BoltRuntime:
    """One workspace's connection to Slack.

    `tenant` and `platform` are known after `start()`. Without an `app_token` no socket is opened; payloads then come in
    through `taking`, from a `SlackDoor`. `brisk` multiplies the pace of sending, for a pretended Slack.
    """

    def __init__(
        self,
        *,
        bot_token: str,
        app_token: str,
        signing_secret: str,
        api_base: str,
        ring: KeyRing,
        intake: ChatIntake,
        load: Loading | None = None,
        installations: Installations | None = None,
        connections: int = 2,
        timeout_seconds: float = 15,
        ping_seconds: float = 10,
        brisk: float = 1.0,
    ) -> None:
        if not 1 <= connections <= CONNECTIONS_MAX:
            raise ValueError(f"Slack allows 1 to {CONNECTIONS_MAX} Socket Mode connections, not {connections}")
        self.taking = Taking(intake)
        self.installations = installations
        self._workspaces = Workspaces(self._opened)
        self._api_base = api_base
        self._app_token = app_token
        self._ring = ring
        self._load = load
        self._connections = connections
        self._brisk = brisk
        self._timeout_seconds = timeout_seconds
        self._ping_seconds = ping_seconds
        self._logger = quiet_logger()
        self._session: ClientSession | None = None
        self._handlers: list[AsyncSocketModeHandler] = []
        self._platform: SlackPlatform | None = None
        self._home = ""
        self._identity: dict[str, str] = {}
        self._client: AsyncWebClient = web_client(api_base, bot_token)
        self._caller = WebCaller(self._client)
        # Bolt calls nothing itself; a token in its client would only be in the way of `authorize`.
        self.app: AsyncApp = self._build_app(web_client(api_base), signing_secret)

    @property
    def tenant(self) -> str:
        """The operator's own workspace, or organisation where the app is installed for all of it; empty before
        `start()`, and where the operator has none."""
        return self._home or self.taking.tenant

    @property
    def platform(self) -> SlackPlatform | Workspaces:
        """The way out. Raises RuntimeError before `start()`."""
        if self.installations is not None and self.taking.is_open:
            return self._workspaces
        if self._platform is None:
            raise RuntimeError("the Slack runtime has not been started")
        return self._platform

    async def start(self) -> None:
        """Check the bot token and open the sockets. Raises CallRefused or CallLost on a bad token or no answer,
        TimeoutError when a socket cannot be opened in time; nothing stays open then."""
        from aiohttp import ClientSession, ClientTimeout

        self._session = ClientSession(timeout=ClientTimeout(total=self._timeout_seconds))
        self._client.session = self._session
        try:
            if self._client.token:
                self._adopt(await self._about_us())
            if self.installations is not None:
                # Payloads of all workspaces come the same way, and each says whose it is.
                self._home, self.taking.tenant = self.taking.tenant, ""
                self.installations.client.session, self.taking.left = self._session, self._left
            self.taking.is_open = True
            if self._app_token:
                async with asyncio.timeout(self._timeout_seconds):
                    for _ in range(self._connections):
                        await self._connect()
        except BaseException:
            await self.stop()
            raise
        log.info("slack is connected with %d sockets", len(self._handlers))

    async def stop(self) -> None:
        """Let payloads that are being stored be acknowledged, then close everything. Safe to call twice."""
        await self.taking.settle(self._timeout_seconds)
        for handler in self._handlers:
            client: Any = handler.client
            with suppress(Exception):  # a socket that is broken already cannot say goodbye
                await client.close()
            tasks = (client.message_processor, client.current_session_monitor, client.message_receiver)
            running = [task for task in tasks if task is not None]
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
            await client.aiohttp_client_session.close()
        self._handlers.clear()
        if self._session is not None:
            await self._session.close()
        if self.installations is not None:
            await self.installations.close()

    def _opened(self, tenant: str) -> SlackPlatform:
        """The way out to one of many workspaces."""
        if tenant == self._home and self._platform is not None:
            return self._platform
        kept = self.installations
        assert kept is not None
        client = web_client(self._api_base)
        client.session = self._session
        caller = WebCaller(client, token=lambda: kept.token_of(tenant), refused=lambda: kept.forget(tenant))
        return SlackPlatform(PacedCaller(caller, brisk=self._brisk), self._ring, tenant, load=self._load)

    async def _left(self, tenant: str, at: datetime | None) -> bool:
        """A workspace took the app out: its tokens go. False where it has installed the app again since."""
        assert self.installations is not None
        gone = await self.installations.wipe(tenant, at)
        if gone:
            self._workspaces.forget(tenant)
        return gone

    async def _about_us(self) -> Mapping[str, Any]:
        """The answer of auth.test. A server that does not know the method says nothing about the token either."""
        try:
            return await self._caller.call("auth.test", {})
        except CallRefused as refusal:
            if refusal.error not in NOT_OFFERED:
                raise
            log.warning("slack does not say which workspace this is: %s", refusal.error)
            return {}

    def _adopt(self, about: Mapping[str, Any]) -> None:
        """Remember who we are by the answer of auth.test; what it leaves out, the payloads say."""
        self._identity = {key: value for key, value in about.items() if isinstance(value, str) and value}
        whole_organisation = about.get("is_enterprise_install") is True and "enterprise_id" in self._identity
        self.taking.tenant = self._identity.get("enterprise_id" if whole_organisation else "team_id", "")
        self._platform = SlackPlatform(
            PacedCaller(self._caller, brisk=self._brisk), self._ring, self.tenant, load=self._load
        )

    async def _connect(self) -> None:
        from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

        handler = AsyncSocketModeHandler(
            self.app, self._app_token, logger=self._logger, web_client=self._client, ping_interval=self._ping_seconds
        )
        self._handlers.append(handler)
        client: Any = handler.client
        client.proxy = self._client.proxy
        await client.connect()

    # --- the way in -------------------------------------------------------------------------------------------

    def _build_app(self, client: AsyncWebClient, signing_secret: str) -> AsyncApp:
        """A Bolt app that stores whatever comes. `process_before_response` is what makes it acknowledge last."""
        from slack_bolt.async_app import AsyncApp
        from slack_bolt.authorization import AuthorizeResult

        async def authorize() -> AuthorizeResult:
            """Who we are, from memory: a call could fail, and Bolt acknowledges what it cannot authorize."""
            known = ("enterprise_id", "team_id", "bot_id")
            ids = {key: self._identity.get(key) for key in known}
            return AuthorizeResult(**ids, bot_user_id=self._identity.get("user_id"), bot_token=self._client.token)

        app = AsyncApp(
            name="slack_bolt.parley",
            logger=self._logger,
            client=client,
            signing_secret=signing_secret,
            authorize=authorize,
            process_before_response=True,
            raise_error_for_unhandled_request=True,
        )
        for envelope, kinds in _LISTENED.items():
            for kind in kinds:
                getattr(app, kind)(_ANY)(self._storing(envelope))
        app.error(self._not_stored)
        return app

    async def _not_stored(self, error: Exception, body: dict[str, Any]) -> Any:
        if body.get("type") == "app_rate_limited":
            # Bolt has no listener for this one.
            return await self._storing("events_api")(_acknowledged, body)
        return await _fail(error, body)

    def _storing(self, envelope: str) -> Any:
        async def store(ack: Any, body: dict[str, Any]) -> Any:
            return await ack(**(await self.taking.take(envelope, body) or {}))

        return store


async def _fail(error: Exception, body: dict[str, Any]) -> Any:
    """The end of every payload that was not stored. The message of an error may quote the payload, so only its
    kind is logged."""
    from slack_bolt.error import BoltUnhandledRequestError
    from slack_bolt.response import BoltResponse

    if isinstance(error, BoltUnhandledRequestError):
        log.warning("slack sent a kind of payload that is not handled: %.40s", _letters(body.get("type")))
        return BoltResponse(status=200, body="")
    log.error("a slack payload was not stored and is not acknowledged: %s", type(error).__name__)
    return BoltResponse(status=503, body="")


async def _acknowledged(**_given: Any) -> Any:
    from slack_bolt.response import BoltResponse

    return BoltResponse(status=200, body="")


def _letters(kind: Any) -> str:
    return re.sub(r"[^a-z_]", "", kind) if isinstance(kind, str) else ""


class _WithoutContent(logging.Filter):
    """Lets the libraries say where something went wrong, and nothing of what they were handling."""

    def filter(self, record: logging.LogRecord) -> bool:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else record.levelname
        if record.exc_info and record.exc_info[0] and issubclass(record.exc_info[0], ConnectionError):
            # A socket broke before it took an acknowledgement: Slack sends the same again.
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.msg, record.args = "slack library, in %s: %s", (record.funcName, kind)
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def web_client(api_base: str, token: str = "") -> AsyncWebClient:
    """A client of Slack's SDK that repeats nothing and says nothing of what it handles."""
    from slack_sdk.web.async_client import AsyncWebClient

    class Client(AsyncWebClient):
        """Names a client's secret in a header of its own making: the SDK uses a part of aiohttp that is on its way out."""

        async def api_call(self, api_method: str, **given: Any) -> Any:
            auth = given.pop("auth", None)
            if isinstance(auth, dict):
                pair = f"{auth['client_id']}:{auth['client_secret']}".encode()
                basic = {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}
                given["headers"] = {**(given.get("headers") or {}), **basic}
            return await super().api_call(api_method, **given)

    client = Client(token=token or None, base_url=api_base, logger=quiet_logger(), retry_handlers=[])
    if is_here(api_base):
        client.proxy = None  # a company's proxy cannot reach a server on this machine
    return client


def quiet_logger() -> logging.Logger:
    """The logger that both libraries are given; Bolt copies its level and filter to all of its own."""
    for name in ("slack_sdk", "slack_bolt"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logger = logging.getLogger("slack_bolt.quiet")
    logger.setLevel(logging.WARNING)
    if not logger.filters:
        logger.addFilter(_WithoutContent())
    return logger
