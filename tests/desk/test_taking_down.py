"""A reported listing is taken down once, by whoever is not of its company; its seller is told why and can not undo it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot import verbs
from bot.context import Handled, screens_in
from core.errors import ListingGone
from core.events import AuditRow, Bookmark
from core.listings import Product
from core.members import ChatIdentity
from core.reports import Report
from core.searches import Wanted
from core.trades import Deal
from tests.adapters.storage.samples import NOON
from tests.desk.floor import Floor, Person, toast_of

WHY = "Die Beschreibung führt irre"


def person(channel: str, number: int, name: str) -> Person:
    word = name.casefold()
    return Person(channel, str(number) if channel == "telegram" else f"U0{name.upper()}", f"usr_{word}", f"{name} Desk")


class _Reported:
    """A desk with a report about a listing that one deal runs about."""

    def __init__(self, floor: Floor, channel: str) -> None:
        self.floor = floor
        self.mara, self.omar = person(channel, 721, "Mara"), person(channel, 722, "Omar")
        self.hattie, self.sila = person(channel, 723, "Hattie"), person(channel, 724, "Sila")
        self.deal: Deal

    async def open(self) -> None:
        floor = self.floor
        await floor.open()
        await floor.enters(self.mara, self.omar, staff="moderator")
        await floor.enters(self.hattie, staff="moderator", company="com_seller")
        await floor.enters(self.sila, company="com_seller")
        await floor.founds("com_third")
        sila = await floor.market.store.read(lambda tx: tx.get(ChatIdentity, "idn_sila"))
        assert sila is not None
        await floor.market.store.write(lambda tx: tx.put(replace(sila, lang="de")))
        self.deal = await floor.stage.offered()
        subject = self.deal.trade.product_id
        report = Report("rpt_1", subject, "com_seller", "com_third", "usr_mara", "Not oak at all.", NOON, NOON)
        await floor.market.store.write(lambda tx: tx.add(report))

    async def does(self, person: Person, verb: str, subject: str, *, at_desk: bool = True) -> Handled:
        (handled,) = await self.floor.handle(self.floor.press(person, verb, subject, at_desk=at_desk))
        assert handled is not None
        return handled

    async def product(self) -> Product:
        found = await self.floor.market.store.read(lambda tx: tx.get(Product, self.deal.trade.product_id))
        assert found is not None
        return found

    async def found(self) -> list[str]:
        """What a search for its name shows."""
        name = (await self.product()).name
        page = await self.floor.market.store.read(lambda tx: tx.search(Wanted(words=name)))
        return [product.id for product in page.products]

    async def told(self) -> str:
        """Everything that went out."""
        while await self.floor.market.delivery.drain():
            pass
        return str([params for calls in self.floor.calls.values() for _, params in calls.made])


@pytest_asyncio.fixture(params=["telegram", "slack"])
async def desk(request: pytest.FixtureRequest, sqlite_template: Path, tmp_path: Path) -> AsyncIterator[_Reported]:
    shutil.copy(sqlite_template, tmp_path / "market.db")
    reported = _Reported(Floor(f"sqlite:///{tmp_path / 'market.db'}", tmp_path, desk=request.param), request.param)
    await reported.open()
    yield reported
    await reported.floor.close()


def _shown(handled: Handled) -> str:
    return str(list(screens_in(handled.replies)))


async def test_a_reported_listing_is_taken_down_and_put_back(desk: _Reported) -> None:
    assert desk.deal.trade.product_id in await desk.found()
    await _is_not_taken_down(desk)
    winner = await _is_taken_down_once(desk)
    await _nobody_deals_in_it(desk)
    await _its_seller_is_told(desk)
    await _is_put_back_once(desk)
    product_id = desk.deal.trade.product_id
    audit = await desk.floor.market.store.read(lambda tx: tx.find(AuditRow, object_id=product_id, limit=9))
    assert [(row.action, row.actor_id, row.detail.get("reason", "")) for row in audit] == [
        ("listing.taken_down", winner.user_id, "misleading"),
        ("listing.put_back", desk.omar.user_id, ""),
    ]


async def _is_not_taken_down(desk: _Reported) -> None:
    """Not by a moderator of its own company, and not without a reason."""
    for verb, subject in ((verbs.TAKE_DOWN, "rpt_1"), (verbs.TAKE_DOWN, "rpt_1.other"), (verbs.CLOSE_REPORT, "rpt_1")):
        assert "it is not yours" in toast_of(await desk.does(desk.hattie, verb, subject))
    asked = _shown(await desk.does(desk.mara, verbs.TAKE_DOWN, "rpt_1"))
    assert "The description misleads" in asked
    assert "rpt_1.misleading" in asked
    back = _shown(await desk.does(desk.mara, verbs.TAKE_DOWN, "rpt_1.no"))
    assert "Take it down" in back
    assert (await desk.product()).status == "active"


async def _is_taken_down_once(desk: _Reported) -> Person:
    """Whoever presses; the report is closed by that."""
    presses = [desk.floor.press(each, verbs.TAKE_DOWN, "rpt_1.misleading") for each in (desk.mara, desk.omar)]
    handled = await desk.floor.handle(*presses)
    assert sorted(bool(toast_of(each)) for each in handled) == [False, True]
    winner = (desk.mara, desk.omar)[[bool(toast_of(each)) for each in handled].index(False)]
    report = await desk.floor.market.store.read(lambda tx: tx.get(Report, "rpt_1"))
    assert report is not None
    assert (report.status, report.closed_by) == ("closed", winner.user_id)
    assert (await desk.product()).status == "taken_down"
    for each in handled:
        assert each is not None
        assert "Put it back" in _shown(each)
        assert "Take it down" not in _shown(each)
    return winner


async def _nobody_deals_in_it(desk: _Reported) -> None:
    """Nobody finds it or begins talks; the deal that runs goes on."""
    stage, product_id = desk.floor.stage, desk.deal.trade.product_id
    assert product_id not in await desk.found()
    with pytest.raises(ListingGone):
        await stage.store.write(lambda tx: stage.trading.open_talks(tx, stage.buyer, product_id))
    assert (await stage.act(stage.seller, desk.deal.trade.id, "accept")).state is not desk.deal.state


async def _its_seller_is_told(desk: _Reported) -> None:
    """In their language, sees it on the listing, and can not undo it."""
    store, product_id = desk.floor.market.store, desk.deal.trade.product_id
    assert WHY in await desk.told()
    card = _shown(await desk.does(desk.sila, verbs.LISTING, product_id, at_desk=False))
    assert WHY in card
    assert f"verb='{verbs.RESUME}'" not in card
    for verb in (verbs.RESUME, verbs.PAUSE):
        refused = toast_of(await desk.does(desk.sila, verb, product_id, at_desk=False))
        assert "Nur die Moderatoren" in refused
    seat = await store.read(lambda tx: tx.seat_of_user("usr_sila"))
    assert seat is not None
    mine = await store.read(lambda tx: desk.floor.market.services.listing.mine(tx, seat))
    assert (product_id, "taken_down") in [(one.id, one.status) for one in mine.products]


async def _is_put_back_once(desk: _Reported) -> None:
    """As it was before."""
    product_id = desk.deal.trade.product_id
    assert "it is not yours" in toast_of(await desk.does(desk.hattie, verbs.PUT_BACK, "rpt_1"))
    assert toast_of(await desk.does(desk.omar, verbs.PUT_BACK, "rpt_1")) == ""
    assert toast_of(await desk.does(desk.mara, verbs.PUT_BACK, "rpt_1")) != ""
    assert (await desk.product()).status == "active"
    assert product_id in await desk.found()
    assert "wieder so eingestellt" in await desk.told()
    mark = f"taken-down:{product_id}"
    assert await desk.floor.market.store.read(lambda tx: tx.get(Bookmark, mark)) is None
