"""The seller's side of the catalogue: put up, change, pause; and the buyer's: look."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core import policy
from core.errors import InvalidValue, NotFound
from core.ids import Ids
from core.listings import Category, ListingDraft, Product
from core.members import Seat
from core.money import read_quantity
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx

PAGE = 5


@dataclass(frozen=True, slots=True)
class Page:
    """Some products, the one to continue after (empty at the end), and where we are."""

    products: tuple[Product, ...]
    next_after: str
    category: Category | None = None


class ListingService:
    """Products and categories."""

    def __init__(self, *, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids

    async def categories(self, tx: Tx, parent_id: str | None = None) -> tuple[Category, ...]:
        """The children of a category, by name; the roots without one."""
        return tuple(await tx.find(Category, parent_id=parent_id, order="name", limit=100))

    async def category_paths(self, tx: Tx) -> list[tuple[str, str]]:
        """(id, "A > B") of the categories that a listing can be put in: those without children; at most 100."""
        every = await tx.find(Category, order="name", limit=1000)
        by_id = {category.id: category for category in every}
        parents = {category.parent_id for category in every}
        leaves = [category for category in every if category.id not in parents]
        paths = [(leaf.id, " > ".join(_path(leaf, by_id))) for leaf in leaves]
        return sorted(paths, key=lambda pair: pair[1])[:100]

    async def category(self, tx: Tx, category_id: str) -> Category:
        category = await tx.get(Category, category_id)
        if category is None:
            raise NotFound()
        return category

    async def page(self, tx: Tx, *, category_id: str = "", words: str = "", after: str = "") -> Page:
        """One page of active products of a category (with its sub-categories) or matching words."""
        category, ids = None, []
        if category_id:
            category = await self.category(tx, category_id)
            ids = [category_id, *(child.id for child in await self.categories(tx, category_id))]
        found = await tx.products_page(category_ids=ids, words=words, after=after, limit=PAGE + 1)
        more = found[PAGE - 1].id if len(found) > PAGE else ""
        return Page(tuple(found[:PAGE]), more, category)

    async def product(self, tx: Tx, product_id: str) -> Product:
        product = await tx.get(Product, product_id)
        if product is None:
            raise NotFound()
        return product

    async def mine(self, tx: Tx, seat: Seat, *, after: str = "") -> Page:
        policy.require_member(seat, "browse")
        found = await tx.products_page(company_id=seat.company_id, after=after, limit=PAGE + 1)
        more = found[PAGE - 1].id if len(found) > PAGE else ""
        return Page(tuple(found[:PAGE]), more)

    async def put_up(self, tx: Tx, seat: Seat, draft: ListingDraft, category_id: str) -> Product:
        """A new listing of the seller's company. Raises InvalidValue, NotAllowed."""
        policy.require_member(seat, "list")
        name, description, price, min_order, stock = draft.checked()
        if await tx.get(Category, category_id) is None:
            raise InvalidValue("category", "unknown-category")
        now = self._clock.now()
        product = Product(
            id=self._ids.new("prd"),
            seller_id=seat.user_id,
            company_id=seat.company_id,
            name=name,
            description=description,
            base_price=price,
            currency=draft.currency,
            category_id=category_id,
            unit=draft.unit,
            created_at=now,
            updated_at=now,
            min_order=min_order,
            stock=stock,
        )
        await tx.add(product)
        return product

    async def pause(self, tx: Tx, seat: Seat, product_id: str, *, active: bool) -> Product:
        """Take a listing off the shelf, or put it back; open trades go on."""
        product = await self._own(tx, seat, product_id)
        changed = replace(product, status="active" if active else "paused", updated_at=self._clock.now())
        await tx.put(changed)
        return changed

    async def restock(self, tx: Tx, seat: Seat, product_id: str, typed: str) -> Product:
        """Set what is in stock; never below what open trades have reserved."""
        product = await self._own(tx, seat, product_id)
        stock = 0 if typed.strip() == "0" else read_quantity(typed, "stock")
        if stock < product.reserved:
            raise InvalidValue("stock", "below-reserved", reserved=product.reserved)
        changed = replace(product, stock=stock, updated_at=self._clock.now())
        await tx.put(changed)
        return changed

    async def _own(self, tx: Tx, seat: Seat, product_id: str) -> Product:
        policy.require_member(seat, "list")
        product = await tx.get(Product, product_id)
        if product is None or product.company_id != seat.company_id:
            raise NotFound()
        return product


def _path(category: Category, by_id: dict[str, Category]) -> list[str]:
    names = [category.name]
    while category.parent_id is not None and category.parent_id in by_id and len(names) < 8:
        category = by_id[category.parent_id]
        names.insert(0, category.name)
    return names
