"""Money: integer minor units and an ISO 4217 code. No float, no hidden rounding, no mixing of currencies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache

from core.errors import InvalidValue

_ZERO = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split()
_THREE = "BHD IQD JOD KWD LYD OMR TND".split()
_TWO = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP "
    "CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR "
    "JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN "
    "NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP "
    "SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWG"
).split()
EXPONENTS: dict[str, int] = {**dict.fromkeys(_TWO, 2), **dict.fromkeys(_ZERO, 0), **dict.fromkeys(_THREE, 3)}
"""Decimal places per currency by ISO 4217. What a provider expects on its wire is a separate table."""

MINOR_MAX = 99_999_999
"""Providers take at most eight digits; anything above is absurd here."""

_ONE_SIGN = re.compile(r"(?P<whole>\d{1,12})(?P<sign>[.,])(?P<decimals>\d{1,9})", re.ASCII)
_PLAIN_NUMBER = re.compile(r"\d{1,12}(\.\d{1,9})?", re.ASCII)
_SPACE = re.compile("[ \u00a0]")
_GROUPED = re.compile(r"\d{1,3}([ \u00a0]\d{3})+([.,]\d{1,9})?", re.ASCII)


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in minor units of one currency; may be negative only as the result of a subtraction."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if self.currency not in EXPONENTS:
            raise InvalidValue("currency", "unknown-currency", currency=self.currency)

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.minor < other.minor

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.minor <= other.minor

    @property
    def decimal(self) -> Decimal:
        """The amount in major units, exactly."""
        return Decimal(self.minor).scaleb(-EXPONENTS[self.currency])

    def share(self, basis_points: int) -> Money:
        """A part in hundredths of a percent, rounded half to even once."""
        exact = Decimal(self.minor) * basis_points / 10_000
        return Money(int(exact.to_integral_value(ROUND_HALF_EVEN)), self.currency)

    def split(self, weights: Sequence[int]) -> tuple[Money, ...]:
        """Parts in proportion to `weights`, by largest remainder: they sum to the whole, each off by under one unit."""
        total = sum(weights)
        if total <= 0 or any(weight < 0 for weight in weights):
            raise ValueError("weights are not negative and not all zero")
        floors = [self.minor * weight // total for weight in weights]
        remainders = [(self.minor * weight) % total for weight in weights]
        left = self.minor - sum(floors)
        for index in sorted(range(len(weights)), key=lambda i: (-remainders[i], i))[:left]:
            floors[index] += 1
        return tuple(Money(part, self.currency) for part in floors)

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ValueError(f"cannot mix {self.currency} and {other.currency}")


def line_total(unit_price: Decimal, quantity: int, currency: str) -> Money:
    """Unit price (major units, may have more decimals than the currency) × quantity, rounded half to even once."""
    exact = (unit_price * quantity).scaleb(EXPONENTS[currency])
    return Money(int(exact.to_integral_value(ROUND_HALF_EVEN)), currency)


def read_decimal(
    text: str, field: str, *, decimals_max: int, decimals_usual: int | None = None, grouping: str = ""
) -> Decimal:
    """A plain positive number as typed ("1250.50", "1.250,50"; no exponent). Raises InvalidValue.

    `decimals_usual` is how many people write where that is fewer than are allowed; `grouping` is the sign that the
    reader's own language puts between thousands, where that is known.
    """
    plain = text.strip().replace(" ", "").replace("\u00a0", "")
    usual = decimals_max if decimals_usual is None else decimals_usual
    plain = _with_point(plain, field, usual, grouping)
    if not plain:
        raise InvalidValue(field, "empty")
    if plain.startswith("-"):
        raise InvalidValue(field, "negative")
    if not _PLAIN_NUMBER.fullmatch(plain):
        raise InvalidValue(field, "not-a-number")
    if _SPACE.search(text.strip()) and not _GROUPED.fullmatch(text.strip()):
        # "41 50" is no 4150, and nobody knows whether it is 41.50.
        raise InvalidValue(field, "ambiguous")
    number = Decimal(plain)
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > decimals_max and number != round(number, decimals_max):
        raise InvalidValue(field, "too-precise", decimals=decimals_max)
    return number


def _with_point(plain: str, field: str, usual: int, grouping: str) -> str:
    """The same number without signs between thousands and with a point before the decimals."""
    for sign, other in ((".", ","), (",", ".")):
        if _grouped_by(sign, other).fullmatch(plain):
            # Several groups, or decimals behind them: there is one way to read it.
            return plain.replace(sign, "").replace(other, ".")
    found = _ONE_SIGN.fullmatch(plain)
    if found is None:
        return plain
    whole, sign, decimals = found["whole"], found["sign"], found["decimals"]
    if len(decimals) == 3 and len(whole) <= 3 and whole.strip("0"):
        # "1,250" could be either habit; a wrong price is worse than a question.
        if usual >= 3 and sign != grouping:
            return f"{whole}.{decimals}"
        if usual < 3 and sign == grouping:
            return whole + decimals
        raise InvalidValue(field, "ambiguous")
    return f"{whole}.{decimals}"


@cache
def _grouped_by(sign: str, other: str) -> re.Pattern[str]:
    """1.250.000, 1.250.000,5 and 1.250,50, but not 1.250."""
    group = rf"{re.escape(sign)}\d{{3}}"
    return re.compile(rf"\d{{1,3}}(?:(?:{group}){{2,}}|(?:{group})+{re.escape(other)}\d{{1,9}})", re.ASCII)


def written(number: Decimal) -> str:
    """A number as text that `read_decimal` reads back in every language: never with exactly three decimals."""
    exponent = number.as_tuple().exponent
    return f"{number:f}" + ("0" if exponent == -3 else "")


def read_unit_price(text: str, currency: str, field: str = "price", *, grouping: str = "") -> Decimal:
    """A unit price in major units: above zero, at most two decimals more than the currency has."""
    if currency not in EXPONENTS:
        raise InvalidValue("currency", "unknown-currency", currency=currency)
    exponent = EXPONENTS[currency]
    price = read_decimal(text, field, decimals_max=exponent + 2, decimals_usual=exponent, grouping=grouping)
    if price == 0:
        raise InvalidValue(field, "zero")
    if price.scaleb(EXPONENTS[currency]) > MINOR_MAX:
        raise InvalidValue(field, "too-big")
    return price


def read_money(text: str, currency: str, field: str = "amount", *, grouping: str = "") -> Money:
    """An amount in major units that the currency can express exactly; zero is allowed. Raises InvalidValue."""
    if currency not in EXPONENTS:
        raise InvalidValue("currency", "unknown-currency", currency=currency)
    number = read_decimal(text, field, decimals_max=EXPONENTS[currency], grouping=grouping)
    minor = int(number.scaleb(EXPONENTS[currency]))
    if minor > MINOR_MAX:
        raise InvalidValue(field, "too-big")
    return Money(minor, currency)


def read_quantity(text: str, field: str = "quantity", *, grouping: str = "") -> int:
    """A whole positive number of units. Raises InvalidValue."""
    number = read_decimal(text, field, decimals_max=0, grouping=grouping)
    if number == 0:
        raise InvalidValue(field, "zero")
    if number > 10_000_000:
        raise InvalidValue(field, "too-big")
    return int(number)
