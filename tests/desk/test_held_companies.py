"""What a hold stops besides the moves of a deal: requests to several sellers, words about a listing, and listings that turn into others."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import pytest_asyncio

from bot import verbs
from bot.quoting import quote_screen
from bot.text import Texts
from core.errors import OtherNameHeld
from core.events import OutboxRow
from core.members import Company
from core.ports.unit_of_work import Tx
from core.quotes import Quote, QuoteRequest, Reply, Wish
from tests.adapters.storage.samples import NOON, listing
from tests.desk.floor import Floor

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
