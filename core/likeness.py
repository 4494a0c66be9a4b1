"""Which names of companies a hurried reader takes for each other, and which for the market's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.names import MARKET, skeleton

SLIPS: Final = ((16, 2), (8, 1))
"""From so many letters on → how many of them are overlooked: one too many, too few, another, or two that changed places. Of
shorter names a single letter makes another one."""
PART_LENGTH_MIN: Final = 5
"""A name of fewer letters is a word like others: whoever has it within a longer one does not pass for it."""
_FORM_WORDS_MAX: Final = 4
_APART: Final = re.compile(r"[\s,;:/&+()\-\u2013\u2014_]+")
_DROPPED: Final = re.compile(r"[.'\u2019`\u00b4\"]")


def _seen(word: str) -> str:
    """One word, with German vowels written either way as the same."""
    return skeleton(word, figures=True).replace("ae", "a").replace("oe", "o").replace("ue", "u")


_FORMS: Final = frozenset(
    _seen(form)
    for form in (
        "gmbh mbh ag kg kgaa ohg ug ek se ltd limited llc llp plc inc incorporated corp corporation co company sa sas sarl sl slu "
        "sau srl spa bv nv oy ab as aps kft sro doo spzoo pty pte ooo ао оао зао пао ип ооо"
    ).split()
)
"""Legal forms, which nobody reads."""
_WIDER: Final = frozenset(
    _seen(word)
    for word in (
        "group gruppe grupo groupe holding holdings international intl global worldwide europe official online payments payment "
        "gruppo группа холдинг групп"
    ).split()
)
"""Words that make another's name sound like a part of it."""
_OF_STAFF: Final = frozenset(
    skeleton(word) for word in ("admin", "administrator", "escrow", "moderation", "moderator", "moderators", "support")
)
_MARKET: Final = skeleton(MARKET)


def shape(name: str) -> str:
    """What a hurried reader sees of a company's name: without its legal form, signs, accents and costumes."""
    return "".join(_own_words(name))


def parts(name: str) -> set[str]:
    """What stands in a longer name as one or more whole words of it, and could be the whole name of another."""
    words = _own_words(name)
    return {one for one in _runs(words) if len(one) >= PART_LENGTH_MIN} - {"".join(words)}


def alike(one: str, other: str) -> bool:
    """Whether two shapes can be mistaken for each other."""
    if one == other:
        return bool(one)
    most = _slips(min(len(one), len(other)))
    return most > 0 and OSA.distance(one, other, score_cutoff=most) <= most


def alike_among(one: str, shapes: Sequence[str]) -> list[str]:
    """Those of many shapes that can be mistaken for this one."""
    most = _slips(len(one))
    near = process.extract(one, shapes, scorer=OSA.distance, score_cutoff=most, limit=None) if one else []
    return [other for other, _, _ in near if alike(one, other)]


def seems_official(name: str, operator: str = "") -> bool:
    """Whether it can be taken for the market's own, for that of who runs it, or for its staff."""
    words = {skeleton(word) for word in _APART.split(name)}
    if words & _OF_STAFF or _MARKET in shape(name):
        return True
    theirs = shape(operator)
    return alike(theirs, shape(name)) or (bool(theirs) and theirs in _runs(_own_words(name)))


def _own_words(name: str) -> list[str]:
    words = [word for word in _APART.split(_DROPPED.sub("", name)) if word]
    seen = [_seen(word) for word in words]
    own = _without_forms(seen)
    return [one for one in own if one not in _WIDER] or own or seen


def _without_forms(words: list[str]) -> list[str]:
    """Without legal forms, also where their letters are written apart: "S. L.", "Sp. z o.o."."""
    kept, at = [], 0
    while at < len(words):
        taken = 1 if words[at] in _FORMS else 0
        for length in range(_FORM_WORDS_MAX, 1, -1):
            letters = words[at : at + length]
            if len(letters) == length and max(map(len, letters)) <= 2 and "".join(letters) in _FORMS:
                taken = length
                break
        kept += [] if taken else [words[at]]
        at += taken or 1
    return kept


def _runs(words: list[str]) -> Iterator[str]:
    """Words that stand next to each other, as one."""
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield "".join(words[start:end])


def _slips(letters: int) -> int:
    return next((slips for least, slips in SLIPS if letters >= least), 0)
