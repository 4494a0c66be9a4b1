"""What people look for: a search with its filters, kept so that it can be paged, changed, saved and told about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core import search_terms as terms
from core.countries import countries_in, country_of, parts_of
from core.listings import Product
from core.money import EXPONENTS

BEST = 500
"""So many matches in the name are put in order of relevance; what comes after them follows by age."""

AMOUNT_MAX = 10**15


@dataclass(frozen=True, slots=True)
class Search:
    """One search of one person. Prices are minor units of `currency`; empty and None mean any.

    `cursors` are where the pages begin that were seen so far, the first of them page `first_page`; `page` is the one
    that is shown. `saved` searches stay; with `alerts` their owner is told of listings newer than `seen`.
    """

    id: str
    user_id: str
    identity_id: str
    created_at: datetime
    updated_at: datetime
    words: str = ""
    category_id: str = ""
    currency: str = ""
    price_from: int | None = None
    price_to: int | None = None
    min_order_max: int | None = None
    ships_from: str = ""
    corrected: str = ""
    cursors: tuple[str, ...] = ("",)
    first_page: int = 0
    page: int = 0
    rev: int = 0
    saved: bool = False
    alerts: bool = False
    seen: str = ""
    told_at: datetime | None = None

    @property
    def is_plain(self) -> bool:
        """Nothing but a category: then listings come by name."""
        return not self.words and not self.has_filters

    @property
    def has_filters(self) -> bool:
        """Anything beside words and category."""
        return bool(self.ships_from or self.min_order_max is not None or self.has_price)

    @property
    def has_price(self) -> bool:
        return self.price_from is not None or self.price_to is not None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A search as the index is asked: the words as they are spelt, and the categories with all below them."""

    words: str = ""
    category_ids: tuple[str, ...] = ()
    currency: str = ""
    price_from: int = 0
    price_to: int = AMOUNT_MAX
    min_order_max: int = AMOUNT_MAX
    ships_from: str = ""

    @property
    def is_worded(self) -> bool:
        return bool(terms.words_asked(self.words))

    def in_name(self) -> terms.Asked:
        """Every word in the name; with no words at all simply what passes the filters."""
        words = [terms.in_name(word) for word in terms.words_asked(self.words)]
        return terms.Asked((*words, *self._filters()))

    def elsewhere(self) -> terms.Asked:
        """Every word somewhere, but not all of them in the name."""
        asked = terms.words_asked(self.words)
        within = (*(terms.anywhere(word) for word in asked), *self._filters())
        return terms.Asked(within, tuple(terms.in_name(word) for word in asked))

    def _filters(self) -> list[terms.Clause]:
        found: list[terms.Clause] = []
        if self.category_ids:
            found.append(tuple(terms.facet("c", category_id) for category_id in self.category_ids))
        if self.currency:
            scale = 10 ** EXPONENTS[self.currency]
            low, high = terms.band_of(self.price_from // scale), terms.band_of(self.price_to // scale)
            found.append(tuple(price_term(self.currency, band) for band in range(low, high + 1)))
        if self.min_order_max < AMOUNT_MAX:
            most = terms.band_of(self.min_order_max)
            found.append(tuple(terms.facet("m", band) for band in range(most + 1)))
        found += [clause for part in parts_of(self.ships_from) for clause in _from(part)]
        return found or ([] if self.is_worded else [("a",)])


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to come upon a word of the catalogue: the word itself, or what is left when a letter is missing."""

    id: str
    key: str
    word: str


@dataclass(frozen=True, slots=True)
class ListingPhoto:
    """A picture of a listing; `ref` is the stored file."""

    id: str
    product_id: str
    ref: str
    created_at: datetime


def _from(part: str) -> list[terms.Clause]:
    """A place by its words; one that is a country also as this country in any language, by its letters only so."""
    code = country_of(part)
    words = [f"f{word}" for word in terms.words_asked(part)]
    if not code:
        return [(word,) for word in words]
    country = terms.facet("g", code)
    return [(country,)] if len(part) == 2 else [(country, word) for word in words]


def price_term(currency: str, band: int) -> str:
    return terms.facet("p", currency, band)


def product_terms(product: Product) -> str:
    """What a listing is found by; nothing while it is not for sale."""
    if product.status != "active":
        return ""
    facets = [
        "a",
        terms.facet("c", product.category_id),
        price_term(product.currency, terms.band_of(product.base_price // 10 ** EXPONENTS.get(product.currency, 2))),
        terms.facet("m", terms.band_of(product.min_order)),
    ]
    facets += [f"f{word}" for word in terms.beginnings(terms.words_in(product.ships_from))]
    facets += [terms.facet("g", code) for code in countries_in(product.ships_from)]
    return terms.terms_of(name=f"{product.name} {product.sku}", more=product.description, facets=facets)


def passes(product: Product, wanted: Wanted) -> bool:
    """Whether a listing is within what bands only come close to."""
    return wanted.price_from <= product.base_price <= wanted.price_to and product.min_order <= wanted.min_order_max
