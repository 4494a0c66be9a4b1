"""People, screens, forms and the catalogue in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from operator import attrgetter

from core.events import ConversationRow, ScreenRow
from core.listings import TAKEN_DOWN, Category, Product
from core.members import ChatIdentity, Membership, Seat, User
from core.ports.search import Found
from core.search_terms import Clause
from core.searches import BEST, Wanted, passes, product_terms
from core.simulation.memory_deals import Deals, reached


class Shows(Deals):
    """Who somebody is, what is shown where, and what is for sale."""

    async def seat(self, channel: str, tenant: str, chat_user: str) -> Seat | None:
        chat = next(
            (
                chat
                for chat in self._all(ChatIdentity)
                if (chat.channel, chat.tenant, chat.chat_user) == (channel, tenant, chat_user)
            ),
            None,
        )
        return None if chat is None else self._person(chat.user_id, chat)

    async def seat_of_user(self, user_id: str) -> Seat | None:
        return self._person(user_id, None)

    def _person(self, user_id: str, chat: ChatIdentity | None) -> Seat | None:
        """A person in several companies acts for the one they joined first."""
        user = self._row(User, user_id)
        if user is None:
            return None
        places = [member for member in self._all(Membership) if member.user_id == user_id]
        if places:
            return self.seat_from(min(places, key=attrgetter("created_at", "id")), chat)
        zone, reads_in = self.chosen(user_id)
        return reached(Seat(user_id, "", "", "", user.staff_role, zone=zone, reads_in=reads_in), chat)

    # ── what is shown ────────────────────────────────────────────────────────────────────────────────────────────

    async def screen(self, place: str, key: str) -> ScreenRow | None:
        return next((row for row in self._all(ScreenRow) if (row.place, row.key) == (place, key)), None)

    async def screen_at(self, place: str, part: str) -> ScreenRow | None:
        holding = [row for row in self._all(ScreenRow) if row.place == place and part in row.parts]
        return max(holding, key=attrgetter("updated_at", "id"), default=None)

    async def put_screen(self, row: ScreenRow) -> None:
        held = await self.screen(row.place, row.key)
        if held is not None and held.id != row.id:
            await self.delete(ScreenRow, id=held.id)
            held = None
        if held is None:
            self._insert(row)
        else:
            self._overwrite(row)

    async def mark_due(self, *keys: str, rev: int, place: str = "") -> None:
        if not self.tables.rows[ScreenRow] and ScreenRow not in self.written:
            return
        for row in list(self._all(ScreenRow)):
            if row.key in keys and row.due_rev < rev and place in ("", row.place):
                self._overwrite(replace(row, due_rev=rev))

    async def due_screens(self, *, limit: int, before: datetime) -> list[ScreenRow]:
        due = [row for row in self._all(ScreenRow) if row.due_rev > row.shown_rev and row.updated_at < before]
        return sorted(due, key=attrgetter("updated_at", "id"))[:limit]

    async def conversation(self, place: str, identity_id: str) -> ConversationRow | None:
        going = [
            row
            for row in self._all(ConversationRow)
            if (row.place, row.identity_id, row.parked) == (place, identity_id, False)
        ]
        return max(going, key=attrgetter("updated_at", "id"), default=None)

    # ── what is for sale ─────────────────────────────────────────────────────────────────────────────────────────

    async def products_page(
        self,
        *,
        category_ids: Sequence[str] = (),
        company_id: str = "",
        after: str = "",
        limit: int = 8,
    ) -> list[Product]:
        last = self._row(Product, after) if after else None
        if after and last is None:
            return []
        found = [
            product
            for product in self._all(Product)
            if (not category_ids or product.category_id in category_ids)
            and (product.company_id == company_id if company_id else True)
            and product.status in (("active", "paused", TAKEN_DOWN) if company_id else ("active",))
            and (last is None or (product.name, product.id) > (last.name, last.id))
        ]
        return sorted(found, key=attrgetter("name", "id"))[:limit]

    async def categories_under(self, category_id: str) -> list[Category]:
        every = list(self._all(Category))
        found = [category for category in every if category.id == category_id]
        for above in found:
            found += [category for category in every if category.parent_id == above.id and category not in found]
        return found

    async def search(self, wanted: Wanted, *, cursor: str = "", limit: int = 8, since: str = "") -> Found:
        ordered = self._matches(wanted, in_name=True, since=since)
        if wanted.is_worded:
            best = [] if since else ordered[:BEST]
            by_fit = sorted(best, key=lambda product: (-len(product.name), product.id), reverse=True)
            ordered = [*by_fit, *ordered[len(best) :], *self._matches(wanted, in_name=False, since=since)]
        begin = next((place for place, product in enumerate(ordered, 1) if product.id == cursor), 0)
        page = ordered[begin : begin + limit]
        return Found(tuple(page), page[-1].id if begin + limit < len(ordered) else "")

    def _matches(self, wanted: Wanted, *, in_name: bool, since: str) -> list[Product]:
        """Newest first."""
        asked = wanted.in_name() if in_name else wanted.elsewhere()
        found = [
            product
            for product in self._all(Product)
            if product.id > since
            and passes(product, wanted)
            and _has(terms := set(product_terms(product).split()), asked.within)
            and not (asked.without and _has(terms, asked.without))
        ]
        return sorted(found, key=attrgetter("id"), reverse=True)


def _has(terms: set[str], clauses: tuple[Clause, ...]) -> bool:
    return all(not terms.isdisjoint(clause) for clause in clauses)
