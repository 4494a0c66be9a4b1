"""What the desk is told in figures: for moderators and operators alone."""

from __future__ import annotations

import pytest

from bot.text import Say
from core.money import Money
from core.trades import State
from tests.scenarios.players import OnSlack
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_statistics_are_for_the_desk_and_name_nobody_outside_it(world: World) -> None:
    """In the moderators' channel with names and a picture; alone without names; to others they do not exist."""
    stella = await world.buyer("Stella Stats", "Stats AG")
    await Trade(world, stella).reaches(State.DISPUTED)
    await world.mara.presses("Take the case")
    held = (await world.market.store.read(lambda tx: tx.held_in_cases()))["EUR"]
    assert held >= 40_800
    await world.mara.types("stats")
    page = await world.mara.sees("Cases in figures (90 days)", Say("en").money(Money(held, "EUR")), "Mara Moss")
    assert "in hand:" in page.text
    opened = world.query("SELECT count(*) FROM disputes")[0][0]
    in_words = f"Cases (90 days). Opened: {opened}, closed:"
    assert any(in_words in repr(each.raw) for each in await world.mara.messages())

    alone = OnSlack(world, world.mara.id)
    await alone.types("stats")
    page = await alone.sees("Cases in figures (90 days)", "Moderator ")
    assert "Mara" not in page.text

    for player in (world.sven, stella):
        async with world.nothing_changes(on_record=1):
            await player.types("stats")
        await player.does_not_see("Cases in figures")
    user_id = world.query("SELECT user_id FROM chat_identities WHERE chat_user = ?", str(stella.id))[0][0]
    await world.grants(user_id, "moderator")
    pictures = [each for each in await stella.messages() if "photo" in each.raw]
    await stella.says("estadísticas")
    page = await stella.sees("Cases in figures (90 days)", "Moderator ")
    assert "Mara" not in page.text
    assert len([each for each in await stella.messages() if "photo" in each.raw]) == len(pictures) + 1
    await world.grants(user_id, "")
    async with world.nothing_changes(on_record=1):
        await stella.types("stats")
