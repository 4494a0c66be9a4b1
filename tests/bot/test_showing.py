"""What is shown again quietly never puts an older line of news above a card that has moved on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from bot.showing import Showing
from core.events import ScreenRow
from core.ports.chat import Line, Place, Receipt, Screen

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PLACE = Place("telegram", "bot", "5")
ROW = ScreenRow("scr_1", "telegram|bot|5|", "deal:neg_1", "idn_1", (), "", 0, 0, NOON)


class Wall:
    """A platform that takes down what it shows."""

    def __init__(self) -> None:
        self.shown: list[Screen] = []

    async def show(self, place: Place, screen: Screen, before: Receipt | None = None) -> Receipt:
        self.shown.append(screen)
        return Receipt(("1",), "digest")


class NothingKept:
    """A store without rows: what is shown lives in memory."""

    async def read(self, step: Callable[[Any], Awaitable[Any]]) -> Any:
        return await step(self)

    async def screen(self, place: str, key: str) -> None:
        return None


class Noon:
    def now(self) -> datetime:
        return NOON


def _card(rev: int, news: str) -> Screen:
    return Screen("deal:neg_1", (Line("text", news), Line("head", "Deal")), rev=rev)


async def test_a_refresh_that_was_overtaken_by_news_shows_nothing() -> None:
    wall: Any = Wall()
    kept: Any = NothingKept()
    showing = Showing(kept, {"telegram": wall}, Noon())
    await showing.show(PLACE, ROW, _card(2, "Decided."), anew=True, news="Decided.")
    overtaken = await showing.show(PLACE, ROW, _card(3, "Taken."), news="Taken.", only_newer=True)
    assert overtaken is None
    assert [screen.lines[0].text for screen in wall.shown] == ["Decided."]
    refreshed = await showing.show(PLACE, ROW, _card(3, "Decided."), news="Decided.", only_newer=True)
    assert refreshed is not None
    assert refreshed.shown_rev == 3
