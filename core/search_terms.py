"""Turns text into the terms that a catalogue is searched by, the same for every database and every script.

A term is one word with a letter in front that says where it stands: `n` in the name or the article number, `d` in the
description only, `c` the category, `p` the price band, `m` the band of the smallest order, `f` where it ships from, `g`
the country that this is in, `a` on everything that is for sale. Names and places are found by beginnings of words, so
every beginning is a term of its own: then a question is a handful of whole terms, which every index answers as it goes,
however common they are. Chinese and Japanese, which have no spaces, are taken apart into characters and pairs of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

WORD_LENGTH_MAX = 16
"""Of longer words only the beginning counts."""

WORDS_MAX = 8
"""More words than this do not narrow a search any further."""

BANDS = 9
"""Bands of prices and quantities: 0 is below one, n has n digits before the decimal point, the last one the rest."""

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)")
_ALIKE = str.maketrans({"ى": "ي", "ة": "ه", "ـ": "", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
_NOT_IN_TERMS = re.compile(r"[\W_]+")


Clause = tuple[str, ...]
"""Terms of which one must be there."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the index: all clauses of `within`, and not all of `without` (where there are any)."""

    within: tuple[Clause, ...]
    without: tuple[Clause, ...] = ()


def folded(text: str) -> str:
    """Text as it is compared: without case, accents, vowel signs and the forms of letters that people mix up."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
    bare = "".join(char for char in unicodedata.normalize("NFD", plain) if unicodedata.category(char) != "Mn")
    return unicodedata.normalize("NFC", bare)


def words_in(text: str) -> list[str]:
    """The words of a text, in order, folded; unspaced scripts as characters and pairs of them."""
    found: list[str] = []
    for piece, spaced in _pieces(text):
        found += [piece[:WORD_LENGTH_MAX]] if spaced else [*piece, *_pairs(piece)]
    return found


def beginnings(words: Iterable[str]) -> list[str]:
    """The words, and everything of at least two characters that they begin with."""
    found: dict[str, None] = {}
    for word in words:
        found |= dict.fromkeys((word, *(word[:length] for length in range(2, len(word)))))
    return list(found)


def words_asked(text: str) -> list[str]:
    """What somebody looks for; unspaced scripts in pairs, a single character by itself."""
    found: list[str] = []
    for piece, spaced in _pieces(text):
        found += [piece[:WORD_LENGTH_MAX]] if spaced else _pairs(piece) or [piece]
    return list(dict.fromkeys(found))[:WORDS_MAX]


def is_spelt(word: str) -> bool:
    """Whether a word can be mistyped by a letter: not a number, not an article code, not a character of Chinese."""
    return len(word) >= 4 and word.isalpha() and not _UNSPACED.search(word)


def band_of(amount: int) -> int:
    """0 below one, else how many digits."""
    return 0 if amount < 1 else min(len(str(amount)), BANDS)


def facet(letter: str, *values: object) -> str:
    """A term for something that is not a word: an id, a place, a band."""
    return letter + _NOT_IN_TERMS.sub("", folded("".join(str(value) for value in values)))


def terms_of(*, name: str, more: str, facets: Sequence[str]) -> str:
    """All terms of one listing, separated by spaces: what begins a word of `name`, and whole words of `more`."""
    in_name = beginnings(words_in(name))
    known = set(in_name)
    in_more = dict.fromkeys(word for word in words_in(more) if word not in known)
    return " ".join([*facets, *(f"n{word}" for word in in_name), *(f"d{word}" for word in in_more)])


def in_name(word: str) -> Clause:
    return (f"n{word}",)


def anywhere(word: str) -> Clause:
    return (f"n{word}", f"d{word}")


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    for run in _WORD.findall(folded(text)):
        for piece in _UNSPACED.split(run):
            if piece:
                yield piece, _UNSPACED.fullmatch(piece) is None


def _pairs(piece: str) -> list[str]:
    return [piece[place : place + 2] for place in range(len(piece) - 1)]
