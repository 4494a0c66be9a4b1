"""Reads a listing out of one line, such as "20 oak chairs 45 EUR each, min 5": what is sure, as a seller would type it.

It proposes and never acts: what it finds is shown for review, what it does not find is asked. A wrong price is worse than
a question, so that a price needs its currency beside it, and a number that could be read in two ways is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from core.errors import InvalidValue
from core.money import EXPONENTS, read_money, read_quantity, written

NAME_LENGTH_MAX = 120

CURRENCY_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "€": "EUR",
        "euro": "EUR",
        "euros": "EUR",
        "евро": "EUR",
        "يورو": "EUR",
        "欧元": "EUR",
        "$": "USD",
        "usd": "USD",
        "dollar": "USD",
        "dollars": "USD",
        "dólares": "USD",
        "美元": "USD",
        "£": "GBP",
        "₽": "RUB",
        "руб": "RUB",
        "руб.": "RUB",
        "рублей": "RUB",
        "рубля": "RUB",
        "р.": "RUB",
        "元": "CNY",
        "块": "CNY",
        "人民币": "CNY",
        "rmb": "CNY",
        "درهم": "AED",
        "yen": "JPY",
        "日元": "JPY",
    }
)
_SIGNS = "|".join(sorted(map(re.escape, CURRENCY_WORDS), key=len, reverse=True))
_CODE = rf"(?<![A-Za-z])(?:{'|'.join(EXPONENTS)}|{_SIGNS})(?![A-Za-z])"
_NUMBER = r"\d+(?:[.,'’]\d+|[ \u00a0\u202f]\d{3}(?!\d))*"
_PRICE = re.compile(
    rf"(?:[@à]|je|por|по|at|for)?\s*(?:(?P<before>{_CODE})\s*(?P<first>{_NUMBER})|(?P<second>{_NUMBER})\s*(?P<behind>{_CODE}))"
    r"(?:\s*(?:/|per|je|each|pro|por|за|за\s+одну|лив|لكل|每)\s*(?P<per>[^\W\d_]+\.?\d?))?(?:\s*(?:each|apiece|cada uno|cada una|das Stück|каждый|للقطعة|一个))?",
    re.I,
)
_MINIMUM = re.compile(
    r"(?:(?:min(?:\.|imum)?(?: order)?|moq|mindestens|mindestmenge|mín(?:\.|imo)?|мин(?:\.|имум)?|от|"
    rf"الحد الأدنى(?: للطلب)?|أقل طلب|起订量?|最少|最低)\s*[:=]?\s*)(?P<most>{_NUMBER})(?:\s*(?P<unit>[^\W\d_]+\.?\d?))?",
    re.I,
)
_STOCK = re.compile(rf"^\s*(?P<number>{_NUMBER})\s*(?P<times>[x×])?\s*(?P<rest>\D.*)$", re.S)

UNIT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("pcs", "pc", "piece", "pieces", "stück", "stk", "pieza", "piezas", "шт", "штук"), "pcs"),
        **dict.fromkeys(("قطعة", "قطع", "件", "个", "只"), "pcs"),
        **dict.fromkeys(("pair", "pairs", "paar", "par", "pares", "пар", "пара", "زوج", "双", "对"), "pair"),
        **dict.fromkeys(("set", "sets", "satz", "juego", "juegos", "набор", "наборов", "طقم", "套"), "set"),
        **dict.fromkeys(("box", "boxes", "schachtel", "caja", "cajas", "коробка", "коробок", "علبة", "盒"), "box"),
        **dict.fromkeys(("carton", "cartons", "karton", "cartón", "كرتون", "箱"), "carton"),
        **dict.fromkeys(("pallet", "pallets", "palette", "paletten", "palé", "паллета", "паллет", "托盘"), "pallet"),
        **dict.fromkeys(("roll", "rolls", "rolle", "rollen", "rollo", "рулон", "рулонов", "لفة", "卷"), "roll"),
        **dict.fromkeys(("sheet", "sheets", "tafel", "hoja", "лист", "листов", "لوح", "张"), "sheet"),
        **dict.fromkeys(("kg", "kilo", "kilos", "кг", "كغ", "كجم", "公斤", "千克"), "kg"),
        **dict.fromkeys(("t", "ton", "tons", "tonne", "tonnes", "tonnen", "тонн", "т", "طن", "吨"), "t"),
        **dict.fromkeys(("l", "litre", "litres", "liter", "литр", "литров", "л", "لتر", "升"), "l"),
        **dict.fromkeys(("m", "metre", "metres", "meter", "метр", "метров", "м", "متر", "米"), "m"),
        **dict.fromkeys(("m2", "м2", "平方米"), "m2"),
        **dict.fromkeys(("m3", "м3", "立方米"), "m3"),
    }
)
_COUNTED = "件个只把台条支根张箱卷套双对盒"
"""Chinese counts with a word that stands between the number and the thing, without spaces."""

_MEASURES = frozenset(("mm", "cm", "inch", "in", "zoll", "мм", "см", "мкм", "毫米", "厘米", "mpa", "w", "v", "a", "hp"))
_IN_STOCK = re.compile(
    rf"(?:^|,)\s*(?P<number>{_NUMBER})\s*(?P<unit>[^\W\d_]+\.?\d?)\s*(?:in stock|auf Lager)?\s*(?:$|,)", re.I
)
_OF = re.compile(r"^(?:of|de|von|из)\s+", re.I)


def read_listing(line: str) -> dict[str, str]:
    """Any of name, base_price, currency, min_order, stock, unit; each as it may be typed into the form."""
    found: dict[str, str] = {}
    rest = " ".join(line.split())
    rest = _take_price(rest, found)
    rest = _take_minimum(rest, found)
    rest = _take_stock(rest, found)
    name = re.sub(r"\s*[,;]\s*(?=[,;]|$)|\s+(?=[,;])", "", rest).strip(" ,;.-–—@")
    if name and len(name) <= NAME_LENGTH_MAX and any(char.isalpha() for char in name):
        found["name"] = name[0].upper() + name[1:]
    return found


def _take_price(text: str, found: dict[str, str]) -> str:
    for match in _PRICE.finditer(text):
        sign = match["before"] or match["behind"]
        code = CURRENCY_WORDS.get(sign.casefold(), sign.upper())
        if code not in EXPONENTS:
            continue
        try:
            price = read_money((match["first"] or match["second"]).strip(), code, "base_price")
        except InvalidValue:
            return text
        if price.minor == 0:
            return text
        found |= {"base_price": written(price.decimal), "currency": code}
        if unit := UNIT_WORDS.get((match["per"] or "").casefold().rstrip(".")):
            found["unit"] = unit
        return f"{text[: match.start()].rstrip()}, {text[match.end() :].lstrip()}"
    return text


def _take_minimum(text: str, found: dict[str, str]) -> str:
    match = _MINIMUM.search(text)
    if match is None:
        return text
    try:
        found["min_order"] = str(read_quantity(match["most"].strip(), "min_order"))
    except InvalidValue:
        return text
    unit = UNIT_WORDS.get((match["unit"] or "").casefold().rstrip("."))
    if unit:
        found.setdefault("unit", unit)
    end = match.end() if unit or not match["unit"] else match.end("most")
    return f"{text[: match.start()].rstrip()}, {text[end:].lstrip()}"


def _take_stock(text: str, found: dict[str, str]) -> str:
    apart = _IN_STOCK.search(text)
    if apart is not None and (unit := UNIT_WORDS.get(apart["unit"].casefold().rstrip("."))):
        found |= {"stock": re.sub(r"\D", "", apart["number"])}
        found.setdefault("unit", unit)
        return f"{text[: apart.start()]}, {text[apart.end() :]}"
    match = _STOCK.match(text)
    if match is None:
        return text
    try:
        number = str(read_quantity(match["number"].strip(), "stock"))
    except InvalidValue:
        return text
    rest = match["rest"].strip()
    if rest[0] in _COUNTED:
        found.setdefault("unit", UNIT_WORDS.get(rest[0], "pcs"))
        found["stock"] = number
        return rest[1:]
    first, _, behind = rest.partition(" ")
    word = first.casefold().strip(".,")
    unit = UNIT_WORDS.get(word) if behind else None
    if unit:
        # "20 kg of nails" counts nails in kilos.
        found.setdefault("unit", unit)
        rest = _OF.sub("", behind)
    elif word in _MEASURES or not rest[:1].isalpha():
        return text
    found["stock"] = number
    return rest
