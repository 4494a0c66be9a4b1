"""Numbers as people write them: decimal comma and point, thousands, Arabic-Indic digits, Chinese numerals."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

_GAPS = " \u00a0\u202f\u2009'’"
_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "兩": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_PLACES = {"十": 10, "百": 100, "千": 1000}
HAN_DIGITS = "".join(_DIGITS)
HAN_NUMERALS = HAN_DIGITS + "".join(_PLACES) + "万萬"
_HABIT = {"en": ",", "zh": ",", "ar": ",", "de": ".", "es": ".", "ru": ""}
"""The sign that this language puts between thousands; Russian writes a space."""


def read_number(raw: str, lang: str, *, whole: bool) -> Decimal | None:
    """The value of a written number, or None where it could be two values. `whole` says that it counts pieces."""
    plain = raw.translate({ord(gap): None for gap in _GAPS})
    gapped = len(plain) != len(raw)
    points, commas = plain.count("."), plain.count(",")
    if not points and not commas:
        return Decimal(plain)
    if points and commas:
        return None if gapped else _both(plain)
    sign = "." if points else ","
    if points + commas > 1:
        return None if gapped else _grouped(plain, sign)
    before, after = plain.split(sign)
    if len(after) != 3 or gapped or before.strip("0") == "" or len(before) > 3:
        return Decimal(f"{before}.{after}")
    return _three_behind(before, after, sign, lang, whole=whole)


def _three_behind(before: str, after: str, sign: str, lang: str, *, whole: bool) -> Decimal | None:
    """`1.250` or `1,250`: a thousand in the language's own habit, and nobody knows in any other."""
    if sign == _HABIT.get(lang, ","):
        return Decimal(before + after)
    if whole and lang == "es":
        return Decimal(before + after)  # Mexico writes 1,250 and there are no quarters of a piece.
    return None


def _both(plain: str) -> Decimal | None:
    last = max(plain.rfind("."), plain.rfind(","))
    sign = plain[last]
    if plain.count(sign) != 1:
        return None
    whole = _grouped(plain[:last], "," if sign == "." else ".")
    return None if whole is None else Decimal(f"{whole}.{plain[last + 1 :]}")


def _grouped(plain: str, sign: str) -> Decimal | None:
    first, *groups = plain.split(sign)
    if not 1 <= len(first) <= 3 or any(len(group) != 3 for group in groups):
        return None
    return Decimal("".join((first, *groups)))


def read_han(run: str) -> Decimal | None:
    """The value of Chinese numerals: 五百, 两万, 一百二十, 一百二 (which is 120)."""
    if all(char in _DIGITS for char in run):
        return Decimal("".join(str(_DIGITS[char]) for char in run)) if len(run) <= 8 else None
    total, section, digit, last_place = 0, 0, 0, 1
    for char in run:
        if char in _DIGITS:
            digit, last_place = _DIGITS[char], (1 if char in "零〇" else last_place)
        elif char in _PLACES:
            section += (digit or 1) * _PLACES[char]
            digit, last_place = 0, _PLACES[char]
        else:
            total = (total + section + digit) * 10_000
            section, digit, last_place = 0, 0, 10_000
    if digit and last_place > 10:
        digit *= last_place // 10
    return Decimal(total + section + digit)


def scaled(value: Decimal, factor: Decimal) -> Decimal:
    """`value` × `factor`, with no zeros behind that were not written."""
    product = value * factor
    whole = product.to_integral_value()
    return whole if product == whole else product.normalize()


def divided(value: Decimal, parts: Decimal) -> Decimal | None:
    """A price for `parts` as the price of one, or None where it cannot be written with four decimals."""
    if parts == 1:
        return value
    with localcontext() as context:
        context.prec = 28
        one = value / parts
    if one != one.quantize(Decimal("0.0001")):
        return None
    return one.to_integral_value() if one == one.to_integral_value() else one.normalize()


GROUPED = re.compile(rf"[1-9]\d{{0,2}}(?:[{_GAPS}]\d{{3}})+(?![\d])")
