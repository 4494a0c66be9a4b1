"""Turns text into the terms that a catalogue is searched by, the same for every database and every script.

A term is one word with a letter in front that says where it stands: `n` in the name or the article number, `d` in the
description only, `c` the category, `p` the price band, `m` the band of the smallest order, `f` where it ships from, `a`
on everything that is for sale. Chinese and Japanese, which have no spaces, are taken apart into pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WORD_LENGTH_MAX = 40
WORDS_MAX = 8
"""More words than this do not narrow a search any further."""

BANDS = 9
"""Bands of prices and quantities: 0 is below one, n has n digits before the decimal point, the last one the rest."""

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)")
_ALIKE = str.maketrans({"ى": "ي", "ة": "ه", "ـ": "", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
_NOT_IN_TERMS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word that is looked for; `open` if it may go on."""

    text: str
    open: bool


Clause = tuple[tuple[str, bool], ...]
"""Terms of which one must be there; with True it is enough that a term begins so."""


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
    """The words of a text, in order, folded; unspaced scripts in pairs and each last character by itself."""
    found: list[str] = []
    for piece, spaced in _pieces(text):
        found += [piece[:WORD_LENGTH_MAX]] if spaced else [*_pairs(piece), piece[-1]]
    return found


def words_asked(text: str) -> list[Word]:
    """What somebody looks for. A word may go on behind what was typed, unless it is a single letter or digit."""
    found: list[Word] = []
    for piece, spaced in _pieces(text):
        if spaced:
            found.append(Word(piece[:WORD_LENGTH_MAX], len(piece) > 1))
        else:
            found += [Word(pair, False) for pair in _pairs(piece)] or [Word(piece, True)]
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
    """All terms of one listing, separated by spaces: `name` counts before `more`."""
    in_name = dict.fromkeys(words_in(name))
    in_more = dict.fromkeys(word for word in words_in(more) if word not in in_name)
    return " ".join([*facets, *(f"n{word}" for word in in_name), *(f"d{word}" for word in in_more)])


def in_name(word: Word) -> Clause:
    return ((f"n{word.text}", word.open),)


def anywhere(word: Word) -> Clause:
    return ((f"n{word.text}", word.open), (f"d{word.text}", word.open))


def one_of(terms: Sequence[str]) -> Clause:
    return tuple((term, False) for term in terms)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    for run in _WORD.findall(folded(text)):
        for piece in _UNSPACED.split(run):
            if piece:
                yield piece, _UNSPACED.fullmatch(piece) is None


def _pairs(piece: str) -> list[str]:
    return [piece[place : place + 2] for place in range(len(piece) - 1)]
