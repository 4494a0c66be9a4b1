"""What people see on Telegram, and what becomes of refusals, with a caller that records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.telegram.calling import CallLost, CallRefused, Files
from adapters.telegram.platform import TelegramPlatform
from core.ports.chat import (
    Actor,
    Button,
    ChatBusy,
    ChatError,
    ChatMoved,
    ChatPlatform,
    ChatRefused,
    ChatUncertain,
    ChatUnreachable,
    Do,
    Form,
    Incoming,
    Line,
    Media,
    Place,
    Receipt,
    Screen,
)
from core.ports.files import FileGone
from core.tokens import KeyRing

RING = KeyRing({"a": b"k" * 32}, "a")
HOME = Place("telegram", "77", "500")
CARD = Screen("deal", (Line("head", "Deal 7"), Line("text", "Your < turn")), ((Button("Accept", Do("ac", "d1")),),))
LONG = Screen("deal", (Line("head", "Deal 7"), Line("text", "word " * 2000)))
PICTURE = Screen("lst", (Line("head", "Chair"),), media=(Media("photo", "blob_1", "chair.jpg"),))
BEFORE = Receipt(("11",), "old")


class RecordingCaller:
    """Answers like a healthy server, except where the test has put an error for (method, nth call of it)."""

    def __init__(self, errors: Mapping[tuple[str, int], Exception] | None = None, file: bytes = b"") -> None:
        self.errors = dict(errors or {})
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.files: list[Files | None] = []
        self.file = file

    async def call(self, method: str, params: Mapping[str, Any], files: Files | None = None) -> Any:
        self.calls.append((method, dict(params)))
        self.files.append(files)
        error = self.errors.get((method, len(self.of(method))))
        if error:
            raise error
        if method == "getFile":
            return {"file_id": params["file_id"], "file_path": "photos/1.jpg", "file_size": len(self.file)}
        if method == "sendMediaGroup":
            return [
                {"message_id": 200 + number, "photo": [{"file_id": f"g{number}"}]}
                for number, _ in enumerate(params["media"])
            ]
        if method.startswith("send"):
            return {"message_id": 100 + len(self.calls), "photo": [{"file_id": "s"}, {"file_id": "known"}]}
        return True

    async def download(self, path: str, *, size_max: int) -> bytes:
        assert path == "photos/1.jpg"
        return self.file

    def of(self, method: str) -> list[dict[str, Any]]:
        return [params for name, params in self.calls if name == method]

    @property
    def methods(self) -> list[str]:
        return [name for name, _ in self.calls]


def platform_with(caller: RecordingCaller, **options: Any) -> TelegramPlatform:
    return TelegramPlatform(caller, RING, "77", **options)


def pressed(reply_token: str = "q1") -> Incoming:
    actor = Actor("telegram", "77", "500")
    return Incoming("tg:1", "press", HOME, actor, datetime(2026, 3, 1, tzinfo=UTC), reply_token=reply_token)


def bad(description: str) -> CallRefused:
    return CallRefused(400, f"Bad Request: {description}")


async def test_it_is_a_chat_platform_and_sends() -> None:
    caller = RecordingCaller()
    platform: ChatPlatform = platform_with(caller)
    receipt = await platform.show(HOME, CARD)
    assert receipt.parts == ("101",)
    assert len(receipt.digest) == 64
    ((method, params),) = caller.calls
    assert (method, params["text"]) == ("sendMessage", "<b>Deal 7</b>\nYour &lt; turn")


async def test_before_is_edited_in_place() -> None:
    caller = RecordingCaller()
    receipt = await platform_with(caller).show(HOME, CARD, BEFORE)
    assert (caller.methods, receipt.parts) == (["editMessageText"], ("11",))
    assert caller.calls[0][1]["message_id"] == 11
    assert caller.calls[0][1]["reply_markup"]


async def test_not_modified_is_success() -> None:
    caller = RecordingCaller({("editMessageText", 1): bad("message is not modified: specified new message content …")})
    receipt = await platform_with(caller).show(HOME, CARD, BEFORE)
    assert (receipt.parts, bool(receipt.digest), len(caller.calls)) == (("11",), True, 1)


@pytest.mark.parametrize("reason", ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"])
async def test_a_message_that_is_gone_is_sent_anew(reason: str) -> None:
    caller = RecordingCaller({("editMessageText", 1): bad(reason), ("editMessageText", 2): bad(reason)})
    receipt = await platform_with(caller).show(HOME, CARD, BEFORE)
    assert caller.methods == ["editMessageText", "sendMessage", "editMessageText"]
    assert receipt.parts == ("102",)
    assert receipt.digest


async def test_anew_goes_to_the_bottom_and_the_old_one_becomes_a_line() -> None:
    caller = RecordingCaller()
    receipt = await platform_with(caller).show(HOME, CARD, Receipt(("11", "12"), "old"), anew=True)
    assert caller.methods == ["sendMessage", "deleteMessage", "editMessageText"]
    retired = caller.calls[2][1]
    assert (retired["message_id"], retired["text"], "reply_markup" in retired) == (11, "<b>Deal 7</b>", False)
    assert receipt.parts == ("101",)


async def test_an_old_message_too_old_to_delete_is_shortened_and_an_old_photo_too() -> None:
    errors = {
        ("deleteMessage", 1): bad("message can't be deleted for everyone"),
        ("editMessageText", 2): bad("there is no text in the message to edit"),
    }
    caller = RecordingCaller(errors)
    await platform_with(caller).show(HOME, CARD, Receipt(("11", "12"), "old"), anew=True)
    assert caller.methods == [
        "sendMessage",
        "deleteMessage",
        "editMessageText",
        "editMessageText",
        "editMessageCaption",
    ]
    assert caller.calls[-1][1] == {"chat_id": 500, "message_id": 11, "caption": "<b>Deal 7</b>", "parse_mode": "HTML"}


@pytest.mark.parametrize("trouble", [CallRefused(429, "", 30), CallLost("x"), bad("message to edit not found")])
async def test_trouble_with_the_old_message_does_not_undo_the_new_one(trouble: Exception) -> None:
    caller = RecordingCaller({("editMessageText", 1): trouble})
    receipt = await platform_with(caller).show(HOME, CARD, BEFORE, anew=True)
    assert (receipt.parts, bool(receipt.digest)) == (("101",), True)


async def test_a_changed_number_of_messages_is_sent_anew() -> None:
    caller = RecordingCaller()
    receipt = await platform_with(caller).show(HOME, LONG, BEFORE)
    assert caller.methods == ["sendMessage", "sendMessage", "sendMessage", "editMessageText"]
    assert len(receipt.parts) == 3


async def test_half_a_screen_is_reported_without_a_digest_and_repaired_next_time() -> None:
    caller = RecordingCaller({("sendMessage", 2): CallRefused(429, "", 3)})
    platform = platform_with(caller)
    half = await platform.show(HOME, LONG, BEFORE)
    assert half == Receipt(("11", "101"), "")
    whole = await platform.show(HOME, LONG, half)
    assert len(whole.parts) == 3
    assert whole.digest
    assert caller.methods[-2:] == ["deleteMessage", "editMessageText"]


async def test_markup_trouble_is_answered_with_plain_text() -> None:
    trouble = bad("can't parse entities: Unsupported start tag")
    for method, before in (("sendMessage", None), ("editMessageText", BEFORE)):
        caller = RecordingCaller({(method, 1): trouble})
        receipt = await platform_with(caller).show(HOME, CARD, before)
        again = caller.calls[1][1]
        assert receipt.digest
        assert (again["text"], "parse_mode" in again) == ("Deal 7\nYour < turn", False)
        assert again["reply_markup"]


async def test_our_files_are_uploaded_once_and_then_named() -> None:
    async def load(ref: str) -> bytes | None:
        return b"jpeg" if ref == "blob_1" else None

    caller = RecordingCaller()
    platform = platform_with(caller, load=load)
    receipt = await platform.show(HOME, PICTURE)
    assert caller.calls[0][1]["photo"] == "attach://file"
    assert caller.files[0] == {"file": ("chair.jpg", b"jpeg")}
    await platform.show(HOME, PICTURE, receipt)
    method, params = caller.calls[1]
    assert (method, params["media"]["media"], caller.files[1]) == ("editMessageMedia", "known", None)
    assert params["media"]["caption"] == "<b>Chair</b>"
    await platform.show(HOME, Screen("x", (), media=(Media("photo", "telegrams-own"),)))
    assert caller.calls[2][1]["photo"] == "telegrams-own"


async def test_a_picture_that_is_not_taken_does_not_cost_the_words() -> None:
    caller = RecordingCaller(
        {("sendPhoto", 1): bad("PHOTO_INVALID_DIMENSIONS"), ("sendPhoto", 2): bad("IMAGE_PROCESS_FAILED")}
    )
    platform = platform_with(caller)
    assert (await platform.show(HOME, PICTURE)).digest
    assert caller.calls[-1][1]["text"] == "<b>Chair</b>"
    long = Screen("x", (*LONG.lines[:1], Line("text", "x" * 2000)), media=PICTURE.media)
    assert len((await platform.show(HOME, long)).parts) == 1
    caller.errors = {("sendPhoto", 3): bad("IMAGE_PROCESS_FAILED")}
    with pytest.raises(ChatRefused):
        await platform.show(HOME, Screen("x", (), media=PICTURE.media))


async def test_a_caption_that_cannot_be_parsed_is_sent_plain_in_an_edit() -> None:
    caller = RecordingCaller({("editMessageMedia", 1): bad("can't parse entities")})
    await platform_with(caller).show(HOME, PICTURE, BEFORE)
    assert caller.calls[1][1]["media"] == {"type": "photo", "media": "blob_1", "caption": "Chair"}


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (CallRefused(429, "Too Many Requests: retry after 17", 17), ChatBusy),
        (CallRefused(429, "Too Many Requests"), ChatBusy),
        (CallRefused(403, "Forbidden: bot was blocked by the user"), ChatUnreachable),
        (CallRefused(403, "Forbidden: user is deactivated"), ChatUnreachable),
        (bad("chat not found"), ChatUnreachable),
        (bad("user is deactivated"), ChatUnreachable),
        (CallRefused(400, "Bad Request: group chat was upgraded", None, "-100999"), ChatMoved),
        (bad("BUTTON_DATA_INVALID"), ChatRefused),
        (CallRefused(413, "Request Entity Too Large"), ChatRefused),
        (CallRefused(500, "Internal Server Error"), ChatUncertain),
        (CallRefused(502, "Bad Gateway"), ChatUncertain),
        (CallRefused(401, "Unauthorized"), ChatBusy),
        (CallLost("ServerDisconnectedError"), ChatUncertain),
    ],
)
async def test_refusals_have_a_meaning(error: Exception, expected: type[ChatError]) -> None:
    with pytest.raises(expected) as sending:
        await platform_with(RecordingCaller({("sendMessage", 1): error})).show(HOME, CARD)
    with pytest.raises(expected):
        await platform_with(RecordingCaller({("editMessageText", 1): error})).show(HOME, CARD, BEFORE)
    answering = platform_with(RecordingCaller({("answerCallbackQuery", 1): error})).answer(pressed())
    if expected is ChatRefused:
        # A spinner ends by itself; nothing else may wait for it.
        await answering
    else:
        with pytest.raises(expected):
            await answering
    if isinstance(sending.value, ChatBusy) and isinstance(error, CallRefused) and error.retry_after:
        assert sending.value.retry_after_seconds == 17
    if isinstance(sending.value, ChatMoved):
        assert sending.value.chat == "-100999"


async def test_a_refusal_does_not_repeat_what_was_sent() -> None:
    error = bad("wrong thing \"secret text\" for 'somebody' @anna in chat 12345")
    with pytest.raises(ChatRefused) as caught:
        await platform_with(RecordingCaller({("sendMessage", 1): error})).show(HOME, CARD)
    for secret in ("secret", "somebody", "anna", "12345"):
        assert secret not in str(caught.value)


async def test_another_bots_chat_is_out_of_reach() -> None:
    caller = RecordingCaller()
    with pytest.raises(ChatUnreachable):
        await platform_with(caller).show(Place("telegram", "78", "500"), CARD)
    assert caller.calls == []


async def test_a_press_is_answered() -> None:
    caller = RecordingCaller()
    platform = platform_with(caller)
    await platform.answer(pressed())
    await platform.answer(pressed(), "Done <b>\u202e", alert=True)
    await platform.answer(pressed(), "👩‍👩‍👧" * 60)
    assert caller.of("answerCallbackQuery")[0] == {"callback_query_id": "q1"}
    assert caller.of("answerCallbackQuery")[1] == {"callback_query_id": "q1", "text": "Done <b>", "show_alert": True}
    long = caller.of("answerCallbackQuery")[2]["text"]
    assert len(long.encode("utf-16-le")) // 2 <= 200
    assert long.replace("👩‍👩‍👧", "") == "…"


async def test_too_late_is_done() -> None:
    late = bad("query is too old and response timeout expired or query ID is invalid")
    await platform_with(RecordingCaller({("answerCallbackQuery", 1): late})).answer(pressed(), "Done")


async def test_a_toast_without_a_press_is_a_message() -> None:
    caller = RecordingCaller()
    platform = platform_with(caller)
    await platform.answer(pressed(""), "1 < 2")
    await platform.answer(pressed(""))
    ((method, params),) = caller.calls
    assert (method, params["text"], params["chat_id"]) == ("sendMessage", "1 &lt; 2", 500)


async def test_there_are_no_forms() -> None:
    form = Form("f", "Offer", (), "Send", "Cancel", Do("of"))
    platform = platform_with(RecordingCaller())
    assert platform.can.forms is False
    assert await platform.open_form(pressed(), form) is False


async def test_files_are_fetched_within_their_limit() -> None:
    platform = platform_with(RecordingCaller(file=b"12345"))
    media = Media("photo", "F1")
    assert await platform.fetch(media, size_max=5) == b"12345"
    with pytest.raises(ChatRefused):
        await platform.fetch(media, size_max=4)
    with pytest.raises(ChatRefused):
        await platform_with(RecordingCaller({("getFile", 1): bad("file is too big")})).fetch(media, size_max=5)


async def test_a_made_file_is_uploaded_again_only_when_it_changed() -> None:
    caller = RecordingCaller()
    made = {"chart:neg_1": b"png"}

    async def load(ref: str) -> bytes | None:
        return made.get(ref)

    platform = platform_with(caller, load=load)
    chart = Screen("deal:1", (Line("head", "Deal"),), media=(Media("photo", "chart:neg_1"),))
    receipt = await platform.show(HOME, chart)
    await platform.show(HOME, chart, receipt)
    made["chart:neg_1"] = b"another png"
    await platform.show(HOME, chart, receipt)
    sent = [files for files, (method, _) in zip(caller.files, caller.calls, strict=True) if method != "sendChatAction"]
    assert [files["file"][1] if files else None for files in sent] == [b"png", None, b"another png"]


async def test_words_go_without_a_file_that_is_gone() -> None:
    async def load(_ref: str) -> bytes | None:
        raise FileGone("gone")

    caller = RecordingCaller()
    platform = platform_with(caller, load=load)
    await platform.show(HOME, PICTURE)
    assert [method for method, _ in caller.calls] == ["sendMessage"]


def album_of(*refs: str) -> Screen:
    return Screen("m", (Line("text", "Look"),), media=tuple(Media("photo", ref) for ref in refs), reply_to="41")


async def test_photos_side_by_side_are_an_album_above_the_words() -> None:
    async def load(ref: str) -> bytes | None:
        return ref.encode()

    caller = RecordingCaller()
    platform = platform_with(caller, load=load)
    receipt = await platform.show(HOME, album_of("fil_1", "fil_2", "fil_3"))
    assert caller.methods == ["sendMediaGroup", "sendMessage"]
    group = caller.calls[0][1]
    assert [item["media"] for item in group["media"]] == ["attach://file0", "attach://file1", "attach://file2"]
    assert group["reply_parameters"] == {"message_id": 41, "allow_sending_without_reply": True}
    assert "reply_parameters" not in caller.calls[1][1]
    assert receipt.parts[:3] == ("200", "201", "202")
    files = caller.files[0]
    assert files is not None
    assert files["file1"] == ("photo", b"fil_2")
    await platform.show(HOME, album_of("fil_1", "fil_2"))
    assert [item["media"] for item in caller.calls[2][1]["media"]] == ["g0", "g1"]


async def test_an_album_that_is_not_taken_goes_one_by_one() -> None:
    caller = RecordingCaller({("sendMediaGroup", 1): bad("group send failed")})
    receipt = await platform_with(caller).show(HOME, album_of("a", "b"))
    assert caller.methods == ["sendMediaGroup", "sendPhoto", "sendPhoto", "sendMessage"]
    assert len(receipt.parts) == 3


async def test_photos_and_documents_are_no_album() -> None:
    caller = RecordingCaller()
    mixed = Screen("m", (Line("text", "Look"),), media=(Media("photo", "a"), Media("document", "b")))
    await platform_with(caller).show(HOME, mixed)
    assert caller.methods == ["sendPhoto", "sendDocument", "sendMessage"]
