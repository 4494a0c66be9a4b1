"""Finding goods and putting them up for sale, as buyers and sellers do it in both chats."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
import pytest_asyncio
from PIL import Image

from core.ports.unit_of_work import Tx
from core.searches import ListingPhoto
from core.trades import State
from tests.scenarios.players import OnSlack, OnTelegram, Player
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

Make = Callable[[World], Coroutine[Any, Any, Player]]


def picture(colour: str) -> bytes:
    made = BytesIO()
    Image.new("RGB", (320, 240), colour).save(made, "JPEG")
    return made.getvalue()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tilda(opened: World) -> OnTelegram:
    """Buys and sells on Telegram."""
    return await opened.buyer("Tilda Trade", "Tilda AG")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lars(opened: World) -> OnSlack:
    """Buys and sells on Slack."""
    person = await opened.colleague("lars", "Lars Lund")
    await person.joins("Lars Lund", "Lars AB")
    return person


@pytest.fixture(params=["telegram", "slack"])
def person(request: pytest.FixtureRequest, tilda: OnTelegram, lars: OnSlack) -> Player:
    """Each platform in turn."""
    return tilda if request.param == "telegram" else lars


async def test_from_the_categories_to_an_offer_in_five_presses(world: World, person: Player) -> None:
    await person.types("browse")
    await person.presses("Metals")
    await person.presses("Sheets & Plates")
    await person.presses("1. Aluminium plate")
    await person.sees("Aluminium plate EN AW-6082", "Hamburg, Germany", "7 days", "Make an offer", "Ask the seller")
    await person.presses("Back")
    await person.sees("Sheets & Plates", "1. Aluminium plate EN AW-6082 T651 10 mm")


async def test_a_search_is_paged_both_ways_and_narrowed_by_presses(world: World, person: Player) -> None:
    await person.types("browse steel")
    first = await person.sees("Results for “steel”", "8.", "More", "Filter")
    assert "‹ Previous" not in first.labels
    await person.presses("More")
    second = await person.sees("Results for “steel”", "‹ Previous")
    assert first.labels[:3] != second.labels[:3]
    await person.presses("‹ Previous")
    again = await person.newest() if isinstance(person, OnTelegram) else await person.sees("Results for “steel”")
    assert again.labels[:8] == first.labels[:8]
    await person.presses("Filter")
    await person.sees("No filter is set.", "up to €10.00", "minimum order up to 10", "from Hamburg, Germany")
    await person.presses("up to €10.00")
    await person.sees("Results for “steel”", "up to €10.00")
    await person.presses("Filter")
    await person.presses("Any price")
    await person.presses("Filter")
    await person.sees("No filter is set.")


async def test_filters_are_understood_as_words(world: World, person: Player) -> None:
    await person.types("browse steel sheet under 45, min 10, from Hamburg")
    await person.sees(
        "Results for “steel sheet”", "up to €45.00 · minimum order up to 10 · from Hamburg", "1. Hot-rolled steel"
    )


async def test_what_is_mistyped_is_found_and_said(world: World, person: Player) -> None:
    await person.types("browse galvanized stel")
    await person.sees("These are the results for “galvanised steel”", "1. Galvanised steel sheet DX51D+Z275 1 mm")


async def test_a_button_looks_for_what_is_then_typed(world: World, person: Player) -> None:
    await person.types("browse")
    await person.presses("Search")
    await (person.fills(words_="torque") if isinstance(person, OnSlack) else person.says("torque"))
    await person.sees("Results for “torque”", "1. Torque wrench 40–200 Nm")


async def test_a_shared_listing_opens_at_once(world: World, tilda: OnTelegram, lars: OnSlack) -> None:
    await tilda.types("browse torque")
    await tilda.presses("1. Torque wrench")
    await tilda.presses("Share")
    shown = await tilda.sees("Share this listing", "/parley listing prd_", "Send the link", "Open the link")
    links = [button["url"] for row in shown.raw["rows"] for button in row if "url" in button]
    link = next(url for url in links if "start=" in url and "share" not in url)
    stranger = await world.person("Stan Stranger")
    await stranger.types(f"start {link.partition('start=')[2]}")
    await stranger.sees("Torque wrench 40–200 Nm", "Minimum order", "Make an offer")
    await lars.types(f"listing {link.partition('start=l_')[2]}")
    await lars.sees("Torque wrench 40–200 Nm", "Make an offer")
    async with world.nothing_changes():
        await lars.types("listing prd_nothing")
        await lars.sees("I can not find that")


async def test_new_goods_are_told_to_who_saved_the_search_and_one_press_ends_it(
    world: World, tilda: OnTelegram, lars: OnSlack
) -> None:
    await tilda.types("browse anvil from Essen")
    await tilda.presses("Save, tell me of new ones")
    await tilda.is_told("I will tell you when something new matches")
    await _lists_quickly(world.ida, "Forged anvil", ships_from="Essen, Germany")
    await _lists_quickly(world.ida, "Forged anvil, other", ships_from="Ningbo, China")
    await world.market.alerting.sweep()
    await world.rests()
    news = await tilda.sees("There is something new for a search of yours.", "1. Forged anvil", "Stop telling me")
    assert "other" not in news.text
    await tilda.presses("1. Forged anvil")
    await tilda.sees("Forged anvil", "Essen, Germany", "Make an offer")
    await tilda.presses("Stop telling me")
    await tilda.is_told("I will not tell you about this search any more.")
    await _lists_quickly(world.ida, "Forged anvil, late", ships_from="Essen, Germany")
    await world.passes(hours=2)
    await world.market.alerting.sweep()
    await tilda.does_not_see("Forged anvil, late")


async def _lists_quickly(seller: OnSlack, name: str, **more: str) -> None:
    await seller.types("sell")
    await seller.fills(
        title_text=name,
        category="Tools > Hand Tools",
        **({"unit": "pieces", "currency": "EUR", "base_price": "90", "min_order": "1", "stock": "5"} | more),
    )
    await seller.presses("Publish")


async def test_a_photo_and_one_line_make_a_listing(world: World, person: Player) -> None:
    what = f"Oak chairs {type(person).__name__}"
    await person.person.sends(
        "chair.jpg", picture("sienna"), mime="image/jpeg", caption=f"20 {what} 45 EUR each, min 5"
    )
    await world.rests()
    await person.sees("In which category?", "I have the photo.")
    await person.presses("Tools > Hand Tools")
    await person.presses("pieces")
    await person.sees(f"Name: {what}" if isinstance(person, OnTelegram) else what, "Publish")
    await person.presses("Publish")
    await world.rests()
    card = await person.sees(what, "€45.00 per piece", "5 pieces", "20 pieces")
    assert "photo" in repr(card.raw) or "image" in repr(card.raw), card.raw
    kept = world.query("SELECT base_price, currency, min_order, stock, unit FROM products WHERE name = ?", what)
    assert kept == [(4500, "EUR", 5, 20, "pcs")]
    photos = "SELECT count(*) FROM listing_photos JOIN products p ON p.id = product_id WHERE p.name = ?"
    assert world.query(photos, what) == [(1,)]

    # A second picture: its card turns from one to the other and back, in the same message.
    ref = await world.market.files.keep(picture("navy"))

    async def another(tx: Tx) -> None:
        first = (await tx.find(ListingPhoto, order="-id", limit=1))[0]
        await tx.add(replace(first, id="pho_" + "z" * (len(first.id) - 4), ref=ref))

    await world.market.store.write(another)
    await person.types(f"listing {world.query('SELECT id FROM products WHERE name = ?', what)[0][0]}")
    await person.sees(what, "Photo 2 of 2")
    before = len(await person.messages())
    await person.presses("Photo 2 of 2")
    await person.sees(what, "Photo 1 of 2")
    await person.presses("Photo 1 of 2")
    await person.sees(what, "Photo 2 of 2")
    if isinstance(person, OnTelegram):
        assert len(await person.messages()) == before

    async def one_again(tx: Tx) -> None:
        await tx.delete(ListingPhoto, ref=ref)

    await world.market.store.write(one_again)


async def test_a_listing_is_changed_paused_and_removed(world: World, person: Player) -> None:
    what = f"Copper pot {type(person).__name__}"
    await person.types(f"sell 30 {what} 12 EUR/piece min 2")
    if isinstance(person, OnSlack):
        await person.fills(category="Tools > Hand Tools")
    else:
        await person.presses("Tools > Hand Tools")
    await person.presses("Publish")
    await person.presses("Change")
    if isinstance(person, OnSlack):
        shown = [
            block["element"].get("initial_value") for block in (await person.form())["blocks"] if "element" in block
        ]
        assert shown[0] == what, "the form begins with what is there"
        await person.fills(base_price="13.50", ships_from="Lyon, France")
    else:
        await person.presses("Change: Price")
        await person.says("13.50")
        await person.presses("Change: Ships from")
        await person.says("Lyon, France")
    await person.presses("Save")
    await person.sees(what, "€13.50 per piece", "Lyon, France")
    kept = "SELECT base_price, ships_from, stock, min_order, status FROM products WHERE name = ?"
    assert world.query(kept, what) == [(1350, "Lyon, France", 30, 2, "active")]
    await person.presses("Pause")
    await world.sven.types(f"browse {what}")
    await world.sven.sees("Nothing found.")
    await person.presses("Put back on sale")
    await person.presses("Remove")
    await person.sees("Nobody will find this listing any more.")
    await person.presses("Yes, remove it")
    assert world.query(kept, what) == [(1350, "Lyon, France", 30, 2, "removed")]
    await person.types("listings")
    shown = await person.sees("My listings", "Sell something", "File for many (CSV)")
    assert what not in shown.text


async def test_a_product_file_is_previewed_and_only_then_imported(world: World, person: Player) -> None:
    mark = type(person).__name__
    lines = (
        "sku,name,description,category,unit,base_price,currency,min_order,stock",
        f"{mark}-1,Ladle {mark},Of steel,Tools > Hand Tools,pcs,3.20,EUR,10,500",
        f"{mark}-2,Whisk {mark},Of steel,Kitchen > Whisks,pcs,3.20,EUR,10,500",
        f"{mark}-3,Spoon {mark},Of steel,Tools > Hand Tools,pcs,nothing,EUR,10,500",
    )
    count = f"SELECT count(*) FROM products WHERE sku LIKE '{mark}-%'"
    await person.person.sends("goods.csv", "\n".join(lines).encode(), mime="text/csv")
    await world.rests()
    await person.sees(
        "This would add 1 and change 0 listings.", "2 lines can not be used", "Line 3", "Line 4", "Import 1"
    )
    assert world.query(count) == [(0,)]
    await person.presses("Import 1")
    await world.rests()
    await person.sees("Done: 1 added, 0 changed.")
    assert world.query(count) == [(1,)]
    await person.types(f"browse ladle {mark}")
    await person.sees(f"1. Ladle {mark}")


async def test_the_template_comes_as_a_file(world: World, person: Player) -> None:
    await person.types("listings")
    await person.presses("File for many (CSV)")
    shown = await person.sees("Many listings at once", "My listings")
    everything = repr([each.raw for each in await person.messages()])
    assert "parley-products.csv" in everything, shown.line()


async def test_operators_tend_the_category_tree(world: World) -> None:
    olga = await world.buyer("Olga Operator", "Operator AG")
    async with world.nothing_changes():
        await olga.types("categories")
        await olga.sees("Categories", "Search")
    await world.grants(
        world.query("SELECT user_id FROM chat_identities WHERE chat_user = ?", str(olga.id))[0][0], "operator"
    )
    await olga.types("categories")
    await olga.presses("Add one here")
    await olga.says("Kitchen")
    await olga.sees("Category tree", "Kitchen")
    await olga.presses("Kitchen")
    await olga.presses("Add one here")
    await olga.says("Kitchen Knives")
    await olga.presses("Kitchen Knives")
    await olga.presses("Move")
    await olga.presses("Tools")
    await olga.sees("Kitchen Knives", "Remove")
    await olga.presses("Rename")
    await olga.says("Knives")
    assert world.query(
        "SELECT c.name, p.name FROM categories c JOIN categories p ON p.id = c.parent_id WHERE c.name = 'Knives'"
    ) == [("Knives", "Tools")]
    await olga.presses("Remove")
    await olga.is_told("Knives is removed.")
    await olga.types("categories")
    await olga.presses("Metals")
    shown = await olga.sees("Metals", "Add one here")
    assert "Remove" not in shown.labels, "what has something below it can not be removed"


async def test_digital_goods_are_not_paid_from_telegram(world: World) -> None:
    """Marked by an operator, also for what is below it; the deal itself and Slack lose nothing by it."""
    ines = await world.buyer("Ines Imports", "Imports SL")
    await world.grants(
        world.query("SELECT user_id FROM chat_identities WHERE chat_user = ?", str(ines.id))[0][0], "operator"
    )
    trade = await Trade(world, ines).reaches(State.AWAITING_PAYMENT)
    assert any(label.startswith("Pay €") for label in (await ines.sees("Waiting for payment")).labels)
    await ines.types("categories")
    await ines.presses("Metals")
    await ines.presses("These are digital goods")
    await ines.sees("Digital goods, also in everything below", "Not digital goods")
    await trade.is_opened_by(ines)
    card = await ines.sees("Digital goods can not be paid from Telegram", "Connect a Slack account")
    assert not [label for label in card.labels if label.startswith("Pay")]
    await world.passes(minutes=2)
    await ines.types("browse steel sheet S235JR")
    await ines.presses("1. Hot-rolled")
    await ines.sees("Digital goods can not be paid from Telegram")
    await ines.types("categories")
    await ines.presses("Metals")
    await ines.presses("Not digital goods")
    await trade.is_opened_by(ines)
    assert any(label.startswith("Pay €") for label in (await ines.sees("Waiting for payment")).labels)
    acts = "SELECT action FROM audit_log WHERE action LIKE 'category.%' ORDER BY created_at"
    assert world.query(acts)[-2:] == [("category.digital",), ("category.physical",)]


async def test_listings_are_found_in_any_chat_and_lead_to_us(world: World) -> None:
    """Also for a stranger: what is sent is a card with a link, and nobody is written down for having typed."""
    stranger = await world.person("Gerd Gast", "de")
    path = f"/telegram/_people/{stranger.id}"
    known = world.query("SELECT count(*) FROM users")
    found = await world.post(f"{path}/inline", query="stel sheet S235JR")
    titles = [result["title"] for result in found["results"]]
    assert titles[0] == "Hot-rolled steel sheet S235JR 2 mm"
    assert "41,80" in found["results"][0]["description"].replace("\u00a0", " ")
    everything = await world.post(f"{path}/inline", query="")
    assert len(everything["results"]) == 20
    more = await world.post(f"{path}/inline", query="", offset=everything["next_offset"])
    assert more["results"]
    assert {one["id"] for one in more["results"]}.isdisjoint(one["id"] for one in everything["results"])
    for nothing in ("zzzzqqqq", "@@@@", "%", "x" * 300):
        assert (await world.post(f"{path}/inline", query=nothing))["results"] == []
    assert (await world.post(f"{path}/inline", query="", offset="'; DROP TABLE products"))["results"] == []
    assert world.query("SELECT count(*) FROM users") == known

    product = found["results"][0]["id"]
    named = await world.post(f"{path}/inline", query=f"l_{product}")
    assert [one["id"] for one in named["results"]] == [product]
    sent = await world.post(f"{path}/choose", inline_query_id=named["inline_query_id"], result_id=product)
    chat = await world.get(f"/telegram/_chats/{sent['chat_id']}")
    shared = next(message for message in chat["messages"] if message["message_id"] == sent["message_id"])
    assert "Mindestbestellmenge" in shared["text"]
    link = shared["rows"][0][0]["url"]
    assert link.endswith(f"?start=l_{product}")
    await world.post(f"{path}/follow", url=link)
    await stranger.sees("Verfügbar", "Angebot machen")
