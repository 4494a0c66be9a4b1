"""What a hold stops besides the moves of a deal: requests to several sellers, words about a listing, and listings that turn into others."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import pytest_asyncio

from bot import verbs
from bot.inline import LINKS, InlineSearch
from bot.quoting import quote_screen
from bot.text import Texts
from core.errors import NameHeld, OtherNameHeld
from core.events import OutboxRow
from core.listings import ListingDraft, Product
from core.members import Company
from core.ports.chat import Actor, Incoming
from core.ports.unit_of_work import Tx
from core.quotes import Quote, QuoteRequest, Reply, Wish
from tests.adapters.storage.samples import NOON, listing
from tests.desk.floor import Floor, toast_of
from tests.desk.test_taking_down import person

WISH = Wish("Steel bolt", 20, "pcs", "Bilbao", 30, 72)
REPLY = Reply(Decimal("3.10"), 0, "DAP", "Bilbao", 7, 1, 72)


@pytest_asyncio.fixture
async def floor(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Floor]:
    opened = Floor(sqlite_url, tmp_path, desk="slack")
    await opened.open()
    yield opened
    await opened.close()


async def _hold(floor: Floor, company_id: str, *, held: bool = True) -> None:
    async def step(tx: Tx) -> None:
        company = await tx.get(Company, company_id)
        assert company is not None
        await tx.put(replace(company, name_held_since=NOON if held else None))

    await floor.market.store.write(step)
    await floor.stage.meet()


async def _second_seller(floor: Floor) -> None:
    async def step(tx: Tx) -> None:
        await tx.add(Company("com_other", "Other Bolts", NOON, NOON))
        await tx.add(listing(90, company_id="com_other"))

    await floor.market.store.write(step)


async def _asked(floor: Floor, request: QuoteRequest) -> list[Quote]:
    found = await floor.market.store.read(lambda tx: floor.market.services.requesting.quotes(tx, request.id))
    return sorted(found, key=lambda quote: quote.company_id)


async def test_nobody_is_asked_who_was_held_since_the_draft(floor: Floor) -> None:
    store, requesting = floor.market.store, floor.market.services.requesting
    await _second_seller(floor)
    request = await store.write(lambda tx: requesting.draft(tx, floor.stage.buyer, WISH))
    assert [quote.company_id for quote in await _asked(floor, request)] == ["com_other", "com_seller"]
    for company_id in ("com_other", "com_seller"):
        await _hold(floor, company_id)
    with pytest.raises(OtherNameHeld):
        await store.write(lambda tx: requesting.send(tx, floor.stage.buyer, request.id))
    assert len(await _asked(floor, request)) == 2
    await _hold(floor, "com_other", held=False)
    await store.write(lambda tx: requesting.send(tx, floor.stage.buyer, request.id))
    assert [quote.company_id for quote in await _asked(floor, request)] == ["com_other"]
    told = await store.read(lambda tx: tx.find(OutboxRow, kind="quote", limit=10))
    assert "idn_seller" not in {row.identity_id for row in told}


async def test_nobody_answers_a_held_buyer(floor: Floor) -> None:
    """Not after filling in a form either; `No offer` can still be said, and after the hold all is as before."""
    store, requesting, stage = floor.market.store, floor.market.services.requesting, floor.stage
    drafted = await store.write(lambda tx: requesting.draft(tx, stage.buyer, WISH))
    request = await store.write(lambda tx: requesting.send(tx, stage.buyer, drafted.id))
    (quote,) = await _asked(floor, request)

    async def card() -> str:
        return str(await store.read(lambda tx: quote_screen(tx, request, quote, Texts().say("en"))))

    assert f"verb='{verbs.ANSWER_QUOTE}'" in await card()
    await _hold(floor, "com_buyer")
    assert f"verb='{verbs.ANSWER_QUOTE}'" not in await card()
    assert "Moderators want another name of that company" in await card()
    assert f"verb='{verbs.DECLINE_QUOTE}'" in await card()
    with pytest.raises(OtherNameHeld):
        await store.write(lambda tx: requesting.answer(tx, stage.seller, quote.id, REPLY))
    await _hold(floor, "com_buyer", held=False)
    _, answered = await store.write(lambda tx: requesting.answer(tx, stage.seller, quote.id, REPLY))
    assert answered.status == "answered"


async def test_a_held_company_with_many_listings_is_looked_at_once(floor: Floor) -> None:
    store, requesting = floor.market.store, floor.market.services.requesting
    await _second_seller(floor)
    await store.write(lambda tx: tx.add(*(listing(number) for number in range(100, 150))))
    await _hold(floor, "com_seller")
    before = store.meter.statements
    request = await store.write(lambda tx: requesting.draft(tx, floor.stage.buyer, WISH))
    assert store.meter.statements - before < 25
    assert [quote.company_id for quote in await _asked(floor, request)] == ["com_other"]


async def test_nobody_writes_to_a_held_seller_for_nothing(floor: Floor) -> None:
    """The question is not even asked; where talks are open, words go on."""
    bea = person("slack", 751, "Bea")
    await floor.enters(bea, company="com_buyer", role="trader")
    talks = await floor.stage.offered()

    async def asks(product_id: str) -> str:
        (handled,) = await floor.handle(floor.press(bea, verbs.ASK_SELLER, product_id, at_desk=False))
        return toast_of(handled)

    assert await asks("prd_1") == ""
    await _hold(floor, "com_seller")
    assert "Moderators want another name of that company" in await asks("prd_1")
    assert await asks(talks.product.id) == ""
    await _hold(floor, "com_seller", held=False)
    await _hold(floor, "com_buyer")
    assert "The name of your company can be mistaken" in await asks("prd_1")


async def test_the_listing_of_a_held_company_becomes_no_other(floor: Floor) -> None:
    """What is left of it, what it costs, and whether it is for sale, may change."""
    store, goods = floor.market.store, floor.market.services.listing
    await _hold(floor, "com_seller")
    seller = floor.stage.seller
    same = ListingDraft("Steel bolt 1", "Zinc plated", "pcs", "12.50", "EUR", "1", "100", "")
    dearer = replace(same, base_price="14.00", stock="70")
    changed = await store.write(lambda tx: goods.change(tx, seller, "prd_1", dearer, "cat_metal"))
    assert (changed.base_price, changed.stock) == (1400, 70)
    for other in (replace(same, name="Gold bar"), replace(same, description="24 carat"), replace(same, unit="kg")):
        with pytest.raises(NameHeld):
            await store.write(lambda tx, draft=other: goods.change(tx, seller, "prd_1", draft, "cat_metal"))  # type: ignore[misc]
    with pytest.raises(NameHeld):
        await store.write(lambda tx: goods.show_picture(tx, seller, "prd_1", "fil_1"))
    await store.write(lambda tx: goods.restock(tx, seller, "prd_1", "60"))
    await store.write(lambda tx: goods.pause(tx, seller, "prd_1", active=False))
    left = await store.read(lambda tx: tx.get(Product, "prd_1"))
    assert left is not None
    assert (left.name, left.stock, left.status) == ("Steel bolt 1", 60, "paused")


async def test_listings_of_a_held_company_are_not_carried_to_other_chats(floor: Floor) -> None:
    services = replace(floor.market.services, links=replace(floor.market.services.links, telegram="parley_bot"))
    inline = InlineSearch(store=floor.market.store, services=services, texts=Texts())
    await _second_seller(floor)
    actor = Actor("telegram", "1", "2")
    product = listing(1, id="prd_00000000000000000091", name="Rare washer")
    await floor.market.store.write(lambda tx: tx.add(product))
    public = services.links.listing(product.id)

    async def found(words: str, **values: str) -> list[str]:
        incoming = Incoming("1", "search", floor.desk, actor, NOON, text=words, values=values)
        return [card.id for card in (await inline.found(incoming)).cards]

    assert (len(await found("bolt")), await found(product.id)) == (2, [product.id])
    assert await found(public, **{LINKS: "y"}) == [public]
    await _hold(floor, "com_seller")
    assert await found("bolt") == ["prd_90"]
    assert await found(product.id) == []
    assert await found(public, **{LINKS: "y"}) == []
