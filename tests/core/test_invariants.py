"""Every invariant, broken by hand: a checker that is blind to one would be worse than none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

import core.invariants
from core.invariants import Broken, check_deal, check_ledger, check_provider, check_refusal
from core.ledger import ALLOWED, LedgerEntry, balances
from core.process.definition import Role
from core.trades import Deal
from tests.core.deals import Trial
from tests.core.routes import (
    ROUTES,
    asked,
    awaiting_payment,
    awaiting_signatures,
    cancelled,
    capturing,
    closed,
    completed,
    disputed,
    offered,
    placed,
    settled_by_split,
    voided,
)

Change = Callable[[Deal], Deal]


def posted(deal: Deal, kind: str, amount: int, *, account: str = "", **changes: Any) -> Deal:
    """The deal with one more posting; `account` names the one of the two that is not the trade's or the house's."""
    names = {"esc": f"esc:{deal.trade.id}", "sel": "sel:com_seller", **dict.fromkeys(("ref", "pay", "cbk"), account)}
    source, target = (names.get(part) or part for part in ALLOWED[kind])
    values: dict[str, Any] = {
        "id": f"led_extra{len(deal.entries)}",
        "negotiation_id": deal.trade.id,
        "transaction_id": f"ltx_extra{len(deal.entries)}",
        "sequence": 1,
        "kind": kind,
        "from_account": source,
        "to_account": target,
        "amount": amount,
        "currency": deal.trade.currency,
        "created_at": deal.trade.updated_at,
        "provider_ref": "",
    }
    return replace(deal, entries=(*deal.entries, LedgerEntry(**(values | changes))))


def changed(deal: Deal, home: str, **changes: Any) -> Deal:
    """The deal with the last row of a kind changed."""
    rows = getattr(deal, home)
    new: dict[str, Any] = {home: (*rows[:-1], replace(rows[-1], **changes))}
    return replace(deal, **new)


def traded(deal: Deal, **changes: Any) -> Deal:
    return replace(deal, trade=replace(deal.trade, **changes))


def _cancelled_after_asking() -> Trial:
    trial = asked()
    trial.does(Role.SELLER, "cannot_supply")
    return trial


def _calm(deal: Deal) -> Deal:
    return changed(traded(deal, state="delivered", frozen=False), "orders", status="delivered")


BROKEN: list[tuple[str, str, Callable[[], Trial], Change]] = [
    ("I2", "escrow below zero", placed, lambda d: posted(d, "release", 100_001)),
    ("I2", "another currency", placed, lambda d: posted(d, "commission", 5, currency="USD")),
    ("I2", "another trade's escrow", placed, lambda d: posted(d, "capture", 5, to_account="esc:neg_2")),
    ("I3", "more out than in", completed, lambda d: posted(d, "refund_started", 1, account="ref:ref_9")),
    ("I4", "money left at the end", completed, lambda d: posted(d, "capture", 1)),
    ("I4", "a hold at the end", voided, lambda d: changed(d, "payments", status="authorized")),
    ("I4", "a pending act at the end", closed, lambda d: traded(d, pending_act="void")),
    ("I4", "a freeze at the end", closed, lambda d: traded(d, frozen=True)),
    ("I4", "an offer at the end", offered, lambda d: traded(d, state="closed", status="closed")),
    ("I4", "a request at the end", _cancelled_after_asking, lambda d: changed(d, "requests", status="asked")),
    ("I4", "a dispute at the end", settled_by_split, lambda d: changed(d, "disputes", status="decided")),
    ("I4", "a signature at the end", voided, lambda d: changed(d, "agreements", status="pending")),
    ("I5", "one capture twice", placed, lambda d: posted(d, "capture", 5, provider_ref="pi_2")),
    ("I6", "a payment without its posting", placed, lambda d: changed(d, "payments", amount=100_001)),
    ("I6", "a fee without its posting", placed, lambda d: changed(d, "payments", fee=1)),
    ("I6", "a refund that is said to be done", cancelled, lambda d: changed(d, "refunds", status="done")),
    ("I6", "a refund of another amount", cancelled, lambda d: changed(d, "refunds", amount=5)),
    ("I6", "a payout that is said to be paid", completed, lambda d: changed(d, "payouts", status="paid")),
    ("I6", "a payout without a release", placed, lambda d: posted(d, "payout_started", 5, account="pay:pou_9")),
    ("I9", "a dispute that froze nothing", disputed, lambda d: traded(d, frozen=False)),
    (
        "I9",
        "a release from a frozen trade",
        disputed,
        lambda d: posted(d, "release", 5, created_at=d.trade.updated_at + timedelta(seconds=1)),
    ),
    ("combination", "an order of another state", placed, lambda d: changed(d, "orders", status="shipped")),
    ("combination", "an order of no state", placed, lambda d: changed(d, "orders", status="lost")),
    ("combination", "a missing order", placed, lambda d: replace(d, orders=())),
    ("combination", "talks that say otherwise", placed, lambda d: traded(d, status="open")),
    ("combination", "an unsigned order", placed, lambda d: changed(d, "agreements", status="pending")),
    ("combination", "an unpaid order", placed, lambda d: changed(d, "payments", status="failed")),
    ("combination", "an order without money", placed, lambda d: replace(d, entries=())),
    ("combination", "a running order in dispute", disputed, _calm),
    ("combination", "a completed order refunded", completed, lambda d: changed(d, "payments", status="refunded")),
    ("combination", "a cancelled order released", cancelled, lambda d: changed(d, "payments", status="released")),
    (
        "combination",
        "signed without an order",
        awaiting_signatures,
        lambda d: changed(d, "agreements", status="signed"),
    ),
    ("combination", "money without an order", awaiting_payment, lambda d: posted(d, "capture", 5)),
    ("combination", "two live offers of one side", offered, lambda d: replace(d, offers=d.offers * 2)),
    ("combination", "two accepted offers", placed, lambda d: replace(d, offers=d.offers * 2)),
    ("pending-act", "nobody is asked any more", capturing, lambda d: changed(d, "intents", status="dead")),
]


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case[0]}: {case[1]}")
def test_a_broken_deal_is_seen(case: tuple[str, str, Callable[[], Trial], Change]) -> None:
    invariant, _, route, change = case
    sound = route().deal
    assert check_deal(sound) == []
    found = check_deal(change(sound))
    assert invariant in {broken.invariant for broken in found}
    assert all(broken.words and broken.subject for broken in found)


def test_no_sound_deal_is_suspected() -> None:
    for routes in ROUTES.values():
        for route in routes:
            trial = route()
            assert trial.broken() == []


# ── what is not there yet, and must be judged right when it comes ─────────────────────────────────────────────────


def test_a_chargeback_takes_from_a_frozen_escrow() -> None:
    """Lost while the money is held: the card network's part leaves escrow, the rest is refunded."""
    deal = disputed().deal
    later = deal.trade.updated_at + timedelta(days=1)
    deal = posted(deal, "chargeback_taken", 40_000, account="cbk:cb_1", provider_ref="dp_1", created_at=later)
    deal = posted(deal, "chargeback_fee", 1_500, provider_ref="dp_1", created_at=later)
    deal = changed(deal, "payments", fee=1_750)
    deal = posted(deal, "chargeback_from_escrow", 40_000, account="cbk:cb_1", created_at=later)
    assert check_deal(deal) == []
    assert check_ledger(deal.entries) == []
    assert check_provider(deal.entries, {"EUR": 98_250 - 40_000 - 1_500}) == []


def test_a_chargeback_lost_while_a_refund_is_under_way() -> None:
    deal = cancelled().deal
    refund = deal.refunds[0]
    deal = posted(deal, "chargeback_taken", 100_000, account="cbk:cb_1", provider_ref="dp_1")
    deal = posted(deal, "chargeback_from_refund", 100_000, from_account=f"ref:{refund.id}", to_account="cbk:cb_1")
    assert check_deal(deal) == []
    assert check_ledger(deal.entries) == []
    # The same money refunded all the same: the refund's account would owe what it does not have.
    twice = posted(deal, "refund_done", 100_000, account=f"ref:{refund.id}", provider_ref="re_1")
    assert {broken.invariant for broken in check_ledger(twice.entries)} == {"I2"}
    assert {broken.invariant for broken in check_deal(twice)} == {"I6"}


def test_a_chargeback_won_leaves_nothing_behind() -> None:
    deal = completed().deal
    deal = posted(deal, "chargeback_taken", 100_000, account="cbk:cb_1", provider_ref="dp_1")
    deal = posted(deal, "chargeback_won", 100_000, account="cbk:cb_1", provider_ref="dp_1")
    assert check_ledger(deal.entries) == []
    assert check_deal(deal) == []


def test_a_chargeback_after_the_release_is_debt_then_loss() -> None:
    deal = completed().pays_out().deal
    deal = posted(deal, "chargeback_taken", 100_000, account="cbk:cb_1", provider_ref="dp_1")
    deal = posted(deal, "chargeback_to_debt", 97_150, from_account="debt:com_seller", to_account="cbk:cb_1")
    deal = posted(deal, "chargeback_lost", 2_850, account="cbk:cb_1")
    assert check_ledger(deal.entries) == []
    over = posted(deal, "chargeback_lost", 1, account="cbk:cb_1")
    assert [broken.subject for broken in check_ledger(over.entries)] == ["cbk:cb_1"]


# ── the whole ledger ─────────────────────────────────────────────────────────────────────────────────────────────


def entries() -> tuple[LedgerEntry, ...]:
    return completed().deal.entries


def forged(entry: LedgerEntry, **changes: Any) -> LedgerEntry:
    """An entry as only a direct edit of the database could make it."""
    twin = replace(entry)
    for name, value in changes.items():
        object.__setattr__(twin, name, value)
    return twin


@pytest.mark.parametrize(
    ("invariant", "changes"),
    [
        ("I1", {"amount": 0}),
        ("I1", {"amount": -5}),
        ("I1", {"kind": "gift"}),
        ("I1", {"to_account": "rev"}),
        ("I1", {"sequence": 3}),
        ("I1", {"negotiation_id": "neg_2"}),
        ("I1", {"currency": "USD"}),
        ("I2", {"to_account": "esc:neg_2"}),
        ("I2", {"amount": 99_999}),
        ("I3", {"amount": 99_999}),
    ],
)
def test_an_edited_posting_is_seen(invariant: str, changes: dict[str, Any]) -> None:
    first, *rest = entries()
    assert check_ledger([first, *rest]) == []
    found = check_ledger([forged(first, **changes), *rest])
    assert invariant in {broken.invariant for broken in found}


def test_a_posting_that_is_missing_or_doubled_is_seen() -> None:
    first, *rest = entries()
    assert {broken.invariant for broken in check_ledger(rest)} >= {"I1", "I2", "I3"}
    assert {broken.invariant for broken in check_ledger([first, first, *rest])} >= {"I1", "I5"}


def test_sums_that_are_not_zero_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A posting takes what it gives, so this can only come from a broken sum itself."""

    def skewed(known: Any) -> dict[tuple[str, str], int]:
        return balances(known) | {("rev", "EUR"): 1}

    monkeypatch.setattr(core.invariants, "balances", skewed)
    assert Broken("I1", "EUR", "all balances sum to -2849") in check_ledger(entries())


def test_trades_are_judged_one_by_one() -> None:
    """Money of one trade never covers a hole in another."""
    first, *rest = entries()
    other = [
        forged(e, id=f"{e.id}b", transaction_id=f"{e.transaction_id}b", negotiation_id="neg_2", provider_ref="")
        for e in rest
    ]
    found = check_ledger([forged(first, amount=500_000), *rest, *other])
    assert [broken.subject for broken in found if broken.invariant == "I3"] == ["neg_2"]


# ── the provider, and refusals ───────────────────────────────────────────────────────────────────────────────────


def test_the_providers_balance_is_ours_to_the_cent() -> None:
    known = entries()
    assert check_provider(known, {"EUR": 98_250}) == []
    assert check_provider([], {"EUR": 0}) == []
    assert check_provider(known, {"EUR": 98_249}) == [Broken("I10", "EUR", "the ledger says 98250, the provider 98249")]
    assert [broken.subject for broken in check_provider(known, {})] == ["EUR"]
    assert [broken.subject for broken in check_provider(known, {"EUR": 98_250, "USD": 1})] == ["USD"]


def test_every_movement_at_the_provider_is_matched_once() -> None:
    first, *rest = entries()
    unnamed = check_provider([forged(first, provider_ref=""), *rest], {"EUR": 98_250})
    assert [(broken.invariant, broken.subject) for broken in unnamed] == [("I8", first.id)]
    twice = check_provider([first, first, *rest], {"EUR": 198_250})
    assert [(broken.invariant, broken.subject) for broken in twice] == [("I8", "pi_2")]


def test_a_refusal_that_changed_something_is_seen() -> None:
    before = placed().deal
    assert check_refusal(before, before) == []
    (broken,) = check_refusal(before, traded(before, frozen=True))
    assert (broken.invariant, broken.words) == ("I7", "a refused command changed trade")
