"""Categories by their names."""

from __future__ import annotations

import pytest

from adapters.storage.sqlite import SqliteStore
from core.errors import InvalidValue
from core.ids import Ids
from core.listings import Category
from core.ports.unit_of_work import Tx
from core.services.catalogue import Catalogue, read_path


def test_a_path_is_read_without_stray_space() -> None:
    assert read_path("  Metals >Sheets   &  Plates ") == ("Metals", "Sheets & Plates")


async def test_one_of_very_many_siblings_is_found(store: SqliteStore, ids: Ids) -> None:
    siblings = [Category(f"cat_{number:05d}", f"Range {number}") for number in range(2001)]

    async def step(tx: Tx) -> str:
        await tx.add(*siblings)
        return await Catalogue(ids).ensure_category(tx, ["RANGE 2000"])

    assert await store.write(step) == "cat_02000"


async def test_a_new_category_is_found_again_in_its_own_transaction(store: SqliteStore, ids: Ids) -> None:
    async def step(tx: Tx) -> tuple[str, str]:
        catalogue = Catalogue(ids)
        return await catalogue.ensure_category(tx, ["Pipes", "Steel"]), await catalogue.ensure_category(
            tx, ["pipes", "STEEL"]
        )

    first, second = await store.write(step)
    assert first == second
    assert await store.read(lambda tx: tx.count(Category)) == 2


async def test_no_path_is_no_category(store: SqliteStore, ids: Ids) -> None:
    with pytest.raises(InvalidValue):
        await store.write(lambda tx: Catalogue(ids).ensure_category(tx, []))
