"""The command that erases a person, for operators who were asked to in another way than through the bot."""

from __future__ import annotations

import asyncio
import sys

from adapters.storage.ciphers import DataKeys
from bot.bootstrap import build
from bot.commands.operating import users_named
from bot.running import Market
from bot.settings import BadSettings, read_settings
from bot.text import Texts
from core.errors import DomainError
from core.services.erasing import COMMAND_LINE


def run_erase(who: str) -> int:
    """Erase somebody and destroy their key; 1 when others depend on them, 2 when nobody is called so."""
    try:
        market = build(read_settings())
    except BadSettings as fault:
        print(f"The settings are not usable:\n{fault}", file=sys.stderr)
        return 2
    return asyncio.run(_erase(market, who))


async def _erase(market: Market, who: str) -> int:
    erasing = market.services.erasing
    index_of = DataKeys.from_text(market.keys.data, market.keys.index).email_index
    try:
        found = await market.store.read(lambda tx: users_named(tx, index_of, who))
        if len(found) != 1:
            print("Nobody is known by that, or more than one.", file=sys.stderr)
            return 2
        await market.store.write(lambda tx: erasing.erase(tx, found[0], asked_by=COMMAND_LINE))
        await erasing.finish()
    except DomainError as refusal:
        print(Texts().say("en").refusal(refusal), file=sys.stderr)
        return 1
    finally:
        await market.store.close()
    print(f"{found[0]} is erased, and the key is destroyed.")
    return 0
