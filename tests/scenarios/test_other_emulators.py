"""A whole trade over a Telegram that offers little: nothing leans on the habits of the sandbox's own."""

from __future__ import annotations

from pathlib import Path

from core.trades import State
from tests.scenarios.plain_telegram import METHODS, PlainTelegram
from tests.scenarios.trade import Trade
from tests.scenarios.world import World


async def test_plain_messages_are_enough_for_a_trade(tmp_path: Path) -> None:
    telegram = PlainTelegram(lambda: f"{world.base_url}/telegram")
    await telegram.start()
    world = World(tmp_path, settings={"TELEGRAM_API_BASE": telegram.base_url})
    try:
        await world.open()
        buyer = await world.buyer("Berta Brandt", "Brandt Bau GmbH")
        await buyer.types("browse")
        await buyer.sees("Categories", "Metals")
        trade = await Trade(world, buyer).reaches(State.DELIVERED)
        await buyer.presses("Accept the goods")
        await buyer.presses("Accept the goods")
        await trade.is_(State.COMPLETED)
        await world.ends_well()
    finally:
        await world.close()
        await telegram.stop()
    # Files and photos were tried and done without; nothing that only makes things nicer stopped anything.
    assert telegram.asked.keys() - METHODS
    assert all(telegram.asked[method] for method in METHODS)
