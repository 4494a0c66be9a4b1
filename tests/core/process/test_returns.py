"""Returns: above the limit two moderators order them, what comes of one can be appealed, and both sides can leave it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.errors import NotAllowed, NotNow, TakenBySomebody
from core.process.definition import Role
from core.rules import Rules
from core.trades import State
from tests.core.deals import DAY, SECOND, STATEMENT, H, Trial
from tests.core.routes import appealed, decided, return_proposed, returning, ruled_by_another, settling, taken

B, S, M = Role.BUYER, Role.SELLER, Role.MODERATOR
RELEASE = [("release", 97_150), ("commission", 2_850), ("payout_started", 97_150)]
REFUND = [("refund_started", 100_000)]
WORDS = {"reason_code": "other", "resolution": "It goes back."}


def _dispute(trial: Trial) -> tuple[str, str, str]:
    found = trial.deal.dispute
    assert found is not None
    return found.status, found.outcome, found.return_phase


def _news(trial: Trial) -> list[tuple[str, str]]:
    """What the last move told."""
    told, trial.told = trial.told, []
    return told


# ── two above the limit ──────────────────────────────────────────────────────────────────────────────────────────


def test_above_the_limit_a_return_waits_for_a_second_moderator() -> None:
    trial = return_proposed()
    assert (_dispute(trial), trial.due("return")) == (("in_progress", "return", ""), [])
    assert trial.told[-1:] == [("desk", "ruling-proposed")]
    assert not [told for told in trial.told if told[1] in ("return-ordered", "decided")]
    assert "ship_back" not in trial.offered(B)
    trial.refuses(NotNow, B, "ship_back", tracking_number="R1")
    trial.refuses(NotNow, M, "rule", by=SECOND, outcome="refund", **WORDS)
    trial.refuses(NotAllowed, M, "confirm_ruling", by=SECOND)
    _news(trial)
    trial.does(M, "confirm_ruling")
    assert (_dispute(trial), trial.state) == (("in_progress", "", "ordered"), State.DISPUTED)
    assert _news(trial) == [("both", "return-ordered"), ("desk", "return-ordered")]
    assert trial.due("return") == [trial.now + 7 * DAY]
    trial.does(B, "ship_back", tracking_number="R1")
    trial.does(S, "confirm_return")
    assert (trial.state, trial.postings(2)) == (State.CANCELLED, REFUND)


def test_a_proposed_return_that_is_not_confirmed_leaves_the_case_open() -> None:
    trial = return_proposed()
    trial.does(M, "reject_ruling")
    assert _dispute(trial) == ("in_progress", "", "")
    trial.does(M, "rule", by=SECOND, outcome="refund", **WORDS)
    trial.does(M, "confirm_ruling")
    assert trial.state is State.DECIDED


def test_up_to_the_limit_one_moderator_orders_a_return() -> None:
    trial = taken(rules=Rules(four_eyes_above=100_000))
    _news(trial)
    trial.does(M, "order_return", **WORDS)
    assert _dispute(trial) == ("in_progress", "", "ordered")
    assert _news(trial) == [("both", "return-ordered")]


def test_nobody_is_told_of_a_decision_that_is_only_proposed() -> None:
    trial = ruled_by_another()
    assert trial.told[-1] == ("desk", "ruling-proposed")
    assert not [key for _, key in trial.told if key in ("decided", "case-decided")]
    _news(trial)
    trial.fork().does(M, "reject_ruling")
    assert _news(trial) == []
    trial.does(M, "confirm_ruling")
    assert _news(trial) == [("both", "decided"), ("desk", "case-decided")]
    alone = taken()
    _news(alone)
    alone.does(M, "rule", outcome="refund", **WORDS)
    assert _news(alone) == [("both", "decided"), ("desk", "case-decided")]


# ── what comes of it can be appealed ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("phase", "days", "loser", "winner"), [("ordered", 7, B, S), ("shipped", 14, S, B)])
def test_what_the_clock_of_a_return_decides_can_be_appealed_by_who_lost(
    phase: str, days: int, loser: Role, winner: Role
) -> None:
    trial = returning(phase)
    _news(trial)
    trial.passes(days * DAY)
    assert (trial.state, _dispute(trial)[0]) == (State.DECIDED, "decided")
    assert _news(trial)[-2:] == [("both", "return-missed"), ("desk", "case-decided")]
    assert trial.postings(2) == []
    assert trial.due("appeal") == [trial.now + 72 * H]
    assert "appeal" not in trial.offered(winner)
    trial.does(loser, "appeal", statement=STATEMENT)
    assert trial.state is State.DISPUTED
    assert trial.deal.dispute is not None
    # Whoever ordered the return has decided: somebody else looks at it now.
    assert "take_case" not in trial.offered(M)
    trial.does(M, "take_case", by=SECOND)
    trial.does(M, "rule", by=SECOND, outcome="split", refund_amount=30_000, **WORDS)
    trial.passes(3 * DAY)
    assert [amount for kind, amount in trial.postings(2) if kind == "refund_started"] == [30_000]
    assert all(shipment.status != "returned" for shipment in trial.deal.shipments)


def test_an_undisputed_end_of_a_return_is_carried_out_after_the_appeal_window() -> None:
    trial = returning("shipped").passes(17 * DAY)
    assert (trial.state, trial.postings(2)) == (State.CANCELLED, REFUND)
    assert {shipment.status for shipment in trial.deal.shipments} == {"returned"}
    unsent = returning().passes(10 * DAY)
    assert (unsent.state, unsent.postings(2)) == (State.COMPLETED, RELEASE)


def test_goods_on_their_way_back_are_not_paid_because_nobody_decided() -> None:
    """The provider's limit ends the case while the goods travel: that a carrier delivered them once proves nothing now."""
    for phase, outcome in (("ordered", "release"), ("shipped", "refund")):
        trial = returning(phase)
        trial.deal = replace(trial.deal, shipments=tuple(replace(s, by_carrier=True) for s in trial.deal.shipments))
        trial.does(Role.TIMER, "decide_by_default")
        assert (trial.state, _dispute(trial)) == (State.DECIDED, ("decided", outcome, ""))


def test_the_first_decision_does_not_stand_while_the_appeal_sends_goods_back() -> None:
    trial = appealed()
    trial.does(M, "take_case", by=SECOND)
    trial.does(M, "order_return", by=SECOND, **WORDS)
    assert trial.due("appeal-decision") == []
    trial.passes(6 * DAY)
    assert trial.state is State.DISPUTED
    trial.does(M, "call_off_return", by=SECOND)
    assert trial.due("appeal-decision") == [trial.now + 72 * H]
    trial.passes(3 * DAY)
    assert trial.fired[-1] == "first_decision_stands"


# ── out of it again ──────────────────────────────────────────────────────────────────────────────────────────────


def _by_both(trial: Trial) -> None:
    trial.does(B, "give_up_return")
    trial.does(S, "give_up_return")


def _by_the_moderator(trial: Trial) -> None:
    trial.does(M, "call_off_return")


@pytest.mark.parametrize("phase", ["ordered", "shipped"])
@pytest.mark.parametrize("ends", [_by_both, _by_the_moderator])
def test_a_return_that_is_called_off_leaves_all_undecided(phase: str, ends: Callable[[Trial], None]) -> None:
    trial = returning(phase)
    trial.passes(6 * DAY)
    ends(trial)
    assert (_dispute(trial), trial.state, trial.postings(2)) == (("in_progress", "", ""), State.DISPUTED, [])
    assert (trial.due("return"), trial.deal.trade.frozen) == ([], True)
    assert "withdraw_dispute" not in trial.offered(B)
    assert {"rule", "order_return"} <= trial.offered(M)
    trial.does(M, "rule", outcome="split", refund_amount=40_000, **WORDS)
    trial.passes(3 * DAY)
    assert trial.held() == 0


def test_one_side_alone_ends_no_return_and_the_other_is_told() -> None:
    trial = returning()
    _news(trial)
    trial.does(B, "give_up_return")
    assert _news(trial) == [("other", "return-unwanted")]
    assert _dispute(trial)[2] == "ordered"
    trial.refuses(NotNow, B, "give_up_return")
    # Whoever ships after all is asked anew.
    trial.does(B, "ship_back", tracking_number="R1")
    _news(trial)
    trial.does(S, "give_up_return")
    assert (_news(trial), _dispute(trial)[2]) == ([("other", "return-unwanted")], "shipped")
    trial.does(B, "give_up_return")
    assert _news(trial) == [("other", "return-called-off"), ("desk", "return-called-off")]


def test_only_the_moderator_of_the_case_calls_a_return_off() -> None:
    trial = returning()
    trial.refuses(TakenBySomebody, M, "call_off_return", by=SECOND)
    trial.refuses(NotAllowed, B, "call_off_return")
    trial.refuses(NotAllowed, M, "give_up_return")
    for start in (taken, decided, settling):
        before = start()
        before.refuses(NotNow, B, "give_up_return")
        before.refuses(NotNow, M, "call_off_return")


def test_after_a_return_there_is_time_to_decide() -> None:
    """Its weeks count for nothing: a case is not decided by rule the moment its return is off."""
    trial = taken().passes(25 * DAY)
    trial.does(M, "order_return", **WORDS)
    trial.does(B, "ship_back", tracking_number="R1")
    trial.passes(9 * DAY)
    trial.does(M, "call_off_return")
    assert trial.due("decision") == [trial.now + 72 * H]
    fresh = returning().passes(DAY)
    began = fresh.deal.dispute.created_at  # type: ignore[union-attr]
    fresh.does(M, "call_off_return")
    assert fresh.due("decision") == [began + 30 * DAY]


def test_both_sides_settle_during_a_return() -> None:
    trial = returning("shipped")
    trial.does(S, "propose_settlement", amount=100_000)
    trial.does(B, "agree_to_settlement")
    assert (trial.state, trial.postings(2)) == (State.CANCELLED, REFUND)
    assert _dispute(trial) == ("resolved", "settled_by_parties", "")
