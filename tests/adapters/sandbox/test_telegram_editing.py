"""Changing and removing messages: what may be edited by whom, what counts as a change, the 48 hour window."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.adapters.sandbox.telegram_harness import (
    OTHER_TOKEN,
    TOKEN,
    TelegramUnderTest,
    as_base64,
    png,
    telegram_under_test,
)

ROWS = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramUnderTest]:
    async with telegram_under_test() as under_test:
        yield under_test


async def sent(telegram: TelegramUnderTest, chat_id: int, **more: Any) -> dict[str, Any]:
    """The address of a fresh message of the bot."""
    message = await telegram.call("sendMessage", **{"chat_id": chat_id, "text": "one", **more})
    return {"chat_id": chat_id, "message_id": message["message_id"]}


async def test_text_edits(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    at = await sent(telegram, ann, reply_markup=ROWS)
    same = await telegram.refusal("editMessageText", **at, text="one", reply_markup=ROWS)
    assert same == (400, NOT_MODIFIED)
    edited = await telegram.call("editMessageText", **at, text="one")
    assert "reply_markup" not in edited, "a keyboard that is not given again goes away"
    assert edited["edit_date"] >= edited["date"]
    edited = await telegram.call("editMessageText", **at, text="<b>one</b>", parse_mode="HTML", reply_markup=ROWS)
    assert edited["entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    assert await telegram.refusal("editMessageText", **at, text="x" * 4097) == (400, "Bad Request: MESSAGE_TOO_LONG")
    assert await telegram.refusal("editMessageText", **at, text="<i>", parse_mode="HTML") == (
        400,
        "Bad Request: can't parse entities: Can't find end tag corresponding to start tag i",
    )


async def test_what_cannot_be_edited(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    gone: dict[str, Any] = {"chat_id": ann, "message_id": 999, "text": "x"}
    assert await telegram.refusal("editMessageText", **gone) == (400, "Bad Request: message to edit not found")
    said = await telegram.act(ann, "say", text="mine")
    cannot = (400, "Bad Request: message can't be edited")
    assert await telegram.refusal("editMessageText", **gone | {"message_id": said["message_id"]}) == cannot
    with_keyboard = await sent(telegram, ann, reply_markup={"keyboard": [["Yes", "No"]]})
    assert await telegram.refusal("editMessageText", **with_keyboard, text="two") == cannot
    assert await telegram.refusal("editMessageText", chat_id=ann, text="x") == (
        400,
        "Bad Request: message identifier is not specified",
    )
    assert await telegram.refusal("editMessageText", inline_message_id="abc", text="x") == (
        400,
        "Bad Request: MESSAGE_ID_INVALID",
    )


async def test_another_bot_cannot_edit(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    group = (await telegram.control("/_groups", {"title": "Desk", "members": [ann]}))["id"]
    at = await sent(telegram, group)
    assert await telegram.refusal("editMessageText", token=OTHER_TOKEN, **at, text="two") == (
        400,
        "Bad Request: message can't be edited",
    )
    assert telegram.sandbox.messages(group)[-1].content.text == "one"


async def test_keyboard_caption_and_media_edits(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    at = await sent(telegram, ann)
    assert (await telegram.call("editMessageReplyMarkup", **at, reply_markup=ROWS))["reply_markup"] == ROWS
    assert await telegram.refusal("editMessageReplyMarkup", **at, reply_markup=ROWS) == (400, NOT_MODIFIED)
    assert "reply_markup" not in await telegram.call("editMessageReplyMarkup", **at)
    assert await telegram.refusal("editMessageCaption", **at, caption="x") == (
        400,
        "Bad Request: there is no caption in the message to edit",
    )
    shown = await telegram.act(ann, "photo", name="p.png", mime="image/png", base64=as_base64(png()))
    media = {"type": "photo", "media": shown["file_id"], "caption": "now a picture"}
    edited = await telegram.call("editMessageMedia", **at, media=media)
    assert edited["caption"] == "now a picture"
    assert "text" not in edited
    assert await telegram.refusal("editMessageMedia", **at, media=media) == (400, NOT_MODIFIED)
    assert await telegram.refusal("editMessageText", **at, text="x") == (
        400,
        "Bad Request: there is no text in the message to edit",
    )
    assert await telegram.refusal("editMessageCaption", **at, caption="x" * 1025) == (
        400,
        "Bad Request: MEDIA_CAPTION_TOO_LONG",
    )
    assert "caption" not in await telegram.call("editMessageCaption", **at)
    upload = {"m": ("b.png", png(9, 9), "image/png")}
    form = {k: str(v) for k, v in at.items()} | {"media": '{"type":"photo","media":"attach://m"}'}
    answer = await telegram.http.post(f"/telegram/bot{TOKEN}/editMessageMedia", data=form, files=upload)
    assert answer.json()["result"]["photo"][-1]["width"] == 9


async def test_deletion_ends_after_48_hours(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    early, late = await sent(telegram, ann), await sent(telegram, ann)
    assert await telegram.call("deleteMessage", **early) is True
    assert await telegram.refusal("deleteMessage", **early) == (400, "Bad Request: message to delete not found")
    telegram.pass_time(hours=47, minutes=59)
    fresh = await sent(telegram, ann)
    telegram.pass_time(minutes=2)
    assert await telegram.refusal("deleteMessage", **late) == (
        400,
        "Bad Request: message can't be deleted for everyone",
    )
    ids = [fresh["message_id"], 12_345]
    assert await telegram.call("deleteMessages", chat_id=ann, message_ids=ids) is True
    assert [m.id for m in telegram.sandbox.messages(ann)][-1] == late["message_id"]
    many = list(range(1, 102))
    assert await telegram.refusal("deleteMessages", chat_id=ann, message_ids=many) == (
        400,
        "Bad Request: too many message identifiers specified",
    )


async def test_rights_in_groups(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    group = (await telegram.control("/_groups", {"title": "Desk", "members": [ann], "bot_is_admin": False}))["id"]
    said = await telegram.act(ann, "say", chat_id=group, text="/hello")
    at = {"chat_id": group, "message_id": said["message_id"]}
    assert await telegram.refusal("deleteMessage", **at) == (400, "Bad Request: message can't be deleted")
    assert await telegram.refusal("pinChatMessage", **at) == (
        400,
        "Bad Request: not enough rights to manage pinned messages in the chat",
    )
    await telegram.control(f"/_groups/{group}/bot", {"status": "administrator"})
    telegram.pass_time(days=3)
    assert await telegram.call("deleteMessage", **at) is True


async def test_pins_and_reactions(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    first, second = await sent(telegram, ann), await sent(telegram, ann)
    for at in (first, second):
        assert await telegram.call("pinChatMessage", **at) is True
    assert (await telegram.call("getChat", chat_id=ann))["pinned_message"]["message_id"] == second["message_id"]
    assert await telegram.call("unpinChatMessage", chat_id=ann) is True
    view = await telegram.control(f"/_chats/{ann}")
    assert [m["message_id"] for m in view["messages"] if m["pinned"]] == [first["message_id"]]
    await telegram.call("unpinAllChatMessages", chat_id=ann)
    assert await telegram.refusal("unpinChatMessage", chat_id=ann) == (
        400,
        "Bad Request: message to unpin not found",
    )
    assert await telegram.refusal("pinChatMessage", chat_id=ann, message_id=999) == (
        400,
        "Bad Request: message to pin not found",
    )
    thumb = [{"type": "emoji", "emoji": "👍"}]
    assert await telegram.call("setMessageReaction", **first, reaction=thumb) is True
    assert (await telegram.control(f"/_chats/{ann}"))["messages"][1]["reactions"] == ["👍"]
    strange = [{"type": "emoji", "emoji": "🧾"}]
    assert await telegram.refusal("setMessageReaction", **first, reaction=strange) == (
        400,
        "Bad Request: REACTION_INVALID",
    )
