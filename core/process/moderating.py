"""Steps of a dispute that are the moderators': taking a case, asking, ordering a return, deciding, alone or in pairs."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from core.disputes import RETURN, VERDICT_REASONS, Awaited, awaited_in, kept
from core.errors import ConflictOfInterest, InvalidValue, NotAllowed, NotNow, TakenBySomebody
from core.members import StaffRole
from core.money import Money, require_payable
from core.process.act import Act
from core.process.cancelling import open_part
from core.process.disputing import PROPOSED, first_again, publish
from core.process.dividing import divided, refunded, written
from core.process.returning import begin_return
from core.trades import State
from core.wording import clean_text, sha256_of

ANSWER_DAYS_MAX: Final = 14
"""So long at most somebody has for what a moderator asks."""


def case_is_free(act: Act) -> None:
    """Nobody has it, and after an appeal somebody else looks at it."""
    dispute = act.dispute()
    if dispute.moderator_id:
        raise TakenBySomebody(named="no", name="")
    if dispute.appealed and dispute.ruled_by == act.actor_id:
        raise ConflictOfInterest(why="appeal")


def take_case(act: Act) -> None:
    act.change(act.dispute(), status="in_progress", moderator_id=act.actor_id)


def own_case(act: Act) -> None:
    """Only the moderator who took the case goes on with it."""
    dispute = act.dispute()
    if dispute.status != "in_progress":
        raise NotNow()
    if act.seat is not None and dispute.moderator_id != act.seat.user_id:
        raise TakenBySomebody(named="no", name="")


def own_case_or_above(act: Act) -> None:
    """An operator may free a case whose moderator is away."""
    if act.seat is None or act.seat.staff_role != StaffRole.OPERATOR or act.dispute().status != "in_progress":
        own_case(act)


def hand_over(act: Act) -> None:
    act.change(act.dispute(), status="open", moderator_id="")


def ask_for_evidence(act: Act) -> None:
    """So many days to put more forward, or as many as usual."""
    days = act.args.get("days")
    if days is not None and (not isinstance(days, int) or not 1 <= days <= ANSWER_DAYS_MAX):
        raise InvalidValue("days", "out-of-range", low=1, high=ANSWER_DAYS_MAX)
    period = act.rules.evidence if days is None else timedelta(days=days)
    act.change(act.dispute(), evidence_due=act.after(period), evidence_missed=None)


def ask_parties(act: Act) -> None:
    """A question of the moderator is to be answered by then, by each side that was asked."""
    dispute, due_at = act.dispute(), act.args["due_at"]
    asked = [Awaited(side, str(act.args["question_id"]), act.now, due_at) for side in act.args["sides"]]
    act.change(dispute, awaited=kept((*awaited_in(dispute), *asked)))
    act.detail.update(question_id=str(act.args["question_id"]), due_at=due_at.isoformat())


def nothing_pending(act: Act) -> None:
    dispute = act.dispute()
    if dispute.return_phase or dispute.outcome:
        raise NotNow()


def something_was_shipped(act: Act) -> None:
    if not act.deal.shipments:
        raise NotNow()


def order_return(act: Act) -> None:
    """The buyer ships the goods back first; the money follows what happens. It leads to the whole refund or the whole release
    by itself, so that above the limit it waits for a second moderator like any other decision."""
    reason, resolution = _grounds(act)
    words = {"verdict_reason": reason, "resolution": resolution, "decided_lines": None}
    act.change(act.dispute(), outcome=RETURN, refund_amount=0, ruled_by=act.actor_id, **words)
    act.detail.update(reason_code=reason, words_sha256=sha256_of(resolution))
    if act.held > act.rules.four_eyes_above:
        act.came_to = PROPOSED
        return
    begin_return(act)


def _grounds(act: Act) -> tuple[str, str]:
    """Why, as one of the fixed reasons and in words: no verdict goes without."""
    reason = str(act.args.get("reason_code") or "")
    if reason not in VERDICT_REASONS:
        raise InvalidValue("reason_code", "unknown-reason")
    return reason, clean_text(str(act.args["resolution"]), "resolution", length_max=3000)


def decide(act: Act) -> None:
    """A decision with reasons; above the limit it waits for a second moderator. No money moves yet."""
    reason, resolution = _grounds(act)
    outcome, refund, lines = _parts(act)
    changes = {"outcome": outcome, "refund_amount": refund, "resolution": resolution, "ruled_by": act.actor_id}
    act.change(act.dispute(), verdict_reason=reason, decided_lines=lines or None, **changes)
    act.detail.update(outcome=outcome, refund=refund, reason_code=reason, words_sha256=sha256_of(resolution))
    if lines:
        act.detail.update(lines=lines)
    if act.held > act.rules.four_eyes_above:
        act.came_to = PROPOSED
        act.go(State.DISPUTED)
        return
    publish(act)


def _parts(act: Act) -> tuple[str, int, str]:
    """(outcome, the buyer's part in minor units, what of each line goes back). By lines, the parts say what it comes to."""
    outcome, held = str(act.args["outcome"]), act.held
    if outcome == "lines":
        shares = divided(act.deal, act.args.get("lines") or {})
        back = refunded(shares)
        return "release" if back == 0 else "refund" if back == held else "split", back, written(shares)
    refund = {"release": 0, "refund": held}.get(outcome, act.args.get("refund_amount"))
    if outcome not in ("release", "refund", "split") or not isinstance(refund, int):
        raise InvalidValue("outcome", "unknown-outcome")
    if outcome == "split" and not 0 < refund < held:
        raise InvalidValue("refund_amount", "out-of-range", low=1, high=held - 1)
    if outcome == "split":
        require_payable(Money(refund, act.deal.trade.currency), "refund_amount")
    return outcome, refund, ""


def waits_for_second(act: Act) -> None:
    dispute = act.dispute()
    if not dispute.is_proposed:
        raise NotNow()
    if act.seat is not None and dispute.ruled_by == act.seat.user_id:
        raise NotAllowed()


def reject_ruling(act: Act) -> None:
    """The second moderator does not agree: the first decides anew."""
    act.change(act.dispute(), outcome="", refund_amount=0, resolution="", verdict_reason=None, decided_lines=None)


def confirm_ruling(act: Act) -> None:
    """The second moderator agrees: what was proposed is published, or the return is ordered."""
    if act.dispute().outcome != RETURN:
        publish(act)
        return
    begin_return(act)
    act.go(State.DISPUTED)


def decide_by_default(act: Act) -> None:
    """Nobody decided in time: the decision that was appealed stands, else refund, unless a carrier proved the delivery
    of all that was shipped. What was not shipped is refunded in any case, and so is what is on its way back."""
    dispute = act.dispute()
    if dispute.appealed and dispute.first_outcome:
        first_again(act)
        act.detail.update(outcome=dispute.first_outcome, reason_code=dispute.first_reason or "")
        publish(act)
        return
    sent_back = dispute.return_phase == "shipped"
    proved = not sent_back and bool(act.deal.shipments) and all(s.by_carrier for s in act.deal.shipments)
    back = open_part(act.deal) if proved else act.held
    outcome = "release" if back == 0 else "refund" if back == act.held else "split"
    act.change(
        act.dispute(),
        outcome=outcome,
        refund_amount=back,
        verdict_reason="no_decision",
        resolution="",
        decided_lines=None,
    )
    act.detail.update(outcome=outcome, reason_code="no_decision")
    publish(act)
