"""Amounts between our books (ISO 4217 minor units) and Stripe's wire, which counts some currencies differently.

Stripe takes Icelandic krónur with two decimals that must be zero, Malagasy ariary without decimals, and the last of
three decimals as zero. Its documents contradict each other about Ugandan shillings, so those are refused. An amount that its wire can not say exactly is refused here, before anything is sent.
"""

from __future__ import annotations

from core.money import EXPONENTS
from core.ports.payments import ProviderRefused

ZERO_DECIMAL = frozenset("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split())
THREE_DECIMAL = frozenset("BHD JOD KWD OMR TND".split())
_TWO_DECIMAL = frozenset(
    "USD AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CNY COP "
    "CRC CVE CZK DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD KES KGS "
    "KHR KYD KZT LAK LBP LKR LRD LSL MAD MDL MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN "
    "PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SEK SGD SHP SLE SOS SRD STD SZL THB TJS TOP TRY TTD TWD TZS UAH UYU "
    "UZS WST XCD XCG YER ZAR ZMW".split()
)
CURRENCIES = ZERO_DECIMAL | THREE_DECIMAL | _TWO_DECIMAL
"""What Stripe charges in."""
LARGEST = 99_999_999
"""Eight digits, in Stripe's units."""
_STEPS = {**dict.fromkeys(THREE_DECIMAL, 10), "ISK": 100}


def to_stripe(minor: int, currency: str) -> int:
    """Our minor units in Stripe's. Raises ProviderRefused, with Stripe's own code, where its wire can not say it."""
    code = currency.upper()
    if code not in CURRENCIES or code not in EXPONENTS:
        raise ProviderRefused("currency_not_supported")
    amount, rest = divmod(minor * _units(_wire_exponent(code)), _units(EXPONENTS[code]))
    if rest or amount % _STEPS.get(code, 1):
        raise ProviderRefused("amount_not_representable")
    if amount > LARGEST:
        raise ProviderRefused("amount_too_large")
    return amount


def from_stripe(amount: int, currency: str) -> int:
    """Stripe's units in ours. What is finer than our minor unit (a fee in krónur) is rounded up, away from zero."""
    code = currency.upper()
    if code not in EXPONENTS:
        return amount
    whole, rest = divmod(abs(amount) * _units(EXPONENTS[code]), _units(_wire_exponent(code)))
    minor = whole + (rest > 0)
    return minor if amount >= 0 else -minor


def _units(exponent: int) -> int:
    return (1, 10, 100, 1000)[exponent]


def _wire_exponent(code: str) -> int:
    if code in ZERO_DECIMAL:
        return 0
    return 3 if code in THREE_DECIMAL else 2
