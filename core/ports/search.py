"""The search seam: one question to the catalogue's index, answered page by page, the same on every database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from core.listings import Product
from core.searches import Wanted


@dataclass(frozen=True, slots=True)
class Found:
    """Listings in order, and where the next page begins (empty at the end)."""

    products: tuple[Product, ...]
    next_cursor: str = ""


class Searching(Protocol):
    """Finds listings that are for sale. The index is kept by the change of the listing itself, in its transaction."""

    async def search(self, wanted: Wanted, *, cursor: str = "", limit: int = 8, since: str = "") -> Found:
        """One page. First those with every word in the name (the best 500 by how much else the name says, then by age,
        newest first), then those with a word in the description only. Without words: newest first. `since` leaves
        out everything that is not newer than that listing. Cursors are opaque and stay good while listings come and
        go."""
        ...
