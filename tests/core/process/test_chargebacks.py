"""What a bank says is believed about exactly that which it names; to the cent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import NotNow
from core.process import clocks
from core.process.definition import Role
from core.rules import Rules
from core.trades import State
from tests.core.deals import DAY, Trial
from tests.core.routes import (
    RESERVE,
    appealed,
    awaiting_signatures,
    cancelled,
    capturing,
    completed,
    decided,
    delivered,
    paid_unsigned,
    payment_expired,
    placed,
    ruled_by_another,
    settled_by_split,
    settling,
)

B, S, M, O, T, W = Role.BUYER, Role.SELLER, Role.MODERATOR, Role.OPERATOR, Role.TIMER, Role.PROVIDER


def _warned(trial: Trial, ref: str = "issfr_1") -> Trial:
    trial.does(W, "chargeback_warning", ref=ref, amount=100_000)
    return trial


def _statuses(trial: Trial) -> dict[str, str]:
    return {chargeback.provider_ref: chargeback.status for chargeback in trial.deal.chargebacks}


# ── warnings ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_warning_that_closes_gives_back_nothing_that_the_bank_has_taken() -> None:
    trial = _warned(delivered()).charges_back(100_000, ref="dp_1")
    assert _statuses(trial) == {"issfr_1": "came_true", "dp_1": "needs_response"}
    trial.refuses(NotNow, W, "chargeback_warning", ref="issfr_1", amount=100_000)
    trial.refuses(NotNow, W, "chargeback_won", ref="issfr_1", warning=True)
    assert (trial.state, trial.postings(2)) == (
        State.DISPUTED,
        [("chargeback_taken", 100_000), ("chargeback_fee", 1_500)],
    )
    trial.loses("dp_1")
    assert (trial.state, trial.postings(4)) == (State.CANCELLED, [("chargeback_from_escrow", 100_000)])


def test_a_warning_first_heard_of_when_it_is_closed_does_not_touch_the_chargeback() -> None:
    trial = delivered().charges_back(100_000, ref="dp_1")
    trial.refuses(NotNow, W, "chargeback_warning", ref="issfr_1", amount=100_000)
    trial.refuses(NotNow, W, "chargeback_won", ref="issfr_1", warning=True)
    trial.refuses(NotNow, W, "chargeback_won", ref="dp_1", warning=True)
    trial.refuses(NotNow, W, "chargeback_won", ref="")
    assert (_statuses(trial), trial.held()) == ({"dp_1": "needs_response"}, 100_000)


def test_an_inquiry_that_becomes_a_chargeback_is_one_row() -> None:
    trial = _warned(delivered(), "dp_1").charges_back(60_000, ref="dp_1")
    assert (_statuses(trial), trial.deal.chargebacks[0].amount) == ({"dp_1": "needs_response"}, 60_000)
    trial.wins("dp_1")
    assert (trial.state, trial.postings(4)) == (State.DELIVERED, [("chargeback_won", 60_000)])


def test_of_two_warnings_the_last_one_thaws() -> None:
    trial = _warned(_warned(delivered()), "issfr_2")
    trial.does(W, "chargeback_won", ref="issfr_1", warning=True)
    assert trial.state is State.DISPUTED
    trial.does(W, "chargeback_won", ref="issfr_2", warning=True)
    assert (trial.state, trial.postings(2)) == (State.DELIVERED, [])


def test_a_warning_that_never_closes_keeps_no_reserve_for_ever() -> None:
    trial = _warned(completed(rules=RESERVE).pays_out()).passes(90 * DAY)
    assert trial.postings(7) == [("reserve_freed", 9_715), ("payout_started", 9_715)]


@pytest.mark.parametrize("end", ["captured", "signed", "paid"])
def test_an_order_of_money_that_a_bank_has_asked_about_begins_frozen(end: str) -> None:
    if end == "captured":
        trial = _warned(capturing()).captures()
    elif end == "signed":
        trial = _warned(paid_unsigned()).signs(B).signs(S, typed_name="Bo Li")
    else:
        trial = _warned(capturing())
        trial.answered("capture")
        trial.does(W, "capture_failed", code="card_declined")
        trial.opens_checkout().pays_at_once()
    assert (trial.state, trial.deal.trade.frozen, trial.held()) == (State.DISPUTED, True, 100_000)
    trial.does(W, "chargeback_won", ref="issfr_1", warning=True)
    assert (trial.state, trial.deal.trade.frozen) == (State.PLACED, False)
    assert trial.deal.order is not None
    assert trial.deal.order.status == "placed"


def test_an_order_without_a_question_begins_free() -> None:
    assert placed().deal.trade.frozen is False
    assert _warned(awaiting_signatures()).signs(B).state is State.AWAITING_SIGNATURES


# ── who bears what the bank keeps ────────────────────────────────────────────────────────────────────────────────


def test_a_finished_refund_makes_only_what_is_given_twice_our_loss() -> None:
    """400.00 were refunded and 600.00 taken back: together no more than was paid, so that the seller bears it."""
    trial = settled_by_split().refunds()
    trial.pays_out()
    since = len(trial.deal.entries)
    trial.charges_back(60_000).loses()
    assert trial.postings(since)[2:] == [("chargeback_to_debt", 58_290), ("chargeback_lost", 1_710)]
    (back,) = trial.intents("reversal")
    assert back.body["amount"] == 58_290


def test_each_of_two_chargebacks_bears_its_own_overlap() -> None:
    trial = settled_by_split().refunds()
    trial.pays_out()
    since = len(trial.deal.entries)
    trial.charges_back(40_000).loses()
    trial.charges_back(40_000, ref="dp_2").loses("dp_2")
    kinds = [posting for posting in trial.postings(since) if posting[0] not in ("chargeback_taken", "chargeback_fee")]
    assert kinds == [
        ("chargeback_to_debt", 40_000),
        ("chargeback_lost", 20_000),
        ("chargeback_to_debt", 18_290),
        ("chargeback_lost", 1_710),
    ]


def _late_money_beside(trial: Trial) -> Trial:
    """The first page was paid as well, after the order had come of the second."""
    first = trial.deal.payments[0]
    trial._provider_moves(first.amount - 1_750)
    told = {"payment_id": first.id, "payment_ref": "pi_old", "charge_ref": "ch_old", "fee": 1_750}
    trial.does(W, "late_money", **told)
    return trial


def _renewed() -> Trial:
    trial = payment_expired()
    trial.does(B, "renew")
    trial.does(S, "request_payment")
    trial.opens_checkout().authorizes().signs(B).signs(S, typed_name="Bo Li").captures()
    return trial


def test_a_refund_of_another_payment_makes_nothing_our_loss() -> None:
    trial = _late_money_beside(_renewed()).refunds().ships()
    trial.does(B, "received")
    trial.does(B, "accept_goods")
    trial.pays_out()
    since = len(trial.deal.entries)
    trial.charges_back(100_000, payment_ref=trial.deal.payments[-1].payment_ref).loses()
    assert trial.postings(since)[2:] == [("chargeback_to_debt", 97_150), ("chargeback_lost", 2_850)]


@pytest.mark.parametrize(
    ("sent", "borne"),
    [(True, ("chargeback_lost", 100_000)), (False, ("chargeback_from_refund", 100_000))],
)
def test_a_chargeback_of_another_payment_takes_nothing_out_of_escrow(sent: bool, borne: tuple[str, int]) -> None:
    trial = _late_money_beside(_renewed())
    if sent:
        trial.refunds()
    since = len(trial.deal.entries)
    trial.charges_back(100_000, payment_ref="pi_old")
    assert trial.state is State.DISPUTED
    trial.loses()
    assert (trial.state, trial.held(), trial.postings(since)[2:]) == (State.PLACED, 100_000, [borne])


def test_a_refund_of_a_late_payment_that_comes_back_after_the_bank_took_it_is_not_owed_twice() -> None:
    trial = _late_money_beside(_renewed()).refunds().charges_back(100_000, payment_ref="pi_old").loses()
    late = trial.deal.refunds[0]
    since = len(trial.deal.entries)
    trial.gives_back("refund_failed", late.id, 100_000)
    assert trial.postings(since) == [("refund_returned", 100_000), ("loss_recovered", 100_000)]
    trial.refuses(NotNow, O, "repeat_refund")


def test_of_a_refund_that_has_not_left_only_the_rest_is_sent() -> None:
    trial = cancelled().charges_back(40_000).loses()
    assert trial.postings(6) == [("chargeback_from_refund", 40_000)]
    (rest,) = trial.intents("refund")
    assert (rest.body["amount"], trial.deal.refunds[0].status) == (60_000, "pending")
    trial.refunds()
    assert trial.postings(7) == [("refund_done", 60_000)]
    trial.charges_back(60_000, ref="dp_2").loses("dp_2")
    assert trial.postings(10) == [("chargeback_lost", 60_000)]


def test_a_failed_refund_waits_for_its_rest_only() -> None:
    trial = cancelled().refunds(succeeds=False).charges_back(40_000).loses()
    assert trial.intents("refund") == []
    trial.does(O, "repeat_refund")
    assert [intent.body["amount"] for intent in trial.intents("refund")] == [60_000]


def _sent(trial: Trial) -> Trial:
    """The provider is being asked for the refund: it can not be stopped any more."""
    tried = tuple(replace(i, first_tried_at=trial.now) if i.kind == "refund" else i for i in trial.deal.intents)
    trial.deal = replace(trial.deal, intents=tried)
    return trial


def test_a_refund_on_its_way_leaves_the_sellers_part_to_the_seller() -> None:
    trial = _sent(settled_by_split())
    trial.pays_out()
    since = len(trial.deal.entries)
    trial.charges_back(60_000).loses()
    assert trial.postings(since)[2:] == [("chargeback_to_debt", 58_290), ("chargeback_lost", 1_710)]
    trial.refunds()
    assert trial.postings(since + 4) == [("refund_done", 40_000)]


@pytest.mark.parametrize("arrives", [True, False])
def test_what_is_given_twice_falls_on_the_refund_that_may_yet_fail(arrives: bool) -> None:
    trial = _sent(cancelled()).charges_back(40_000).loses()
    assert trial.postings(6) == [("chargeback_from_refund", 40_000)]
    trial.refunds(succeeds=arrives)
    if arrives:
        assert trial.postings(7) == [("refund_lost", 40_000), ("refund_done", 100_000)]
    else:
        assert trial.postings(7) == []
        trial.does(O, "repeat_refund")
        assert trial.intents("refund")[-1].body["amount"] == 60_000


def test_a_repeated_refund_that_has_not_left_is_stopped_though_the_first_try_took_time() -> None:
    trial = cancelled()
    under_way = {"status": "done", "result": {"status": "pending"}}
    tried = tuple(replace(i, **under_way) if i.kind == "refund" else i for i in trial.deal.intents)
    trial.deal = replace(trial.deal, intents=tried)
    trial.does(W, "refund_failed", subject_id=trial.deal.refunds[0].id, reason="lost_or_stolen_card")
    trial.does(O, "repeat_refund")
    trial.charges_back(100_000).loses()
    assert (trial.intents("refund"), trial.deal.refunds[0].status) == ([], "failed")
    assert trial.postings(6) == [("chargeback_from_refund", 100_000)]


# ── what the bank took counts towards the buyer's part ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("start", "confirms"),
    [(lambda: decided("split", 60_000), False), (lambda: ruled_by_another("split", 60_000), True)],
)
@pytest.mark.parametrize(
    ("taken", "ended"),
    [
        (60_000, [("release", 38_860), ("commission", 1_140), ("payout_started", 38_860)]),
        (50_000, [("release", 38_860), ("commission", 1_140), ("refund_started", 10_000), ("payout_started", 38_860)]),
    ],
)
def test_the_side_that_won_keeps_what_was_decided(
    start: Callable[[], Trial], confirms: bool, taken: int, ended: list[tuple[str, int]]
) -> None:
    trial = start()
    since = len(trial.deal.entries)
    trial.charges_back(taken).loses()
    if confirms:
        trial.does(M, "confirm_ruling")
    trial.passes(4 * DAY)
    assert trial.state is State.COMPLETED
    assert trial.postings(since)[2:] == [("chargeback_from_escrow", taken), *ended]


def test_a_full_refund_is_what_is_left_of_it() -> None:
    trial = decided("refund").charges_back(60_000).loses().passes(4 * DAY)
    assert trial.postings(4) == [("chargeback_from_escrow", 60_000), ("refund_started", 40_000)]


def test_the_first_decision_that_stands_counts_what_the_bank_took() -> None:
    trial = appealed(S, "split")
    since = len(trial.deal.entries)
    trial.charges_back(40_000).loses().passes(6 * DAY)
    assert trial.fired[-1] == "first_decision_stands"
    assert trial.postings(since)[2:] == [
        ("chargeback_from_escrow", 40_000),
        ("release", 58_290),
        ("commission", 1_710),
        ("payout_started", 58_290),
    ]


def test_a_proposal_about_the_whole_is_void_when_a_bank_took_a_part() -> None:
    trial = settling(B, 30_000).charges_back(60_000).loses()
    assert [request.status for request in trial.deal.requests] == ["lapsed"]
    trial.refuses(NotNow, S, "agree_to_settlement")
    assert trial.held() == 40_000


def test_a_proposal_stands_when_the_bank_took_other_money() -> None:
    trial = _late_money_beside(_renewed()).refunds().ships()
    trial.does(B, "received")
    trial.disputes(B, "damaged").does(B, "propose_settlement", amount=30_000)
    trial.charges_back(100_000, payment_ref="pi_old").loses()
    since = len(trial.deal.entries)
    trial.does(S, "agree_to_settlement")
    assert ("refund_started", 30_000) in trial.postings(since)


def test_a_refund_that_the_provider_works_on_is_not_stopped() -> None:
    trial = cancelled()
    under_way = {"status": "done", "result": {"status": "pending"}}
    tried = tuple(replace(i, **under_way) if i.kind == "refund" else i for i in trial.deal.intents)
    trial.deal = replace(trial.deal, intents=tried)
    trial.charges_back(100_000).loses()
    assert (trial.postings(6), trial.deal.refunds[0].status) == ([("chargeback_from_refund", 100_000)], "pending")


# ── evidence that was refused ────────────────────────────────────────────────────────────────────────────────────────


def _evidence_refused(hours_left: int) -> Trial:
    """The packet went out before the bank's date, so many hours of which are left, and the provider would not take it."""
    trial = delivered()
    trial.charges_back(100_000, respond_by=trial.now + timedelta(days=10))
    trial.passes(timedelta(days=10, hours=-hours_left))
    (chargeback,) = trial.deal.chargebacks
    tried = tuple(replace(i, status="refused") if i.kind == "evidence" else i for i in trial.deal.intents)
    assert [i.status for i in tried if i.kind == "evidence"] == ["refused"]
    trial.deal = replace(trial.deal, intents=tried)
    trial.does(W, "evidence_refused", subject_id=chargeback.id)
    return trial


def test_refused_evidence_is_tried_again_hours_later() -> None:
    trial = _evidence_refused(40)
    (again,) = [wish for wish in clocks.wanted(trial.deal, Rules()) if (wish.name, wish.kind) == ("chargeback", "act")]
    assert again.due_at == trial.now + timedelta(hours=6)


def test_refused_evidence_is_not_tried_after_the_banks_date() -> None:
    trial = _evidence_refused(3)
    assert not [wish for wish in clocks.wanted(trial.deal, Rules()) if wish.name == "chargeback"]


def test_evidence_that_nobody_sent_is_not_refused() -> None:
    delivered().charges_back(100_000).refuses(NotNow, W, "evidence_refused", subject_id="cbk_none")
