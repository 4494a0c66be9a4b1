"""What nobody can handle is tried for a day and then put aside: it does not come up for ever."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from adapters.limiting.windows import WindowLimits
from adapters.storage.sqlite import SqliteStore
from bot.receiving import PATIENCE, Channel, Receiving
from core.errors import DomainError
from core.events import InboxRow
from core.ids import Ids
from core.ports.chat import Actor, Incoming, Place
from tests.core.services.market_store import RING, migrated


class MovedClock:
    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    opened = SqliteStore(migrated(tmp_path / "inbox.db"), RING)
    yield opened
    await opened.close()


async def test_a_poisonous_event_is_put_aside_after_a_day_and_news_about_money_never(store: SqliteStore) -> None:
    clock, tried = MovedClock(), list[str]()
    count = iter(range(100))
    ids = Ids(clock.now, lambda length: next(count).to_bytes(length, "big"))
    nobody: Any = None

    def translate(_raw: Mapping[str, Any], _tenant: str) -> Any:
        tried.append("chat")
        raise KeyError("a shape that nobody foresaw")

    async def hear(_raw: Mapping[str, Any]) -> None:
        tried.append("money")
        raise KeyError("a shape that nobody foresaw")

    receiving = Receiving(
        store=store,
        dispatcher=nobody,
        showing=nobody,
        platforms={"telegram": nobody},
        channels={"telegram": Channel(translate, lambda raw: "1")},
        signals={"stripe": hear},
        intake=nobody,
        limits=WindowLimits(),
        clock=clock,
        ids=ids,
    )
    for channel in ("telegram", "stripe"):
        await receiving.accept(channel, "bot", f"{channel}:1", b"{}")
    await receiving.settle()
    clock.moment += PATIENCE - timedelta(minutes=1)
    assert await receiving.catch_up() == 2
    clock.moment += timedelta(minutes=1)
    assert await receiving.catch_up() == 2
    assert await receiving.catch_up() == 1
    assert (tried.count("chat"), tried.count("money")) == (3, 4)
    rows = await store.read(lambda tx: tx.find(InboxRow))
    assert {row.channel: row.status for row in rows} == {"telegram": "dead", "stripe": "new"}


class _Answers:
    """Notes what is handled, and what is only refused."""

    def __init__(self) -> None:
        self.handled: list[str] = []
        self.refused: list[str] = []

    async def handle(self, incoming: Incoming, _can: Any, inbox_id: str) -> None:
        self.handled.append(incoming.actor.user)

    async def refuse(self, incoming: Incoming, _can: Any, inbox_id: str, refusal: DomainError) -> None:
        self.refused.append(f"{incoming.actor.user}: {refusal.code}")


async def test_whoever_floods_a_chat_is_told_once_and_holds_up_nobody(store: SqliteStore) -> None:
    clock, count = MovedClock(), iter(range(100))
    ids = Ids(clock.now, lambda length: next(count).to_bytes(length, "big"))
    answers, nobody = _Answers(), SimpleNamespace(can=None)

    def translate(raw: Mapping[str, Any], tenant: str) -> Incoming:
        user = str(raw["user"])
        place = Place("telegram", tenant, user)
        return Incoming("tg:1", "text", place, Actor("telegram", tenant, user, lang="en"), clock.now(), text="hello")

    doing_nothing: Any = nobody
    counted: Any = answers
    receiving = Receiving(
        store=store,
        dispatcher=counted,
        showing=doing_nothing,
        platforms={"telegram": doing_nothing},
        channels={"telegram": Channel(translate, lambda raw: str(raw["user"]))},
        signals={},
        intake=doing_nothing,
        limits=WindowLimits({"chat": "3/minute", "told": "1/minute"}),
        clock=clock,
        ids=ids,
    )
    for number in range(6):
        await receiving.accept("telegram", "bot", f"flood:{number}", b'{"user": 1}')
    await receiving.accept("telegram", "bot", "honest", b'{"user": 2}')
    await receiving.settle()
    assert sorted(answers.handled) == ["1", "1", "1", "2"]
    assert answers.refused == ["1: too-many"]
    rows = await store.read(lambda tx: tx.find(InboxRow, status="done"))
    assert len(rows) == 2
