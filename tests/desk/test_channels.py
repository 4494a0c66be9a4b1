"""A company's channel on both databases: whose news go there, who may press, and what follows when it is closed to us."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from adapters.slack.calling import CallRefused
from bot import verbs
from core.channels import CompanyChannel
from core.errors import ChannelElsewhere, ChannelTaken, NotAllowed, NotFound
from core.events import OutboxRow, ScreenRow
from core.members import ChatIdentity, Membership, Seat
from core.ports.chat import GROUP, Place
from core.ports.unit_of_work import Tx
from core.preferences import Preferences
from core.trades import State
from tests.adapters.storage.samples import NOON, later
from tests.desk.floor import TENANT, Calls, Floor, Person, toast_of

TEAM: Final = TENANT["slack"]
THERE: Final = Place("slack", TEAM, "C0DEALS0001", kind=GROUP)
SALLY = Person("slack", "U0SALLY", "usr_sally", "Sally Seller")
TRAINEE = Person("slack", "U0TRAINEE", "usr_trainee", "Tim Trainee")
VIEWER = Person("slack", "U0VIEWER", "usr_viewer", "Vera Viewer")
BUYER = Person("slack", "U0BUYER", "usr_betty", "Betty Buyer")
STRANGER = Person("slack", "U0STAN", name="Stan Stranger")
GUEST = Person("slack", "U0SALLY", name="Gus Guest", raw={"team_id": "T0ELSEWHERE"})


class Channel(Calls):
    """Slack, where `closed` is what every post to the channel is answered with."""

    closed = ""

    async def call(self, method: str, params: Mapping[str, Any], files: Any = None) -> Any:
        if self.closed and params.get("channel") == THERE.chat:
            raise CallRefused(self.closed)
        return await super().call(method, params, files)

    def in_the_channel(self, method: str) -> list[Mapping[str, Any]]:
        return [params for name, params in self.made if name == method and params.get("channel") == THERE.chat]


@pytest.fixture
async def floor(database_url: str, tmp_path: Path) -> AsyncIterator[Floor]:
    made = Floor(database_url, tmp_path)
    await made.open()
    made.calls["slack"] = Channel()
    made.platforms["slack"]._caller = made.calls["slack"]  # type: ignore[attr-defined]
    made.desk = THERE  # where presses come from; the moderators sit elsewhere
    made.market.desk = lambda: None  # type: ignore[method-assign]
    await made.enters(SALLY, company="com_seller", role="owner")
    await made.enters(TRAINEE, company="com_seller", role="trader")
    await made.enters(VIEWER, company="com_seller", role="viewer")
    await made.enters(BUYER, company="com_buyer", role="owner")

    async def limited(tx: Tx) -> None:
        (place,) = await tx.find(Membership, user_id=TRAINEE.user_id)
        await tx.delete(Membership, id=place.id)
        await tx.add(Membership(place.id, place.company_id, place.user_id, place.role, NOON, 100))

    await made.market.store.write(limited)
    yield made
    await made.close()


async def _seat(floor: Floor, person: Person, tenant: str = TEAM) -> Seat:
    found = await floor.market.store.read(lambda tx: tx.seat("slack", tenant, person.account))
    assert found is not None
    return found


async def _connect(floor: Floor, person: Person, place: Place = THERE) -> CompanyChannel:
    seat = await _seat(floor, person)
    return await floor.market.store.write(lambda tx: floor.market.services.channels.connect(tx, seat, place))


async def _pressed_on_card(
    floor: Floor, person: Person, verb: str, trade_id: str, rev: int, card: str
) -> list[tuple[str, Mapping[str, Any]]]:
    """What a press on the card in the channel made us call."""
    press = replace(floor.press(person, verb, trade_id, rev), message=card)
    _, calls = await floor.answer(press)
    return calls


async def _card(floor: Floor, trade_id: str) -> str:
    await floor.market.delivery.drain()
    await floor.market.showing.flush()
    (row,) = await floor.market.store.read(lambda tx: tx.find(ScreenRow, key=f"channel:{trade_id}"))
    return row.parts[0]


async def _news(floor: Floor) -> list[OutboxRow]:
    return await floor.market.store.read(lambda tx: tx.find(OutboxRow, status="waiting", limit=1000))


async def test_one_company_one_channel_and_whoever_comes_second_is_refused(floor: Floor) -> None:
    first, second = await asyncio.gather(_connect(floor, SALLY), _connect(floor, TRAINEE))
    assert (first.id, first.company_id) == (second.id, second.company_id)
    with pytest.raises(ChannelTaken):
        await _connect(floor, BUYER)
    with pytest.raises(NotAllowed):
        await _connect(floor, VIEWER)
    with pytest.raises(ChannelElsewhere):
        await _connect(floor, SALLY, Place("slack", "T0ELSEWHERE", "C1", kind=GROUP))
    # Another channel of the same workspace takes its place.
    other = Place("slack", TEAM, "C0DEALS0002", kind=GROUP)
    await _connect(floor, SALLY, other)
    rows = await floor.market.store.read(lambda tx: tx.find(CompanyChannel, order="created_at"))
    assert sorted((row.chat, row.status) for row in rows) == [(THERE.chat, "left"), (other.chat, "connected")]
    buyer, channels = await _seat(floor, BUYER), floor.market.services.channels
    connected = next(row.id for row in rows if row.status == "connected")
    with pytest.raises(NotFound):
        await floor.market.store.write(lambda tx: channels.disconnect(tx, buyer, connected))
    # What one company has left is had by one of the two that want it at the same moment.
    both = await asyncio.gather(_connect(floor, SALLY), _connect(floor, BUYER), return_exceptions=True)
    assert sorted(type(each) for each in both if isinstance(each, Exception)) == [ChannelTaken]
    rows = await floor.market.store.read(lambda tx: tx.find(CompanyChannel, chat=THERE.chat))
    assert [(row.company_id, row.status) for row in rows] == [
        (each.company_id, "connected") for each in both if isinstance(each, CompanyChannel)
    ]


async def test_news_come_once_and_people_elsewhere_are_told_as_before(floor: Floor) -> None:
    await _connect(floor, SALLY)

    async def chosen(tx: Tx) -> None:
        await tx.add(
            ChatIdentity("idn_own", "telegram", TENANT["telegram"], "777", "777", VIEWER.user_id, later(hours=1))
        )
        await tx.add(Preferences(VIEWER.user_id, NOON, told_at="idn_own"))

    await floor.market.store.write(chosen)
    await floor.market.delivery.drain()
    calls = floor.calls["slack"]
    assert isinstance(calls, Channel)
    (welcome,) = calls.in_the_channel("chat.postMessage")
    assert "Seller & Sons" in str(welcome["blocks"])
    deal = await floor.stage.offered()
    told = {(row.kind, row.identity_id) for row in await _news(floor)}
    assert told == {("channel", ""), ("deal", "idn_seller"), ("deal", "idn_viewer")}
    await floor.market.delivery.drain()
    card = calls.in_the_channel("chat.postMessage")[-1]
    assert "thread_ts" not in card
    # What follows is a reply, read by everybody when it says that the deal has moved on; the card changes in place.
    await floor.stage.act(floor.stage.buyer, deal.trade.id, "end_talks")
    await floor.market.delivery.drain()
    reply = calls.in_the_channel("chat.postMessage")[-1]
    (changed,) = calls.in_the_channel("chat.update")
    assert (reply["thread_ts"], reply["reply_broadcast"]) == (changed["ts"], True)
    assert "actions" in {block["type"] for block in card["blocks"]}


async def test_what_one_person_reads_stays_out_of_the_channel(floor: Floor) -> None:
    channel = await _connect(floor, SALLY)
    deal = await floor.stage.offered()
    trade_id, rev = deal.trade.id, deal.trade.version
    card = await _card(floor, trade_id)
    for verb in (verbs.MESSAGES, verbs.OFFERS):
        made = await _pressed_on_card(floor, SALLY, verb, trade_id, rev, card)
        shown = [params for method, params in made if method in ("chat.postMessage", "chat.update")]
        assert [params["channel"] for params in shown] == ["D0PRIVATE01"], verb
        told = [params for method, params in made if method == "chat.postEphemeral"]
        assert [(params["user"], "our own chat" in str(params)) for params in told] == [(SALLY.account, True)], verb
    # The other side of the deal reads along at most: it is refused, and shown nothing either.
    made = await _pressed_on_card(floor, BUYER, verbs.MESSAGES, trade_id, rev, card)
    assert {method for method, _ in made} == {"chat.postEphemeral"}

    # Once the company has left the channel, an old card answers in private, and nothing lives there any more.
    services, seat = floor.market.services, await _seat(floor, SALLY)
    await floor.stage.act(floor.stage.buyer, trade_id, "end_talks")
    await floor.market.store.write(lambda tx: services.channels.disconnect(tx, seat, channel.id))
    taken = await _connect(floor, BUYER)
    assert taken.id != channel.id
    await floor.market.store.write(
        lambda tx: services.channels.disconnect(tx, replace(seat, company_id="com_buyer"), taken.id)
    )
    calls = floor.calls["slack"]
    assert isinstance(calls, Channel)
    before = len([params for method, params in calls.made if params.get("channel") == THERE.chat])
    made = await _pressed_on_card(floor, SALLY, verbs.DEAL, trade_id, rev, card)
    assert [params["channel"] for method, params in made if method == "chat.postMessage"] == ["D0PRIVATE01"]
    late = ScreenRow("scr_late", THERE.key, f"deal:{trade_id}", "idn_sally", (card,), "", 0, 99, NOON)
    await floor.market.store.write(lambda tx: tx.put_screen(late))
    floor.clock.at += timedelta(seconds=10)
    await floor.market.delivery.drain()
    told = {(row.kind, row.identity_id) for row in await _news(floor)}
    assert told == {("deal", f"idn_{who}") for who in ("sally", "trainee", "viewer")}
    assert not await floor.market.delivery._notifier.refresh(late)
    in_channel = [(method, params) for method, params in calls.made if params.get("channel") == THERE.chat]
    assert {method for method, _ in in_channel[before:]} == {"chat.postEphemeral"}


async def test_its_people_press_within_their_limit_and_nobody_else(floor: Floor) -> None:
    await _connect(floor, SALLY)
    deal = await floor.stage.offered()
    await floor.market.delivery.drain()
    for person in (STRANGER, GUEST, BUYER, VIEWER, TRAINEE):
        verb = floor.act("accept")
        press = floor.press(person, verb, f"{deal.trade.id}.y", deal.trade.version)
        handled, calls = await floor.answer(press)
        assert toast_of(handled), person.name
        ways_on = [params for method, params in calls if method == "chat.postMessage"]
        # Below the card is the way on that the refusal speaks of.
        assert [("Ask a colleague to approve" in str(params), bool(params["thread_ts"])) for params in ways_on] == (
            [(True, True)] if person is TRAINEE else []
        )
        quiet = {"chat.postEphemeral", "chat.update", "users.info", "chat.postMessage"}
        assert {method for method, _ in calls} <= quiet, person.name
        assert all(params["user"] == person.account for method, params in calls if method == "chat.postEphemeral")
        assert (await floor.deal(deal.trade.id)).trade.version == deal.trade.version, person.name
    await floor.answer(floor.press(SALLY, floor.act("accept"), f"{deal.trade.id}.y", deal.trade.version))
    assert (await floor.deal(deal.trade.id)).state is State.AGREED

    # What is above the trainee's limit is asked for, and those who may approve it are named to all.
    other = await floor.stage.offered()
    await floor.market.delivery.drain()
    await floor.answer(floor.press(TRAINEE, floor.act("ask_for_approval"), other.trade.id, other.trade.version))
    await floor.market.delivery.drain()
    calls_made = floor.calls["slack"]
    assert isinstance(calls_made, Channel)
    asked = calls_made.in_the_channel("chat.postMessage")[-1]
    assert asked["thread_ts"]
    assert "They may approve: Sally Seller" in asked["text"]
    assert "Tim Trainee" not in asked["text"]
    waiting = await floor.deal(other.trade.id)
    for person, state in ((TRAINEE, State.NEGOTIATING), (SALLY, State.AGREED)):
        await floor.answer(floor.press(person, floor.act("approve"), f"{other.trade.id}.y", waiting.trade.version))
        assert (await floor.deal(other.trade.id)).state is state, person.name


@pytest.mark.parametrize("why", ["not_in_channel", "is_archived"])
async def test_where_the_channel_is_closed_everybody_is_told_in_their_own_chat(floor: Floor, why: str) -> None:
    await _connect(floor, SALLY)
    await floor.stage.offered()
    await floor.market.delivery.drain()
    calls = floor.calls["slack"]
    assert isinstance(calls, Channel)
    # What Slack refuses for good is told in private, too, and the channel stays.
    calls.closed = "restricted_action"
    await floor.stage.offered()
    await floor.market.delivery.drain()
    seats = ("sally", "trainee", "viewer")
    told = {(row.kind, row.notice, row.identity_id) for row in await _news(floor)}
    assert told == {("deal", "offer", f"idn_{who}") for who in seats}
    await floor.market.delivery.drain()
    calls.closed = why
    deal = await floor.stage.offered()
    await floor.market.delivery.drain()
    told = {(row.kind, row.notice, row.identity_id) for row in await _news(floor)}
    assert told == {("note", "channel-lost", "idn_sally"), *(("deal", "offer", f"idn_{who}") for who in seats)}
    await floor.market.delivery.drain()
    assert await _news(floor) == []
    (row,) = await floor.market.store.read(lambda tx: tx.find(CompanyChannel))
    assert row.status == "lost"
    # From now on as if there had never been a channel; and it can be connected again.
    await floor.stage.act(floor.stage.buyer, deal.trade.id, "end_talks")
    assert {row.kind for row in await _news(floor)} == {"deal"}
    calls.closed = ""
    assert (await _connect(floor, SALLY)).status == "connected"
