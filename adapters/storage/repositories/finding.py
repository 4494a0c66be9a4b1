"""Search over the index: one question, written for FTS5 and for PostgreSQL's text search."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import TextClause, text

from adapters.storage.flavours import SQLITE
from adapters.storage.mapping import mapper_of
from adapters.storage.repositories.rows import Repository
from core.listings import Product
from core.ports.search import Found
from core.search_terms import Asked, Clause
from core.searches import AMOUNT_MAX, BEST, Wanted

_FROM: Final = {
    "sqlite": "product_terms t JOIN product_finds f ON f.number = t.rowid",
    "postgresql": "product_finds f",
}
_NUMBER: Final = {"sqlite": "t.rowid", "postgresql": "f.number"}
_MATCH: Final = {
    "sqlite": "t.product_terms MATCH :asked",
    "postgresql": "f.terms @@ CAST(CAST(:asked AS text) AS tsquery)",
}
_BOUNDS: Final = {
    "priced": "f.base_price BETWEEN CAST(:price_from AS bigint) AND CAST(:price_to AS bigint)",
    "ordered": "f.min_order <= CAST(:min_order_max AS bigint)",
}


def _candidates(flavour: str, bounds: tuple[str, ...], *, onward: bool, since: bool) -> str:
    number = _NUMBER[flavour]
    conditions = [_MATCH[flavour], *(_BOUNDS[bound] for bound in bounds)]
    if onward:
        conditions.append(f"{number} < CAST(:before AS bigint)")
    if since:
        last = "SELECT number FROM product_finds WHERE product_id = :since"
        conditions.append(f"{number} > coalesce(({last}), 0)")
    return (
        f"SELECT f.product_id, f.name_length, {number} AS number FROM {_FROM[flavour]} "  # noqa: S608 - our own words
        f"WHERE {' AND '.join(conditions)} ORDER BY {number} DESC"
    )


def _columns() -> str:
    return ", ".join(f"p.{column.name}" for column in mapper_of(Product).columns)


@cache
def _best(flavour: str, bounds: tuple[str, ...], *, since: bool) -> TextClause:
    """The head: the newest of the matches, by how much else their names say. Each row tells where the head ends."""
    inner = _candidates(flavour, bounds, onward=False, since=since)
    return text(
        f"WITH best AS MATERIALIZED ({inner} LIMIT {BEST}) "  # noqa: S608 - our own words
        f"SELECT {_columns()}, (SELECT CASE WHEN count(*) = {BEST} THEN min(number) ELSE 0 END FROM best) AS low "
        "FROM (SELECT * FROM best ORDER BY name_length, number DESC LIMIT :limit OFFSET :skipped) b "
        "JOIN products p ON p.id = b.product_id ORDER BY b.name_length, b.number DESC"
    )


@cache
def _by_age(flavour: str, bounds: tuple[str, ...], *, onward: bool, since: bool) -> TextClause:
    """A page of the matches, newest first."""
    inner = _candidates(flavour, bounds, onward=onward, since=since)
    return text(
        f"SELECT {_columns()}, b.number FROM ({inner} LIMIT :limit) b "  # noqa: S608 - our own words
        "JOIN products p ON p.id = b.product_id ORDER BY b.number DESC"
    )


class Finding(Repository):
    """`core.ports.search.Searching`. A cursor is `h<skipped>` in the head, `n<number>` behind it, and `d<number>` among
    those whose description has the words; without words there are only the `n`."""

    async def search(self, wanted: Wanted, *, cursor: str = "", limit: int = 8, since: str = "") -> Found:
        """See the port."""
        # How common a word is decides the plan: one plan for all words would be the wrong one for most.
        await self._executor.plan_afresh()
        walk = _Walk(self, wanted, since)
        place = cursor or ("h0" if wanted.is_worded and not since else "n")
        rows: list[Sequence[Any]] = []
        while place and len(rows) < limit:
            more, place = await walk.step(place, limit - len(rows))
            rows += more
        return Found(tuple(self._rows(Product, [row[:-1] for row in rows])), place)


class _Walk:
    """Goes through the matches of one search, stretch by stretch."""

    def __init__(self, finding: Finding, wanted: Wanted, since: str) -> None:
        self._executor = finding._executor
        self._wanted = wanted
        self._since = since
        found = []
        if wanted.price_from > 0 or wanted.price_to < AMOUNT_MAX:
            found.append("priced")
        if wanted.min_order_max < AMOUNT_MAX:
            found.append("ordered")
        self._bounds = tuple(found)

    async def step(self, place: str, wanted: int) -> tuple[list[Sequence[Any]], str]:
        """So many matches from here on, and the place behind them. One more than wanted is read: is there a next?"""
        kind, at = place[:1], place[1:]
        flavour = self._executor.flavour.name
        asked = self._wanted.elsewhere() if kind == "d" else self._wanted.in_name()
        params = self._params(asked)
        if kind == "h":
            params |= {"limit": wanted + 1, "skipped": int(at)}
            rows = await self._executor.all(_best(flavour, self._bounds, since=bool(self._since)), params)
            if len(rows) > wanted:
                return list(rows[:wanted]), f"h{int(at) + wanted}"
            low = rows[0][-1] if rows else 0
            return list(rows), f"n{low}" if low else "d"
        params["limit"] = wanted + 1
        if at:
            params["before"] = int(at)
        statement = _by_age(flavour, self._bounds, onward=bool(at), since=bool(self._since))
        rows = await self._executor.all(statement, params)
        if len(rows) > wanted:
            return list(rows[:wanted]), f"{kind}{rows[wanted - 1][-1]}"
        return list(rows), "d" if kind == "n" and self._wanted.is_worded else ""

    def _params(self, asked: Asked) -> dict[str, Any]:
        word = _fts5 if self._executor.flavour is SQLITE else _tsquery
        return {
            "asked": word(asked),
            "price_from": self._wanted.price_from,
            "price_to": self._wanted.price_to,
            "min_order_max": self._wanted.min_order_max,
            "since": self._since,
        }


# Terms are letters and digits only (`core.search_terms`), so that nothing has to be escaped between the quotes.


def _fts5(asked: Asked) -> str:
    def all_of(clauses: tuple[Clause, ...]) -> str:
        return " AND ".join("(" + " OR ".join(f'"{term}"' for term in clause) + ")" for clause in clauses)

    within = all_of(asked.within)
    return f"({within}) NOT ({all_of(asked.without)})" if asked.without else within


def _tsquery(asked: Asked) -> str:
    def all_of(clauses: tuple[Clause, ...]) -> str:
        return " & ".join("(" + " | ".join(f"'{term}'" for term in clause) + ")" for clause in clauses)

    within = all_of(asked.within)
    return f"{within} & !({all_of(asked.without)})" if asked.without else within
