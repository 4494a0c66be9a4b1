"""Steps of a dispute: freezing, answering, evidence, publishing, appealing, settling between the parties."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from core.disputes import REASONS, Dispute, awaited_in, kept
from core.errors import InvalidValue, NotNow, TooEarly
from core.money import Money, require_payable
from core.process.act import Act
from core.process.cancelling import ask, cancel_order
from core.process.freezing import shift_order
from core.process.fulfilling import lapse_requests, open_quantity
from core.process.settling import bank_decides, settle
from core.trades import Deal, State
from core.wording import clean_text, sha256_of

STATEMENT_LENGTH_MIN = 100
"""Characters that a dispute is opened with, unless a photo or document speaks for it."""
APPEAL_LENGTH_MIN = 20
_DAY = timedelta(days=1)


def may_dispute(act: Act) -> None:
    """Money is held and not released."""
    if act.held <= 0:
        raise NotNow()


def nothing_is_due(deal: Deal, now: datetime) -> bool:
    """The time to ship is not over, and nothing has arrived that can be looked at: then only fraud is a reason."""
    if deal.order is None or deal.state not in (State.PLACED, State.IN_PROGRESS) or now >= deal.order.ship_by:
        return False
    return not any(part.status == "delivered" and part.accepted_at is None for part in deal.shipments)


def open_dispute(act: Act) -> None:
    """Before anything was due, only fraud is a reason."""
    reason = str(act.args["reason"])
    if reason not in REASONS:
        raise InvalidValue("reason", "unknown-reason")
    if reason != "fraud" and nothing_is_due(act.deal, act.now):
        raise TooEarly(at=act.order().ship_by.isoformat())
    least = 1 if act.args.get("files") else STATEMENT_LENGTH_MIN
    statement = clean_text(str(act.args["statement"]), "statement", length_max=3000, length_min=least)
    freeze_into_dispute(act, reason=reason, statement=statement, role=act.role)
    _keep_hash(act, statement)


def _keep_hash(act: Act, words: str) -> None:
    """What somebody wrote is known by its hash from here on, whatever becomes of the words."""
    act.detail.update(statement_sha256=sha256_of(words), length=len(words))


def open_silence_dispute(act: Act) -> None:
    """The transit limit is over and nobody said anything: never guess, let a person look."""
    freeze_into_dispute(act, reason="not_delivered", statement="", role="timer")


def reach_hold_limit(act: Act) -> None:
    """The provider will not hold the money for ever: cancel what nobody shipped, have the rest decided. While an operator
    has stopped the trade no money moves by itself: then people decide, whatever was shipped."""
    if not act.deal.shipments and not act.deal.trade.frozen_by:
        cancel_order(act)
        return
    freeze_into_dispute(act, reason="other", statement="", role="timer", kind="escrow_deadline")
    act.change(act.dispute(), forced_at=act.after(act.rules.forced_decision))
    act.go(State.DISPUTED)


def force_decision(act: Act) -> None:
    """A dispute that is still open when the holding limit comes near has to be decided within days."""
    if act.dispute().forced_at is not None:
        raise NotNow()
    act.change(act.dispute(), forced_at=act.after(act.rules.forced_decision))


def freeze_into_dispute(act: Act, *, reason: str, statement: str, role: str, kind: str = "trade") -> None:
    """Open a dispute: requests lapse, and only resolutions can touch the money from here on."""
    order = act.order()
    lapse_requests(act)
    dispute = Dispute(
        id=act.ids.new("dsp"),
        order_id=order.id,
        negotiation_id=act.deal.trade.id,
        raised_by=act.actor_id,
        raised_role=role,
        reason=reason,
        statement=statement,
        created_at=act.now,
        updated_at=act.now,
        kind=kind,
    )
    act.add(dispute)
    act.change(order, status="disputed", status_before_dispute=order.status)
    act.trade(frozen=True)
    act.detail.update(reason=reason, dispute_id=dispute.id)


def bank_is_done(act: Act) -> None:
    """Nobody decides about money that a bank is deciding about."""
    if bank_decides(act.deal):
        raise NotNow()


# ── the parties ──────────────────────────────────────────────────────────────────────────────────────────────────


def not_answered(act: Act) -> None:
    dispute = act.dispute()
    if dispute.raised_role == act.role or dispute.answer:
        raise NotNow()


def answer_dispute(act: Act) -> None:
    answer = clean_text(str(act.args["statement"]), "statement", length_max=3000)
    act.change(act.dispute(), answer=answer)
    _keep_hash(act, answer)


def escalate(act: Act) -> None:
    """No answer, or nobody took the case: it goes to whoever stands above."""
    dispute = act.dispute()
    if dispute.escalated:
        raise NotNow()
    act.change(dispute, escalated=True)


def evidence_is_asked(act: Act) -> None:
    if act.dispute().evidence_due is None:
        raise NotNow()


def add_evidence(act: Act) -> None:
    dispute = act.dispute()
    words = clean_text(str(act.args["statement"]), "statement", length_max=3000)
    act.change(dispute, evidence=f"{dispute.evidence}\n\n{act.role}: {words}".strip())
    _keep_hash(act, words)
    if dispute.evidence_missed:
        act.detail.update(late="yes")


def miss_evidence(act: Act) -> None:
    """The time for what was asked for is over: the moderator may decide on what is there. What comes later is kept."""
    act.change(act.dispute(), evidence_missed=True)


def answer_question(act: Act) -> None:
    """A side has answered what its moderator asked; that question is not waited for any more."""
    dispute, question_id = act.dispute(), str(act.args["question_id"])
    answered = act.role.value, question_id
    left = [one for one in awaited_in(dispute) if (one.side, one.question_id) != answered]
    act.change(dispute, awaited=kept(left))
    act.detail.update(question_id=question_id)
    if act.args.get("late"):
        act.detail.update(late="yes")


def miss_question(act: Act) -> None:
    """The time to answer is over: the moderator is told, and may decide on what is there. Late answers are still taken."""
    dispute = act.dispute()
    over = [one for one in awaited_in(dispute) if one.due_at <= act.now]
    if not over:
        raise NotNow()
    act.change(dispute, awaited=kept(one for one in awaited_in(dispute) if one not in over))
    act.detail.update(sides=sorted({one.side for one in over}))


def propose_settlement(act: Act) -> None:
    """The parties settle themselves: so much back to the buyer, the rest to the seller."""
    amount = act.args["amount"]
    if not isinstance(amount, int) or not 0 <= amount <= act.held:
        raise InvalidValue("amount", "out-of-range", low=0, high=act.held)
    if amount != act.held:
        require_payable(Money(amount, act.deal.trade.currency), "amount")
    ask(act, "settlement", amount=amount, needs_reason=False)
    act.detail.update(amount=amount)


def agree_to_settlement(act: Act) -> None:
    request = act.open_request("settlement")
    act.change(request, status="accepted")
    act.change(
        act.dispute(),
        outcome="settled_by_parties",
        refund_amount=request.amount or 0,
        verdict_reason="settled",
        resolution="",
        decided_lines=None,
    )
    act.detail.update(outcome="settled_by_parties", reason_code="settled")
    carry_out(act)


def opened_by_actor(act: Act) -> None:
    """Only while nothing has come of it: from then on the other side has a say, and a moderator."""
    dispute = act.dispute()
    if dispute.raised_role != act.role or dispute.answer or dispute.kind != "trade":
        raise NotNow()
    if dispute.status != "open" or dispute.return_phase or dispute.outcome or dispute.appealed:
        raise NotNow()


def withdraw_dispute(act: Act) -> None:
    """The opener drops it: the trade goes on where it was, with at least a day left to inspect."""
    act.change(act.dispute(), status="resolved", outcome="withdrawn")
    resume(act)


def resume(act: Act) -> None:
    """Thaw a dispute that changed nothing: every clock of the order has as long as it had, and at least a day."""
    lapse_requests(act)
    order = act.order()
    before = order.status_before_dispute
    act.change(order, status=before, status_before_dispute="")
    # While an operator has stopped the trade as well, the second part of the time is given back when that ends.
    until = act.deal.trade.frozen_at or act.now
    shift_order(act, max(timedelta(), until - act.dispute().created_at))
    act.trade(frozen=bool(act.deal.trade.frozen_by))
    act.go(State(before))


def give_time(act: Act) -> None:
    """After the bank has had its time the people have at least a day again."""
    dispute, least = act.dispute(), act.now + _DAY
    decided_at = dispute.decided_at
    act.change(
        dispute,
        decided_at=None if decided_at is None else max(decided_at, least - act.rules.appeal),
        evidence_due=None if dispute.evidence_due is None else max(dispute.evidence_due, least),
        return_due=None if dispute.return_due is None else max(dispute.return_due, least),
        forced_at=None if dispute.forced_at is None else max(dispute.forced_at, least),
        awaited=kept(replace(one, due_at=max(one.due_at, least)) for one in awaited_in(dispute)),
    )


# ── after the decision ───────────────────────────────────────────────────────────────────────────────────────────


PROPOSED, PUBLISHED = "proposed", "published"
"""What a moderator's decision comes to: it waits for a second one, or both sides read it."""


def publish(act: Act) -> None:
    """Both sides read the decision, and the appeal window begins. No money moves yet."""
    bank_is_done(act)
    dispute = act.dispute()
    lapse_requests(act)
    act.change(
        dispute,
        status="decided",
        decision_number=dispute.decision_number + 1,
        decided_at=act.now,
        waived="",
        return_phase="",
        return_due=None,
        awaited=None,
    )
    act.came_to = PUBLISHED
    act.go(State.DECIDED)


def not_waived(act: Act) -> None:
    if act.role in act.dispute().waived.split(","):
        raise NotNow()


def waive_appeal(act: Act) -> None:
    """One side accepts the decision; when both have, it is carried out at once."""
    dispute = act.dispute()
    waived = sorted({*filter(None, dispute.waived.split(",")), str(act.role)})
    act.change(dispute, waived=",".join(waived))
    if len(waived) == 2:
        carry_out(act)
    else:
        act.go(State.DECIDED)


def may_appeal(act: Act) -> None:
    """The side that lost something, once, above a minimum, before accepting."""
    dispute, held = act.dispute(), act.held
    lost = held - dispute.refund_amount if act.role == "buyer" else dispute.refund_amount
    if dispute.appealed or lost < max(1, act.rules.appeal_minimum) or act.role in dispute.waived.split(","):
        raise NotNow()


def appeal(act: Act) -> None:
    """New evidence for another moderator; without a new decision in time the first one stands."""
    words = clean_text(str(act.args["statement"]), "statement", length_max=3000, length_min=APPEAL_LENGTH_MIN)
    dispute = act.dispute()
    _keep_hash(act, words)
    act.change(
        dispute,
        status="open",
        moderator_id="",
        appealed=True,
        appeal=words,
        first_outcome=dispute.outcome,
        first_refund=dispute.refund_amount,
        first_reason=dispute.verdict_reason,
        first_resolution=dispute.resolution,
        first_lines=dispute.decided_lines,
        outcome="",
        refund_amount=0,
        verdict_reason=None,
        resolution="",
        decided_lines=None,
        decided_at=None,
        evidence_due=None,
        return_due=None,
    )


def first_decision_stands(act: Act) -> None:
    """Nobody decided the appeal in time; a ruling that waits for its second moderator is none."""
    dispute = act.dispute()
    if not dispute.appealed or not dispute.first_outcome:
        raise NotNow()
    first_again(act)
    act.detail.update(outcome=dispute.first_outcome, reason_code=dispute.first_reason or "")
    carry_out(act)


def first_again(act: Act) -> None:
    """The decision that was appealed stands, with its reasons; of money that a bank has taken meanwhile nothing is paid."""
    dispute = act.dispute()
    act.change(
        dispute,
        outcome=dispute.first_outcome,
        refund_amount=min(dispute.first_refund, act.held),
        verdict_reason=dispute.first_reason,
        resolution=dispute.first_resolution or "",
        decided_lines=dispute.first_lines,
    )


def carry_out(act: Act) -> None:
    """The only way a frozen escrow is emptied; never while a bank decides about the same money."""
    bank_is_done(act)
    lapse_requests(act)
    dispute, order = act.dispute(), act.order()
    left = open_quantity(act.deal)
    settle(act, refund=dispute.refund_amount)
    act.change(dispute, status="resolved", return_phase="", return_due=None)
    if dispute.outcome == "refund" and dispute.verdict_reason == "returned":
        # Only now: goods that came back are on nobody's shelf again before somebody has looked at them.
        for shipment in act.deal.shipments:
            if shipment.accepted_at is None:
                act.change(shipment, status="returned")
    act.trade(frozen=bool(act.deal.trade.frozen_by))
    act.release_stock(left)
    if act.agreement().outcome == "refunded":
        act.change(order, status="cancelled")
        act.go(State.CANCELLED)
    else:
        act.change(order, status="completed")
        act.go(State.COMPLETED)
