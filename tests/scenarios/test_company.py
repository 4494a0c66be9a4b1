"""A company's people, managed on Slack: inviting, a limit by form, another role, and farewell."""

from __future__ import annotations

import re

import pytest

from adapters.sandbox import cast
from tests.scenarios.players import OnTelegram
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
