"""A market that runs: what is started, in which order, what ticks, and how it stops again."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

import uvicorn

from adapters.http.api.parts import ApiParts
from adapters.http.api.routes import FILES_AT
from adapters.http.app import InstallPages, http_app
from adapters.http.guarding import Guarded
from adapters.http.pages import PageWords
from adapters.http.transport import server_options
from adapters.stripe.webhook import read_event
from bot.context import Services
from bot.dispatcher import Dispatcher
from bot.documents import Documents
from bot.keys import Keys
from bot.menus import menus
from bot.moving import Moved
from bot.pages import ListingPage, install_page, page_of, words_after_paying
from bot.paying import Payments
from bot.receiving import Receiving
from bot.settings import Settings
from bot.showing import Showing
from bot.text import Texts
from bot.workspaces import WorkspaceNews
from bot.world import World
from core.bank import BankOrder
from core.files import FILE_BYTES_MAX
from core.money import Money
from core.ports.chat import ChatPlatform, Place
from core.ports.doors import Door
from core.ports.files import FileStore
from core.ports.limits import Limits
from core.ports.payments import ProviderEvent
from core.services.alerting import Alerting
from core.services.auditing import Auditing
from core.services.deadlines import Deadlines
from core.services.delivery import Delivery
from core.services.escrow import Escrow
from core.services.key_mode import mode_of, remember_mode
from core.services.uploads import Uploads
from jobs.audit_sealing import audit_sealing
from jobs.carrier_news import carrier_news
from jobs.deadline_sweep import deadline_sweep
from jobs.erasures import erasures
from jobs.event_catch_up import event_catch_up
from jobs.evidence_sealing import evidence_sealing
from jobs.inbox_catch_up import inbox_catch_up
from jobs.outbox_delivery import outbox_delivery
from jobs.payment_polling import payment_polling
from jobs.product_files import product_files
from jobs.provider_calls import provider_calls
from jobs.quote_requests import quote_requests
from jobs.reconciliation import reconciliation
from jobs.scheduler import Job, Ticker
from jobs.search_alerts import search_alerts
from jobs.sign_ins import sign_ins
from jobs.webhooks import webhooks

if TYPE_CHECKING:
    from adapters.slack.runtime_bolt import BoltRuntime
    from adapters.storage.postgres import PostgresStore
    from adapters.storage.sqlite import SqliteStore

log = logging.getLogger(__name__)

_COLLECTED_AFTER = (5_000, 20, 20)
"""New objects, and rounds, before the collector looks through the young, the middle-aged, and all."""


class TelegramConnection(Protocol):
    """A bot of our own, or a host's."""

    @property
    def tenant(self) -> str: ...

    @property
    def username(self) -> str: ...

    @property
    def platform(self) -> ChatPlatform: ...

    async def start(self) -> None: ...

    async def wait(self) -> None: ...

    async def stop(self) -> None: ...

    async def set_up(self, menus: Mapping[str, Sequence[tuple[str, str]]]) -> None: ...

    async def watch_webhook(self) -> None: ...


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
    alerting: Alerting
    uploads: Uploads
    payments: Payments | None
    documents: Documents
    auditing: Auditing
    limits: Limits
    platforms: dict[str, ChatPlatform]
    files: FileStore
    api: ApiParts
    telegram: TelegramConnection | None = None
    slack: BoltRuntime | None = None
    public_url: str = ""
    _ticker: Ticker | None = None
    _server: uvicorn.Server | None = None
    _serving: asyncio.Task[None] | None = None
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _waking: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self.store.announce = self.wake
        self.moved = Moved(self.store, self.world.clock)

    @property
    def escrow(self) -> Escrow | None:
        """Who carries out instructions to the payment provider; None where there is none."""
        return self.payments.escrow if self.payments is not None else None

    # ── running ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def start(self) -> None:
        """HTTP first, then the chats, then what the last process left behind, then the clocks. Raises MixedModes before
        anything else, when the provider's key does not belong to this database."""
        if key := self.settings.STRIPE_SECRET_KEY.get_secret_value():
            await remember_mode(self.store, self.world.clock, mode_of(key))
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
        await self.delivery.stop()
        await self.showing.flush()
        if self.payments is not None:
            await self.payments.close()
        await self.store.close()

    async def start_chats(self) -> None:
        """Connect to the platforms that have a token."""
        if self.telegram is not None:
            self.platforms["telegram"] = self.telegram.platform
            await self.telegram.set_up(menus(Texts()))
            self.services.links.telegram = self.telegram.username
            await self.telegram.start()
        if self.slack is not None:
            await self.slack.start()
            self.platforms["slack"] = self.slack.platform
        await self.moved.load(self._desk_as_set())

    @property
    def workspace_news(self) -> WorkspaceNews:
        """What follows when a Slack workspace joins, or is lost."""
        return WorkspaceNews(self.store, self.services, f"{self.public_url}/slack/install")

    def jobs(self) -> tuple[Job, ...]:
        """Everything that happens without anyone asking."""
        pace = 0.1 if self.world.brisk else 1.0
        found = [
            deadline_sweep(self.deadlines, 5 * pace),
            evidence_sealing(self.documents.sealing, 10 * pace),
            audit_sealing(self.auditing, 5),
            outbox_delivery(self.delivery, 2 * pace),
            inbox_catch_up(self.receiving.catch_up, 30),
            search_alerts(self.alerting, 20 * pace),
            product_files(self.uploads, 2 * pace),
            webhooks(self.api.hooks, 3 * pace),
            sign_ins(self.store, self.world.clock),
            erasures(self.services.erasing, 10 * pace),
            quote_requests(self.services.requesting, self.store, 20 * pace),
            Job("screen-marks", self.showing.flush, 1 * pace),
        ]
        if self.telegram is not None:
            found.append(Job("telegram-webhook", self.telegram.watch_webhook, 300 * pace))
        if self.services.rates is not None:
            found.append(Job("rates", self.services.rates.refresh, 30 * pace))
        if self.escrow is not None:
            found += [provider_calls(self.escrow, 2 * pace), payment_polling(self.escrow, 600 * pace)]
        if self.services.carrier_desk.trackers:
            found.append(carrier_news(self.services.carrier_desk, self.store, 600 * pace))
        if self.payments is not None and self.payments.missed is not None:
            found.append(event_catch_up(self.payments.missed, 600 * pace))
        if self.payments is not None and self.payments.reconciling is not None:
            found.append(reconciliation(self.payments.reconciling))
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
                await self.documents.sealing.drain()
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
            words_after_paying=words_after_paying,
            doors=self._doors(),
            payout_page=self._payout_page if self.payments is not None else None,
            bank_page=self._bank_page if self.services.bank is not None else None,
            listing_page=ListingPage(self.store, self.services.links).words,
            api=self.api,
            tls_only=self.settings.PUBLIC_URL.startswith("https://"),
            install_pages=self._install_pages(),
        )
        listening = _listen(self.settings.HOST, self.settings.PORT)
        if not self.settings.PORT:
            self.public_url = self.services.links.public = f"http://{self.settings.HOST}:{listening.getsockname()[1]}"
        guarded = Guarded(
            app,
            self.limits,
            platforms=("/stripe/webhook", *self._doors()),
            passwords=("/api/auth/login", "/api/auth/register", "/api/auth/proof", "/api/auth/password"),
            larger={FILES_AT: 2 * FILE_BYTES_MAX},
        )
        config = uvicorn.Config(
            guarded,
            log_config=None,
            access_log=False,
            lifespan="off",
            **server_options(self.settings.TRUSTED_PROXIES, self.settings.TLS_CERTIFICATE, self.settings.TLS_KEY),
        )
        self._server = uvicorn.Server(config)
        self._server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
        self._serving = asyncio.create_task(self._server._serve(sockets=[listening]), name="http")
        while not self._server.started and not self._serving.done():  # noqa: ASYNC110 (the server offers no event)
            await asyncio.sleep(0.01)

    def _doors(self) -> dict[str, Door]:
        """Who takes what platforms post."""
        doors: dict[str, Door] = {}
        secret = self.settings.TELEGRAM_WEBHOOK_SECRET.get_secret_value()
        if self.telegram is not None and secret:
            from adapters.telegram.webhook import PATH, TelegramDoor

            doors[PATH] = TelegramDoor(secret, self.telegram.tenant, self.receiving)
        secrets = self.settings.SLACK_SIGNING_SECRET.get_secret_value().split(",")
        if self.slack is not None and any(secrets):
            from adapters.slack.webhook import PATHS, SlackDoor

            doors |= dict.fromkeys(PATHS, SlackDoor(secrets, self.slack.taking, self.world.clock))
        return doors

    def _install_pages(self) -> InstallPages | None:
        """Where workspaces install the app, if they may."""
        if self.slack is None or self.slack.installations is None:
            return None
        from adapters.slack.installing import Installing

        return Installing(
            self.slack.installations,
            public_url=self.settings.PUBLIC_URL,
            slack_base=self.settings.SLACK_API_BASE.removesuffix("/api"),
            page=install_page,
            joined=self.workspace_news.joined,
        )

    def _read_event(self, body: bytes, signature: str) -> ProviderEvent:
        wanted = self.settings.STRIPE_WEBHOOK_SECRET.get_secret_value().split(",")
        return read_event(body, signature, wanted, self.world.clock.now())

    async def _payout_page(self, ticket: str, is_back: bool, wanted: str) -> tuple[str, PageWords]:
        assert self.payments is not None
        say = Texts().say(wanted)
        onward, title, words = await self.payments.visited(ticket, say, is_back=is_back)
        return onward, page_of(say, title, words)

    async def _bank_page(self, reference: str, wanted: str) -> PageWords:
        order = await self.store.read(lambda tx: tx.get(BankOrder, reference))
        if order is None or order.kind != "receipt" or order.status != "open":
            raise KeyError(reference)
        say = Texts().say(wanted)
        amount, account = say.money(Money(order.amount, order.currency)), self.settings.BANK_ACCOUNT
        words = say("page-bank-words", amount=amount, account=account, purpose=order.purpose)
        return page_of(say, say("page-bank"), words)

    async def _is_healthy(self) -> bool:
        try:
            await self.store.read(lambda tx: tx.screen("", ""))
        except Exception:
            log.exception("the database does not answer")
            return False
        return True

    def desk(self) -> Place | None:
        """Where disputes are handled, once its platform is connected."""
        place = self._desk_as_set()
        return self.moved.now(place) if place is not None else None

    async def follow(self, place: Place, chat: str) -> None:
        """A group has another id from now on; it matters where it is the moderators'."""
        desk = self.desk()
        if desk is not None and (desk.channel, desk.tenant, desk.chat) == (place.channel, place.tenant, place.chat):
            await self.moved.note(desk, chat)

    def _desk_as_set(self) -> Place | None:
        channel, _, chat = self.settings.MODERATORS_CHANNEL.partition(":")
        tenant = {
            "slack": self.slack.tenant if self.slack and "slack" in self.platforms else "",
            "telegram": self.telegram.tenant if self.telegram else "",
        }.get(channel, "")
        named, _, chat = chat.rpartition("/")
        tenant = named or tenant
        return Place(channel, tenant, chat, kind="group") if chat and tenant else None


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket. The protocol is named because asyncio only turns Nagle's delay off where it is."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    listening.listen(512)
    listening.setblocking(False)
    return listening


def settle_memory() -> None:
    """For a process that serves: what is there when everything is loaded stays, and is not looked through again and again.
    Looking through all of it would hold up every chat for some tenths of a second under load."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTED_AFTER)
