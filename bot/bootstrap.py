"""The composition root: the only file that picks real or sandbox, Telegram or Slack, SQLite or PostgreSQL.

Plain constructors in reading order. Tests and the sandbox go through `build` like everybody else; what differs for them
is the `World`.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn

from adapters.http.app import http_app
from adapters.storage.ciphers import DataKeys
from adapters.storage.opening import open_store
from adapters.stripe.webhook import read_event
from bot.agreement import AgreementWriter
from bot.context import Services
from bot.dispatcher import Dispatcher
from bot.keys import Keys, read_keys
from bot.notifications import Notifications
from bot.receiving import Channel, Receiving
from bot.settings import Settings
from bot.showing import Showing
from bot.text import Texts
from bot.world import World
from core.ids import Ids
from core.ports.chat import ChatPlatform, Place
from core.ports.clock import Clock
from core.ports.payments import ProviderEvent
from core.ports.unit_of_work import Store
from core.rules import Rules
from core.services.deadlines import Deadlines
from core.services.delivery import Delivery
from core.services.escrow import Escrow
from core.services.listing import ListingService
from core.services.membership import MembershipService
from core.services.trading import Trading
from jobs.deadline_sweep import deadline_sweep
from jobs.inbox_catch_up import inbox_catch_up
from jobs.outbox_delivery import outbox_delivery
from jobs.payment_polling import payment_polling
from jobs.provider_calls import provider_calls
from jobs.scheduler import Job, Ticker

if TYPE_CHECKING:
    from adapters.slack.runtime_bolt import BoltRuntime
    from adapters.storage.postgres import PostgresStore
    from adapters.storage.sqlite import SqliteStore
    from adapters.stripe.provider import StripeProvider
    from adapters.telegram.runtime_aiogram import AiogramRuntime

log = logging.getLogger(__name__)


@dataclass
class Market:
    """A running market, put together. `start` brings up what is configured; `stop` ends it in reverse order."""

    settings: Settings
    world: World
    keys: Keys
    store: SqliteStore | PostgresStore
    services: Services
    dispatcher: Dispatcher
    showing: Showing
    receiving: Receiving
    deadlines: Deadlines
    delivery: Delivery
    escrow: Escrow | None
    provider: StripeProvider | None
    platforms: dict[str, ChatPlatform]
    telegram: AiogramRuntime | None = None
    slack: BoltRuntime | None = None
    public_url: str = ""
    _ticker: Ticker | None = None
    _server: uvicorn.Server | None = None
    _serving: asyncio.Task[None] | None = None
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _waking: asyncio.Task[None] | None = None

    # ── running ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def start(self) -> None:
        """HTTP first, then the chats, then what the last process left behind, then the clocks."""
        await self._start_http()
        await self.start_chats()
        if self.settings.DATABASE_URL.startswith("sqlite"):
            # A file has one process at a time; with a server, another worker may hold what looks abandoned.
            await self.delivery.take_over()
            if self.escrow is not None:
                await self.escrow.take_over()
        await self.receiving.catch_up(grace=timedelta(0))
        self._waking = asyncio.create_task(self._drain_when_woken(), name="outbox")
        self._ticker = Ticker(self.jobs())
        self._ticker.start()
        self.wake()

    async def stop(self) -> None:
        if self._ticker is not None:
            await self._ticker.stop()
        for runtime in (self.telegram, self.slack):
            if runtime is not None:
                await runtime.stop()
        await self.receiving.settle()
        if self._waking is not None:
            self._waking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._waking
        if self._server is not None and self._serving is not None:
            self._server.should_exit = True
            await self._serving
        await self.showing.flush()
        if self.provider is not None:
            await self.provider.close()
        await self.store.close()

    async def start_chats(self) -> None:
        """Connect to the platforms that have a token."""
        if self.telegram is not None:
            self.platforms["telegram"] = self.telegram.platform
            await self.telegram.set_up(_menus())
            await self.telegram.start()
        if self.slack is not None:
            await self.slack.start()
            self.platforms["slack"] = self.slack.platform

    def jobs(self) -> tuple[Job, ...]:
        """Everything that happens without anyone asking."""
        pace = 0.1 if self.world.brisk else 1.0
        found = [
            deadline_sweep(self.deadlines, 5 * pace),
            outbox_delivery(self.delivery, 2 * pace),
            inbox_catch_up(self.receiving.catch_up, 30),
            Job("screen-marks", self.showing.flush, 1 * pace),
        ]
        if self.escrow is not None:
            found += [provider_calls(self.escrow, 2 * pace), payment_polling(self.escrow, 600 * pace)]
        return tuple(found)

    def wake(self) -> None:
        """Something was committed: send and pay now rather than at the next tick."""
        self._wake.set()

    async def settled(self) -> None:
        """Wait until nothing is left to do that is due now."""
        await self.receiving.settle()
        while True:
            paid = await self.escrow.drain() if self.escrow is not None else 0
            sent = await self.delivery.drain()
            if not paid and not sent:
                return

    async def _drain_when_woken(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                while (self.escrow is not None and await self.escrow.drain()) or await self.delivery.drain():
                    pass
            except Exception:
                log.exception("what was committed could not be sent at once")

    async def _start_http(self) -> None:
        app = http_app(
            intake=self.receiving,
            read_event=self._read_event if self.settings.STRIPE_WEBHOOK_SECRET.get_secret_value() else None,
            is_healthy=self._is_healthy,
            clock=self.world.clock,
            words_after_paying=_words_after_paying,
        )
        listening = _listen(self.settings.HOST, self.settings.PORT)
        if not self.settings.PORT:
            self.public_url = f"http://{self.settings.HOST}:{listening.getsockname()[1]}"
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off")
        self._server = uvicorn.Server(config)
        self._server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
        self._serving = asyncio.create_task(self._server._serve(sockets=[listening]), name="http")
        while not self._server.started and not self._serving.done():  # noqa: ASYNC110 (the server offers no event)
            await asyncio.sleep(0.01)

    def _read_event(self, body: bytes, signature: str) -> ProviderEvent:
        wanted = self.settings.STRIPE_WEBHOOK_SECRET.get_secret_value().split(",")
        return read_event(body, signature, wanted, self.world.clock.now())

    async def _is_healthy(self) -> bool:
        try:
            await self.store.read(lambda tx: tx.screen("", ""))
        except Exception:
            log.exception("the database does not answer")
            return False
        return True

    def desk(self) -> Place | None:
        """Where disputes are handled, once its platform is connected."""
        channel, _, chat = self.settings.MODERATORS_CHANNEL.partition(":")
        tenant = {
            "slack": self.slack.tenant if self.slack and "slack" in self.platforms else "",
            "telegram": self.telegram.tenant if self.telegram else "",
        }.get(channel, "")
        return Place(channel, tenant, chat, kind="group") if chat and tenant else None


def build(settings: Settings, world: World | None = None) -> Market:
    """Put a market together. Nothing is connected yet; the database must have been migrated."""
    world = world or World()
    keys = read_keys(Path(settings.KEY_FILE))
    store = open_store(settings.DATABASE_URL, DataKeys.from_text(keys.data, keys.index))
    clock, ids = world.clock, Ids(world.clock.now, world.entropy.token_bytes)
    texts = Texts()
    services = _services(settings, texts, clock, ids)
    provider = _provider(settings, clock)
    escrow = _escrow(settings, provider, store, services.trading, world, ids)
    platforms: dict[str, ChatPlatform] = {}
    showing = Showing(store, platforms, clock)

    def desk() -> Place | None:
        return market.desk()

    dispatcher = Dispatcher(store=store, services=services, texts=texts, desk=desk)
    notifications = Notifications(
        store=store, services=services, texts=texts, showing=showing, talks=dispatcher.talks, desk=desk
    )

    def wake() -> None:
        market.wake()

    async def provider_news(raw: Mapping[str, Any]) -> None:
        trade_id = str(raw.get("metadata", {}).get("trade_id", ""))
        if escrow is not None and trade_id:
            await escrow.look_again(trade_id)

    receiving = Receiving(
        store=store,
        dispatcher=dispatcher,
        showing=showing,
        platforms=platforms,
        channels=_channels(keys, clock),
        signals={"stripe": provider_news},
        clock=clock,
        ids=ids,
    )
    market = Market(
        settings=settings,
        world=world,
        keys=keys,
        store=store,
        services=services,
        dispatcher=dispatcher,
        showing=showing,
        receiving=receiving,
        deadlines=Deadlines(store, services.trading, clock),
        delivery=Delivery(store, notifications, clock),
        escrow=escrow,
        provider=provider,
        platforms=platforms,
        public_url=settings.PUBLIC_URL,
    )
    store.announce = wake
    market.telegram = _telegram(settings, keys, receiving, brisk=world.brisk)
    market.slack = _slack(settings, keys, receiving)
    return market


def _services(settings: Settings, texts: Texts, clock: Clock, ids: Ids) -> Services:
    """What people can do, over the operator's rules."""
    rules = Rules(deployment=settings.DEPLOYMENT, commission_basis_points=settings.COMMISSION_BASIS_POINTS)
    return Services(
        trading=Trading(clock=clock, ids=ids, rules=rules, write_agreement=AgreementWriter(texts)),
        listing=ListingService(clock=clock, ids=ids),
        membership=MembershipService(clock=clock, ids=ids),
        clock=clock,
        ids=ids,
    )


def _channels(keys: Keys, clock: Clock) -> dict[str, Channel]:
    from adapters.slack import receive as slack
    from adapters.telegram import receive as telegram

    return {
        "telegram": Channel(
            lambda raw, tenant: telegram.translate(raw, tenant=tenant, ring=keys.buttons, at=clock.now()),
            telegram.order_key,
        ),
        "slack": Channel(
            lambda raw, tenant: slack.translate(raw, tenant=tenant, ring=keys.buttons, at=clock.now()), slack.order_key
        ),
    }


def _provider(settings: Settings, clock: Clock) -> StripeProvider | None:
    key = settings.STRIPE_SECRET_KEY.get_secret_value()
    if not key:
        return None
    from adapters.stripe.provider import StripeProvider

    return StripeProvider(key, clock=clock, api_base=settings.STRIPE_API_BASE)


def _escrow(
    settings: Settings, provider: StripeProvider | None, store: Store, trading: Trading, world: World, ids: Ids
) -> Escrow | None:
    if provider is None:
        return None
    return Escrow(
        store=store,
        trading=trading,
        provider=provider,
        clock=world.clock,
        ids=ids,
        return_url=f"{settings.PUBLIC_URL}/paid",
    )


def _telegram(settings: Settings, keys: Keys, receiving: Receiving, *, brisk: bool) -> AiogramRuntime | None:
    token = settings.TELEGRAM_BOT_TOKEN.get_secret_value()
    if not token:
        return None
    from adapters.telegram.runtime_aiogram import AiogramRuntime

    pauses = {"poll_timeout_seconds": 2, "pause_seconds": 0.1} if brisk else {}
    return AiogramRuntime(
        token,
        api_base=settings.TELEGRAM_API_BASE,
        ring=keys.buttons,
        intake=receiving,
        **pauses,  # type: ignore[arg-type]
    )


def _slack(settings: Settings, keys: Keys, receiving: Receiving) -> BoltRuntime | None:
    token = settings.SLACK_BOT_TOKEN.get_secret_value()
    if not token:
        return None
    from adapters.slack.runtime_bolt import BoltRuntime

    return BoltRuntime(
        bot_token=token,
        app_token=settings.SLACK_APP_TOKEN.get_secret_value(),
        signing_secret=settings.SLACK_SIGNING_SECRET.get_secret_value() or secrets.token_hex(16),
        api_base=f"{settings.SLACK_API_BASE}/api/",
        ring=keys.buttons,
        intake=receiving,
    )


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket. The protocol is named because asyncio only turns Nagle's delay off where it is."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    listening.listen(512)
    listening.setblocking(False)
    return listening


def _menus() -> dict[str, list[tuple[str, str]]]:
    say = Texts().say("en")
    return {"": [(word, say(f"menu-{word}")) for word in MENU]}


MENU = ("start", "browse", "deals", "sell", "listings", "ship", "profile", "help", "cancel")


def _words_after_paying(paid: bool) -> tuple[str, str]:
    say = Texts().say("en")
    return (say("page-paid"), say("page-paid-words")) if paid else (say("page-not-paid"), say("page-not-paid-words"))
