"""Finds how much is traded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.terms.amounts import MONEY, sign_of
from core.terms.numbers import read_number
from core.terms.tokens import Token

_WHOLE = ("pcs", "pair", "set", "box", "carton", "pallet", "roll", "sheet")


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity that is named. `unit` may carry a factor behind a star: a dozen pieces, half a kilo."""

    value: Decimal | None
    unit: str = ""

    @property
    def code(self) -> str | None:
        return self.unit.partition("*")[0] or None

    @property
    def factor(self) -> Decimal:
        return Decimal(self.unit.partition("*")[2] or 1)


def quantities_in(tokens: Sequence[Token], lang: str) -> list[Counted]:
    """All that may be the quantity, best evidence first."""
    found = []
    has_money = any(token.can(*MONEY, "at", "price") for token in tokens)
    for index, token in enumerate(tokens):
        if not token.is_number or token.void or token.can("cur"):
            continue
        counted = _counted(tokens, index, lang, has_money=has_money)
        if counted is not None:
            found.append(counted)
            token.void = "quantity"
    return found


def _counted(tokens: Sequence[Token], index: int, lang: str, *, has_money: bool) -> Counted | None:
    token = tokens[index]
    behind = tokens[index + 1] if index + 1 < len(tokens) else None
    before = tokens[index - 1] if index else None
    if behind is not None and behind.can("unit") and not _is_money(tokens, index):
        return _with_unit(tokens, index, behind.means["unit"], lang)
    if token.value is None or token.value != token.value.to_integral_value() or _is_money(tokens, index):
        return None
    if behind is not None and (behind.can("per", "each", "perunit", "time", "month") and not behind.can("at", "for")):
        return None
    if _is_labelled(tokens, index) or _is_priced(tokens, index) or _is_what_for(tokens, index):
        return Counted(token.value)
    if _is_noun_counted(tokens, index, has_money=has_money):
        return Counted(token.value)
    if before is not None and before.can("take") and behind is None and not before.can("at"):
        return Counted(token.value) if has_money else None
    return None


def _with_unit(tokens: Sequence[Token], index: int, unit: str, lang: str) -> Counted | None:
    token, before = tokens[index], tokens[index - 1] if index else None
    if before is not None and before.can("per", "x") and not before.can("for", "at", "qty", "take"):
        if before.can("per"):
            return Counted(None, unit) if token.value != 1 else None
        if not _is_money(tokens, index - 2):
            return Counted(None, unit) if tokens[index - 2].is_number else Counted(token.value, unit)
    if token.raw == "一" and (_follows_money(tokens, index) or _is_money(tokens, index + 2)):
        return None  # 4元一个 and 一个4元 are the price of one.
    if before is not None and before.can("each") and not before.can("per", "at"):
        return None
    value = token.value
    if value is None and unit.partition("*")[0] in _WHOLE:
        value = read_number(token.raw, lang, whole=True)
    return Counted(value, unit)


def _follows_money(tokens: Sequence[Token], index: int) -> bool:
    before = tokens[index - 1] if index else None
    return before is not None and (before.can(*MONEY) or (before.is_number and before.can("cur")))


def _is_money(tokens: Sequence[Token], index: int) -> bool:
    return index >= 0 and sign_of(tokens, index) is not None


def _is_labelled(tokens: Sequence[Token], index: int) -> bool:
    at = index - 1
    while at >= 0 and index - at <= 3 and tokens[at].can("fill"):
        at -= 1
    return at >= 0 and tokens[at].can("qty")


def _is_priced(tokens: Sequence[Token], index: int) -> bool:
    """500 @ 4.20, 500 x 4.20."""
    if index + 2 >= len(tokens) or not tokens[index + 1].can("at", "x"):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        return following is None and _is_times(tokens, index)
    sign, price = tokens[index + 1], tokens[index + 2]
    if price.can(*MONEY) and index + 3 < len(tokens) and tokens[index + 3].is_number:
        return True
    if not price.is_number or price.void or price.can("time"):
        return False
    behind = tokens[index + 3] if index + 3 < len(tokens) else None
    if behind is not None and behind.can("unit", "time") and not behind.can(*MONEY):
        return False
    return sign.can("at") or _is_fraction(price) or _is_money(tokens, index + 2)


def _is_times(tokens: Sequence[Token], index: int) -> bool:
    """… x 500, behind an amount."""
    before = tokens[index - 1] if index else None
    return (
        before is not None
        and before.can("x")
        and index >= 2
        and (tokens[index - 2].can(*MONEY, "unit") or (tokens[index - 2].is_number and _is_fraction(tokens[index - 2])))
    )


def _is_fraction(token: Token) -> bool:
    return token.value is not None and token.value != token.value.to_integral_value()


def _is_what_for(tokens: Sequence[Token], index: int) -> bool:
    """12.5 for 40: the second is the quantity."""
    if index < 2 or not tokens[index - 1].can("for"):
        return False
    at = index - 2
    if tokens[at].can(*MONEY):
        at -= 1
    if at < 0 or not tokens[at].is_number or tokens[at].void not in ("", "quantity"):
        return False
    return tokens[at].void == "" and tokens[at].value is not None


def _is_noun_counted(tokens: Sequence[Token], index: int, *, has_money: bool) -> bool:
    """20 oak chairs: a number in front of words that mean nothing to us, where an amount is named too."""
    token = tokens[index]
    behind = tokens[index + 1] if index + 1 < len(tokens) else None
    before = tokens[index - 1] if index else None
    if behind is None or behind.kind != "word" or behind.means or not behind.after_space:
        return False
    if token.raw.isdecimal() and len(token.raw) == 4 and token.raw[:2] in ("19", "20"):
        return False
    begins = before is None or before.can("delim") or before.raw == "."
    wants = before is not None and before.can("take", "for", "fill", "and", "approx", "num")
    return (begins and has_money) or (wants and (has_money or (before is not None and before.can("take"))))
