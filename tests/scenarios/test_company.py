"""A company's people, managed on Slack: inviting, a limit by form, another role, farewell; and who wants to be forgotten."""

from __future__ import annotations

import asyncio
import re

import pytest

from adapters.sandbox import cast
from core.ids import code_of
from core.trades import State
from tests.scenarios.players import OnTelegram
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_an_owner_manages_colleagues_on_slack(world: World) -> None:
    sven, tomas = world.sven, OnTelegram(world, cast.TOMAS.id)
    await sven.types("company")
    await sven.sees("The people of Hansa Metalworks")
    await sven.presses("Invite a colleague")
    found = re.search(r"join ([0-9A-Z]{10})", (await sven.sees("writes to me: join")).text)
    assert found is not None
    await tomas.types(f"join {found[1]} Tomas Ruiz")
    await tomas.sees("You trade for Hansa Metalworks")
    # A trader sees the list, and may change nothing in it.
    await tomas.types("company")
    assert "Tomas Ruiz" not in (await tomas.sees("The people of Hansa Metalworks")).labels

    await sven.types("company")
    await sven.presses("Tomas Ruiz")
    await sven.presses("Set the limit")
    problems = await sven.fills_badly(limit="1.250")
    assert "two ways" in next(iter(problems.values()))
    await sven.fills(limit="500")
    await sven.sees("Trader, alone up to €500.00")
    await sven.presses("Signatory")
    await sven.sees("Signatory, alone up to €500.00")
    await sven.presses("Remove")
    await sven.sees("Remove this colleague from the company?")
    await sven.presses("Remove")
    await sven.sees("The people of Hansa Metalworks")
    await tomas.types("company")
    await tomas.sees("Please join with your company first.")

    await sven.types("company")
    await sven.presses("Sven Hansen")
    await sven.presses("Viewer")
    await sven.is_told("A company needs an owner.")
    await world.is_sound()


async def test_somebody_is_forgotten_at_their_own_word(world: World) -> None:
    buyer = await world.buyer("Vera Vergessen", "Vergessen GmbH")
    user_id = world.query("SELECT user_id FROM chat_identities WHERE chat_user = ?", str(buyer.id))[0][0]
    trade = Trade(world, buyer)
    await trade.is_offered()
    await buyer.types("profile")
    await buyer.presses("Erase my data")
    await buyer.sees("Nobody can undo this.")
    async with world.nothing_changes():
        await buyer.presses("Erase my data")
    await buyer.is_told("There are open deals in which nobody else acts for your company.")
    await buyer.types("deals")
    await buyer.presses(code_of(trade.id))
    await buyer.presses("End talks")
    await buyer.presses("End talks")
    await buyer.types("löschen")
    keys = world.market.settings.person_keys_folder
    assert list(keys.rglob(user_id))
    await buyer.presses("Erase my data")
    await buyer.is_told("You are erased here.")
    async with asyncio.timeout(30):
        while world.query("SELECT count(*) FROM erasures WHERE key_gone_at IS NULL")[0][0]:  # noqa: ASYNC110 - a job does it
            await asyncio.sleep(0.02)
    assert not [path for path in keys.rglob(user_id) if path.is_file()]
    await buyer.types("deals")
    await buyer.sees("Please join with your company first.")
    assert world.query("SELECT user_id FROM chat_identities WHERE chat_user = ?", str(buyer.id))[0][0] != user_id
    await trade.is_(State.CLOSED)
    await world.sven.types(f"deals {code_of(trade.id)}")
    assert "Vergessen" not in (await world.sven.newest()).text
    await world.is_sound()
