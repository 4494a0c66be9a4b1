"""What an operator sets about trading becomes the rules of the market, or is refused in a sentence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.settings import BadSettings, read_settings
from bot.trade_settings import TradeSettings
from core.money import EXPONENTS, PAYABLE
from core.rules import Rules


def test_nothing_set_is_the_handbook() -> None:
    assert read_settings(_env_file=None).rules() == Rules()


def test_times_and_commissions_are_taken_over() -> None:
    settings = read_settings(
        _env_file=None,
        APPEAL_HOURS=24,
        TRANSIT_DAYS=60,
        COMMISSION_RULES="seller:com_1=150 category:cat_9=450",
        NEW_SELLER_RESERVE_BASIS_POINTS=1000,
    )
    rules = settings.rules("acme")
    assert (rules.deployment, rules.appeal, rules.transit) == ("acme", timedelta(hours=24), timedelta(days=60))
    assert rules.new_seller_reserve_basis_points == 1000
    assert rules.commission_for(seller="com_1", category="cat_9") == 150
    assert rules.commission_for(seller="com_2", category="cat_9") == 450
    assert rules.commission_for(seller="com_2", category="cat_1") == 300


def test_a_bank_transfer_has_days() -> None:
    settings = read_settings(_env_file=None, PAYMENT_HOURS=12, BANK_PAYMENT_DAYS=15)
    assert settings.rules().payment == timedelta(hours=12)
    assert settings.rules(by_bank=True).payment == timedelta(days=15)


def test_money_of_some_currencies_is_held_less_long_or_longer() -> None:
    settings = read_settings(_env_file=None, HOLD_LIMITS="THB=10 USD=730")
    rules = settings.rules()
    assert [rules.held_at_most(currency) for currency in ("THB", "USD", "EUR")] == [3, 723, 83]
    assert settings.rules(by_bank=True).held_at_most("THB") == 83


def test_what_is_traded_is_what_can_be_paid_out() -> None:
    assert read_settings(_env_file=None).rules().currencies == PAYABLE
    assert read_settings(_env_file=None).rules(by_bank=True).currencies == EXPONENTS.keys()
    settings = read_settings(_env_file=None, CURRENCIES="EUR GHS")
    assert settings.rules().currencies == {"EUR"}
    assert settings.rules(by_bank=True).currencies == {"EUR", "GHS"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("APPEAL_HOURS", 337),
        ("TRANSIT_DAYS", 2),
        ("SIGNING_HOURS", 0),
        ("HOLD_MARGIN_DAYS", 2),
        ("HOLD_LIMITS", "THB=9"),
        ("HOLD_LIMITS", "TH=10"),
        ("HOLD_LIMITS", "XYZ=10"),
        ("COMMISSION_RULES", "com_1=150"),
        ("COMMISSION_RULES", "seller:com_1=3001"),
        ("COMMISSION_RULES", "seller:com_1 = 150"),
        ("RESERVE_BASIS_POINTS", 3001),
        ("CURRENCIES", "EUR XYZ"),
    ],
)
def test_what_is_out_of_range_is_named(name: str, value: object) -> None:
    with pytest.raises(BadSettings, match=name):
        read_settings(_env_file=None, **{name: value})


def test_every_time_limit_can_be_set() -> None:
    """Whatever range the handbook gives is as wide here, and no wider: both ends make rules."""
    for name, field in TradeSettings.model_fields.items():
        if name.endswith(("_DAYS", "_HOURS")):
            low, high = (next(getattr(m, end) for m in field.metadata if hasattr(m, end)) for end in ("ge", "le"))
            for value in (low, high):
                settings = read_settings(_env_file=None, **{name: value})
                settings.rules(by_bank=True)
