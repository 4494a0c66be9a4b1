"""Queues: nothing twice, nothing lost, and news about one deal stays in order."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from core.events import InboxRow, OutboxRow
from core.payments import ProviderIntent
from core.ports.unit_of_work import Tx
from core.trades import DeadlineRow
from tests.adapters.storage.samples import NOON, begin_deal, deadline, inbox, later, outbox, settle_in
from tests.databases import AnyStore


async def put_in(store: AnyStore, *rows: object) -> None:
    await store.write(lambda tx: tx.add(*rows))


async def claimed(store: AnyStore, *, limit: int = 10, at: float = 0) -> list[OutboxRow]:
    now = later(seconds=at)
    return await store.write(lambda tx: tx.claim_outbox(now, lease_until=later(seconds=at + 60), limit=limit))


async def test_an_event_is_received_once(store: AnyStore) -> None:
    assert await store.write(lambda tx: tx.receive(inbox(1)))
    assert not await store.write(lambda tx: tx.receive(inbox(1, id="inb_other")))
    assert await store.write(lambda tx: tx.receive(inbox(1, id="inb_slack", channel="slack")))
    waiting = await store.read(lambda tx: tx.waiting_inbox(limit=10))
    assert waiting == [inbox(1), inbox(1, id="inb_slack", channel="slack")]


async def test_an_event_is_finished_once(store: AnyStore) -> None:
    await put_in(store, *(inbox(number) for number in range(1, 5)))
    assert await store.write(lambda tx: tx.finish_inbox("inb_0002", "done", later(hours=1)))
    assert not await store.write(lambda tx: tx.finish_inbox("inb_0002", "dead", NOON))
    done = await store.read(lambda tx: tx.get(InboxRow, "inb_0002"))
    assert done == inbox(2, status="done", done_at=later(hours=1), raw=b"")
    assert await store.write(lambda tx: tx.finish_inbox("inb_0001", "dead", NOON))
    dead = await store.read(lambda tx: tx.get(InboxRow, "inb_0001"))
    assert dead == inbox(1, status="dead", done_at=NOON)
    waiting = await store.read(lambda tx: tx.waiting_inbox(limit=2, after="inb_0001"))
    assert [row.id for row in waiting] == ["inb_0003", "inb_0004"]


async def test_deadlines_come_oldest_first_and_can_be_put_off(store: AnyStore) -> None:
    await settle_in(store)
    await begin_deal(store)
    await put_in(store, *(deadline(number) for number in (3, 1, 2, 9)))

    async def due(hours: float, limit: int = 10) -> list[str]:
        rows = await store.write(lambda tx: tx.due_deadlines(later(hours=hours), limit=limit))
        return [row.name for row in rows]

    assert await due(2.5) == ["offer_1", "offer_2"]
    assert await due(3, limit=1) == ["offer_1"]
    await store.write(lambda tx: tx.finish_deadlines([deadline(1).id, deadline(3).id], later(hours=3)))
    await store.write(lambda tx: tx.finish_deadlines([], NOON))
    await store.write(lambda tx: tx.postpone_deadline(deadline(2).id, later(hours=5)))
    assert await due(4) == []
    assert await due(5) == ["offer_2"]
    again = await store.read(lambda tx: tx.get(DeadlineRow, deadline(2).id))
    assert again == deadline(2, due_at=later(hours=5), attempts=1)
    # Read without locks, as an operator's report does.
    assert [row.name for row in await store.read(lambda tx: tx.due_deadlines(later(days=1), limit=9))] == [
        "offer_2",
        "offer_9",
    ]


async def test_news_is_leased_and_comes_back_when_the_lease_ends(store: AnyStore) -> None:
    await put_in(store, outbox(1, "a"), outbox(2, "b"), outbox(3, "c", next_try_at=later(seconds=30)))
    first = await claimed(store)
    assert [row.id for row in first] == ["out_0001", "out_0002"]
    assert first[0] == outbox(1, "a", lease_until=later(seconds=60))
    assert [row.id for row in await claimed(store, at=30)] == ["out_0003"]
    assert [row.id for row in await claimed(store, at=60)] == ["out_0001", "out_0002"]


async def test_news_of_one_deal_keeps_its_order(store: AnyStore) -> None:
    await put_in(store, outbox(2), outbox(1), outbox(3), outbox(4, "other"))
    first = await claimed(store)
    assert [row.id for row in first] == ["out_0001", "out_0004"]
    assert await claimed(store) == []
    # A failed one holds back those behind it until its time has come again.
    failed = replace(first[0], attempts=1, next_try_at=later(seconds=40))
    await store.write(lambda tx: tx.settle_outbox([failed, replace(first[1], status="sent")]))
    assert await claimed(store, at=10) == []
    again = await claimed(store, at=40)
    assert again == [replace(failed, lease_until=later(seconds=100))]
    await store.write(lambda tx: tx.settle_outbox([replace(again[0], status="sent")]))
    await store.write(lambda tx: tx.settle_outbox([]))
    assert [row.id for row in await claimed(store, at=41)] == ["out_0002"]
    settled = await store.read(lambda tx: tx.get(OutboxRow, "out_0001"))
    assert settled == replace(failed, status="sent", lease_until=None)
    # Whoever holds an older claim, or none, writes nothing: the row is somebody else's, or is sent.
    await put_in(store, outbox(5, "third"))
    (mine,) = [row for row in await claimed(store, at=41) if row.id == "out_0005"]
    for stale in (replace(mine, lease_until=later(seconds=5)), replace(mine, lease_until=None), again[0]):
        await store.write(lambda tx, row=stale: tx.settle_outbox([replace(row, attempts=9)]))  # type: ignore[misc]
    assert await store.read(lambda tx: tx.get(OutboxRow, "out_0005")) == mine
    assert await store.read(lambda tx: tx.get(OutboxRow, "out_0001")) == settled


async def test_workers_never_get_the_same_row(store: AnyStore) -> None:
    await put_in(store, *(outbox(number, f"key_{number % 10}") for number in range(100)))
    seen: list[OutboxRow] = []

    async def sent(rows: list[OutboxRow]) -> None:
        await store.write(lambda tx: tx.settle_outbox([replace(row, status="sent") for row in rows]))

    async def work() -> None:
        idle = 0
        while idle < 3:
            rows = await claimed(store, limit=3)
            idle = 0 if rows else idle + 1
            seen.extend(rows)
            await asyncio.sleep(0)
            await sent(rows)

    await asyncio.gather(*(work() for _ in range(4)))
    while rows := await claimed(store):
        seen.extend(rows)
        await sent(rows)
    assert len(seen) == len({row.id for row in seen}) == 100
    for key in {row.order_key for row in seen}:
        ids = [row.id for row in seen if row.order_key == key]
        assert ids == sorted(ids)


async def test_provider_instructions_are_leased(store: AnyStore) -> None:
    await settle_in(store)
    await begin_deal(store)
    intents = [
        ProviderIntent(f"int_{status}", "neg_1", "refund", "ref_1", {"a": "1"}, NOON, NOON, status=status)
        for status in ("done", "pending", "refused", "unknown")
    ]
    await put_in(store, *intents)

    async def claim(tx: Tx) -> list[ProviderIntent]:
        return await tx.claim_intents(NOON, lease_until=later(minutes=1), limit=9)

    first = await store.write(claim)
    assert first == [replace(intents[index], lease_until=later(minutes=1)) for index in (1, 3)]
    assert await store.write(claim) == []
