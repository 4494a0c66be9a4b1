"""Decides which numbers are out of the question: article numbers, ranges, limits, old prices, refusals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from core.terms.numbers import read_number, scaled
from core.terms.tokens import Token

_LOOK_BACK = 4
_STOPPERS = ("neg", "bmin", "bmax", "old", "approx", "disc", "between")
_SPLITTING = ("cur", "sign", "at", "price", "qty", "inco", "take", "per", "x", "unit", "time", "scale", "for", "deal")
_ABBREVIATED = ("unit", "cur", "scale", "ref", "approx", "bmin", "bmax", "time", "month")
_HAN = re.compile("[\u3400-\u9fff]")
_SPLITTING_BEHIND = (
    "unit", "cur", "sign", "time", "scale", "per", "each", "at", "x", "ordinal", "cent", "cent10", "deal", "dim",
    "perunit", "range", "month", "clock",
)  # fmt: skip


def prepare(tokens: list[Token], lang: str) -> None:
    """Gives numbers their values, number words and thousands included."""
    _drop_dots(tokens)
    _drop_second_names(tokens)
    for token in tokens:
        if token.kind == "number" and token.value is None and not token.void:
            token.value = read_number(token.raw, lang, whole=False) if token.raw[0].isdigit() else token.value
        elif token.can("num") and token.kind == "word":
            token.kind, token.value = "number", Decimal(token.means["num"])
    _mark_codes(tokens)
    _join_scales(tokens)


def _mark_codes(tokens: Sequence[Token]) -> None:
    """M8, S235, 304L, 0171: letters and digits without a space, long or zero-led numbers."""
    for index, token in enumerate(tokens):
        if not token.is_number:
            continue
        before = tokens[index - 1] if index else None
        behind = tokens[index + 1] if index + 1 < len(tokens) else None
        digits = token.raw
        if (digits.isdecimal() and (len(digits) >= 8 or (len(digits) > 1 and digits[0] == "0"))) or (
            before is not None and not token.after_space and _is_letters(before) and not before.can(*_SPLITTING)
        ):
            token.void = "code"
        if behind is not None and not behind.after_space and _is_letters(behind) and not behind.can(*_SPLITTING_BEHIND):
            token.void = "code"
        if behind is not None and behind.can("dim", "clock") and not behind.can("unit", "cur", "time", "scale"):
            token.void = "code"
        if before is not None and before.void == "code" and before.is_number and not token.after_space:
            token.void = "code"


def _is_letters(token: Token) -> bool:
    """Letters of a script that writes spaces."""
    return token.kind == "word" and token.raw[0].isalpha() and not _HAN.match(token.raw)


def _drop_dots(tokens: list[Token]) -> None:
    """The dot of an abbreviation (`Tsd.`) ends no sentence."""
    for index in range(len(tokens) - 1, 0, -1):
        before = tokens[index - 1]
        short = before.kind == "word" and len(before.raw) <= 5 and before.can(*_ABBREVIATED)
        if tokens[index].raw == "." and tokens[index].kind == "sign" and short and not tokens[index].after_space:
            del tokens[index]


def _drop_second_names(tokens: list[Token]) -> None:
    """港币2.5元: the currency in front is meant, 元 only says that it is money."""
    for index in range(len(tokens) - 2, 0, -1):
        before, number, behind = tokens[index - 1 : index + 2]
        if number.is_number and before.can("cur") and before.kind == "word" and behind.raw in ("元", "块"):
            del tokens[index + 1]


def _join_scales(tokens: list[Token]) -> None:
    index = 0
    while index < len(tokens):
        token = tokens[index]
        scale = token.means.get("scale")
        before = tokens[index - 1] if index else None
        if scale is not None and before is not None and before.is_number and not before.void:
            if before.value is not None:
                before.value = scaled(before.value, Decimal(scale))
            before.end, before.before_space = token.end, token.before_space
            before.means = {"scaled": ""}
            del tokens[index]
            continue
        if scale is not None and _counts_alone(tokens, index):
            token.kind, token.value = "number", Decimal(scale)
        index += 1
    _join_small(tokens)


def _join_small(tokens: list[Token]) -> None:
    """`twenty five`, `сто двадцать`: a round number word and a smaller one behind it."""
    index = 1
    while index < len(tokens):
        first, second = tokens[index - 1], tokens[index]
        if first.can("num") and second.can("num") and first.value and second.value and _adds(first.value, second.value):
            first.value += second.value
            first.end = second.end
            del tokens[index]
            continue
        index += 1


def _adds(first: Decimal, second: Decimal) -> bool:
    return (first % 10 == 0 and second < 10) or (first % 100 == 0 and second < 100)


def _counts_alone(tokens: Sequence[Token], index: int) -> bool:
    """`mil piezas`, `ألف قطعة`: the thousand itself is the number."""
    behind = tokens[index + 1] if index + 1 < len(tokens) else None
    return behind is not None and behind.can("unit") and len(tokens[index].raw) > 2


def mark_void(tokens: Sequence[Token]) -> None:
    """Marks every number that is not simply said: the reader of prices and quantities passes over it."""
    _mark_ranges(tokens)
    for index, token in enumerate(tokens):
        if not token.is_number or token.void:
            continue
        token.void = _reason_before(tokens, index) or _reason_behind(tokens, index)


def _mark_ranges(tokens: Sequence[Token]) -> None:
    """500-600, 2 or 3, between 2 and 3."""
    for index in range(1, len(tokens) - 1):
        left, middle, right = tokens[index - 1], tokens[index], tokens[index + 1]
        if not (left.is_number and right.is_number) or left.can("cur") or not middle.can("range", "or", "and"):
            continue
        if middle.can("and") and not middle.can("range", "or") and not _between(tokens, index - 1):
            continue
        # Spanish writes 750 a 11,20, Russian 500 до …: a quantity and something else, unless both are of one kind.
        two_things = middle.can("at", "until") and not middle.can("or") and not _alike(left, right)
        if two_things and not _between(tokens, index - 1):
            continue
        left.void = left.void or "range"
        right.void = right.void or "range"


def _alike(left: Token, right: Token) -> bool:
    """Both whole and near each other, as the ends of a range are."""
    if left.value is None or right.value is None:
        return True
    whole = left.value == left.value.to_integral_value() and right.value == right.value.to_integral_value()
    return whole and left.value < right.value <= left.value * 10


def _between(tokens: Sequence[Token], index: int) -> bool:
    return any(token.can("between", "bmin") for token in tokens[max(0, index - 2) : index])


def _reason_before(tokens: Sequence[Token], index: int) -> str:
    for at in range(index - 1, max(-1, index - 2 - _LOOK_BACK), -1):
        token, steps = tokens[at], index - 1 - at
        if token.can("delim") or (token.raw == "." and token.kind == "sign"):
            return ""
        if token.is_number:
            return ""
        if token.can("ref") and steps < 2 and not token.can("price", "qty", "inco"):
            return "ref"
        for reason in _STOPPERS:
            if token.can(reason) and _reaches(tokens, at, index, reason):
                return reason
        # A new thing is named in between, unless only a limit came before it.
        names = token.can("unit", "price", "at", "qty") and not token.can("fill", "for", "per")
        limited = any(tokens[back].can("neg", "bmin", "bmax", "old", "approx") for back in range(max(0, at - 2), at))
        if names and not limited and (steps or token.can("at", "price")):
            return ""
    return ""


def _reaches(tokens: Sequence[Token], at: int, index: int, reason: str) -> bool:
    """Whether a word at `at` is still about the number at `index`."""
    token = tokens[at]
    if reason == "between":
        return False
    if reason == "old" and any(tokens[back].can("for") for back in range(at + 1, index)):
        return False
    if reason == "disc":
        percent = at > 0 and tokens[at - 1].kind == "percent"
        return index - at <= 2 and not percent and not token.can("approx", "fill")
    if reason in ("bmin", "bmax") and token.can("within", "per", "for"):
        return index - at == 1
    if reason in ("bmin", "approx") and token.can("fill", "time", "lead", "from"):
        return index - at == 1
    return True


def _reason_behind(tokens: Sequence[Token], index: int) -> str:
    for at in range(index + 1, min(len(tokens), index + 5)):
        token = tokens[at]
        if token.can("delim") or token.is_number:
            return ""
        if token.can("after-min"):
            return "bmin"
        if token.can("after-old"):
            return "old"
        percent = at + 1 < len(tokens) and tokens[at + 1].kind == "percent"
        if token.can("disc") and not token.can("bmin") and at <= index + 2 and not percent:
            return "disc"
        if not token.can("unit", "cur", "sign", "cent", "deal", "time", "fill", "per", "each"):
            return ""
    return ""
