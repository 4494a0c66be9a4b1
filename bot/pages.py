"""What the pages of the market say, each in the language of the browser: nobody is signed in there."""

from __future__ import annotations

from adapters.http.pages import PageWords, returned_page
from bot.context import Links
from bot.screens.catalogue import price_line
from bot.text import Say, Texts
from bot.text.words import RIGHT_TO_LEFT
from core.listings import Product
from core.members import Company
from core.ports.unit_of_work import Store, Tx


class ListingPage:
    """At the address of a listing: what is public, and how to go on. One per market. Only listings that everybody can find have a page; deals have none."""

    def __init__(self, store: Store, links: Links) -> None:
        self._store = store
        self._links = links

    async def words(self, product_id: str, wanted: str) -> PageWords:
        """The page in the browser's language. Raises KeyError where there is nothing that is open to everybody."""
        say = Texts().say(wanted)

        async def step(tx: Tx) -> tuple[Product | None, str]:
            product = await tx.get(Product, product_id)
            company = await tx.get(Company, product.company_id) if product is not None else None
            return product, company.name if company is not None else ""

        product, seller = await self._store.look(step)
        if product is None or product.status != "active":
            raise KeyError(product_id)
        facts = [price_line(product, say), say.quantity(product.min_order, product.unit), product.ships_from, seller]
        lines = [" · ".join(fact for fact in facts if fact), say("page-listing-slack", command=f"listing {product.id}")]
        if self._links.telegram:
            lines.append(say("page-listing-telegram", link=f"t.me/{self._links.telegram}?start=l_{product.id}"))
        return page_of(say, product.name, "\n".join(lines))


def words_after_paying(paid: bool, wanted: str) -> PageWords:
    """`wanted` is what the browser accepts: nobody is signed in there."""
    say = Texts().say(wanted)
    if paid:
        return page_of(say, say("page-paid"), say("page-paid-words"))
    return page_of(say, say("page-not-paid"), say("page-not-paid-words"))


def install_page(done: bool, wanted: str) -> bytes:
    """What a workspace is told after Slack asked its owner."""
    say = Texts().say(wanted)
    if done:
        said = page_of(say, say("page-slack-installed"), say("page-slack-installed-words"))
    else:
        said = page_of(say, say("page-slack-not-installed"), say("page-slack-not-installed-words"))
    return returned_page(said).encode()


def page_of(say: Say, title: str, words: str) -> PageWords:
    """A page in this language."""
    return PageWords(say.lang, title, words, right_to_left=say.lang in RIGHT_TO_LEFT)
