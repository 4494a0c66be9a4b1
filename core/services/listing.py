"""The seller's side of the catalogue: put up, change, pause, take away; and the buyer's: look."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core import policy
from core.errors import InvalidValue, NotFound, TakenDown
from core.ids import Ids
from core.listings import DIGITAL, TAKEN_DOWN, Category, ListingDraft, Product
from core.members import Seat
from core.money import PAYABLE, read_quantity
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.searches import ListingPhoto, Wanted
from core.services import spelling
from core.services.catalogue import DEPTH_MAX
from core.services.look_alikes import require_standing

PAGE = 8
CATEGORIES_MAX = 5_000
PHOTOS_MAX = 5


@dataclass(frozen=True, slots=True)
class Page:
    """Some products, and the one to continue after (empty at the end)."""

    products: tuple[Product, ...]
    next_after: str


MARKS_KEPT = timedelta(minutes=1)
"""How long it is remembered that there are categories of digital goods, or none."""


class ListingService:
    """Products and categories."""

    def __init__(self, *, clock: Clock, ids: Ids, currencies: AbstractSet[str] = PAYABLE) -> None:
        """`currencies` are those that may be traded in."""
        self.currencies = currencies
        self._clock = clock
        self._ids = ids
        self._any_marked = False
        self._marked_at: datetime | None = None

    async def categories(self, tx: Tx, parent_id: str | None = None) -> tuple[Category, ...]:
        """The children of a category, by name; the roots without one."""
        return tuple(await tx.find(Category, parent_id=parent_id, order="name", limit=100))

    async def is_digital(self, tx: Tx, category_id: str) -> bool:
        """Whether a category, or one above it, is marked so."""
        above: str | None = category_id
        for _ in range(DEPTH_MAX):
            category = await tx.get(Category, above) if above is not None else None
            if category is None or category.digital:
                return category is not None
            above = category.parent_id
        return False

    async def seems_digital(self, tx: Tx, category_id: str) -> bool:
        """The same for what is only looked at: where nothing was marked a minute ago, nothing is asked."""
        now = self._clock.now()
        if self._marked_at is None or not timedelta(0) <= now - self._marked_at < MARKS_KEPT:
            self._any_marked = bool(await tx.find(Category, kind=DIGITAL, limit=1))
            self._marked_at = now
        return self._any_marked and await self.is_digital(tx, category_id)

    async def category_paths(self, tx: Tx) -> list[tuple[str, str]]:
        """(id, "A > B") of the categories that a listing can be put in: those without children."""
        every = await tx.find(Category, order="name", limit=CATEGORIES_MAX)
        by_id = {category.id: category for category in every}
        parents = {category.parent_id for category in every}
        leaves = [category for category in every if category.id not in parents]
        paths = [(leaf.id, " > ".join(path_of(leaf, by_id))) for leaf in leaves]
        return sorted(paths, key=lambda pair: pair[1])

    async def likely_categories(self, tx: Tx, name: str) -> list[str]:
        """Categories of listings that share a word with this name, the best match first."""
        found: list[str] = []
        for word in name.split()[:4]:
            for product in (await tx.search(Wanted(words=word), limit=PAGE)).products:
                if product.category_id not in found:
                    found.append(product.category_id)
        return found[:PAGE]

    async def category(self, tx: Tx, category_id: str) -> Category:
        category = await tx.get(Category, category_id)
        if category is None:
            raise NotFound()
        return category

    async def product(self, tx: Tx, product_id: str) -> Product:
        product = await tx.get(Product, product_id)
        if product is None:
            raise NotFound()
        return product

    async def photos(self, tx: Tx, product_id: str) -> list[str]:
        """The stored files of the listing's pictures, in the order in which they were given."""
        found = await tx.find(ListingPhoto, product_id=product_id, order="id", limit=PHOTOS_MAX)
        return [photo.ref for photo in found]

    async def mine(self, tx: Tx, seat: Seat, *, after: str = "") -> Page:
        policy.require_member(seat, "browse")
        found = await tx.products_page(company_id=seat.company_id, after=after, limit=PAGE + 1)
        more = found[PAGE - 1].id if len(found) > PAGE else ""
        return Page(tuple(found[:PAGE]), more)

    async def last_place(self, tx: Tx, seat: Seat) -> str:
        """Where the company's newest listing ships from: likely where the next one does."""
        found = await tx.find(Product, company_id=seat.company_id, order="-id", limit=1)
        return found[0].ships_from if found else ""

    async def put_up(
        self, tx: Tx, seat: Seat, draft: ListingDraft, category_id: str, *, photos: Sequence[str] = ()
    ) -> Product:
        """A new listing of the seller's company. Raises InvalidValue, NotAllowed."""
        policy.require_member(seat, "list")
        require_standing(seat)
        now = self._clock.now()
        blank = Product(
            id=self._ids.new("prd"),
            seller_id=seat.user_id,
            company_id=seat.company_id,
            name="",
            description="",
            base_price=0,
            currency="",
            category_id="",
            unit="",
            created_at=now,
            updated_at=now,
        )
        product = await self._filled(tx, blank, draft, category_id)
        await tx.add(product)
        await spelling.learn(tx, [product])
        await self._add_photos(tx, product, photos)
        return product

    async def change(self, tx: Tx, seat: Seat, product_id: str, draft: ListingDraft, category_id: str) -> Product:
        """Other values for a listing; deals that are under way keep the terms they have. Raises InvalidValue, and NameHeld
        where it would be another listing afterwards."""
        product = await self._own(tx, seat, product_id)
        changed = await self._filled(tx, product, draft, category_id)
        if _is_another(product, changed):
            require_standing(seat)
        if changed.stock < product.reserved:
            raise InvalidValue("stock", "below-reserved", reserved=product.reserved)
        await tx.put(changed)
        await spelling.learn(tx, [changed])
        return changed

    async def show_picture(self, tx: Tx, seat: Seat, product_id: str, ref: str) -> Product:
        """One more picture; the newest is the one on the card. Raises NameHeld: goods are known by it."""
        require_standing(seat)
        product = await self._own(tx, seat, product_id)
        await tx.delete(ListingPhoto, product_id=product.id)
        await self._add_photos(tx, product, [ref])
        return product

    async def pause(self, tx: Tx, seat: Seat, product_id: str, *, active: bool) -> Product:
        """Take a listing off the shelf, or put it back; open trades go on. Raises TakenDown for what a moderator took away."""
        product = await self._own(tx, seat, product_id)
        if product.status == TAKEN_DOWN:
            raise TakenDown()
        if active:
            require_standing(seat)
        changed = replace(product, status="active" if active else "paused", updated_at=self._clock.now())
        await tx.put(changed)
        return changed

    async def remove(self, tx: Tx, seat: Seat, product_id: str) -> Product:
        """Take a listing away for good. The row stays: open trades go on with what is reserved for them."""
        product = await self._own(tx, seat, product_id)
        changed = replace(product, status="removed", sku="", updated_at=self._clock.now())
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

    async def own(self, tx: Tx, seat: Seat, product_id: str) -> Product:
        """A listing of the person's own company that is still there. Raises NotFound, NotAllowed."""
        return await self._own(tx, seat, product_id)

    async def _filled(self, tx: Tx, product: Product, draft: ListingDraft, category_id: str) -> Product:
        name, description, price, min_order, stock = draft.checked(self.currencies)
        ships_from, lead_time_days = draft.shipping()
        if await tx.get(Category, category_id) is None:
            raise InvalidValue("category", "unknown-category")
        return replace(
            product,
            name=name,
            description=description,
            base_price=price,
            currency=draft.currency,
            category_id=category_id,
            unit=draft.unit,
            min_order=min_order,
            stock=stock,
            ships_from=ships_from,
            lead_time_days=lead_time_days,
            updated_at=self._clock.now(),
        )

    async def _add_photos(self, tx: Tx, product: Product, refs: Sequence[str]) -> None:
        now = self._clock.now()
        photos = [ListingPhoto(self._ids.new("pho"), product.id, ref, now) for ref in refs[:PHOTOS_MAX]]
        await tx.add(*photos)

    async def _own(self, tx: Tx, seat: Seat, product_id: str) -> Product:
        policy.require_member(seat, "list")
        product = await tx.get(Product, product_id)
        if product is None or product.company_id != seat.company_id or product.status == "removed":
            raise NotFound()
        return product


def _is_another(before: Product, after: Product) -> bool:
    """Whether other goods are offered than before, rather than the same at another price or in another number."""
    was = before.name, before.description, before.category_id, before.unit
    return was != (after.name, after.description, after.category_id, after.unit)


def path_of(category: Category, by_id: dict[str, Category]) -> list[str]:
    """The names from the root down to this category."""
    names = [category.name]
    while category.parent_id is not None and category.parent_id in by_id and len(names) < 8:
        category = by_id[category.parent_id]
        names.insert(0, category.name)
    return names
