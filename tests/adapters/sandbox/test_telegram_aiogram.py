"""A real aiogram Bot, unchanged but for the server's address, works against the sandbox."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMediaDocument,
    InputMediaPhoto,
    InputTextMessageContent,
)

from tests.adapters.sandbox.telegram_harness import TOKEN, TelegramUnderTest, png, telegram_under_test

ROWS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go", callback_data="go")]])


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramUnderTest]:
    async with telegram_under_test() as under_test:
        yield under_test


def aiogram_bot(telegram: TelegramUnderTest, token: str = TOKEN) -> Bot:
    session = AiohttpSession(api=TelegramAPIServer.from_base(f"{telegram.url}/telegram"))
    return Bot(token, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))


@pytest.fixture
async def bot(telegram: TelegramUnderTest) -> AsyncIterator[Bot]:
    ready = aiogram_bot(telegram)
    yield ready
    await ready.session.close()


async def test_a_conversation(telegram: TelegramUnderTest, bot: Bot) -> None:
    assert (await bot.get_me()).username == "parley_bot"
    ann = await telegram.person()
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "/start"
    sent = await bot.send_message(ann, "<b>Hi</b>", reply_markup=ROWS)
    assert sent.html_text == "<b>Hi</b>"
    await telegram.act(ann, "press_label", label="Go")
    (_, pressed) = await bot.get_updates()
    query = pressed.callback_query
    assert query is not None
    assert query.data == "go"
    assert await bot.answer_callback_query(query.id, "ok")
    edited = await bot.edit_message_text("<i>Bye</i>", chat_id=ann, message_id=sent.message_id)
    assert not isinstance(edited, bool)
    assert edited.html_text == "<i>Bye</i>"
    assert await bot.get_updates(offset=pressed.update_id + 1) == []
    assert await bot.delete_message(ann, sent.message_id)


async def test_files(telegram: TelegramUnderTest, bot: Bot) -> None:
    ann = await telegram.person()
    sent = await bot.send_photo(ann, BufferedInputFile(png(), "p.png"), caption="<u>see</u>")
    assert sent.photo is not None
    got = await bot.download(sent.photo[-1].file_id)
    assert isinstance(got, io.BytesIO)
    assert got.read() == png()
    media = InputMediaPhoto(media=BufferedInputFile(png(8, 8), "q.png"), caption="two")
    await bot.edit_message_media(media, chat_id=ann, message_id=sent.message_id)
    files = [BufferedInputFile(f"%PDF-{i}".encode(), f"{i}.pdf") for i in range(2)]
    album = await bot.send_media_group(ann, [InputMediaDocument(media=f) for f in files])
    assert [m.document.file_name for m in album if m.document] == ["0.pdf", "1.pdf"]


async def test_refusals_become_aiograms_exceptions(telegram: TelegramUnderTest, bot: Bot) -> None:
    ann = await telegram.person()
    sent = await bot.send_message(ann, "x")
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_text("x", chat_id=ann, message_id=sent.message_id)
    await telegram.control("/_faults", {"kind": "flood", "chat_id": ann, "retry_after": 7})
    with pytest.raises(TelegramRetryAfter) as storm:
        await bot.send_message(ann, "x")
    assert storm.value.retry_after == 7
    telegram.pass_time(seconds=8)
    await telegram.control("/_faults", {"kind": "error", "code": 503})
    with pytest.raises(TelegramServerError):
        await bot.send_message(ann, "x")
    await telegram.control("/_faults", {"kind": "cut", "when": "after"})
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(ann, "came through")
    assert telegram.sandbox.messages(ann)[-1].content.text == "came through"
    group = (await telegram.control("/_groups", {"title": "Desk", "admins": [ann]}))["id"]
    upgraded = (await telegram.control("/_faults", {"kind": "migrate", "chat_id": group}))["id"]
    with pytest.raises(TelegramMigrateToChat) as moved:
        await bot.send_message(group, "x")
    assert moved.value.migrate_to_chat_id == upgraded
    await telegram.act(ann, "block")
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(ann, "x")


async def test_wrong_token(telegram: TelegramUnderTest) -> None:
    stranger = aiogram_bot(telegram, "1:wrong")
    with pytest.raises(TelegramUnauthorizedError):
        await stranger.get_me()
    await stranger.session.close()


async def test_inline_topics_and_menus(telegram: TelegramUnderTest, bot: Bot) -> None:
    ann = await telegram.person()
    await telegram.forget_updates()
    asking = asyncio.create_task(telegram.act(ann, "inline", query="oil"))
    (update,) = await bot.get_updates(timeout=5)
    assert update.inline_query is not None
    content = InputTextMessageContent(message_text="<b>Oil</b>")
    article = InlineQueryResultArticle(id="1", title="Oil", input_message_content=content, reply_markup=ROWS)
    assert await bot.answer_inline_query(update.inline_query.id, [article], cache_time=0)
    assert (await asking)["results"][0]["title"] == "Oil"
    await telegram.act(ann, "choose", inline_query_id=update.inline_query.id, result_id="1")
    (_, chosen, _) = await bot.get_updates()
    assert chosen.message is not None
    assert chosen.message.via_bot is not None

    group = (await telegram.control("/_groups", {"title": "Desk", "is_forum": True, "admins": [ann]}))["id"]
    topic = await bot.create_forum_topic(group, "Dispute")
    await bot.send_message(group, "x", message_thread_id=topic.message_thread_id)
    assert (await bot.get_chat(group)).is_forum
    assert (await bot.get_chat_member(group, ann)).status == "creator"
    assert (await bot.get_chat_member(group, bot.id)).status == "administrator"
    await bot.set_my_commands([BotCommand(command="deals", description="Deals")])
    assert [c.command for c in await bot.get_my_commands()] == ["deals"]
    assert (await bot.get_webhook_info()).url == ""
    assert (await bot.get_my_default_administrator_rights()).can_manage_chat is False


async def test_an_inaccessible_message_is_read(telegram: TelegramUnderTest, bot: Bot) -> None:
    ann = await telegram.person()
    await bot.send_message(ann, "x", reply_markup=ROWS)
    await telegram.control("/_faults", {"kind": "inaccessible_message"})
    await telegram.act(ann, "press_label", label="Go")
    update = (await bot.get_updates())[-1]
    assert update.callback_query is not None
    assert isinstance(update.callback_query.message, InaccessibleMessage)
