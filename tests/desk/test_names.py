"""A name that can be mistaken comes before the moderators, who hold its company until it has another one."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import verbs
from bot.context import Handled, OpenForm, screens_in
from bot.screens.safety import at_desk
from core.errors import InvalidValue, NameHeld, OtherNameHeld, TooMany
from core.events import AuditRow, Bookmark, OutboxRow
from core.members import Company, Profile, Seat
from core.ports.chat import Do
from core.reports import Report
from core.services.look_alikes import RENAMES_A_DAY, name_row
from core.services.membership import Registration
from core.services.names_desk import NameCase, case_of
from core.services.safety import reported
from core.trades import Deal, State
from tests.adapters.storage.samples import NOON, listing
from tests.adapters.storage.stages import QUANTITY, TERMS
from tests.desk.floor import Floor, Person, toast_of
from tests.desk.test_taking_down import person


class _Named:
    """A desk; Sila's company, which sells and was told of as `first`; and Noa, who enters with a name like it."""

    def __init__(self, floor: Floor, channel: str) -> None:
        self.floor = floor
        self.mara, self.omar = person(channel, 731, "Mara"), person(channel, 732, "Omar")
        self.hattie, self.noa = person(channel, 733, "Hattie"), person(channel, 734, "Noa")
        self.company = ""
        self.deal: Deal

    async def open(self) -> None:
        floor = self.floor
        await floor.open()
        await floor.enters(self.mara, self.omar, staff="moderator")
        await floor.enters(self.noa)
        self.deal = await floor.stage.offered()
        self.company = (await self.registers("usr_noa", "Northw1nd Traders Ltd")).company_id
        await floor.enters(self.hattie, staff="moderator", company=self.company)

    async def registers(self, user_id: str, name: str) -> Seat:
        seat, member = await self.seat(user_id), self.floor.market.services.membership
        return await self.floor.market.store.write(
            lambda tx: member.register(tx, seat, Registration("Noa North", name))
        )

    async def seat(self, user_id: str) -> Seat:
        found = await self.floor.market.store.read(lambda tx: tx.seat_of_user(user_id))
        assert found is not None
        return found

    async def does(
        self, who: Person, verb: str, subject: str | None = None, rev: int = 0, *, at_desk: bool = True
    ) -> Handled:
        about = self.company if subject is None else subject
        rev = rev if subject is not None else await self.rev(about)
        (handled,) = await self.floor.handle(self.floor.press(who, verb, about, rev, at_desk=at_desk))
        assert handled is not None
        return handled

    async def rev(self, company_id: str) -> int:
        """What the present card says."""
        return (await self.case(company_id)).rev

    async def case(self, company_id: str) -> NameCase:
        found = await self.floor.market.store.read(lambda tx: case_of(tx, company_id))
        assert found is not None
        return found

    async def named(self, company_id: str) -> str:
        """What everybody sees."""
        return (await self.case(company_id)).mine.company.name

    async def told(self) -> str:
        """What went out since it was asked for last."""
        while await self.floor.market.delivery.drain():
            pass
        made = [params for calls in self.floor.calls.values() for _, params in calls.made]
        for calls in self.floor.calls.values():
            calls.made.clear()
        return str(made)


def _shown(handled: Handled) -> str:
    return str(list(screens_in(handled.replies)))


async def test_a_name_that_can_be_mistaken(database_url: str, tmp_path: Path) -> None:
    """With the desk on either platform, and on either database."""
    channel = "telegram" if database_url.startswith("sqlite") else "slack"
    desk = _Named(Floor(database_url, tmp_path, desk=channel), channel)
    await desk.floor.market.store.write(
        lambda tx: tx.add(
            Company("com_0first", "Northwind Traders GmbH", desk.floor.clock.now(), desk.floor.clock.now())
        )
    )
    await desk.open()
    told = await desk.told()
    for words in ("Northw1nd Traders Ltd", "Northwind Traders GmbH", "0 completed deals", "Let it stand", "Hold this"):
        assert words in told
    await _is_held_once(desk)
    await _a_held_company_waits(desk)
    await _whoever_came_first_is_held(desk)
    await _is_renamed_and_released(desk)
    await _another_name_is_refused(desk)
    await _waits_in_the_queue(desk)
    await _a_seller_is_held(desk)
    await desk.floor.close()


async def _is_held_once(desk: _Named) -> None:
    """By whoever presses first, and by nobody of the company itself."""
    for verb in (verbs.NAME_STANDS, verbs.NAME_HOLD, verbs.NAME_RELEASE):
        assert "it is not yours" in toast_of(await desk.does(desk.hattie, verb))
    presses = [desk.floor.press(each, verbs.NAME_HOLD, desk.company, 1) for each in (desk.mara, desk.omar)]
    handled = await desk.floor.handle(*presses)
    assert sorted(bool(toast_of(each)) for each in handled) == [False, True]
    for each in handled:
        assert each is not None
        assert "On hold" in _shown(each)
    told = await desk.told()
    assert "can be mistaken for another company" in told
    assert "Change the name" in told


async def _a_held_company_waits(desk: _Named) -> None:
    """It neither lists nor begins talks, and hears why before it has filled in anything; who may not rename does not."""
    market, stage = desk.floor.market, desk.floor.stage
    noa = await desk.seat("usr_noa")
    assert noa.name_held
    with pytest.raises(NameHeld):
        await market.store.write(lambda tx: market.services.trading.open_talks(tx, noa, desk.deal.trade.product_id))
    for verb in (verbs.SELL, verbs.MAKE_OFFER):
        subject = desk.deal.trade.product_id if verb == verbs.MAKE_OFFER else ""
        assert "it can not list, offer or accept" in toast_of(await desk.does(desk.noa, verb, subject, at_desk=False))
    with pytest.raises(InvalidValue):
        await market.store.write(lambda tx: market.services.names.rename(tx, stage.seller, "Other Sellers"))
    for verb in (verbs.COLLEAGUES, verbs.HOME):
        assert "Change the name" in _shown(await desk.does(desk.noa, verb, "", at_desk=False))


async def _says_why(desk: _Named, words: str) -> None:
    """In a form where there are forms, else question by question; the name stays."""
    handled = await desk.does(desk.noa, verbs.RENAME_COMPANY, "", at_desk=False)
    like = desk.floor.press(desk.noa, verbs.HOME, "", at_desk=False)
    form = next((reply.form for reply in handled.replies if isinstance(reply, OpenForm)), None)
    if form is not None:
        (name,) = (field for field in form.fields if field.key == "company_name")
        answer = replace(like, kind="submit", do=form.go, values={"company_name": name.default, "why": words})
    else:
        await desk.does(desk.noa, *_button(handled, "Northw1nd"), at_desk=False)
        answer = replace(like, kind="text", do=None, text=words)
    (asked,) = await desk.floor.handle(answer)
    assert asked is not None
    done = await desk.does(desk.noa, *_button(asked, "Save"), at_desk=False)
    assert "The moderators read what you wrote" in _shown(done)


async def _whoever_came_first_is_held(desk: _Named) -> None:
    """Whoever registered first may be the one who pretends: it is held from the same card, once, and by nobody of it."""
    handled = await desk.does(desk.mara, verbs.NAME_CARD, desk.company)
    hold = _button(handled, "Hold Northwind Traders GmbH")
    presses = [desk.floor.press(each, *hold) for each in (desk.mara, desk.omar)]
    results = await desk.floor.handle(*presses)
    assert sorted(bool(toast_of(each)) for each in results) == [False, True]
    first = await desk.case("com_0first")
    assert first.mine.company.name_held_since is not None
    assert (first.status, [one.company.id for one in first.others]) == ("held", [desk.company])
    assert "it is not yours" in toast_of(await desk.does(desk.hattie, verbs.NAME_CARD, "com_0first"))
    shown = await desk.does(desk.omar, verbs.NAME_CARD, desk.company)
    await desk.does(desk.omar, *_button(shown, "Release Northwind Traders GmbH"))
    first = await desk.case("com_0first")
    assert (first.status, first.mine.company.name_held_since) == ("stands", None)
    # One that nothing was found about: from the card of a report.
    report = Report("rpt_1", "com_seller", "com_seller", "com_0first", "usr_mara", "They call in my name.", NOON, NOON)
    await desk.floor.market.store.write(lambda tx: tx.add(report))
    card = await desk.floor.market.store.read(lambda tx: reported(tx, report))
    (button,) = (one for one in at_desk(card, shown.say).buttons if one.label == "The company’s name")
    assert isinstance(button.go, Do)
    bare = await desk.does(desk.mara, button.go.verb, button.go.id, button.go.rev)
    held = await desk.does(desk.mara, *_button(bare, "Hold this company"))
    assert "On hold" in _shown(held)
    assert toast_of(await desk.does(desk.omar, *_button(bare, "Hold this company"))) != ""
    await desk.does(desk.omar, *_button(held, "Release"))
    seller = await desk.floor.market.store.read(lambda tx: tx.get(Company, "com_seller"))
    assert seller is not None
    assert seller.name_held_since is None
    await desk.told()


def _button(handled: Handled, label: str) -> tuple[str, str, int]:
    """What the button that begins so does."""
    (screen,) = screens_in(handled.replies)
    buttons = [button for button in screen.buttons if button.label.startswith(label)]
    do = buttons[0].go
    assert isinstance(do, Do)
    return do.verb, do.id, do.rev


async def _is_renamed_and_released(desk: _Named) -> None:
    """The new name is looked at; until then the hold goes on. Nobody tries one name after the other for long."""
    store, names = desk.floor.market.store, desk.floor.market.services.names
    noa = await desk.seat("usr_noa")
    mine = "Northw1nd Traders Ltd"
    with pytest.raises(InvalidValue):
        await store.write(lambda tx: names.rename(tx, noa, mine))
    await _says_why(desk, "My grandfather gave it that name in 1931.")
    told = await desk.told()
    for words in ("The company says:", "in 1931", "On hold"):
        assert words in told
    # Asked for, and not compared with anything yet: nobody lets it pass, and everybody sees the old one.
    await store.write(lambda tx: names.rename(tx, noa, "Northwind Traders 1"))
    before = await desk.rev(desk.company)
    early = await desk.does(desk.omar, verbs.NAME_RELEASE)
    assert toast_of(early) != ""
    assert "still being compared" in _shown(early)
    assert "Release" not in _shown(early)
    assert (await desk.named(desk.company), (await desk.case(desk.company)).mine.wish) == (mine, "Northwind Traders 1")
    told = await desk.told()
    assert "It asks to be called" in told
    assert await desk.rev(desk.company) > before
    for number in range(3, RENAMES_A_DAY):
        await store.write(lambda tx, n=number: names.rename(tx, noa, f"Northwind Traders {n}"))  # type: ignore[misc]
    await desk.told()
    await store.write(lambda tx: names.rename(tx, noa, "Polar Timber"))
    with pytest.raises(TooMany):
        await store.write(lambda tx: names.rename(tx, noa, "Northwind Traders"))
    profiles = await store.read(lambda tx: tx.find(Profile, user_id="usr_noa", limit=2))
    assert [profile.company_name for profile in profiles] == [mine]
    rows = await store.read(lambda tx: tx.find(Bookmark, after="name", limit=50))
    assert "Polar" not in str(rows), "what nobody has let pass is sealed"
    told = await desk.told()
    assert "Polar Timber" in told
    assert "stays on hold" in told
    with pytest.raises(NameHeld):
        await store.write(lambda tx: desk.floor.stage.trading.open_talks(tx, noa, desk.deal.trade.product_id))
    (late,) = await desk.floor.handle(desk.floor.press(desk.omar, verbs.NAME_RELEASE, desk.company, 2))
    assert "older version" in toast_of(late), "nobody releases a name that they have not seen"
    assert "Polar Timber" in str(list(screens_in(late.replies if late else ())))
    assert "lets the name stand" in _shown(await desk.does(desk.omar, verbs.NAME_RELEASE))
    assert toast_of(await desk.does(desk.mara, verbs.NAME_RELEASE)) != ""
    assert "offer and accept again" in await desk.told()
    profiles = await store.read(lambda tx: tx.find(Profile, user_id="usr_noa", limit=2))
    assert [profile.company_name for profile in profiles] == [await desk.named(desk.company)] == ["Polar Timber"]
    noa = await desk.seat("usr_noa")
    assert not noa.name_held
    await store.write(lambda tx: desk.floor.stage.trading.open_talks(tx, noa, desk.deal.trade.product_id))
    audit = await store.read(lambda tx: tx.find(AuditRow, object_id=desk.company, limit=20))
    acts = [row.action for row in audit if row.action != "desk.refused"]
    assert acts == ["name.held", "company.explained", *["company.name-asked"] * (RENAMES_A_DAY - 1), "name.released"]


async def _another_name_is_refused(desk: _Named) -> None:
    """What was found about the present name counts again."""
    store, names = desk.floor.market.store, desk.floor.market.services.names
    desk.floor.clock.at += timedelta(days=2)
    held = await desk.does(desk.mara, verbs.NAME_HOLD)
    assert "On hold" in _shown(held)
    noa = await desk.seat("usr_noa")
    await store.write(lambda tx: names.rename(tx, noa, "Northwind Traders SL"))
    await desk.told()
    asked = await desk.case(desk.company)
    assert [one.company.id for one in asked.others] == ["com_0first"]
    assert "On hold" in _shown(await desk.does(desk.mara, verbs.NAME_HOLD))
    refused = await desk.case(desk.company)
    assert (refused.status, refused.others, refused.mine.wish) == ("held", (), "")
    assert await desk.named(desk.company) == "Polar Timber"


async def _waits_in_the_queue(desk: _Named) -> None:
    """Also what came when there was no desk yet."""
    store, names, floor = desk.floor.market.store, desk.floor.market.services.names, desk.floor
    place, floor.desk = floor.desk, None  # type: ignore[assignment]
    noa, now = await desk.seat("usr_noa"), floor.clock.now()
    await store.write(lambda tx: names.rename(tx, noa, "Arctic Timber"))
    await store.write(lambda tx: tx.add(*(Company(f"com_{n}", f"Glacier Glass {n}", now, now) for n in "0123456")))
    await store.write(lambda tx: tx.add(Company("com_7", "Glacier-Glass 1", now, now), _news(desk, "com_7")))
    await desk.told()
    floor.desk = place
    (listed,) = await floor.handle(floor.words(desk.mara, "queue"))
    assert listed is not None
    for words in ("Polar Timber", "asks for another name", "Glacier-Glass 1", "its name can be mistaken"):
        assert words in _shown(listed)
    card = await desk.does(desk.mara, *_button(listed, "Polar"))
    assert "Arctic Timber" in _shown(card)
    await desk.does(desk.mara, *_button(card, "Release"))
    other = await desk.does(desk.mara, *_button(listed, "Glacier-Glass 1"))
    assert "Glacier Glass 1" in _shown(other)
    await desk.does(desk.mara, *_button(other, "Let it stand"))
    (listed,) = await floor.handle(floor.words(desk.mara, "queue"))
    assert "Timber" not in _shown(listed)  # type: ignore[arg-type]
    assert "Glacier" not in _shown(listed)  # type: ignore[arg-type]
    await desk.told()


def _news(desk: _Named, company_id: str) -> OutboxRow:
    services = desk.floor.market.services
    return name_row(services.ids, services.clock, company_id)


async def test_all_whose_name_it_is_decide_nothing(sqlite_template: Path, tmp_path: Path) -> None:
    """Not those of the first three alone; and what is found besides makes a new card of it."""
    shutil.copy(sqlite_template, tmp_path / "market.db")
    desk = _Named(Floor(f"sqlite:///{tmp_path / 'market.db'}", tmp_path, desk="slack"), "slack")
    floor, store, names = desk.floor, desk.floor.market.store, desk.floor.market.services.names
    await floor.open()
    await store.write(lambda tx: tx.add(*(Company(f"com_g{n}", "Glacier Glass", NOON, NOON) for n in range(6))))
    await floor.enters(desk.mara, staff="moderator")
    await floor.enters(desk.hattie, staff="moderator", company="com_g4")
    assert await names.look(store, "com_g0")
    case = await desk.case("com_g0")
    assert (len(case.others), case.more) == (3, 2)
    assert case.concerned == {f"com_g{n}" for n in range(6)}
    assert "and 2 more companies" in _shown(await desk.does(desk.mara, verbs.NAME_CARD, "com_g0"))
    for verb in (verbs.NAME_STANDS, verbs.NAME_HOLD):
        assert "it is not yours" in toast_of(await desk.does(desk.hattie, verb, "com_g0", case.rev))
    assert await names.look(store, "com_g0")
    assert await desk.rev("com_g0") == case.rev, "nothing else was found"
    await store.write(lambda tx: tx.add(Company("com_g6", "Glacier Glass Ltd", NOON, NOON)))
    assert await names.look(store, "com_g0")
    assert "older version" in toast_of(await desk.does(desk.mara, verbs.NAME_STANDS, "com_g0", case.rev))
    # Its whole name, and a word more: where it is known for something.
    longer = Company("com_h", "Sellers Deutschland GmbH", NOON, NOON)
    await store.write(lambda tx: tx.add(longer))
    seller = await store.read(lambda tx: tx.get(Company, "com_seller"))
    assert seller is not None
    await store.write(lambda tx: tx.put(replace(seller, name="Sellers AG")))
    assert not await names.look(store, "com_h")
    trade_id = (await floor.stage.delivered()).trade.id
    assert (await floor.stage.act(floor.stage.buyer, trade_id, "accept_goods")).state is State.COMPLETED
    assert await names.look(store, "com_h")
    assert [one.company.id for one in (await desk.case("com_h")).others] == ["com_seller"]
    await floor.close()


async def _a_seller_is_held(desk: _Named) -> None:
    """One whose name looks official: nothing is offered to it or accepted from it, and what is under way goes on."""
    floor, store, stage = desk.floor, desk.floor.market.store, desk.floor.stage
    names, trade_id, product_id = floor.market.services.names, desk.deal.trade.id, desk.deal.trade.product_id
    placed = await stage.placed()
    countered = await stage.offered()
    await stage.act(stage.seller, countered.trade.id, "offer", terms=TERMS)
    assert not await names.look(store, "com_buyer")
    seller = await store.read(lambda tx: tx.get(Company, "com_seller"))
    assert seller is not None
    await store.write(lambda tx: tx.put(replace(seller, name="Escrow Support")))
    assert await names.look(store, "com_seller")
    mara = await desk.seat("usr_mara")
    rev = await desk.rev("com_seller")
    await store.write(lambda tx: names.decide(tx, mara, "com_seller", "held", rev=rev))
    with pytest.raises(NameHeld):
        await stage.act(stage.seller, trade_id, "accept")
    for name, args in (("accept", {}), ("offer", {"terms": TERMS})):
        with pytest.raises(OtherNameHeld):
            await stage.act(stage.buyer, countered.trade.id, name, **args)
    noa = await desk.seat("usr_noa")
    fresh = listing(77, stock=QUANTITY)
    await store.write(lambda tx: tx.add(fresh))
    with pytest.raises(OtherNameHeld):
        await store.write(lambda tx: stage.trading.open_talks(tx, noa, fresh.id))
    card = _shown(await desk.does(desk.noa, verbs.LISTING, product_id, at_desk=False))
    assert "Moderators want another name of that company" in card
    assert f"verb='{verbs.MAKE_OFFER}'" not in card
    seat = await desk.seat("usr_seller")
    with pytest.raises(NameHeld):
        await store.write(lambda tx: floor.market.services.listing.pause(tx, seat, product_id, active=True))
    await stage.act(stage.buyer, countered.trade.id, "decline")
    await stage.act(stage.seller, placed.trade.id, "ship", carrier="DHL", tracking_number="T1")
    assert (await stage.act(stage.buyer, placed.trade.id, "received")).state is State.DELIVERED
    assert (await stage.act(stage.buyer, placed.trade.id, "accept_goods")).state is State.COMPLETED
    # Not another name: moderators may find that it is its own after all.
    await store.write(lambda tx: names.decide(tx, mara, "com_seller", "released", rev=rev + 1))
    assert (await stage.act(stage.seller, trade_id, "accept")).state is State.AGREED
