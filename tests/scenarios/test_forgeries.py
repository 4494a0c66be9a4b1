"""Buttons that are forged, foreign, stale or pressed twice, and people who have no business here: nothing happens."""

from __future__ import annotations

import asyncio
import os

import pytest
import pytest_asyncio

from adapters.sandbox import cast
from core.trades import State
from tests.scenarios.doors import Doors, touched
from tests.scenarios.players import OnSlack, OnTelegram, Token
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

ODD_SHOWN = 20
SWAPPED = int(os.environ.get("PARLEY_SWAPS", "100"))
"""Ids of others that are tried at each door."""
pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(240 + SWAPPED // 20)]

_TEAM = str(cast.HANSA.team_id)
OLDER = "That was an older version."
NOT_YOURS = "I can not find that, or it is not yours."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def mallory(opened: World) -> OnTelegram:
    """A member of another company, with buttons of her own."""
    return await opened.buyer("Mallory Meier", "Meier AG")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shipped(opened: World) -> Trade:
    return await Trade(opened, await opened.buyer("Berta Brandt", "Brandt Bau GmbH")).reaches(State.SHIPPED)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def quarrel(opened: World) -> Trade:
    return await Trade(opened, await opened.buyer("Dirk Dispute", "Dirk KG")).reaches(State.DISPUTED)


def _edited(data: str) -> list[str]:
    """The token with one thing changed: its seal, its verb, its subject, its length."""
    other = "A" if data[-1] != "A" else "B"
    middle = len(data) // 2
    return [data[:-1] + other, data[:1] + data[1:].swapcase(), data[:middle] + other + data[middle + 1 :], data[:-4]]


@pytest.mark.parametrize("data", ["", "x", "x" * 64, "k:1", "null", "{}", "Ac.neg_1", "../..", "🚢"])
async def test_invented_buttons(world: World, shipped: Trade, data: str) -> None:
    buyer = shipped.buyer
    async with world.nothing_changes():
        await buyer.sends_press((int((await buyer.newest()).key), data))
    await buyer.is_told(OLDER)
    async with world.nothing_changes():
        await shipped.seller.sends_press(data or "-")
    await shipped.seller.is_told(OLDER)


async def test_edited_buttons(world: World, shipped: Trade) -> None:
    message, data = await shipped.buyer.token("I received it")
    async with world.nothing_changes():
        for edited in _edited(data):
            await shipped.buyer.sends_press((message, edited))
        for edited in _edited(await shipped.seller.token("Agreement")):
            await shipped.seller.sends_press(edited)
    await shipped.is_(State.SHIPPED)


async def test_a_button_for_somebody_else(world: World, shipped: Trade, mallory: OnTelegram) -> None:
    """Copied out of another chat, on a message of one's own and on one that is not there."""
    _, data = await shipped.buyer.token("I received it")
    own = int((await mallory.newest()).key)
    async with world.nothing_changes():
        await mallory.sends_press((own, data))
        await mallory.sends_press((999_999, data))
    await mallory.is_told(OLDER)
    await mallory.does_not_see("Brandt Bau")


async def test_a_button_of_the_other_side(world: World, shipped: Trade) -> None:
    """The seller's button means nothing to the buyer and the buyer's nothing to the seller."""
    _, buyers = await shipped.buyer.token("I received it")
    sellers = await shipped.seller.token("Something is wrong")
    async with world.nothing_changes():
        await shipped.buyer.sends_press((int((await shipped.buyer.newest()).key), sellers))
        await shipped.seller.sends_press(buyers)
    await shipped.buyer.is_told(OLDER)
    await shipped.seller.is_told(OLDER)


async def test_a_button_for_a_moderator_pressed_in_private(world: World, quarrel: Trade) -> None:
    """A token is sealed for the channel of the moderators: in one's own chat it opens nothing."""
    take = await world.mara.token("Take the case")
    async with world.nothing_changes():
        await quarrel.seller.sends_press(take)
        await quarrel.buyer.sends_press((int((await quarrel.buyer.newest()).key), take))
    await quarrel.seller.is_told(OLDER)


async def test_a_button_of_an_older_card(world: World) -> None:
    """A press on what was offered before changes nothing and is answered with the card as it is now."""
    trade = Trade(world, await world.buyer("Stella Stale", "Stale AG"))
    await trade.is_offered()
    withdraw = await trade.buyer.token("Withdraw my offer")
    end = await trade.buyer.token("End talks")
    await trade.seller.presses("Counter / new offer")
    await trade.seller.fills(price="41")
    await trade.seller.presses("Send the offer")
    async with world.nothing_changes():
        for token in (withdraw, end):
            await trade.buyer.sends_press(token)
    await trade.buyer.is_told(OLDER)
    await trade.buyer.sees("Offer no. 2", "Accept", "Decline")
    await trade.is_(State.NEGOTIATING)


async def test_an_acceptance_pressed_twice(world: World) -> None:
    trade = Trade(world, await world.buyer("Tina Twice", "Twice AG"))
    await trade.is_offered()
    await trade.seller.presses("Accept")
    await trade.seller.presses_at_once("Accept", times=3)
    await trade.is_(State.AGREED)
    accepted = [offer for offer in (await trade.deal()).offers if offer.status == "accepted"]
    assert len(accepted) == 1
    moves = world.query("SELECT transition FROM trade_transitions WHERE negotiation_id = ?", trade.id)
    assert moves.count(("accept",)) == 1


async def test_confirming_receipt_and_goods_twice(world: World) -> None:
    trade = await Trade(world, await world.buyer("Theo Twice", "Theo AG")).reaches(State.SHIPPED)
    buyer = trade.buyer
    await buyer.sends_presses_at_once(await buyer.token("I received it"), times=3)
    await trade.is_(State.DELIVERED)
    await buyer.presses("Accept the goods")
    confirm = await buyer.token("Accept the goods")
    await buyer.sends_presses_at_once(confirm, times=3)
    await trade.is_(State.COMPLETED)
    async with world.nothing_changes():
        await buyer.sends_press(confirm)
    deal = await trade.deal()
    assert [payout.status for payout in deal.payouts] == ["paid"]
    counts = (await world.get("/stripe/_books"))["counts"]
    assert (counts["double_posts"], counts["twin_posts"]) == (0, 0)


async def test_an_offer_sent_twice(world: World) -> None:
    trade = Trade(world, await world.buyer("Olli Offer", "Olli AG"))
    await trade.is_offered()
    await trade.seller.presses("Counter / new offer")
    await trade.seller.fills(price="41")
    await trade.seller.presses_at_once("Send the offer", times=3)
    assert [offer.number for offer in (await trade.deal()).offers] == [1, 2]


async def test_a_form_submitted_twice(world: World) -> None:
    """The same modal on two screens: the second submission finds the form further on and repeats nothing."""
    trade = await Trade(world, await world.buyer("Doris Double", "Doris AG")).reaches(State.IN_PROGRESS)
    seller = trade.seller
    await seller.presses("Ship")
    view = await seller.form()
    given = {"view_id": view["id"], "values": {"carrier": "DHL", "tracking_number": "1"}}
    path = f"/slack/_people/{seller.id}/submit"
    answers = await asyncio.gather(*(world.post(path, **given) for _ in range(2)), return_exceptions=True)
    assert any(not isinstance(answer, BaseException) for answer in answers)
    await world.rests()
    await seller.presses("Shipped")
    assert len((await trade.deal()).shipments) == 1


@pytest.mark.parametrize("label", ["Make an offer", "Ask the seller"])
async def test_a_stranger_who_wants_to_trade(world: World, label: str) -> None:
    stranger = await world.person("Stan Stranger")
    await stranger.types("browse steel sheet S235JR")
    await stranger.presses("1. Hot-rolled")
    async with world.nothing_changes():
        await stranger.presses(label)
    newest = await stranger.newest()
    assert "Please join with your company first." in newest.text
    assert "Join" in newest.labels


async def test_a_stranger_with_a_copied_token(world: World, shipped: Trade) -> None:
    stranger = await world.person("Sue Stranger")
    await stranger.types("start")
    tokens: list[Token] = list((await shipped.buyer.tokens()).values())
    own = int((await stranger.newest()).key)
    async with world.nothing_changes():
        for _, data in tokens:
            await stranger.sends_press((own, data))
    await stranger.does_not_see("Deal ")


async def test_nobody_trades_with_themselves(world: World) -> None:
    await world.sven.types("browse steel sheet S235JR")
    await world.sven.presses("1. Hot-rolled")
    card = await world.sven.sees("Minimum order")
    assert "Make an offer" not in card.labels
    assert "Change stock" in card.labels


async def test_the_moderators_channel_gives_no_rights(world: World) -> None:
    """Sitting in the channel is not being a moderator; and whoever presses spoils the card for nobody."""
    trade = await Trade(world, await world.buyer("Mona Mod", "Mona AG")).reaches(State.DISPUTED)
    channel = await world.slack_channel(world.mara.id, "moderators")
    outsider = await world.colleague("otto", "Otto Out")
    await outsider.types("start")
    for user in (world.sven.id, outsider.id):
        await world.post(f"/slack/_channels/{channel}/members", user=user)
    for person in (OnSlack(world, world.sven.id, "#moderators"), OnSlack(world, outsider.id, "#moderators")):
        async with world.nothing_changes(on_record=1):
            await person.presses("Take the case")
        await person.is_told(NOT_YOURS)
    await trade.is_(State.DISPUTED)
    await world.mara.presses("Take the case")
    await world.mara.sees("You have this case.", "Decide")


async def test_a_channel_is_no_place_for_ones_deals(world: World, shipped: Trade) -> None:
    """A slash command in a channel is answered where nobody else reads along."""
    members = [world.sven.id, world.ida.id]
    for name, bot in (("trading", True), ("lunch", False)):
        await world.post("/slack/_channels", team_id=_TEAM, name=name, members=members, bot_member=bot)
        seller = OnSlack(world, world.sven.id, f"#{name}")
        await seller.types("deals")
        await world.sven.sees("My deals", "Brandt Bau")
        await seller.types("profile")
        await world.sven.sees("Profile", "Payout account")
        assert await OnSlack(world, world.ida.id, f"#{name}").messages() == []


async def test_ids_of_others_open_nothing_at_any_door_of_the_chats(
    world: World, shipped: Trade, quarrel: Trade, mallory: OnTelegram
) -> None:
    """Each answer is the very same as for an id that nothing has, and nothing of anybody else changes."""
    for side in (quarrel.buyer, quarrel.seller):
        await side.presses("Propose a settlement")
    stranger, rival = await world.person("Stefan Stranger"), await world.colleague("rival", "Rita Rival")
    await stranger.types("start")
    await rival.joins("Rita Rival", "Rival GmbH")
    doors = await Doors.of(world, (mallory, rival, stranger))
    assert {"neg", "ord", "off", "dsp", "pay", "agr", "com", "usr", "mem", "cnv"} <= set(doors.ids), set(doors.ids)
    await world.rests()
    before = world.rows()
    await doors.buttons(SWAPPED)
    await doors.modals(SWAPPED)
    await doors.links(SWAPPED)
    assert not doors.odd, "\n\n".join(doors.odd[:ODD_SHOWN])
    assert doors.filled > SWAPPED // 20
    assert doors.tried == {"buttons": SWAPPED, "modals": SWAPPED, "links": SWAPPED}
    await world.rests()
    assert await (await Doors.of(world, (quarrel.buyer,))).finds(quarrel.id)
    own = frozenset[str]().union(*(one.own for one in doors.attackers))
    assert not touched(before, world.rows(), own)
