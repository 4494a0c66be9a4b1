"""The fonts that documents are written in, and what happens to characters that none of them has."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

FOLDER: Final = Path(__file__).parent / "fonts"
LATIN, ARABIC, CHINESE, REST = "latin", "arabic", "chinese", "rest"
FILES: Final = {
    (LATIN, ""): "NotoSans-Regular.ttf",
    (LATIN, "B"): "NotoSans-Bold.ttf",
    (ARABIC, ""): "NotoSansArabic-Regular.ttf",
    (ARABIC, "B"): "NotoSansArabic-Bold.ttf",
    (CHINESE, ""): "DroidSansFallback.ttf",
    (REST, ""): "DejaVuSans.ttf",
}
RIGHT_TO_LEFT: Final = frozenset({"ar"})
_CONTROLS: Final = {"\u200c", "\u200d", "\u200e", "\u200f", "\n"}
"""Joiners and marks of direction shape their neighbours and need no picture of their own."""
_TURNING: Final = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})
"""Classes of characters that run from right to left, by the Unicode bidirectional algorithm."""
_ISOLATES: Final = dict.fromkeys(range(0x2066, 0x206A))
"""Our own sentences put them around names; each paragraph is laid out by its letters here. Nobody can type them."""
_WIDE: Final = range(0x2E80, 0x10000)
"""Where lines may break between any two characters, except for those below."""
_NEVER_FIRST: Final = frozenset("，。、；：？！）】》」』〉”’…·,.;:?!)]}%")
_NEVER_LAST: Final = frozenset("（【《「『〈“‘([{")


@cache
def characters(family: str) -> frozenset[int]:
    """The code points that a font family has a picture for."""
    with TTFont(FOLDER / FILES[family, ""], lazy=True) as font:
        return frozenset(font.getBestCmap())


def readable(text: str) -> str:
    """The text with a picture for everything in it: what no font has becomes its code point, visibly."""
    plain = text.translate(_ISOLATES).replace("\r", "").replace("\t", "    ")
    return "".join(_readable(character) for character in plain)


@lru_cache(maxsize=8192)
def family_of(character: str) -> str:
    """The family that draws a character; empty when none does."""
    code = ord(character)
    return next((family for family in (LATIN, ARABIC, CHINESE, REST) if code in characters(family)), "")


def families_of(text: str) -> list[str]:
    """The families that a text needs, in the order they are asked."""
    wanted = {family_of(character) for character in set(text)}
    return [family for family in (LATIN, ARABIC, CHINESE, REST) if family in wanted]


def is_turned(text: str) -> bool:
    """Whether anything in the text runs from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(character) in _TURNING for character in text)


def is_shaped(text: str) -> bool:
    """Whether letters of the text join, turn around or carry marks, so that they have to be set by a shaping engine."""
    return not text.isascii() and any(_is_shaped(character) for character in text)


@lru_cache(maxsize=8192)
def _is_shaped(character: str) -> bool:
    return (
        unicodedata.bidirectional(character) in _TURNING
        or unicodedata.combining(character) != 0
        or unicodedata.category(character) in ("Mn", "Mc", "Me")
        or character in _CONTROLS - {"\n"}
    )


def broken(text: str, size_mm: float, width_mm: float) -> list[str]:
    """A paragraph in lines of this width, broken as Chinese is: between any two of its characters, but punctuation
    never begins a line. Paragraphs without such characters are left whole."""
    if not any(_is_wide(character) for character in text):
        return [text]
    lines, line, used = [], "", 0.0
    for unit in _units(text):
        wide = sum(_advance(character) for character in unit.rstrip()) * size_mm
        if line and used + wide > width_mm:
            lines.append(line.rstrip())
            line, used = "", 0.0
        line += unit
        used += sum(_advance(character) for character in unit) * size_mm
    return [*lines, line]


def _units(text: str) -> list[str]:
    """The pieces that stay whole: a word with the space behind it, or one Chinese character with its punctuation."""
    units: list[str] = []
    for character in text:
        before = units[-1] if units else ""
        glued = before and (
            character in _NEVER_FIRST
            or before[-1] in _NEVER_LAST
            or character == " "
            or (not _is_wide(character) and not _is_wide(before[-1]) and not before.endswith(" "))
        )
        if glued:
            units[-1] += character
        else:
            units.append(character)
    return units


def _is_wide(character: str) -> bool:
    return ord(character) in _WIDE and family_of(character) == CHINESE


@cache
def _advance(character: str) -> float:
    """The width of a character over its size."""
    family = family_of(character) or LATIN
    widths, unit = _metrics(family)
    return widths.get(ord(character), unit) / unit


@cache
def _metrics(family: str) -> tuple[dict[int, int], int]:
    with TTFont(FOLDER / FILES[family, ""], lazy=True) as font:
        table = font["hmtx"].metrics
        return {code: table[name][0] for code, name in font.getBestCmap().items()}, font["head"].unitsPerEm


@lru_cache(maxsize=8192)
def _readable(character: str) -> str:
    if character in _CONTROLS:
        return character
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn") or not family_of(character):
        return f"⟨U+{ord(character):04X}⟩"
    return character
