"""What every move of money posts, to the cent: 1,000.00 agreed (goods 950.00, freight 50.00), commission 3 % of goods."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.errors import NotNow
from core.fees import Shares
from core.process.act import Act
from core.process.definition import Role
from core.process.settling import shares_for
from core.rules import Rules
from tests.core.deals import DAY, H, Trial
from tests.core.routes import (
    agreed,
    awaiting_payment,
    cancelled,
    completed,
    decided,
    delivered,
    disputed_early,
    in_progress,
    letting_go,
    partly_shipped,
    payment_expired,
    placed,
    settled_by_split,
    shipped,
    voided,
)

B, S, M, T, W = Role.BUYER, Role.SELLER, Role.MODERATOR, Role.TIMER, Role.PROVIDER
TAXED = Rules(commission_tax_basis_points=2000)


def payment_of(trial: Trial) -> tuple[str, str]:
    """(status of the payment, outcome of the agreement)."""
    assert trial.deal.payment is not None
    assert trial.deal.agreement is not None
    return trial.deal.payment.status, trial.deal.agreement.outcome


def test_nothing_is_posted_before_the_money_is_ours() -> None:
    for route in (agreed, awaiting_payment, letting_go, payment_expired, voided):
        assert route().postings() == []


def test_the_capture_and_what_the_provider_keeps() -> None:
    trial = placed()
    assert trial.postings() == [("capture", 100_000), ("provider_fee", 1_750)]
    assert trial.held() == 100_000
    assert trial.deal.balance("psp") == -98_250
    assert trial.deal.order is not None
    assert trial.deal.order.ship_by == trial.now + 14 * DAY


def test_a_release_pays_seller_and_commission() -> None:
    trial = completed()
    assert trial.postings(2) == [("release", 97_150), ("commission", 2_850), ("payout_started", 97_150)]
    assert payment_of(trial) == ("released", "released")
    assert trial.lines[-1].detail == {"buyer": 0, "seller": 97_150, "commission": 2_850, "tax": 0}
    trial.pays_out()
    assert trial.postings(5) == [("payout_done", 97_150)]
    # What stays with us is the commission less what the provider kept.
    assert trial.deal.balance("psp") == -(2_850 - 1_750)


def test_commission_is_on_goods_and_never_on_freight() -> None:
    assert completed(freight=0).postings(3)[0] == ("commission", 2_850)
    assert completed(freight=5_000_000).postings(3)[0] == ("commission", 2_850)


def test_the_tax_on_commission_is_posted_apart() -> None:
    trial = completed(rules=TAXED)
    assert trial.postings(2) == [
        ("release", 96_580),
        ("commission", 2_850),
        ("commission_tax", 570),
        ("payout_started", 96_580),
    ]


def test_a_refund_returns_all_of_it_and_costs_no_commission() -> None:
    """What the provider kept of the payment is the seller's to bear, who could not supply."""
    trial = cancelled()
    assert trial.postings(2) == [("refund_started", 100_000), ("cancel_cost", 1_750)]
    assert payment_of(trial) == ("refunded", "refunded")
    (intent,) = trial.intents("refund")
    assert intent.body == {"payment_ref": "pi_2", "amount": 100_000, "currency": "EUR", "trade_id": "neg_1"}
    trial.refunds()
    assert trial.postings(4) == [("refund_done", 100_000)]
    assert trial.deal.balance("debt:com_seller") == -1_750
    assert trial.deal.refunds[0].status == "done"


def test_a_split_charges_commission_once_on_the_sellers_part() -> None:
    """The worked example of the handbook: 40/60, commission 3 % and 20 % tax on it."""
    trial = decided("split", 40_000, rules=TAXED)
    assert trial.postings(2) == []
    trial.passes(3 * DAY)
    assert trial.postings(2) == [
        ("release", 57_948),
        ("commission", 1_710),
        ("commission_tax", 342),
        ("refund_started", 40_000),
        ("payout_started", 57_948),
    ]
    assert payment_of(trial) == ("split", "split")
    trial.refunds().pays_out()
    assert trial.postings(7) == [("refund_done", 40_000), ("payout_done", 57_948)]


@pytest.mark.parametrize(("outcome", "posted"), [("release", "release"), ("refund", "refund_started")])
def test_a_decision_can_give_all_to_one_side(outcome: str, posted: str) -> None:
    trial = decided(outcome).passes(3 * DAY)
    kinds = [kind for kind, _ in trial.postings(2)]
    assert (posted in kinds, {"release", "refund_started"} <= set(kinds)) == (True, False)
    assert trial.deal.order is not None
    assert trial.deal.order.status == {"release": "completed", "refund": "cancelled"}[outcome]


def test_a_currency_without_decimals() -> None:
    trial = completed(currency="JPY", unit_price=Decimal(95), freight=500)
    assert trial.postings() == [
        ("capture", 10_000),
        ("provider_fee", 1_750),
        ("release", 9_715),
        ("commission", 285),
        ("payout_started", 9_715),
    ]


def test_a_unit_price_finer_than_the_currency_is_rounded_once() -> None:
    trial = completed(unit_price=Decimal("0.0355"), freight=0, quantity=100)
    # 3.55 × 3 % = 0.1065, half to even.
    assert trial.postings()[0] == ("capture", 355)
    assert trial.postings()[3] == ("commission", 11)


def test_what_is_shown_before_is_what_is_posted() -> None:
    trial = delivered(rules=TAXED)
    shown = shares_for(trial.deal, 12_345)
    assert shown == Shares(12_345, 84_657, 2_498, 500)
    trial.disputes(B, "damaged").rules_on_it("split", 12_345).passes(3 * DAY)
    assert trial.lines[-1].detail == {"buyer": 12_345, "seller": 84_657, "commission": 2_498, "tax": 500}


def test_the_last_unit_of_a_dispute_bears_the_commission_alone() -> None:
    """Half of 4.51 was paid out; of the rest one cent is the seller's, with which a cent of commission and one of tax are
    due. There is no third cent: the seller's part is never below nothing."""
    dear = Rules(commission_basis_points=1000, commission_tax_basis_points=2000)
    terms = {"quantity": 10, "unit_price": Decimal("0.45"), "freight": 1, "partial_shipments": True}
    trial = partly_shipped(rules=dear, partial_release=True, part=5, **terms)
    trial.does(B, "received")
    trial.does(B, "accept_part")
    assert trial.postings(2) == [("release", 199), ("commission", 22), ("commission_tax", 4), ("payout_started", 199)]
    trial.disputes(B).rules_on_it("split", trial.held() - 1).passes(3 * DAY)
    assert trial.fired[-1] == "resolve"
    assert trial.postings(6) == [("commission", 1), ("refund_started", 225)]
    assert trial.held() == 0


def test_there_are_no_shares_without_an_agreement() -> None:
    with pytest.raises(NotNow):
        shares_for(agreed().deal, 0)


def test_a_refund_that_fails_stays_with_the_refund() -> None:
    trial = cancelled().refunds(succeeds=False)
    refund = trial.deal.refunds[0]
    assert (refund.status, refund.reason) == ("failed", "lost_or_stolen_card")
    assert trial.deal.balance(f"ref:{refund.id}") == 100_000
    assert trial.deal.balance("sel:com_seller") == 0


def test_a_refund_that_fails_after_it_succeeded() -> None:
    trial = cancelled().refunds()
    refund = trial.deal.refunds[0]
    trial.gives_back("refund_failed", refund.id, 100_000)
    assert trial.postings(4) == [("refund_done", 100_000), ("refund_returned", 100_000)]
    assert trial.deal.balance(f"ref:{refund.id}") == 100_000
    assert trial.deal.refunds[0].status == "failed"


def test_the_same_news_twice_is_posted_once() -> None:
    trial = settled_by_split().refunds().pays_out()
    posted = trial.postings()
    trial.refuses(NotNow, W, "refund_done", subject_id=trial.deal.refunds[0].id, ref="re_again")
    trial.refuses(NotNow, W, "payout_done", subject_id=trial.deal.payouts[0].id, ref="tr_again")
    assert trial.postings() == posted


def test_a_refused_payout_is_payable_again_and_sent_anew() -> None:
    trial = completed().pays_out(succeeds=False)
    assert trial.postings(5) == [("payout_refused", 97_150)]
    assert trial.deal.balance("sel:com_seller") == 97_150
    assert trial.deal.payouts[0].failure == "account_closed"
    trial.does(S, "retry_payout")
    trial.refuses(NotNow, S, "retry_payout")
    trial.pays_out()
    assert [payout.status for payout in trial.deal.payouts] == ["failed", "paid"]
    assert trial.deal.balance("sel:com_seller") == 0
    keys = [intent.id for intent in trial.deal.intents if intent.kind == "transfer"]
    assert keys == ["parley:neg_1:transfer:1", "parley:neg_1:transfer:2"]


def test_a_payout_that_comes_back_is_payable_again() -> None:
    trial = completed().pays_out()
    payout = trial.deal.payouts[0]
    trial.gives_back("payout_reversed", payout.id, payout.amount)
    assert trial.postings(6) == [("payout_returned", 97_150), ("payout_refused", 97_150)]
    assert trial.deal.balance("sel:com_seller") == 97_150
    trial.refuses(NotNow, W, "payout_reversed", subject_id=payout.id, ref="rv_again")
    assert len(trial.deal.entries) == 8
    trial.does(S, "retry_payout")
    trial.pays_out()
    assert trial.deal.payouts[-1].status == "paid"


def test_parts_of_a_payout_that_come_back_are_payable_again_and_never_more_than_all() -> None:
    trial = completed().pays_out()
    payout = trial.deal.payouts[0]
    for part, ref in ((40_000, "trr_1"), (57_000, "trr_2")):
        trial.gives_back("payout_reversed", payout.id, part, amount=part, ref=ref)
        trial.refuses(NotNow, W, "payout_reversed", subject_id=payout.id, ref=ref, amount=part)
    trial.refuses(NotNow, W, "payout_reversed", subject_id=payout.id, ref="trr_3", amount=151)
    assert trial.deal.balance("sel:com_seller") == 97_000
    trial.does(S, "retry_payout")
    trial.pays_out()
    assert [(one.amount, one.status) for one in trial.deal.payouts] == [(97_150, "reversed"), (97_000, "paid")]


def test_settling_that_left_something_behind_stops_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """An assertion that stays on in production: better no trade than a wrong one."""
    trial = delivered()
    posted = Act.post
    monkeypatch.setattr(
        Act, "post", lambda act, kind, *rest, **more: kind != "commission" and posted(act, kind, *rest, **more)
    )
    with pytest.raises(AssertionError, match="is not empty after settling"):
        trial.does(B, "accept_goods")


# ── stock ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("trial", "shelf"),
    [
        (agreed, (1000, 100)),
        (lambda: agreed().passes(24 * H), (1000, 0)),
        (payment_expired, (1000, 0)),
        (voided, (1000, 0)),
        (placed, (1000, 100)),
        (cancelled, (1000, 0)),
        (partly_shipped, (960, 60)),
        (lambda: partly_shipped().ships(), (900, 0)),
        (shipped, (900, 0)),
        (completed, (900, 0)),
        (settled_by_split, (900, 0)),
        (lambda: disputed_early().rules_on_it("refund").passes(3 * DAY), (1000, 0)),
        (lambda: partly_shipped().disputes().rules_on_it("split", 60_000).passes(3 * DAY), (960, 0)),
        (lambda: in_progress().passes(21 * DAY), (1000, 0)),
    ],
)
def test_goods_are_promised_then_leave_the_shelf_or_go_back(trial: object, shelf: tuple[int, int]) -> None:
    """(in stock, reserved) at every turn."""
    assert callable(trial)
    assert trial().shelf == shelf
