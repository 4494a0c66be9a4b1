"""The command for somebody who has lost their authenticator, once the operator knows that it is them."""

from __future__ import annotations

import asyncio
import sys

from adapters.storage.ciphers import DataKeys
from bot.bootstrap import build
from bot.commands.operating import users_named
from bot.running import Market
from bot.settings import BadSettings, read_settings
from core.services.erasing import COMMAND_LINE


def run_forget_authenticator(who: str) -> int:
    """Take it off the account: they are told, payouts wait for a day; 1 when there is none, 2 when nobody is called so."""
    try:
        market = build(read_settings())
    except BadSettings as fault:
        print(f"The settings are not usable:\n{fault}", file=sys.stderr)
        return 2
    return asyncio.run(forget_authenticator(market, who))


async def forget_authenticator(market: Market, who: str) -> int:
    proving = market.services.proving
    index_of = DataKeys.from_text(market.keys.data, market.keys.index).email_index
    try:
        found = await market.store.read(lambda tx: users_named(tx, index_of, who))
        if len(found) != 1:
            print("Nobody is known by that, or more than one.", file=sys.stderr)
            return 2
        gone = await market.store.write(lambda tx: proving.forget(tx, found[0], asked_by=COMMAND_LINE))
    finally:
        await market.store.close()
    print("Done: they set up another one with “confirm”." if gone else "They have no authenticator.")
    return 0 if gone else 1
