"""Loads the Fluent files and hands out a `Say` per language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from babel.numbers import format_currency, format_decimal
from fluent.runtime import FluentBundle, FluentResource

from core.errors import DomainError, InvalidValue
from core.money import EXPONENTS, Money

FALLBACK = "en"
LANGUAGES = ("en",)


class MissingText(KeyError):
    """A key that no language has: a bug that the tests look for."""


class Say:
    """Words in one language and one time zone: `say("deal-title", code=…)` is a finished sentence."""

    def __init__(self, lang: str, bundle: FluentBundle, fallback: FluentBundle, zone: str = "UTC") -> None:
        self.lang = lang
        self.zone = zone
        self._bundle = bundle
        self._fallback = fallback

    def __call__(self, key: str, **values: Any) -> str:
        """The sentence under `key`. Raises MissingText, also for a variable that was not given."""
        bundle = self._bundle if self._bundle.has_message(key) else self._fallback
        if not bundle.has_message(key):
            raise MissingText(key)
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise MissingText(key)
        text, faults = bundle.format_pattern(pattern, values)
        if faults:
            raise MissingText(f"{key}: {faults[0]}")
        return str(text)

    def has(self, key: str) -> bool:
        return bool(self._bundle.has_message(key) or self._fallback.has_message(key))

    def money(self, money: Money) -> str:
        """ "€1,234.50" in the reader's habit."""
        return str(format_currency(money.decimal, money.currency, locale=self.lang))

    def unit_price(self, price: Decimal, currency: str) -> str:
        """A unit price with all its decimals."""
        digits = max(EXPONENTS[currency], -int(price.normalize().as_tuple().exponent))
        plain = format_decimal(price, format=f"#,##0.{'0' * digits}" if digits else "#,##0", locale=self.lang)
        return f"{plain} {currency}"

    def number(self, number: int) -> str:
        return str(format_decimal(number, locale=self.lang))

    def quantity(self, number: int, unit: str) -> str:
        return self(f"unit-{unit}", number=number, shown=self.number(number))

    def moment(self, at: datetime) -> str:
        """Day and time in the reader's zone, with the zone named."""
        zone = ZoneInfo(self.zone)
        return f"{format_datetime(at, 'EEE d MMM, HH:mm', tzinfo=zone, locale=self.lang)} {self.zone}"

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
    if isinstance(value, bool | int | str):
        return value
    return str(value)


class Texts:
    """All languages, loaded once."""

    def __init__(self) -> None:
        self._bundles = {lang: _bundle(lang) for lang in LANGUAGES}

    def say(self, lang: str, zone: str = "UTC") -> Say:
        """Words for a reader; unknown languages read English."""
        known = lang.partition("-")[0].lower()
        known = known if known in self._bundles else FALLBACK
        return Say(known, self._bundles[known], self._bundles[FALLBACK], zone)

    @property
    def keys(self) -> Mapping[str, frozenset[str]]:
        """Language → message keys, for the test that holds them against each other."""
        return {lang: frozenset(_keys(lang)) for lang in self._bundles}


@lru_cache
def _source(lang: str) -> str:
    folder = resources.files("bot.text")
    return "\n".join(
        entry.read_text(encoding="utf-8")
        for entry in sorted(folder.joinpath(lang).iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".ftl")
    )


def _bundle(lang: str) -> FluentBundle:
    bundle = FluentBundle([lang], use_isolating=False)
    bundle.add_resource(FluentResource(_source(lang)))
    return bundle


def _keys(lang: str) -> list[str]:
    return [
        line.split("=", 1)[0].strip()
        for line in _source(lang).splitlines()
        if line and line[0].isalpha() and "=" in line
    ]
