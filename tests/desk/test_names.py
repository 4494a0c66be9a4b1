"""A name that can be mistaken comes before the moderators, who hold its company until it has another one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot import verbs
from bot.context import Handled, OpenForm, screens_in
from core.errors import InvalidValue, NameHeld, OtherNameHeld, TooMany
from core.events import AuditRow
from core.members import Company, Profile, Seat
from core.ports.chat import Do
from core.services.look_alikes import RENAMES_A_DAY, case_of
from core.services.membership import Registration
from core.trades import Deal, State
from tests.adapters.storage.samples import listing
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
        case = await self.floor.market.store.read(lambda tx: case_of(tx, company_id))
        assert case is not None
        return case.rev

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
    await _is_renamed_and_released(desk)
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
    for number in range(2, RENAMES_A_DAY):
        await store.write(lambda tx, n=number: names.rename(tx, noa, f"Northwind Traders {n}"))  # type: ignore[misc]
    await desk.told()
    await store.write(lambda tx: names.rename(tx, noa, "Polar Timber"))
    with pytest.raises(TooMany):
        await store.write(lambda tx: names.rename(tx, noa, "Northwind Traders"))
    profiles = await store.read(lambda tx: tx.find(Profile, user_id="usr_noa", limit=2))
    assert [profile.company_name for profile in profiles] == ["Polar Timber"]
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
    noa = await desk.seat("usr_noa")
    assert not noa.name_held
    await store.write(lambda tx: desk.floor.stage.trading.open_talks(tx, noa, desk.deal.trade.product_id))
    audit = await store.read(lambda tx: tx.find(AuditRow, object_id=desk.company, limit=20))
    acts = [row.action for row in audit if row.action != "desk.refused"]
    assert acts == ["name.held", "company.explained", *["company.renamed"] * (RENAMES_A_DAY - 1), "name.released"]


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
    await store.write(lambda tx: names.decide(tx, mara, "com_seller", "held", rev=1))
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
    await store.write(lambda tx: names.decide(tx, mara, "com_seller", "released", rev=2))
    assert (await stage.act(stage.seller, trade_id, "accept")).state is State.AGREED
