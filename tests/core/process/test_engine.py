"""The engine itself: a table that promises one thing while a step does another is a bug, and says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.errors import NotNow
from core.process import engine
from core.process.act import Act
from core.process.definition import Process, Role
from core.process.purchase import PURCHASE
from core.trades import State
from tests.core.deals import BUYER, SEATS, Trial
from tests.core.routes import delivered, negotiating, placed


def applied(process: Process, trial: Trial, name: str) -> engine.Outcome:
    return engine.apply(
        process,
        trial.deal,
        name,
        role=Role.BUYER,
        seat=BUYER,
        args={},
        now=trial.now,
        ids=trial.ids,
        rules=trial.rules,
    )


def test_a_step_can_not_lead_where_the_table_does_not() -> None:
    def wander(act: Act) -> None:
        act.go(State.VOIDED)

    rows = tuple(replace(t, does=(wander,)) if t.name == "end_talks" else t for t in PURCHASE.transitions)
    with pytest.raises(AssertionError, match="end_talks may not lead to voided"):
        applied(replace(PURCHASE, transitions=rows), negotiating(), "end_talks")


def test_a_step_must_choose_where_the_table_leaves_a_choice() -> None:
    rows = tuple(
        replace(t, to=frozenset({State.COMPLETED, State.CANCELLED})) if t.name == "accept_goods" else t
        for t in PURCHASE.transitions
    )
    with pytest.raises(AssertionError, match="accept_goods did not choose"):
        applied(replace(PURCHASE, transitions=rows), delivered(), "accept_goods")


def test_a_choice_that_includes_the_present_state_may_stay() -> None:
    rows = tuple(
        replace(t, to=frozenset({State.DELIVERED, State.COMPLETED})) if t.name == "accept_goods" else t
        for t in PURCHASE.transitions
    )
    outcome = applied(replace(PURCHASE, transitions=rows), delivered(), "accept_goods")
    assert outcome.after.state is State.DELIVERED


def test_the_history_says_who_did_what() -> None:
    trial = placed()
    line = trial.lines[-1]
    assert (line.transition, line.from_state, line.to_state) == ("captured", "awaiting_signatures", "placed")
    assert (line.actor_role, line.actor_id, line.sequence) == ("provider", "provider", trial.deal.trade.version)
    assert [one.sequence for one in trial.lines] == list(range(2, trial.deal.trade.version + 1))


def test_an_act_reads_only_what_is_there() -> None:
    trial = negotiating()
    act = Act(
        trial.deal,
        role=Role.BUYER,
        seat=SEATS[Role.BUYER],
        args={},
        now=trial.now,
        ids=trial.ids,
        rules=trial.rules,
    )
    for read in (act.offer, act.payment, act.agreement, act.order, act.dispute, act.open_request):
        with pytest.raises(NotNow):
            read()
    assert act.held == 0


def test_keys_of_instructions_are_numbered_per_kind_and_never_reused() -> None:
    trial = placed()
    keys = [intent.id for intent in trial.deal.intents]
    assert keys == ["parley:neg_1:checkout:1", "parley:neg_1:capture:1"]
    assert len({intent.id for intent in trial.deal.intents}) == len(keys)
