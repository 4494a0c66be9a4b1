"""Slack's own menus lead into the market: shortcuts from anywhere, and on what somebody wrote."""

from __future__ import annotations

import json
from dataclasses import replace

import httpx
import pytest

from adapters.sandbox import cast
from adapters.slack.manifest import SHORTCUTS
from core.listings import Product
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
