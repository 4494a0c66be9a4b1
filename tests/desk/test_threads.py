"""A thread per case on both platforms, with two workers over one database: opened once, whatever becomes of the answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from adapters.telegram.calling import CallLost, CallRefused
from bot import verbs
from core.events import OutboxRow, ScreenRow
from core.ids import code_of
from core.ports.chat import ChatBusy, ChatError, ChatUncertain, Incoming
from core.ports.unit_of_work import Tx
from core.services.threads import PATIENCE
from core.threads import Thread
from core.trades import Deal
from tests.adapters.storage.samples import NOON
from tests.desk.floor import DESK, Calls, Floor, Person

TOPIC: Final = 4711
MODERATOR: Final = Person("telegram", "600001", "usr_mod", "Mia Moor")


class Forum(Calls):
    """A group with topics. `fails` names the method that goes wrong next, and how."""

    def __init__(self) -> None:
        super().__init__()
        self.fails: dict[str, Exception] = {}
        self.is_down = self.is_deleted = False
        self.inside: set[Any] = set()
        """The messages that stand in the topic."""

    async def call(self, method: str, params: Mapping[str, Any], files: Any = None) -> Any:
        answer = await super().call(method, params, files)
        await asyncio.sleep(0)
        if self.is_down:
            raise CallLost("cut")
        if params.get("message_thread_id") == TOPIC:
            self.inside.add(answer["message_id"])
            if self.is_deleted:
                raise CallRefused(400, "Bad Request: message thread not found")
        if self.is_deleted and params.get("message_id") in self.inside:
            raise CallRefused(400, "Bad Request: message to edit not found")
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
    except (ChatBusy, ChatUncertain):
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


async def test_a_topic_that_nobody_answers_for_costs_no_news(floors: tuple[Floor, Floor]) -> None:
    floor, _ = floors
    forum = floor.calls["telegram"]
    assert isinstance(forum, Forum)
    forum.is_down = True
    await _disputed(floor)
    began = floor.clock.at
    while floor.clock.at - began < timedelta(minutes=3):
        await floor.market.delivery.drain()
        floor.clock.at += timedelta(seconds=1)
    asked = len(forum.of("createForumTopic"))
    assert 2 <= asked <= 9, "each asking waits for its answer"
    rows = await floor.market.store.read(lambda tx: tx.find(OutboxRow, kind="desk"))
    assert [(row.status, row.attempts) for row in rows] == [("waiting", asked)], "waiting for it is no try"
    forum.is_down = False
    floor.clock.at += timedelta(minutes=10)
    await floor.market.delivery.drain()
    rows = await floor.market.store.read(lambda tx: tx.find(OutboxRow, kind="desk"))
    assert [row.status for row in rows] == ["sent"]
    assert forum.of("sendMessage")[-1]["message_thread_id"] == TOPIC


async def test_where_a_topic_was_deleted_the_case_is_shown_in_the_group(floors: tuple[Floor, Floor]) -> None:
    floor, _ = floors
    forum = floor.calls["telegram"]
    assert isinstance(forum, Forum)
    await floor.enters(MODERATOR, staff="moderator")
    deal, swept = await _disputed(floor), await _disputed(floor)
    assert deal.dispute is not None
    for number, each in enumerate((deal, swept), 1):
        assert await _told(floor, _news(each, number))
    for _ in range(2):
        await floor.market.showing.flush()
    forum.is_deleted = True
    before = len(forum.made)
    for asking in (
        floor.words(MODERATOR, f"case {code_of(deal.dispute.id)}"),
        floor.press(MODERATOR, verbs.CASE, deal.trade.id),
    ):
        await floor.answer(asking)
    # What is brought up to date without anybody asking finds its way, too, and once.
    await floor.market.store.write(lambda tx: _is_due(tx, swept.trade.id))
    for _ in range(2):
        floor.clock.at += timedelta(seconds=10)
        await floor.market.delivery.refresh()
        await floor.market.showing.flush()
    made = [(method, params) for method, params in forum.made[before:] if "message_thread_id" not in params]
    cards = [str(params) for method, params in made if method == "sendMessage" and "reply_markup" in params]
    codes = [code_of(each.trade.id) for each in (deal, deal, swept)]
    assert [code in card for card, code in zip(cards, codes, strict=True)] == [True] * 3
    assert {thread.status for thread in await _threads(floor)} == {"plain"}


async def _is_due(tx: Tx, trade_id: str) -> None:
    (row,) = await tx.find(ScreenRow, key=f"case:{trade_id}")
    await tx.put(replace(row, shown_rev=row.due_rev - 1))


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


async def test_whoever_does_not_know_the_card_on_slack_finds_it_in_the_books(floors: tuple[Floor, Floor]) -> None:
    one, two = floors
    for each in floors:
        each.desk_is_on("slack")
        each.calls["slack"] = one.calls["slack"]
        each.platforms["slack"]._caller = one.calls["slack"]  # type: ignore[attr-defined]
    deal = await _disputed(one)
    assert await _told(one, _news(deal, 1))
    # What the first worker shows is in its memory yet, or it died with it.
    assert await _told(two, _news(deal, 2, "case-answered"))
    posted = [params.get("thread_ts") for method, params in one.calls["slack"].made if method == "chat.postMessage"]
    (thread,) = await _threads(one)
    assert posted == [None, thread.native]
