"""Corrects what was mistyped against the words that the catalogue itself uses.

Every word is kept with what is left of it when one letter is missing, and long ones with how they begin. Two words that
are one mistake apart have such a remainder in common, so that a look at an index finds all candidates at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from core import search_terms
from core.listings import Product
from core.ports.unit_of_work import Tx
from core.searches import Spelling

LONG = 8
"""From this length on a word may have two mistakes."""

_BEGINNING = 4
_CANDIDATES_MAX = 400
_IN_ONE_GO = 1000


def spellings_of(text: str) -> Iterator[tuple[str, str, str]]:
    """(id, key, word) of every word that can be mistyped."""
    for word in dict.fromkeys(search_terms.words_in(text)):
        if search_terms.is_spelt(word):
            for key in sorted(_keys(word)):
                yield f"{key} {word}", key, word


async def learn(tx: Tx, products: Iterable[Product]) -> None:
    """Remember the words of these listings. Most of them are known: that costs one look."""
    found = {one for product in products for one in spellings_of(f"{product.name} {product.description}")}
    words = sorted({word for _, _, word in found})
    known: set[str] = set()
    for start in range(0, len(words), _IN_ONE_GO):
        ids = tuple(f"{word} {word}" for word in words[start : start + _IN_ONE_GO])
        known |= {row.word for row in await tx.find(Spelling, id=ids, limit=len(ids))}
    await tx.add_missing(*(Spelling(*one) for one in sorted(found) if one[2] not in known))


async def corrected(tx: Tx, text: str) -> str:
    """The text with every word replaced that the catalogue does not know, by the nearest that it does; "" where there
    is nothing to replace."""
    better = [(word, await _nearest(tx, word)) for word in _asked(text)]
    if not any(near and near != word for word, near in better):
        return ""
    return " ".join(near or word for word, near in better)


def _asked(text: str) -> list[str]:
    """The words as they stand there, unspaced scripts whole."""
    return search_terms.folded(text).split()


async def _nearest(tx: Tx, word: str) -> str:
    if not search_terms.is_spelt(word):
        return ""
    found = await tx.find(Spelling, key=tuple(sorted(_keys(word))), limit=_CANDIDATES_MAX)
    most = 2 if len(word) >= LONG else 1
    near: list[tuple[int, int, str]] = []
    for candidate in {row.word for row in found}:
        if candidate.startswith(word):
            # It is the beginning of a word: that is how it is looked for.
            return word
        distance = int(OSA.distance(word, candidate, score_cutoff=most))
        if distance <= most:
            near.append((distance, abs(len(candidate) - len(word)), candidate))
    return min(near, default=(0, 0, ""))[2]


def _keys(word: str) -> set[str]:
    keys = {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
    if len(word) >= LONG:
        keys.add(f"{word[:_BEGINNING]}…")
    return keys
