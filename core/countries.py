"""Countries as people write them: by name in each of the six languages, or by the two letters of ISO 3166."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from babel import Locale

from core.search_terms import folded

_LANGUAGES: Final = ("en", "es", "de", "ru", "ar", "zh")
_NO_COUNTRIES: Final = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_ALSO: Final = {
    "usa": "US",
    "united states of america": "US",
    "eeuu": "US",
    "сша": "US",
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "großbritannien": "GB",
    "gran bretaña": "GB",
    "великобритания": "GB",
    "uae": "AE",
    "vae": "AE",
    "eau": "AE",
    "оаэ": "AE",
    "الإمارات": "AE",
    "阿联酋": "AE",
    "vereinigten staaten": "US",
    "vereinigten arabischen emiraten": "AE",
    "niederlanden": "NL",
    "holland": "NL",
    "голландия": "NL",
    "czech republic": "CZ",
    "turkey": "TR",
    "prc": "CN",
    "hong kong": "HK",
    "香港": "HK",
    "macau": "MO",
    "кндр": "KP",
}
"""What the tables of names do not have."""

_PARTS: Final = re.compile(r"[,،，、;/()|]+")
_ARTICLE: Final = re.compile(r"^(?:the|der|den|dem|el|la|los|las) ")
_RUSSIAN_FROM: Final = (
    (r"аи$", "ая"),  # folded, й has lost its mark
    (r"([гжкхчшщи])[ая]$", r"\1и"),
    (r"а$", "ы"),
    (r"я$", "и"),
    (r"ь$", "я"),
    (r"ь$", "и"),
    (r"([бвгджзклмнпрстфхцчшщ])$", r"\1а"),
)
"""Russian puts a country that something comes from into another case: by how the name ends."""

_SIGNS: Final = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def country_of(text: str) -> str:
    """The code of the country that all of the text names; "" for anything else."""
    said = text.strip()
    if len(said) == 2 and said.isascii() and said.upper() in _codes():
        return said.upper()
    plain = _plain(said)
    return _names().get(plain) or _names().get(_ARTICLE.sub("", plain), "")


def countries_in(place: str) -> list[str]:
    """The codes of the countries among the parts of a place, which commas and the like keep apart."""
    return list(dict.fromkeys(filter(None, map(country_of, parts_of(place)))))


def parts_of(place: str) -> Iterator[str]:
    """ "Hamburg" and "Germany" of "Hamburg, Germany"."""
    return (part.strip() for part in _PARTS.split(place) if part.strip())


def _plain(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", folded(text)).split())


@cache
def _codes() -> frozenset[str]:
    known = map(str, Locale("en").territories)
    return frozenset(code for code in known if len(code) == 2 and code.isalpha()) - _NO_COUNTRIES


@cache
def _names() -> dict[str, str]:
    names = {
        _plain(name): code
        for language in _LANGUAGES
        for code, name in Locale(language).territories.items()
        if code in _codes()
    }
    russian = {_plain(name): code for code, name in Locale("ru").territories.items() if code in _codes()}
    for name, code in russian.items():
        for end, instead in _RUSSIAN_FROM:
            names.setdefault(re.sub(end, instead, name), code)
    return names | {_plain(name): code for name, code in _ALSO.items()}
