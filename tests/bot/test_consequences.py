"""What a confirmation promises is what is posted."""

from __future__ import annotations

from bot.handlers.deals import _consequences
from bot.text import Texts
from core.process.definition import Role
from core.trades import Deal
from tests.core.deals import STATEMENT
from tests.core.routes import placed

B, S = Role.BUYER, Role.SELLER


def _promised(deal: Deal) -> list[str]:
    return [line.text for line in _consequences(deal, "agree_to_cancel", Texts().say("en"))]


def test_a_dispute_that_is_over_does_not_change_what_cancelling_gives_back() -> None:
    trial = placed(partial_shipments=True)
    trial.does(S, "ship", quantity=40, carrier="DHL", tracking_number="1")
    before = _promised(trial.deal)
    trial.does(B, "dispute", reason="fraud", statement=STATEMENT)
    trial.does(B, "withdraw_dispute")
    trial.does(B, "ask_to_cancel", reason="too late for us")
    assert _promised(trial.deal) == before
    posted = len(trial.deal.entries)
    trial.does(S, "agree_to_cancel")
    assert trial.postings(posted) == [("refund_started", 60_000)]
    assert any("600.00" in line for line in before)
