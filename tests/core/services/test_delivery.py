"""The outbox: in order for every reader, tried again while there is hope, handed over when there is none."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.storage.sqlite import SqliteStore
from core.events import OutboxRow, ScreenRow
from core.ports.chat import ChatBusy, ChatMoved, ChatRefused, ChatUncertain, ChatUnreachable
from core.ports.notifier import NotYet
from core.ports.unit_of_work import Tx, is_patient
from core.services import delivery as delivering
from core.services.delivery import ATTEMPTS_MAX, LEASE, Delivery

if TYPE_CHECKING:
    from tests.core.services.conftest import SteppingClock


@dataclass
class ScriptedNotifier:
    """Implements the notifier port; `fails[row or screen id]` is raised in order, once each."""

    sent: list[str] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    over: set[str] = field(default_factory=set)
    """Screens of which nothing is left to show."""
    fails: defaultdict[str, list[Exception]] = field(default_factory=lambda: defaultdict(list))
    slow: dict[str, asyncio.Event] = field(default_factory=dict)
    """Rows whose chat takes its time: sent once the event is set."""

    async def deliver(self, row: OutboxRow) -> None:
        if row.id in self.slow:
            await self.slow[row.id].wait()
        if self.fails[row.id]:
            raise self.fails[row.id].pop(0)
        assert is_patient(), "news to others let those go first who wait in a chat"
        self.sent.append(row.id)

    async def refresh(self, row: ScreenRow) -> bool:
        if self.fails[row.id]:
            raise self.fails[row.id].pop(0)
        self.refreshed.append(row.id)
        return row.id not in self.over

    async def given_up(self, row: OutboxRow) -> None:
        self.lost.append(row.id)


@dataclass
class Post:
    """A store, a clock, a notifier, and what delivers between them."""

    store: SqliteStore
    clock: SteppingClock
    notifier: ScriptedNotifier
    delivery: Delivery

    async def queue(self, *rows: tuple[str, str]) -> None:
        """(id, reader) in this order."""
        now = self.clock.now()
        made = [
            OutboxRow(row_id, f"neg_1:{reader}", "deal", "neg_1", reader, "offer", {}, now, now)
            for row_id, reader in rows
        ]
        await self.store.write(lambda tx: tx.add(*made))

    async def row(self, row_id: str) -> OutboxRow:
        found = await self.store.read(lambda tx: tx.get(OutboxRow, row_id))
        assert found is not None
        return found

    async def drained(self) -> None:
        while await self.delivery.drain():
            pass


@pytest.fixture
def post(store: SqliteStore, clock: SteppingClock) -> Post:
    notifier = ScriptedNotifier()
    return Post(store, clock, notifier, Delivery(store, notifier, clock))


async def test_news_leaves_in_order_for_every_reader(post: Post) -> None:
    await post.queue(("out_1", "a"), ("out_2", "a"), ("out_3", "b"), ("out_4", "a"), ("out_5", "b"))
    assert await post.delivery.drain() == 2
    await post.drained()
    assert [row for row in post.notifier.sent if row in ("out_1", "out_2", "out_4")] == ["out_1", "out_2", "out_4"]
    assert [row for row in post.notifier.sent if row in ("out_3", "out_5")] == ["out_3", "out_5"]
    assert (await post.row("out_4")).status == "sent"
    assert await post.delivery.drain() == 0


async def test_later_news_waits_for_earlier_news_of_the_same_reader_only(post: Post) -> None:
    await post.queue(("out_1", "a"), ("out_2", "a"), ("out_3", "b"))
    post.notifier.fails["out_1"] = [ChatBusy(30)]
    await post.drained()
    assert post.notifier.sent == ["out_3"]
    post.clock.advance(timedelta(seconds=29))
    await post.drained()
    assert post.notifier.sent == ["out_3"]
    post.clock.advance(timedelta(seconds=1))
    await post.drained()
    assert post.notifier.sent == ["out_3", "out_1", "out_2"]


async def test_a_chat_that_is_busy_for_long_loses_nothing(post: Post) -> None:
    """However often it asks to wait: nothing was sent, so nothing was tried."""
    await post.queue(("out_1", "a"))
    post.notifier.fails["out_1"] = [ChatBusy(1)] * (delivering.ATTEMPTS_MAX + 5)
    for _ in range(delivering.ATTEMPTS_MAX + 6):
        await post.drained()
        post.clock.advance(timedelta(seconds=1))
    assert post.notifier.sent == ["out_1"]
    assert (await post.row("out_1")).attempts == 1


async def test_a_slow_chat_delays_nobody_else_and_is_sent_once(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when it takes longer than a claim lasts, and somebody else looks for work meanwhile."""
    monkeypatch.setattr(delivering, "ROUND_SECONDS", 0.01)
    another = Delivery(post.store, post.notifier, post.clock)
    await post.queue(("out_1", "slow"), ("out_2", "slow"), ("out_3", "b"), ("out_4", "b"))
    post.notifier.slow["out_1"] = asyncio.Event()
    for _ in range(3):
        assert await post.delivery.drain() >= 1
    assert post.notifier.sent == ["out_3", "out_4"]
    for _ in range(10):
        post.clock.advance(timedelta(seconds=25))
        assert await post.delivery.drain() == 1
        assert await another.drain() == 0, "it is ours as long as it is on its way"
    post.notifier.slow["out_1"].set()
    await post.drained()
    assert post.notifier.sent == ["out_3", "out_4", "out_1", "out_2"]


async def test_who_stops_leaves_what_was_on_its_way_to_the_next(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivering, "ROUND_SECONDS", 0.01)
    await post.queue(("out_1", "slow"), ("out_2", "b"))
    post.notifier.slow["out_1"] = asyncio.Event()
    await post.delivery.drain()
    await post.delivery.stop()
    assert post.notifier.sent == ["out_2"]
    assert (await post.row("out_2")).status == "sent"
    del post.notifier.slow["out_1"]
    another = Delivery(post.store, post.notifier, post.clock)
    assert await another.drain() == 0
    post.clock.advance(LEASE)
    assert await another.drain() == 1
    assert post.notifier.sent == ["out_2", "out_1"]


async def test_a_claim_that_ran_out_is_never_taken_back(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process was paused for longer than its claims last: what others did in the meantime stays."""
    monkeypatch.setattr(delivering, "ROUND_SECONDS", 0.01)
    rows = ("out_sent", "out_emptied", "out_held", "out_dead")
    await post.queue(*((row_id, row_id) for row_id in rows))
    post.notifier.slow = {row_id: asyncio.Event() for row_id in rows}
    await post.delivery.drain()
    awake = ScriptedNotifier()
    another = Delivery(post.store, awake, post.clock)
    post.clock.advance(LEASE)

    async def emptied(tx: Tx) -> None:
        for row_id in ("out_emptied", "out_held"):
            row = await tx.get(OutboxRow, row_id)
            assert row is not None
            await tx.put(replace(row, status="dead", args={}, order_key="nobody"))

    await post.store.write(emptied)
    await another.drain()
    assert awake.sent == ["out_dead", "out_sent"]
    before = [await post.row(row_id) for row_id in rows]
    post.notifier.fails["out_sent"] = [ChatUncertain("cut")]
    post.notifier.fails["out_held"] = [NotYet(post.clock.now(), "held:somebody")]
    post.notifier.fails["out_dead"] = [ChatRefused("no")]
    for finished in ("", "out_sent", "out_held", "out_dead"):
        if finished:
            post.notifier.slow[finished].set()
        await post.delivery.drain()
        assert [await post.row(row_id) for row_id in rows] == before, finished
    await post.delivery.stop()
    post.clock.advance(LEASE * 2)
    assert await another.drain() == 0
    assert (awake.sent, post.notifier.sent, post.notifier.lost) == (["out_dead", "out_sent"], [], [])


async def test_a_chat_that_moved_is_tried_again_at_once(post: Post) -> None:
    await post.queue(("out_1", "a"))
    post.notifier.fails["out_1"] = [ChatMoved("-100")]
    await post.drained()
    assert post.notifier.sent == ["out_1"]
    assert (await post.row("out_1")).attempts == 2


@pytest.mark.parametrize("fault", [ChatUnreachable("blocked"), ChatRefused("wrong")])
async def test_what_can_not_arrive_is_dead_at_once_and_in_nobodys_way(
    post: Post, fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    await post.queue(("out_1", "a"), ("out_2", "a"))
    post.notifier.fails["out_1"] = [fault]
    await post.drained()
    assert ((await post.row("out_1")).status, post.notifier.sent) == ("dead", ["out_2"])
    assert post.notifier.lost == ["out_1"]
    assert "news could not be delivered" in caplog.text


@pytest.mark.parametrize("fault", [ChatUncertain("cut"), ZeroDivisionError("a bug")])
async def test_a_fault_is_tried_again_later_and_later(post: Post, fault: Exception) -> None:
    await post.queue(("out_1", "a"))
    post.notifier.fails["out_1"] = [fault, fault, fault]
    for seconds in (1, 2, 4):
        assert await post.delivery.drain() == 1
        assert await post.delivery.drain() == 0
        post.clock.advance(timedelta(seconds=seconds))
    await post.drained()
    assert ((await post.row("out_1")).attempts, post.notifier.sent) == (4, ["out_1"])


async def test_after_twenty_tries_a_person_has_to_look(post: Post) -> None:
    await post.queue(("out_1", "a"))
    post.notifier.fails["out_1"] = [ChatUncertain("cut")] * 100
    for _ in range(ATTEMPTS_MAX + 5):
        await post.drained()
        post.clock.advance(timedelta(hours=1))
    dead = await post.row("out_1")
    assert (dead.status, dead.attempts) == ("dead", ATTEMPTS_MAX)


async def test_a_worker_that_died_leaves_its_news_to_the_next(post: Post) -> None:
    await post.queue(("out_1", "a"))
    now = post.clock.now()
    await post.store.write(lambda tx: tx.claim_outbox(now, lease_until=now + timedelta(seconds=60), limit=9))
    assert await post.delivery.drain() == 0
    post.clock.advance(timedelta(seconds=60))
    await post.drained()
    assert post.notifier.sent == ["out_1"]


async def test_a_new_process_takes_over_what_the_old_one_had_claimed(post: Post) -> None:
    await post.queue(("out_1", "a"), ("out_2", "b"))
    now = post.clock.now()
    await post.store.write(lambda tx: tx.claim_outbox(now, lease_until=now + timedelta(hours=9), limit=1))
    await post.delivery.take_over()
    await post.drained()
    assert sorted(post.notifier.sent) == ["out_1", "out_2"]


# ── screens ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_screen_out_of_date_is_refreshed_when_its_own_answer_did_not(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    at = post.clock.now()
    for number, due in (("1", 2), ("2", 2), ("3", 2), ("4", 1)):
        row = ScreenRow(f"scr_{number}", f"telegram|bot|{number}|", "deal:neg_1", "idn_1", ("9",), "d", 1, due, at)
        await post.store.write(lambda tx, row=row: tx.put_screen(row))  # type: ignore[misc]
    assert await post.delivery.refresh() == 0
    post.clock.advance(timedelta(seconds=4))
    post.notifier.fails["scr_1"] = [ChatBusy(1)]
    post.notifier.fails["scr_2"] = [ZeroDivisionError("a bug")]
    assert await post.delivery.refresh() == 3
    assert post.notifier.refreshed == ["scr_3"]
    assert "a screen could not be refreshed" in caplog.text


async def test_screens_that_nobody_can_show_keep_no_others_waiting(post: Post) -> None:
    at = post.clock.now()
    for number in range(5):
        row = ScreenRow(f"scr_{number}", f"telegram|bot|{number}|", "deal:neg_1", "idn_1", ("9",), "d", 1, 2, at)
        await post.store.write(lambda tx, row=row: tx.put_screen(row))  # type: ignore[misc]
    post.notifier.fails["scr_0"] = [ChatUnreachable("blocked")] * 9
    post.notifier.fails["scr_1"] = [ChatBusy(1)] * 9
    for _ in range(3):
        post.clock.advance(timedelta(seconds=4))
        assert await post.delivery.refresh(limit=2) == 2
    assert post.notifier.refreshed[:3] == ["scr_2", "scr_3", "scr_4"]
    assert len(post.notifier.fails["scr_0"]) == 8, "who has blocked us is not tried again"
    gone = await post.store.read(lambda tx: tx.get(ScreenRow, "scr_0"))
    assert gone is not None
    assert (gone.shown_rev, gone.due_rev) == (2, 2)


async def test_a_screen_with_nothing_left_to_show_is_owed_no_more(post: Post) -> None:
    """Whoever read it is in that company no more: it is looked at once, not in every round for ever."""
    at = post.clock.now()
    row = ScreenRow("scr_1", "telegram|bot|1|", "deal:neg_1", "idn_1", ("9",), "d", 1, 2, at)
    await post.store.write(lambda tx: tx.put_screen(row))
    post.notifier.over.add("scr_1")
    for expected in (1, 0):
        post.clock.advance(timedelta(seconds=4))
        assert await post.delivery.refresh() == expected
    assert post.notifier.refreshed == ["scr_1"]
