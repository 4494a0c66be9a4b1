"""Amounts between our books (ISO 4217 minor units) and Stripe's wire, which counts some currencies differently.

Stripe takes Icelandic krónur with two decimals that must be zero, Malagasy ariary without decimals, and the last of
three decimals as zero. Its documents contradict each other about Ugandan shillings, so those are refused. An amount that its wire can not say exactly is refused here, before anything is sent.
"""

from __future__ import annotations

from core.money import EXPONENTS, MINOR_MAX, PSP_EXPONENTS, PSP_STEPS
from core.ports.payments import ProviderRefused

CURRENCIES = frozenset(PSP_EXPONENTS)
"""What Stripe charges in."""
LARGEST = MINOR_MAX
"""Eight digits, in Stripe's units."""


def to_stripe(minor: int, currency: str) -> int:
    """Our minor units in Stripe's. Raises ProviderRefused, with Stripe's own code, where its wire can not say it."""
    code = currency.upper()
    if code not in PSP_EXPONENTS or code not in EXPONENTS:
        raise ProviderRefused("currency_not_supported")
    amount, rest = divmod(minor * _units(PSP_EXPONENTS.get(code, 2)), _units(EXPONENTS[code]))
    if rest or amount % PSP_STEPS.get(code, 1):
        raise ProviderRefused("amount_not_representable")
    if amount > LARGEST:
        raise ProviderRefused("amount_too_large")
    return amount


def from_stripe(amount: int, currency: str) -> int:
    """Stripe's units in ours. What is finer than our minor unit (a fee in krónur) is rounded up, away from zero."""
    code = currency.upper()
    if code not in EXPONENTS:
        return amount
    whole, rest = divmod(abs(amount) * _units(EXPONENTS[code]), _units(PSP_EXPONENTS.get(code, 2)))
    minor = whole + (rest > 0)
    return minor if amount >= 0 else -minor


def _units(exponent: int) -> int:
    return (1, 10, 100, 1000)[exponent]
