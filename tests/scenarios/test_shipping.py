"""Shipping by chat: one message ships, parts are received and paid for themselves, a claimed delivery can be contested."""

from __future__ import annotations

import base64
import io
from typing import Any

import pytest
from PIL import Image

from core.ids import code_of
from core.trades import State
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

UPS = "1Z5R89390357567127"


async def placed(world: World, name: str, company: str) -> Trade:
    return await Trade(world, await world.buyer(name, company)).reaches(State.PLACED)


async def test_one_message_ships_and_both_sides_see_it(world: World) -> None:
    trade = await placed(world, "Berta Eins", "Eins GmbH")
    before = len(await world.sven.messages())
    await world.sven.types(f"ship {code_of(trade.id)} {UPS} on two pallets")
    await trade.is_(State.SHIPPED)
    answer = await world.sven.sees("10 sheets shipped with UPS", UPS)
    assert len(await world.sven.messages()) - before <= 2, "one message of theirs, one answer"
    assert "Still to ship: 0" in answer.text
    card = await trade.buyer.sees("The goods are on their way.", UPS, "Track no. 1")
    link = next(b for row in card.raw["rows"] for b in row if b["text"] == "Track no. 1")
    assert str(link["url"]).startswith("https://wwwapps.ups.com/")
    await trade.buyer.presses("Shipping history")
    await trade.buyer.sees("No. 1 shipped.", "on two pallets")


async def test_a_typing_mistake_and_another_deals_code_ship_nothing(world: World) -> None:
    trade = await placed(world, "Berta Zwei", "Zwei GmbH")
    code = code_of(trade.id)
    async with world.nothing_changes():
        await world.sven.types(f"ship {code} 1Z5R89390357567128")
        await world.sven.sees("check digit does not fit")
        await world.sven.types("ship QQQ111 DHL 1234567890")
        await world.sven.sees("I can not find that")
        await trade.buyer.types(f"ship {code} {UPS}")
        await trade.buyer.sees("I can not find that")
    await trade.is_(State.PLACED)


async def test_parts_are_received_one_by_one(world: World) -> None:
    trade = await placed(world, "Berta Drei", "Drei GmbH")
    code = code_of(trade.id)
    await world.sven.types(f"ship {code} x4 {UPS}")
    await world.sven.presses("Ship")
    many = {"carrier": "UPS", "tracking_number": "1Z12345E0205271688", "quantity": "60"}
    assert "Only 6 sheets are left to ship." in (await world.sven.fills_badly(**many)).values()
    await world.sven.closes_form()
    await world.sven.types(f"ship {code} x5 DB Schenker DBS4711820")
    await trade.is_(State.IN_PROGRESS)
    await trade.buyer.types("received")
    await trade.buyer.sees("Which of these have you received?", "Shipment 1", "Shipment 2", "All of them")
    await trade.buyer.presses("Shipment 2")
    statuses = [one.status for one in (await trade.deal()).shipments]
    assert statuses == ["in_transit", "delivered"]
    await trade.buyer.presses("Accept this part")
    await trade.buyer.sees("This can not be undone.", "€")
    await trade.buyer.presses("Accept this part")
    deal = await trade.deal()
    assert [one.accepted_at is not None for one in deal.shipments] == [False, True]
    assert deal.balance(f"esc:{trade.id}") == deal.accepted.total - deal.accepted.total * 5 // 10  # type: ignore[union-attr]


async def test_a_claimed_delivery_is_contested_in_the_chat_or_counts(world: World) -> None:
    trade = await placed(world, "Berta Vier", "Vier GmbH")
    await world.sven.types(f"ship {code_of(trade.id)} DB Schenker DBS4711821")
    await world.passes(hours=25)
    await world.sven.presses("It has arrived")
    await trade.buyer.presses("It has not arrived")
    await world.sven.sees("The buyer says that the goods have not arrived.")
    await trade.is_(State.SHIPPED)
    await world.sven.presses("It has arrived")
    await world.passes(hours=49)
    await trade.is_(State.DELIVERED)


async def test_an_operator_enters_what_a_carrier_says(world: World) -> None:
    trade = await placed(world, "Berta Fünf", "Fuenf GmbH")
    await world.sven.types(f"ship {code_of(trade.id)} DB Schenker DBS4711822")
    async with world.nothing_changes():
        await world.sven.types("carrier DBS4711822 delivered")
        await world.sven.sees("I can not find that")
    mara = world.query("SELECT user_id FROM chat_identities WHERE chat_user = ?", world.mara.id)[0][0]
    await world.grants(mara, "operator")
    await world.mara.types("carrier DBS4711822 exception stopped at customs")
    await trade.buyer.sees("The carrier says that a shipment is held up.")
    await world.mara.types("carrier DBS4711822 delivered signed by B. Brandt")
    await trade.is_(State.DELIVERED)
    await trade.buyer.presses("Shipping history")
    await trade.buyer.sees("No. 1 arrived.", "stopped at customs")
    await world.grants(mara, "moderator")


async def test_a_photo_of_the_label_is_proof_and_the_buyer_sees_it(world: World) -> None:
    trade = await placed(world, "Berta Foto", "Foto GmbH")
    made = io.BytesIO()
    Image.new("RGB", (64, 48), "white").save(made, "JPEG")
    person: Any = world.sven.person
    encoded = base64.b64encode(made.getvalue()).decode()
    files = [{"name": "label.jpg", "mime": "image/jpeg", "base64": encoded}]
    words = f"ship {code_of(trade.id)} by our own van"
    await person._does("file", {"files": files, "text": words, "channel": await person._channel()})
    await world.rests()
    await trade.is_(State.SHIPPED)
    assert (await trade.deal()).shipments[0].proof
    shown = await trade.buyer.sees("the seller’s photo of shipment 1")
    assert shown.raw.get("photo")
    await trade.buyer.presses("Open the deal")
    await trade.buyer.presses("Shipping history")
    await trade.buyer.sees("No. 1 shipped.", "by our own van")
