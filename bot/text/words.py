"""Loads the Fluent files and hands out a `Say` per language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import copy
from datetime import date as calendar_day
from datetime import datetime
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import NumberPattern, format_decimal, format_percent
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax.ast import Placeable, Resource, TextElement, VariableReference

from core.errors import DomainError, InvalidValue
from core.money import EXPONENTS, Money
from core.wording import runs_right_to_left

FALLBACK = "en"
LANGUAGES = ("en", "es", "de", "ru", "ar", "zh")
NAMES = {"en": "English", "es": "Español", "de": "Deutsch", "ru": "Русский", "ar": "العربية", "zh": "中文"}
"""Each language's name for itself: who can not read a screen finds their way out of it."""
RIGHT_TO_LEFT = frozenset({"ar"})
_MOMENTS = {"de": "EEE d. MMM, HH:mm", "ar": "EEE d MMM، HH:mm", "zh": "M月d日EEE HH:mm"}
"""Where day and time are not written like "Mon 2 Mar, 23:30". Digits are European everywhere, as in Arabic contracts."""
_QUICK_LENGTH_MAX = 2000
"""Longer words are left to the library, which has an upper limit of its own."""
REMEMBERED = 4096
"""How many finished phrases of each kind are kept in memory."""


class MissingText(KeyError):
    """A key that no language has: a bug that the tests look for."""


class Say:
    """Words in one language and one time zone: `say("deal-title", code=…)` is a finished sentence."""

    def __init__(self, lang: str, zone: str = "UTC") -> None:
        self.lang = lang
        self.zone = zone

    def __call__(self, key: str, **values: Any) -> str:
        """The sentence under `key`. Raises MissingText, also for a variable that was not given."""
        if all(type(value) is int for value in values.values()):
            return _counted(self.lang, key, tuple(values.items()))
        return _sentence(self.lang, key, values)

    def has(self, key: str) -> bool:
        return any(_bundle(lang).has_message(key) for lang in (self.lang, FALLBACK))

    def money(self, money: Money) -> str:
        """ "€1,234.50" in the reader's habit, with every decimal that the currency has."""
        return _money(self.lang, money.minor, money.currency)

    def unit_price(self, price: Decimal, currency: str) -> str:
        """A unit price with all its decimals."""
        return f"{_unit_price(self.lang, price, currency)} {currency}"

    def number(self, number: int) -> str:
        return _number(self.lang, number)

    def quantity(self, number: int, unit: str) -> str:
        return _quantity(self.lang, number, unit)

    def country(self, code: str) -> str:
        """The name of a country by its two letters; the letters where there is no such country."""
        return str(Locale.parse(self.lang).territories.get(code, code))

    def moment(self, at: datetime) -> str:
        """Day and time in the reader's zone, with the zone named as its distance from GMT."""
        return _moment(self.lang, self.zone, at)

    def date(self, at: datetime) -> str:
        """The day alone, for papers."""
        return str(format_date(at.astimezone(ZoneInfo(self.zone)), "long", locale=self.lang))

    def day(self, day: calendar_day) -> str:
        """A day with its year, short."""
        return str(format_date(day, "medium", locale=self.lang))

    def percent(self, basis_points: int) -> str:
        """A rate in hundredths of a percent, as the language writes it."""
        return str(format_percent(Decimal(basis_points) / 10_000, format="#,##0.##%", locale=self.lang))

    def change(self, percent: Decimal) -> str:
        """How far something has moved, in percent, with its sign."""
        shown = format_decimal(abs(percent), format="#,##0.0", locale=self.lang)
        return f"{'−' if percent < 0 else '+'}{shown} %"

    def language(self, code: str) -> str:
        """The name of a language, in this one."""
        return str(Locale.parse(self.lang).languages.get(code, code))

    def refusal(self, error: DomainError) -> str:
        """Why something did not happen, as a sentence."""
        if isinstance(error, InvalidValue):
            return self.problem(error)
        values = {name: _plain(self, name, value) for name, value in error.fields.items()}
        return self(f"error-{error.code}", **values)

    def problem(self, error: InvalidValue) -> str:
        """What is wrong with one value, as a sentence."""
        values = {name: _plain(self, name, value) for name, value in error.fields.items()}
        values.pop("problem", None)
        return self(f"problem-{error.problem}", **values)


def _plain(say: Say, name: str, value: object) -> object:
    if name == "at" and isinstance(value, str):
        return say.moment(datetime.fromisoformat(value))
    if isinstance(value, Money):
        return say.money(value)
    if isinstance(value, bool | int | str):
        return value
    return str(value)


_MARKS: Final = dict.fromkeys((0x200E, 0x200F, *range(0x2066, 0x206A)))


def file_name(said: str) -> str:
    """A sentence as the name of a file: without the marks that sentences of a right-to-left language put around names."""
    return said.translate(_MARKS)


class Texts:
    """All languages, loaded once. The moderators' desk is read by several people and has one language for all."""

    def __init__(self, desk: str = FALLBACK) -> None:
        self.desk = Say(self.best(desk))
        for lang in LANGUAGES:
            _bundle(lang)

    def say(self, lang: str, zone: str = "") -> Say:
        """Words for a reader; unknown languages read English, and times are in UTC where no zone is known."""
        return Say(self.best(lang), zone or "UTC")

    def best(self, wanted: str, otherwise: str = FALLBACK) -> str:
        """The language we have for a hint: "pt-BR", or a browser's list ("fr;q=0.4, zh-Hans, de;q=0.9")."""
        return spoken(wanted) or otherwise

    @property
    def keys(self) -> Mapping[str, frozenset[str]]:
        """Language → message keys, for the test that holds them against each other."""
        return {lang: frozenset(_keys(lang)) for lang in LANGUAGES}


@lru_cache(256)
def spoken(wanted: str) -> str:
    """The first of our languages in a hint (one tag, or Accept-Language with weights); empty when there is none."""
    weighed = []
    for at, part in enumerate(wanted.split(",")[:20]):
        tag, _, rest = part.strip().partition(";")
        weight = _WEIGHT.fullmatch(rest.strip())
        lang = re.split("[-_]", tag.strip(), maxsplit=1)[0].lower()
        if lang in LANGUAGES and (weight is None or float(weight[1]) > 0):
            weighed.append((-float(weight[1]) if weight else -1.0, at, lang))
    return min(weighed)[2] if weighed else ""


_WEIGHT = re.compile(r"q=(1(?:\.0{0,3})?|0(?:\.[0-9]{0,3})?)", re.ASCII)


@cache
def _source(lang: str) -> str:
    folder = resources.files("bot.text")
    return "\n".join(
        entry.read_text(encoding="utf-8")
        for entry in sorted(folder.joinpath(lang).iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".ftl")
    )


@cache
def _parsed(lang: str) -> Resource:
    return FluentParser(with_spans=False).parse(_source(lang))


@cache
def _bundle(lang: str, isolating: bool = False) -> FluentBundle:
    bundle = FluentBundle([lang], use_isolating=isolating)
    bundle.add_resource(_parsed(lang))
    return bundle


def _sentence(lang: str, key: str, values: Mapping[str, Any]) -> str:
    # A name that is written the other way than the sentence must not drag the rest of the line along.
    isolating = lang in RIGHT_TO_LEFT or any(
        isinstance(value, str) and runs_right_to_left(value) for value in values.values()
    )
    if all(type(value) is str and len(value) < _QUICK_LENGTH_MAX for value in values.values()):
        template = _template(lang, key, isolating)
        if template and template[1] <= values.keys():
            return template[0] % values
    bundle, pattern = _pattern(lang, key, isolating)
    text, faults = bundle.format_pattern(pattern, dict(values))
    if faults:
        raise MissingText(f"{key}: {faults[0]}")
    return str(text)


def _pattern(lang: str, key: str, isolating: bool) -> tuple[FluentBundle, Any]:
    bundle = _bundle(lang, isolating)
    bundle = bundle if bundle.has_message(key) else _bundle(FALLBACK, isolating)
    pattern = bundle.get_message(key).value if bundle.has_message(key) else None
    if pattern is None:
        raise MissingText(key)
    return bundle, pattern


@cache
def _template(lang: str, key: str, isolating: bool) -> tuple[str, frozenset[str]] | None:
    """A sentence that chooses nothing, ready for its words, with their names; the library would walk its parts every time.

    The library says itself what it looks like, with a mark in the place of each word."""
    bundle, pattern = _pattern(lang, key, isolating)
    names = set()
    for element in getattr(pattern, "elements", (pattern,)):  # a lone part stands for itself
        if isinstance(element, Placeable) and isinstance(element.expression, VariableReference):
            names.add(element.expression.id.name)
        elif not isinstance(element, TextElement):
            return None
    text, faults = bundle.format_pattern(pattern, {name: f"\ue000{name}\ue001" for name in names})
    if faults:
        return None
    return re.sub("\ue000(.+?)\ue001", r"%(\1)s", str(text).replace("%", "%%")), frozenset(names)


# What holds nobody's words is remembered: the same labels, prices and dates are worded again at every press.


@lru_cache(REMEMBERED)
def _counted(lang: str, key: str, values: tuple[tuple[str, int], ...]) -> str:
    return _sentence(lang, key, dict(values))


@lru_cache(REMEMBERED)
def _quantity(lang: str, number: int, unit: str) -> str:
    say = Say(lang)
    return say(f"unit-{unit}", number=number, shown=say.number(number))


@lru_cache(REMEMBERED)
def _money(lang: str, minor: int, currency: str) -> str:
    amount = Money(minor, currency).decimal
    return str(_amounts(lang, currency).apply(amount, lang, currency, currency_digits=False))


@cache
def _amounts(lang: str, currency: str) -> NumberPattern:
    """The language's way to write amounts, with the decimals that the ledger counts: CLDR drops some currencies' cents."""
    pattern: NumberPattern = copy(Locale.parse(lang).currency_formats["standard"])
    pattern.frac_prec = (EXPONENTS[currency], EXPONENTS[currency])
    return pattern


@lru_cache(REMEMBERED)
def _unit_price(lang: str, price: Decimal, currency: str) -> str:
    digits = max(EXPONENTS[currency], -int(price.normalize().as_tuple().exponent))
    return str(format_decimal(price, format=f"#,##0.{'0' * digits}" if digits else "#,##0", locale=lang))


@lru_cache(REMEMBERED)
def _number(lang: str, number: int) -> str:
    return str(format_decimal(number, locale=lang))


@lru_cache(REMEMBERED)
def _moment(lang: str, zone: str, at: datetime) -> str:
    behind = "'UTC'" if zone == "UTC" else "ZZZZ"
    day_and_time = _MOMENTS.get(lang, "EEE d MMM, HH:mm")
    return str(format_datetime(at, f"{day_and_time} {behind}", tzinfo=ZoneInfo(zone), locale=lang))


def _keys(lang: str) -> list[str]:
    return [
        line.split("=", 1)[0].strip()
        for line in _source(lang).splitlines()
        if line and line[0].isalpha() and "=" in line
    ]
