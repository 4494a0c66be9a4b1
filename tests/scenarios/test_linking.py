"""One person on both platforms: each chat sees the other and confirms; nobody gets in who does not read both."""

from __future__ import annotations

import re

import pytest

from core.trades import State
from tests.scenarios.players import OnSlack, OnTelegram, Player
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

_CODE = re.compile(r"\b([2-9A-HJ-NP-Z]{4}) ([2-9A-HJ-NP-Z]{4})\b")


async def code_in(player: Player) -> str:
    shown = await player.newest()
    found = _CODE.search(shown.text)
    assert found, shown.text
    return found[1] + found[2]


def user_of(world: World, chat_user: object) -> str:
    found = world.query("SELECT user_id FROM chat_identities WHERE chat_user = ?", str(chat_user))
    return str(found[0][0])


async def linked(world: World, name: str) -> tuple[OnTelegram, OnSlack]:
    """A buyer on Telegram whose Slack account has become the same person."""
    buyer = await world.buyer(name, f"{name} GmbH")
    twin = await world.colleague(name.lower().replace(" ", "."), name)
    await buyer.types("link")
    await twin.types(f"link {await code_in(buyer)}")
    await twin.sees("wants to become one account", name, "Yes, that is me")
    await twin.presses("Yes, that is me")
    await buyer.sees("If that is you, type the code that is shown there", "Slack")
    await buyer.types(f"link {await code_in(twin)}")
    await buyer.sees("both chats are one account now")
    return buyer, twin


async def test_both_chats_act_and_news_go_where_they_are_wanted(world: World) -> None:
    buyer, twin = await linked(world, "Lena Link")
    assert user_of(world, buyer.id) == user_of(world, twin.id)
    await twin.sees("was linked to your account")
    await buyer.sees("was linked to your account")
    await twin.types("start")
    await twin.sees("You trade for Lena Link GmbH")
    await twin.types("settings")
    await twin.presses("Told in")
    await twin.presses("Slack")
    await twin.sees("Settings", "Slack")
    trade = await Trade(world, buyer).reaches(State.AWAITING_PAYMENT)
    await twin.sees("Your payment page is ready.")
    await buyer.does_not_see("Your payment page is ready.")
    await trade.is_opened_by(twin)
    await twin.sees("Waiting for payment")


async def test_who_is_closed_in_one_chat_is_told_in_the_other(world: World) -> None:
    buyer, twin = await linked(world, "Paul Fall")
    trade = Trade(world, buyer)
    await trade.is_offered()
    await world.post(f"/telegram/_people/{buyer.id}/block")
    await world.rests()
    await trade.seller.presses("Accept")
    await trade.seller.presses("Accept")
    await twin.sees("Your offer was accepted.")
    await world.post(f"/telegram/_people/{buyer.id}/unblock")


async def test_a_lured_victim_gives_nothing_away(world: World) -> None:
    """The attacker begins, and gets the victim to open the link and even to say yes."""
    attacker = await world.person("Mal Ory")
    victim = await world.colleague("vic.tim", "Vic Tim")
    await attacker.types("link")
    code = await code_in(attacker)
    await victim.types(f"link {code}")
    await victim.presses("Yes, that is me")
    for guess in ("22222222", "ABCDEFGH", code, "23456789", "ZZZZZZZZ", "99999999"):
        await attacker.types(f"link {guess}")
    assert user_of(world, attacker.id) != user_of(world, victim.id)
    await attacker.types(f"link {await code_in(victim)}")
    await attacker.sees("later")
    assert user_of(world, attacker.id) != user_of(world, victim.id), "after five wrong codes even the right one is late"


async def test_codes_are_used_once_and_for_ten_minutes(world: World) -> None:
    buyer = await world.person("Olga Spät")
    twin = await world.colleague("olga.spaet", "Olga Spät")
    thief = await world.colleague("thief", "Thief")
    await buyer.types("link")
    old = await code_in(buyer)
    await world.passes(minutes=11)
    await twin.types(f"link {old}")
    await twin.sees("wrong, used or too old")
    await buyer.types("link")
    code = await code_in(buyer)
    await twin.types(f"link {code}")
    await thief.types(f"link {code}")
    await thief.sees("wrong, used or too old")
    await twin.presses("No, stop")
    await twin.types(f"link {code}")
    await twin.sees("wrong, used or too old")
    assert len({user_of(world, each.id) for each in (buyer, twin, thief)}) == 3


async def test_two_companies_do_not_become_one(world: World) -> None:
    buyer = await world.buyer("Zwei Firmen", "Erste GmbH")
    await buyer.types("link")
    async with world.nothing_changes():
        await world.sven.types(f"link {await code_in(buyer)}")
        await world.sven.sees("Both accounts have a company")


async def test_unlinking_takes_effect_at_the_next_press(world: World) -> None:
    buyer, twin = await linked(world, "Uta Weg")
    trade = Trade(world, buyer)
    await trade.is_offered()
    await trade.is_opened_by(twin)
    await buyer.types("unlink")
    await buyer.presses("Unlink Slack")
    await buyer.sees("stranger’s chat again")
    await buyer.presses("Unlink Slack")
    await twin.sees("was unlinked from your account")
    async with world.nothing_changes():
        await twin.presses("Refresh")
        await twin.types("deals")
    await twin.does_not_see("Uta Weg GmbH · ")
    assert user_of(world, buyer.id) != user_of(world, twin.id)
