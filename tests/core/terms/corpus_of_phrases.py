"""The written phrases with the drafts that a careful reader makes of them, and how far the parser agrees.

One phrase a line: `words => q=500 u=pcs p=4.20 c=USD i=FOB pl=Shenzhen l=21 v=2026-12-04`; what is not named is empty.
The phrases are read on Monday, 30 November 2026, at nine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from core.terms import read_terms

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
FOLDER = Path(__file__).parent / "corpus"
HELD_OUT = Path(__file__).parent / "held_out"
LANGUAGES = ("en", "es", "de", "ru", "ar", "zh")
_FIELDS = {
    "q": "quantity",
    "u": "unit",
    "p": "unit_price",
    "c": "currency",
    "i": "incoterm",
    "pl": "place",
    "l": "lead_time_days",
    "v": "valid_until",
}
_PAIR = re.compile(r"(?:^| )(q|u|p|c|i|pl|l|v)=")


@dataclass(frozen=True)
class Phrase:
    lang: str
    text: str
    expected: dict[str, object]


@dataclass
class Score:
    """Fields that were proposed, were right, and should have been there."""

    proposed: int = 0
    right: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0


def phrases(folder: Path, lang: str) -> list[Phrase]:
    found = []
    for line in (folder / f"{lang}.txt").read_text(encoding="utf-8").splitlines():
        text, _, drafted = line.rpartition("=>")
        found.append(Phrase(lang, text.strip(), _expected(drafted.strip())))
    return found


def _expected(drafted: str) -> dict[str, object]:
    pieces = _PAIR.split(drafted)[1:]
    return {_FIELDS[key]: _value(key, words.strip()) for key, words in zip(pieces[::2], pieces[1::2], strict=True)}


def _value(key: str, words: str) -> object:
    if key in ("q", "p"):
        return Decimal(words)
    return int(words) if key == "l" else words


def drafted(phrase: Phrase) -> dict[str, object]:
    """What the parser proposes; moments count by their day."""
    draft = read_terms(phrase.text, phrase.lang, now=NOW)
    plain = {name: getattr(draft, name) for name in _FIELDS.values()}
    if isinstance(plain["valid_until"], str):
        plain["valid_until"] = plain["valid_until"][:10]
    return {name: value for name, value in plain.items() if value is not None}


def score(found: Iterable[Phrase]) -> tuple[Score, list[str]]:
    """The score over some phrases, and every difference in words."""
    total, differences = Score(), []
    for phrase in found:
        got = drafted(phrase)
        total.proposed += len(got)
        total.wanted += len(phrase.expected)
        total.right += sum(phrase.expected.get(name) == value for name, value in got.items())
        if got != phrase.expected:
            names = sorted({*got, *phrase.expected})
            parts = [
                f"{n}: {got.get(n)} ≠ {phrase.expected.get(n)}" for n in names if got.get(n) != phrase.expected.get(n)
            ]
            differences.append(f"{phrase.lang} | {phrase.text} | {'; '.join(parts)}")
    return total, differences
