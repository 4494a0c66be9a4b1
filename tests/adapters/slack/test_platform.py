"""Screens are sent, edited, replaced and refused as the chat port promises, over a caller that only records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from adapters.slack.calling import Caller, CallLost, CallRefused
from adapters.slack.platform import SlackPlatform
from adapters.slack.receive import translate
from core.ports.chat import (
    GROUP,
    PRIVATE,
    Actor,
    Button,
    ChatBusy,
    ChatError,
    ChatPlatform,
    ChatRefused,
    ChatUncertain,
    ChatUnreachable,
    Field,
    Form,
    Incoming,
    Line,
    Media,
    Place,
    Receipt,
    Screen,
)
from tests.adapters.slack.payloads import AT, CHANNEL, DIRECT, DO, RESPONSE_URL, RING, TENANT, USER, press

PLACE = Place("slack", TENANT, CHANNEL, kind=GROUP)
PERSON = Place("slack", TENANT, USER, kind=PRIVATE)
SCREEN = Screen("deal", (Line("head", "Deal 7"), Line("text", "Your turn.")), ((Button("Accept", DO),),))
LONG = Screen("deal", (Line("head", "Deal 7"), Line("text", "w " * 12_000)), ((Button("Accept", DO),),))
FORM = Form("offer", "Offer", (Field("qty", "whole", "Qty"),), "Send", "Cancel", DO)


class RecordingCaller:
    """Answers every call, except where `fails` says what to raise for the n-th call of a method."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.fails: dict[tuple[str, int], Exception] = {}
        self.file: dict[str, Any] = {"id": "F1", "size": 3, "url_private_download": "https://files.slack.com/f"}

    def _record(self, method: str, params: Mapping[str, Any]) -> None:
        nth = sum(name == method for name, _ in self.calls)
        self.calls.append((method, dict(params)))
        if (failure := self.fails.get((method, nth))) is not None:
            raise failure

    async def call(
        self, method: str, params: Mapping[str, Any], files: Mapping[str, bytes] | None = None
    ) -> Mapping[str, Any]:
        self._record(method, params)
        return {
            "chat.postMessage": {"ok": True, "ts": f"{len(self.calls)}.0"},
            "conversations.open": {"ok": True, "channel": {"id": DIRECT}},
            "files.info": {"ok": True, "file": self.file},
            "files.getUploadURLExternal": {"ok": True, "file_id": f"F{len(self.calls)}", "upload_url": "https://up/1"},
        }.get(method, {"ok": True})

    async def upload(self, address: str, content: bytes) -> None:
        self._record("upload", {"address": address, "content": content})

    async def respond(self, address: str, body: Mapping[str, Any]) -> None:
        self._record("respond", {"address": address, **body})

    async def download(self, address: str, *, size_max: int) -> bytes:
        self._record("download", {"address": address, "size_max": size_max})
        return b"abc"

    @property
    def methods(self) -> list[str]:
        return [method for method, _ in self.calls]


@pytest.fixture
def caller() -> RecordingCaller:
    return RecordingCaller()


@pytest.fixture
def platform(caller: RecordingCaller) -> SlackPlatform:
    as_port: Caller = caller
    made = SlackPlatform(as_port, RING, TENANT)
    port: ChatPlatform = made
    assert port.can.forms
    return made


def pressed(chat: str = CHANNEL, **more: Any) -> Incoming:
    incoming = translate(press("x", chat, **more), tenant=TENANT, ring=RING, at=AT)
    assert incoming is not None
    return incoming


# --- show -------------------------------------------------------------------------------------------------------------


async def test_a_new_screen_is_posted_and_edited_in_place_later(
    platform: SlackPlatform, caller: RecordingCaller
) -> None:
    receipt = await platform.show(PLACE, SCREEN)
    again = await platform.show(PLACE, SCREEN, receipt)
    assert caller.methods == ["chat.postMessage", "chat.update"]
    assert caller.calls[1][1]["ts"] == "1.0"
    assert again == receipt
    assert receipt.digest
    changed = await platform.show(PLACE, LONG, None)
    assert changed.digest != receipt.digest


@pytest.mark.parametrize("code", ["message_not_found", "cant_update_message", "edit_window_closed"])
async def test_a_message_that_cannot_be_edited_is_sent_anew(
    platform: SlackPlatform, caller: RecordingCaller, code: str
) -> None:
    caller.fails["chat.update", 0] = CallRefused(code)
    caller.fails["chat.delete", 0] = CallRefused("message_not_found")
    receipt = await platform.show(PLACE, SCREEN, Receipt(("5.0",), "old"))
    assert caller.methods == ["chat.update", "chat.postMessage", "chat.delete"]
    assert receipt.parts == ("2.0",)


async def test_anew_posts_first_and_then_turns_the_old_card_into_a_line(
    platform: SlackPlatform, caller: RecordingCaller
) -> None:
    caller.fails["chat.update", 0] = CallRefused("message_not_found")
    receipt = await platform.show(PLACE, SCREEN, Receipt(("5.0", "6.0"), "old"), anew=True)
    assert caller.methods == ["chat.postMessage", "chat.update", "chat.delete"]
    assert receipt.parts == ("1.0",)
    line = caller.calls[1][1]
    assert (line["ts"], line["text"], len(line["blocks"])) == ("5.0", "Deal 7", 1)
    assert caller.calls[2][1] == {"channel": CHANNEL, "ts": "6.0"}


async def test_growing_and_shrinking_screens_keep_their_order(platform: SlackPlatform, caller: RecordingCaller) -> None:
    long = await platform.show(PLACE, LONG)
    assert len(long.parts) == caller.methods.count("chat.postMessage") > 1
    caller.calls.clear()
    short = await platform.show(PLACE, SCREEN, long)
    assert short.parts == long.parts[:1]
    assert caller.methods == ["chat.update"] + ["chat.delete"] * (len(long.parts) - 1)
    caller.calls.clear()
    grown = await platform.show(PLACE, LONG, short)
    assert grown.parts[0] == short.parts[0]
    assert caller.methods == ["chat.update"] + ["chat.postMessage"] * (len(long.parts) - 1)
    assert grown.digest == long.digest


async def test_a_screen_that_is_half_out_is_not_reported_as_not_sent(
    platform: SlackPlatform, caller: RecordingCaller
) -> None:
    caller.fails["chat.postMessage", 1] = CallRefused("ratelimited", 30)
    receipt = await platform.show(PLACE, LONG)
    assert receipt == Receipt(("1.0",), "")


async def test_a_person_is_written_to_in_a_direct_message_that_is_opened_once(
    platform: SlackPlatform, caller: RecordingCaller
) -> None:
    await platform.show(PERSON, SCREEN)
    await platform.show(PERSON, SCREEN)
    assert caller.methods == ["conversations.open", "chat.postMessage", "chat.postMessage"]
    assert caller.calls[0][1] == {"users": USER}
    sent = caller.calls[1][1]
    assert sent["channel"] == DIRECT
    token = sent["blocks"][-1]["elements"][0]["value"]
    back = translate(press(token, DIRECT), tenant=TENANT, ring=RING, at=AT)
    assert back is not None
    assert back.do == DO


# --- errors -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (CallRefused("ratelimited", 7), ChatBusy),
        *((CallRefused(code), ChatUnreachable) for code in ("account_inactive", "token_revoked", "invalid_auth")),
        *((CallRefused(code), ChatUnreachable) for code in ("channel_not_found", "user_not_found")),
        *((CallRefused(code), ChatUnreachable) for code in ("is_archived", "not_in_channel")),
        *((CallRefused(code), ChatUncertain) for code in ("internal_error", "fatal_error")),
        (CallLost("timeout"), ChatUncertain),
        (CallRefused("invalid_blocks"), ChatRefused),
    ],
)
@pytest.mark.parametrize("method", ["chat.postMessage", "chat.update", "conversations.open"])
async def test_failures_become_the_errors_of_the_port(
    platform: SlackPlatform, caller: RecordingCaller, failure: Exception, expected: type[ChatError], method: str
) -> None:
    caller.fails[method, 0] = failure
    before = Receipt(("5.0",)) if method == "chat.update" else None
    if (method, expected) == ("conversations.open", ChatRefused):
        # Posting to the person opens the conversation as well.
        await platform.show(PERSON, SCREEN)
        assert caller.calls[-1][1]["channel"] == USER
        return
    with pytest.raises(ChatError) as raised:
        await platform.show(PERSON, SCREEN, before)
    assert isinstance(raised.value, expected)
    if isinstance(raised.value, ChatBusy):
        assert raised.value.retry_after_seconds == 7


# --- toasts -----------------------------------------------------------------------------------------------------------


async def test_a_toast_is_private_wherever_the_press_happened(platform: SlackPlatform, caller: RecordingCaller) -> None:
    await platform.answer(pressed())
    await platform.answer(pressed(), "Done <!channel>", alert=True)
    await platform.answer(pressed(DIRECT), "Done")
    await platform.answer(pressed(DIRECT, response_url=None), "Done")
    assert caller.methods == ["chat.postEphemeral", "respond", "chat.postMessage"]
    assert caller.calls[0][1]["user"] == USER
    assert "<" not in caller.calls[0][1]["text"]
    assert caller.calls[1][1]["address"] == RESPONSE_URL
    assert (caller.calls[1][1]["response_type"], caller.calls[1][1]["replace_original"]) == ("ephemeral", False)


async def test_a_toast_that_comes_too_late_counts_as_said(platform: SlackPlatform, caller: RecordingCaller) -> None:
    caller.fails["respond", 0] = CallRefused("http_404")
    await platform.answer(pressed(DIRECT), "Done")
    assert caller.methods == ["respond", "chat.postMessage"]
    caller.fails["chat.postEphemeral", 0] = CallRefused("user_not_in_channel")
    await platform.answer(pressed(), "Done")
    caller.fails["chat.postEphemeral", 1] = CallLost("reset")
    with pytest.raises(ChatUncertain):
        await platform.answer(pressed(), "Done")
    caller.fails["respond", 1] = CallLost("reset")
    with pytest.raises(ChatUncertain):
        await platform.answer(pressed(DIRECT), "Done")


# --- forms and files --------------------------------------------------------------------------------------------------


async def test_a_form_opens_for_the_person_who_pressed(platform: SlackPlatform, caller: RecordingCaller) -> None:
    assert await platform.open_form(pressed(), FORM)
    method, params = caller.calls[0]
    assert (method, params["trigger_id"], params["view"]["type"]) == ("views.open", "1.2.abc", "modal")


@pytest.mark.parametrize("code", ["expired_trigger_id", "trigger_exchanged", "exchanged_trigger_id"])
async def test_a_form_does_not_open_once_its_handle_has_lapsed(
    platform: SlackPlatform, caller: RecordingCaller, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    caller.fails["views.open", 0] = CallRefused(code)
    assert not await platform.open_form(pressed(), FORM)
    typed = Incoming("1", "text", PLACE, Actor("slack", TENANT, USER), AT)
    assert not await platform.open_form(typed, FORM)
    # A form that Slack refuses is a fault of ours, and still not the person's: the questions are asked one by one.
    caller.fails["views.open", 1] = CallRefused("invalid_arguments")
    assert not await platform.open_form(pressed(), FORM)
    assert [record.levelname for record in caplog.records] == ["ERROR"]


async def test_files_are_fetched_within_their_limit(platform: SlackPlatform, caller: RecordingCaller) -> None:
    media = Media("photo", "F1")
    assert await platform.fetch(media, size_max=10) == b"abc"
    assert caller.calls[-1] == ("download", {"address": "https://files.slack.com/f", "size_max": 10})
    with pytest.raises(ChatRefused):
        await platform.fetch(media, size_max=2)
    caller.file = {"id": "F1", "file_access": "access_denied"}
    with pytest.raises(ChatRefused):
        await platform.fetch(media, size_max=10)
    caller.file = {"url_private": "https://files.slack.com/f"}
    caller.fails["download", 1] = CallLost("reset")
    with pytest.raises(ChatUncertain):
        await platform.fetch(media, size_max=10)
