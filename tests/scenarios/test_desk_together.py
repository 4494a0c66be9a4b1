"""What the desk does together: decisions that take two, and its figures, which are for moderators and operators alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.text import Say
from core.money import Money
from core.trades import State
from tests.scenarios.players import OnSlack
from tests.scenarios.trade import REASONS, Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def takes_two(world: World) -> Iterator[None]:
    """Every decision of this size takes two."""
    rules = world.market.services.trading.rules
    before = rules.four_eyes_above
    object.__setattr__(rules, "four_eyes_above", 30_000)
    yield
    object.__setattr__(rules, "four_eyes_above", before)


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


@pytest.mark.usefixtures("takes_two")
async def test_two_order_a_return_and_both_sides_leave_it_again(world: World) -> None:
    trade = await Trade(world, await world.buyer("Paula Pair", "Pair AG")).reaches(State.DISPUTED)
    mara, noor, buyer, seller = world.mara, world.noor, trade.buyer, trade.seller
    await mara.presses("Take the case")
    await mara.presses("Order a return")
    await mara.fills(reason_code="damaged_in_transit", resolution=REASONS)
    await mara.presses("Order a return")
    await mara.sees("Your decision is proposed.")
    await mara.sees("A decision waits for a second moderator: Goods go back first.")
    await noor.sees("A decision is proposed for this case.")
    await noor.sees("A decision waits for a second moderator", "Confirm the decision", "Do not confirm", "Hand over")
    for side in (buyer, seller):
        await side.does_not_see("The moderator ordered that the goods go back first.")
        await side.does_not_see("Goods go back first")
    async with world.nothing_changes(on_record=1):
        await mara.presses("Confirm the decision")
    await noor.presses("Confirm the decision")
    await noor.sees("Confirm this decision as the second moderator?", "First the buyer ships the goods back.")
    await noor.presses("Confirm the decision")
    await buyer.sees("The moderator ordered that the goods go back first.", "I shipped it back", REASONS)
    await seller.sees("The moderator ordered that the goods go back first.", REASONS)

    await buyer.presses("No return")
    await buyer.presses("No return")
    await seller.sees("The other side does not want the return any more.", "Pair AG does not want the return any more.")
    await seller.presses("No return")
    await seller.presses("No return")
    await buyer.sees("The goods do not have to go back.")
    dispute = (await trade.deal()).dispute
    assert dispute is not None
    assert (dispute.status, dispute.return_phase, dispute.outcome) == ("in_progress", "", "")

    await mara.presses("Decide")
    await mara.fills(reason_code="damaged_in_transit", outcome="refund", resolution=REASONS)
    await mara.presses("Publish")
    await mara.sees("Your decision is proposed.")
    for side in (buyer, seller):
        await side.does_not_see("The moderator has decided.")
        await side.does_not_see("Refund the buyer")
    await trade.is_opened_by(buyer)
    await buyer.sees("A decision is proposed and waits for a second moderator.")
    await noor.presses("Confirm the decision")
    await noor.presses("Confirm the decision")
    await trade.is_(State.DECIDED)
    for side in (buyer, seller):
        await side.sees("The moderator has decided.", REASONS)
