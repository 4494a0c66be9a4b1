"""Steps of a dispute: freezing, answering, taking the case, deciding, appealing by silence, moving the money."""

from __future__ import annotations

from datetime import timedelta

from core.disputes import REASONS, Dispute
from core.errors import InvalidValue, NotNow, TakenBySomebody, TooEarly
from core.process.act import Act
from core.process.fulfilling import open_quantity
from core.process.paying import settle
from core.trades import State
from core.wording import clean_text

STATEMENT_LENGTH_MIN = 20
_DAY = timedelta(days=1)


def may_dispute(act: Act) -> None:
    """Money is held and not released; before anything was due, only fraud is a reason (checked with the reason)."""
    if act.held <= 0:
        raise NotNow()


def open_dispute(act: Act) -> None:
    reason = str(act.args["reason"])
    if reason not in REASONS:
        raise InvalidValue("reason", "unknown-reason")
    order = act.order()
    if act.deal.state in (State.PLACED, State.IN_PROGRESS) and reason != "fraud" and act.now < order.ship_by:
        raise TooEarly(at=order.ship_by.isoformat())
    statement = clean_text(str(act.args["statement"]), "statement", length_max=3000, length_min=STATEMENT_LENGTH_MIN)
    _freeze(act, reason=reason, statement=statement, role=act.role)


def open_silence_dispute(act: Act) -> None:
    """The transit limit is over and nobody said anything: never guess, let a person look."""
    _freeze(act, reason="not_delivered", statement="", role="timer")


def _freeze(act: Act, *, reason: str, statement: str, role: str) -> None:
    order = act.order()
    for request in act.deal.requests:
        if request.status == "asked":
            act.change(request, status="lapsed")
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
    )
    act.add(dispute)
    act.change(order, status="disputed", status_before_dispute=order.status)
    act.trade(frozen=True)
    act.detail.update(reason=reason, dispute_id=dispute.id)


def not_answered(act: Act) -> None:
    dispute = act.dispute()
    if dispute.raised_role == act.role or dispute.answer:
        raise NotNow()


def answer_dispute(act: Act) -> None:
    answer = clean_text(str(act.args["statement"]), "statement", length_max=3000)
    act.change(act.dispute(), answer=answer)


def case_is_free(act: Act) -> None:
    dispute = act.dispute()
    if dispute.moderator_id:
        raise TakenBySomebody()


def take_case(act: Act) -> None:
    act.change(act.dispute(), status="in_progress", moderator_id=act.actor_id)


def own_case(act: Act) -> None:
    """Only the moderator who took the case decides it."""
    dispute = act.dispute()
    if dispute.status != "in_progress":
        raise NotNow()
    if act.seat is not None and dispute.moderator_id != act.seat.user_id:
        raise TakenBySomebody()


def hand_over(act: Act) -> None:
    act.change(act.dispute(), status="open", moderator_id="")


def decide(act: Act) -> None:
    """A decision with reasons; no money moves until the appeal window is over."""
    outcome = str(act.args["outcome"])
    resolution = clean_text(str(act.args["resolution"]), "resolution", length_max=3000)
    held = act.held
    refund = {"release": 0, "refund": held}.get(outcome, act.args.get("refund_amount"))
    if outcome not in ("release", "refund", "split") or not isinstance(refund, int):
        raise InvalidValue("outcome", "unknown-outcome")
    if outcome == "split" and not 0 < refund < held:
        raise InvalidValue("refund_amount", "out-of-range", low=1, high=held - 1)
    act.change(
        act.dispute(),
        status="decided",
        outcome=outcome,
        refund_amount=refund,
        resolution=resolution,
        decision_number=act.dispute().decision_number + 1,
        decided_at=act.now,
        waived="",
    )
    act.detail.update(outcome=outcome, refund=refund)


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


def carry_out(act: Act) -> None:
    """The only way a frozen escrow is emptied."""
    dispute, order = act.dispute(), act.order()
    settle(act, refund=dispute.refund_amount)
    act.change(dispute, status="resolved")
    act.trade(frozen=False)
    if order.status_before_dispute in ("placed", "in_progress"):
        # What was shipped has left the shelf; the rest was only promised.
        act.take_stock(order.quantity - open_quantity(act.deal))
        act.release_stock(open_quantity(act.deal))
    if dispute.outcome == "refund":
        act.change(order, status="cancelled")
        act.go(State.CANCELLED)
    else:
        act.change(order, status="completed")
        act.go(State.COMPLETED)


def opened_by_actor(act: Act) -> None:
    if act.dispute().raised_role != act.role:
        raise NotNow()


def withdraw_dispute(act: Act) -> None:
    """The opener drops it: the trade goes on where it was, with at least a day left to inspect."""
    order = act.order()
    before = order.status_before_dispute
    changes = {}
    if order.inspect_until is not None:
        changes["inspect_until"] = max(order.inspect_until, act.now + _DAY)
    act.change(act.dispute(), status="resolved", outcome="withdrawn")
    act.change(order, status=before, status_before_dispute="", **changes)
    act.trade(frozen=False)
    act.go(State(before))
