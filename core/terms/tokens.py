"""Cuts words into tokens and says what each can mean, by the phrases of `core/terms/words`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import islice

from core.terms.numbers import HAN_DIGITS, HAN_NUMERALS, read_han
from core.terms.words import ar, de, en, es, everywhere, ru, zh

_LANGUAGES: dict[str, Mapping[str, str]] = {
    "en": en.WORDS,
    "es": es.WORDS,
    "de": de.WORDS,
    "ru": ru.WORDS,
    "ar": ar.WORDS,
    "zh": zh.WORDS,
}
_SHARED = ("unit:", "cur:", "cent:", "inco:", "month:", "weekday:", "time:", "scale:1000")
"""Meanings of English order sheets that are understood inside other languages, where their own words leave room."""
_SHARED_WORDS = (
    "price|unit price|qty|quantity|total|lead time|delivery|valid|valid until|until|each|per|payment|discount|model|"
    "min order|freight|shipping|within|moq|ready"
)
_PHRASE_MAX = 6
ATOMS_MAX = 150
"""Of more pieces than this only the first are read: it is no line of terms any more."""
_HAN = "\u3400-\u9fff"
_SCALES = {"十": "10", "百": "100", "千": "1000", "万": "10000", "萬": "10000", "亿": "100000000"}
_GAP = "[ \u00a0\u202f\u2009'’]"
_ATOM = re.compile(
    rf"(?P<date>\d{{4}}-\d{{1,2}}-\d{{1,2}}(?!\d)|\d{{4}}年\d{{1,2}}月\d{{1,2}}[日号號]?|\d{{1,2}}月\d{{1,2}}[日号號]?"
    rf"|\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d{{2}})?(?!\d)|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?(?![\d/])|\d{{1,2}}[号號])"
    r"|(?P<clock>\d{1,2}:\d{2}(?!\d))"
    r"|(?P<percent>\d+(?:[.,]\d+)?\s?[%٪‰])"
    r"|(?P<phone>\+\d[\d ()./-]{6,24}\d)"
    r"|(?P<size>\d+(?:[.,]\d+)? ?[x×*х] ?\d+(?:[.,]\d+)? ?[x×*х] ?\d+(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)? ?[x×*х] ?\d+(?:[.,]\d+)? ?(?:mm|cm|мм|см|мм|сm|厘米|毫米|ملم|سم)\b)"
    rf"|(?P<number>[1-9]\d{{0,2}}(?:{_GAP}\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*)"
    rf"|(?P<han>[{_HAN}])"
    rf"|(?P<word>[^\W\d_{_HAN}](?:[^\W\d_{_HAN}]|[\u064b-\u0652])*(?:[-’'][^\W\d_{_HAN}]+)*)"
    r"|(?P<space>\s+)"
    r"|(?P<sign>.)",
    re.DOTALL,
)
_MARKS = re.compile("[\u064b-\u0652\u0640]")
_HAN_MONEY = re.compile(
    rf"(?P<whole>[\d.]+|[{HAN_NUMERALS}]+)(?P<name>块|元|塊|毛)(?P<tenth>[\d{HAN_DIGITS}])(?:毛|角|分)?"
)
_NOT_A_TENTH = "十百千万.0123456789个件只台把条支套双箱盒卷张斤吨米组块元打托板对天周月年%"
_FOLDED = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ё": "е"})


@dataclass(slots=True)
class Token:
    """A piece of the text with everything it can mean: kind → value. `void` numbers are nobody's quantity or price."""

    kind: str
    raw: str
    start: int
    end: int
    means: Mapping[str, str] = field(default_factory=dict)
    value: Decimal | None = None
    void: str = ""
    after_space: bool = False
    before_space: bool = False

    def can(self, *kinds: str) -> bool:
        means = self.means
        return bool(means) and not means.keys().isdisjoint(kinds)

    @property
    def is_number(self) -> bool:
        return self.kind == "number"


def fold(word: str) -> str:
    """A word as it is looked up."""
    return _MARKS.sub("", word.casefold()).translate(_FOLDED)


def flatten(text: str) -> str:
    """Full-width forms, foreign digits and exotic signs as their plain counterparts, at the same meaning."""
    text = re.sub("(?<=[０-９])，(?=[０-９]{3})", ",", text)
    text = text.replace("，", ", ").replace("。", " . ").replace("；", "; ").replace("：", ": ").replace("、", ", ")
    text = unicodedata.normalize("NFKC", text.replace("²", "2").replace("³", "3").replace("℃", "°C"))
    text = "".join(str(unicodedata.digit(char)) if char.isdigit() and not char.isascii() else char for char in text)
    text = re.sub(r"(?<=\d)٬(?=\d{3})", "", text).replace("٫", ".")
    text = re.sub(r"(?<=\d)،(?=\d{1,2}(?!\d))", ".", text).replace("،", ", ")
    return text.replace("\u2044", "/").replace("\u200f", "").replace("\u200e", "").replace("￥", "¥")


@cache
def _phrases(lang: str) -> dict[tuple[str, ...], dict[str, str]]:
    found: dict[tuple[str, ...], dict[str, str]] = {}
    own = _LANGUAGES.get(lang, en.WORDS)
    _gather(found, everywhere.WORDS, fresh=False)
    _gather(found, own, fresh=False)
    if own is not en.WORDS:
        shared = {meaning: phrases for meaning, phrases in en.WORDS.items() if meaning.startswith(_SHARED)}
        _gather(found, shared, fresh=True)
        wanted = set(_SHARED_WORDS.split("|"))
        for meaning, phrases in en.WORDS.items():
            kept = "|".join(phrase for phrase in phrases.split("|") if phrase in wanted)
            if kept:
                _gather(found, {meaning: kept}, fresh=True, since=own)
    return found


def _gather(
    found: dict[tuple[str, ...], dict[str, str]],
    words: Mapping[str, str],
    *,
    fresh: bool,
    since: Mapping[str, str] | None = None,
) -> None:
    """Adds meanings; with `fresh` only phrases that mean nothing yet, or nothing in the language itself."""
    taken = set(found) if fresh and since is None else set()
    for meaning, phrases in words.items():
        kind, _, value = meaning.partition(":")
        for phrase in phrases.split("|"):
            atoms = tuple(
                fold(match.group()) for match in _ATOM.finditer(phrase) if match.lastgroup != "space" and match.group()
            )
            atoms = tuple(atom for atom in atoms if atom != ".") or atoms
            if atoms and atoms not in taken:
                found.setdefault(atoms, {}).setdefault(kind, value)


@cache
def _firsts(lang: str) -> dict[str, int]:
    """First atom → the longest phrase that begins with it."""
    longest: dict[str, int] = {}
    for atoms in _phrases(lang):
        longest[atoms[0]] = min(max(longest.get(atoms[0], 0), len(atoms)), _PHRASE_MAX)
    return longest


def tokenize(text: str, lang: str) -> list[Token]:
    """All tokens of a flattened text, in order."""
    atoms = list(islice(_atoms(text), ATOMS_MAX))
    phrases, firsts = _phrases(lang), _firsts(lang)
    tokens: list[Token] = []
    index = 0
    while index < len(atoms):
        atom, before = atoms[index], tokens[-1] if tokens else None
        if before is not None and before.is_number and atom.raw in _SCALES and not atom.after_space:
            tokens.append(_made("word", atom, atom, {"scale": _SCALES[atom.raw]}))
            index += 1
            continue
        token, index = _next(atoms, index, phrases, firsts)
        tokens.append(token)
    return tokens


def _atoms(text: str) -> Iterator[Token]:
    """Pieces without meaning yet; a letter glued to digits is a code, unless the letters mean something."""
    spaced = True
    previous: Token | None = None
    for match in _ATOM.finditer(text):
        kind = str(match.lastgroup)
        if kind == "space" and "\n" not in match.group():
            spaced = True
            if previous is not None:
                previous.before_space = True
            continue
        raw = match.group()
        atom = Token("sign" if kind == "space" else kind, "\n" if kind == "space" else raw, match.start(), match.end())
        abbreviates = atom.raw == "." and previous is not None and previous.kind == "word" and not spaced
        if abbreviates and not _ends_sentence(text, match.end()):
            spaced = False
            continue
        atom.after_space, spaced = spaced, False
        if previous is not None:
            yield previous
        previous = atom
    if previous is not None:
        previous.before_space = True
        yield previous


def _ends_sentence(text: str, at: int) -> bool:
    rest = text[at : at + 2]
    return not rest or (rest[0].isspace() and rest[1:2].isupper())


def _next(
    atoms: list[Token], index: int, phrases: Mapping[tuple[str, ...], dict[str, str]], firsts: Mapping[str, int]
) -> tuple[Token, int]:
    atom = atoms[index]
    if atom.kind == "han" and atom.raw in HAN_NUMERALS:
        money = _han_money(atoms, index)
        if money is not None:
            return money
    elif atom.kind == "number":
        money = _han_money(atoms, index)
        return money if money is not None else (atom, index + 1)
    first = fold(atom.raw)
    longest = 0 if atom.kind in ("date", "clock", "percent", "phone", "size") else firsts.get(first, 1)
    for length in range(min(longest, len(atoms) - index), 0, -1):
        if length == 1 and atom.kind == "han" and atom.raw in HAN_NUMERALS:
            break
        keys = (first, *(fold(piece.raw) for piece in atoms[index + 1 : index + length]))
        means = phrases.get(keys) or (_without_article(keys[0], phrases) if length == 1 else None)
        last = atoms[index + length - 1]
        if means is not None and not (length > 1 and last.raw == "$" and last.after_space):
            return _made("word", atom, last, means), index + length
    if atom.kind == "han" and atom.raw in HAN_NUMERALS:
        return _han_number(atoms, index)
    return atom, index + 1


def _without_article(word: str, phrases: Mapping[tuple[str, ...], dict[str, str]]) -> dict[str, str] | None:
    """Arabic writes "and", "the" and the accusative in one word with what they belong to."""
    if len(word) < 4 or not "\u0600" < word[0] < "\u0700":
        return None
    stems = [word.removeprefix(prefix) for prefix in ("و", "ف", "ال", "وال") if word.startswith(prefix)]
    for stem in (*stems, *(other.removesuffix("ا") for other in (word, *stems) if other.endswith("ا"))):
        found = phrases.get((stem,)) if len(stem) > 2 else None
        if found is not None:
            return found
    return None


def _made(kind: str, first: Token, last: Token, means: Mapping[str, str]) -> Token:
    raw = first.raw if first is last else f"{first.raw}…{last.raw}"
    return Token(kind, raw, first.start, last.end, means, after_space=first.after_space, before_space=last.before_space)


def _han_number(atoms: list[Token], index: int) -> tuple[Token, int]:
    end = index
    while end < len(atoms) and end - index < 12 and atoms[end].kind == "han" and atoms[end].raw in HAN_NUMERALS:
        end += 1
    run = "".join(atom.raw for atom in atoms[index:end])
    token = _made("number", atoms[index], atoms[end - 1], {})
    token.raw, token.value = run, read_han(run)
    return token, end


def _han_money(atoms: list[Token], index: int) -> tuple[Token, int] | None:
    """三块五 and 12块5: an amount with its tenth behind the word for the currency."""
    run = "".join(atom.raw for atom in atoms[index : index + 12])
    match = _HAN_MONEY.match(run)
    if match is None:
        return None
    following = run[match.end() : match.end() + 1]
    closed = match.group()[-1] in "毛角分" and len(match.group()) > len(match["whole"]) + 2
    if following and not closed and (following in _NOT_A_TENTH or (match["tenth"] == "一" and _is_han(following))):
        return None
    whole = match["whole"]
    value = Decimal(whole) if whole.isdecimal() else read_han(whole) if "." not in whole else None
    tenth = match["tenth"]
    digit = int(tenth) if tenth.isdecimal() else int(read_han(tenth) or 0)
    if value is None:
        return None
    used, end = 0, index
    while used < match.end():
        used += len(atoms[end].raw)
        end += 1
    token = _made("number", atoms[index], atoms[end - 1], {"cur": "CNY"})
    amount = value + Decimal(digit) / 10
    token.value = amount / 10 if match["name"] == "毛" else amount
    return token, end


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" and char != "一"
