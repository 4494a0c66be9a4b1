"""One request to several sellers, across both platforms: answers side by side, one accepted, the others told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from core.errors import OtherNameHeld
from core.listings import Product
from core.members import Company, Membership, User
from core.ports.unit_of_work import Tx
from core.trades import Negotiation, State
from tests.core.deals import MONDAY
from tests.scenarios.players import OnSlack, OnTelegram, Player
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

PROTECTION = "Head & Eye Protection"
HELMET = "Safety helmet with ratchet"


async def _asks(buyer: Player, what: str, quantity: str, *, unit: str = "pieces") -> None:
    """Everything up to the list of sellers; nothing is sent by it."""
    await buyer.types(f"rfq {what}")
    if isinstance(buyer, OnSlack):
        await buyer.fills(quantity=quantity, unit=unit, place="Bremen", wanted="30", valid="72", note="Sizes mixed")
    else:
        for words in (quantity, unit, "Bremen", "30", "Sizes mixed"):
            await buyer.says(words)
        await buyer.presses("3 days")
    await buyer.sees(f"{what}: {int(quantity):,} {unit}", "Bremen", "Sizes mixed")


async def _three_answer(tara: OnTelegram, sven: OnSlack, ida: OnSlack) -> None:
    """In one press with the list price, in a form with changes, and in another currency."""
    await tara.sees("A buyer asks for your price.", "Olsen Shipyard", "Face shield clear", "No offer")
    await tara.presses("Answer")
    await tara.presses("300 pieces at 12.00 EUR")
    await tara.sees("Total: €3,600.00", "Send the answer")
    await tara.presses("Send the answer")
    await tara.sees("Your answer is sent.", "Change the answer")
    await sven.presses("Answer")
    await sven.fills(price="11.50", freight="100", incoterm="DAP", minimum="20")
    await sven.presses("Send the answer")
    await ida.presses("Answer")
    await ida.fills(price="1.80", incoterm="FOB", place="Ningbo", lead="21")
    await ida.presses("Send the answer")


async def test_answers_stand_side_by_side_and_one_is_accepted(world: World) -> None:
    tara = await world.buyer("Tara Visor", "Visor AG")
    await tara.types("sell 500 Face shield clear 12 EUR/piece min 50")
    await tara.presses(f"Safety & Workwear > {PROTECTION}")
    await tara.presses("Publish")
    buyer, sven, ida = await world.colleague("olaf", "Olaf Olsen"), world.sven, world.ida
    await buyer.joins("Olaf Olsen", "Olsen Shipyard")

    await _asks(buyer, PROTECTION, "300")
    await buyer.sees("Nothing has been sent yet.", "Ask these sellers", "Without 3")
    await sven.does_not_see("Olsen Shipyard")
    await buyer.presses("Ask these sellers")
    await buyer.sees("The sellers have been asked.", "Not answered yet: 3")

    await _three_answer(tara, sven, ida)
    await buyer.sees(
        "Nothing is converted",
        "€3,550.00 in total · 11.50 EUR per piece · freight €100.00 · DAP Bremen · ships within 5 days · minimum 20 pieces",
        "$540.00 in total · 1.80 USD per piece · no freight on top · FOB Ningbo · ships within 21 days",
        "Accept 1. Hansa Metalworks GmbH",
        "Accept 2. Visor AG",
        "Accept 3. Lotus Trading (Ningbo)…",
    )
    before = await buyer.token("Accept 1. Hansa Metalworks GmbH")

    await tara.presses("Change the answer")
    await tara.says("11")
    await tara.presses("Nothing on top")
    await tara.presses("DAP")
    await tara.says("Bremen")
    await tara.presses("14 days")
    await tara.presses("Send the answer")
    await ida.presses("No offer")
    shown = await buyer.sees("A seller makes no offer for your request.", "Declined: 1", "Accept 1. Visor AG")
    assert "Nothing is converted" not in shown.text

    async with world.nothing_changes():
        await buyer.sends_press(before)
        await buyer.is_told("That was an older version.")
    await buyer.presses("Accept 1. Visor AG")
    await buyer.sees("It becomes a deal with Visor AG", "€3,300.00", "Accept", "Back")
    async with world.nothing_changes():
        await buyer.presses("Accept")
        await buyer.sees("The seller can not be paid yet")
    await buyer.presses("Back")
    await buyer.presses("Accept 2. Hansa Metalworks GmbH")
    await buyer.sees("It becomes a deal with Hansa Metalworks GmbH", "€3,550.00")
    await buyer.presses("Accept")
    await buyer.sees("You accepted the offer.", "€3,550.00")
    await sven.sees("Your offer was accepted.")
    await tara.sees("The buyer has chosen another offer.")
    await ida.does_not_see("The buyer has chosen another offer.")
    await buyer.does_not_see("A new offer is on the table.")
    deal = await world.newest_deal()
    assert deal.state is State.AGREED
    assert deal.accepted is not None
    assert (deal.accepted.author_role, deal.accepted.quantity) == ("seller", 300)
    assert (deal.accepted.unit_price, deal.accepted.total) == (Decimal("11.5"), 355_000)
    assert (deal.accepted.incoterm, deal.accepted.place, deal.product.reserved) == ("DAP", "Bremen", 300)


async def test_a_request_runs_out_and_everybody_is_told(world: World) -> None:
    buyer, sven = await world.buyer("Uwe Uhr", "Uhr KG"), world.sven
    await _asks(buyer, PROTECTION, "250")
    shown = (await buyer.newest()).text
    lotus = next(number for number in "123" if f"{number}. Lotus" in shown)
    await buyer.presses(f"Without {lotus}")
    assert "Lotus" not in (await buyer.newest()).text
    await buyer.presses("Ask these sellers")
    await sven.sees("A buyer asks for your price.", "Uhr KG")
    await sven.presses("Answer")
    await sven.fills(price="13.90")
    await sven.presses("Send the answer")
    stale = await buyer.token("Accept 1. Hansa Metalworks GmbH")
    late = await sven.token("Change the answer")
    await world.passes(hours=73)
    assert await world.market.services.requesting.sweep(world.market.store) in (0, 1)
    await world.rests()
    await buyer.sees("The time of your request is over.")
    await sven.sees("The time of this request is over.")
    async with world.nothing_changes():
        await buyer.sends_press(stale)
        await buyer.is_told("That was an older version.")
        await sven.sends_press(late)
        await sven.is_told("That is not possible at this point.")
    await buyer.types("rfq")
    await buyer.sees("Requests for quotation", "The time is over.", "New request")
    assert await world.market.services.requesting.sweep(world.market.store) == 0


async def test_a_request_is_withdrawn_at_a_second_press(world: World) -> None:
    buyer = await world.buyer("Wanda Weg", "Weg GmbH")
    await _asks(buyer, HELMET, "40")
    await buyer.presses("Cancel")
    await buyer.sees("Nothing was sent.")
    await _asks(buyer, HELMET, "40")
    await buyer.presses("Ask these sellers")
    await world.sven.sees("A buyer asks for your price.", "Weg GmbH")
    await buyer.presses("Withdraw the request")
    await buyer.sees("All sellers who were asked are told.")
    await buyer.presses("Withdraw the request")
    await buyer.sees("Withdrawn.")
    await world.sven.sees("The buyer has withdrawn the request.")


async def test_what_nobody_sells_is_said(world: World) -> None:
    buyer = await world.buyer("Nina Nix", "Nix AG")
    await _asks(buyer, HELMET, "40", unit="tonnes")
    await buyer.sees("Nobody sells this in that unit and quantity now.", "New request")


async def _answered(world: World, buyer: OnTelegram) -> None:
    await _asks(buyer, HELMET, "40")
    await buyer.presses("Ask these sellers")
    await world.sven.presses("Answer")
    await world.sven.fills(price="13.00")
    await world.sven.presses("Send the answer")


async def test_stock_and_limits_hold_when_an_answer_is_accepted(world: World) -> None:
    buyer = await world.buyer("Lena Limit", "Limit KG")
    await _answered(world, buyer)

    async def sold_out(tx: Tx) -> Product:
        product = (await tx.find(Product, name=HELMET, limit=1))[0]
        await tx.put(replace(product, stock=product.reserved + 7))
        return product

    was = await world.market.store.write(sold_out)
    await buyer.presses("Accept 1. Hansa")
    async with world.nothing_changes():
        await buyer.presses("Accept")
        await buyer.is_told("Only 7 are left.")
    await _hold(world, was, held=True)
    async with world.nothing_changes():
        await buyer.presses("Accept")
        await buyer.is_told("Moderators want another name of that company")
    await _hold(world, was, held=False)

    async def limited(tx: Tx) -> None:
        await tx.put(was)
        row = (await tx.find(Membership, order="-created_at", limit=1))[0]
        await tx.put(replace(row, role="trader", approval_limit=10_000))

    await world.market.store.write(limited)
    await buyer.types("rfq")
    await buyer.presses(f"· {HELMET[:10]}")
    await buyer.presses("Accept 1. Hansa")
    await buyer.presses("Accept")
    await buyer.sees("your colleagues have been asked", "An accept waits for a colleague")
    deal = await world.newest_deal()
    assert deal.state is State.NEGOTIATING
    assert deal.active_offer is not None
    assert (deal.active_offer.author_role, deal.active_offer.total) == ("seller", 52_000)

    # Nothing is decided yet: the request waits with the offer, and is open again when no colleague agrees.
    await buyer.types("rfq")
    await buyer.presses(f"· {HELMET[:10]}")
    await buyer.sees("A colleague is deciding about one of the answers.")
    await buyer.does_not_see("Accept 1. Hansa")
    await world.market.store.write(lambda tx: _decides(world, tx, "refuse_approval"))
    await buyer.sees("A colleague did not approve. Your request is open again.", "Accept 1. Hansa Metalworks GmbH")
    await buyer.presses("Accept 1. Hansa")
    await buyer.presses("Accept")
    await _hold(world, was, held=True)
    with pytest.raises(OtherNameHeld):
        await world.market.store.write(lambda tx: _decides(world, tx, "approve"))
    await _hold(world, was, held=False)
    await world.market.store.write(lambda tx: _decides(world, tx, "approve"))
    await world.market.services.requesting.sweep(world.market.store)
    await world.rests()
    assert (await world.newest_deal()).state is State.AGREED
    await buyer.types("rfq")
    await buyer.presses(f"· {HELMET[:10]}")
    await buyer.sees("An offer was accepted.")


async def _hold(world: World, product: Product, *, held: bool) -> None:
    """Its seller is asked for another name, or has been let go."""

    async def step(tx: Tx) -> None:
        company = await tx.get(Company, product.company_id)
        assert company is not None
        await tx.put(replace(company, name_held_since=MONDAY if held else None))

    await world.market.store.write(step)


async def _decides(world: World, tx: Tx, what: str) -> None:
    """A colleague without a limit, who is in no chat."""
    deal = await tx.deal((await tx.find(Negotiation, order="-created_at", limit=1))[0].id)
    assert deal is not None
    if await tx.get(User, "usr_owner") is None:
        owner = User("usr_owner", MONDAY, MONDAY)
        place = Membership("mem_owner", deal.trade.buyer_company_id, owner.id, "owner", MONDAY)
        await tx.add(owner, place)
    seat = await tx.seat_of_user("usr_owner")
    assert seat is not None
    await world.market.services.trading.act(tx, seat, deal.trade.id, what, {}, version=deal.trade.version)
