"""The category tree as sellers write it: `Metals > Sheets & Plates`, found whatever its case, made where missing."""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import InvalidValue
from core.ids import Ids
from core.listings import Category
from core.ports.unit_of_work import Tx
from core.wording import clean_text

SEPARATOR = ">"
DEPTH_MAX = 4
NAME_LENGTH_MAX = 60
_SIBLINGS_PAGE = 1000


def read_path(text: str) -> tuple[str, ...]:
    """The names from root to leaf in "A > B". Raises InvalidValue: empty, too-long, too-deep."""
    path = tuple(
        clean_text(" ".join(part.split()), "category", length_max=NAME_LENGTH_MAX) for part in text.split(SEPARATOR)
    )
    if len(path) > DEPTH_MAX:
        raise InvalidValue("category", "too-deep", most=DEPTH_MAX)
    return path


class Catalogue:
    """Finds categories by name, adds the missing ones, and remembers what it saw.

    Make a fresh one inside every step: a step that is rolled back takes its new categories with it, and ids
    remembered from it would point at nothing.
    """

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._children: dict[str | None, dict[str, str]] = {}

    async def ensure_category(self, tx: Tx, path: Sequence[str]) -> str:
        """The id of the last category of the path. Names match case-insensitively; the first spelling stays."""
        parent_id: str | None = None
        for name in path:
            parent_id = await self._ensure_child(tx, parent_id, name)
        if parent_id is None:
            raise InvalidValue("category", "empty")
        return parent_id

    async def find_category(self, tx: Tx, path: Sequence[str]) -> str | None:
        """The id of the last category of the path, if all of it is there."""
        parent_id: str | None = None
        for name in path:
            parent_id = (await self._children_of(tx, parent_id)).get(name.casefold())
            if parent_id is None:
                return None
        return parent_id

    async def _ensure_child(self, tx: Tx, parent_id: str | None, name: str) -> str:
        children = await self._children_of(tx, parent_id)
        key = name.casefold()
        if key not in children:
            fresh = Category(id=self._ids.new("cat"), name=name, parent_id=parent_id)
            await tx.add(fresh)
            children[key] = fresh.id
            self._children[fresh.id] = {}
        return children[key]

    async def _children_of(self, tx: Tx, parent_id: str | None) -> dict[str, str]:
        """Folded name → id. Whole sibling groups are read, because no database folds case as Unicode does."""
        if parent_id in self._children:
            return self._children[parent_id]
        children: dict[str, str] = {}
        after: str | None = None
        while True:
            page = await tx.find(Category, parent_id=parent_id, limit=_SIBLINGS_PAGE, after=after)
            for category in page:
                children.setdefault(category.name.casefold(), category.id)
            if len(page) < _SIBLINGS_PAGE:
                break
            after = page[-1].id
        self._children[parent_id] = children
        return children
