"""The search seam: what is found, in which order, page by page, and that the index follows every change at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.listings import Category, Product
from core.ports.search import Found
from core.ports.unit_of_work import Tx
from core.searches import BEST, Spelling, Wanted
from core.services.spelling import corrected, learn
from tests.adapters.storage.samples import listing, settle_in
from tests.databases import AnyStore


async def shelve(store: AnyStore, *products: Product) -> None:
    await settle_in(store)

    async def step(tx: Tx) -> None:
        await tx.add(*(Category(f"cat_{name}", name) for name in ("wood", "oak", "paper")))
        await tx.add(*products)
        await learn(tx, products)

    await store.write(step)


def thing(number: int, name: str, **fields: Any) -> Product:
    return listing(number, **({"name": name, "description": "", "category_id": "cat_wood"} | fields))


async def found(store: AnyStore, words: str = "", **asked: Any) -> list[str]:
    wanted = Wanted(words=words, **asked)
    page: Found = await store.read(lambda tx: tx.search(wanted, limit=100))
    return [product.name for product in page.products]


WORLD = (
    ("Лист стальной оцинкованный", "лист", "Стальной", "оцинк"),
    ("لوح فولاذ مجلفن", "فولاذ", "لَوح", "مجلف"),
    ("不锈钢板 2毫米", "不锈钢", "钢板", "2毫米"),
    ("Étagère en chêne massif", "etagere", "CHÊNE", "mass"),
    ("Stahlblech feuerverzinkt", "stahl", "FEUERVERZINKT", "stahlblech feuer"),
    ("Café ñandú 5 kg", "cafe", "nandu", "caf nan"),
)


async def test_every_script_is_found_by_whole_words_and_beginnings(store: AnyStore) -> None:
    await shelve(store, *(thing(number, names[0]) for number, names in enumerate(WORLD, 2)))
    for name, *asked in WORLD:
        for words in asked:
            assert await found(store, words) == [name], words
    assert await found(store, "钢不") == []
    assert await found(store, "tagere") == [], "a word is found by its beginning, not by its middle"


async def test_every_word_has_to_be_there_and_the_name_comes_first(store: AnyStore) -> None:
    await shelve(
        store,
        thing(2, "Oak table with a very long name indeed", description="for steel workers"),
        thing(3, "Chair", description="of oak, to go with the oak table"),
        thing(4, "Oak table"),
        thing(5, "Oak chair", description="no match"),
        thing(6, "Pine table", sku="OAK-77"),
    )
    names = await found(store, "oak table")
    assert names == ["Oak table", "Pine table", "Oak table with a very long name indeed", "Chair"]
    assert await found(store, "oak steel") == ["Oak table with a very long name indeed"]
    assert await found(store, "OAK-77") == ["Pine table"]
    assert await found(store, "oak granite") == []
    assert await found(store, '"oak* OR table) NOT') == []
    assert await found(store, "!!! ((") == await found(store)


async def test_filters_narrow_with_and_without_words(store: AnyStore) -> None:
    await shelve(
        store,
        thing(2, "Oak board", base_price=950, min_order=1, ships_from="Germany"),
        thing(3, "Oak beam", base_price=4_000, min_order=10, ships_from="Germany, Hamburg", category_id="cat_oak"),
        thing(4, "Oak floor", base_price=4_001, min_order=25, ships_from="Poland"),
        thing(5, "Oak bench", base_price=4_000, min_order=1, currency="USD"),
        thing(6, "Oak stump", status="paused"),
        thing(7, "Oak ash", status="removed"),
    )
    everything = ["Oak bench", "Oak floor", "Oak beam", "Oak board", "Steel bolt 1"]
    assert await found(store) == everything
    assert await found(store, category_ids=("cat_oak", "cat_paper")) == ["Oak beam"]
    assert await found(store, "oak", category_ids=("cat_wood",), min_order_max=1) == ["Oak board", "Oak bench"][::-1]
    assert await found(store, currency="EUR", price_from=1_251, price_to=4_000) == ["Oak beam"]
    assert await found(store, "oak", currency="EUR", price_to=4_000) == ["Oak beam", "Oak board"]
    assert await found(store, currency="USD") == ["Oak bench"]
    assert await found(store, "oak", min_order_max=12, ships_from="germany") == ["Oak beam", "Oak board"]
    assert await found(store, ships_from="Poland") == ["Oak floor"]


async def test_a_country_is_found_by_its_letters_and_its_name_in_every_language(store: AnyStore) -> None:
    await shelve(
        store,
        thing(2, "Oak board", ships_from="Hamburg, Germany"),
        thing(3, "Oak beam", ships_from="Leipzig (DE)"),
        thing(4, "Oak floor", ships_from="Денвер, США"),
        thing(5, "Oak bench", ships_from="Delhi, India"),
        thing(6, "Oak stump", ships_from="宁波，中国"),
        thing(7, "Oak ash", ships_from="Germany Hamburg"),
    )
    german = ["Oak beam", "Oak board"]
    for place in ("DE", "de", "Deutschland", "alemania", "Германия", "Германии", "ألمانيا", "德国"):
        assert await found(store, ships_from=place) == german, place
    assert await found(store, ships_from="Germany") == ["Oak ash", *german]
    assert await found(store, ships_from="hamburg, deutschland") == ["Oak board"]
    assert await found(store, "oak", ships_from="den USA") == ["Oak floor"]
    assert await found(store, ships_from="Del") == ["Oak bench"]
    assert await found(store, ships_from="China") == ["Oak stump"]
    assert await found(store, ships_from="Jordanien") == []


async def test_the_index_follows_every_change_in_its_own_transaction(store: AnyStore) -> None:
    await shelve(store, thing(2, "Oak board"))

    class Stop(Exception):
        pass

    async def fails(tx: Tx) -> None:
        await tx.put(thing(2, "Pine board"))
        assert [one.name for one in (await tx.search(Wanted("pine"))).products] == ["Pine board"]
        raise Stop

    with pytest.raises(Stop):
        await store.write(fails)
    assert (await found(store, "pine"), await found(store, "oak")) == ([], ["Oak board"])
    for changed, hits in (
        (thing(2, "Pine board", category_id="cat_oak"), ([], ["Pine board"])),
        (thing(2, "Oak board", status="paused"), ([], [])),
        (thing(2, "Oak board", base_price=77), (["Oak board"], [])),
    ):
        await store.write(lambda tx, row=changed: tx.put(row))  # type: ignore[misc]
        assert (await found(store, "oak"), await found(store, "pine", category_ids=("cat_oak",))) == hits
    assert await found(store, "oak", currency="EUR", price_to=77) == ["Oak board"]
    await store.write(lambda tx: tx.move_stock("prd_2", reserve=1))
    assert await found(store, "oak") == ["Oak board"]


async def test_pages_join_without_gap_or_double_while_listings_come_and_go(store: AnyStore) -> None:
    names = {number: f"Board {'x' * (number % 5)}" for number in range(100, 158)}
    described = dict.fromkeys(range(160, 180), "Plank")
    await shelve(
        store,
        *(thing(number, name) for number, name in names.items()),
        *(thing(number, name, description="or board") for number, name in described.items()),
    )
    wanted, seen, cursor = Wanted("board"), [], ""
    for page in range(100):
        answer = await store.read(lambda tx, at=cursor: tx.search(wanted, cursor=at, limit=7))  # type: ignore[misc]
        seen += [product.id for product in answer.products]
        cursor = answer.next_cursor
        if page == 8:
            await store.write(lambda tx: tx.add(thing(900, "Board in the description", description="")))
        if not cursor:
            break
    in_name = sorted(names, key=lambda number: (-len(names[number]), number), reverse=True)
    assert seen == [f"prd_{number}" for number in (*in_name, *sorted(described, reverse=True))]


async def test_behind_the_best_matches_come_the_others_by_age(store: AnyStore) -> None:
    many = BEST + 30
    await shelve(store, *(thing(1000 + number, "Board" + " x" * (number % 3)) for number in range(many)))
    seen, cursor = [], ""
    while True:
        answer = await store.read(lambda tx, at=cursor: tx.search(Wanted("boa"), cursor=at, limit=97))  # type: ignore[misc]
        seen += [int(product.id[4:]) - 1000 for product in answer.products]
        cursor = answer.next_cursor
        if not cursor:
            break
    best = sorted(range(many - BEST, many), key=lambda number: (-(number % 3), number), reverse=True)
    assert seen == [*best, *reversed(range(many - BEST))]


async def test_only_what_is_newer_than_a_listing(store: AnyStore) -> None:
    await shelve(store, thing(2, "Oak board"), thing(3, "Pine board"), thing(4, "Oak beam", description="a board"))
    answer = await store.read(lambda tx: tx.search(Wanted("board"), since="prd_2"))
    assert [product.id for product in answer.products] == ["prd_3", "prd_4"]
    answer = await store.read(lambda tx: tx.search(Wanted(category_ids=("cat_wood",)), since="prd_3"))
    assert [product.id for product in answer.products] == ["prd_4"]
    assert (await store.read(lambda tx: tx.search(Wanted(), since="prd_4"))).products == ()


async def test_what_is_mistyped_is_corrected_by_the_words_of_the_catalogue(store: AnyStore) -> None:
    await shelve(
        store,
        thing(2, "Galvanised steel sheet", description="hot-dip, aluminium-free"),
        thing(3, "Подшипник шариковый"),
        thing(4, "لوح فولاذ مجلفن"),
    )
    for typed, meant in (
        ("stel", "steel"),
        ("seetl", ""),
        ("steeel shet", "steel sheet"),
        ("setel 2mm", "steel 2mm"),
        ("galvinized steel", "galvanised steel"),
        ("aluminum", "aluminium"),
        ("подшыпник", "подшипник"),
        ("فولاد", "فولاذ"),
        ("steel", ""),
        ("galv", ""),
        ("granite", ""),
        ("x", ""),
        ("不锈钢", ""),
    ):
        assert await store.read(lambda tx, t=typed: corrected(tx, t)) == meant, typed  # type: ignore[misc]


async def test_what_is_there_already_is_not_added_again(store: AnyStore) -> None:
    rows = [Spelling(f"k{number} w", f"k{number}", "w") for number in range(5)]
    await store.write(lambda tx: tx.add_missing(*rows[:3]))
    await store.write(lambda tx: tx.add_missing(*(replace(row, word="other") for row in rows)))
    kept = await store.read(lambda tx: tx.find(Spelling))
    assert [row.word for row in kept] == ["w", "w", "w", "other", "other"]
