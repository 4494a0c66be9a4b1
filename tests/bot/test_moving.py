"""The moderators' group becomes a supergroup in the middle of a dispute: it has another id, and everything goes along."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from adapters.limiting.windows import WindowLimits
from adapters.storage.sqlite import SqliteStore
from adapters.telegram.receive import translate
from bot.moving import Moved
from bot.notifications import Notifications
from bot.receiving import Channel, Receiving
from bot.text import Texts
from core.events import ConversationRow, OutboxRow, ScreenRow
from core.ids import Ids
from core.ports.chat import ChatMoved, Place
from core.ports.unit_of_work import Tx
from core.tokens import KeyRing
from tests.core.services.market_store import RING, migrated

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CLOCK: Any = SimpleNamespace(now=lambda: NOW)
OLD = Place("telegram", "77", "-100", kind="group")
NEW = "-1000000000200"
NOBODY: Any = SimpleNamespace()


class Group:
    """Where things are shown; the old id is answered with the new one."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    async def row_of(self, *_: Any) -> None:
        return None

    def can(self, _place: Any) -> Any:
        return SimpleNamespace(threads="topics")

    async def show(self, place: Place, *_: Any, **__: Any) -> None:
        if place.chat == OLD.chat:
            raise ChatMoved(NEW)
        self.shown.append(place.chat)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    opened = SqliteStore(migrated(tmp_path / "moved.db"), RING)
    yield opened
    await opened.close()


def _ids() -> Ids:
    count = iter(range(1000))
    return Ids(lambda: NOW, lambda length: next(count).to_bytes(length, "big"))


async def _a_case_is_open(tx: Tx) -> None:
    place = "telegram|77|-100|"
    await tx.add(ScreenRow("scr_1", place, "case:neg_1", "", ("12",), "x", 3, 3, NOW))
    await tx.add(ConversationRow("cnv_1", place, "idn_mara", "rule", {}, 1, NOW))


async def _went_along(tx: Tx) -> tuple[set[str], set[str]]:
    return {row.place for row in await tx.find(ScreenRow)}, {row.place for row in await tx.find(ConversationRow)}


async def test_the_moderators_group_is_followed_to_where_it_moved(store: SqliteStore) -> None:
    await store.write(_a_case_is_open)
    moved, group = Moved(store, CLOCK), Group()
    shown: Any = group
    services: Any = SimpleNamespace(ids=_ids(), clock=CLOCK, trading=NOBODY, threads=NOBODY)
    notifications = Notifications(
        store=store, services=services, texts=Texts(), showing=shown, talks=NOBODY, desk=lambda: moved.now(OLD)
    )
    notifications.follow = moved.note
    alarm = OutboxRow("out_1", "desk", "alarm", "", "", "payout-account-ready", {}, NOW, NOW)
    await notifications.deliver(alarm)
    assert group.shown == [NEW]
    assert await store.read(_went_along) == ({f"telegram|77|{NEW}|"}, {f"telegram|77|{NEW}|"})

    # The settings still name the old group when the next process begins.
    later = Moved(store, CLOCK)
    await later.load(OLD)
    assert later.now(OLD).chat == NEW
    await later.note(later.now(OLD), "-1000000000300")
    again = Moved(store, CLOCK)
    await again.load(OLD)
    assert again.now(OLD).chat == later.now(OLD).chat == "-1000000000300"
    assert again.now(Place("telegram", "77", "5")).chat == "5"


async def test_telegram_says_it_before_anybody_writes(store: SqliteStore) -> None:
    buttons = KeyRing({"a": b"k" * 32}, "a")
    reading = Channel(
        lambda raw, tenant: translate(raw, tenant=tenant, ring=buttons, at=NOW), lambda raw: str(raw["update_id"])
    )
    receiving = Receiving(
        store=store,
        dispatcher=NOBODY,
        showing=NOBODY,
        platforms={"telegram": NOBODY},
        channels={"telegram": reading},
        signals={},
        intake=NOBODY,
        limits=WindowLimits(),
        clock=CLOCK,
        ids=_ids(),
    )
    heard: list[tuple[Place, str]] = []

    async def follow(place: Place, chat: str) -> None:
        heard.append((place, chat))

    receiving.follow = follow
    said = b'{"update_id": 7, "message": {"message_id": 9, "date": 1772442000, "chat": {"id": -100, "type": "group"}, '
    said += b'"from": {"id": 5, "first_name": "Mara"}, "migrate_to_chat_id": -1000000000200}}'
    await receiving.accept("telegram", "77", "tg:7", said)
    await receiving.settle()
    assert heard == [(OLD, NEW)]
