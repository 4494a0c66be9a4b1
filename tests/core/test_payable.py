"""In every currency that may be traded, whatever is sent can be said on the provider's wire, and nothing is lost on the way."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from adapters.stripe.amounts import to_stripe
from core.errors import InvalidValue
from core.fees import Released, commission_of, shares_of, tax_of
from core.listings import ListingDraft
from core.money import (
    EXPONENTS,
    PAYABLE,
    PSP_EXPONENTS,
    Money,
    line_total,
    payable_max,
    require_payable,
    require_traded,
    step_of,
)
from core.process.negotiating import check_terms
from core.rules import Rules
from tests.core.deals import some_terms
from tests.core.routes import agreed, completed

COARSE = {**dict.fromkeys(("BHD", "JOD", "KWD", "OMR", "TND"), 10), "MGA": 100, "HUF": 100, "TWD": 100}


def test_the_steps_and_both_exponents_are_kept_apart() -> None:
    assert {code: step_of(code) for code in PAYABLE if step_of(code) != 1} == COARSE
    assert (EXPONENTS["ISK"], PSP_EXPONENTS["ISK"], step_of("ISK"), payable_max("ISK")) == (0, 2, 1, 999_999)
    assert (EXPONENTS["MGA"], PSP_EXPONENTS["MGA"]) == (2, 0)
    for code in PAYABLE:
        to_stripe(payable_max(code), code)
        to_stripe(step_of(code), code)


@pytest.mark.parametrize("currency", sorted(PAYABLE))
def test_every_share_of_every_price_can_be_sent(currency: str) -> None:
    """Prices, freight, commission, its tax, percentages, parts and reserves by chance."""
    dice, step = random.Random(currency), step_of(currency)
    for _ in range(60):
        price = Decimal(dice.randint(1, 99_999)).scaleb(-EXPONENTS[currency])
        goods = line_total(price, dice.randint(1, 100), currency)
        total = goods.minor + dice.randint(0, 50) * step
        commission = commission_of(goods, dice.choice((0, 1, 285, 300, 3000)))
        tax = tax_of(commission, dice.choice((0, 700, 1900, 5000)))
        if not 0 < total <= payable_max(currency):
            continue
        divided = Money(total, currency).split([dice.randint(0, 9) for _ in range(3)] + [1], step=step)
        assert sum(part.minor for part in divided) == total
        held, before, sent = total, Released(), [part.minor for part in divided]
        while held:
            part = held if dice.random() < 0.4 else held * dice.randint(0, 100) // 100 // step * step
            refund = part * dice.randint(0, 100) // 100 // step * step if part == held else 0
            shares = shares_of(
                balance=part,
                refund=refund,
                price=total,
                commission=commission.minor,
                tax=tax.minor,
                before=before,
                step=step,
            )
            assert shares.total == part
            assert min(shares.buyer, shares.seller, shares.commission, shares.tax) >= 0
            sent += [shares.buyer, shares.seller]
            gross = part - refund
            before = Released(before.gross + gross, before.commission + shares.commission, before.tax + shares.tax)
            held -= part
        for amount in (total, *sent):
            to_stripe(amount, currency)
        if before.gross == total:
            assert (before.commission, before.tax) == (commission.minor, tax.minor)


def test_an_older_agreement_in_finer_amounts_is_paid_all_the_same() -> None:
    """The market takes the remainder, less than what the provider can move."""
    shares = shares_of(balance=956_000, refund=0, price=956_000, commission=28_545, tax=0, step=10)
    assert (shares.seller, shares.commission) == (927_450, 28_550)
    to_stripe(shares.seller, "KWD")


@pytest.mark.parametrize("unit_price", ["9.510", "9.515", "9.999"])
def test_a_deal_in_three_decimals_is_paid_out(unit_price: str) -> None:
    trial = completed(currency="KWD", unit_price=Decimal(unit_price), freight=5_000)
    assert trial.deal.accepted is not None
    to_stripe(trial.deal.accepted.total, "KWD")
    [transfer] = trial.intents("transfer")
    to_stripe(transfer.body["amount"], "KWD")
    assert trial.deal.balance(f"esc:{trial.deal.trade.id}") == 0


def test_what_could_not_be_sent_is_not_agreed() -> None:
    deal = agreed(currency="KWD").deal
    terms = some_terms(currency="KWD", unit_price=Decimal("9.510"), freight=5_005)
    with pytest.raises(InvalidValue) as refused:
        check_terms(terms, deal, by_seller=False, rules=Rules())
    assert (refused.value.field, refused.value.problem, refused.value.fields["decimals"]) == (
        "freight",
        "too-precise",
        2,
    )
    with pytest.raises(InvalidValue):
        require_payable(Money(101, "MGA"), "amount")
    assert require_payable(Money(101, "EUR"), "amount").minor == 101


def test_only_what_the_operator_names_is_traded() -> None:
    draft = ListingDraft("Bolts", "", "pcs", "10", "USD", "1", "5")
    assert draft.checked()[2] == 1_000
    for code, among, why in (
        ("USD", frozenset({"EUR"}), "not-traded"),
        ("IQD", PAYABLE, "not-traded"),
        ("UGX", PAYABLE, "not-traded"),
        ("XXX", PAYABLE, "unknown-currency"),
    ):
        with pytest.raises(InvalidValue) as refused:
            require_traded(code, among)
        assert refused.value.problem == why
    with pytest.raises(InvalidValue):
        draft.checked(frozenset({"EUR"}))
    deal = agreed(currency="KWD").deal
    with pytest.raises(InvalidValue):
        check_terms(some_terms(currency="KWD"), deal, by_seller=False, rules=Rules(currencies=frozenset({"EUR"})))


def test_what_the_provider_does_not_take_is_as_fine_as_we_count() -> None:
    assert "LYD" not in PAYABLE
    assert step_of("LYD") == 1
