"""Pictures of ours stand in blocks, documents above the words; both over a caller that only records."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from adapters.slack.calling import CallLost, CallRefused
from adapters.slack.platform import SlackPlatform
from core.ports.chat import GROUP, ChatBusy, Line, Media, Place, Screen
from core.ports.files import FileGone
from tests.adapters.slack.payloads import CHANNEL, RING, TENANT
from tests.adapters.slack.test_platform import RecordingCaller

PLACE = Place("slack", TENANT, CHANNEL, "1.5", GROUP)
PHOTO = Media("photo", "fil_chair", "chair.jpg", alt="A chair")
CHART = Media("photo", "chart:neg_1")
PAPER = Media("document", "fil_paper", "contract.pdf")


def screen(*media: Media) -> Screen:
    return Screen("deal:1", (Line("head", "Deal 7"), Line("text", "Your turn.")), media=media)


@pytest.fixture
def caller() -> RecordingCaller:
    caller = RecordingCaller()
    caller.file = {"id": "F1", "shares": {"private": {CHANNEL: [{"ts": "77.7"}]}}}
    return caller


@pytest.fixture
def contents() -> dict[str, bytes]:
    return {"fil_chair": b"jpeg", "fil_paper": b"pdf", "chart:neg_1": b"png"}


@pytest.fixture
def platform(caller: RecordingCaller, contents: dict[str, bytes]) -> SlackPlatform:
    async def load(ref: str) -> bytes | None:
        if ref.startswith("fil_gone"):
            raise FileGone(ref)
        return contents.get(ref)

    return SlackPlatform(caller, RING, TENANT, load=load, picture_waits=(0, 0, 0, 0))


def pictures(params: dict[str, Any]) -> list[dict[str, Any]]:
    return [block for block in params["blocks"] if block["type"] == "image"]


async def test_a_kept_picture_is_uploaded_once_and_shown_in_a_block(
    platform: SlackPlatform, caller: RecordingCaller
) -> None:
    receipt = await platform.show(PLACE, screen(PHOTO))
    assert caller.methods == [
        "files.getUploadURLExternal",
        "upload",
        "files.completeUploadExternal",
        "chat.postMessage",
    ]
    assert caller.calls[0][1] == {"filename": "chair.jpg", "length": 4}
    assert caller.calls[1][1]["content"] == b"jpeg"
    assert "channel_id" not in caller.calls[2][1]
    assert pictures(caller.calls[3][1]) == [{"type": "image", "slack_file": {"id": "F1"}, "alt_text": "A chair"}]
    await platform.show(PLACE, screen(PHOTO), receipt)
    assert caller.methods[4:] == ["chat.update"]


async def test_a_made_picture_is_uploaded_again_only_when_it_changed(
    platform: SlackPlatform, caller: RecordingCaller, contents: dict[str, bytes]
) -> None:
    receipt = await platform.show(PLACE, screen(CHART))
    await platform.show(PLACE, screen(CHART), receipt)
    assert caller.methods.count("upload") == 1
    contents["chart:neg_1"] = b"another png"
    await platform.show(PLACE, screen(CHART), receipt)
    assert [given["content"] for method, given in caller.calls if method == "upload"] == [b"png", b"another png"]


async def test_a_picture_that_may_not_stay_is_deleted_with_its_words(
    platform: SlackPlatform, caller: RecordingCaller
) -> None:
    def secret(*media: Media) -> Screen:
        return replace(screen(*media), fleeting=True)

    receipt = await platform.show(PLACE, secret(CHART))
    words, first = receipt.parts
    before = len(caller.calls)
    # Never named again, though it is the same picture: it is deleted by then.
    receipt = await platform.show(PLACE, secret(CHART), receipt)
    assert receipt.parts[0] == words
    assert receipt.parts[1] != first
    assert caller.calls[before:][-1] == ("files.delete", {"file": first})
    assert caller.methods[before:].count("upload") == 1
    before, second = len(caller.calls), receipt.parts[1]
    receipt = await platform.show(PLACE, secret(CHART), receipt, anew=True)
    assert caller.calls[before:][-2][0] == "chat.delete"
    assert caller.calls[-1] == ("files.delete", {"file": second})
    before, third = len(caller.calls), receipt.parts[1]
    receipt = await platform.show(PLACE, secret(), receipt)
    assert caller.calls[before:][-1] == ("files.delete", {"file": third})
    assert len(receipt.parts) == 1
    # What could not be deleted is deleted the next time.
    receipt = await platform.show(PLACE, secret(CHART), receipt)
    caller.fails = {("files.delete", sum(m == "files.delete" for m in caller.methods)): CallLost("gone")}
    owed = await platform.show(PLACE, secret(), receipt)
    assert (owed.parts, owed.digest) == (receipt.parts, "")
    done = await platform.show(PLACE, secret(), owed)
    assert caller.calls[-1] == ("files.delete", {"file": receipt.parts[1]})
    assert done.digest
    assert done.parts == receipt.parts[:1]
    # Where the words do not arrive, no picture is left lying about.
    caller.fails = {("chat.postMessage", nth): CallRefused("ratelimited", 7) for nth in range(9)}
    with pytest.raises(ChatBusy):
        await platform.show(PLACE, secret(CHART))
    assert caller.calls[-1][0] == "files.delete"
    assert caller.calls[-1][1]["file"] not in (first, second, third)


async def test_slack_gets_time_to_take_a_picture_in(platform: SlackPlatform, caller: RecordingCaller) -> None:
    caller.fails = {("chat.postMessage", nth): CallRefused("invalid_blocks") for nth in range(2)}
    receipt = await platform.show(PLACE, screen(PHOTO))
    assert receipt.digest
    assert pictures(caller.calls[-1][1])


async def test_words_go_without_a_picture_that_slack_never_takes(
    platform: SlackPlatform, caller: RecordingCaller
) -> None:
    caller.fails = {("chat.postMessage", nth): CallRefused("invalid_blocks") for nth in range(4)}
    await platform.show(PLACE, screen(PHOTO))
    last = caller.calls[-1][1]
    assert not pictures(last)
    assert last["blocks"]
    await platform.show(PLACE, screen(PHOTO))
    assert caller.methods.count("upload") == 2


@pytest.mark.parametrize("media", [Media("photo", "fil_gone"), Media("document", "fil_gone"), Media("photo", "blob")])
async def test_words_go_without_a_file_that_is_gone(
    platform: SlackPlatform, caller: RecordingCaller, media: Media
) -> None:
    assert (await platform.show(PLACE, screen(media))).digest
    assert caller.methods == ["chat.postMessage"]


async def test_an_upload_that_is_refused_leaves_the_words(platform: SlackPlatform, caller: RecordingCaller) -> None:
    caller.fails = {("files.getUploadURLExternal", 0): CallRefused("file_upload_size_restricted")}
    assert (await platform.show(PLACE, screen(PHOTO))).digest
    caller.fails = {("files.getUploadURLExternal", 1): CallRefused("ratelimited", 7)}
    with pytest.raises(ChatBusy):
        await platform.show(PLACE, screen(PHOTO))


async def test_a_document_is_a_message_above_the_words(platform: SlackPlatform, caller: RecordingCaller) -> None:
    receipt = await platform.show(PLACE, screen(PAPER))
    shared = dict(caller.calls)["files.completeUploadExternal"]
    assert (shared["channel_id"], shared["thread_ts"]) == (CHANNEL, "1.5")
    assert "contract.pdf" in shared["files"]
    assert receipt.parts == ("77.7", "5.0")
    before = len(caller.calls)
    again = await platform.show(PLACE, screen(PAPER), receipt)
    assert caller.methods[before:] == ["chat.update"]
    assert again == receipt


async def test_another_document_takes_the_place_of_the_old_messages(
    platform: SlackPlatform, caller: RecordingCaller
) -> None:
    receipt = await platform.show(PLACE, screen(PAPER))
    before = len(caller.calls)
    await platform.show(PLACE, screen(), receipt)
    assert caller.methods[before:] == ["chat.postMessage", "chat.delete", "chat.delete"]
    assert [given["ts"] for method, given in caller.calls[before:] if method == "chat.delete"] == ["77.7", "5.0"]


async def test_sent_anew_the_old_words_shrink_and_the_old_document_goes(
    platform: SlackPlatform, caller: RecordingCaller
) -> None:
    receipt = await platform.show(PLACE, screen(PAPER))
    before = len(caller.calls)
    await platform.show(PLACE, screen(PAPER), receipt, anew=True)
    assert caller.methods[before:][-2:] == ["chat.delete", "chat.update"]


async def test_where_slack_does_not_tell_the_message_the_file_itself_is_remembered(
    platform: SlackPlatform, caller: RecordingCaller
) -> None:
    caller.file = {"id": "F1"}
    platform._uploads._waits = (0, 0)
    receipt = await platform.show(PLACE, screen(PAPER))
    assert receipt.parts[0] == "F1"
    await platform.show(PLACE, screen(), receipt)
    assert ("files.delete", {"file": "F1"}) in caller.calls


async def test_an_answer_stands_in_the_thread_and_in_the_conversation(
    platform: SlackPlatform, caller: RecordingCaller
) -> None:
    place = Place("slack", TENANT, CHANNEL, kind=GROUP)
    answer = Screen("message:1", (Line("text", "Yes."),), media=(PAPER,), reply_to="41.5")
    receipt = await platform.show(place, answer)
    assert dict(caller.calls)["files.completeUploadExternal"]["thread_ts"] == "41.5"
    posted = dict(caller.calls)["chat.postMessage"]
    assert (posted["thread_ts"], posted["reply_broadcast"]) == ("41.5", True)
    await platform.show(place, answer, receipt)
    assert "thread_ts" not in caller.calls[-1][1]
