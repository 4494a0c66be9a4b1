"""The market inside a bot that exists already, in either library: it takes what is its own, and the host keeps the rest."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from adapters.sandbox import cast
from adapters.sandbox.people import TelegramPerson
from adapters.storage.migrate import migrate
from adapters.telegram.mount_aiogram import market_router
from adapters.telegram.mount_aiogram import mount as mount_in_aiogram
from adapters.telegram.mount_ptb import mount
from adapters.telegram.mounting import MountedRuntime
from bot.mounting import open_market
from bot.running import Market
from bot.sandbox import Rehearsal, rehearsal_settings, seed
from bot.world import World
from core.tokens import KeyRing

ECHO = "The host heard: "


@asynccontextmanager
async def in_aiogram(
    base: str, opened: Callable[[Any], Awaitable[Market]], *, as_router: bool = True
) -> AsyncIterator[Market]:
    """A host that echoes whatever it gets."""
    from aiogram import Bot, Dispatcher, Router
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import Message

    bot = Bot(cast.BOT.token, session=AiohttpSession(api=TelegramAPIServer.from_base(base)))
    dispatcher = Dispatcher()
    market = await opened(bot)
    assert isinstance(market.telegram, MountedRuntime)
    own = Router() if as_router else dispatcher
    if as_router:
        dispatcher.include_routers(market_router(market.telegram), own)
    else:
        mount_in_aiogram(dispatcher, market.telegram)

    @own.message()
    async def echo(message: Message) -> None:
        await message.answer(ECHO + (message.text or "a file"))

    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, polling_timeout=1))
    try:
        yield market
    finally:
        await dispatcher.stop_polling()
        await polling
        await market.stop()
        await bot.session.close()


@asynccontextmanager
async def in_aiogram_first(base: str, opened: Callable[[Any], Awaitable[Market]]) -> AsyncIterator[Market]:
    """A host whose dispatcher has handlers of its own."""
    async with in_aiogram(base, opened, as_router=False) as market:
        yield market


@asynccontextmanager
async def in_ptb(base: str, opened: Callable[[Any], Awaitable[Market]]) -> AsyncIterator[Market]:
    """The same host in the other library."""
    from telegram import Update
    from telegram.ext import Application, MessageHandler, filters

    application: Any = (
        Application.builder().token(cast.BOT.token).base_url(f"{base}/bot").base_file_url(f"{base}/file/bot").build()
    )
    await application.initialize()
    market = await opened(application.bot)
    assert isinstance(market.telegram, MountedRuntime)
    mount(application, market.telegram)

    async def echo(update: Update, _context: Any) -> None:
        assert update.message is not None
        await update.message.reply_text(ECHO + (update.message.text or "a file"))

    application.add_handler(MessageHandler(filters.ALL, echo))
    await application.start()
    await application.updater.start_polling(timeout=1, allowed_updates=Update.ALL_TYPES)
    try:
        yield market
    finally:
        await application.updater.stop()
        await application.stop()
        await market.stop()
        await application.shutdown()


@pytest.mark.parametrize(
    "host", [in_aiogram, in_aiogram_first, in_ptb], ids=["router", "dispatcher", "python-telegram-bot"]
)
async def test_a_guest_takes_its_own_and_leaves_the_rest(tmp_path: Path, host: Any) -> None:
    rehearsal = Rehearsal(tmp_path)
    await rehearsal.open()
    settings = rehearsal_settings(tmp_path, rehearsal.sandbox.connections(), SLACK_BOT_TOKEN="", TELEGRAM_BOT_TOKEN="")
    migrate(settings.DATABASE_URL)
    base = f"{rehearsal.sandbox.base_url}/telegram"
    try:
        async with host(
            base, lambda bot: open_market(bot, settings, world=World(clock=rehearsal.clock, brisk=True))
        ) as market:
            await seed(market, rehearsal.sandbox.payout_accounts)
            berta = TelegramPerson(rehearsal.sandbox.base_url, cast.BERTA.id)
            await berta.say("/start")
            await berta.sees(f"{ECHO}/start")
            await berta.say("/browse steel")
            await berta.sees(f"{ECHO}/browse steel")

            await berta.say("/market")
            await berta.press("Join")
            await berta.sees("What is your name?")
            for answer in ("Berta Brandt", "Brandt Bau GmbH", "Werftstraße 12, 20457 Hamburg"):
                await berta.say(answer)
            await berta.press("EUR")
            await berta.press("Join")
            await berta.sees("You trade for")

            await berta.say("Good morning")
            await berta.sees(f"{ECHO}Good morning")
            await berta.say("/market_browse steel")
            await berta.sees("steel")
            heard = [line for line in await berta.transcript() if ECHO in line]
            assert len(heard) == 3, heard
    finally:
        await rehearsal.close()


class _Nobody:
    async def __call__(self, channel: str, tenant: str, user: str, reply_to: str) -> bool:
        return False


class _Kept:
    def __init__(self) -> None:
        self.texts: list[str] = []

    async def accept(self, channel: str, tenant: str, event_id: str, raw: bytes) -> bool:
        self.texts.append(raw.decode())
        return True

    async def answer(self, channel: str, tenant: str, event_id: str, raw: bytes) -> dict[str, str]:
        raise AssertionError


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("/market", "/start"),
        ("/market@parley_bot", "/start@parley_bot"),
        ("/MARKET_Browse  steel 2 mm", "/browse  steel 2 mm"),
        ("/start l_prd_1", "/start l_prd_1"),
        ("/start host_42", None),
        ("/start", None),
        ("/marketing", None),
        ("/market_", None),
        ("/", None),
        ("hello", None),
    ],
)
async def test_which_words_are_the_markets(text: str, taken: str | None) -> None:
    inbox = _Kept()
    mounted = MountedRuntime(_NoCaller(), "77", ring=KeyRing({"a": b"k" * 32}, "a"), intake=inbox, expecting=_Nobody())
    person = {"id": 5, "is_bot": False, "first_name": "B"}
    message = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "from": person, "text": text}
    assert await mounted.offer({"update_id": 1, "message": message}) == (taken is not None)
    assert [f'"text":"{taken}"' in raw for raw in inbox.texts] == ([True] if taken else [])


class _NoCaller:
    async def call(self, method: str, params: Any, files: Any = None) -> Any:
        raise AssertionError(method)

    async def download(self, path: str, *, size_max: int) -> bytes:
        raise AssertionError(path)


@pytest.mark.parametrize("prefix", ["", "Market", "1st", "a" * 13, "mar ket", "mar_ket"])
def test_a_prefix_begins_a_command(prefix: str) -> None:
    with pytest.raises(ValueError, match="prefix"):
        MountedRuntime(
            _NoCaller(), "77", ring=KeyRing({"a": b"k" * 32}, "a"), intake=_Kept(), expecting=_Nobody(), prefix=prefix
        )


async def test_of_a_topic_both_hear_because_either_may_have_opened_it() -> None:
    inbox = _Kept()
    mounted = MountedRuntime(_NoCaller(), "77", ring=KeyRing({"a": b"k" * 32}, "a"), intake=inbox, expecting=_Nobody())
    chat = {"id": -1005, "type": "supergroup", "is_forum": True}
    for sender in ("77", "78"):
        told = {"message_id": 9, "message_thread_id": 9, "is_topic_message": True, "date": 1, "chat": chat}
        told |= {"from": {"id": int(sender), "is_bot": True, "first_name": "P"}, "forum_topic_created": {"name": "X"}}
        assert not await mounted.offer({"update_id": int(sender), "message": told}), "the host goes on with it"
        assert len(inbox.texts) == 1
