"""The command for somebody who has lost their authenticator, once the operator knows that it is them."""

from __future__ import annotations

from bot.commands.persons import about_person
from bot.running import Market
from core.services.erasing import COMMAND_LINE


def run_forget_authenticator(who: str) -> int:
    """Take it off the account: they are told, payouts wait for a day; 1 when there is none."""
    return about_person(who, _forget)


async def _forget(market: Market, user_id: str) -> int:
    proving = market.services.proving
    if not await market.store.write(lambda tx: proving.forget(tx, user_id, asked_by=COMMAND_LINE)):
        print("They have no authenticator.")
        return 1
    print("Done: they set up another one with “confirm”.")
    return 0
