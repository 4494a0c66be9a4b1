"""Whoever sends and pays is woken by the commit that leaves something for them, and by no other."""

from __future__ import annotations

import pytest

from core.errors import AlreadyExists
from core.events import OutboxRow
from core.ports.unit_of_work import Tx
from tests.adapters.storage.samples import NOON
from tests.databases import AnyStore


def news(row_id: str = "out_1") -> OutboxRow:
    return OutboxRow(
        id=row_id,
        order_key="neg_1:idn_1",
        kind="deal",
        subject_id="neg_1",
        identity_id="idn_1",
        notice="offer",
        args={},
        created_at=NOON,
        next_try_at=NOON,
    )


@pytest.fixture
def heard(store: AnyStore) -> list[str]:
    calls: list[str] = []
    store.announce = lambda: calls.append("announced")
    return calls


async def test_a_commit_with_news_is_announced_once(store: AnyStore, heard: list[str]) -> None:
    await store.write(lambda tx: tx.add(news(), news("out_2")))
    assert heard == ["announced"]


async def test_a_commit_without_news_is_not_announced(store: AnyStore, heard: list[str]) -> None:
    async def step(tx: Tx) -> None:
        await tx.mark_due("deal:neg_1", rev=3)
        await tx.add()

    await store.write(step)
    await store.read(lambda tx: tx.get(OutboxRow, "out_1"))
    assert heard == []


async def test_what_was_rolled_back_is_not_announced(store: AnyStore, heard: list[str]) -> None:
    await store.write(lambda tx: tx.add(news()))
    heard.clear()
    with pytest.raises(AlreadyExists):
        await store.write(lambda tx: tx.add(news("out_2"), news()))
    assert heard == []


async def test_the_rows_are_there_when_it_is_announced(store: AnyStore) -> None:
    seen: list[int] = []
    store.announce = lambda: seen.append(store.meter.commits)
    before = store.meter.commits
    await store.write(lambda tx: tx.add(news()))
    assert seen == [before + 1]
