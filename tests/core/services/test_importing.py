"""Importing a seller's products: what comes in, what is refused and why, and what a second run does."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest

from adapters.storage.sqlite import SqliteStore
from bot import market
from core.errors import AlreadyExists, NotAllowed, NotRegistered
from core.ids import Ids
from core.listings import UNITS, Category, Product
from core.members import Seat
from core.ports.unit_of_work import Tx
from core.services.importing import PROBLEMS_KEPT_MAX, Importer, ImportReport
from core.services.product_file import COLUMNS, RowProblem, decoded_lines
from tests.core.services.conftest import SteppingClock
from tests.core.services.market_store import open_company

HEADER = ",".join(COLUMNS) + "\n"
GOOD = {
    "sku": "HB-12",
    "name": "Hexagon bolt",
    "description": "Of steel.",
    "category": "Fasteners > Bolts",
    "unit": "box",
    "base_price": "12.50",
    "currency": "EUR",
    "min_order": "5",
    "stock": "100",
}
Result = TypeVar("Result")


def row(**changes: str) -> str:
    return ",".join(f'"{value}"' for value in (GOOD | changes).values()) + "\n"


def tally(report: ImportReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.problem_count


async def products(store: SqliteStore) -> dict[str, Product]:
    return {product.sku: product for product in await store.read(lambda tx: tx.find(Product, limit=500))}


async def categories(store: SqliteStore) -> dict[str, Category]:
    return {category.name: category for category in await store.read(lambda tx: tx.find(Category, limit=500))}


async def test_a_good_row_becomes_a_listing(
    store: SqliteStore, importer: Importer, seller: Seat, clock: SteppingClock
) -> None:
    assert tally(await importer.run([HEADER, row()], seller)) == (1, 0, 0, 0)
    product = (await products(store))["HB-12"]
    tree = await categories(store)
    assert product == Product(
        id=product.id,
        seller_id=seller.user_id,
        company_id=seller.company_id,
        name="Hexagon bolt",
        description="Of steel.",
        base_price=1250,
        currency="EUR",
        category_id=tree["Bolts"].id,
        unit="box",
        created_at=clock.now(),
        updated_at=clock.now(),
        sku="HB-12",
        min_order=5,
        stock=100,
    )
    assert tree["Bolts"].parent_id == tree["Fasteners"].id
    assert tree["Fasteners"].parent_id is None


async def test_text_is_made_safe_and_codes_are_read_in_any_case(
    store: SqliteStore, importer: Importer, seller: Seat
) -> None:
    messy = row(sku=" HB  12 ", name="Hexagon\n\u202ebolt\u200b", unit=" BOX ", currency="eur", stock="0")
    assert tally(await importer.run([HEADER, messy], seller)) == (1, 0, 0, 0)
    product = (await products(store))["HB 12"]
    assert (product.name, product.unit, product.currency, product.stock) == ("Hexagon bolt", "box", "EUR", 0)


@pytest.mark.parametrize(
    ("changes", "field", "problem", "details"),
    [
        ({"sku": " "}, "sku", "empty", {}),
        ({"sku": "x" * 65}, "sku", "too-long", {"most": 64}),
        ({"name": ""}, "name", "empty", {}),
        ({"name": "x" * 121}, "name", "too-long", {"most": 120}),
        ({"description": "x" * 2001}, "description", "too-long", {"most": 2000}),
        ({"category": ""}, "category", "empty", {}),
        ({"category": "Fasteners > > Bolts"}, "category", "empty", {}),
        ({"category": "x" * 61}, "category", "too-long", {"most": 60}),
        ({"category": "A > B > C > D > E"}, "category", "too-deep", {"most": 4}),
        ({"unit": "dozen"}, "unit", "unknown-unit", {"unit": "dozen", "units": ", ".join(UNITS)}),
        ({"currency": "EURO"}, "currency", "unknown-currency", {"currency": "EURO"}),
        ({"base_price": ""}, "base_price", "empty", {}),
        ({"base_price": "0"}, "base_price", "zero", {}),
        ({"base_price": "-3"}, "base_price", "negative", {}),
        ({"base_price": "1e3"}, "base_price", "not-a-number", {}),
        ({"base_price": "1,250"}, "base_price", "ambiguous", {}),
        ({"base_price": "1.250"}, "base_price", "ambiguous", {}),
        ({"base_price": "1.0055"}, "base_price", "too-precise", {"decimals": 2}),
        ({"base_price": "10.50", "currency": "JPY"}, "base_price", "too-precise", {"decimals": 0}),
        ({"base_price": "1000000.00"}, "base_price", "too-big", {}),
        ({"min_order": "0"}, "min_order", "zero", {}),
        ({"min_order": "2.5"}, "min_order", "too-precise", {"decimals": 0}),
        ({"stock": "many"}, "stock", "not-a-number", {}),
        ({"stock": ""}, "stock", "empty", {}),
        ({"stock": "10000001"}, "stock", "too-big", {}),
    ],
)
async def test_a_bad_value_is_named_and_the_other_rows_come_in(
    store: SqliteStore,
    importer: Importer,
    seller: Seat,
    changes: dict[str, str],
    field: str,
    problem: str,
    details: dict[str, object],
) -> None:
    lines = [HEADER, row(sku="before"), row(**changes), row(sku="after")]
    report = await importer.run(lines, seller)
    assert report.problems == [RowProblem(3, field, problem, details)]
    assert tally(report) == (2, 0, 0, 1)
    assert set(await products(store)) == {"before", "after"}


async def test_broken_lines_are_reported_among_the_rest_in_order(importer: Importer, seller: Seat) -> None:
    lines = [HEADER, row(sku="A"), row(sku="B", stock="x"), "only,two\n", row(sku="C", unit="x"), row(sku="D")]
    report = await importer.run(lines, seller)
    assert [(problem.line, problem.field) for problem in report.problems] == [(3, "stock"), (4, "row"), (5, "unit")]
    assert tally(report) == (2, 0, 0, 3)


async def test_an_article_number_twice_keeps_the_first_that_is_right(
    store: SqliteStore, importer: Importer, seller: Seat
) -> None:
    lines = [HEADER, row(stock="x"), row(name="First"), row(sku="other"), row(name="Second")]
    report = await importer.run(lines, seller)
    assert report.problems[1:] == [RowProblem(5, "sku", "duplicate", {"first_line": 3})]
    assert (await products(store))["HB-12"].name == "First"


async def test_a_duplicate_is_found_across_transactions(importer: Importer, seller: Seat) -> None:
    lines = [HEADER, *(row(sku=f"S{number}") for number in range(1200)), row(sku="S0")]
    report = await importer.run(lines, seller)
    assert report.problems == [RowProblem(1202, "sku", "duplicate", {"first_line": 2})]
    assert report.added == 1200


async def test_an_unusable_file_changes_nothing(store: SqliteStore, importer: Importer, seller: Seat) -> None:
    for lines in ([], [HEADER], ["name,sku\n", row()]):
        report = await importer.run(lines, seller)
        assert tally(report) == (0, 0, 0, 1)
    assert await products(store) == {}


async def test_the_same_file_again_changes_nothing(
    store: SqliteStore, importer: Importer, seller: Seat, clock: SteppingClock
) -> None:
    lines = [HEADER, row(), row(sku="HB-16", description="", category="fasteners>BOLTS")]
    await importer.run(lines, seller)
    before = await products(store)
    clock.advance(timedelta(days=1))
    assert tally(await importer.run(lines, seller)) == (0, 0, 2, 0)
    assert await products(store) == before
    assert set(await categories(store)) == {"Fasteners", "Bolts"}


async def test_changed_values_update_the_listing_and_keep_what_is_not_in_the_file(
    store: SqliteStore, importer: Importer, seller: Seat, clock: SteppingClock
) -> None:
    await importer.run([HEADER, row()], seller)
    before = (await products(store))["HB-12"]
    kept = replace(before, reserved=40, status="paused", lead_time_days=3, ships_from="Bremen")
    await store.write(lambda tx: tx.put(kept))
    clock.advance(timedelta(days=1))
    report = await importer.run([HEADER, row(base_price="13.00", category="Fasteners > Screws", stock="40")], seller)
    assert tally(report) == (0, 1, 0, 0)
    assert (await products(store))["HB-12"] == replace(
        kept,
        base_price=1300,
        stock=40,
        category_id=(await categories(store))["Screws"].id,
        updated_at=clock.now(),
    )


async def test_stock_is_never_set_below_what_is_promised(store: SqliteStore, importer: Importer, seller: Seat) -> None:
    await importer.run([HEADER, row()], seller)
    listed = replace((await products(store))["HB-12"], reserved=40)
    await store.write(lambda tx: tx.put(listed))
    report = await importer.run([HEADER, row(stock="39", name="New name"), row(sku="other")], seller)
    assert report.problems == [RowProblem(2, "stock", "below-reserved", {"reserved": 40})]
    assert tally(report) == (1, 0, 0, 1)
    assert (await products(store))["HB-12"] == listed


async def test_another_company_may_use_the_same_article_number(
    store: SqliteStore, importer: Importer, seller: Seat, clock: SteppingClock
) -> None:
    rival = await open_company(store, clock.now(), "Lotus", role="trader")
    await importer.run([HEADER, row()], seller)
    assert tally(await importer.run([HEADER, row(name="Theirs")], rival)) == (1, 0, 0, 0)
    found = await store.read(lambda tx: tx.find(Product, sku="HB-12"))
    assert {product.company_id: product.name for product in found} == {
        seller.company_id: "Hexagon bolt",
        rival.company_id: "Theirs",
    }


async def test_existing_categories_are_found_in_any_script_and_case(
    store: SqliteStore, importer: Importer, seller: Seat
) -> None:
    await store.write(lambda tx: tx.add(Category("cat_1", "Ölfilter"), Category("cat_2", "ТРУБЫ", "cat_1")))
    assert tally(await importer.run([HEADER, row(category="öLFILTER > трубы")], seller)) == (1, 0, 0, 0)
    assert (await products(store))["HB-12"].category_id == "cat_2"


async def test_the_same_name_under_two_parents_is_two_categories(
    store: SqliteStore, importer: Importer, seller: Seat
) -> None:
    lines = [HEADER, row(sku="A", category="Pipes > Steel"), row(sku="B", category="Sheets > Steel")]
    await importer.run(lines, seller)
    listed = await products(store)
    assert listed["A"].category_id != listed["B"].category_id


async def test_problems_are_all_counted_and_the_first_are_kept(importer: Importer, seller: Seat) -> None:
    report = await importer.run([HEADER, *(row(unit="x") for _ in range(1500))], seller)
    assert report.problem_count == 1500
    assert [problem.line for problem in report.problems] == list(range(2, PROBLEMS_KEPT_MAX + 2))


async def test_only_who_may_list_may_import(store: SqliteStore, importer: Importer, seller: Seat) -> None:
    with pytest.raises(NotAllowed):
        await importer.run([HEADER, row()], replace(seller, role="viewer"))
    with pytest.raises(NotRegistered):
        await importer.run([HEADER, row()], replace(seller, company_id=""))
    assert await products(store) == {}


class _Overtaken:
    """A store on which somebody else lists the same article number just before the first commit."""

    def __init__(self, store: SqliteStore, rival: Callable[[Tx], Awaitable[None]]) -> None:
        self._store = store
        self._rival: Callable[[Tx], Awaitable[None]] | None = rival

    async def write(self, step: Callable[[Tx], Awaitable[Result]]) -> Result:
        rival, self._rival = self._rival, None
        if rival is None:
            return await self._store.write(step)
        await self._store.write(rival)
        raise AlreadyExists()

    async def read(self, step: Callable[[Tx], Awaitable[Result]]) -> Result:
        return await self._store.read(step)

    async def look(self, step: Callable[[Tx], Awaitable[Result]]) -> Result:
        return await self._store.look(step)


async def test_a_listing_that_appears_meanwhile_is_updated_instead(
    store: SqliteStore, importer: Importer, seller: Seat, clock: SteppingClock, ids: Ids
) -> None:
    await importer.run([HEADER, row(sku="template")], seller)
    theirs = replace((await products(store))["template"], id="prd_theirs", sku="HB-12", name="Typed in the chat")
    overtaken = _Overtaken(store, lambda tx: tx.add(theirs))
    report = await Importer(overtaken, clock, ids).run([HEADER, row()], seller)
    assert tally(report) == (0, 1, 0, 0)
    assert (await products(store))["HB-12"] == replace(theirs, name="Hexagon bolt", updated_at=clock.now())


async def test_thousands_of_rows_come_in_by_short_transactions(
    store: SqliteStore, importer: Importer, seller: Seat
) -> None:
    lines = [HEADER, *(row(sku=f"S{number:05d}", category=f"Group > {number % 20}") for number in range(5000))]
    writes_before = store.meter.writes
    assert tally(await importer.run(iter(lines), seller)) == (5000, 0, 0, 0)
    assert store.meter.writes - writes_before == 10
    assert await store.read(lambda tx: tx.count(Product)) == 5000
    assert await store.read(lambda tx: tx.count(Category)) == 21
    assert tally(await importer.run(iter(lines), seller)) == (0, 0, 5000, 0)


async def test_the_seed_market_comes_in_whole(store: SqliteStore, importer: Importer, clock: SteppingClock) -> None:
    for number, (company, path) in enumerate(market.files()):
        seat = await open_company(store, clock.now(), f"{number} {company}")
        report = await importer.run(decoded_lines(io.BytesIO(path.read_bytes())), seat)
        assert report.problems == []
        assert report.added >= 36
    listed = await products(store)
    tree = (await categories(store)).values()
    assert len(listed) >= 72
    assert len([category for category in tree if category.parent_id is None]) >= 9
    assert len([category for category in tree if category.parent_id is not None]) >= 20
    assert {product.currency for product in listed.values()} == {"EUR", "USD"}
    assert len({product.unit for product in listed.values()} & set(UNITS)) >= 8
    for product in listed.values():
        assert 40 <= len(product.description) <= 300
        assert product.description.endswith(".")
        assert product.min_order <= product.stock
