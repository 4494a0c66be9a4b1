"""Sending: shapes that come back, limits, and refusals in the platform's words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.adapters.sandbox.telegram_harness import BOT, TOKEN, TelegramUnderTest, as_base64, png, telegram_under_test


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramUnderTest]:
    async with telegram_under_test() as under_test:
        yield under_test


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def button(text: str = "Go", data: str = "go") -> dict[str, Any]:
    return {"text": text, "callback_data": data}


async def test_unknown_token_and_method(telegram: TelegramUnderTest) -> None:
    response = await telegram.http.get("/telegram/botwrong:token/getMe")
    assert response.status_code == 401
    assert response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert await telegram.refusal("sendPigeon") == (404, "Not Found: method not found")
    assert (await telegram.call("GETME"))["username"] == BOT.username


async def test_every_encoding_is_read(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    address = f"/telegram/bot{TOKEN}/sendMessage"
    rows = '{"inline_keyboard":[[{"text":"Go","callback_data":"go"}]]}'
    form = {"chat_id": str(ann), "text": "hi", "reply_markup": rows}
    for response in (
        await telegram.http.get(address, params=form),
        await telegram.http.post(address, data=form),
        await telegram.http.post(address, data=form, files={}),
        await telegram.http.post(address, files={k: (None, v) for k, v in form.items()}),
        await telegram.http.post(address, json={"chat_id": ann, "text": "hi", "reply_markup": keyboard([button()])}),
    ):
        message = response.json()["result"]
        assert message["chat"] == {"id": ann, "type": "private", "first_name": "Ann"}
        assert message["from"]["id"] == BOT.id
        assert message["text"] == "hi"
        assert message["reply_markup"] == keyboard([button()])


async def test_lengths_count_utf16_units_after_parsing(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    await telegram.call("sendMessage", chat_id=ann, text="<b>" + "x" * 4096 + "</b>", parse_mode="HTML")
    await telegram.call("sendMessage", chat_id=ann, text="😀" * 2048)
    too_long = (400, "Bad Request: message is too long")
    assert await telegram.refusal("sendMessage", chat_id=ann, text="x" * 4097) == too_long
    assert await telegram.refusal("sendMessage", chat_id=ann, text="😀" * 2048 + "x") == too_long
    assert await telegram.refusal("sendMessage", chat_id=ann, text="") == (400, "Bad Request: message text is empty")
    assert await telegram.refusal("sendMessage", chat_id=ann, text="<b></b>", parse_mode="HTML") == (
        400,
        "Bad Request: text must be non-empty",
    )


async def test_who_can_be_written_to(telegram: TelegramUnderTest) -> None:
    stranger = await telegram.person("Bob", started=False)
    assert await telegram.refusal("sendMessage", chat_id=1, text="x") == (400, "Bad Request: chat not found")
    assert await telegram.refusal("sendMessage", chat_id="@nobody", text="x") == (400, "Bad Request: chat not found")
    assert await telegram.refusal("sendMessage", chat_id=stranger, text="x") == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )
    await telegram.act(stranger, "say", text="/start")
    await telegram.call("sendMessage", chat_id=stranger, text="x")
    await telegram.act(stranger, "block")
    assert await telegram.refusal("sendMessage", chat_id=stranger, text="x") == (
        403,
        "Forbidden: bot was blocked by the user",
    )
    await telegram.act(stranger, "unblock")
    await telegram.act(stranger, "deactivate")
    assert await telegram.refusal("sendMessage", chat_id=stranger, text="x") == (403, "Forbidden: user is deactivated")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"chat_id": None, "text": "x"}, "chat_id is empty"),
        ({"text": "x", "colour": "red"}, 'unknown parameter "colour"'),
        ({"text": ["x"]}, 'field "text" must be of type String'),
        ({"text": "x", "protect_content": "maybe"}, 'field "protect_content" must be of type Boolean'),
        ({"text": "x", "message_thread_id": "one"}, 'field "message_thread_id" must be of type Integer'),
        ({"text": "x", "message_thread_id": 99}, "message thread not found"),
        ({"text": "x", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        ({"text": "x", "reply_markup": "[broken"}, "can't parse reply markup JSON object"),
        ({"text": "x", "reply_markup": {"buttons": []}}, "object expected as reply markup"),
        ({"text": "x", "parse_mode": "Markdown2"}, "unsupported parse_mode"),
        ({"text": "<x>", "parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "x" at byte offset 0'),
        ({"text": "x", "business_connection_id": "b"}, "business connection not found"),
    ],
)
async def test_wrong_parameters_are_refused(telegram: TelegramUnderTest, given: dict[str, Any], reason: str) -> None:
    ann = await telegram.person()
    assert await telegram.refusal("sendMessage", **{"chat_id": ann, **given}) == (400, f"Bad Request: {reason}")
    assert len(telegram.sandbox.messages(ann)) == 1


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([[button(data="x" * 65)]], "BUTTON_DATA_INVALID"),
        ([[button(data="é" * 33)]], "BUTTON_DATA_INVALID"),
        ([[button() for _ in range(9)]], "reply markup is too long"),
        ([[button()] for _ in range(101)], "reply markup is too long"),
        ([[button("x" * 120, "y" * 60)] for _ in range(60)], "reply markup is too long"),
        ([[{"text": "bare"}]], "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        (
            [[{"text": "pay", "url": "http://localhost/pay"}]],
            "inline keyboard button URL 'http://localhost/pay' is invalid: Wrong HTTP URL",
        ),
        (
            [[button() | {"style": "loud"}]],
            "can't parse inline keyboard button: invalid button style specified",
        ),
        ([[{"text": "c", "copy_text": {"text": "x" * 257}}]], "BUTTON_COPY_TEXT_INVALID"),
        ([[button() | {"colour": "red"}]], 'unknown field "colour" in inline keyboard'),
    ],
)
async def test_keyboard_limits(telegram: TelegramUnderTest, rows: list[list[Any]], reason: str) -> None:
    ann = await telegram.person()
    refused = await telegram.refusal("sendMessage", chat_id=ann, text="x", reply_markup=keyboard(*rows))
    assert refused == (400, f"Bad Request: {reason}")


async def test_largest_keyboard_passes(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    rows = [[button("b", "d" * 64) for _ in range(8)] for _ in range(12)] + [[button() for _ in range(4)]]
    message = await telegram.call("sendMessage", chat_id=ann, text="x", reply_markup=keyboard(*rows))
    assert sum(map(len, message["reply_markup"]["inline_keyboard"])) == 100


async def test_photo_document_and_album(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    address = f"/telegram/bot{TOKEN}"
    upload = {"photo": ("a.png", png(120, 60), "image/png")}
    form = {"chat_id": str(ann), "caption": "<i>see</i>", "parse_mode": "HTML"}
    sent = (await telegram.http.post(f"{address}/sendPhoto", data=form, files=upload)).json()["result"]
    assert sent["caption"] == "see"
    assert sent["caption_entities"] == [{"type": "italic", "offset": 0, "length": 3}]
    assert [(size["width"], size["height"]) for size in sent["photo"]] == [(90, 45), (120, 60)]
    file_id = sent["photo"][-1]["file_id"]

    again = await telegram.call("sendPhoto", chat_id=ann, photo=file_id)
    assert again["photo"] == sent["photo"]
    assert await telegram.refusal("sendDocument", chat_id=ann, document=file_id) == (
        400,
        "Bad Request: can't use file of type Photo as Document",
    )
    path = (await telegram.call("getFile", file_id=file_id))["file_path"]
    assert (await telegram.http.get(f"/telegram/file/bot{TOKEN}/{path}")).content == png(120, 60)
    assert (await telegram.http.get(f"/telegram/file/botwrong/{path}")).status_code == 401
    telegram.pass_time(hours=2)
    assert (await telegram.http.get(f"/telegram/file/bot{TOKEN}/{path}")).status_code == 404

    media = '[{"type":"document","media":"attach://a","caption":"one"},{"type":"document","media":"attach://b"}]'
    parts = {"a": ("a.pdf", b"%PDF-1", "application/pdf"), "b": ("b.pdf", b"%PDF-2", "application/pdf")}
    reply = await telegram.http.post(
        f"{address}/sendMediaGroup", data={"chat_id": str(ann), "media": media}, files=parts
    )
    album = reply.json()["result"]
    assert [m["document"]["file_name"] for m in album] == ["a.pdf", "b.pdf"]
    assert album[0]["media_group_id"] == album[1]["media_group_id"]
    assert album[0]["caption"] == "one"


async def test_file_refusals(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    address = f"/telegram/bot{TOKEN}/sendPhoto"

    async def send(data: bytes) -> str:
        files = {"photo": ("a.png", data, "image/png")}
        answer = (await telegram.http.post(address, data={"chat_id": str(ann)}, files=files)).json()
        return str(answer["description"])

    assert await send(b"not a picture") == "Bad Request: IMAGE_PROCESS_FAILED"
    assert await send(b"") == "Bad Request: file must be non-empty"
    assert await send(png(1, 30)) == "Bad Request: PHOTO_INVALID_DIMENSIONS"
    assert await send(b"x" * (10 << 20) + b"y") == (
        "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes"
    )
    wrong = (400, "Bad Request: wrong file identifier/HTTP URL specified")
    assert await telegram.refusal("sendPhoto", chat_id=ann, photo="AgACnothing") == wrong
    assert await telegram.refusal("sendPhoto", chat_id=ann, photo="attach://missing") == wrong
    assert await telegram.refusal("getFile", file_id="nope") == (400, "Bad Request: invalid file_id")
    assert await telegram.refusal("sendPhoto", chat_id=ann, photo="https://a.example/b.png") == (
        400,
        "Bad Request: failed to get HTTP URL content",
    )
    assert await telegram.refusal("sendMediaGroup", chat_id=ann, media=[]) == (
        400,
        "Bad Request: there are no messages to send",
    )


async def test_caption_limit_is_its_own(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    shown = await telegram.act(ann, "photo", name="p.png", mime="image/png", base64=as_base64(png()))
    given = {"chat_id": ann, "photo": shown["file_id"]}
    await telegram.call("sendPhoto", **given, caption="x" * 1024)
    assert await telegram.refusal("sendPhoto", **given, caption="x" * 1025) == (
        400,
        "Bad Request: message caption is too long",
    )


async def test_copy_and_forward(telegram: TelegramUnderTest) -> None:
    ann, bob = await telegram.person(), await telegram.person("Bob")
    said = await telegram.act(ann, "say", text="secret offer")
    source = {"chat_id": bob, "from_chat_id": ann, "message_id": said["message_id"]}
    copied = await telegram.call("copyMessage", **source)
    assert set(copied) == {"message_id"}
    forwarded = await telegram.call("forwardMessage", **source)
    assert forwarded["forward_origin"]["sender_user"]["id"] == ann
    bobs = telegram.sandbox.messages(bob)
    assert [m.content.text for m in bobs[1:]] == ["secret offer", "secret offer"]
    assert [m.origin is None for m in bobs[1:]] == [True, False]
    assert await telegram.refusal("copyMessage", **source | {"message_id": 999}) == (
        400,
        "Bad Request: message to copy not found",
    )
    guarded = await telegram.call("sendMessage", chat_id=ann, text="mine", protect_content=True)
    assert guarded["has_protected_content"] is True
    assert await telegram.refusal("forwardMessage", **source | {"message_id": guarded["message_id"]}) == (
        400,
        "Bad Request: message can't be forwarded",
    )


async def test_replies_quotes_and_typing(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    said = await telegram.act(ann, "say", text="ten for nine")
    reply = {"message_id": said["message_id"], "quote": "nine"}
    message = await telegram.call("sendMessage", chat_id=ann, text="ok", reply_parameters=reply)
    assert message["reply_to_message"]["text"] == "ten for nine"
    assert message["quote"]["text"] == "nine"
    lost = {"message_id": 999, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await telegram.call("sendMessage", chat_id=ann, text="x", reply_parameters=lost)
    await telegram.call("sendChatAction", chat_id=ann, action="typing")
    assert (await telegram.control(f"/_chats/{ann}"))["typing"] == "typing"
    telegram.pass_time(seconds=6)
    assert "typing" not in await telegram.control(f"/_chats/{ann}")
    assert (await telegram.refusal("sendChatAction", chat_id=ann, action="dancing"))[0] == 400
