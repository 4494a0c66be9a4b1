"""Where the provider's books differ from ours: a card at the desk, on either platform, with what two operators can do."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot import verbs
from core.errors import NotAllowed
from core.events import AuditRow, Bookmark
from core.ports.payments import ProviderMovement
from core.services.books_desk import LOOK, Mismatch
from core.services.holding_back import PAYOUTS_STOPPED
from core.services.reconciling import Reconciling
from tests.adapters.storage.samples import NOON
from tests.desk.floor import Floor, Person, toast_of

NOT_YOURS, NOT_ALLOWED = "I can not find that, or it is not yours.", "Your role does not allow that."


def _person(channel: str, number: int, name: str, **raw: Any) -> Person:
    word = name.partition(" ")[0].casefold()
    account = str(number) if channel == "telegram" else f"U0{word.upper()}"
    return Person(channel, account, f"usr_{word}", name, raw)


class _News:
    """A provider that moved money of which we know nothing."""

    def __init__(self) -> None:
        self.lines = [
            ProviderMovement(f"txn_{n}", "transfer", f"tr_{n}", -500 * n, 0, "EUR", NOON - timedelta(hours=3))
            for n in (1, 2)
        ]

    async def movements(self, since: object) -> list[ProviderMovement]:
        return self.lines

    async def balances(self) -> dict[str, int]:
        return {"EUR": sum(line.amount for line in self.lines)}


class Books:
    """The desk's card, and everybody who may press on it or not."""

    def __init__(self, floor: Floor, channel: str) -> None:
        self.floor, self.channel, self.news = floor, channel, _News()
        services = floor.market.services
        store: Any = floor.market.store
        self.looking = Reconciling(store=store, news=self.news, clock=services.clock, ids=services.ids)  # type: ignore[arg-type]
        self.noor, self.olga = _person(channel, 601, "Noor Night"), _person(channel, 602, "Olga Opal")
        self.mara, self.party = _person(channel, 603, "Mara Moss"), _person(channel, 604, "Pia Party")
        self.colleague = _person(channel, 605, "Cole League")
        self.wrong = {"moderator": self.mara, "party": self.party, "colleague": self.colleague}
        if channel == "telegram":
            faceless = {"is_bot": True}
            self.faceless = {
                "bot": Person(channel, "609", name="robo_bot", raw={**faceless, "username": "robo_bot"}),
                "anonymous": Person(channel, "1087968824", raw={**faceless, "username": "GroupAnonymousBot"}),
            }
        else:
            self.faceless = {}
            self.wrong["guest"] = Person(channel, "U0GUEST", name="Gus Guest", raw={"team_id": "T0ELSEWHERE"})

    async def told(self) -> str:
        """What the desk was told last, as it went over the wire."""
        while await self.floor.market.delivery.drain():
            pass
        return str(self.floor.calls[self.channel].made[-1])

    async def press(self, person: Person, verb: str, subject: str = "") -> tuple[str, str]:
        """(what the presser is told alone, what went over the wire)."""
        handled, calls = await self.floor.answer(self.floor.press(person, verb, subject))
        return toast_of(handled), str(calls)

    async def mark(self, name: str) -> Bookmark | None:
        return await self.floor.market.store.read(lambda tx: tx.get(Bookmark, name))

    async def audited(self) -> list[tuple[str, str, Mapping[str, Any]]]:
        rows = await self.floor.market.store.read(lambda tx: tx.find(AuditRow, order="id", limit=500))
        return [(row.action, row.actor_id, row.detail) for row in rows if row.action.startswith(("books.", "desk."))]


@pytest_asyncio.fixture(params=["telegram", "slack"])
async def books(request: pytest.FixtureRequest, sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Books]:
    shutil.copy(sqlite_template, tmp_path / "market.db")
    floor = Floor(f"sqlite:///{tmp_path / 'market.db'}", tmp_path, desk=request.param)
    await floor.open()
    made = Books(floor, request.param)
    await floor.enters(made.noor, made.olga, staff="operator")
    await floor.enters(made.mara, staff="moderator")
    await floor.enters(made.party, company="com_buyer")
    await floor.enters(made.colleague, company="com_seller", role="viewer")
    yield made
    await floor.close()


async def test_two_operators_let_payouts_go_on_from_the_card(books: Books) -> None:
    await books.looking.run()
    card = await books.told()
    assert "The provider’s books" in card
    for words in ("Moved there, not booked here", "tr_2", "10.00", "Looked into: tr_1", "Look again now"):
        assert words in card, words
    first, second = (Mismatch("unknown-movement", f"tr_{n}", 500 * n, "EUR") for n in (1, 2))
    _, asked = await books.press(books.noor, verbs.BOOKS_ACCEPT, first.id)
    assert "It was put right by hand" in asked
    assert await books.mark(first.mark) is None
    said, card = await books.press(books.noor, verbs.BOOKS_ACCEPT, f"{first.id}.mended")
    assert said == "Noted. A second operator has to say the same."
    assert "Looked into by Noor Night." in card
    said, _ = await books.press(books.noor, verbs.BOOKS_ACCEPT, f"{first.id}.mended")
    assert said == NOT_ALLOWED
    said, _ = await books.press(books.olga, verbs.BOOKS_ACCEPT, f"{first.id}.own_money")
    assert said == "Noted by two. The books are being looked at again."
    report = await books.looking.look()
    assert report is not None
    assert ([m.ref for m in report.mismatches], [m.ref for m in report.accepted]) == (["tr_2"], ["tr_1"])
    card = await books.told()
    assert "tr_2" in card
    assert "tr_1" not in card
    assert await books.mark(PAYOUTS_STOPPED) is not None
    for person, why in ((books.olga, "theirs"), (books.noor, "theirs")):
        await books.press(person, verbs.BOOKS_ACCEPT, f"{second.id}.{why}")
    await books.looking.look()
    assert "Payouts go on." in await books.told()
    assert (await books.mark(PAYOUTS_STOPPED), await books.mark(LOOK)) == (None, None)
    said, _ = await books.press(books.noor, verbs.BOOKS_ACCEPT, f"{second.id}.theirs")
    assert said != ""
    accepted = [(actor, detail["ref"], detail["reason"]) for action, actor, detail in await books.audited()
                if action == "books.accepted"]  # fmt: skip
    assert accepted == [
        ("usr_noor", "tr_1", "mended"),
        ("usr_olga", "tr_1", "own_money"),
        ("usr_olga", "tr_2", "theirs"),
        ("usr_noor", "tr_2", "theirs"),
    ]


@pytest.mark.parametrize("books", ["telegram"], indirect=True)
async def test_looking_again_is_asked_for_once_and_answered(books: Books) -> None:
    await books.looking.look()
    await books.told()
    assert await books.looking.look() is None, "nobody asked, and it is not time"
    presses = [books.floor.press(person, verbs.BOOKS_LOOK, "") for person in (books.noor, books.olga, books.noor)]
    toasts = sorted(toast_of(handled) for handled in await books.floor.handle(*presses))
    asked = "The books are being looked at. What comes of it is told here."
    assert (toasts.count(asked), len(toasts)) == (1, 3)
    books.news.lines = []
    report = await books.looking.look()
    assert report is not None
    assert report.mismatches == ()
    assert "Payouts go on." in await books.told()
    await books.press(books.olga, verbs.BOOKS_LOOK)
    await books.looking.look()
    assert "Payouts go on." in await books.told(), "whoever asks is told, also that all is well"


async def test_nobody_else_touches_the_books(books: Books) -> None:
    await books.looking.run()
    await books.told()
    mismatch = Mismatch("unknown-movement", "tr_1", 500, "EUR")
    presses = (
        (verbs.BOOKS, "", "books"),
        (verbs.BOOKS_LOOK, "", "look_at_books"),
        (verbs.BOOKS_ACCEPT, mismatch.id, "accept_books"),
        (verbs.BOOKS_ACCEPT, f"{mismatch.id}.mended", "accept_books"),
    )
    people = {**dict.fromkeys(books.wrong, NOT_YOURS), **dict.fromkeys(books.faceless, NOT_ALLOWED)}
    for who, words in people.items():
        person = {**books.wrong, **books.faceless}[who]
        for verb, subject, act in presses:
            before = len(await books.audited())
            said, calls = await books.press(person, verb, subject)
            assert said == words, (who, act)
            assert "Looked into" not in calls
            audited = await books.audited()
            assert (len(audited), audited[-1][2]["act"]) == (before + 1, act), who
    assert (await books.mark(mismatch.mark), await books.mark(LOOK)) == (None, None)


@pytest.mark.parametrize("books", ["slack"], indirect=True)
async def test_an_operator_accepts_nothing_of_their_own_companys_money(books: Books) -> None:
    floor = books.floor
    deal = await floor.disputed()
    entry = next(entry for entry in deal.entries if entry.kind == "capture")
    await floor.enters(own := _person(books.channel, 606, "Otto Own"), company="com_seller", staff="operator")
    mismatch = Mismatch("amount-differs", entry.provider_ref, 100, "EUR")
    listed = {"count": 1, "mismatches": [[mismatch.kind, mismatch.ref, mismatch.amount, mismatch.currency]]}
    await floor.market.store.write(lambda tx: tx.add(Bookmark(PAYOUTS_STOPPED, NOON, NOON, listed)))
    said, _ = await books.press(own, verbs.BOOKS_ACCEPT, f"{mismatch.id}.mended")
    assert "your company is a party to it." in said
    assert await books.mark(mismatch.mark) is None


@pytest.mark.parametrize("books", ["slack"], indirect=True)
async def test_the_same_operator_counts_once_however_often_they_press(books: Books) -> None:
    await books.looking.run()
    mismatch = Mismatch("unknown-movement", "tr_1", 500, "EUR")
    services, store = books.floor.market.services, books.floor.market.store
    seat = await store.read(lambda tx: tx.seat_of_user("usr_noor"))
    assert seat is not None
    accept = services.books.accept
    tries = [store.write(lambda tx: accept(tx, seat, mismatch.id, "mended")) for _ in range(5)]
    found = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(type(each).__name__ for each in found) == [*["NotAllowed"] * 4, "bool"]
    assert isinstance(found[-1], NotAllowed)
    mark = await books.mark(mismatch.mark)
    assert mark is not None
    assert mark.detail["by"] == ["usr_noor"]
