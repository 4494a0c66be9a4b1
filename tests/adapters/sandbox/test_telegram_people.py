"""The control endpoints: people act, and see what the bot shows them."""

from __future__ import annotations

import asyncio
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


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramUnderTest]:
    async with telegram_under_test() as under_test:
        yield under_test


def rows(*labels: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": f"do:{label}"} for label in labels]]}


async def status(telegram: TelegramUnderTest, person: int, act: str, **asked: Any) -> int:
    return (await telegram.http.post(f"/telegram/_people/{person}/{act}", json=asked)).status_code


async def test_a_message_of_a_person_reaches_the_bot(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person("Ann", last_name="Lee", username="ann_lee", language_code="de", started=False)
    said = await telegram.act(ann, "say", text="/deal 42")
    (update,) = await telegram.updates()
    message = update["message"]
    assert message["message_id"] == said["message_id"]
    assert message["from"] == {
        "id": ann,
        "is_bot": False,
        "first_name": "Ann",
        "last_name": "Lee",
        "username": "ann_lee",
        "language_code": "de",
    }
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 5}]
    await telegram.act(ann, "edit", message_id=said["message_id"], text="/deal 43")
    edited = (await telegram.updates())[-1]["edited_message"]
    assert (edited["text"], edited["message_id"]) == ("/deal 43", said["message_id"])
    await telegram.act(ann, "delete", message_id=said["message_id"])
    assert len(await telegram.updates()) == 2, "nobody tells a bot about deletions"
    assert (await telegram.control(f"/_chats/{ann}"))["messages"] == []


async def test_files_of_people(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    await telegram.act(ann, "photo", name="p.png", mime="image/png", base64=as_base64(png()), caption="look")
    await telegram.act(ann, "document", name="<x>.html", mime="text/html", base64=as_base64(b"<script>"))
    photo, document = [u["message"] for u in await telegram.updates()][1:]
    assert photo["caption"] == "look"
    assert document["document"]["mime_type"] == "text/html"
    path = (await telegram.call("getFile", file_id=document["document"]["file_id"]))["file_path"]
    assert (await telegram.http.get(f"/telegram/file/bot{TOKEN}/{path}")).content == b"<script>"
    shown = (await telegram.control(f"/_chats/{ann}"))["messages"]
    assert shown[1]["photo"] == f"/telegram/_files/{photo['photo'][-1]['file_id']}"
    picture = await telegram.http.get(shown[1]["photo"])
    assert (picture.content, picture.headers["Content-Type"]) == (png(), "image/png")
    page = await telegram.http.get(shown[2]["document"])
    assert page.headers["Content-Disposition"] == "attachment"
    assert page.headers["Content-Type"] == "application/octet-stream"
    assert await status(telegram, ann, "photo", base64=as_base64(b"no picture")) == 422
    assert await status(telegram, ann, "photo", base64="?") == 422
    assert (await telegram.http.get("/telegram/_files/none")).status_code == 404


async def test_presses_need_a_shown_button(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    message = await telegram.call("sendMessage", chat_id=ann, text="x", reply_markup=rows("Buy", "Leave"))
    await telegram.forget_updates()
    at = {"message_id": message["message_id"]}
    query = (await telegram.act(ann, "press", **at, data="do:Buy"))["callback_query_id"]
    (update,) = await telegram.updates()
    assert update["callback_query"]["id"] == query
    assert update["callback_query"]["data"] == "do:Buy"
    assert update["callback_query"]["message"]["reply_markup"] == rows("Buy", "Leave")
    assert await status(telegram, ann, "press", **at, data="do:Sell") == 409
    assert await status(telegram, ann, "press", message_id=999, data="do:Buy") == 404
    await telegram.act(ann, "press", **at, data="do:Sell", forged=True)
    assert (await telegram.updates())[-1]["callback_query"]["data"] == "do:Sell"


async def test_labels_find_the_newest_button(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    old = await telegram.call("sendMessage", chat_id=ann, text="a", reply_markup=rows("✅ Accept all", "Accept"))
    new = await telegram.call("sendMessage", chat_id=ann, text="b", reply_markup=rows("✅ Accept offer"))
    pay = {"inline_keyboard": [[{"text": "Pay now", "url": "https://127.0.0.1:4242/pay"}]]}
    await telegram.call("sendMessage", chat_id=ann, text="c", reply_markup=pay)
    assert (await telegram.act(ann, "press_label", label="accept"))["message_id"] == new["message_id"]
    pressed = await telegram.act(ann, "press_label", label="Accept", message_id=old["message_id"])
    assert pressed["message_id"] == old["message_id"]
    assert (await telegram.updates())[-1]["callback_query"]["data"] == "do:Accept"
    assert (await telegram.act(ann, "press_label", label="pay"))["url"] == "https://127.0.0.1:4242/pay"
    assert await status(telegram, ann, "press_label", label="Refund") == 404


async def test_toasts_show_what_the_bot_answered_once(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    await telegram.call("sendMessage", chat_id=ann, text="x", reply_markup=rows("Go"))
    query = (await telegram.act(ann, "press_label", label="Go"))["callback_query_id"]
    answer = {"callback_query_id": query}
    assert await telegram.refusal("answerCallbackQuery", **answer, text="😀" * 101) == (
        400,
        "Bad Request: MESSAGE_TOO_LONG",
    )
    assert await telegram.refusal("answerCallbackQuery", **answer, url="https://evil.example") == (
        400,
        "Bad Request: URL_INVALID",
    )
    assert (await telegram.control("/_state"))["open_callback_queries"] == [query]
    await telegram.call("answerCallbackQuery", **answer, text="Done", show_alert=True)
    (toast,) = (await telegram.control(f"/_chats/{ann}"))["toasts"]
    assert (toast["text"], toast["alert"], toast["user"]) == ("Done", True, ann)
    assert (await telegram.refusal("answerCallbackQuery", **answer))[1].startswith("Bad Request: query is too old")


async def test_the_view_of_a_chat(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    text = "<b>Deal</b> &lt;1&gt; https://x.example"
    await telegram.call("sendMessage", chat_id=ann, text=text, parse_mode="HTML", reply_markup=rows("Go"))
    view = await telegram.control(f"/_chats/{ann}")
    assert [m["from"] for m in view["messages"]] == ["person", "bot"]
    shown = view["messages"][1]
    assert shown["text"] == "Deal <1> https://x.example"
    assert shown["html"].startswith("<b>Deal</b> &lt;1&gt; <a href=")
    assert shown["rows"] == [[{"text": "Go", "data": "do:Go"}]]
    assert (shown["edited"], shown["pinned"], shown["name"]) == (False, False, "Parley")
    chats = (await telegram.control("/_chats"))["chats"]
    assert [(c["id"], c["type"], c["title"]) for c in chats] == [(ann, "private", "Ann")]


async def test_waiting_for_a_change_of_a_chat(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    before = (await telegram.control(f"/_chats/{ann}"))["seq"]
    waiting = asyncio.create_task(telegram.control(f"/_chats/{ann}?after={before}&wait=20"))
    await asyncio.sleep(0.02)
    assert not waiting.done()
    await telegram.call("sendMessage", chat_id=ann, text="news")
    view = await waiting
    assert view["seq"] > before
    assert view["messages"][-1]["text"] == "news"
    assert (await telegram.control(f"/_chats/{ann}?after={view['seq']}&wait=0.01"))["seq"] == view["seq"]
    assert [m["text"] for m in (await telegram.control(f"/_chats/{ann}?last=1"))["messages"]] == ["news"]


async def test_blocking_tells_the_bot(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    await telegram.forget_updates()
    await telegram.act(ann, "block")
    assert await status(telegram, ann, "say", text="x") == 409
    await telegram.act(ann, "unblock")
    changes = [u["my_chat_member"] for u in await telegram.updates()]
    assert [(c["old_chat_member"]["status"], c["new_chat_member"]["status"]) for c in changes] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]


async def test_deep_links_start_the_bot(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person(started=False)
    await telegram.act(ann, "follow", url="https://t.me/parley_bot?start=tok_EN-1")
    (update,) = await telegram.updates()
    assert update["message"]["text"] == "/start tok_EN-1"
    assert await status(telegram, ann, "follow", url="https://evil.example/parley_bot?start=x") == 422
    assert await status(telegram, ann, "follow", url="https://t.me/parley_bot?start=" + "x" * 65) == 422
    assert await status(telegram, ann, "follow", url="https://t.me/nobody_bot?start=x") == 404
    await telegram.act(ann, "follow", url="https://t.me/other_bot?start=y")
    assert len(await telegram.updates(token=OTHER_TOKEN)) == 1


async def test_inline_queries_and_their_results(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    await telegram.forget_updates()
    asking = asyncio.create_task(telegram.act(ann, "inline", query="steel", wait=5))
    (update,) = await telegram.updates(timeout=5)
    query = update["inline_query"]
    assert (query["query"], query["offset"]) == ("steel", "")
    result = {
        "type": "article",
        "id": "1",
        "title": "Steel coil",
        "input_message_content": {"message_text": "<b>Steel</b>", "parse_mode": "HTML"},
    }
    answer = {"inline_query_id": query["id"]}
    for results, reason in (
        ([result] * 2, "RESULT_ID_DUPLICATE"),
        ([result | {"id": str(i)} for i in range(51)], "too many inline query results specified"),
        ([result | {"id": "x" * 65}], "RESULT_ID_INVALID"),
        ([result | {"type": "sticker"}], 'type "sticker" is unsupported for the inline query result'),
    ):
        refused = await telegram.refusal("answerInlineQuery", **answer, results=results)
        assert refused == (400, f"Bad Request: {reason}")
    await telegram.call("answerInlineQuery", **answer, results=[result], next_offset="50")
    found = await asking
    assert (found["results"][0]["title"], found["next_offset"]) == ("Steel coil", "50")
    chosen = {"inline_query_id": query["id"], "result_id": "1"}
    await telegram.act(ann, "choose", **chosen)
    message, told = (await telegram.updates())[1:]
    assert message["message"]["via_bot"]["username"] == "parley_bot"
    assert message["message"]["text"] == "Steel"
    assert told["chosen_inline_result"]["query"] == "steel"
    assert await status(telegram, ann, "choose", **chosen | {"result_id": "2"}) == 404


async def test_privacy_mode_and_anonymous_administrators(telegram: TelegramUnderTest) -> None:
    ann, bob = await telegram.person(), await telegram.person("Bob")
    asked = {"title": "Desk", "members": [bob], "admins": [ann], "bot_is_admin": False, "bots": ["parley_bot"]}
    group = (await telegram.control("/_groups", asked))["id"]
    await telegram.forget_updates()
    await telegram.act(bob, "say", chat_id=group, text="small talk")
    await telegram.act(bob, "say", chat_id=group, text="/verdict")
    await telegram.act(ann, "say", chat_id=group, text="/verdict", anonymous=True)
    heard = [u["message"] for u in await telegram.updates()]
    assert [m["from"]["id"] for m in heard] == [bob, 1087968824]
    assert heard[1]["sender_chat"]["id"] == group
    assert await status(telegram, bob, "say", chat_id=group, text="x", anonymous=True) == 409
    outsider = await telegram.person("Eve")
    assert await status(telegram, outsider, "say", chat_id=group, text="x") == 404


async def test_what_people_cannot_do(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    bob_said = await telegram.act(await telegram.person("Bob"), "say", text="hi")
    assert await status(telegram, ann, "dance") == 404
    assert await status(telegram, 1, "say", text="x") == 404
    assert await status(telegram, ann, "say", text=" ") == 422
    assert await status(telegram, ann, "say", text="x" * 4097) == 422
    assert await status(telegram, ann, "edit", message_id=bob_said["message_id"], text="x") == 404
    assert (await telegram.http.post("/telegram/_people", json={})).status_code == 422
    assert (await telegram.http.post("/telegram/_people", content=b"{")).status_code == 422
    assert (await telegram.http.get("/telegram/_chats/none")).status_code == 404
    assert (await telegram.http.get(f"/telegram/_chats/{ann}?wait=long")).status_code == 422
