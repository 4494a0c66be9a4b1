"""Searches as people have them: paged both ways, narrowed, corrected, saved, and told about once an hour."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from adapters.storage.sqlite import SqliteStore
from core.errors import EnoughSaved, NotFound
from core.events import OutboxRow
from core.ids import Ids
from core.listings import Category, ListingDraft, Product
from core.members import Company, Seat
from core.ports.unit_of_work import Tx
from core.searches import Search
from core.services.alerting import Alerting
from core.services.listing import ListingService
from core.services.searching import CURSORS_KEPT, PAGE, UNSAVED_KEPT, Results, SearchService
from tests.core.services.market_store import open_company

if TYPE_CHECKING:
    from tests.core.services.conftest import SteppingClock

DRAFT = ListingDraft("Bolts M8", "Zinc plated", "pcs", "12.50", "EUR", "10", "500", "Bremen, Germany")
Result = TypeVar("Result")


class Looking:
    """A seller's shelf and a buyer who looks at it, with each act in a transaction of its own."""

    def __init__(self, store: SqliteStore, clock: SteppingClock, ids: Ids, seller: Seat, buyer: Seat) -> None:
        self.store, self.clock, self.seller, self.buyer = store, clock, seller, buyer
        self.service = SearchService(clock=clock, ids=ids)
        self.listings = ListingService(clock=clock, ids=ids)
        self.alerting = Alerting(store=store, clock=clock, ids=ids)

    async def put_up(self, category: str = "cat_bolts", *, by: Seat | None = None, **changes: str) -> Product:
        draft = replace(DRAFT, **changes)
        return await self.store.write(lambda tx: self.listings.put_up(tx, by or self.seller, draft, category))

    async def does(self, act: Callable[..., Awaitable[Result]], *args: Any, **more: Any) -> Result:
        return await self.store.write(lambda tx: act(tx, self.buyer, *args, **more))

    async def begin(self, typed: str = "", category_id: str = "") -> Results:
        return await self.does(self.service.begin, typed=typed, category_id=category_id)

    async def told(self) -> list[OutboxRow]:
        """What the alerts have to say by now, oldest first."""
        await self.alerting.sweep()
        return await self.store.read(lambda tx: tx.find(OutboxRow, kind="search"))


@pytest.fixture
async def looking(store: SqliteStore, clock: SteppingClock, ids: Ids) -> Looking:
    seller, buyer = await open_company(store, clock.now()), await open_company(store, clock.now(), "Buyer")

    async def categories(tx: Tx) -> None:
        await tx.add(
            Category("cat_metal", "Metal"),
            Category("cat_bolts", "Bolts", "cat_metal"),
            Category("cat_hex", "Hexagon bolts", "cat_bolts"),
            Category("cat_wood", "Wood"),
        )

    await store.write(categories)
    return Looking(store, clock, ids, seller, replace(buyer, identity_id="idn_buyer"))


def names(page: Results) -> list[str]:
    return [product.name for product in page.products]


@pytest.mark.parametrize("typed", ["", "bolt"])
async def test_pages_join_in_both_directions(looking: Looking, typed: str) -> None:
    for number in range(2 * PAGE + 1):
        await looking.put_up("cat_hex", name=f"Bolts M{number:02}")
    first = await looking.begin(typed, "cat_metal")
    second = await looking.does(looking.service.page, first.search.id, 1)
    third = await looking.does(looking.service.page, first.search.id, 2)
    assert [len(page.products) for page in (first, second, third)] == [PAGE, PAGE, 1]
    assert len({product.id for page in (first, second, third) for product in page.products}) == 2 * PAGE + 1
    assert [(page.has_previous, page.has_next) for page in (first, second, third)] == [
        (False, True),
        (True, True),
        (True, False),
    ]
    back = await looking.does(looking.service.page, first.search.id, 1)
    assert names(back) == names(second)
    assert names(await looking.does(looking.service.page, first.search.id, 0)) == names(first)
    beyond = await looking.does(looking.service.page, first.search.id, 7)
    assert names(beyond) == names(first), "a page that nobody came to yet leads to the first one"


async def test_what_is_kept_of_a_long_walk_is_bounded(looking: Looking) -> None:
    walked = CURSORS_KEPT + 5
    await looking.store.write(
        lambda tx: tx.add(
            *(
                replace(_blank(looking), id=f"prd_{number:06}", name=f"Bolt {number:06}")
                for number in range(PAGE * walked)
            )
        )
    )
    page = await looking.begin("", "cat_bolts")
    for number in range(1, walked):
        page = await looking.does(looking.service.page, page.search.id, number)
    assert names(page)[0] == f"Bolt {PAGE * (walked - 1):06}"
    assert len(page.search.cursors) <= CURSORS_KEPT
    assert names(await looking.does(looking.service.page, page.search.id, walked - 3))[0] == (
        f"Bolt {PAGE * (walked - 3):06}"
    )
    assert names(await looking.does(looking.service.page, page.search.id, 1))[0] == "Bolt 000000"


def _blank(looking: Looking) -> Product:
    now = looking.clock.now()
    ours = {"seller_id": looking.seller.user_id, "company_id": looking.seller.company_id, "category_id": "cat_bolts"}
    return Product("prd_0", name="", description="", base_price=1, currency="EUR", unit="pcs", created_at=now, updated_at=now, **ours)  # fmt: skip


async def test_a_category_shows_what_lies_below_it(looking: Looking) -> None:
    await looking.put_up("cat_hex")
    await looking.put_up(name="Bolts M9")
    assert names(await looking.begin("", "cat_metal")) == ["Bolts M8", "Bolts M9"]
    assert names(await looking.begin("m8", "cat_metal")) == ["Bolts M8"]
    assert names(await looking.begin("", "cat_wood")) == []
    with pytest.raises(NotFound):
        await looking.begin("", "cat_none")


async def test_filters_are_read_from_what_was_typed_and_changed_by_presses(looking: Looking) -> None:
    await looking.put_up(name="Steel sheet", base_price="40", min_order="10")
    await looking.put_up(name="Steel plate", base_price="60", min_order="10")
    await looking.put_up(name="Steel coil", base_price="30", min_order="100")
    await looking.put_up(name="Steel bar", base_price="30", min_order="1", ships_from="Ningbo, China")
    page = await looking.begin("steel under 50, min 10, from Germany")
    assert names(page) == ["Steel sheet"]
    assert await looking.does(lambda tx, _seat: looking.service.places(tx, page.search)) == [
        "Ningbo, China",
        "Bremen, Germany",
    ]
    wider = await looking.does(looking.service.narrow, page.search.id, ships_from="")
    assert sorted(names(wider)) == ["Steel bar", "Steel sheet"]
    widest = await looking.does(looking.service.narrow, page.search.id, currency="", price_to=None, min_order_max=None)
    assert len(widest.products) == 4


async def test_a_mistyped_word_is_corrected_and_said(looking: Looking) -> None:
    await looking.put_up(name="Galvanised sheet")
    page = await looking.begin("galvansied shet")
    assert (names(page), page.search.corrected) == (["Galvanised sheet"], "galvanised sheet")
    assert (await looking.begin("galvanised")).search.corrected == ""
    assert names(await looking.begin("%%% ___")) == []


async def test_a_search_is_its_owners_alone(looking: Looking) -> None:
    mine = (await looking.begin("bolt")).search
    for act in (looking.service.again, looking.service.save, looking.service.hush, looking.service.forget):
        with pytest.raises(NotFound):
            await looking.store.write(lambda tx, a=act: a(tx, looking.seller, mine.id))  # type: ignore[misc, operator]


async def test_only_saved_searches_are_kept(looking: Looking) -> None:
    saved = (await looking.begin("bolt")).search
    await looking.does(looking.service.save, saved.id)
    for number in range(3 * UNSAVED_KEPT):
        await looking.begin(f"word{number}")
    kept = await looking.store.read(lambda tx: tx.find(Search, user_id=looking.buyer.user_id))
    assert len(kept) == UNSAVED_KEPT + 1
    assert [search.id for search in await looking.does(looking.service.saved)] == [saved.id]
    await looking.does(looking.service.forget, saved.id)
    assert await looking.does(looking.service.saved) == []


async def test_saved_searches_are_bounded(looking: Looking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.services.searching.SAVED_MAX", 2)
    kept = []
    for words in ("bolt", "nut"):
        kept.append((await looking.begin(words)).search)
        await looking.does(looking.service.save, kept[-1].id)
    one_more = (await looking.begin("washer")).search
    with pytest.raises(EnoughSaved):
        await looking.does(looking.service.save, one_more.id)
    # One that is saved already can be told about anew.
    await looking.does(looking.service.save, kept[0].id)
    await looking.does(looking.service.forget, kept[0].id)
    await looking.does(looking.service.save, one_more.id)


async def test_new_listings_are_told_once_an_hour_together(looking: Looking) -> None:
    await looking.put_up()
    search = (await looking.begin("bolts", "cat_metal")).search
    await looking.does(looking.service.save, search.id)
    assert await looking.told() == [], "what was there before is no news"
    first = await looking.put_up("cat_hex", name="Bolts M10")
    await looking.put_up("cat_wood", name="Bolts of wood")
    await looking.put_up(name="Bolts of mine", by=replace(looking.buyer, role="owner"))
    news = await looking.told()
    assert [row.args["products"] for row in news] == [[first.id]]
    assert (news[0].subject_id, news[0].identity_id) == (search.id, "idn_buyer")
    more = [await looking.put_up(name=f"Bolts M{number}") for number in range(12, 20)]
    assert len(await looking.told()) == 1, "within the hour nothing more is said"
    looking.clock.advance(timedelta(minutes=61))
    digest = (await looking.told())[-1]
    assert digest.args["count"] == len(more)
    assert digest.args["products"] == [product.id for product in reversed(more)][:5]
    looking.clock.advance(timedelta(hours=2))
    assert len(await looking.told()) == 2, "nothing is told twice"


async def test_listings_of_a_held_company_are_no_news(looking: Looking) -> None:
    """Two may be found by one search; the other one's is told all the same."""
    search = (await looking.begin("bolts")).search
    await looking.does(looking.service.save, search.id)
    other = await open_company(looking.store, looking.clock.now(), "Other")
    await looking.put_up(name="Bolts of a stranger")
    told = await looking.put_up(name="Bolts of another", by=other)

    async def hold(tx: Tx) -> None:
        company = await tx.get(Company, looking.seller.company_id)
        assert company is not None
        await tx.put(replace(company, name_held_since=looking.clock.now()))

    await looking.store.write(hold)
    news = await looking.told()
    assert [(row.args["products"], row.args["count"]) for row in news] == [([told.id], 1)]


async def test_one_press_ends_the_news(looking: Looking) -> None:
    search = (await looking.begin("bolts")).search
    await looking.does(looking.service.save, search.id)
    await looking.does(looking.service.hush, search.id)
    await looking.put_up()
    assert await looking.told() == []
