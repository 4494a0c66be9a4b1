"""Money: integer minor units and an ISO 4217 code. No float, no hidden rounding, no mixing of currencies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from math import gcd

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

_PSP_ZERO = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split()
_PSP_THREE = "BHD JOD KWD OMR TND".split()
_PSP_TWO = (
    "USD AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CNY COP "
    "CRC CVE CZK DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD KES KGS "
    "KHR KYD KZT LAK LBP LKR LRD LSL MAD MDL MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN "
    "PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SEK SGD SHP SLE SOS SRD STD SZL THB TJS TOP TRY TTD TWD TZS UAH UYU "
    "UZS WST XCD XCG YER ZAR ZMW".split()
)
PSP_EXPONENTS: dict[str, int] = {
    **dict.fromkeys(_PSP_TWO, 2),
    **dict.fromkeys(_PSP_ZERO, 0),
    **dict.fromkeys(_PSP_THREE, 3),
}
"""Decimal places per currency on the payment provider's wire: what it charges in, and nothing to do with ISO 4217."""
PSP_STEPS: dict[str, int] = {**dict.fromkeys(_PSP_THREE, 10), "ISK": 100}
"""Of its own units the provider moves multiples of this only: the last of three decimals is zero, and so are those of ISK."""
PAYOUT_STEPS: dict[str, int] = {**PSP_STEPS, "HUF": 100, "TWD": 100}
"""The same for what reaches a bank account: two currencies are charged in decimals, but paid out whole."""
PAYABLE = frozenset(PSP_EXPONENTS.keys() & EXPONENTS.keys())
"""Currencies in which the provider takes money and pays it out."""


def _units(exponent: int) -> int:
    return (1, 10, 100, 1000)[exponent]


@cache
def step_of(currency: str) -> int:
    """The smallest amount (in our minor units) that the provider can move and pay out; what is agreed is a multiple of it."""
    if currency not in PAYABLE:
        return 1
    ours, theirs = _units(EXPONENTS[currency]), _units(PSP_EXPONENTS[currency])
    # minor · theirs / ours is whole, and a multiple of the provider's own step.
    unit = ours * PAYOUT_STEPS.get(currency, 1)
    return unit // gcd(unit, theirs)


def payable_max(currency: str) -> int:
    """The largest amount (in our minor units) that both the provider and we take."""
    ours, theirs = _units(EXPONENTS[currency]), _units(PSP_EXPONENTS.get(currency, EXPONENTS[currency]))
    largest = min(MINOR_MAX, MINOR_MAX * ours // theirs)
    return largest - largest % step_of(currency)


def require_traded(currency: str, among: AbstractSet[str] = PAYABLE) -> None:
    """Raises InvalidValue for a currency that is not `among` those in which money may come in and go out here."""
    if currency not in EXPONENTS:
        raise InvalidValue("currency", "unknown-currency", currency=currency[:40])
    if currency not in among:
        raise InvalidValue("currency", "not-traded", currency=currency)


def require_payable(amount: Money, field: str) -> Money:
    """The amount, if the provider can move exactly that. Raises InvalidValue."""
    step = step_of(amount.currency)
    if amount.minor % step:
        raise InvalidValue(field, "too-precise", decimals=EXPONENTS[amount.currency] - len(str(step)) + 1)
    return amount


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

    def share(self, basis_points: int, *, step: int = 1) -> Money:
        """A part in hundredths of a percent, rounded once, half to even, to a multiple of `step` minor units."""
        exact = Decimal(self.minor) * basis_points / (10_000 * step)
        return Money(int(exact.to_integral_value(ROUND_HALF_EVEN)) * step, self.currency)

    def split(self, weights: Sequence[int], *, step: int = 1) -> tuple[Money, ...]:
        """Parts in proportion to `weights`, by largest remainder: they sum to the whole, each off by under one `step` of
        minor units and a multiple of it; what is less than a step of the whole is with the heaviest."""
        total = sum(weights)
        if total <= 0 or any(weight < 0 for weight in weights):
            raise ValueError("weights are not negative and not all zero")
        whole, rest = divmod(self.minor, step)
        floors = [whole * weight // total for weight in weights]
        remainders = [(whole * weight) % total for weight in weights]
        left = whole - sum(floors)
        for index in sorted(range(len(weights)), key=lambda i: (-remainders[i], i))[:left]:
            floors[index] += 1
        parts = [part * step for part in floors]
        parts[max(range(len(weights)), key=lambda i: weights[i])] += rest
        return tuple(Money(part, self.currency) for part in parts)

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ValueError(f"cannot mix {self.currency} and {other.currency}")


def line_total(unit_price: Decimal, quantity: int, currency: str) -> Money:
    """Unit price (major units, may have more decimals than the currency) × quantity, rounded half to even once, to what
    the provider can move."""
    step = step_of(currency)
    exact = (unit_price * quantity).scaleb(EXPONENTS[currency]) / step
    return Money(int(exact.to_integral_value(ROUND_HALF_EVEN)) * step, currency)


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
