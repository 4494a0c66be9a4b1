"""Every currency that Stripe takes, at its edges, both ways: the right amount arrives, or a refusal before anything left."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from adapters.sandbox import stripe_money as theirs
from adapters.stripe.amounts import CURRENCIES, LARGEST, from_stripe, to_stripe
from adapters.stripe.provider import StripeProvider
from core.money import EXPONENTS, Money
from core.ports.payments import ProviderRefused
from tests.adapters.sandbox.stripe_harness import running_stripe

FINER = {**dict.fromkeys(("BHD", "JOD", "KWD", "OMR", "TND"), 10), "MGA": 100}
"""Where our minor unit is finer than what Stripe's wire can say: how many of ours make one that it can."""
PAYABLE = sorted(CURRENCIES & EXPONENTS.keys())


def test_the_list_is_stripes_but_for_what_its_documents_contradict() -> None:
    known = {code.upper() for code in theirs.CURRENCIES}
    assert known - CURRENCIES == {"UGX"}
    assert known >= CURRENCIES


@pytest.mark.parametrize("currency", PAYABLE)
def test_amounts_are_the_same_money_on_both_sides(currency: str) -> None:
    """One major unit here is one major unit there, whatever either side counts in."""
    one = 10 ** EXPONENTS[currency]
    there = to_stripe(one, currency)
    assert theirs.formatted(there, currency.lower()).rstrip("0").rstrip(".") == "1"
    assert from_stripe(there, currency) == one
    assert str(Money(one, currency).decimal).rstrip("0").rstrip(".") == "1"


@pytest.mark.parametrize("currency", PAYABLE)
def test_the_largest_amount_passes_and_one_more_is_refused(currency: str) -> None:
    step = to_stripe(10 ** EXPONENTS[currency], currency)
    largest = from_stripe(LARGEST - LARGEST % max(step, 10), currency)
    assert to_stripe(largest, currency) <= LARGEST
    with pytest.raises(ProviderRefused) as refused:
        to_stripe(largest + 10 ** EXPONENTS[currency] * 10, currency)
    assert refused.value.code == "amount_too_large"


@pytest.mark.parametrize("currency", PAYABLE)
def test_what_the_wire_can_not_say_is_refused_and_never_rounded(currency: str) -> None:
    for minor in range(1, 121):
        if currency in FINER and minor % FINER[currency]:
            with pytest.raises(ProviderRefused, match="amount_not_representable"):
                to_stripe(minor, currency)
        else:
            assert from_stripe(to_stripe(minor, currency), currency) == minor


@pytest.mark.parametrize("currency", ["IQD", "LYD", "UGX", "XXX"])
def test_currencies_that_stripe_does_not_take_are_refused(currency: str) -> None:
    with pytest.raises(ProviderRefused) as refused:
        to_stripe(1_000, currency)
    assert refused.value.code == "currency_not_supported"


def test_a_fee_finer_than_our_unit_is_rounded_up() -> None:
    assert from_stripe(12_345, "ISK") == 124
    assert from_stripe(-12_345, "ISK") == -124


async def test_every_currency_at_its_edges_over_the_wire() -> None:
    """{min − 1, min, max, max + 1}: a page for exactly our amount, or a refusal that says which way it was wrong."""
    async with running_stripe() as world:
        stripe = StripeProvider("sk_test_sandbox", clock=world.clock, api_base=world.url, calls_per_second=10_000)
        try:
            for currency in PAYABLE:
                step = FINER.get(currency, 1)
                least = from_stripe(theirs.smallest_charge(currency.lower()), currency)
                least += -least % step
                most = from_stripe(LARGEST, currency) if currency != "ISK" else LARGEST // 100
                most -= most % step
                for amount, code in (
                    (least - step, "amount_too_small"),
                    (least, ""),
                    (most, ""),
                    (most + step, "amount_too_large"),
                ):
                    await _opens(stripe, currency, amount, code)
        finally:
            await stripe.close()


async def _opens(stripe: StripeProvider, currency: str, amount: int, code: str) -> None:
    body = {
        "amount": amount,
        "currency": currency,
        "title": "Steel",
        "trade_id": "neg_1",
        "expires_at": (datetime.now(UTC) + timedelta(hours=2)).isoformat(),
        "success_url": "https://market.example/paid",
        "cancel_url": "https://market.example/paid",
    }
    try:
        opened = await stripe.open_checkout(body, key=f"k:{currency}:{amount}")
    except ProviderRefused as refusal:
        said = refusal.code
    else:
        said = ""
        seen = await stripe.look_up(opened.session_ref)
        assert (seen.amount, seen.currency) == (amount, currency)
    assert said == code, (currency, amount)
