"""Several warnings and disputes about one payment: each is its own, to the cent and to the date."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import NotNow
from core.process.definition import Role
from core.trades import State
from tests.core.deals import DAY, Trial
from tests.core.routes import delivered

W = Role.PROVIDER


def _statuses(trial: Trial) -> dict[str, str]:
    return {chargeback.provider_ref: chargeback.status for chargeback in trial.deal.chargebacks}


def _refs_answered(trial: Trial) -> list[str]:
    return [str(intent.body["dispute_ref"]) for intent in trial.deal.intents if intent.kind == "evidence"]


def _inquired(trial: Trial, ref: str, amount: int, *, days: int = 9) -> None:
    trial.does(W, "chargeback_warning", ref=ref, amount=amount, respond_by=trial.now + days * DAY)


def _answer_is_refused(trial: Trial) -> None:
    tried = tuple(replace(i, status="refused") if i.kind == "evidence" else i for i in trial.deal.intents)
    last = next(i for i in reversed(tried) if i.kind == "evidence")
    trial.deal = replace(trial.deal, intents=tried)
    trial.does(W, "evidence_refused", subject_id=last.subject_id)


def test_evidence_goes_to_the_bank_that_waits_for_it() -> None:
    trial = delivered()
    trial.does(W, "chargeback_warning", ref="issfr_1", amount=100_000)
    _inquired(trial, "dp_1", 100_000)
    trial.passes(7 * DAY)
    assert _refs_answered(trial) == ["dp_1"]


def test_the_nearest_date_comes_first_and_a_refusal_keeps_nobody_waiting() -> None:
    trial = delivered()
    _inquired(trial, "dp_late", 40_000, days=10)
    _inquired(trial, "dp_soon", 60_000, days=5)
    trial.passes(3 * DAY)
    assert _refs_answered(trial) == ["dp_soon"]
    _answer_is_refused(trial)
    trial.passes(2 * DAY - timedelta(hours=1))
    assert _refs_answered(trial) == ["dp_soon", "dp_soon"]
    # Refused again within six hours of its date: there is no time left for it, and the other one is answered all the same.
    _answer_is_refused(trial)
    trial.passes(4 * DAY)
    assert _refs_answered(trial) == ["dp_soon", "dp_soon", "dp_late"]


def test_a_second_dispute_does_not_retire_a_banks_inquiry() -> None:
    trial = delivered()
    _inquired(trial, "dp_1", 60_000)
    trial.charges_back(40_000, ref="dp_2")
    assert _statuses(trial) == {"dp_1": "warning", "dp_2": "needs_response"}
    trial.wins("dp_2")
    trial.charges_back(60_000, ref="dp_1")
    trial.loses("dp_1")
    taken = [amount for kind, amount in trial.postings(2) if kind == "chargeback_taken"]
    assert (taken, trial.held(), _statuses(trial)["dp_1"]) == ([40_000, 60_000], 40_000, "lost")


def test_what_was_taken_for_come_true_can_still_come_true_itself() -> None:
    trial = delivered()
    trial.does(W, "chargeback_warning", ref="dp_1", amount=60_000)
    trial.charges_back(40_000, ref="dp_2")
    assert _statuses(trial)["dp_1"] == "came_true"
    trial.charges_back(60_000, ref="dp_1")
    assert _statuses(trial) == {"dp_1": "needs_response", "dp_2": "needs_response"}
    trial.refuses(NotNow, W, "chargeback_opened", ref="dp_1", amount=60_000)


@pytest.mark.parametrize("first", ["dp_1", "dp_2"])
def test_one_bank_may_decide_while_another_thinks(first: str) -> None:
    trial = delivered().charges_back(60_000, ref="dp_1").charges_back(40_000, ref="dp_2")
    trial.loses(first)
    assert trial.state is State.DISPUTED
    trial.loses("dp_2" if first == "dp_1" else "dp_1")
    assert (trial.state, trial.held()) == (State.CANCELLED, 0)


def test_an_inquiry_is_heard_although_a_bank_has_taken_other_money() -> None:
    trial = delivered().charges_back(40_000, ref="dp_2")
    trial.refuses(NotNow, W, "chargeback_warning", ref="issfr_1", amount=100_000)
    _inquired(trial, "dp_1", 60_000)
    assert _statuses(trial) == {"dp_2": "needs_response", "dp_1": "warning"}
