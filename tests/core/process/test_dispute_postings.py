"""Every transition of a dispute and what it posts, to the cent: most post nothing, and those that empty the escrow post
exactly what was shown before.

The trade is 950.00 of goods and 50.00 of freight; the commission is three percent of the goods that are paid for.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.process.definition import Role
from core.process.purchase import PURCHASE
from core.trades import State
from tests.core.deals import DAY, STATEMENT, H, Trial
from tests.core.routes import (
    FOUR_EYES,
    appealed,
    decided,
    delivered,
    disputed,
    disputed_by_silence,
    evidence_asked,
    questioned,
    return_proposed,
    returning,
    ruled_by_another,
    settling,
    shipped,
    taken,
)

B, S, M, T = Role.BUYER, Role.SELLER, Role.MODERATOR, Role.TIMER
REFUND = [("refund_started", 100_000)]
RELEASE = [("release", 97_150), ("commission", 2_850), ("payout_started", 97_150)]
SPLIT_40 = [("release", 58_290), ("commission", 1_710), ("refund_started", 40_000), ("payout_started", 58_290)]
SPLIT_30 = [("release", 68_005), ("commission", 1_995), ("refund_started", 30_000), ("payout_started", 68_005)]

Does = Callable[[Trial], object]


def _rules(outcome: str, refund: int | None = None) -> Does:
    return lambda trial: trial.does(
        M, "rule", outcome=outcome, refund_amount=refund, reason_code="other", resolution="It is shown."
    )


def _asks(trial: Trial) -> object:
    return trial.does(M, "ask_parties", question_id="clt_1", sides=("buyer",), due_at=trial.now + DAY)


def _returns(trial: Trial) -> object:
    return trial.does(M, "order_return", reason_code="other", resolution="It goes back.")


def _both_give_up(trial: Trial) -> object:
    trial.does(S, "give_up_return")
    return trial.does(B, "give_up_return")


def _settles(trial: Trial) -> object:
    trial.does(B, "propose_settlement", amount=30_000)
    return trial.does(S, "agree_to_settlement")


def _second_accepts(trial: Trial) -> object:
    trial.does(S, "accept_decision")
    return trial.does(B, "accept_decision")


ROWS: tuple[tuple[str, str, Callable[[], Trial], Does, list[tuple[str, int]]], ...] = (
    ("X1", "dispute", delivered, lambda t: t.disputes(B, "damaged"), []),
    ("X1", "dispute_silence", lambda: shipped().passes(36 * DAY), lambda t: t.passes(2 * DAY), []),
    ("X1", "answer_dispute", disputed, lambda t: t.does(S, "answer_dispute", statement="No."), []),
    ("X1", "escalate", disputed, lambda t: t.passes(3 * DAY), []),
    ("X2", "propose_settlement", disputed, lambda t: t.does(B, "propose_settlement", amount=30_000), []),
    ("X2", "agree_to_settlement", settling, lambda t: t.does(S, "agree_to_settlement"), SPLIT_30),
    ("X2", "agree_to_settlement", lambda: settling(amount=0), lambda t: t.does(S, "agree_to_settlement"), RELEASE),
    ("X2", "agree_to_settlement", lambda: settling(amount=100_000), lambda t: t.does(S, "agree_to_settlement"), REFUND),
    ("X2", "refuse_request", settling, lambda t: t.does(S, "refuse_request"), []),
    ("X2", "lapse_request", settling, lambda t: t.passes(48 * H), []),
    ("X3", "take_case", disputed, lambda t: t.does(M, "take_case"), []),
    ("X3", "hand_over", taken, lambda t: t.does(M, "hand_over"), []),
    ("X4", "ask_for_evidence", taken, lambda t: t.does(M, "ask_for_evidence"), []),
    ("X4", "add_evidence", evidence_asked, lambda t: t.does(B, "add_evidence", statement="Here."), []),
    ("X4", "ask_parties", taken, _asks, []),
    ("X4", "miss_evidence", evidence_asked, lambda t: t.passes(5 * DAY), []),
    ("X4", "answer_question", questioned, lambda t: t.does(B, "answer_question", question_id="clt_1"), []),
    ("X4", "miss_question", questioned, lambda t: t.passes(5 * DAY), []),
    ("X5", "order_return", taken, _returns, []),
    ("X5", "ship_back", returning, lambda t: t.does(B, "ship_back", tracking_number="R1"), []),
    ("X5", "confirm_return", lambda: returning("shipped"), lambda t: t.does(S, "confirm_return"), REFUND),
    ("X5", "miss_return", returning, lambda t: t.passes(7 * DAY), []),
    ("X5", "miss_return", lambda: returning("shipped"), lambda t: t.passes(14 * DAY), []),
    ("X7", "resolve", lambda: returning().passes(7 * DAY), lambda t: t.passes(3 * DAY), RELEASE),
    ("X7", "resolve", lambda: returning("shipped").passes(14 * DAY), lambda t: t.passes(3 * DAY), REFUND),
    ("X8", "appeal", lambda: returning().passes(7 * DAY), lambda t: t.does(B, "appeal", statement=STATEMENT), []),
    ("X5", "order_return", lambda: taken(rules=FOUR_EYES), _returns, []),
    ("X6", "confirm_ruling", return_proposed, lambda t: t.does(M, "confirm_ruling"), []),
    ("X6", "reject_ruling", return_proposed, lambda t: t.does(M, "reject_ruling"), []),
    ("X5", "give_up_return", returning, lambda t: t.does(B, "give_up_return"), []),
    ("X5", "give_up_return", returning, _both_give_up, []),
    ("X5", "call_off_return", lambda: returning("shipped"), lambda t: t.does(M, "call_off_return"), []),
    ("X2", "agree_to_settlement", returning, _settles, SPLIT_30),
    ("X6", "rule", taken, _rules("release"), []),
    ("X6", "rule", taken, _rules("refund"), []),
    ("X6", "rule", taken, _rules("split", 40_000), []),
    ("X6", "confirm_ruling", ruled_by_another, lambda t: t.does(M, "confirm_ruling"), []),
    ("X6", "reject_ruling", ruled_by_another, lambda t: t.does(M, "reject_ruling"), []),
    ("X6", "decide_by_default", taken, lambda t: t.passes(30 * DAY), []),
    ("X7", "resolve", lambda: decided("release"), lambda t: t.passes(3 * DAY), RELEASE),
    ("X7", "resolve", lambda: decided("refund"), lambda t: t.passes(3 * DAY), REFUND),
    ("X7", "resolve", lambda: decided("split", 40_000), lambda t: t.passes(3 * DAY), SPLIT_40),
    ("X7", "accept_decision", lambda: decided("split", 40_000), _second_accepts, SPLIT_40),
    ("X8", "appeal", lambda: decided("split", 40_000), lambda t: t.does(S, "appeal", statement=STATEMENT), []),
    ("X8", "first_decision_stands", appealed, lambda t: t.passes(5 * DAY), SPLIT_40),
    ("X9", "withdraw_dispute", disputed, lambda t: t.does(B, "withdraw_dispute"), []),
)


@pytest.mark.parametrize(
    ("row", "name", "start", "does", "posted"), ROWS, ids=[f"{r}-{n}-{i}" for i, (r, n, *_) in enumerate(ROWS)]
)
def test_what_a_transition_posts(
    row: str, name: str, start: Callable[[], Trial], does: Does, posted: list[tuple[str, int]]
) -> None:
    trial = start()
    before = len(trial.deal.entries)
    does(trial)
    assert trial.lines[-1].transition == name, row
    assert sorted(trial.postings(before)) == sorted(posted)
    if posted:
        assert trial.held() == 0
        assert trial.state in (State.COMPLETED, State.CANCELLED)
    elif name != "withdraw_dispute":
        assert trial.held() == 100_000
        assert trial.deal.trade.frozen


def test_no_transition_of_a_dispute_is_left_out() -> None:
    """All that the table lists from a dispute or a decision on, but what the bank and the operator do."""
    mine = {
        each.name
        for each in PURCHASE.transitions
        if each.frm <= {State.DISPUTED, State.DECIDED} or each.name in ("dispute", "dispute_silence")
    }
    assert mine - {name for _, name, *_ in ROWS} <= {"force_decision"}


def test_silence_in_transit_freezes_what_is_held() -> None:
    trial = disputed_by_silence()
    assert trial.held() == 100_000
    assert trial.deal.trade.frozen
