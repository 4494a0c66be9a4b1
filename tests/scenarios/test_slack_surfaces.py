"""Slack's own menus lead into the market: shortcuts from anywhere, and on what somebody wrote."""

from __future__ import annotations

import json
from dataclasses import replace

import httpx
import pytest

from adapters.sandbox import cast
from adapters.slack.manifest import SHORTCUTS
from bot.screens.usage import EVERY
from core.ids import code_of
from core.listings import Product
from core.trades import State
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_every_shortcut_is_a_command_of_the_market(world: World) -> None:
    assert set(SHORTCUTS) <= set(world.market.dispatcher.commands)


async def test_a_shortcut_from_anywhere_answers_in_the_conversation_with_the_bot(world: World) -> None:
    done = await world.post(f"/slack/_people/{world.ida.id}/shortcut", callback_id="deals")
    assert done["acked"]
    await world.rests()
    await world.ida.sees("My deals")


async def test_a_message_becomes_an_offer_that_is_looked_at_before_it_is_sent(world: World) -> None:
    """Also one in a channel that the bot is not in: nobody else there sees anything of it."""
    buyer = await world.buyer("Berta Zeile", "Zeile GmbH")
    trade = Trade(world, buyer)
    await trade.is_offered()
    channel = await world.post(
        "/slack/_channels", team_id=str(cast.HANSA.team_id), name="sales", members=[world.sven.id], bot_member=False
    )
    where = {"channel": channel["id"]}
    line = "20 sheets at 41.20, delivery 10 days"
    said = await world.post(f"/slack/_people/{world.sven.id}/say", text=line, **where)
    done = await world.post(
        f"/slack/_people/{world.sven.id}/message_action", callback_id="offer", ts=said["ts"], **where
    )
    assert done["acked"]
    await world.rests()
    await world.sven.sees("Your offer", "Quantity: 20 sheets", "Unit price: 41.20 EUR", "Send the offer")
    assert len((await world.get(f"/slack/_channels/{channel['id']}"))["messages"]) == 1
    await world.sven.presses("Send the offer")
    deal = await trade.deal()
    assert str(deal.offers[-1].unit_price) == "41.20"
    await _is_paid_and_signed_by_words(world, trade)


async def _is_paid_and_signed_by_words(world: World, trade: Trade) -> None:
    """`pay`, `sign` and `dispute` find the deal that they are about; `back` is one question back."""
    buyer, sven = trade.buyer, world.sven
    await buyer.presses("Accept")
    await buyer.presses("Accept")
    await trade.is_billed()
    await sven.types("pay")
    await sven.sees("not possible")
    await buyer.types("pay")
    await trade.is_paid()
    await buyer.types("sign")
    await buyer.says("Berta Zeile")
    await buyer.presses("I sign")
    await sven.types(f"sign {code_of(trade.id)}")
    await sven.fills(typed_name="Sven Hansen")
    await sven.presses("I sign")
    await trade.is_(State.PLACED)
    await buyer.types("dispute")
    await buyer.presses("Fraud")
    await buyer.types("back")
    # Nothing is due yet: no other reason would be taken.
    assert "Damaged" not in (await buyer.sees("What is wrong?", "Fraud")).labels
    await buyer.types("cancel")
    await buyer.types("back")
    await buyer.sees("nothing")


async def test_every_word_says_how_it_is_used(world: World) -> None:
    assert set(EVERY) == set(world.market.dispatcher.commands)
    sven, buyer = world.sven, await world.buyer("Berta Wort", "Wort GmbH")
    await sven.types("help")
    await sven.sees("/parley ship [deal] [carrier] [tracking number] [note]", "/parley back: One question back")
    await sven.does_not_see("/parley queue")
    await world.mara.types("help ship")
    for asked in ("ship ?", "help ship", "ship help"):
        await sven.types(asked)
        await sven.sees("How to use this word", "/parley ship [deal] [carrier]")
    for wrong in (
        "report NOSUCH",
        "listing NOSUCH",
        "deals NOSUCH",
        "dispute NOSUCH",
    ):
        await sven.types(wrong)
        await sven.sees("How it is used: /parley " + wrong.split()[0])
        await buyer.types(wrong)
        await buyer.sees("How it is used: /" + wrong.split()[0])
    for hidden in ("case NOSUCH", "help case", "carrier X"):
        await sven.types(hidden)
        assert "case [" not in (await sven.newest()).text
    await sven.types("nonsense")
    await sven.sees("Type “help”")


async def test_a_link_to_a_listing_shows_what_everybody_may_see(world: World) -> None:
    """Also where the bot is not; what is not for sale, and what is no listing, stays a bare link."""
    public = world.market.public_url
    found = "SELECT id, name FROM products WHERE status = 'active' AND name LIKE '%S235JR%' LIMIT 1"
    [(listing, name)] = world.query(found)
    [(other, _)] = world.query("SELECT id, name FROM products WHERE status = 'active' AND id <> ? LIMIT 1", listing)
    paused = await world.market.store.read(lambda tx: tx.get(Product, other))
    assert paused is not None
    await world.market.store.write(lambda tx: tx.put(replace(paused, status="paused")))
    try:
        channel = await world.post(
            "/slack/_channels", team_id=str(cast.HANSA.team_id), name="links", members=[world.sven.id], bot_member=False
        )
        links = [f"{public}/l/{listing}?from=mail", f"{public}/l/{other}", f"{public}/l/neg_0000", f"{public}/healthz"]
        await world.post(f"/slack/_people/{world.sven.id}/say", text=" and ".join(links), channel=channel["id"])
        await world.rests()
        [message] = (await world.get(f"/slack/_channels/{channel['id']}"))["messages"]
        [preview] = message["attachments"]
        assert preview["from_url"] == links[0]
        words = json.dumps(preview["blocks"], ensure_ascii=False)
        assert name in words
        assert "Seller" in words
        assert '"button"' not in words
        async with httpx.AsyncClient(trust_env=False) as browser:
            page = await browser.get(links[0], headers={"accept-language": "de"})
            assert (page.status_code, page.headers["content-language"]) == (200, "de")
            assert name in page.text
            assert f"/parley listing {listing}" in page.text
            assert [(await browser.get(link)).status_code for link in links[1:3]] == [404, 404]
    finally:
        await world.market.store.write(lambda tx: tx.put(paused))
