"""The ledger: only postings of the chart exist, and every one of them balances."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ledger import ALLOWED, IllegalPosting, LedgerEntry, account_kind, balances
from tests.core.deals import MONDAY

KINDS = ("psp", "esc", "sel", "res", "debt", "ref", "pay", "cbk", "rev", "tax", "cost", "loss")
WHOLE = frozenset({"psp", "rev", "tax", "cost", "loss"})
"""Accounts of which there is one; of the others there is one per trade, company, refund, payout or chargeback."""


def account(kind: str) -> str:
    return kind if kind in WHOLE else f"{kind}:1"


def posting(kind: str, amount: int = 100, **changes: Any) -> LedgerEntry:
    source, target = ALLOWED.get(kind, ("psp", "esc"))
    values: dict[str, Any] = {
        "id": "led_1",
        "negotiation_id": "1",
        "transaction_id": "ltx_1",
        "sequence": 1,
        "kind": kind,
        "from_account": account(source),
        "to_account": account(target),
        "amount": amount,
        "currency": "EUR",
        "created_at": MONDAY,
    }
    return LedgerEntry(**(values | changes))


def test_the_chart_speaks_of_known_accounts_only() -> None:
    assert {kind for pair in ALLOWED.values() for kind in pair} == set(KINDS)
    assert all(source != target for source, target in ALLOWED.values())


@pytest.mark.parametrize("kind", sorted(ALLOWED))
def test_a_kind_has_exactly_one_direction(kind: str) -> None:
    assert posting(kind).kind == kind
    source, target = ALLOWED[kind]
    for from_kind in KINDS:
        for to_kind in KINDS:
            if (from_kind, to_kind) != (source, target):
                with pytest.raises(IllegalPosting):
                    posting(kind, from_account=account(from_kind), to_account=account(to_kind))


@pytest.mark.parametrize("amount", [0, -1])
def test_an_amount_is_positive(amount: int) -> None:
    with pytest.raises(IllegalPosting, match="positive"):
        posting("capture", amount)


def test_a_kind_that_nobody_knows() -> None:
    with pytest.raises(IllegalPosting):
        posting("gift")


def test_an_entry_can_not_be_changed() -> None:
    with pytest.raises(AttributeError):
        posting("capture").amount = 5  # type: ignore[misc]


def test_an_effect_is_on_both_accounts_and_no_other() -> None:
    entry = posting("capture")
    assert (entry.effect_on("psp"), entry.effect_on("esc:1"), entry.effect_on("esc:2")) == (-100, 100, 0)
    assert account_kind("esc:neg_1") == "esc"
    assert account_kind("psp") == "psp"


@given(st.lists(st.tuples(st.sampled_from(sorted(ALLOWED)), st.integers(1, 10**8), st.sampled_from(["EUR", "JPY"]))))
def test_every_currency_sums_to_zero(drawn: list[tuple[str, int, str]]) -> None:
    entries = [posting(kind, amount, currency=currency) for kind, amount, currency in drawn]
    sums: Counter[str] = Counter()
    for (name, currency), balance in balances(entries).items():
        sums[currency] += balance
        of_currency = [entry for entry in entries if entry.currency == currency]
        assert balance == sum(entry.effect_on(name) for entry in of_currency)
    assert not any(sums.values())
