"""The Incoterm and the named place that goes with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.terms.tokens import Token

_WORDS_MAX = 4
_JOINING = {"de", "del", "la", "el", "las", "los", "am", "an", "der", "a", "en", "upon", "do", "da", "di", "на", "le"}
_HAN = re.compile("[\u3400-\u9fff]+")
_ARABIC = re.compile("[\u0600-\u06ff]")


def incoterm_and_place(tokens: Sequence[Token], text: str) -> tuple[str | None, str | None]:
    """The one Incoterm that is proposed, and its place; nothing where two are named or one is refused."""
    found = [
        (index, token.means["inco"])
        for index, token in enumerate(tokens)
        if token.can("inco") and not _is_something_else(tokens, index)
    ]
    codes = {code for _index, code in found}
    if len(codes) != 1 or "" in codes:
        return None, None
    if any(token.can("neg") for index, _code in found for token in tokens[max(0, index - 2) : index]):
        return None, None
    places = {place for index, _code in found if (place := _place(tokens, index, text))}
    return codes.pop(), places.pop() if len(places) == 1 else None


def _is_something_else(tokens: Sequence[Token], index: int) -> bool:
    """Spanish firms have a CIF, which is a tax number."""
    behind = tokens[index + 1 : index + 3]
    glued = len(behind) == 2 and behind[0].kind == "word" and behind[1].is_number and not behind[1].after_space
    return tokens[index].means["inco"] == "CIF" and glued and len(behind[0].raw) == 1


def _place(tokens: Sequence[Token], index: int, text: str) -> str:
    at = index + 1
    while at < len(tokens) and (tokens[at].can("port") or tokens[at].raw in (":", "-", "(", "–")):
        at += 1
    words: list[Token] = []
    while at < len(tokens) and len(words) < _WORDS_MAX * (4 if _HAN.match(tokens[at].raw) else 1):
        token = tokens[at]
        joins = token.raw.casefold() in _JOINING and words and _capital(tokens, at + 1)
        glued = token.raw == "-" and words and not token.after_space and not token.before_space
        if not (joins or glued or _may_name(token, words)):
            break
        words.append(token)
        at += 1
    if words:
        return _tidied(words, text, tokens[at] if at < len(tokens) else None)
    return _place_before(tokens, index, text)


def _may_name(token: Token, words: Sequence[Token]) -> bool:
    if token.can("city"):
        return True
    if token.kind not in ("word", "han") or token.means:
        return False
    if _HAN.match(token.raw) or _ARABIC.match(token.raw):
        return len(words) < 2 or bool(_HAN.match(token.raw))
    return token.raw[0].isupper() or not words


def _capital(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind == "word" and tokens[at].raw[0].isupper()


def _tidied(words: Sequence[Token], text: str, behind: Token | None) -> str:
    name = text[words[0].start : words[-1].end].strip(" -")
    if _HAN.match(name):
        return name.removesuffix("港") if len(name) > 2 and not name.endswith("香港") else name
    if name.islower() and not _ARABIC.match(name):
        # A single small word: a place only where the sentence does not go on with more of them.
        goes_on = behind is not None and behind.kind == "word" and not behind.means
        return "" if goes_on or len(name) < 3 else name.title()
    return name


def _names_before(token: Token) -> bool:
    return token.can("city") or (token.kind == "han" and not token.means)


def _place_before(tokens: Sequence[Token], index: int, text: str) -> str:
    """深圳FOB: Chinese may name the place first."""
    first = index
    while first and _names_before(tokens[first - 1]) and index - first < 5:
        first -= 1
    if first == index or tokens[index - 1].end - tokens[first].start < 2:
        return ""
    return text[tokens[first].start : tokens[index - 1].end].removesuffix("港")
