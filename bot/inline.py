"""Searches typed in any chat behind the bot's name: listings as cards that can be sent to whoever is there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.context import Services
from bot.screens.catalogue import shared_card
from bot.text import Texts
from core.errors import DomainError
from core.listings import Product
from core.members import Company
from core.ports.chat import Found, Incoming
from core.ports.unit_of_work import Store, Tx

CARDS: Final = 20
LINKS: Final = "links"
"""Under this key an `Incoming` says that its text is addresses, one a line, and where they stand."""
LINKS_MAX: Final = 5
WORDS_LENGTH_MAX: Final = 80
_LISTING: Final = re.compile(r"(?:l_)?(prd_[0-9a-zA-Z]{20,27})")
_CURSOR: Final = re.compile(r"[a-z]{1,3}_?[0-9A-Za-z]{0,40}")


class InlineSearch:
    """Nothing is written for it: people type a letter at a time, and every letter is a question."""

    def __init__(self, *, store: Store, services: Services, texts: Texts) -> None:
        self._store = store
        self._services = services
        self._texts = texts

    async def found(self, incoming: Incoming) -> Found:
        """What to offer. Strangers find what everybody finds."""
        find = self._linked if LINKS in incoming.values else self._found
        return await self._store.look(lambda tx: find(tx, incoming))

    async def _linked(self, tx: Tx, incoming: Incoming) -> Found:
        """The listings that links in a message lead to, as everybody may see them. What is not for sale, is held
        because of its company's name, or is no listing of this market, stays a bare link; deals have no links."""
        actor = incoming.actor
        seat = await tx.seat(actor.channel, actor.tenant, actor.user)
        say = self._texts.say(seat.lang if seat else self._texts.best(actor.lang), seat.zone if seat else "")
        cards = []
        for address in incoming.text.split("\n")[:LINKS_MAX]:
            product = await tx.get(Product, self._named(address)) if self._named(address) else None
            if product is not None and product.status == "active":
                company = await tx.get(Company, product.company_id)
                if company is None or company.name_held_since is None:
                    cards.append(shared_card(product, company.name if company else "", address, say, key=address))
        return Found(tuple(cards), "", "")

    def _named(self, address: str) -> str:
        """The listing that an address of ours is about; empty for every other."""
        public = self._services.links.listing("")
        found = _LISTING.fullmatch(re.split("[?#]", address.removeprefix(public), maxsplit=1)[0])
        return found[1] if found and address.startswith(public) else ""

    async def _found(self, tx: Tx, incoming: Incoming) -> Found:
        actor = incoming.actor
        seat = await tx.seat(actor.channel, actor.tenant, actor.user)
        say = self._texts.say(seat.lang if seat else self._texts.best(actor.lang), seat.zone if seat else "")
        products, following = await self._page(tx, incoming, seat.currency if seat else "")
        companies = await tx.find(Company, id=tuple({one.company_id for one in products}))
        # Listings of companies that are held because of their names are found here, and not carried elsewhere.
        held = {one.id for one in companies if one.name_held_since is not None}
        names = {one.id: one.name for one in companies}
        bot = f"https://t.me/{self._services.links.telegram}?start=l_" if self._services.links.telegram else ""
        cards = [
            shared_card(one, names.get(one.company_id, ""), bot + one.id, say)
            for one in products
            if bot and one.company_id not in held
        ]
        return Found(tuple(cards), following, say("inline-entry" if cards else "inline-nothing"))

    async def _page(self, tx: Tx, incoming: Incoming, currency: str) -> tuple[Sequence[Product], str]:
        named = _LISTING.fullmatch(incoming.text)
        if named:
            product = await tx.get(Product, named[1])
            return ((product,) if product is not None and product.status == "active" else ()), ""
        after = incoming.values.get("offset", "")
        if after and not _CURSOR.fullmatch(after):
            return (), ""
        try:
            typed = incoming.text[:WORDS_LENGTH_MAX]
            return await self._services.searching.glance(
                tx, typed, currency=currency or "EUR", after=after, limit=CARDS
            )
        except DomainError:
            return (), ""
