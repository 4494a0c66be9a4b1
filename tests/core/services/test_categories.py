"""The category tree in the hands of operators, and in nobody else's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from adapters.storage.sqlite import SqliteStore
from core.errors import CategoryInUse, InvalidValue, NotFound
from core.events import AuditRow
from core.ids import Ids
from core.listings import Category, ListingDraft
from core.services.catalogue import DEPTH_MAX
from core.services.categories import COMMAND_LINE, Categories
from core.services.listing import ListingService
from tests.core.deals import seat
from tests.core.services.conftest import SteppingClock
from tests.core.services.market_store import open_company

OPERATOR = seat("operator", staff="operator")
Act = Callable[..., Awaitable[Category]]


@pytest.fixture
def tree(store: SqliteStore, clock: SteppingClock, ids: Ids) -> Act:
    """`await tree("add", "Metals")`: one act of an operator."""
    service = Categories(clock=clock, ids=ids)

    async def act(name: str, *args: Any, by: Any = OPERATOR) -> Category:
        done: Category = await store.write(lambda tx: getattr(service, name)(tx, by, *args))
        return done

    return act


async def test_a_tree_is_grown_pruned_and_noted(store: SqliteStore, tree: Act) -> None:
    metals = await tree("add", " Metals ")
    sheets = await tree("add", "Sheets", metals.id, by=COMMAND_LINE)
    wood = await tree("add", "Wood")
    assert (metals.name, sheets.parent_id) == ("Metals", metals.id)
    assert (await tree("rename", sheets.id, "SHEETS")).name == "SHEETS"
    assert (await tree("move", sheets.id, wood.id)).parent_id == wood.id
    assert (await tree("move", sheets.id, None)).parent_id is None
    await tree("remove", metals.id)
    left = await store.read(lambda tx: tx.find(Category, order="name"))
    assert left == [replace(sheets, name="SHEETS", parent_id=None), wood]
    noted = await store.read(lambda tx: tx.find(AuditRow, order="created_at"))
    assert [row.action.partition(".")[2] for row in noted] == [
        *("added", "added", "added"),
        *("renamed", "moved", "moved", "removed"),
    ]


async def test_what_would_break_the_tree_is_refused(tree: Act) -> None:
    top = await tree("add", "Metals")
    below = [top]
    for level in range(1, DEPTH_MAX):
        below.append(await tree("add", f"Level {level}", below[-1].id))
    other = await tree("add", "Wood")
    for act, problem in (
        (("add", "metals"), "duplicate-name"),
        (("add", "Deeper", below[-1].id), "too-deep"),
        (("add", "x" * 61), "too-long"),
        (("add", "  "), "empty"),
        (("rename", other.id, "METALS"), "duplicate-name"),
        (("move", top.id, below[-1].id), "inside-itself"),
        (("move", top.id, other.id), "too-deep"),
    ):
        with pytest.raises(InvalidValue) as caught:
            await tree(*act)
        assert caught.value.problem == problem, act
    with pytest.raises(CategoryInUse):
        await tree("remove", top.id)


async def test_a_category_with_goods_stays(store: SqliteStore, tree: Act, clock: SteppingClock, ids: Ids) -> None:
    bolts = await tree("add", "Bolts")
    owner = await open_company(store, clock.now())
    listings = ListingService(clock=clock, ids=ids)
    draft = ListingDraft("Bolt", "", "pcs", "1", "EUR", "1", "1")
    product = await store.write(lambda tx: listings.put_up(tx, owner, draft, bolts.id))
    await store.write(lambda tx: listings.remove(tx, owner, product.id))
    with pytest.raises(CategoryInUse):
        await tree("remove", bolts.id)


@pytest.mark.parametrize("person", [seat("nobody"), seat("moderator", staff="moderator"), seat("owner", "Hansa")])
async def test_for_others_there_is_no_such_thing(tree: Act, person: Any) -> None:
    metals = await tree("add", "Metals")
    for act in (("add", "Wood"), ("rename", metals.id, "W"), ("move", metals.id, None), ("remove", metals.id)):
        with pytest.raises(NotFound):
            await tree(*act, by=person)
