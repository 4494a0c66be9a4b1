"""What is for sale, page by page, and what is left of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, or_, select, tuple_, union_all, update

from adapters.storage import statements
from adapters.storage.columns import number
from adapters.storage.flavours import constant, limit
from adapters.storage.mapping import mapper_of
from adapters.storage.repositories.rows import Repository
from adapters.storage.tables import CATEGORIES, PRODUCTS
from core.listings import TAKEN_DOWN, Category, Product

BRANCHES_MAX = 64
"""Up to so many categories are read one by one and merged."""

_P = PRODUCTS.c
_RESERVE, _TAKE = bindparam("reserve", type_=number()), bindparam("take", type_=number())
_MOVE: Final = (
    update(PRODUCTS)
    .where(_P.id == bindparam("row_id"), or_(_RESERVE <= 0, _P.stock - _P.reserved >= _RESERVE))
    .values(reserved=_P.reserved + _RESERVE - _TAKE, stock=_P.stock - _TAKE)
)
_C = CATEGORIES.c
_ROOT: Final = select(_C.id).where(_C.id == bindparam("category_id")).cte("under", recursive=True)
_UNDER: Final = _ROOT.union(select(_C.id).where(_C.parent_id == _ROOT.c.id))
_WITH_ALL_BELOW: Final = (
    select(*mapper_of(Category).columns)
    .where(_C.id.in_(select(_UNDER.c.id)))
    .order_by(_C.id != bindparam("category_id"), _C.id)
)
_OWN_STATUSES = [constant("active"), constant("paused"), constant(TAKEN_DOWN)]


@cache
def _page(*, categories: int, own: bool, onward: bool) -> Select[Any]:
    """`categories`: 0 for all, 1, or so many places."""
    whole = select(*mapper_of(Product).columns)
    if categories < 2 or categories > BRANCHES_MAX:
        conditions = _conditions(own=own, onward=onward)
        if categories == 1:
            conditions.append(_P.category_id == bindparam("category_0"))
        elif categories:
            conditions.append(statements.one_of(_P.category_id, "category", categories))
        return whole.where(*conditions).order_by(_P.name, _P.id).limit(limit())
    # The first few of every category, each in the order of its index: no database sorts whole categories then.
    branches = [
        select(_P.id)
        .where(*_conditions(own=own, onward=onward), _P.category_id == bindparam(f"category_{place}"))
        .order_by(_P.name, _P.id)
        .limit(limit())
        .subquery()
        for place in range(categories)
    ]
    first_few = union_all(*(select(branch.c.id) for branch in branches)).subquery()
    return whole.where(_P.id.in_(select(first_few.c.id))).order_by(_P.name, _P.id).limit(limit())


def _conditions(*, own: bool, onward: bool) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if own:
        conditions += [_P.company_id == bindparam("company_id"), _P.status.in_(_OWN_STATUSES)]
    else:
        conditions.append(_P.status == constant("active"))
    if onward:
        last = PRODUCTS.alias("last").c
        past = select(last.name, last.id).where(last.id == bindparam("after")).scalar_subquery()
        conditions.append(tuple_(_P.name, _P.id) > past)
    return conditions


class Catalogue(Repository):
    """Products, and the tree they hang in."""

    async def categories_under(self, category_id: str) -> list[Category]:
        return self._rows(Category, await self._executor.all(_WITH_ALL_BELOW, {"category_id": category_id}))

    async def products_page(
        self,
        *,
        category_ids: Sequence[str] = (),
        company_id: str = "",
        after: str = "",
        limit: int = 8,
    ) -> list[Product]:
        params: dict[str, object] = {"limit": limit}
        categories = statements.slots(len(category_ids)) if len(category_ids) > 1 else len(category_ids)
        if category_ids:
            params |= statements.spread("category", list(category_ids))
        if company_id:
            params["company_id"] = company_id
        if after:
            params["after"] = after
        statement = _page(
            categories=categories,
            own=bool(company_id),
            onward=bool(after),
        )
        return self._rows(Product, await self._executor.all(statement, params))

    async def move_stock(self, product_id: str, *, reserve: int = 0, take: int = 0) -> bool:
        return await self._executor.run(_MOVE, {"row_id": product_id, "reserve": reserve, "take": take}) == 1
