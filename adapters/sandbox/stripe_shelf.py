"""One kind of object in the order it came to be, and Stripe's way of leafing through it."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Any

from adapters.sandbox.stripe_refusals import no_such
from adapters.sandbox.stripe_shapes import Json

_BOUNDS: dict[str, Callable[[int, int], bool]] = {
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}
_PAGING = ("limit", "starting_after", "ending_before")
DEFAULT_PAGE = 10


def within(moment: int, bounds: dict[str, int]) -> bool:
    """Is the moment (Unix seconds) inside all bounds?"""
    return all(_BOUNDS[name](moment, limit) for name, limit in bounds.items())


def page_of(url: str, data: list[Json], *, has_more: bool) -> Json:
    return {"object": "list", "data": data, "has_more": has_more, "url": url}


class Shelf:
    """Objects by id and by age; pages run from the newest to the oldest."""

    def __init__(self, noun: str) -> None:
        self._noun = noun
        self._rows: list[Json] = []
        self._places: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Json]:
        return iter(self._rows)

    def add(self, row: Json) -> None:
        self._places[row["id"]] = len(self._rows)
        self._rows.append(row)

    def find(self, object_id: str) -> Json | None:
        place = self._places.get(object_id)
        return None if place is None else self._rows[place]

    def page(self, url: str, params: Json, *, hidden: Callable[[Json], bool] | None = None) -> Json:
        """Stripe's list object for parsed list parameters; every other parameter must equal the object's field."""
        limit: int = params.get("limit", DEFAULT_PAGE)
        filters = {name: value for name, value in params.items() if name not in _PAGING}

        def wanted(row: Json) -> bool:
            return not (hidden and hidden(row)) and all(_matches(row, *each) for each in filters.items())

        if "ending_before" in params:
            ahead = range(self._place(params["ending_before"], "ending_before") + 1, len(self._rows))
            found = self._collect(ahead, limit + 1, wanted)
            return page_of(url, found[:limit][::-1], has_more=len(found) > limit)
        start = len(self._rows)
        if "starting_after" in params:
            start = self._place(params["starting_after"], "starting_after")
        found = self._collect(range(start - 1, -1, -1), limit + 1, wanted)
        return page_of(url, found[:limit], has_more=len(found) > limit)

    def _place(self, object_id: str, param: str) -> int:
        place = self._places.get(object_id)
        if place is None:
            raise no_such(self._noun, object_id, param, in_path=False)
        return place

    def _collect(self, places: range, most: int, wanted: Callable[[Json], bool]) -> list[Json]:
        found: list[Json] = []
        for place in places:
            if wanted(self._rows[place]):
                found.append(self._rows[place])
                if len(found) == most:
                    break
        return found


def _matches(row: Json, name: str, value: Any) -> bool:
    if name in ("created", "arrival_date"):
        return within(row[name], value)
    if name == "types":
        return row["type"] in value
    if name == "delivery_success":
        return (row["pending_webhooks"] == 0) is value
    return bool(row.get(name) == value)
