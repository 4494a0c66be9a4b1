"""Servers that know less than Telegram does, and words that are too long for where they would be said."""

from __future__ import annotations

import pytest

from adapters.telegram.calling import CallRefused
from tests.adapters.telegram.test_platform import BEFORE, CARD, HOME, PICTURE, RecordingCaller, platform_with, pressed


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
