"""The command that erases a person, for operators who were asked to in another way than through the bot."""

from __future__ import annotations

from bot.commands.persons import about_person
from bot.running import Market
from core.services.erasing import COMMAND_LINE


def run_erase(who: str) -> int:
    """Erase somebody and destroy their key; 1 when others depend on them."""
    return about_person(who, _erase)


async def _erase(market: Market, user_id: str) -> int:
    erasing = market.services.erasing
    await market.store.write(lambda tx: erasing.erase(tx, user_id, asked_by=COMMAND_LINE))
    await erasing.finish()
    print(f"{user_id} is erased, and the key is destroyed.")
    return 0
