"""What people type, made safe to keep: normalised, without control or direction-changing characters, bounded."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from core.errors import InvalidValue

_KEPT = {"\n", "\t"}
_JOINERS = {"\u200c", "\u200d"}
"""Zero-width non-joiner and joiner belong to Persian words and to emoji sequences and are kept between other characters."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def runs_right_to_left(text: str) -> bool:
    """Whether anything in it is written from right to left, so that its neighbours on a line need protection from it."""
    return _RIGHT_TO_LEFT.search(text) is not None


def isolated(text: str) -> str:
    """The text as one piece that finds its own direction and leaves that of its neighbours alone (FSI … PDI)."""
    return f"\u2068{text}\u2069"


def beside(label: str, value: str) -> str:
    """The value as it stands behind a label on one line: apart, where the two may be written in different directions."""
    return isolated(value) if label and value and runs_right_to_left(label + value) else value


def balanced(text: str) -> str:
    """Without isolates that nobody opened or closed: they would reach beyond the words they belong to."""
    if "\u2068" not in text and "\u2069" not in text:
        return text
    kept, opened = list(text), []
    for place, character in enumerate(text):
        if character == "\u2068":
            opened.append(place)
        elif character == "\u2069":
            if opened:
                opened.pop()
            else:
                kept[place] = ""
    for place in opened:
        kept[place] = ""
    return "".join(kept)


def cleaned(text: str) -> str:
    """NFC without bidirectional, zero-width, control and unassigned-surrogate characters; outer space trimmed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = [
        character
        for character in lines
        if character in _KEPT
        or character in _JOINERS
        or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    ]
    # Composed afterwards: what was dropped may have stood between a letter and its accent.
    plain = unicodedata.normalize("NFC", "".join(kept))
    while plain != (trimmed := plain.strip().strip("\u200c\u200d")):
        plain = trimmed
    return plain


def clean_text(text: str, field: str, *, length_max: int, length_min: int = 1, required: bool = True) -> str:
    """Cleaned text within its bounds (characters). Raises InvalidValue: empty, too-short, too-long."""
    plain = cleaned(text)
    if not plain:
        if required:
            raise InvalidValue(field, "empty")
        return ""
    if len(plain) < length_min:
        raise InvalidValue(field, "too-short", least=length_min)
    if len(plain) > length_max:
        raise InvalidValue(field, "too-long", most=length_max)
    return plain


def sha256_of(words: str) -> str:
    """What words are known by where they do not stand themselves."""
    return hashlib.sha256(words.encode()).hexdigest()
