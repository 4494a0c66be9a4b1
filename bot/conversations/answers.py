"""Checks that several conversations share: text in, text to keep out, InvalidValue otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from bot.conversations.flow import Chip
from core.contacts import free_of_contacts
from core.errors import InvalidValue
from core.money import EXPONENTS, read_money, read_quantity, read_unit_price, require_payable, written
from core.names import clean_name
from core.services.looking_up import best
from core.wording import clean_text

Check = Callable[[Any, str], str]
CHIP_LENGTH_MAX = 60
"""As much as every platform shows on a button."""


def path_chip(value: str, path: str) -> Chip:
    """A place in a tree ("A > B") on a button: of a path too long for it the end, which tells one from the next."""
    return Chip(value, path if len(path) <= CHIP_LENGTH_MAX else f"…{path[1 - CHIP_LENGTH_MAX :].lstrip()}")


def name_chip(value: str, name: str) -> Chip:
    """A name on a button; of one that is too long for it the beginning."""
    return Chip(value, name if len(name) <= CHIP_LENGTH_MAX else f"{name[: CHIP_LENGTH_MAX - 1].rstrip()}…")


_GROUPING = {"de": ".", "es": "."}
"""Language → the sign between thousands, where whoever reads it can be counted on to write it so. English is what
everybody reads who never chose, so it says nothing about habits."""


def grouping_of(env: Any) -> str:
    """How the one who is asked separates thousands; empty where nobody can know."""
    return _GROUPING.get(env.ctx.say.lang, "")


def words(field: str, *, length_max: int, length_min: int = 1) -> Check:
    def check(_env: Any, typed: str) -> str:
        return clean_text(typed, field, length_max=length_max, length_min=length_min)

    return check


def name(field: str) -> Check:
    """What a person or a company is called."""

    def check(_env: Any, typed: str) -> str:
        return clean_name(typed, field, length_max=80, length_min=2)

    return check


def open_words(field: str, *, length_max: int) -> Check:
    """Words that strangers read before money is held: without a way round us."""

    def check(_env: Any, typed: str) -> str:
        return free_of_contacts(clean_text(typed, field, length_max=length_max), field)

    return check


def whole(field: str, *, low: int = 1, high: int = 10_000_000) -> Check:
    def check(env: Any, typed: str) -> str:
        number = read_quantity(typed, field, grouping=grouping_of(env))
        if not low <= number <= high:
            raise InvalidValue(field, "out-of-range", low=low, high=high)
        return str(number)

    return check


def amount(field: str, currency: Callable[[Any], str]) -> Check:
    """An amount in major units of the flow's currency."""

    def check(env: Any, typed: str) -> str:
        plain = _bare(typed, currency(env), field)
        found = require_payable(read_money(plain, currency(env), field, grouping=grouping_of(env)), field)
        return written(found.decimal)

    return check


def unit_price(field: str, currency: Callable[[Any], str]) -> Check:
    def check(env: Any, typed: str) -> str:
        plain = _bare(typed, currency(env), field)
        return written(read_unit_price(plain, currency(env), field, grouping=grouping_of(env)))

    return check


def choice(field: str, options: Callable[[Any], Sequence[Chip]]) -> Check:
    """One of the chips, by value or by what the button says."""

    def check(env: Any, typed: str) -> str:
        plain = typed.strip().casefold()
        for chip in options(env):
            label = env.ctx.say(chip.label) if chip.worded else chip.label
            if plain in (chip.value.casefold(), label.casefold()):
                return chip.value
        raise InvalidValue(field, "not-an-option")

    return check


def looked_up(field: str, every: Callable[[Any], Sequence[Chip]]) -> Check:
    """One of many: by value, by what a button or a list says, or typed so that only one can be meant."""
    exactly = choice(field, every)

    def check(env: Any, typed: str) -> str:
        try:
            return exactly(env, typed)
        except InvalidValue:
            named = [(chip.value, env.ctx.say(chip.label) if chip.worded else chip.label) for chip in every(env)]
            found = best(typed, named, limit=2)
            if len(found) != 1 or not typed.strip():
                raise
            return found[0][0]

    return check


_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "RUB": "₽"}
_CODE = rf"[^\W\d_]+|[{''.join(_SIGNS.values())}]"
_AMOUNT = re.compile(rf"(?P<before>{_CODE})?(?P<number>[\d\s.,+-]*)(?P<behind>{_CODE})?")


def _bare(typed: str, currency: str, field: str) -> str:
    """Drops the deal's own currency before or behind a number; any other currency is refused, never converted."""
    found = _AMOUNT.fullmatch(typed.strip())
    code = (found["before"] or found["behind"] or "").upper() if found else ""
    if found is None or not code:
        return typed.strip()
    if code in EXPONENTS or code in _SIGNS.values():
        if code not in (currency, _SIGNS.get(currency)):
            raise InvalidValue(field, "wrong-currency", currency=currency)
        if not (found["before"] and found["behind"]):
            return found["number"].strip()
    raise InvalidValue(field, "not-a-number")
