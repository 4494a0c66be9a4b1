"""Which workspaces have installed the app, and their tokens: kept by the store of Slack's own SDK, sealed, and refreshed
in time by one worker at a time."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from sqlalchemy import ColumnElement, LargeBinary, NullPool, Table, TypeDecorator, text
from sqlalchemy.engine import Dialect, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from adapters.slack.calling import CallLost, CallRefused
from core.ports.clock import Clock

if TYPE_CHECKING:
    from slack_sdk.oauth.installation_store import Bot, Installation
    from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore
    from slack_sdk.web.async_client import AsyncWebClient

log = logging.getLogger(__name__)

REFRESHED_BEFORE = timedelta(hours=2)
"""A token lives for twelve hours, and its refresh token is used once."""
_KEPT = timedelta(seconds=60)
_CLAIM = timedelta(seconds=30)
_PATIENCE_SECONDS = 10.0
_LOOK_SECONDS = 0.05
_TENANTS_KEPT_MAX = 10_000
_WHENEVER_MINUTES = 10**8
_TOKENS = ("bot_token", "bot_refresh_token", "user_token", "user_refresh_token")

_CLAIMING = text(
    "INSERT INTO slack_rotations (tenant, claimed_by, claimed_until) VALUES (:tenant, :me, :until) "
    "ON CONFLICT (tenant) DO UPDATE SET claimed_by = :me, claimed_until = :until "
    "WHERE slack_rotations.claimed_until <= :now"
)
_RELEASING = text("DELETE FROM slack_rotations WHERE tenant = :tenant AND claimed_by = :me")

Cipher = Callable[[bytes, str], bytes]
"""(content, what it is) → sealed, or the other way round."""


class _SealedText(TypeDecorator[str]):
    """A token as it is kept: bytes that only this deployment can open."""

    impl = LargeBinary
    cache_ok = False

    def __init__(self, seal: Cipher, unseal: Cipher, what: str) -> None:
        super().__init__()
        self._seal, self._unseal, self._what = seal, unseal, what

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else self._seal(value.encode(), self._what)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else self._unseal(bytes(value), self._what).decode()


@dataclass(frozen=True, slots=True)
class _Known:
    bot: Bot
    read_at: datetime


class Installations:
    """The workspaces of one app. `lost` is told of a workspace that has to install the app again."""

    def __init__(
        self,
        *,
        database_url: str,
        client_id: str,
        client_secret: str,
        client: AsyncWebClient,
        seal: Cipher,
        unseal: Cipher,
        clock: Clock,
        logger: logging.Logger,
    ) -> None:
        from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore
        from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator

        self.client_id, self.client_secret, self.client = client_id, client_secret, client
        self.lost: Callable[[str], Awaitable[None]] | None = None
        self.engine = _engine(database_url)
        self.logger = logger
        self.store: AsyncSQLAlchemyInstallationStore = AsyncSQLAlchemyInstallationStore(
            client_id, self.engine, logger=logger
        )
        for table in (self.store.bots, self.store.installations):
            for column in table.c:
                if column.name in _TOKENS:
                    column.type = _SealedText(seal, unseal, column.name)
        self._rotator = AsyncTokenRotator(client_id=client_id, client_secret=client_secret, client=client)
        self._clock = clock
        self._me = secrets.token_hex(8)
        self._known: dict[str, _Known] = {}
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def close(self) -> None:
        await self.engine.dispose()

    async def token_of(self, tenant: str) -> str:
        """The bot token of a workspace or organisation, good for a while yet. Raises CallRefused where there is none."""
        bot = self._kept(tenant)
        if bot is None:
            async with self._locks.setdefault(tenant, asyncio.Lock()):
                bot = self._kept(tenant) or await self._read(tenant)
        return str(bot.bot_token)

    def forget(self, tenant: str) -> None:
        """Slack did not take the token: look again at the next call."""
        self._known.pop(tenant, None)

    async def save(self, installation: Installation) -> str:
        """Keep what Slack granted; the tenant it belongs to."""
        installation.bot_token_expires_at = self._ours(installation.bot_token_expires_at)
        await self.store.async_save(installation)
        whole = installation.is_enterprise_install and installation.enterprise_id
        tenant = str(whole or installation.team_id)
        self.forget(tenant)
        return tenant

    async def wipe(self, tenant: str, before: datetime | None = None) -> bool:
        """Forget what a workspace had granted before a moment; whether nothing is left."""
        self.forget(tenant)
        async with self.engine.begin() as connection:
            for table in (self.store.installations, self.store.bots):
                mine = self._mine(table, tenant)
                if before is not None:
                    mine &= table.c.installed_at <= before.astimezone(UTC).replace(tzinfo=None)
                await connection.execute(table.delete().where(mine))
        return not await self._keys(tenant)

    # ── reading and refreshing ───────────────────────────────────────────────────────────────────────────────────

    def _kept(self, tenant: str) -> Bot | None:
        known, now = self._known.get(tenant), self._clock.now()
        if known is None or known.read_at + _KEPT <= now or self._has_expired(known.bot):
            return None
        return known.bot

    async def _read(self, tenant: str) -> Bot:
        ends = time.monotonic() + _PATIENCE_SECONDS
        while True:
            bot = await self._find(tenant)
            if not self._ends_within(bot, REFRESHED_BEFORE):
                break
            if await self._claimed(tenant):
                try:
                    bot = await self._refreshed(tenant)
                finally:
                    await self._release(tenant)
                break
            if not self._has_expired(bot):
                break  # somebody else is refreshing it; this one is good until they are done
            if time.monotonic() > ends:
                raise CallLost("a token is being refreshed")
            await asyncio.sleep(_LOOK_SECONDS)
        if self._has_expired(bot):
            raise CallRefused("token_expired")
        if len(self._known) >= _TENANTS_KEPT_MAX:
            self._known.clear()
        self._known[tenant] = _Known(bot, self._clock.now())
        return bot

    async def _refreshed(self, tenant: str) -> Bot:
        """With the claim held: the new token is in the database before anybody uses it."""
        from aiohttp import ClientError
        from slack_sdk.errors import SlackClientError, SlackTokenRotationError

        bot = await self._find(tenant)
        if not self._ends_within(bot, REFRESHED_BEFORE):
            return bot
        try:
            made = await self._rotator.perform_bot_token_rotation(bot=bot, minutes_before_expiration=_WHENEVER_MINUTES)
        except SlackTokenRotationError as refusal:
            await self._refused(tenant, refusal)
            return bot
        except (ClientError, SlackClientError, TimeoutError, OSError, ValueError, KeyError, TypeError) as fault:
            log.warning("slack gave no fresh token yet", extra={"fault": type(fault).__name__})
            return bot
        if made is None:
            return bot
        made.bot_token_expires_at = self._ours(made.bot_token_expires_at)
        await self.store.async_save_bot(made)
        return made

    async def _refused(self, tenant: str, refusal: Any) -> None:
        code = str(refusal.api_error.response.get("error", ""))
        log.warning("slack refused to refresh a token: %.40s", code)
        # Most likely a process died between Slack's answer and our commit: the refresh token is used up.
        if code == "invalid_refresh_token" and self.lost is not None:
            await self.lost(tenant)

    async def _find(self, tenant: str) -> Bot:
        for enterprise_id, team_id in await self._keys(tenant):
            bot = await self.store.async_find_bot(
                enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=team_id is None
            )
            if bot is not None and bot.bot_token:
                return bot
        self.forget(tenant)
        raise CallRefused("not_installed")

    async def _keys(self, tenant: str) -> list[tuple[str | None, str | None]]:
        """How the store names a tenant: a workspace by organisation and team, an organisation by itself."""
        bots = self.store.bots
        columns = (bots.c.enterprise_id, bots.c.team_id)
        statement = bots.select().with_only_columns(*columns).where(self._mine(bots, tenant)).distinct()
        async with self.engine.connect() as connection:
            return [(row[0], row[1]) for row in await connection.execute(statement)]

    def _mine(self, table: Table, tenant: str) -> ColumnElement[bool]:
        columns = table.c
        whole = (columns.enterprise_id == tenant) & columns.team_id.is_(None)
        return (columns.client_id == self.client_id) & ((columns.team_id == tenant) | whole)

    async def _claimed(self, tenant: str) -> bool:
        now = int(self._clock.now().timestamp() * 1000)
        until = now + int(_CLAIM.total_seconds() * 1000)
        async with self.engine.begin() as connection:
            done = await connection.execute(_CLAIMING, {"tenant": tenant, "me": self._me, "until": until, "now": now})
        return done.rowcount > 0

    async def _release(self, tenant: str) -> None:
        async with self.engine.begin() as connection:
            await connection.execute(_RELEASING, {"tenant": tenant, "me": self._me})

    # ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _ours(self, expires_at: float | None) -> int | None:
        """The SDK counts from the system's clock; we from the market's."""
        return None if expires_at is None else int(self._clock.now().timestamp() + expires_at - time.time())

    def _ends_within(self, bot: Bot, period: timedelta) -> bool:
        ends = bot.bot_token_expires_at
        return ends is not None and ends <= (self._clock.now() + period).timestamp()

    def _has_expired(self, bot: Bot) -> bool:
        return self._ends_within(bot, timedelta(0))


def _engine(database_url: str) -> AsyncEngine:
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        # A file of which the market's own writer may hold the lock for a moment.
        return create_async_engine(
            url.set(drivername="sqlite+aiosqlite"), poolclass=NullPool, connect_args={"timeout": 30}
        )
    return create_async_engine(url.set(drivername="postgresql+asyncpg"), pool_size=2, max_overflow=2)
