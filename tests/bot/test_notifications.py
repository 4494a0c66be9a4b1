"""News about one chat of somebody is not tried for ever when that chat is closed and another one is open."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from adapters.storage.sqlite import SqliteStore
from bot.notifications import Notifications
from bot.text import Texts
from core.events import OutboxRow
from core.ids import Ids
from core.members import ChatIdentity, User
from core.ports.chat import ChatUnreachable, Place
from core.ports.unit_of_work import Tx
from tests.core.services.market_store import RING, migrated

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class ClosedChats:
    """Shows nothing: whoever is written to has blocked us."""

    def __init__(self) -> None:
        self.tried: list[str] = []

    async def row_of(self, *_: Any) -> None:
        return None

    def can(self, _place: Any) -> Any:
        return SimpleNamespace(threads="topics")

    async def show(self, place: Any, *_: Any, **__: Any) -> None:
        self.tried.append(place.channel)
        if place.channel == "telegram":
            if len(self.tried) > 5:
                raise AssertionError("the same closed chat again and again")
            raise ChatUnreachable("blocked")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    opened = SqliteStore(migrated(tmp_path / "news.db"), RING)
    yield opened
    await opened.close()


@pytest.mark.parametrize("here", [1, 0])
async def test_a_closed_chat_is_tried_once(store: SqliteStore, here: int) -> None:
    count = iter(range(100))
    ids = Ids(lambda: NOW, lambda length: next(count).to_bytes(length, "big"))

    async def two_chats(tx: Tx) -> None:
        await tx.add(User("usr_1", NOW, NOW))
        for channel in ("telegram", "slack"):
            await tx.add(ChatIdentity(f"idn_{channel}", channel, "t", "1", "1", "usr_1", NOW))

    await store.write(two_chats)
    showing, nobody = ClosedChats(), SimpleNamespace()
    services: Any = SimpleNamespace(ids=ids, clock=SimpleNamespace(now=lambda: NOW), trading=nobody, threads=nobody)
    talks: Any = nobody
    shown: Any = showing
    notifications = Notifications(
        store=store, services=services, texts=Texts(), showing=shown, talks=talks, desk=lambda: None
    )
    row = OutboxRow(
        "out_1",
        "lnk_1:idn_telegram",
        "note",
        "lnk_1",
        "idn_telegram",
        "linked",
        {"channel": "Slack", "here": here},
        NOW,
        NOW,
    )
    if here:
        with pytest.raises(ChatUnreachable):
            await notifications.deliver(row)
        assert showing.tried == ["telegram"]
    else:
        await notifications.deliver(row)
        assert showing.tried == ["telegram", "slack"]
    closed = await store.read(lambda tx: tx.get(ChatIdentity, "idn_telegram"))
    assert closed is not None
    assert not closed.reachable


async def test_moderators_are_told_where_the_audit_log_ends(store: SqliteStore) -> None:
    class Desk(ClosedChats):
        async def show(self, place: Any, _shown: Any, screen: Any, **__: Any) -> None:
            self.tried += [place.chat, *(line.text for line in screen.lines)]

    showing, nobody = Desk(), SimpleNamespace()
    anything: Any = nobody
    shown: Any = showing
    notifications = Notifications(
        store=store,
        services=SimpleNamespace(ids=Ids(lambda: NOW, bytes), clock=SimpleNamespace(now=lambda: NOW), threads=nobody),  # type: ignore[arg-type]
        texts=Texts(),
        showing=shown,
        talks=anything,
        desk=lambda: Place("slack", "T1", "C1", kind="group"),
    )
    args = {"count": 1204, "sha256": "ab" * 32}
    await notifications.deliver(OutboxRow("out_1", "desk:audit", "alarm", "", "", "audit-checkpoint", args, NOW, NOW))
    assert showing.tried[0] == "C1"
    assert f"has 1,204 entries and ends with {'ab' * 32}" in showing.tried[-1]
