"""R7, R8: the first page of a search in a category, and the thousandth, over a million products on both databases.

The baseline is the best bare statement for the same page, by the same driver and the same kind of pool, in
turn with ours: one that ranks every match, and ones that rank the newest five hundred only; whichever is quicker.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Final

from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from adapters.storage.mapping import mapper_of
from adapters.storage.opening import open_store
from benchmarks.databases import RING, postgres_database, postgres_server, sqlite_database
from benchmarks.many_products import CATEGORIES, fill_postgres, fill_sqlite, words
from benchmarks.row import Row
from core.listings import Product
from core.ports.search import Found
from core.searches import BEST, Wanted

PRODUCTS, PRODUCTS_QUICK = 1_000_000, 20_000
QUESTIONS, QUESTIONS_QUICK = 200, 40
PAGE: Final = 8
DEEP, DEEP_QUICK = 1000, 40
COMMON: Final = 300
"""So many of the commonest words are asked for."""
FIRST_GOAL, DEEP_GOAL = 1.5, 1.2

Ask = Callable[[], Awaitable[Any]]
_COLUMNS: Final = ", ".join(f"p.{column.name}" for column in mapper_of(Product).columns)
_RANKED: Final = (
    "SELECT {columns} FROM ({found}) b JOIN products p ON p.id = b.product_id ORDER BY b.name_length, b.number DESC"
)
_PAGE: Final = f"ORDER BY name_length, number DESC LIMIT {PAGE + 1}"
_FTS5: Final = (
    "SELECT f.product_id, f.name_length, f.number FROM product_terms t JOIN product_finds f ON f.number = t.rowid "
    "WHERE t.product_terms MATCH ?"
)
_TSVECTOR: Final = "SELECT f.product_id, f.name_length, f.number FROM product_finds f WHERE f.terms @@ CAST(CAST($1 AS text) AS tsquery)"
_BARE: Final = {
    "sqlite": (
        f"{_FTS5} {_PAGE}",
        f"SELECT * FROM ({_FTS5} ORDER BY t.rowid DESC LIMIT {BEST}) {_PAGE}",
    ),
    "postgresql": (
        f"{_TSVECTOR} {_PAGE}",
        f"SELECT * FROM ({_TSVECTOR} ORDER BY f.number DESC LIMIT {BEST}) n {_PAGE}",
        f"SELECT * FROM ({_TSVECTOR} ORDER BY f.number + 0 DESC LIMIT {BEST}) n {_PAGE}",
    ),
}
"""Every one ranks rows of the index, and fetches the listings of a page only, and one more: is there a next page?"""


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds of every question, ours and the best bare statement's; and of page 1 and a deep page, per kind of list."""

    products: int
    ours: tuple[float, ...]
    bare: tuple[float, ...]
    first: dict[str, float]
    deep: dict[str, float]
    page: int


def measure_first_sqlite(*, quick: bool = False) -> Row:
    """The first page on SQLite."""
    return _first("SQLite", figures("sqlite", quick=quick))


def measure_first_postgres(*, quick: bool = False) -> Row:
    """The first page on PostgreSQL."""
    return _first("PostgreSQL", figures("postgresql", quick=quick))


def measure_deep_sqlite(*, quick: bool = False) -> Row:
    """A deep page on SQLite."""
    return _deep("SQLite", figures("sqlite", quick=quick))


def measure_deep_postgres(*, quick: bool = False) -> Row:
    """A deep page on PostgreSQL."""
    return _deep("PostgreSQL", figures("postgresql", quick=quick))


def _first(name: str, found: Figures) -> Row:
    ours, bare = median(found.ours), median(found.bare)
    tail, bare_tail = (quantiles(every, n=100)[98] for every in (found.ours, found.bare))
    return Row(
        "R7",
        f"First page of a search in a category, {found.products:,} products, {name}",
        f"{_ms(ours)}, p99 {_ms(tail)}",
        f"{_ms(bare)}, p99 {_ms(bare_tail)}",
        ours / bare,
        FIRST_GOAL,
    )


def _deep(name: str, found: Figures) -> Row:
    kind = max(found.first, key=lambda kind: found.deep[kind] / found.first[kind])
    return Row(
        "R8",
        f"Page {found.page:,} beside page 1, {found.products:,} products, {name} (worst: {kind})",
        _ms(found.deep[kind]),
        _ms(found.first[kind]),
        found.deep[kind] / found.first[kind],
        DEEP_GOAL,
        detail=(
            ("list", "page 1", f"page {found.page:,}"),
            *((kind, _ms(found.first[kind]), _ms(found.deep[kind])) for kind in found.first),
        ),
    )


@cache
def figures(kind: str, *, quick: bool) -> Figures:
    """Everything about one database, measured once in a process."""
    count = PRODUCTS_QUICK if quick else PRODUCTS
    with _database(kind, count) as url:
        return asyncio.run(_measured(kind, url, count, quick=quick))


@contextmanager
def _database(kind: str, count: int) -> Iterator[str]:
    if kind == "sqlite":
        with tempfile.TemporaryDirectory(prefix="parley-bench-") as folder:
            url = sqlite_database(Path(folder) / "catalogue.db")
            fill_sqlite(url, count)
            yield url
    else:
        with postgres_server() as server:
            url = postgres_database(server, "catalogue")
            fill_postgres(url, count)
            yield url


async def _measured(kind: str, url: str, count: int, *, quick: bool) -> Figures:
    store = open_store(url, RING)
    bare = _bare_pool(kind, url)
    try:
        ours, best = await _questions(kind, store, bare, QUESTIONS_QUICK if quick else QUESTIONS)
        first, deep = await _pages(store, DEEP_QUICK if quick else DEEP)
    finally:
        await bare.dispose()
        await store.close()
    return Figures(count, ours, best, first, deep, DEEP_QUICK if quick else DEEP)


def _bare_pool(kind: str, url: str) -> AsyncEngine:
    """The same kind of pool that ours has; on PostgreSQL what is asked is planned for every question, as ours is."""
    if kind == "postgresql":
        settings = {"server_settings": {"plan_cache_mode": "force_custom_plan"}}
        return create_async_engine(make_url(url).set(drivername="postgresql+asyncpg"), connect_args=settings)
    return create_async_engine(
        make_url(url).set(drivername="sqlite+aiosqlite"), poolclass=AsyncAdaptedQueuePool, pool_reset_on_return=None
    )


async def _questions(
    kind: str, store: Any, bare: AsyncEngine, count: int
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Ours and every bare statement in turn, question by question; of the bare ones the set with the lower median."""
    source = random.Random(3)
    known = words()[:COMMON]
    ours: list[float] = []
    bares: list[list[float]] = [[] for _ in _BARE[kind]]
    while len(ours) < count:
        typed = " ".join(source.choice(known)[:length] for length in source.choice(((4,), (9,), (9, 3))))
        wanted = Wanted(words=typed, category_ids=(f"cat_{source.randrange(CATEGORIES):03}",))
        if not await _fills_a_page(store, wanted):
            continue
        asks: list[Ask] = [partial(_ours, store, wanted), *(partial(_bare, kind, bare, s, wanted) for s in _BARE[kind])]
        places: Sequence[list[float]] = [ours, *bares]
        turns = list(zip(asks, places, strict=True))
        source.shuffle(turns)
        for ask, place in turns:
            place.append(await _quickest(ask))
    return tuple(ours), tuple(min(bares, key=median))


async def _ours(store: Any, wanted: Wanted) -> Any:
    return await store.look(lambda tx: tx.search(wanted, limit=PAGE))


async def _fills_a_page(store: Any, wanted: Wanted) -> bool:
    """Whether more than a page has the words in its name: of fewer the bare statement would tell less than ours."""
    found: Found = await _ours(store, wanted)
    return found.next_cursor.startswith("h")


async def _bare(kind: str, pool: AsyncEngine, found: str, wanted: Wanted) -> Any:
    statement = _RANKED.format(columns=_COLUMNS, found=found)
    within = wanted.in_name().within
    async with pool.connect() as pooled:
        driver: Any = (await pooled.get_raw_connection()).driver_connection
        if kind == "sqlite":
            return await driver.execute_fetchall(statement, [" AND ".join(f'"{term}"' for (term,) in within)])
        return await driver.fetch(statement, " & ".join(term for (term,) in within))


async def _pages(store: Any, deep: int) -> tuple[dict[str, float], dict[str, float]]:
    """Page 1 and page `deep` of a category by name, of one filter by age, and of a common word."""
    first: dict[str, float] = {}
    far: dict[str, float] = {}
    big = ("cat_000",)

    async def by_name(after: str) -> tuple[Any, str]:
        found = await store.read(lambda tx: tx.products_page(category_ids=big, after=after, limit=PAGE))
        return found, found[-1].id

    async def searched(wanted: Wanted, cursor: str) -> tuple[Any, str]:
        found = await store.read(lambda tx: tx.search(wanted, cursor=cursor, limit=PAGE))
        return found, found.next_cursor

    walks: dict[str, Callable[[str], Awaitable[tuple[Any, str]]]] = {
        "a category": by_name,
        "a category and where it ships from": lambda at: searched(Wanted(category_ids=big, ships_from="Hamburg"), at),
        "a common word": lambda at: searched(Wanted(words="steel"), at),
    }
    for kind, page in walks.items():
        cursor = ""
        for _ in range(deep - 1):
            _, following = await page(cursor)
            if not following:
                break
            cursor = following
        times: dict[str, list[float]] = {"": [], cursor: []}
        for _ in range(60):
            for at, taken in times.items():
                taken.append(await _quickest(partial(page, at)))
        first[kind], far[kind] = median(times[""]), median(times[cursor])
    return first, far


async def _quickest(ask: Ask) -> float:
    """Of three, so that what another process did meanwhile counts less."""
    return min([await _taken(ask) for _ in range(3)])


async def _taken(ask: Ask) -> float:
    start = time.perf_counter()
    await ask()
    return time.perf_counter() - start


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"
