"""Steps of a return: the goods go back first, and the money follows what happens; or nobody wants it any more."""

from __future__ import annotations

from typing import Final

from core.errors import NotNow
from core.process.act import Act
from core.process.cancelling import open_part
from core.process.definition import Step
from core.process.disputing import carry_out, publish
from core.wording import clean_text

ORDERED: Final = "ordered"
"""What a decision for a return comes to: the buyer has to ship the goods back."""
ASKED, ENDED = "asked", "ended"
"""What giving a return up comes to: the other side is asked, or it is over."""


def begin_return(act: Act) -> None:
    """The buyer has so many days to ship the goods back."""
    act.change(
        act.dispute(),
        outcome="",
        return_phase="ordered",
        return_due=act.after(act.rules.goods_return),
        waived="",
    )
    act.came_to = ORDERED


def return_is(*phases: str) -> Step:
    def guard(act: Act) -> None:
        if act.dispute().return_phase not in phases:
            raise NotNow()

    return guard


def ship_back(act: Act) -> None:
    """The goods are on their way: whoever wanted no return before is asked anew."""
    tracking = clean_text(str(act.args["tracking_number"]), "tracking_number", length_max=60)
    due = act.after(2 * act.rules.goods_return)
    act.change(act.dispute(), return_phase="shipped", return_due=due, waived="")
    act.detail.update(tracking_number=tracking)


def confirm_return(act: Act) -> None:
    """The goods are back, as the seller says, who gives up all that is held with it: the buyer is refunded at once."""
    _goods_are_back(act)
    carry_out(act)


def miss_return(act: Act) -> None:
    """The clock of a return ran out: unsent goods mean release, less what the seller never shipped; unconfirmed ones a
    refund. Nobody has agreed to it, so that it is a decision like any other: whoever lost by it can appeal."""
    if act.dispute().return_phase == "shipped":
        _goods_are_back(act)
        publish(act)
        return
    back = open_part(act.deal)
    outcome = "split" if back else "release"
    act.change(act.dispute(), outcome=outcome, refund_amount=back, verdict_reason="not_returned", resolution="")
    act.detail.update(outcome=outcome, reason_code="not_returned")
    publish(act)


def _goods_are_back(act: Act) -> None:
    changes = {"outcome": "refund", "refund_amount": act.held, "verdict_reason": "returned"}
    act.change(act.dispute(), resolution="", **changes)
    act.detail.update(outcome="refund", reason_code="returned")


def not_given_up(act: Act) -> None:
    """This side has not said yet that it wants the return no more."""
    if str(act.role) in act.dispute().waived.split(","):
        raise NotNow()


def give_up_return(act: Act) -> None:
    """One side wants the return no more; when both do, it is over."""
    dispute = act.dispute()
    waived = sorted({*filter(None, dispute.waived.split(",")), str(act.role)})
    if len(waived) == 2:
        call_off_return(act)
        return
    act.change(dispute, waived=",".join(waived))
    act.came_to = ASKED


def call_off_return(act: Act) -> None:
    """There is no return, and nothing is decided: the moderator decides anew, and has time for it."""
    act.change(
        act.dispute(),
        return_phase="",
        return_due=act.now,
        waived="",
        ruled_by="",
        verdict_reason=None,
        resolution="",
    )
    act.came_to = ENDED
