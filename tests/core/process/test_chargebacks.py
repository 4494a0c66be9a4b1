"""What a bank says is believed about exactly that which it names; to the cent."""

from __future__ import annotations

import pytest

from core.errors import NotNow
from core.process.definition import Role
from core.trades import State
from tests.core.deals import DAY, Trial
from tests.core.routes import RESERVE, awaiting_signatures, capturing, completed, delivered, paid_unsigned, placed

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
