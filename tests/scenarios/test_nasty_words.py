"""Whatever people type is accepted as words and stays words: no markup, mention or link comes alive on either side."""

from __future__ import annotations

import html
from typing import Any

import pytest
import pytest_asyncio

from core.trades import State
from tests.scenarios.nasty_words import ALL_AT_ONCE, ALL_SHOWN, CONTACTS, NASTY_WORDS, OPEN_AT_ONCE, OPEN_SHOWN
from tests.scenarios.players import OnSlack, OnTelegram, Player
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

every_word = pytest.mark.parametrize(
    ("typed", "shown"), [pytest.param(*pair, id=name) for name, pair in NASTY_WORDS.items()]
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def talks(opened: World) -> Trade:
    """A deal whose money is held: both sides can write whatever they like to each other."""
    return await Trade(opened, await opened.buyer("Berta Brandt", "Brandt Bau GmbH")).reaches(State.PLACED)


def on_slack(shown: str) -> str:
    """Slack's clients resolve entities that somebody typed; they still are only words then."""
    return html.unescape(shown)


async def _all_inert(player: Player) -> None:
    for message in await player.messages():
        if message.by_bot:
            player.assert_inert(message)


@every_word
async def test_a_message_from_telegram_to_slack(world: World, talks: Trade, typed: str, shown: str) -> None:
    await talks.buyer.presses("Write to them")
    await talks.buyer.says(typed)
    seen = await talks.seller.sees(on_slack(shown), "Message from Brandt Bau GmbH")
    talks.seller.assert_inert(seen)


@every_word
async def test_a_message_from_slack_to_telegram(world: World, talks: Trade, typed: str, shown: str) -> None:
    await talks.seller.presses("Write to them")
    await talks.seller.fills(words_=typed)
    seen = await talks.buyer.sees(shown, "Message from Hansa Metalworks GmbH")
    talks.buyer.assert_inert(seen)


@pytest.mark.parametrize(
    ("typed", "shown"), [pytest.param(*pair, id=name) for name, pair in NASTY_WORDS.items() if name not in CONTACTS]
)
async def test_a_company_name(world: World, typed: str, shown: str) -> None:
    person = await world.buyer("Bea Nasty", typed)
    await person.sees(f"You trade for {shown}")
    await person.types("browse steel sheet S235JR")
    await person.presses("1. Hot-rolled")
    await person.presses("Ask the seller")
    await person.says("Is it in stock?")
    world.sven.assert_inert(await world.sven.sees(f"Message from {on_slack(shown)} about deal"))
    await _all_inert(person)


@pytest.mark.parametrize("name", sorted(CONTACTS))
async def test_a_company_name_that_leads_away_is_refused(world: World, name: str) -> None:
    person = await world.person("Bea Nasty")
    await person.types("start")
    await person.presses("Join")
    await person.says("Bea Nasty")
    await person.says(NASTY_WORDS[name][0])
    await person.sees("This seems to hold", "Please write it without.")
    await person.says("Nasty GmbH")
    await person.says("Werftstraße 12, 20457 Hamburg")
    await person.presses("EUR")
    await person.presses("Join")
    await person.sees("You trade for Nasty GmbH")
    await _all_inert(person)


@every_word
async def test_searched_words_on_telegram(world: World, talks: Trade, typed: str, shown: str) -> None:
    await talks.buyer.types(f"browse {typed}")
    talks.buyer.assert_inert(await talks.buyer.sees(f"Results for “{shown}”"))


@every_word
async def test_searched_words_on_slack(world: World, typed: str, shown: str) -> None:
    await world.ida.types(f"browse {typed}")
    world.ida.assert_inert(await world.ida.sees(f"Results for “{on_slack(shown)}”"))


async def _sells(seller: Player, **answers: str) -> None:
    given = {"unit": "pieces", "currency": "EUR", "base_price": "1.20", "min_order": "10", "stock": "500"} | answers
    await seller.types("sell")
    if isinstance(seller, OnSlack):
        await seller.fills(title_text=given["title"], category="Tools > Hand Tools", **_without(given, "title"))
    else:
        await seller.says(given["title"])
        await seller.presses("Tools > Hand Tools")
        for field in ("unit", "currency"):
            await seller.presses(given[field])
        for field in ("base_price", "min_order", "stock", "description"):
            await seller.says(given[field])
    await seller.presses("Publish")


def _without(given: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in given.items() if key != name}


@pytest.mark.parametrize("platform", ["telegram", "slack"])
async def test_a_product(world: World, talks: Trade, platform: str) -> None:
    seller: Player = talks.buyer if platform == "telegram" else world.ida
    readers: tuple[Player, ...] = (talks.buyer, world.ida)
    await _sells(seller, title=f"Hammer {platform} {OPEN_AT_ONCE}", description=OPEN_AT_ONCE)
    seller.assert_inert(await seller.sees(f"Hammer {platform} {OPEN_SHOWN}"))
    for reader in readers:
        await reader.types(f"browse hammer {platform}")
        reader.assert_inert(await reader.sees(f"1. Hammer {platform} {OPEN_SHOWN}"))
        await reader.presses(f"1. Hammer {platform}")
        card = await reader.sees("Minimum order")
        assert card.text.count(OPEN_SHOWN) == 2
        reader.assert_inert(card)


async def test_a_note_on_an_offer(world: World) -> None:
    trade = Trade(world, await world.buyer("Nora Note", "Note AG"))
    await trade.is_offered()
    await trade.seller.presses("Counter / new offer")
    await trade.seller.fills(price="41", place=OPEN_AT_ONCE[:60], notes=OPEN_AT_ONCE)
    await trade.seller.presses("Send the offer")
    for reader in (trade.buyer, trade.seller):
        reader.assert_inert(await reader.sees("Offer no. 2", OPEN_SHOWN))


async def test_a_dispute_from_the_statement_to_the_reasons(world: World) -> None:
    trade = await Trade(world, await world.buyer("Dora Dispute", "Dispute AG")).reaches(State.DELIVERED)
    buyer, seller, mara = trade.buyer, trade.seller, world.mara
    await buyer.presses("Something is wrong")
    await buyer.presses("Damaged")
    await buyer.says(f"{ALL_AT_ONCE} is broken, and so is what came with it")
    await buyer.presses("Open the dispute")
    await seller.presses("Answer")
    await seller.fills(statement=f"{ALL_AT_ONCE} is whole")
    await seller.presses("Send")
    await mara.presses("Take the case")
    await mara.presses("Decide")
    await mara.fills(
        reason_code="damaged_in_transit", outcome="split", refund_amount="50%", resolution=f"{ALL_AT_ONCE} is half"
    )
    await mara.presses("Publish")
    for reader in (buyer, seller, mara):
        card = await reader.sees("Decided; can still be appealed", *(f"{ALL_SHOWN} is {how}" for how in _SIDES))
        reader.assert_inert(card)
    await _all_inert(buyer)
    await _all_inert(mara)
    await world.passes(hours=73)
    await world.passes(days=5)


_SIDES = ("broken", "whole", "half")


async def test_a_message_of_many_lines_keeps_them(world: World, talks: Trade) -> None:
    await talks.buyer.presses("Write to them")
    await talks.buyer.says("one\ntwo\n\nthree")
    await talks.seller.sees("one\ntwo\n\nthree")
    await talks.seller.presses("Write to them")
    await talks.seller.fills(words_="uno\ndos")
    await talks.buyer.sees("uno\ndos")


async def test_a_stranger_with_a_nasty_name_stays_a_name(world: World) -> None:
    person: OnTelegram = await world.person("<b>Eve</b> @admin")
    await person.types("start")
    await person.types("profile")
    await _all_inert(person)


async def test_names_that_deceive_are_refused_on_both_platforms(world: World) -> None:
    person: OnTelegram = await world.person("Nina Name")
    await person.types("start")
    await person.presses("Join")
    await person.says("Nina\nName")
    await person.says("Si\u0435mens AG")
    await person.sees("mixes letters of different alphabets")
    await person.says("P\u0430rl\u0435y")
    await person.sees("mixes letters of different alphabets")
    await person.says("PAR1EY Support")
    await person.sees("could be taken for the market itself")
    await person.says("Name\nPayment received AG")
    await person.says("Kai 3, Bremen")
    await person.presses("EUR")
    await person.presses("Join")
    await person.sees("You trade for Name Payment received AG")

    olaf: OnSlack = await world.colleague("olaf", "Olaf Ohm")
    await olaf.types("start")
    await olaf.presses("Join")
    problems = await olaf.fills_badly(
        full_name="M0derator", company_name="Si\u0435mens AG", address="Kai 3", currency="EUR"
    )
    assert len(problems) == 2
    words = " ".join(problems.values())
    assert "taken for the market itself" in words
    assert "alphabets" in words
