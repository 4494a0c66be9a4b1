"""Haggling in few presses, on both platforms: shortcuts, one line of terms, differences, history, renewing, again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.ids import code_of
from core.trades import State
from tests.scenarios.players import Player
from tests.scenarios.trade import LISTING
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _opens_listing(player: Player) -> None:
    await player.types("browse steel sheet S235JR")
    await player.presses("1. Hot-rolled")
    await player.sees(LISTING)


async def test_a_listing_is_answered_in_two_presses(world: World) -> None:
    buyer = await world.buyer("Quick Buyer", "Quick AG")
    await _opens_listing(buyer)
    await buyer.presses("10 sheets at 41.80 EUR")
    await buyer.sees("Your offer", "41.80 EUR", "€418.00", "Send the offer", "More terms")
    await buyer.presses("Send the offer")
    await buyer.sees("Your offer is sent.", "It stands for 3 more days.")
    deal = await world.newest_deal()
    assert (deal.offers[0].quantity, deal.offers[0].total, deal.offers[0].freight_payer) == (10, 41_800, "seller")
    assert deal.offers[0].place == "20457 Hamburg", "the town of the buyer's own address"


async def test_the_other_side_counters_in_two_presses_and_sees_what_changed(world: World) -> None:
    buyer = await world.buyer("Middle Buyer", "Middle AG")
    await _opens_listing(buyer)
    await buyer.presses("−10 %: 37.62 EUR")
    await buyer.presses("Send the offer")
    await world.sven.sees("A new offer is on the table.", "In the middle: 39.71 EUR", "Their terms at 41.80 EUR")
    await world.sven.presses("In the middle: 39.71 EUR")
    await world.sven.sees("Against offer no. 1:", "Unit price: 37.62 EUR → 39.71 EUR (+5.6 %)")
    await world.sven.presses("Send the offer")
    await buyer.sees("A new offer is on the table.", "Unit price: 37.62 EUR → 39.71 EUR (+5.6 %)", "All offers")
    await buyer.presses("All offers")
    shown = await buyer.sees("Offers in", "countered", "waits for an answer")
    assert "circles are the buyer’s offers" in shown.text
    await world.sven.presses("All offers")
    await world.sven.sees("Offers in", "37.62 EUR")


async def test_one_line_of_terms_fills_the_form(world: World) -> None:
    buyer = await world.buyer("Line Buyer", "Line of Terms AG")
    await _opens_listing(buyer)
    await buyer.presses("Make an offer")
    assert "You can also say it all in one line" in (await buyer.sees("How many?")).text
    await buyer.says("20 sheets @ 40.50 FCA Hamburg, 3 weeks, valid 48 hours")
    await buyer.sees("Your offer", "20 sheets", "40.50 EUR", "FCA", "Hamburg", "21 days", "48 hours", "Send the offer")
    await buyer.presses("Send the offer")
    offer = (await world.newest_deal()).offers[0]
    assert (offer.quantity, offer.incoterm, offer.place, offer.lead_time_days) == (20, "FCA", "Hamburg", 21)
    assert (offer.freight_payer, offer.valid_until - offer.created_at) == ("buyer", timedelta(hours=48))
    await world.sven.presses("Counter / new offer")
    await world.sven.fills(line="20 sheets at 41.20, delivery 10 days", inspection="14", tolerance="5", parts="no")
    await world.sven.sees("Against offer no. 1:", "Inspection time: 7 days → 14 days", "Partial shipments: Yes → No")
    await world.sven.presses("Send the offer")
    answered = (await world.newest_deal()).offers[1]
    assert (str(answered.unit_price), answered.lead_time_days, answered.tolerance_percent) == ("41.20", 10, 5)
    assert not answered.partial_shipments


async def test_the_command_takes_a_deal_and_its_terms_and_only_drafts(world: World) -> None:
    buyer = await world.buyer("Command Buyer", "Command AG")
    await _opens_listing(buyer)
    await buyer.presses("10 sheets at 41.80 EUR")
    await buyer.presses("Send the offer")
    trade_id = (await world.newest_deal()).trade.id
    await world.sven.types(f"offer {code_of(trade_id)} 10 sheets at 41.10, 10 days")
    await world.sven.sees("Your offer", "41.10 EUR", "10 days", "Send the offer")
    assert len((await world.deal(trade_id)).offers) == 1
    await world.sven.presses("Send the offer")
    assert len((await world.deal(trade_id)).offers) == 2
    await buyer.types("offer 12 sheets at 40.90")
    await buyer.sees("Your offer", "12 sheets", "40.90 EUR", "Against offer no. 2:")
    await buyer.types("cancel")
    # With one deal open there is no question which is meant; still nothing is sent.
    await buyer.says("40.15 ok? 45 sheets")
    await buyer.sees("Your offer", "45 sheets", "40.15 EUR", "Against offer no. 2:", "Send the offer")
    assert len((await world.deal(trade_id)).offers) == 2


async def test_what_was_reviewed_beside_another_offer_is_reviewed_again(world: World) -> None:
    """The other side was quicker: nobody answers terms that are not there any more without having seen that."""
    buyer = await world.buyer("Late Buyer", "Late AG")
    await _opens_listing(buyer)
    await buyer.presses("10 sheets at 41.80 EUR")
    await buyer.presses("Send the offer")
    trade_id = (await world.newest_deal()).trade.id
    await world.sven.types(f"offer {code_of(trade_id)} 10 sheets at 40.50")
    await world.sven.presses("Send the offer")
    await buyer.types("offer 10 sheets at 41.00")
    await buyer.sees("Against offer no. 2:", "Send the offer")
    await world.sven.presses("Withdraw")
    async with world.nothing_changes():
        await buyer.presses("Send the offer")
    await buyer.sees("The deal has changed in the meantime.", "Send the offer")
    await buyer.presses("Send the offer")
    assert [float(offer.unit_price) for offer in (await world.deal(trade_id)).offers] == [41.8, 40.5, 41.0]


async def test_a_buyer_on_slack_needs_as_few_presses(world: World) -> None:
    buyer = await world.colleague("fast", "Fast Buyer")
    await buyer.joins("Fast Buyer", "Fast GmbH")
    await _opens_listing(buyer)
    await buyer.presses("10 sheets at 41.80 EUR")
    await buyer.presses("Send the offer")
    await buyer.sees("Your offer is sent.")


async def test_other_terms_are_behind_one_button_and_can_be_changed(world: World) -> None:
    buyer = await world.buyer("More Buyer", "More AG")
    await _opens_listing(buyer)
    await buyer.presses("10 sheets at 41.80 EUR")
    await buyer.presses("More terms")
    await buyer.presses("Change: Purchase order no.")
    await buyer.says("PO-77")
    await buyer.sees("Purchase order no.", "PO-77", "Send the offer")
    await buyer.presses("Send the offer")
    assert (await world.newest_deal()).offers[0].po_number == "PO-77"


async def test_an_expired_offer_is_renewed_in_one_press(world: World) -> None:
    buyer = await world.buyer("Renew Buyer", "Renew AG")
    await _opens_listing(buyer)
    await buyer.presses("−5 %: 39.71 EUR")
    await buyer.presses("Send the offer")
    deal = await world.newest_deal()
    await world.passes(hours=73)
    await buyer.sees("The offer expired automatically", "Offer it again")
    await buyer.presses("Offer it again")
    await buyer.sees("Your offer is sent.", "The same terms as offer no. 1.")
    after = await world.deal(deal.trade.id)
    assert [offer.status for offer in after.offers] == ["expired", "active"]
    assert after.offers[1].unit_price == after.offers[0].unit_price
    assert after.state is State.NEGOTIATING


async def test_a_message_that_looks_like_terms_offers_a_draft(world: World) -> None:
    buyer = await world.buyer("Words Buyer", "Words AG")
    await _opens_listing(buyer)
    await buyer.presses("10 sheets at 41.80 EUR")
    await buyer.presses("Send the offer")
    deal = await world.newest_deal()
    await buyer.presses("Write to them")
    await buyer.says("We could also take 30 sheets at 40.00")
    await world.sven.presses("Make an offer of it")
    await world.sven.sees("Your offer", "30 sheets", "40.00 EUR", "Send the offer")
    assert len((await world.deal(deal.trade.id)).offers) == 1
    await buyer.says("we take 30 sheets at 40.00")
    await buyer.sees(
        "This looks like terms. Nothing has been offered yet.", f"{code_of(deal.trade.id)} · {LISTING[:24]}"
    )
