"""Filters written as words: "steel sheet under 50 eur, min 10, from germany", in the words of six languages.

Only what is sure is taken out; the rest is what is looked for. `price:10-50`, `min:10` and `from:DE` mean the same in
every language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.errors import InvalidValue
from core.money import EXPONENTS, read_money, read_quantity

_NUMBER = r"(?P<{}>\d[\d.,' ]*\d|\d)"
_CURRENCY = r"(?:\s*(?P<currency>eur|usd|gbp|cny|jpy|aed|rub|chf|[€$£¥₽]|евро|руб(?:\.|лей|ля)?|元|يورو|درهم))"
_CODES = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "¥": "JPY",
    "₽": "RUB",
    "евро": "EUR",
    "元": "CNY",
    "руб": "RUB",
    "руб.": "RUB",
    "рублей": "RUB",
    "рубля": "RUB",
    "يورو": "EUR",
    "درهم": "AED",
}
_UNDER = (
    r"(?:under|below|up to|cheaper than|unter|bis(?: zu)?|hasta|menos de|до|дешевле|не дороже|أقل من|حتى|低于|不超过)"
)
_OVER = r"(?:over|above|more than|ab|über|más de|desde|от|дороже|أكثر من|高于|超过)"
_LEAST = r"(?:min(?:\.|imum)?(?: order)?:?|moq:?|mindestens|mín(?:imo)?\.?|мин(?:\.|имум)?|الحد الأدنى|起订量?)"
_FROM = r"(?:ships from |from |aus |desde |из |从|من )"

_RANGE = re.compile(
    rf"(?<!\w)(?:price:\s*)?{_NUMBER.format('low')}\s*[-–]\s*{_NUMBER.format('high')}{_CURRENCY}(?!\w)", re.I
)
_BARE_RANGE = re.compile(rf"(?<!\w)price:\s*{_NUMBER.format('low')}\s*[-–]\s*{_NUMBER.format('high')}(?!\w)", re.I)
_HIGHEST = re.compile(rf"(?<!\w){_UNDER}\s*{_NUMBER.format('high')}{_CURRENCY}?(?!\w)", re.I)
_LOWEST = re.compile(rf"(?<!\w){_OVER}\s*{_NUMBER.format('low')}{_CURRENCY}(?!\w)", re.I)
_MINIMUM = re.compile(rf"(?<!\w){_LEAST}\s*{_NUMBER.format('most')}(?!\w)", re.I)
_NAMED_PLACE = re.compile(r"(?<!\w)from:\s*(?P<place>[^\W\d_][^\s,;]{1,38})", re.I)
_PLACE = re.compile(rf"(?:^|(?<=[\s,])){_FROM}(?P<place>[^\W\d_][^\d,;:]{{1,38}})$", re.I)


@dataclass(frozen=True, slots=True)
class Filters:
    """What was said beside the words; prices in minor units."""

    words: str
    currency: str = ""
    price_from: int | None = None
    price_to: int | None = None
    min_order_max: int | None = None
    ships_from: str = ""


def read_filters(text: str, currency: str) -> Filters:
    """`currency` is meant where none is named. What can not be read as a filter stays among the words."""
    rest = text
    low = high = most = None
    place = ""
    for pattern in (_RANGE, _BARE_RANGE, _HIGHEST, _LOWEST, _MINIMUM, _NAMED_PLACE, _PLACE):
        found = pattern.search(rest)
        if found is None:
            continue
        named = found.groupdict()
        meant = _code(named.get("currency") or "") or currency
        try:
            if named.get("low"):
                low = read_money(named["low"].strip(), meant).minor
            if named.get("high"):
                high = read_money(named["high"].strip(), meant).minor
            if named.get("most"):
                most = read_quantity(named["most"].strip())
        except InvalidValue:
            continue
        place = (named.get("place") or place).strip()
        if named.get("low") or named.get("high"):
            currency = meant
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    priced = low is not None or high is not None
    words = text if rest == text else re.sub(r"\s+", " ", rest).strip(" ,;")
    return Filters(words, currency if priced else "", low, high, most, place)


def _code(typed: str) -> str:
    code = _CODES.get(typed.casefold(), typed.upper())
    return code if code in EXPONENTS else ""
