"""A market on a file, with goods and deals, and a buyer on Telegram who walks the hot paths over and over."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from adapters.storage.ciphers import DataKeys
from adapters.storage.migrate import migrate
from benchmarks.canned_telegram import BOT_ID, TOKEN, CannedHttp, Phone, canned_http
from bot.bootstrap import build
from bot.market.seeding import ChatAccount, Seeding
from bot.running import Market
from bot.settings import Settings, read_settings
from bot.world import World
from core.ids import Ids, code_of
from core.listings import Product
from core.members import Seat
from core.offers import Terms
from core.ports.unit_of_work import Tx
from core.services.membership import Registration

BUYER, SELLER = 1001, 2002
DEALS = 8
NOWHERE = "http://127.0.0.1:9"
"""Nothing listens there; what is measured never leaves the process."""


@dataclass(frozen=True, slots=True)
class Press:
    """A step of the walk: how it is called in tables, and how the button begins. Typed words lead there unmeasured."""

    name: str
    label: str
    typed: str = ""


WALK = (
    Press("categories", "Browse", typed="/start"),
    Press("sub-categories", "Metals"),
    Press("first page", "Show all here"),
    Press("next page", "More"),
    Press("listing", "1."),
    Press("offer: first question", "Make an offer"),
    Press("offer: an answer", ""),
    Press("offer: cancelled", "Cancel"),
    Press("my deals", "My deals", typed="/start"),
    Press("deal card", "{accepted}"),
    Press("accept: are you sure", "Accept"),
    Press("accept: done", "Accept"),
    Press("my deals again", "My deals"),
    Press("another deal card", "{declined}"),
    Press("decline: done", "Decline"),
)


class Hand(Protocol):
    """The buyer's client, on whichever platform."""

    text: str
    keyboard: Any

    def says(self, text: str) -> tuple[str, bytes]: ...

    def presses(self, label: str) -> tuple[str, bytes]: ...

    def looks(self) -> None: ...


class HotMarket:
    """The market under measurement. `woken` tells whether the last press asked for the outbox to be looked at."""

    steps = WALK
    http: CannedHttp

    def __init__(
        self,
        market: Market,
        phone: Hand,
        *,
        channel: str = "telegram",
        tenant: str = str(BOT_ID),
        buyer: str = str(BUYER),
        seller: str = str(SELLER),
    ) -> None:
        self.market = market
        self.phone = phone
        self.channel, self.tenant = channel, tenant
        self._people = (buyer, seller)
        self.woken = False
        self._products: list[Product] = []
        self._others: list[Product] = []
        self._buyer: Seat | None = None
        self._seller: Seat | None = None

    async def open(self) -> None:
        """Goods, a seller and a buyer who know each other, and a first list of deals."""
        self.market.wake = self._wake  # type: ignore[method-assign]
        await self._seed()
        self.phone.looks()
        await self.handle(*self.phone.says("/start"))
        self.phone.looks()
        await self.market.store.write(self._join)
        for product in self._others:
            await self.market.store.write(lambda tx, p=product: self._offer(tx, p))  # type: ignore[misc]
        await self.market.settled()
        self.phone.looks()

    async def walk(self) -> AsyncIterator[Press]:
        """One round: yields before each press that is to be measured; the caller makes it with `press`."""
        accepted, declined = await self.news()
        names = {"accepted": code_of(accepted), "declined": code_of(declined)}
        for press in self.steps:
            if press.typed:
                await self.handle(*self.phone.says(press.typed))
                self.phone.looks()
            yield Press(press.name, press.label.format(**names))
        await self.market.store.write(lambda tx: self._end(tx, declined))
        await self.market.settled()
        self.phone.looks()

    async def handle(self, event_id: str, raw: bytes) -> None:
        """What a webhook does with a body, until the answer is out."""
        self.woken = False
        await self.market.receiving.accept(self.channel, self.tenant, event_id, raw)
        await self.market.receiving.settle()

    async def look_for_news(self) -> None:
        """What the process does when it was woken: look whether anything is to be paid or sent."""
        if not self.woken:
            return
        if self.market.escrow is not None:
            await self.market.escrow.drain()
        await self.market.delivery.drain()

    async def news(self) -> tuple[str, str]:
        """Two deals in which the seller's offer waits for the buyer, everybody told."""
        one, other = self._products
        first = await self.market.store.write(lambda tx: self._offer(tx, one))
        second = await self.market.store.write(lambda tx: self._offer(tx, other))
        await self.market.settled()
        self.phone.looks()
        return first, second

    def _wake(self) -> None:
        self.woken = True

    async def _seed(self) -> None:
        market = self.market
        ids = Ids(market.world.clock.now, market.world.entropy.token_bytes)
        keys = DataKeys.from_text(market.keys.data, market.keys.index)
        seeding = Seeding(store=market.store, clock=market.world.clock, ids=ids, index_of=keys.email_index)
        seller, _ = await seeding.market({"EUR": "acct_benchmark", "USD": "acct_benchmark"})
        await seeding.introduce(
            seller.user_id, ChatAccount(self.channel, self.tenant, self._people[1], self._people[1])
        )
        self._seller = await market.store.read(lambda tx: tx.seat(self.channel, self.tenant, self._people[1]))
        found = await market.store.read(lambda tx: tx.find(Product, company_id=seller.company_id, order="-stock"))
        self._products, self._others = found[:2], found[2 : 2 + DEALS]

    async def _join(self, tx: Tx) -> None:
        seat = await tx.seat(self.channel, self.tenant, self._people[0])
        assert seat is not None
        typed = Registration("Berta Brandt", "Brandt Bau GmbH", "Werftstraße 12, 20457 Hamburg")
        self._buyer = await self.market.services.membership.register(tx, seat, typed)

    async def _offer(self, tx: Tx, product: Product) -> str:
        assert self._buyer is not None
        assert self._seller is not None
        trading = self.market.services.trading
        deal = await trading.open_talks(tx, self._buyer, product.id)
        terms = Terms(1, product.unit, Decimal("39.50"), product.currency, place="Hamburg", notes="Packed on pallets.")
        await trading.act(tx, self._seller, deal.trade.id, "offer", {"terms": terms})
        return deal.trade.id

    async def _end(self, tx: Tx, trade_id: str) -> None:
        assert self._seller is not None
        await self.market.services.trading.act(tx, self._seller, trade_id, "end_talks", {})


def settings_of(folder: Path, **more: Any) -> Settings:
    """Those of a real market in a folder of its own; nothing that it calls is anywhere."""
    given = {"TELEGRAM_BOT_TOKEN": "", "SLACK_BOT_TOKEN": "", "MODERATORS_CHANNEL": "", **more}
    return read_settings(
        _env_file=None,
        DATABASE_URL=f"sqlite:///{folder / 'market.sqlite3'}",
        KEY_FILE=str(folder / "keys.json"),
        PORT=0,
        PUBLIC_URL=NOWHERE,
        DEPLOYMENT="benchmark",
        STRIPE_SECRET_KEY="sk_test_benchmark",
        STRIPE_API_BASE=NOWHERE,
        **given,
    )


@asynccontextmanager
async def hot_market(folder: Path) -> AsyncIterator[HotMarket]:
    """A fresh market in this folder with the settings of a real one; its calls to Telegram are answered in the process."""
    settings = settings_of(folder, TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_BASE=NOWHERE)
    migrate(settings.DATABASE_URL)
    with canned_http() as http:
        market = build(settings, World(brisk=True))
        assert market.telegram is not None
        market.platforms["telegram"] = market.telegram.platform
        hot = HotMarket(market, Phone(http, BUYER))
        hot.http = http
        try:
            await hot.open()
            yield hot
        finally:
            await market.stop()
