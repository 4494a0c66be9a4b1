"""Servers that know less than Telegram does, and words that are too long for where they would be said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.telegram.calling import CallRefused
from adapters.telegram.platform import TelegramPlatform
from core.ports.chat import GROUP, Line, Media, Place, Screen
from tests.adapters.telegram.test_platform import (
    BEFORE,
    CARD,
    HOME,
    PICTURE,
    RING,
    RecordingCaller,
    platform_with,
    pressed,
)


async def test_a_word_too_long_for_the_bubble_over_a_chat_is_read_whole_below_it() -> None:
    caller = RecordingCaller()
    await platform_with(caller).answer(pressed(), "word " * 60, alert=True)
    assert [method for method, _ in caller.calls] == ["answerCallbackQuery", "sendMessage"]
    shown, sent = (params["text"] for _, params in caller.calls)
    assert len(shown) <= 200
    assert shown.endswith("…")
    assert sent == ("word " * 60).strip()


async def test_a_word_over_a_press_that_can_not_be_answered_is_a_message() -> None:
    unknown = CallRefused(404, "Not Found: method not found")
    caller = RecordingCaller({("answerCallbackQuery", 1): unknown})
    await platform_with(caller).answer(pressed(), "Not now")
    assert caller.calls[-1][0] == "sendMessage"
    assert caller.calls[-1][1]["text"] == "Not now"


@pytest.mark.parametrize("code", [404, 405, 501])
async def test_what_a_server_does_not_know_is_done_without(code: int) -> None:
    """An emulator may know plain messages only; with a wrong token not even those would pass."""
    methods = ("sendPhoto", "editMessageMedia", "deleteMessage", "editMessageText")
    unknown = {(method, nth): CallRefused(code, "Cannot POST") for method in methods for nth in (1, 2, 3)}
    caller = RecordingCaller(unknown)
    receipt = await platform_with(caller).show(HOME, PICTURE)
    assert receipt.parts
    assert caller.of("sendMessage")[0]["text"].endswith("Chair</b>")
    again = await platform_with(caller).show(HOME, PICTURE, receipt)
    assert set(again.parts).isdisjoint(receipt.parts) or len(caller.of("sendMessage")) == 2
    await platform_with(caller).show(HOME, CARD, BEFORE)
    assert len(caller.of("sendMessage")) == 3


async def test_what_has_to_be_made_first_is_announced() -> None:
    """And where even that is not known, the file comes all the same."""

    async def made(ref: str) -> bytes:
        return b"%PDF " + ref.encode()

    for trouble in ({}, {("sendChatAction", 1): CallRefused(404, "Not Found")}):
        caller = RecordingCaller(trouble)
        platform = TelegramPlatform(caller, RING, "77", load=made)
        paper = Screen("paper", (Line("head", "Agreement"),), media=(Media("document", "agreement:neg_1", "a.pdf"),))
        assert (await platform.show(HOME, paper)).parts
        assert [method for method, _ in caller.calls] == ["sendChatAction", "sendDocument"]
        assert caller.calls[0][1] == {"chat_id": 500, "action": "upload_document"}
    kept = Screen("listing", (Line("head", "Chair"),), media=(Media("photo", "fil_1", "chair.jpg"),))
    await platform.show(HOME, kept)
    assert caller.calls[-1][0] == "sendPhoto"
    assert len(caller.of("sendChatAction")) == 1


async def test_in_a_group_a_question_asks_to_be_answered_itself() -> None:
    """A bot in a group is only told of words that answer one of its messages."""
    group = Place("telegram", "77", "-100", kind=GROUP)
    question = replace(CARD, answer_here="Answer this message.")
    caller = RecordingCaller()
    receipt = await platform_with(caller).show(group, question)
    asked, opened = (params for _, params in caller.calls)
    assert asked["reply_markup"]["inline_keyboard"]
    assert opened["reply_markup"] == {"force_reply": True, "input_field_placeholder": "Answer this message."}
    # Edited in place it keeps its own field, which an edit can not open.
    await platform_with(caller).show(group, replace(question, lines=(Line("head", "Deal 8"),)), receipt)
    assert "reply_markup" not in caller.calls[-1][1]
    await platform_with(caller).show(HOME, question)
    assert caller.calls[-1][1]["chat_id"] == 500
    assert "force_reply" not in caller.calls[-1][1]["reply_markup"]
