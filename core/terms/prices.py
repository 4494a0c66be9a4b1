"""Finds the price of one unit, and the currency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.terms.amounts import MONEY, sign_of
from core.terms.tokens import Token

_DOLLARS = ("USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "BRL")
_FOR_MAX = Decimal(100)


@dataclass(frozen=True, slots=True)
class Priced:
    """A price that is named: for one `per` (a unit, maybe with a factor), or for each piece, or simply said."""

    value: Decimal | None
    per: str = ""
    each: bool = False


def prices_in(tokens: Sequence[Token], lang: str, currency: str | None) -> list[Priced]:
    """All that may be the unit price."""
    found = []
    for index, token in enumerate(tokens):
        if token.is_number and not token.void:
            priced = _priced(tokens, index)
            if priced is not None:
                found.append(priced)
    return found or _bare(tokens)


def _priced(tokens: Sequence[Token], index: int) -> Priced | None:
    sign = sign_of(tokens, index)
    end = sign if sign is not None and sign > index else index
    value = _value(tokens, index, sign)
    per, each = _per_behind(tokens, end)
    if not per and not each:
        per, each = _per_before(tokens, index, sign)
    said = per or each or _is_said(tokens, index, sign)
    if sign is None and not said and not tokens[index].can("cur"):
        return _for_many(tokens, index)
    if _is_sum(tokens, index, end):
        return None
    if not said and _is_lump(tokens, index, sign, value):
        return None
    return Priced(value, per, bool(each))


def _value(tokens: Sequence[Token], index: int, sign: int | None) -> Decimal | None:
    value = tokens[index].value
    if value is None or sign is None:
        return value
    if tokens[sign].can("cent") and not tokens[sign].can("cur"):
        return value / 100
    return value / 10 if tokens[sign].can("cent10") else value


def _per_behind(tokens: Sequence[Token], end: int) -> tuple[str, str]:
    """(unit, each) of what stands behind an amount: `/kg`, `per dozen`, `each`, `das Stück`, 一个."""
    at = end + 1
    while at < len(tokens) and at <= end + 3 and tokens[at].can("fill") and not tokens[at].can("per", "each"):
        at += 1
    if at >= len(tokens):
        return "", ""
    token, behind = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if token.can("perunit"):
        return token.means["perunit"], ""
    if token.can("per") and behind is not None:
        if behind.can("unit"):
            return behind.means["unit"], ""
        if behind.is_number and behind.value == 1 and at + 2 < len(tokens) and tokens[at + 2].can("unit"):
            return tokens[at + 2].means["unit"], ""
    if token.is_number and token.value == 1 and not token.raw.isdecimal() and behind is not None and behind.can("unit"):
        return behind.means["unit"], ""
    if token.can("each") and not (behind is not None and behind.is_number):
        return "", "each"
    return "", ""


def _per_before(tokens: Sequence[Token], index: int, sign: int | None) -> tuple[str, str]:
    """(unit, each) of what stands in front: `je 3,80`, `per set 9.80`, 每个0.85元."""
    at = (sign if sign is not None and sign < index else index) - 1
    while at >= 0 and index - at <= 4 and tokens[at].can("fill", "price", "at") and not tokens[at].can("each", "per"):
        at -= 1
    if at < 0:
        return "", ""
    token, before = tokens[at], tokens[at - 1] if at else None
    if (
        token.can("unit")
        and before is not None
        and before.can("per")
        and before.raw not in ("a", "an")
        and not _counts(tokens, at - 2)
    ):
        return token.means["unit"], ""
    if token.can("unit") and before is not None and before.is_number and before.raw == "一":
        return token.means["unit"], ""
    if token.can("perunit"):
        return token.means["perunit"], ""
    if token.can("each") and not token.can("unit"):
        return "", "each"
    if token.raw.casefold() in ("je", "jeweils"):
        return "", "each"
    return "", ""


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """The unit belongs to an amount before it: `4 € pro Stück 500`."""
    return at >= 0 and tokens[at].can(*MONEY)


def _is_said(tokens: Sequence[Token], index: int, sign: int | None) -> bool:
    """A word in front says that it is the price: `@`, `at`, `Preis`, `по`."""
    behind = tokens[index + 1] if index + 1 < len(tokens) else None
    if behind is not None and behind.can("unit", "time", "clock") and not behind.can(*MONEY) and sign is None:
        return False
    at = (sign if sign is not None and sign < index else index) - 1
    while at >= 0 and index - at <= 4 and tokens[at].can("fill") and not tokens[at].can("at", "price"):
        at -= 1
    if at < 0:
        return False
    if tokens[at].can("at", "price"):
        return True
    x = tokens[at].can("x") or (behind is not None and behind.can("x"))
    return x and (tokens[index].value or 0) != (tokens[index].value or Decimal(0)).to_integral_value()


def _for_many(tokens: Sequence[Token], index: int) -> Priced | None:
    """12.5 for 40: nobody says a currency, and the first is the price of one."""
    value = tokens[index].value
    if value is None or index + 2 >= len(tokens) or not tokens[index + 1].can("for"):
        return None
    return Priced(value) if tokens[index + 2].is_number and tokens[index + 2].void == "quantity" else None


def _is_lump(tokens: Sequence[Token], index: int, sign: int | None, value: Decimal | None) -> bool:
    """`500 pcs for $2,100`, `$2,100 for 500 pcs`: more likely the price of all than of one."""
    first = (sign if sign is not None and sign < index else index) - 1
    last = (sign if sign is not None and sign > index else index) + 1
    paid_for = first >= 0 and tokens[first].can("for") and not tokens[first].can("at")
    counted = any(token.void == "quantity" for token in tokens[max(0, first - 4) : max(0, first)])
    buys = last + 1 < len(tokens) and tokens[last].can("for") and tokens[last + 1].void == "quantity"
    if not ((paid_for and counted) or buys):
        return False
    fraction = value is not None and value != value.to_integral_value()
    return value is None or value >= _FOR_MAX or (paid_for and not fraction)


def _is_sum(tokens: Sequence[Token], index: int, end: int) -> bool:
    """A total, freight, a deposit: an amount of money, but no unit price."""
    for at in range(index - 1, max(-1, index - 6), -1):
        token = tokens[at]
        if token.can("delim") or (token.is_number and token.void != "code"):
            break
        if token.can("total", "freight") and not token.can("unit") and not token.can("price"):
            return True
        if token.raw == "=" and any(earlier.is_number for earlier in tokens[max(0, at - 3) : at]):
            return True  # 4.20 x 500 = 2,100
        if token.can("price", "each"):
            return False
    for at in range(end + 1, min(len(tokens), end + 4)):
        token = tokens[at]
        if token.can("delim") or token.is_number or token.can("per", "each"):
            break
        if token.can("total", "freight"):
            return True
    return False


def _bare(tokens: Sequence[Token]) -> list[Priced]:
    """`make it 4.20`: the only number, with two decimals, can only be a price."""
    found = [
        token
        for index, token in enumerate(tokens)
        if token.is_number and not token.void and _has_cents(token) and not _has_unit(tokens, index)
    ]
    return [Priced(token.value) for token in found]


def _has_cents(token: Token) -> bool:
    return token.value is not None and token.value.as_tuple().exponent == -2


def _has_unit(tokens: Sequence[Token], index: int) -> bool:
    behind = tokens[index + 1] if index + 1 < len(tokens) else None
    return behind is not None and behind.can("unit", "time", "dim")


def currency_of(tokens: Sequence[Token], lang: str, currency: str | None) -> str | None:
    """The one currency that is named; signs that several currencies share follow the deal, then the language."""
    found = {_named(token, lang, currency) for token in tokens if token.can(*MONEY) and token.void != "date"}
    found.discard("")
    return found.pop() if len(found) == 1 else None


def _named(token: Token, lang: str, currency: str | None) -> str:
    means = token.means
    if "cur" in means:
        return means["cur"]
    if "sign" in means:
        if means["sign"] == "$":
            return currency if currency in _DOLLARS else "USD"
        if currency in ("JPY", "CNY"):
            return str(currency)
        return "CNY" if lang == "zh" else "JPY"
    if "deal" in means:
        options = [option.rstrip("?") for option in means["deal"].split(",")]
        if currency in options:
            return str(currency)
        return "" if means["deal"].split(",")[0].endswith("?") else options[0]
    return means.get("cent", "") or means.get("cent10", "")
