"""The store in memory keeps the promises of the port: the very tests of the databases, run on it."""

from __future__ import annotations

from collections.abc import Iterator
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any

import pytest

from core.errors import Stale
from core.listings import Category, Product
from core.ports.unit_of_work import Tx
from core.simulation.memory_store import MemoryStore
from core.simulation.trampoline import race, run
from tests.adapters.storage import (
    test_counting,
    test_deals,
    test_erasing,
    test_queues,
    test_rows,
    test_searching,
    test_showing,
    test_sign_ins,
)
from tests.adapters.storage.samples import begin_deal, settle_in

ABOUT_SQL = {
    "test_references_must_lead_somewhere",
    "test_a_wrong_or_secret_column_is_a_mistake",
}
"""Foreign keys and encryption are the databases' own."""


class _AnyNumber:
    """How many statements something took is a question for databases."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, int)

    __hash__ = None  # type: ignore[assignment]


class _Uncounted(MemoryStore):
    @property
    def meter(self) -> Any:
        return SimpleNamespace(last=_AnyNumber(), statements=_AnyNumber())


@pytest.fixture
def store() -> MemoryStore:
    return _Uncounted()


def _promises(*modules: ModuleType) -> Iterator[tuple[str, FunctionType]]:
    for module in modules:
        for name, test in vars(module).items():
            if name.startswith("test_") and name not in ABOUT_SQL and isinstance(test, FunctionType):
                takes = test.__code__.co_varnames[: test.__code__.co_argcount]
                if takes == ("store",):
                    yield name, test


globals().update(
    _promises(
        test_counting, test_deals, test_erasing, test_queues, test_rows, test_searching, test_showing, test_sign_ins
    )
)


def turns(pattern: str) -> Any:
    """Who goes on next, by the digits of a pattern that begins anew at its end."""
    places = iter(pattern * 100)
    return lambda running: int(next(places)) % running


def saving(store: MemoryStore, note: str) -> Any:
    async def act(tx: Tx) -> str:
        deal = await tx.deal("neg_1")
        assert deal is not None
        await tx.save_deal(
            deal, test_deals.replace(deal, trade=test_deals.replace(deal.trade, version=deal.trade.version + 1))
        )
        return note

    return store.write(act)


@pytest.mark.parametrize("pattern", ["01", "001", "0011", "10", "110"])
def test_two_acts_that_meet_both_happen(pattern: str) -> None:
    store = MemoryStore()
    run(settle_in(store))
    run(begin_deal(store))
    store.racing = True
    assert race([saving(store, "a"), saving(store, "b")], turns(pattern)) == ["a", "b"]
    store.racing = False
    deal = run(store.read(lambda tx: tx.deal("neg_1")))
    assert deal is not None
    assert deal.trade.version == 3


def test_an_act_on_an_old_card_loses() -> None:
    store = MemoryStore()
    run(settle_in(store))
    seen = run(begin_deal(store))
    run(saving(store, "first"))

    async def late(tx: Tx) -> None:
        await tx.save_deal(seen, test_deals.replace(seen, trade=test_deals.replace(seen.trade, version=2)))

    with pytest.raises(Stale):
        run(store.write(late))


def test_two_who_read_the_same_row_for_a_change_do_not_miss_each_other() -> None:
    store = MemoryStore()
    run(settle_in(store))

    async def count(tx: Tx) -> int:
        product = await tx.get(Product, "prd_1")
        assert product is not None
        mine = await tx.count(Category)
        await tx.add(Category(f"cat_{mine}", "C"))
        return mine

    store.racing = True
    assert race([store.write(count), store.write(count)], turns("01")) == [1, 2]


def test_a_faltering_database_runs_the_step_again() -> None:
    answers = iter([True, False])
    store = MemoryStore(falters=lambda: next(answers))
    runs = []

    async def step(tx: Tx) -> None:
        runs.append(1)
        await tx.add(Category("cat_1", "C"))

    run(store.write(step))
    assert len(runs) == 2
    assert store.commits == 1
