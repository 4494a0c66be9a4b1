"""The category tree in the hands of operators: add, rename, move, take away. Every act leaves a line in the audit."""

from __future__ import annotations

from dataclasses import replace

from core import policy
from core.errors import CategoryInUse, InvalidValue, NotFound
from core.events import AuditRow
from core.ids import Ids
from core.listings import DIGITAL, Category, Product
from core.members import Seat
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.services.catalogue import DEPTH_MAX, NAME_LENGTH_MAX
from core.wording import clean_text

COMMAND_LINE = Seat(user_id="command line", company_id="", company_name="", role="", staff_role="operator")
"""Whoever has a shell on the machine is an operator."""

_SIBLINGS_MAX = 1000


class Categories:
    """Changes of the tree. Listings keep their category; what is found under it follows at once."""

    def __init__(self, *, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids

    async def add(self, tx: Tx, seat: Seat, name: str, parent_id: str | None = None) -> Category:
        """A new category below another, or at the top. Raises InvalidValue (name: duplicate-name, too-deep)."""
        policy.require_operator(seat)
        if parent_id is not None:
            parent = await self._category(tx, parent_id)
            if await self._depth(tx, parent) >= DEPTH_MAX:
                raise InvalidValue("name", "too-deep", most=DEPTH_MAX)
        fresh = Category(self._ids.new("cat"), await self._free_name(tx, name, parent_id), parent_id)
        await tx.add(fresh)
        await self._note(tx, seat, "category.added", fresh)
        return fresh

    async def rename(self, tx: Tx, seat: Seat, category_id: str, name: str) -> Category:
        policy.require_operator(seat)
        category = await self._category(tx, category_id)
        renamed = replace(category, name=await self._free_name(tx, name, category.parent_id, but=category.id))
        await tx.put(renamed)
        await self._note(tx, seat, "category.renamed", renamed)
        return renamed

    async def move(self, tx: Tx, seat: Seat, category_id: str, parent_id: str | None) -> Category:
        """Below another one, with everything in it. Raises InvalidValue (parent: inside-itself, too-deep)."""
        policy.require_operator(seat)
        category = await self._category(tx, category_id)
        above = await self._ancestry(tx, parent_id)
        if category.id in above:
            raise InvalidValue("parent", "inside-itself")
        if len(above) + await self._height(tx, category.id) > DEPTH_MAX:
            raise InvalidValue("parent", "too-deep", most=DEPTH_MAX)
        await self._free_name(tx, category.name, parent_id, but=category.id)
        moved = replace(category, parent_id=parent_id)
        await tx.put(moved)
        await self._note(tx, seat, "category.moved", moved)
        return moved

    async def remove(self, tx: Tx, seat: Seat, category_id: str) -> Category:
        """Only where nothing is in it, not even a listing that is off the shelf. Raises CategoryInUse."""
        policy.require_operator(seat)
        category = await self._category(tx, category_id)
        below = await tx.find(Category, parent_id=category.id, limit=1)
        listed = await tx.find(Product, category_id=category.id, limit=1)
        if below or listed:
            raise CategoryInUse()
        await tx.delete(Category, id=category.id)
        await self._note(tx, seat, "category.removed", category)
        return category

    async def mark(self, tx: Tx, seat: Seat, category_id: str, *, digital: bool) -> Category:
        """What is in it, and below it, counts as digital goods from now on, or no longer."""
        policy.require_operator(seat)
        category = await self._category(tx, category_id)
        if category.digital == digital:
            return category
        marked = replace(category, kind=DIGITAL if digital else None)
        await tx.put(marked)
        await self._note(tx, seat, "category.digital" if digital else "category.physical", marked)
        return marked

    async def _category(self, tx: Tx, category_id: str) -> Category:
        category = await tx.get(Category, category_id)
        if category is None:
            raise NotFound()
        return category

    async def _free_name(self, tx: Tx, typed: str, parent_id: str | None, *, but: str = "") -> str:
        name = clean_text(" ".join(typed.split()), "name", length_max=NAME_LENGTH_MAX)
        siblings = await tx.find(Category, parent_id=parent_id, limit=_SIBLINGS_MAX)
        if any(other.name.casefold() == name.casefold() and other.id != but for other in siblings):
            raise InvalidValue("name", "duplicate-name")
        return name

    async def _ancestry(self, tx: Tx, category_id: str | None) -> list[str]:
        """The category and everything above it."""
        found: list[str] = []
        while category_id is not None and category_id not in found:
            found.append(category_id)
            category_id = (await self._category(tx, category_id)).parent_id
        return found

    async def _depth(self, tx: Tx, category: Category) -> int:
        return len(await self._ancestry(tx, category.id))

    async def _height(self, tx: Tx, category_id: str) -> int:
        """How many levels there are from this one down."""
        height, level = 0, [category_id]
        while level and height <= DEPTH_MAX:
            height += 1
            level = [below.id for below in await tx.find(Category, parent_id=tuple(level), limit=_SIBLINGS_MAX)]
        return height

    async def _note(self, tx: Tx, seat: Seat, action: str, category: Category) -> None:
        await tx.add(
            AuditRow(
                self._ids.new("aud"), seat.user_id, action, category.id, self._clock.now(), {"name": category.name}
            )
        )
