"""What may not stay in a chat: it is deleted, with its picture."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.telegram.calling import CallLost
from core.ports.chat import Line, Screen
from tests.adapters.telegram.test_platform import HOME, PICTURE, RecordingCaller, bad, platform_with


@pytest.mark.parametrize("anew", [True, False])
async def test_a_picture_that_may_not_stay_goes_whole(anew: bool) -> None:
    async def load(_ref: str) -> bytes | None:
        return b"png"

    caller = RecordingCaller({("editMessageText", 1): bad("there is no text in the message to edit")})
    platform = platform_with(caller, load=load)
    receipt = await platform.show(HOME, replace(PICTURE, fleeting=True))
    (shown,) = receipt.parts
    words = Screen("lst", (Line("note", "It stood here."),), fleeting=True)
    gone = await platform.show(HOME, words, receipt, anew=anew)
    assert caller.calls[-1] == ("deleteMessage", {"chat_id": int(HOME.chat), "message_id": int(shown)})
    assert caller.calls[-2][1]["text"] == "<i>It stood here.</i>"
    assert gone.parts != receipt.parts
    # What Telegram does not delete any more keeps no words, at least.
    caller.errors = {("deleteMessage", 2): bad("message can't be deleted for everyone")}
    await platform.show(HOME, words, receipt, anew=True)
    assert caller.calls[-1][0] == "editMessageText"


async def test_what_could_not_be_deleted_is_tried_again_and_nothing_is_said_twice() -> None:
    caller = RecordingCaller(
        {("deleteMessage", 1): CallLost("gone"), ("editMessageText", 1): bad("message to edit not found")}
    )
    platform = platform_with(caller)
    secret = Screen("lst", (Line("note", "The key."),), fleeting=True)
    receipt = await platform.show(HOME, secret)
    words = Screen("lst", (Line("note", "It stood here."),), fleeting=True)
    gone = await platform.show(HOME, words, receipt)
    assert gone.digest == "", "it is owed yet"
    assert gone.parts[1:] == receipt.parts
    before = len(caller.calls)
    done = await platform.show(HOME, words, gone)
    assert [method for method, _ in caller.calls[before:]] == ["editMessageText", "deleteMessage"]
    assert caller.calls[-1][1]["message_id"] == int(receipt.parts[0])
    assert done.parts == gone.parts[:1]
    assert done.digest
