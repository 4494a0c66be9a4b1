"""Rows of any table: what is put in comes out, unique keys hold, and a unit of work is whole or nothing."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from core.errors import AlreadyExists, NotFound
from core.listings import Category, Product
from core.members import Company, User
from core.messages import CaseLetter
from core.ports.unit_of_work import Tx
from core.trades import TradeTransition
from tests.adapters.storage.samples import (
    NOON,
    begin_deal,
    full_deal,
    later,
    letter,
    listing,
    offer,
    posting,
    settle_in,
)
from tests.databases import AnyStore


async def put_in(store: AnyStore, *rows: object) -> None:
    async def step(tx: Tx) -> None:
        await tx.add(*rows)

    await store.write(step)


async def test_added_rows_come_back_and_can_be_overwritten(store: AnyStore) -> None:
    await settle_in(store)
    assert await store.read(lambda tx: tx.get(Product, "prd_1")) == listing()
    changed = listing(name="Brass bolt", stock=7, updated_at=later(hours=1))

    async def step(tx: Tx) -> Product | None:
        await tx.put(changed)
        return await tx.get(Product, "prd_1")

    assert await store.write(step) == changed
    assert await store.read(lambda tx: tx.get(Product, "prd_9")) is None


async def test_overwriting_what_is_not_there_is_refused(store: AnyStore) -> None:
    with pytest.raises(NotFound):
        await store.write(lambda tx: tx.put(Category("cat_1", "Metal")))


async def test_many_are_overwritten_at_once_or_not_at_all(store: AnyStore) -> None:
    await settle_in(store)
    await put_in(store, *(listing(number) for number in range(2, 600)))
    changed = [listing(number, stock=number) for number in range(599, 0, -1)]
    await store.write(lambda tx: tx.put(*changed, Category("cat_metal", "Steel"), replace(changed[0], stock=7)))
    # Two statements for the listings, one for the category and one for the listing after it.
    assert store.meter.last == 4
    assert await store.read(lambda tx: tx.find(Product, id=("prd_1", "prd_598", "prd_599"))) == [
        listing(1, stock=1),
        listing(598, stock=598),
        listing(599, stock=7),
    ]
    with pytest.raises(NotFound):
        await store.write(lambda tx: tx.put(listing(1), listing(2), listing(9999)))
    assert await store.read(lambda tx: tx.get(Product, "prd_1")) == listing(1, stock=1)


async def test_find_by_equality_null_and_one_of(store: AnyStore) -> None:
    await put_in(store, *(Category(f"cat_{n}", f"C{n}", None if n < 3 else "cat_1") for n in range(1, 7)))

    async def ids(**asked: object) -> list[str]:
        rows = await store.read(lambda tx: tx.find(Category, **asked))  # type: ignore[arg-type]
        return [row.id for row in rows]

    assert await ids(parent_id=None) == ["cat_1", "cat_2"]
    assert await ids(parent_id="cat_1", limit=2) == ["cat_3", "cat_4"]
    assert await ids(id=("cat_6", "cat_2", "cat_4")) == ["cat_2", "cat_4", "cat_6"]
    assert await ids(id=()) == []
    assert await ids(order="-name", limit=2) == ["cat_6", "cat_5"]
    assert await ids(order="-name", after="C5", limit=2) == ["cat_4", "cat_3"]
    assert await ids(after="cat_4") == ["cat_5", "cat_6"]
    assert await store.read(lambda tx: tx.count(Category, parent_id="cat_1")) == 4
    assert await store.read(lambda tx: tx.count(Category)) == 6
    assert await store.read(lambda tx: tx.count(Category, id=())) == 0


async def test_find_by_time_and_flag(store: AnyStore) -> None:
    companies = [
        Company(f"com_{n}", "Co", later(hours=n), NOON, payout_ready=n % 2 == 0, payout_ref="acct") for n in range(4)
    ]
    await put_in(store, *companies)
    found = await store.read(lambda tx: tx.find(Company, payout_ready=True, order="-created_at"))
    assert found == [companies[2], companies[0]]
    since = await store.read(lambda tx: tx.find(Company, order="created_at", after=later(hours=1)))
    assert since == companies[2:]
    assert await store.read(lambda tx: tx.find(Company, created_at=later(hours=3))) == companies[3:]


async def test_a_wrong_or_secret_column_is_a_mistake(store: AnyStore) -> None:
    with pytest.raises(TypeError, match="no column"):
        await store.read(lambda tx: tx.find(Category, colour="red"))
    with pytest.raises(ValueError, match="encrypted"):
        await store.read(lambda tx: tx.find(Company, tax_id="ES1"))
    with pytest.raises(TypeError, match="no table"):
        await store.read(lambda tx: tx.get(int, "1"))


async def test_delete_tells_how_many_and_needs_a_condition(store: AnyStore) -> None:
    await put_in(store, Category("cat_1", "A"), Category("cat_2", "A"), Category("cat_3", "B"))
    assert await store.write(lambda tx: tx.delete(Category, name="A")) == 2
    assert await store.write(lambda tx: tx.delete(Category, id=())) == 0
    with pytest.raises(ValueError, match="condition"):
        await store.write(lambda tx: tx.delete(Category))
    assert await store.read(lambda tx: tx.count(Category)) == 1


async def test_unique_keys_are_kept(store: AnyStore) -> None:
    await settle_in(store)
    await begin_deal(store)
    await put_in(store, offer(1), posting(1), listing(2, sku="A-1"), listing(3), listing(4))
    history = TradeTransition("ttr_1", "neg_1", 1, "begin", "", "negotiating", "buyer", "usr_buyer", {}, NOON)
    await put_in(store, history)
    for taken in (
        Category("cat_metal", "Again"),
        offer(1, id="off_other"),
        posting(1, id="led_other"),
        posting(9, id="led_neg_1_1"),
        listing(5, sku="A-1"),
        replace(history, id="ttr_2"),
        User("usr_buyer", NOON, NOON),
    ):
        with pytest.raises(AlreadyExists):
            await put_in(store, taken)


async def test_references_must_lead_somewhere(store: AnyStore) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await put_in(store, offer(1, "neg_none"))


async def test_naive_times_are_refused(store: AnyStore) -> None:
    with pytest.raises(ValueError, match="time zone"):
        await put_in(store, Company("com_1", "Co", datetime(2026, 1, 1), NOON))  # noqa: DTZ001


async def test_a_unit_of_work_is_over_after_a_taken_key(store: AnyStore) -> None:
    """Going on as if nothing had happened would lose the rest on one database and keep it on the other."""
    await put_in(store, Category("cat_1", "Metal"))

    async def careless(tx: Tx) -> str:
        await tx.add(Category("cat_2", "Wood"))
        try:
            await tx.add(Category("cat_1", "Again"))
        except AlreadyExists:
            return "saved?"
        return "never"

    with pytest.raises(AlreadyExists):
        await store.write(careless)
    assert await store.read(lambda tx: tx.get(Category, "cat_2")) is None


async def test_no_update_is_lost(store: AnyStore) -> None:
    """40 tasks, 25 times each, read and write the same row: the stock defaults of the driver lose 975 of these."""
    await settle_in(store)

    async def increment(tx: Tx) -> None:
        product = await tx.get(Product, "prd_1")
        assert product is not None
        await tx.put(replace(product, stock=product.stock + 1))

    async def task() -> None:
        for _ in range(25):
            await store.write(increment)

    await asyncio.gather(*(task() for _ in range(40)))
    product = await store.read(lambda tx: tx.get(Product, "prd_1"))
    assert product is not None
    assert product.stock == 100 + 1000


async def test_nothing_can_be_written_while_reading(store: AnyStore) -> None:
    with pytest.raises(Exception, match=r"(?i)read-?only"):
        await store.read(lambda tx: tx.add(Category("cat_1", "Metal")))
    assert await store.read(lambda tx: tx.count(Category)) == 0


async def test_a_reader_sees_one_snapshot(store: AnyStore) -> None:
    await put_in(store, Category("cat_1", "Metal"))
    begun, added = asyncio.Event(), asyncio.Event()

    async def look(tx: Tx) -> tuple[int, int]:
        first = await tx.count(Category)
        begun.set()
        await added.wait()
        return first, await tx.count(Category)

    looking = asyncio.create_task(store.read(look))
    await begun.wait()
    await put_in(store, Category("cat_2", "Wood"))
    added.set()
    assert await looking == (1, 1)
    assert await store.read(lambda tx: tx.count(Category)) == 2


async def test_a_look_has_no_transaction_and_writes_nothing(store: AnyStore) -> None:
    await put_in(store, Category("cat_1", "Metal"))

    async def look(tx: Tx) -> tuple[int, int]:
        first = await tx.count(Category)
        await put_in(store, Category("cat_2", "Wood"))
        return first, await tx.count(Category)

    assert await store.look(look) == (1, 2)
    with pytest.raises(Exception, match=r"(?i)read-?only"):
        await store.look(lambda tx: tx.add(Category("cat_3", "Glass")))
    assert await store.look(lambda tx: tx.count(Category)) == 2


async def test_what_a_look_swallows_is_raised(store: AnyStore) -> None:
    async def swallowing(tx: Tx) -> None:
        with contextlib.suppress(Exception):
            await tx.add(Category("cat_1", "Metal"))

    with pytest.raises(Exception, match=r"(?i)read-?only"):
        await store.look(swallowing)
    assert await store.look(lambda tx: tx.count(Category)) == 0


async def test_letters_of_a_case_come_back_whole_and_are_found_by_what_they_answer(store: AnyStore) -> None:
    """A question with its time, and two answers, of which one has files; in the order in which they came."""
    await settle_in(store)
    deal = await begin_deal(store)
    await store.write(lambda tx: tx.save_deal(deal, full_deal(deal)))
    of_case: dict[str, Any] = {"negotiation_id": "neg_1", "dispute_id": "dsp_1", "due_at": later(days=3)}
    question = letter(1, side="moderator", topic="label", words="", **of_case)
    answers = [
        letter(number, side=side, question_id=question.id, files=files, **of_case)
        for number, side, files in ((2, "buyer", ("fil_1", "fil_2")), (3, "seller", ()))
    ]
    await put_in(store, *answers, question)
    assert await store.read(lambda tx: tx.get(CaseLetter, question.id)) == question
    assert await store.read(lambda tx: tx.find(CaseLetter, question_id=question.id, order="created_at")) == answers
    found = await store.read(lambda tx: tx.find(CaseLetter, negotiation_id="neg_1", order="-id", limit=2))
    assert found == [answers[1], answers[0]]
    assert await store.read(lambda tx: tx.count(CaseLetter, dispute_id="dsp_1", side="moderator")) == 1
    # What was asked and answered stays as it was.
    with pytest.raises(Exception, match=r"append-only|once and for ever"):
        await store.write(lambda tx: tx.put(replace(question, words="Something else")))
    assert await store.read(lambda tx: tx.get(CaseLetter, question.id)) == question
