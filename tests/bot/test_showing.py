"""What is shown again quietly never puts an older line of news above a card that has moved on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
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

    async def show(self, place: Place, screen: Screen, before: Receipt | None = None, *, anew: bool = False) -> Receipt:
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


class Books:
    """A store that keeps what is written."""

    def __init__(self) -> None:
        self.rows: dict[str, ScreenRow] = {}

    async def write(self, step: Callable[[Any], Awaitable[Any]]) -> Any:
        return await step(self)

    async def screen(self, place: str, key: str) -> ScreenRow | None:
        return next((row for row in self.rows.values() if (row.place, row.key) == (place, key)), None)

    async def get(self, kind: type[Any], row_id: str) -> ScreenRow | None:
        return self.rows.get(row_id)

    async def put_screen(self, row: ScreenRow) -> None:
        self.rows[row.id] = row


async def test_who_began_to_read_before_a_mark_was_written_finds_it_all_the_same() -> None:
    """Else what is to change in place would be sent a second time."""
    wall: Any = Wall()
    books: Any = Books()
    old: Any = NothingKept()
    showing = Showing(books, {"telegram": wall}, Noon())
    await showing.show(PLACE, ROW, _card(2, "Decided."), anew=True, news="Decided.")
    assert await showing.flush() == 1
    seen = await showing.row_of(old, ROW.place, ROW.key)
    assert seen is not None
    assert seen.parts == ("1",)
    assert await showing.flush() == 0
    assert await showing.row_of(old, ROW.place, ROW.key) is None
    assert await showing.row_of(books, ROW.place, ROW.key) == seen


async def test_where_a_secret_stands_is_written_at_once() -> None:
    """A crash a moment later must not leave it in the chat."""
    wall: Any = Wall()
    books: Any = Books()
    showing = Showing(books, {"telegram": wall}, Noon())
    row = replace(ROW, key="secret:cnv_1")
    await showing.show(PLACE, row, Screen("secret:cnv_1", (Line("text", "The key."),), rev=1, fleeting=True))
    assert books.rows[row.id].parts == ("1",)


async def test_what_is_shown_goes_along_when_its_place_gets_another_name() -> None:
    wall: Any = Wall()
    books: Any = Books()
    showing = Showing(books, {"telegram": wall}, Noon())
    await books.put_screen(ROW)
    await showing.show(PLACE, ROW, _card(2, "Decided."), anew=True, news="Decided.")
    await books.put_screen(replace(ROW, place="telegram|bot|7|"))
    found = await showing.row_of(books, "telegram|bot|7|", ROW.key)
    assert found is not None
    assert (found.parts, found.place) == (("1",), "telegram|bot|7|")
    await showing.flush()
    assert [(row.place, row.parts) for row in books.rows.values()] == [("telegram|bot|7|", ("1",))]
