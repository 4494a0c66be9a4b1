"""A thread per case on both platforms, with two workers over one database: opened once, whatever becomes of the answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from adapters.telegram.calling import CallLost, CallRefused
from core.events import OutboxRow
from core.ids import code_of
from core.ports.chat import ChatBusy, ChatError, Incoming
from core.services.threads import PATIENCE
from core.threads import Thread
from core.trades import Deal
from tests.adapters.storage.samples import NOON
from tests.desk.floor import DESK, Calls, Floor

TOPIC: Final = 4711


class Forum(Calls):
    """A group with topics. `fails` names the method that goes wrong next, and how."""

    def __init__(self) -> None:
        super().__init__()
        self.fails: dict[str, Exception] = {}

    async def call(self, method: str, params: Mapping[str, Any], files: Any = None) -> Any:
        answer = await super().call(method, params, files)
        await asyncio.sleep(0)
        if method in self.fails:
            raise self.fails.pop(method)
        return {"message_thread_id": TOPIC, "name": params["name"]} if method == "createForumTopic" else answer

    def of(self, method: str) -> list[Mapping[str, Any]]:
        return [params for name, params in self.made if name == method]


@pytest.fixture
async def floors(database_url: str, tmp_path: Path) -> AsyncIterator[tuple[Floor, Floor]]:
    """Two workers. They have one database and one forum."""
    made = Floor(database_url, tmp_path, desk="telegram"), Floor(database_url, tmp_path, desk="telegram")
    await made[0].open()
    forum = Forum()
    for each in made:
        each.calls["telegram"] = forum
        each.platforms["telegram"]._caller = forum  # type: ignore[attr-defined]
    yield made
    for each in made:
        await each.close()


def _news(deal: Deal, number: int, notice: str = "new-case") -> OutboxRow:
    return OutboxRow(f"out_{number}", f"{deal.trade.id}:desk", "desk", deal.trade.id, "", notice, {}, NOON, NOON)


async def _told(floor: Floor, row: OutboxRow) -> bool:
    """Whether it went out; else it is to be tried again."""
    try:
        await floor.market.delivery._notifier.deliver(row)
    except ChatBusy:
        return False
    return True


async def _threads(floor: Floor) -> list[Thread]:
    return await floor.market.store.read(lambda tx: tx.find(Thread))


async def _disputed(floor: Floor) -> Deal:
    deal = await floor.disputed()
    assert deal.dispute is not None
    return deal


async def test_two_workers_open_one_topic_and_write_into_it(floors: tuple[Floor, Floor]) -> None:
    one, two = floors
    forum = one.calls["telegram"]
    assert isinstance(forum, Forum)
    deal = await _disputed(one)
    first = await asyncio.gather(_told(one, _news(deal, 1)), _told(two, _news(deal, 2)))
    assert True in first
    for floor, done, number in zip(floors, first, (1, 2), strict=True):
        assert done or await _told(floor, _news(deal, number))
    (asked,) = forum.of("createForumTopic")
    assert deal.dispute is not None
    assert str(asked["name"]).startswith(f"{code_of(deal.dispute.id)} · ")
    sent = forum.of("sendMessage")
    assert len(sent) == 2
    assert {params["message_thread_id"] for params in sent} == {TOPIC}
    (thread,) = await _threads(two)
    assert (thread.native, thread.status) == (str(TOPIC), "open")


async def test_a_lost_answer_is_waited_for_and_a_lost_question_is_asked_again(floors: tuple[Floor, Floor]) -> None:
    floor, other = floors
    forum = floor.calls["telegram"]
    assert isinstance(forum, Forum)
    deal = await _disputed(floor)
    forum.fails["createForumTopic"] = CallLost("cut")
    for each in (floor, floor, other):
        assert not await _told(each, _news(deal, 1))
    assert len(forum.of("createForumTopic")) == 1, "it may be there"
    other.clock.at += PATIENCE + timedelta(seconds=1)
    assert await _told(other, _news(deal, 1))
    assert len(forum.of("createForumTopic")) == 2

    # Late, and from another topic than the one that is in use, we are told of the first: that one is closed.
    (thread,) = await _threads(floor)
    raw = {
        "update_id": 9,
        "message": {
            "message_id": 99,
            "message_thread_id": 99,
            "is_topic_message": True,
            "date": 1_770_000_000,
            "from": {"id": int(DESK["telegram"].tenant), "is_bot": True, "first_name": "Parley"},
            "chat": {"id": int(DESK["telegram"].chat), "type": "supergroup", "is_forum": True},
            "forum_topic_created": {"name": thread.name, "icon_color": 7322096},
        },
    }
    heard = floor._read("telegram", raw)
    assert isinstance(heard, Incoming)
    assert (heard.kind, heard.text, heard.place.thread) == ("topic", thread.name, "99")
    assert floor.market.receiving.noted is not None
    await floor.market.receiving.noted(heard)
    assert [params["message_thread_id"] for params in forum.of("closeForumTopic")] == [99]
    assert await _threads(floor) == [thread]
    # Somebody else's topic of the same name is nobody's business of ours.
    raw["message"]["from"]["id"] = 600_001  # type: ignore[index]
    assert floor._read("telegram", raw).kind == "other"


async def test_what_is_refused_is_done_without_and_what_is_busy_is_asked_again(floors: tuple[Floor, Floor]) -> None:
    floor, _ = floors
    forum = floor.calls["telegram"]
    assert isinstance(forum, Forum)
    deal = await _disputed(floor)
    forum.fails["createForumTopic"] = CallRefused(429, "Too Many Requests", 3)
    with pytest.raises(ChatError):
        await floor.market.delivery._notifier.deliver(_news(deal, 1))
    assert await _threads(floor) == []
    forum.fails["createForumTopic"] = CallRefused(400, "Bad Request: not enough rights to create a topic")
    assert await _told(floor, _news(deal, 1))
    assert await _told(floor, _news(deal, 2))
    assert len(forum.of("createForumTopic")) == 2
    assert all("message_thread_id" not in params for params in forum.of("sendMessage"))
    (thread,) = await _threads(floor)
    assert thread.status == "plain"


async def test_on_slack_the_card_heads_the_thread_and_is_changed_in_place(floors: tuple[Floor, Floor]) -> None:
    floor, _ = floors
    floor.desk_is_on("slack")
    deal = await _disputed(floor)
    for number, notice in enumerate(("new-case", "evidence-added", "case-decided"), 1):
        assert await _told(floor, _news(deal, number, notice))
    calls = floor.calls["slack"].made
    posted = [params for method, params in calls if method == "chat.postMessage"]
    card, quiet, aloud = posted
    (thread,) = await _threads(floor)
    assert "thread_ts" not in card
    assert quiet["thread_ts"] == aloud["thread_ts"] == thread.native
    assert ("reply_broadcast" in quiet, aloud.get("reply_broadcast")) == (False, True)
    changed = [params for method, params in calls if method == "chat.update"]
    assert [params["ts"] for params in changed] == [thread.native, thread.native]
