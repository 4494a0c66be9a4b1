"""The sandbox as a newcomer meets it: pretended platforms, a seeded market, and the product running against them."""

from __future__ import annotations

import asyncio
import importlib
import os
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from adapters.storage.ciphers import DataKeys
from adapters.storage.migrate import migrate
from bot.bootstrap import build
from bot.market.seeding import ChatAccount, Seeding
from bot.running import Market
from bot.settings import Settings, read_settings
from bot.world import World
from core.ids import Ids

if TYPE_CHECKING:
    from adapters.sandbox.server import Sandbox


class Rehearsal:
    """A sandbox and a market in one process. `folder` holds the database, the keys and the moved clock; `settings` are
    for a market that is set up in another way than usual."""

    def __init__(
        self,
        folder: Path,
        *,
        port: int = 0,
        wire_log: str | None = None,
        settings: Mapping[str, Any] | None = None,
    ) -> None:
        from adapters.sandbox.clock import WorldClock
        from adapters.sandbox.server import Sandbox
        from adapters.sandbox.wire_log import WireLog

        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.clock = WorldClock(folder / "clock")
        log = wire_log if wire_log is not None else os.environ.get("PARLEY_WIRE_LOG", "")
        self.sandbox: Sandbox = Sandbox(clock=self.clock, wire=WireLog(Path(log) if log else None), port=port)
        self.market: Market | None = None
        self._settings = settings or {}

    @property
    def running(self) -> Market:
        assert self.market is not None
        return self.market

    async def open(self) -> None:
        """The platforms: from here on the page answers."""
        await self.sandbox.start()

    async def enter(self) -> Market:
        """The market: migrated, seeded, connected."""
        # Loading them takes seconds; in a thread of its own the page answers meanwhile.
        await asyncio.to_thread(_load_libraries)
        settings = rehearsal_settings(self.folder, self.sandbox.connections(), **self._settings)
        self.market = await enter(settings, World(clock=self.clock, brisk=True), self.sandbox.payout_accounts)
        from adapters.sandbox import cast

        app = self.sandbox.slack.books.apps[str(cast.HANSA.app_id)]
        app.unfurl_domains = (urlsplit(self.market.public_url).hostname or "",)
        if not settings.SLACK_APP_TOKEN.get_secret_value():
            await self.sandbox.slack.post_to(str(cast.HANSA.app_id), f"{self.market.public_url}/slack/events")
        return self.market

    async def close(self) -> None:
        if self.market is not None:
            await self.market.stop()
        await self.sandbox.stop()


def _load_libraries() -> None:
    """What the runtimes would import in their constructors."""
    for library in ("aiogram", "slack_bolt.async_app", "stripe"):
        importlib.import_module(library)


def rehearsal_settings(folder: Path, connections: Mapping[str, str], **more: Any) -> Settings:
    """Settings for a market in a folder of its own, on a free port of this machine."""
    port = _free_port()
    return read_settings(
        _env_file=None,
        **{
            "DATABASE_URL": f"sqlite:///{folder / 'market.sqlite3'}",
            "KEY_FILE": str(folder / "keys.json"),
            "FILES_FOLDER": str(folder / "files"),
            "PORT": port,
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
            "DEPLOYMENT": "sandbox",
            # Nobody who looks around here has an authenticator for people who do not exist.
            "STEP_UP_MINUTES": 0,
            # Days pass in seconds here.
            "OFFERS_AN_HOUR": 100_000,
            **connections,
            **more,
        },
    )


async def enter(settings: Settings, world: World, payout_accounts: Mapping[str, str]) -> Market:
    """Migrate, seed, start, and tell the pretended provider where its news go."""
    migrate(settings.DATABASE_URL)
    market = build(settings, world)
    await seed(market, payout_accounts)
    await market.start()
    hook = {"url": f"{market.public_url}/stripe/webhook", "secret": settings.STRIPE_WEBHOOK_SECRET.get_secret_value()}
    async with httpx.AsyncClient() as client:
        (await client.post(f"{settings.STRIPE_API_BASE}/_webhook", json=hook)).raise_for_status()
    return market


async def seed(market: Market, payout_accounts: Mapping[str, str]) -> None:
    """Two sellers with goods, Slack accounts that speak for them, and two moderators."""
    from adapters.sandbox import cast

    keys = DataKeys.from_text(market.keys.data, market.keys.index)
    seeding = Seeding(
        store=market.store,
        clock=market.world.clock,
        ids=Ids(market.world.clock.now, market.world.entropy.token_bytes),
        index_of=keys.email_index,
    )
    sellers = await seeding.market(payout_accounts)
    team = str(cast.HANSA.team_id)
    for seat, face in zip(sellers, cast.SELLERS, strict=True):
        await seeding.introduce(seat.user_id, ChatAccount("slack", team, face.id, face.direct_channel))
    for face in cast.MODERATORS:
        role = "operator" if face in cast.OPERATORS else "moderator"
        await seeding.moderator(ChatAccount("slack", team, face.id, face.direct_channel), face.name, role)


def _free_port() -> int:
    """A port that is free now: people come back to it from the payment page, so it must be known before the start."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
