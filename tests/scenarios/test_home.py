"""Home: what needs me now comes first, on Telegram and on Slack's Home tab; deals by state and by code."""

from __future__ import annotations

from typing import Any

import pytest

from core.ids import code_of
from core.trades import State
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


def words_in(node: Any) -> str:
    """Every text of a view, one after the other."""
    if isinstance(node, dict):
        return " ".join(words_in(part) for part in node.values())
    if isinstance(node, list):
        return " ".join(words_in(part) for part in node)
    return node if isinstance(node, str) else ""


async def home_tab(world: World, user_id: str) -> str:
    await world.post(f"/slack/_people/{user_id}/open_home", tab="home")
    await world.rests()
    state = await world.get(f"/slack/_people/{user_id}")
    return words_in(state["home"])


async def test_home_says_whose_turn_it_is_and_opens_the_deal(world: World) -> None:
    buyer = await world.buyer("Berta Heim", "Heim GmbH")
    await buyer.types("start")
    await buyer.sees("Nothing waits for you.")
    trade = await Trade(world, buyer).reaches(State.AWAITING_PAYMENT)
    code = code_of(trade.id)
    await buyer.types("start")
    await buyer.sees("One deal waits for you:", f"{code}: Pay", "My deals (1)")
    await buyer.presses(f"{code}: Pay")
    await buyer.sees("Waiting for payment")
    await trade.is_paid()
    await buyer.types("start")
    await buyer.sees("One deal waits for you:", f"{code}: Sign")


async def test_the_home_tab_shows_it_too_and_says_nothing_in_the_chat(world: World) -> None:
    buyer = await world.buyer("Berta Tab", "Tab GmbH")
    trade = await Trade(world, buyer).reaches(State.PLACED)
    before = len(await world.sven.messages())
    shown = await home_tab(world, world.sven.id)
    assert f"{code_of(trade.id)}: Ship" in shown
    assert len(await world.sven.messages()) == before
    await world.sven.types(f"ship {code_of(trade.id)} DB Schenker DBS4711829")
    assert f"{code_of(trade.id)}: Ship" not in await home_tab(world, world.sven.id)


async def test_deals_by_state_and_by_code(world: World) -> None:
    buyer = await world.buyer("Berta Liste", "Liste GmbH")
    talks, agreed = Trade(world, buyer), Trade(world, buyer)
    await agreed.reaches(State.AGREED)
    await talks.is_offered()
    await buyer.types("deals")
    await buyer.sees("My deals", "Talks (1)", "Pay and sign (1)")
    await buyer.presses("Talks (1)")
    shown = await buyer.sees("My deals · Talks", code_of(talks.id))
    assert code_of(agreed.id) not in shown.text
    await buyer.types(f"deals {code_of(agreed.id).lower()}")
    await buyer.sees("Deal " + code_of(agreed.id))
    async with world.nothing_changes():
        await buyer.types("deals QQQQQQ")
        await buyer.sees("I can not find that")
