"""Settings of one's own: zone, quiet hours and bundles hold news back, never money, and nothing is lost."""

from __future__ import annotations

import pytest

from core.ids import code_of
from core.trades import State
from tests.scenarios.players import OnTelegram
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

HELD = "SELECT count(*) FROM outbox WHERE status = 'waiting' AND order_key LIKE 'held:%'"


async def sleeps(buyer: OnTelegram) -> None:
    """Quiet from now on for most of a day, whatever the hour of this run."""
    now = buyer.world.market.world.clock.now()
    begin, end = (now.hour - 1) % 24, (now.hour - 3) % 24
    await buyer.types("settings")
    await buyer.presses("Quiet hours")
    await buyer.presses("Type it")
    await buyer.says(f"{begin}:00-{end}:00")
    await buyer.sees("Settings", "Quiet hours")


async def test_a_zone_is_chosen_by_city_and_deadlines_are_told_in_it(world: World) -> None:
    buyer = await world.buyer("Zoe Zone", "Zone GmbH")
    await buyer.types("settings")
    await buyer.presses("Time zone")
    await buyer.presses("Type it")
    await buyer.says("Atlantis")
    await buyer.sees("I do not know that place")
    await buyer.says("Tokyo")
    await buyer.sees("Settings", "Quiet hours")
    trade = Trade(world, buyer)
    await trade.is_offered()
    await trade.is_opened_by(buyer)
    await buyer.sees("GMT+09:00")


async def test_quiet_news_come_together_in_the_morning_and_money_at_once(world: World) -> None:
    buyer = await world.buyer("Nina Nacht", "Nacht GmbH")
    trade = await Trade(world, buyer).reaches(State.PLACED)
    await sleeps(buyer)
    await trade.is_begun()
    await world.sven.types(f"ship {code_of(trade.id)} DB Schenker DBS4711830")
    await buyer.does_not_see("The seller is preparing the goods.")
    assert world.query(HELD)[0][0] == 2
    await world.sven.presses("Something is wrong")
    await world.sven.fills(reason="other", statement="The buyer asks for goods that are not in the agreement." * 3)
    await world.sven.presses("Open the dispute")
    await buyer.sees("The other side opened a dispute.")
    await world.passes(hours=24)
    await buyer.sees("2 things happened", "The goods are on their way.")
    assert world.query(HELD)[0][0] == 0


async def test_one_piece_of_news_comes_as_its_card(world: World) -> None:
    buyer = await world.buyer("Ole Eins", "Ole GmbH")
    trade = await Trade(world, buyer).reaches(State.PLACED)
    await buyer.types("settings")
    await buyer.presses("News")
    await buyer.presses("bundled every hour")
    await trade.is_begun()
    await buyer.does_not_see("The seller is preparing the goods.")
    await world.passes(hours=1)
    await buyer.sees("The seller is preparing the goods.", "Refresh")


async def test_reports_reach_the_desk_and_blocks_end_new_talks(world: World) -> None:
    buyer = await world.buyer("Rita Ruhe", "Ruhe GmbH")
    await buyer.types("browse steel sheet S235JR")
    await buyer.presses("1. Hot-rolled")
    await buyer.presses("Report or block")
    await buyer.sees("What is wrong with Hansa Metalworks GmbH?")
    await buyer.presses("Report")
    await buyer.says("These goods are not what the picture shows.")
    await buyer.presses("Report")
    await buyer.sees("The moderators have your report.")
    await world.mara.sees("Report", "Hansa Metalworks GmbH", "These goods are not what the picture shows.")
    await world.mara.presses("Done")
    await world.mara.sees("A moderator has looked into it.")
    await buyer.types("browse steel sheet S235JR")
    await buyer.presses("1. Hot-rolled")
    await buyer.presses("Report or block")
    await buyer.presses("Block this company")
    await buyer.sees("Blocked companies", "Unblock Hansa Metalworks GmbH")
    async with world.nothing_changes():
        await buyer.types("browse steel sheet S235JR")
        await buyer.presses("1. Hot-rolled")
        await buyer.presses("Make an offer")
        await buyer.is_told("do not deal with each other")
    await buyer.types("block")
    await buyer.presses("Unblock Hansa Metalworks GmbH")
    await buyer.sees("You have blocked nobody.")


async def test_what_a_company_says_about_itself(world: World) -> None:
    buyer = await world.buyer("Tina Steuer", "Steuer GmbH")
    await buyer.types("profile")
    await buyer.presses("Company details")
    await buyer.presses("Skip")
    await buyer.says("?")
    await buyer.sees("does not look like a tax id")
    await buyer.says("DE123456789")
    await buyer.sees("DE123456789 can not be right")
    await buyer.says("DE136695976")
    await buyer.says("Hamburg, Germany")
    await buyer.presses("Save")
    await buyer.sees("DE136695976", "Hamburg, Germany")
