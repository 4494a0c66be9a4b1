"""Commands about one person, for operators who know who it is that asks."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable

from adapters.storage.ciphers import DataKeys
from bot.bootstrap import build
from bot.commands.operating import users_named
from bot.running import Market
from bot.settings import BadSettings, read_settings
from bot.text import Texts
from core.errors import DomainError

Act = Callable[[Market, str], Awaitable[int]]
"""What is done about whom (market, user id), and the exit code."""


def about_person(who: str, act: Act) -> int:
    """Do something about the one person who is known by an e-mail, CHANNEL:USER or user id; 1 when it is refused, 2 when nobody
    or more than one is called so, or the settings are not usable."""
    try:
        market = build(read_settings())
    except BadSettings as fault:
        print(f"The settings are not usable:\n{fault}", file=sys.stderr)
        return 2
    return asyncio.run(_about(market, who, act))


async def _about(market: Market, who: str, act: Act) -> int:
    index_of = DataKeys.from_text(market.keys.data, market.keys.index).email_index
    try:
        found = await market.store.read(lambda tx: users_named(tx, index_of, who))
        if len(found) == 1:
            return await act(market, found[0])
    except DomainError as refusal:
        print(Texts().say("en").refusal(refusal), file=sys.stderr)
        return 1
    finally:
        await market.store.close()
    print("Nobody is known by that, or more than one.", file=sys.stderr)
    return 2
