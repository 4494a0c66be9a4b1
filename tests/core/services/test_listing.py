"""The shelf: putting up, finding, pausing and restocking."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from adapters.storage.sqlite import SqliteStore
from core.errors import DomainError, InvalidValue, NotAllowed, NotFound, NotRegistered
from core.ids import Ids
from core.listings import Category, ListingDraft, Product
from core.members import Seat
from core.ports.unit_of_work import Tx
from core.searches import Wanted
from core.services.listing import PAGE, ListingService
from tests.core.deals import seat
from tests.core.services.market_store import open_company

if TYPE_CHECKING:
    from tests.core.services.conftest import SteppingClock

DRAFT = ListingDraft("Bolts M8", "Zinc plated", "pcs", "12.50", "EUR", "10", "500")


class Shelf:
    """The service, with each act in a transaction of its own."""

    def __init__(self, store: SqliteStore, service: ListingService, owner: Seat) -> None:
        self.store, self.service, self.owner = store, service, owner

    async def put_up(self, draft: ListingDraft = DRAFT, category: str = "cat_bolts", by: Seat | None = None) -> Product:
        return await self.store.write(lambda tx: self.service.put_up(tx, by or self.owner, draft, category))

    async def for_sale(self) -> list[str]:
        return [product.id for product in (await self.store.read(lambda tx: tx.search(Wanted()))).products]

    async def change(self, product_id: str, category: str = "cat_bolts", **changes: str) -> Product:
        draft = replace(DRAFT, **changes)
        return await self.store.write(lambda tx: self.service.change(tx, self.owner, product_id, draft, category))

    async def remove(self, product_id: str) -> Product:
        return await self.store.write(lambda tx: self.service.remove(tx, self.owner, product_id))

    async def pause(self, product_id: str, *, active: bool, by: Seat | None = None) -> Product:
        return await self.store.write(lambda tx: self.service.pause(tx, by or self.owner, product_id, active=active))

    async def restock(self, product_id: str, typed: str) -> Product:
        return await self.store.write(lambda tx: self.service.restock(tx, self.owner, product_id, typed))


@pytest.fixture
async def shelf(store: SqliteStore, clock: SteppingClock, ids: Ids) -> Shelf:
    owner = await open_company(store, clock.now())

    async def categories(tx: Tx) -> None:
        await tx.add(
            Category("cat_metal", "Metal"),
            Category("cat_bolts", "Bolts", "cat_metal"),
            Category("cat_nuts", "Nuts", "cat_metal"),
            Category("cat_wood", "Wood"),
        )

    await store.write(categories)
    return Shelf(store, ListingService(clock=clock, ids=ids), owner)


async def test_a_listing_is_put_up_as_typed(shelf: Shelf) -> None:
    product = await shelf.put_up()
    assert product == await shelf.store.read(lambda tx: shelf.service.product(tx, product.id))
    assert (product.name, product.base_price, product.currency, product.unit) == ("Bolts M8", 1250, "EUR", "pcs")
    assert (product.min_order, product.stock, product.reserved, product.status) == (10, 500, 0, "active")
    assert (product.company_id, product.seller_id) == (shelf.owner.company_id, shelf.owner.user_id)


async def test_something_may_be_listed_before_it_is_there(shelf: Shelf) -> None:
    assert (await shelf.put_up(replace(DRAFT, stock=" 0 "))).stock == 0


@pytest.mark.parametrize(
    ("changes", "field", "problem"),
    [
        ({"name": " "}, "name", "empty"),
        ({"name": "x" * 121}, "name", "too-long"),
        ({"description": "x" * 2001}, "description", "too-long"),
        ({"name": "Bolts, order at +49 170 1234567"}, "name", "contacts"),
        ({"description": "Cheaper at https://bolts.example"}, "description", "contacts"),
        ({"ships_from": "write to bo@firm.example"}, "ships_from", "contacts"),
        ({"unit": "ell"}, "unit", "unknown-unit"),
        ({"currency": "XXX"}, "currency", "unknown-currency"),
        ({"base_price": "0"}, "base_price", "zero"),
        ({"base_price": "a lot"}, "base_price", "not-a-number"),
        ({"min_order": "0"}, "min_order", "zero"),
        ({"stock": "-1"}, "stock", "negative"),
    ],
)
async def test_what_is_no_listing(shelf: Shelf, changes: dict[str, str], field: str, problem: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        await shelf.put_up(replace(DRAFT, **changes))
    assert (caught.value.field, caught.value.problem) == (field, problem)


async def test_a_listing_has_a_category(shelf: Shelf) -> None:
    with pytest.raises(InvalidValue) as caught:
        await shelf.put_up(category="cat_none")
    assert caught.value.problem == "unknown-category"


@pytest.mark.parametrize(
    ("person", "refusal"),
    [
        (seat("viewer", "Hansa", role="viewer"), NotAllowed),
        (seat("signatory", "Hansa", role="signatory"), NotAllowed),
        (seat("nobody"), NotRegistered),
    ],
)
async def test_who_puts_nothing_up(shelf: Shelf, person: Seat, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        await shelf.put_up(by=person)


# ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_categories_are_walked_from_the_roots(shelf: Shelf) -> None:
    roots = await shelf.store.read(shelf.service.categories)
    assert [category.name for category in roots] == ["Metal", "Wood"]
    children = await shelf.store.read(lambda tx: shelf.service.categories(tx, "cat_metal"))
    assert [category.name for category in children] == ["Bolts", "Nuts"]
    paths = await shelf.store.read(shelf.service.category_paths)
    assert paths == [("cat_bolts", "Metal > Bolts"), ("cat_nuts", "Metal > Nuts"), ("cat_wood", "Wood")]


async def test_a_listing_that_is_not_there(shelf: Shelf) -> None:
    with pytest.raises(NotFound):
        await shelf.store.read(lambda tx: shelf.service.product(tx, "prd_none"))


# ── the seller's own ─────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_paused_listing_is_seen_by_its_company_only(shelf: Shelf) -> None:
    product = await shelf.put_up()
    await shelf.pause(product.id, active=False)
    assert await shelf.for_sale() == []
    mine = await shelf.store.read(lambda tx: shelf.service.mine(tx, shelf.owner))
    assert [p.status for p in mine.products] == ["paused"]
    await shelf.pause(product.id, active=True)
    assert await shelf.for_sale() == [product.id]


async def test_ones_own_listings_come_in_pages_too(shelf: Shelf) -> None:
    for number in range(PAGE + 1):
        await shelf.put_up(replace(DRAFT, name=f"Bolts M{number:02}"))
    first = await shelf.store.read(lambda tx: shelf.service.mine(tx, shelf.owner))
    rest = await shelf.store.read(lambda tx: shelf.service.mine(tx, shelf.owner, after=first.next_after))
    assert (len(first.products), len(rest.products), rest.next_after) == (PAGE, 1, "")


async def test_somebody_elses_listing_looks_like_none(shelf: Shelf, clock: SteppingClock) -> None:
    product = await shelf.put_up()
    other = await open_company(shelf.store, clock.now(), "Other")
    for product_id in (product.id, "prd_none"):
        with pytest.raises(NotFound):
            await shelf.pause(product_id, active=False, by=other)


async def test_stock_is_set_never_below_what_is_promised(shelf: Shelf) -> None:
    product = await shelf.put_up()
    await shelf.store.write(lambda tx: tx.move_stock(product.id, reserve=40))
    with pytest.raises(InvalidValue) as caught:
        await shelf.restock(product.id, "39")
    assert (caught.value.problem, caught.value.fields["reserved"]) == ("below-reserved", 40)
    assert (await shelf.restock(product.id, "40")).available == 0
    with pytest.raises(InvalidValue):
        await shelf.restock(product.id, "0")


async def test_every_field_can_be_changed_and_what_is_promised_stays(shelf: Shelf) -> None:
    product = await shelf.put_up()
    await shelf.store.write(lambda tx: tx.move_stock(product.id, reserve=40))
    changed = await shelf.change(
        product.id,
        "cat_nuts",
        name="Nuts M8",
        description="Brass",
        unit="box",
        base_price="3.05",
        currency="USD",
        min_order="2",
        stock="41",
        ships_from=" Bremen,  Germany ",
        lead_time_days="3",
    )
    assert changed == await shelf.store.read(lambda tx: shelf.service.product(tx, product.id))
    assert (changed.name, changed.description, changed.unit, changed.category_id) == (
        "Nuts M8",
        "Brass",
        "box",
        "cat_nuts",
    )
    assert (changed.base_price, changed.currency, changed.min_order, changed.stock) == (305, "USD", 2, 41)
    assert (changed.ships_from, changed.lead_time_days, changed.reserved) == ("Bremen, Germany", 3, 40)
    for wrong, problem in (
        ({"stock": "39"}, "below-reserved"),
        ({"lead_time_days": "366"}, "out-of-range"),
        ({"ships_from": "x" * 61}, "too-long"),
        ({"name": ""}, "empty"),
    ):
        with pytest.raises(InvalidValue) as caught:
            await shelf.change(product.id, **wrong)
        assert caught.value.problem == problem
    assert await shelf.store.read(lambda tx: shelf.service.product(tx, product.id)) == changed


async def test_a_removed_listing_is_gone_for_good_and_its_article_number_free(shelf: Shelf) -> None:
    product = await shelf.put_up()
    removed = await shelf.remove(product.id)
    assert (removed.status, await shelf.for_sale()) == ("removed", [])
    assert (await shelf.store.read(lambda tx: shelf.service.mine(tx, shelf.owner))).products == ()
    for act in (shelf.remove(product.id), shelf.pause(product.id, active=True), shelf.restock(product.id, "5")):
        with pytest.raises(NotFound):
            await act


async def test_the_newest_picture_is_shown_first(shelf: Shelf) -> None:
    product = await shelf.store.write(
        lambda tx: shelf.service.put_up(tx, shelf.owner, DRAFT, "cat_bolts", photos=["fil_1"])
    )
    photos = lambda: shelf.store.read(lambda tx: shelf.service.photos(tx, product.id))  # noqa: E731
    assert await photos() == ["fil_1"]
    await shelf.store.write(lambda tx: shelf.service.show_picture(tx, shelf.owner, product.id, "fil_2"))
    assert (await photos())[0] == "fil_2"
    other = await shelf.put_up()
    assert await shelf.store.read(lambda tx: shelf.service.photos(tx, other.id)) == []
