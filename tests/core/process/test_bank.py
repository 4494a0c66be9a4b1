"""Money outside the usual course: paid at once, late, taken back by a bank, kept back, frozen by hand; each to the cent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.errors import Frozen, NotAllowed, NotNow, OverLimit
from core.process.definition import Role
from core.trades import State
from tests.core.deals import BUYER, DAY, OPERATOR, OPERATOR_TOO, SECOND
from tests.core.routes import (
    JUNIORS,
    RESERVE,
    appealed,
    awaiting_payment,
    cancelled,
    charged_back,
    completed,
    delivered,
    lost_to_the_bank,
    offered,
    paid_unsigned,
    payment_expired,
    placed,
    returning,
    ruled_by_another,
    settling,
    wishing,
)

B, S, M, O, T, W = Role.BUYER, Role.SELLER, Role.MODERATOR, Role.OPERATOR, Role.TIMER, Role.PROVIDER


def test_money_paid_at_once_waits_for_both_signatures() -> None:
    trial = paid_unsigned()
    assert trial.postings() == [("capture", 100_000), ("provider_fee", 1_750)]
    trial.signs(B).signs(S, typed_name="Bo Li")
    assert (trial.state, trial.intents("capture")) == (State.PLACED, [])
    refused = paid_unsigned()
    refused.does(S, "refuse_to_sign")
    assert (refused.state, refused.postings(2)) == (State.VOIDED, [("refund_started", 100_000)])


def test_money_that_comes_late_goes_straight_back() -> None:
    trial = payment_expired()
    payment = trial.deal.payments[0]
    trial._provider_moves(payment.amount - 175)
    trial.does(W, "late_money", payment_id=payment.id, payment_ref="pi_late", fee=175)
    assert trial.postings() == [("capture", 100_000), ("provider_fee", 175), ("refund_started", 100_000)]
    assert (trial.state, trial.held()) == (State.PAYMENT_EXPIRED, 0)
    trial.refuses(NotNow, W, "late_money", payment_id=payment.id, payment_ref="pi_late", fee=175)


def test_a_bargain_that_expired_is_taken_up_again() -> None:
    trial = payment_expired()
    trial.does(B, "renew")
    assert (trial.state, trial.shelf) == (State.AGREED, (1000, 100))


def test_a_settlement_and_its_answer() -> None:
    trial = settling(B, 30_000)
    trial.refuses(NotNow, B, "agree_to_settlement")
    trial.does(S, "agree_to_settlement")
    assert trial.state is State.COMPLETED
    assert trial.postings(2) == [
        ("release", 68_005),
        ("commission", 1_995),
        ("refund_started", 30_000),
        ("payout_started", 68_005),
    ]


def test_goods_that_came_back_are_refunded() -> None:
    trial = returning("shipped")
    trial.does(S, "confirm_return")
    assert (trial.state, trial.postings(2)) == (State.CANCELLED, [("refund_started", 100_000)])
    unsent = returning().passes(10 * DAY)
    assert unsent.state is State.COMPLETED
    assert unsent.postings(2) == [("release", 97_150), ("commission", 2_850), ("payout_started", 97_150)]


def test_a_big_decision_takes_two() -> None:
    trial = ruled_by_another()
    trial.refuses(NotAllowed, M, "confirm_ruling", by=SECOND)
    assert trial.fork().does(M, "reject_ruling").after.state is State.DISPUTED
    trial.does(M, "confirm_ruling")
    assert (trial.state, trial.postings(2)) == (State.DECIDED, [])


def test_an_appeal_without_a_new_decision_changes_nothing() -> None:
    trial = appealed(S, "split").passes(5 * DAY)
    assert (trial.state, trial.fired[-1]) == (State.COMPLETED, "first_decision_stands")
    assert ("refund_started", 40_000) in trial.postings(2)


def test_a_chargeback_of_held_money() -> None:
    trial = charged_back()
    assert (trial.state, trial.held()) == (State.DISPUTED, 100_000)
    assert trial.postings(2) == [("chargeback_taken", 100_000), ("chargeback_fee", 1_500)]
    won = trial.fork().wins()
    assert (won.state, won.postings(4)) == (State.DELIVERED, [("chargeback_won", 100_000)])
    trial.loses()
    assert (trial.state, trial.postings(4)) == (State.CANCELLED, [("chargeback_from_escrow", 100_000)])


def test_a_warning_freezes_and_thaws() -> None:
    trial = delivered()
    trial.does(W, "chargeback_warning", ref="dp_1", amount=100_000)
    assert (trial.state, trial.postings(2)) == (State.DISPUTED, [])
    trial.wins()
    assert (trial.state, trial.postings(2)) == (State.DELIVERED, [])


def test_a_chargeback_after_the_release_is_debt_then_loss() -> None:
    trial = completed().pays_out().charges_back(100_000).loses()
    assert trial.postings(8) == [("chargeback_to_debt", 97_150), ("chargeback_lost", 2_850)]


def test_what_was_paid_out_is_taken_back_to_cover_the_debt() -> None:
    trial = completed().pays_out().charges_back(100_000).loses()
    payout = trial.deal.payouts[0]
    (asked,) = trial.intents("reversal")
    assert (asked.subject_id, asked.body["amount"], asked.body["transfer_ref"]) == (
        payout.id,
        97_150,
        payout.provider_ref,
    )
    again = trial.fork()
    trial.gives_back("reversal_done", payout.id, 97_150, amount=97_150, ref="trr_1", seller_debt=-97_150)
    assert (trial.postings(10), trial.deal.balance("debt:com_seller")) == ([("debt_reversed", 97_150)], 0)
    known = {"subject_id": payout.id, "ref": "trr_1", "amount": 97_150, "seller_debt": 0}
    trial.refuses(NotNow, W, "reversal_done", **known)
    trial.refuses(NotNow, W, "payout_reversed", **known)
    again.does(W, "reversal_refused", subject_id=payout.id, reason="balance_insufficient")
    assert (again.postings(10), again.deal.balance("debt:com_seller")) == ([], -97_150)
    assert again.deal.payouts[0].failure == "reversal: balance_insufficient"


def test_what_is_taken_back_after_the_debt_was_netted_is_the_sellers_again() -> None:
    """Payouts of other trades have covered all but 150 meanwhile."""
    trial = completed().pays_out().charges_back(100_000).loses()
    payout = trial.deal.payouts[0]
    trial.gives_back("reversal_done", payout.id, 97_150, amount=97_150, ref="trr_1", seller_debt=-150)
    assert trial.postings(10) == [("payout_returned", 97_150), ("payout_refused", 97_150), ("debt_netted", 150)]
    assert trial.deal.balance("sel:com_seller") == 97_000
    trial.does(S, "retry_payout")
    assert trial.intents("transfer")[-1].body["amount"] == 97_000


def test_a_second_chargeback_asks_back_only_what_the_seller_still_has() -> None:
    trial = completed().pays_out().charges_back(40_000).loses()
    assert [intent.body["amount"] for intent in trial.intents("reversal")] == [40_000]
    trial.charges_back(60_000, ref="dp_2").loses("dp_2")
    assert trial.postings(11)[-2:] == [("chargeback_to_debt", 57_150), ("chargeback_lost", 2_850)]
    assert sum(intent.body["amount"] for intent in trial.intents("reversal")) == 97_150


def test_a_chargeback_stops_a_refund_that_was_not_sent() -> None:
    trial = cancelled().charges_back(100_000).loses()
    assert trial.postings(6) == [("chargeback_from_refund", 100_000)]
    assert (trial.intents("refund"), trial.deal.refunds[0].status) == ([], "failed")
    trial.refuses(NotNow, O, "repeat_refund")


@pytest.mark.parametrize(("taken", "borne", "owed"), [(100_000, 100_000, 0), (40_000, 40_000, 60_000)])
def test_a_refund_that_comes_back_after_the_bank_took_the_money_too_is_not_owed_twice(
    taken: int, borne: int, owed: int
) -> None:
    trial = cancelled().refunds().charges_back(taken).loses()
    refund = trial.deal.refunds[0]
    assert trial.postings(7) == [("chargeback_lost", borne)]
    trial.gives_back("refund_failed", refund.id, 100_000)
    assert trial.postings(8) == [("refund_returned", 100_000), ("loss_recovered", borne)]
    assert trial.deal.balance(f"ref:{refund.id}") == owed
    if owed:
        trial.does(O, "repeat_refund")
        assert trial.intents("refund")[-1].body["amount"] == owed
    else:
        trial.refuses(NotNow, O, "repeat_refund")


def test_what_is_kept_back_is_freed_or_taken() -> None:
    trial = completed(rules=RESERVE).pays_out()
    assert trial.postings(4) == [("reserve_kept", 9_715), ("payout_started", 87_435), ("payout_done", 87_435)]
    trial.fork().charges_back(9_000).loses()
    trial.passes(90 * DAY)
    assert trial.postings(7) == [("reserve_freed", 9_715), ("payout_started", 9_715)]
    assert lost_to_the_bank().state is State.CANCELLED


def test_a_failed_refund_is_repeated_by_an_operator() -> None:
    trial = cancelled().refunds(succeeds=False)
    trial.does(O, "repeat_refund")
    trial.refunds()
    assert trial.postings(4) == [("refund_done", 100_000)]


def test_a_refused_payout_is_retried_by_the_clock() -> None:
    trial = completed().pays_out(succeeds=False).passes(DAY / 288)
    assert (trial.fired, trial.postings(6)) == (["retry_payout"], [("payout_started", 97_150)])


def test_a_payout_that_has_not_left_bears_the_chargeback_first() -> None:
    trial = completed().charges_back(100_000).loses()
    assert trial.postings(7) == [
        ("payout_refused", 97_150),
        ("chargeback_from_seller", 97_150),
        ("chargeback_lost", 2_850),
    ]
    assert (trial.intents("transfer"), trial.deal.payouts[0].status) == ([], "failed")
    trial.refuses(NotNow, S, "retry_payout")


def test_what_the_bank_did_not_take_of_a_stopped_payout_is_sent_anew() -> None:
    trial = completed().charges_back(40_000).loses().passes(DAY / 288)
    assert trial.fired == ["retry_payout"]
    assert trial.postings(9) == [("payout_started", 57_150)]


def test_no_payout_is_tried_again_while_the_bank_decides() -> None:
    trial = completed().pays_out(succeeds=False).charges_back(100_000)
    trial.refuses(NotNow, S, "retry_payout")
    assert trial.due("payout") == []
    trial.wins().passes(DAY / 288)
    assert trial.fired == ["retry_payout"]


def test_one_operator_freezes_and_two_thaw() -> None:
    trial = placed()
    before = trial.due("unshipped")
    trial.does(O, "freeze", reason="The bank rang.")
    trial.refuses(Frozen, S, "start")
    trial.passes(2 * DAY)
    trial.does(O, "unfreeze")
    trial.refuses(NotAllowed, O, "unfreeze", by=OPERATOR)
    assert trial.deal.trade.frozen
    thawed = trial.does(O, "unfreeze", by=OPERATOR_TOO).after.trade
    assert (thawed.frozen, thawed.frozen_by) == (False, "")
    assert trial.due("unshipped") == [before[0] + 2 * DAY]


@pytest.mark.parametrize("role", [B, S])
def test_an_accept_above_the_limit_waits_for_a_colleague(role: Role) -> None:
    offered(S if role is B else B).refuses(OverLimit, role, "accept", by=JUNIORS[role])
    trial = wishing(role)
    trial.refuses(NotAllowed, role, "approve", by=JUNIORS[role])
    silent = trial.fork().passes(DAY)
    assert (silent.state, silent.fired) == (State.NEGOTIATING, ["lapse_approval"])
    refused = trial.fork()
    refused.does(role, "refuse_approval")
    assert refused.deal.requests[0].status == "refused"
    trial.does(role, "approve")
    assert (trial.state, trial.shelf) == (State.AGREED, (1000, 100))


def test_a_limit_in_one_currency_allows_nothing_in_another() -> None:
    """A million dong are no million cents."""
    trial = offered(S)
    junior = replace(JUNIORS[B], approval_limit=10_000_000, currency="VND")
    trial.refuses(OverLimit, B, "accept", by=junior)
    trial.fork().does(B, "ask_for_approval", by=junior)
    trial.does(B, "accept", by=replace(junior, currency="EUR"))


def test_after_a_refused_page_the_buyer_tries_again() -> None:
    trial = awaiting_payment()
    for _ in range(trial.rules.payment_attempts):
        trial.does(W, "payment_declined", decline_code="insufficient_funds")
    trial.does(B, "pay_again", by=BUYER)
    assert (len(trial.deal.payments), [i.kind for i in trial.intents()]) == (2, ["expire", "checkout"])
