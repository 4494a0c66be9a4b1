"""Looking for goods: a search is a row, so that it can be paged both ways, narrowed, saved, and told about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.errors import EnoughSaved, NotFound
from core.ids import Ids
from core.listings import Category, Product
from core.members import Seat
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.search_terms import words_asked
from core.search_words import read_filters
from core.searches import AMOUNT_MAX, Search, Wanted
from core.services import spelling

PAGE = 8
CURSORS_KEPT = 60
"""So many pages back can be reached; further back leads to the first one."""

UNSAVED_KEPT = 5
SAVED_MAX = 50
PLACES_LOOKED_AT = 60
PLACES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Results:
    """A page of a search."""

    search: Search
    products: tuple[Product, ...]
    has_next: bool
    category: Category | None = None

    @property
    def has_previous(self) -> bool:
        return self.search.page > 0


class SearchService:
    """Searches of people."""

    def __init__(self, *, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids

    async def begin(self, tx: Tx, seat: Seat, *, typed: str = "", category_id: str = "") -> Results:
        """A new search for what was typed (words, and filters in words) or in a category; its first page."""
        currency = self._currency(seat)
        said = read_filters(typed, currency)
        now = self._clock.now()
        search = Search(
            id=self._ids.new("sch"),
            user_id=seat.user_id,
            identity_id=seat.identity_id,
            created_at=now,
            updated_at=now,
            words=said.words,
            category_id=category_id,
            currency=said.currency,
            price_from=said.price_from,
            price_to=said.price_to,
            min_order_max=said.min_order_max,
            ships_from=said.ships_from,
        )
        results = await self._look(tx, search)
        await self._forget_old(tx, seat)
        await tx.add(results.search)
        return results

    async def glance(
        self, tx: Tx, typed: str, *, currency: str = "EUR", after: str = "", limit: int = PAGE
    ) -> tuple[Sequence[Product], str]:
        """A page of what was typed (words, and filters in words), without keeping the search; and where the next begins.
        Without words: everything."""
        said = read_filters(typed, currency)
        search = Search("", "", "", self._clock.now(), self._clock.now(), words=said.words)
        search = replace(
            search,
            currency=said.currency,
            price_from=said.price_from,
            price_to=said.price_to,
            min_order_max=said.min_order_max,
            ships_from=said.ships_from,
        )
        if search.is_plain:
            found = await tx.products_page(after=after, limit=limit + 1)
            return found[:limit], found[limit - 1].id if len(found) > limit else ""
        if search.words and not words_asked(search.words):
            return (), ""
        wanted = await wanted_of(tx, search)
        page = await tx.search(wanted, cursor=after, limit=limit)
        if not page.products and not after and search.words:
            better = await spelling.corrected(tx, search.words)
            page = await tx.search(replace(wanted, words=better), limit=limit) if better else page
        return page.products, page.next_cursor

    async def page(self, tx: Tx, seat: Seat, search_id: str, number: int) -> Results:
        """Another page; one that was not come to yet is only reached from the one before."""
        search = await self.mine(tx, seat, search_id)
        last = search.first_page + len(search.cursors) - 1
        if not search.first_page <= number <= last:
            search, number = replace(search, cursors=("",), first_page=0), 0
        return await self._shown(tx, replace(search, page=number))

    async def narrow(self, tx: Tx, seat: Seat, search_id: str, **filters: Any) -> Results:
        """The same with other filters, from its first page on."""
        search = await self.mine(tx, seat, search_id)
        changed = replace(search, cursors=("",), first_page=0, page=0, corrected="", **filters)
        return await self._shown(tx, changed)

    async def again(self, tx: Tx, seat: Seat, search_id: str) -> Results:
        """The page that is shown, as it is now."""
        return await self._shown(tx, await self.mine(tx, seat, search_id))

    async def save(self, tx: Tx, seat: Seat, search_id: str) -> Search:
        """Keep it, and tell of every listing that matches from now on."""
        search = await self.mine(tx, seat, search_id)
        if not search.saved and await tx.count(Search, user_id=seat.user_id, saved=True) >= SAVED_MAX:
            raise EnoughSaved(most=SAVED_MAX)
        kept = replace(
            search,
            saved=True,
            alerts=True,
            identity_id=seat.identity_id,
            seen=await newest_listing(tx),
            rev=search.rev + 1,
            updated_at=self._clock.now(),
        )
        await tx.put(kept)
        return kept

    async def hush(self, tx: Tx, seat: Seat, search_id: str) -> Search:
        """Tell of it no more; it stays saved."""
        search = await self.mine(tx, seat, search_id)
        quiet = replace(search, alerts=False, rev=search.rev + 1, updated_at=self._clock.now())
        await tx.put(quiet)
        return quiet

    async def forget(self, tx: Tx, seat: Seat, search_id: str) -> None:
        await self.mine(tx, seat, search_id)
        await tx.delete(Search, id=search_id)

    async def saved(self, tx: Tx, seat: Seat) -> list[Search]:
        """What this person has saved, newest first."""
        return await tx.find(Search, user_id=seat.user_id, saved=True, order="-created_at", limit=SAVED_MAX)

    async def mine(self, tx: Tx, seat: Seat, search_id: str) -> Search:
        """The person's own search. Raises NotFound, also for somebody else's."""
        search = await tx.get(Search, search_id)
        if search is None or search.user_id != seat.user_id:
            raise NotFound()
        return search

    async def places(self, tx: Tx, search: Search) -> list[str]:
        """Where the goods that match ship from, the commonest first."""
        wanted = await wanted_of(tx, replace(search, ships_from=""))
        found = await tx.search(wanted, limit=PLACES_LOOKED_AT)
        counted = Counter(product.ships_from for product in found.products if product.ships_from)
        return [place for place, _ in counted.most_common(PLACES_SHOWN)]

    async def currency(self, tx: Tx, seat: Seat) -> str:
        """What prices are asked in: the currency of the person's company."""
        return self._currency(seat)

    async def _shown(self, tx: Tx, search: Search) -> Results:
        results = await self._look(tx, replace(search, rev=search.rev + 1))
        await tx.put(results.search)
        return results

    async def _look(self, tx: Tx, search: Search) -> Results:
        under = await tx.categories_under(search.category_id) if search.category_id else []
        if search.category_id and not under:
            raise NotFound()
        products, following, search = await self._page(tx, search, _wanted(search, under))
        place = search.page - search.first_page
        cursors = search.cursors[: place + 1] + ((following,) if following else ())
        dropped = max(0, len(cursors) - CURSORS_KEPT)
        search = replace(
            search, cursors=cursors[dropped:], first_page=search.first_page + dropped, updated_at=self._clock.now()
        )
        return Results(search, products, bool(following), under[0] if under else None)

    async def _page(self, tx: Tx, search: Search, wanted: Wanted) -> tuple[tuple[Product, ...], str, Search]:
        cursor = search.cursors[search.page - search.first_page]
        if search.is_plain:
            found = await tx.products_page(category_ids=wanted.category_ids, after=cursor, limit=PAGE + 1)
            return tuple(found[:PAGE]), found[PAGE - 1].id if len(found) > PAGE else "", search
        if search.words and not words_asked(search.words):
            return (), "", search
        page = await tx.search(wanted, cursor=cursor, limit=PAGE)
        if not page.products and not cursor and search.words and not search.corrected:
            better = await spelling.corrected(tx, search.words)
            if better:
                page = await tx.search(replace(wanted, words=better), limit=PAGE)
                if page.products:
                    search = replace(search, corrected=better)
        return page.products, page.next_cursor, search

    def _currency(self, seat: Seat) -> str:
        return seat.currency or "EUR"

    async def _forget_old(self, tx: Tx, seat: Seat) -> None:
        old = await tx.find(Search, user_id=seat.user_id, saved=False, order="-created_at", limit=2 * UNSAVED_KEPT)
        if len(old) >= UNSAVED_KEPT:
            await tx.delete(Search, id=tuple(search.id for search in old[UNSAVED_KEPT - 1 :]))


async def wanted_of(tx: Tx, search: Search) -> Wanted:
    """What the index is asked for a search."""
    return _wanted(search, await tx.categories_under(search.category_id) if search.category_id else [])


def _wanted(search: Search, under: Sequence[Category]) -> Wanted:
    return Wanted(
        words=search.corrected or search.words,
        category_ids=(search.category_id, *(each.id for each in under[1:])) if search.category_id else (),
        currency=search.currency if search.has_price else "",
        price_from=search.price_from or 0,
        price_to=AMOUNT_MAX if search.price_to is None else search.price_to,
        min_order_max=AMOUNT_MAX if search.min_order_max is None else search.min_order_max,
        ships_from=search.ships_from,
    )


async def newest_listing(tx: Tx) -> str:
    """The id of the listing that was made last; "" where there is none."""
    newest = await tx.find(Product, order="-id", limit=1)
    return newest[0].id if newest else ""
