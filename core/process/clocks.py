"""The clocks of a trade: what is due when, as a pure function of the deal.

Nothing is ever "started" or "stopped": after each change the wanted wake-ups are computed afresh from the rows and
compared with the open ones. A wake-up that the deal does not want any more never fires.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.disputes import Dispute, awaited_in
from core.process.approving import approval_of
from core.process.chargebacks import next_evidence
from core.process.definition import Notice, Reminder, Told
from core.process.fulfilling import acceptable, claimed, open_quantity, under_way
from core.process.settling import bank_decides, reserved, unpaid
from core.rules import Rules
from core.trades import Deal, State

HALF, LAST = "half", "last"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A wake-up that the deal wants: fire a transition, or remind (then `fires` names the reminder)."""

    name: str
    kind: str
    subject_id: str
    fires: str
    due_at: datetime

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.name, self.kind, self.subject_id, self.fires


@dataclass(frozen=True, slots=True)
class Clock:
    """One kind of deadline: in which states it runs, when it ends, what it fires, and who is reminded before."""

    name: str
    states: frozenset[State]
    end: Callable[[Deal, Rules], tuple[str, datetime, datetime] | None]
    """(subject id, began, ends), or None when it does not run."""
    fires: str
    reminds: Told | None = None
    before: tuple[timedelta, ...] = ()
    halfway: bool = False
    while_frozen: bool = False
    while_stopped: bool = False

    def wanted(self, deal: Deal, rules: Rules) -> Iterator[Wanted]:
        """The wake-ups of a deal in one of its states."""
        if deal.trade.frozen_by:
            if not self.while_stopped:
                return
        elif deal.trade.frozen and not self.while_frozen:
            return
        if self.states <= FROZEN and bank_decides(deal):
            # While the bank decides about the money nobody else can: a dispute's clocks go on afterwards.
            return
        period = self.end(deal, rules)
        if period is None:
            return
        subject_id, began, ends = period
        if self.fires:
            yield Wanted(self.name, "act", subject_id, self.fires, ends)
        if self.reminds is not None:
            moments = {HALF: began + (ends - began) / 2} if self.halfway else {}
            moments |= {f"{LAST}-{_hours(ahead)}h": ends - ahead for ahead in self.before}
            told: set[datetime] = set()
            for label, at in moments.items():
                # Half of a short time may be the last day, too: nobody is told twice at once.
                if began < at and at not in told:
                    told.add(at)
                    yield Wanted(self.name, "remind", subject_id, f"{self.name}-{label}", at)

    @property
    def reminder(self) -> Reminder:
        return Reminder(self.name, (Notice(self.reminds or Told.BOTH, f"remind-{self.name}"),))


def _hours(period: timedelta) -> int:
    return int(period.total_seconds() // 3600)


def _offer(deal: Deal, _rules: Rules) -> tuple[str, datetime, datetime] | None:
    offer = deal.active_offer
    return None if offer is None else (offer.id, offer.created_at, offer.valid_until)


def _talks(deal: Deal, rules: Rules) -> tuple[str, datetime, datetime] | None:
    if deal.active_offer is not None:
        return None
    since = deal.trade.talked_at or deal.trade.created_at
    return deal.trade.id, since, since + rules.talks_idle


def _since_entry(
    period: Callable[[Rules], timedelta],
) -> Callable[[Deal, Rules], tuple[str, datetime, datetime] | None]:
    def end(deal: Deal, rules: Rules) -> tuple[str, datetime, datetime] | None:
        return deal.trade.id, deal.trade.entered_at, deal.trade.entered_at + period(rules)

    return end


def _payment(deal: Deal, _rules: Rules) -> tuple[str, datetime, datetime] | None:
    payment = deal.payment
    return None if payment is None else (payment.id, payment.created_at, payment.expires_at)


def _signing(deal: Deal, _rules: Rules) -> tuple[str, datetime, datetime] | None:
    agreement = deal.agreement
    if agreement is None or (agreement.buyer_signature and agreement.seller_signature):
        return None
    return agreement.id, deal.trade.entered_at, agreement.sign_by


def _ship_by(deal: Deal, _rules: Rules) -> tuple[str, datetime, datetime] | None:
    if deal.order is None or open_quantity(deal) == 0:
        return None
    return deal.order.id, deal.order.placed_at, deal.order.ship_by


def _unshipped(deal: Deal, rules: Rules) -> tuple[str, datetime, datetime] | None:
    if deal.order is None or open_quantity(deal) == 0:
        return None
    return deal.order.id, deal.order.ship_by, deal.order.ship_by + rules.unshipped_grace


def _request(deal: Deal, _rules: Rules) -> tuple[str, datetime, datetime] | None:
    request = next((r for r in deal.requests if r.status == "asked" and r.kind != "approval"), None)
    return None if request is None else (request.id, request.created_at, request.expires_at)


def _transit(deal: Deal, rules: Rules) -> tuple[str, datetime, datetime] | None:
    if deal.order is None or deal.order.shipped_at is None:
        return None
    shipped_at = deal.order.shipped_at
    return deal.order.id, shipped_at, shipped_at + rules.transit + rules.transit_answer


def _inspection(deal: Deal, _rules: Rules) -> tuple[str, datetime, datetime] | None:
    order = deal.order
    if order is None or order.inspect_until is None or order.delivered_at is None:
        return None
    return order.id, order.delivered_at, order.inspect_until


def _approval(deal: Deal, _rules: Rules) -> tuple[str, datetime, datetime] | None:
    request = approval_of(deal)
    return None if request is None else (request.id, request.created_at, request.expires_at)


def _claim(deal: Deal, rules: Rules) -> tuple[str, datetime, datetime] | None:
    shipment = claimed(deal)
    if shipment is None or shipment.claimed_at is None:
        return None
    return shipment.id, shipment.claimed_at, shipment.claimed_at + rules.contest


def _part(deal: Deal, _rules: Rules) -> tuple[str, datetime, datetime] | None:
    shipment = acceptable(deal)
    if shipment is None or shipment.inspect_until is None or not (open_quantity(deal) or under_way(deal)):
        return None
    return shipment.id, shipment.delivered_at or shipment.updated_at, shipment.inspect_until


def _hold_limit(deal: Deal, rules: Rules) -> tuple[str, datetime, datetime] | None:
    payment = deal.payment
    if payment is None or payment.captured_at is None:
        return None
    days = timedelta(days=rules.held_at_most(payment.currency))
    return payment.id, payment.captured_at, payment.captured_at + days


def _hold_limit_in_dispute(deal: Deal, rules: Rules) -> tuple[str, datetime, datetime] | None:
    dispute = deal.dispute
    if dispute is None or dispute.forced_at is not None or dispute.kind == "chargeback":
        return None
    return _hold_limit(deal, rules)


def _forced(deal: Deal, _rules: Rules) -> tuple[str, datetime, datetime] | None:
    dispute = deal.dispute
    if dispute is None or dispute.forced_at is None or dispute.kind == "chargeback":
        return None
    return dispute.id, dispute.updated_at, dispute.forced_at


def _evidence(deal: Deal, _rules: Rules) -> tuple[str, datetime, datetime] | None:
    dispute = deal.dispute
    if dispute is None or dispute.evidence_due is None or dispute.evidence_missed:
        return None
    return dispute.id, dispute.created_at, dispute.evidence_due


def _question(side: str) -> Callable[[Deal, Rules], tuple[str, datetime, datetime] | None]:
    """The most urgent question of a moderator that this side has not answered."""

    def end(deal: Deal, _rules: Rules) -> tuple[str, datetime, datetime] | None:
        waiting = awaited_in(deal.dispute, side) if deal.dispute is not None else ()
        return (waiting[0].question_id, waiting[0].asked_at, waiting[0].due_at) if waiting else None

    return end


def _return(deal: Deal, _rules: Rules) -> tuple[str, datetime, datetime] | None:
    dispute = deal.dispute
    if dispute is None or dispute.return_due is None or not dispute.return_phase:
        return None
    return f"{dispute.id}:{dispute.return_phase}", dispute.created_at, dispute.return_due


def _decision(deal: Deal, rules: Rules) -> tuple[str, datetime, datetime] | None:
    dispute = deal.dispute
    if dispute is None or dispute.appealed or dispute.return_phase:
        return None
    # A bank that took its time must not leave the moderators none.
    began = max([dispute.created_at, *(c.updated_at for c in deal.chargebacks if c.status == "won")])
    return dispute.id, began, _after_return(dispute, began + rules.decision_stop, rules)


def _after_return(dispute: Dispute, ends: datetime, rules: Rules) -> datetime:
    """Neither must a return that was called off: it has days of its own for a decision."""
    return ends if dispute.return_due is None else max(ends, dispute.return_due + rules.forced_decision)


def _appeal_decision(deal: Deal, rules: Rules) -> tuple[str, datetime, datetime] | None:
    dispute = deal.dispute
    if dispute is None or not dispute.appealed or dispute.return_phase:
        return None
    began = deal.trade.entered_at
    return dispute.id, began, _after_return(dispute, began + rules.appeal_decision, rules)


def _chargeback(deal: Deal, _rules: Rules) -> tuple[str, datetime, datetime] | None:
    found = next_evidence(deal)
    if found is None:
        return None
    due, chargeback = found
    return chargeback.id, chargeback.created_at, due


def _reserve(deal: Deal, rules: Rules) -> tuple[str, datetime, datetime] | None:
    if reserved(deal) <= 0 or bank_decides(deal):
        return None
    return deal.trade.id, deal.trade.entered_at, deal.trade.entered_at + rules.reserve_period


_PAYOUT_WAITS = (*(timedelta(minutes=minutes) for minutes in (5, 15, 30, 60)), timedelta(days=1))


def _payout(deal: Deal, rules: Rules) -> tuple[str, datetime, datetime] | None:
    """Sent again after 5 to 60 minutes, then daily; after the limit a person has to look."""
    last = None if bank_decides(deal) else unpaid(deal)
    if last is None or last.number > len(_PAYOUT_WAITS) + rules.payout_stuck.days:
        return None
    wait = _PAYOUT_WAITS[min(last.number, len(_PAYOUT_WAITS)) - 1]
    return last.id, last.updated_at, last.updated_at + wait


def _refund(deal: Deal, rules: Rules) -> tuple[str, datetime, datetime] | None:
    waiting = next(
        (r for r in deal.refunds if r.status == "pending" or (r.status == "failed" and deal.balance(f"ref:{r.id}"))),
        None,
    )
    return None if waiting is None else (waiting.id, waiting.created_at, waiting.created_at + rules.refund_stuck)


def _answer(deal: Deal, rules: Rules) -> tuple[str, datetime, datetime] | None:
    dispute = deal.dispute
    if dispute is None or dispute.answer or dispute.escalated or dispute.kind == "chargeback":
        return None
    return dispute.id, dispute.created_at, dispute.created_at + rules.dispute_answer


def _unclaimed(deal: Deal, rules: Rules) -> tuple[str, datetime, datetime] | None:
    dispute = deal.dispute
    if dispute is None or dispute.moderator_id or dispute.escalated or dispute.kind == "chargeback":
        return None
    return dispute.id, dispute.updated_at, dispute.updated_at + 2 * rules.unclaimed


def _appeal(deal: Deal, rules: Rules) -> tuple[str, datetime, datetime] | None:
    dispute = deal.dispute
    if dispute is None or dispute.decided_at is None:
        return None
    return dispute.id, dispute.decided_at, dispute.decided_at + rules.appeal


H = timedelta(hours=1)
ORDERED = frozenset({State.PLACED, State.IN_PROGRESS})
UNDER_WAY = frozenset({State.IN_PROGRESS, State.SHIPPED})
HELD = frozenset({State.PLACED, State.IN_PROGRESS, State.SHIPPED, State.DELIVERED})
PAID = HELD | {State.DISPUTED, State.DECIDED, State.COMPLETED, State.CANCELLED}
TALKS, IN_DISPUTE = frozenset({State.NEGOTIATING}), frozenset({State.DISPUTED})
FROZEN = IN_DISPUTE | {State.DECIDED}

# fmt: off
CLOCKS: tuple[Clock, ...] = (
    Clock("offer", TALKS, _offer, "expire_offer", Told.BOTH, (2 * H,), halfway=True),
    Clock("talks", TALKS, _talks, "expire_talks"),
    Clock("approval", TALKS, _approval, "lapse_approval"),
    Clock("gateway", frozenset({State.AGREED}), _since_entry(lambda r: r.gateway), "give_up_gateway",
          Told.SELLER, (2 * H,), halfway=True),
    Clock("payment", frozenset({State.AWAITING_PAYMENT}), _payment, "expire_payment", Told.BUYER, (H,), halfway=True),
    Clock("signing", frozenset({State.AWAITING_SIGNATURES}), _signing, "expire_signing", Told.BOTH, (2 * H,),
          halfway=True),
    Clock("ship-by", ORDERED, _ship_by, "", Told.SELLER, (24 * H, 2 * H), halfway=True),
    Clock("unshipped", ORDERED, _unshipped, "cancel_unshipped", Told.BOTH, (24 * H,)),
    Clock("request", ORDERED | IN_DISPUTE, _request, "lapse_request", Told.BOTH, (), halfway=True, while_frozen=True),
    Clock("claim", UNDER_WAY, _claim, "count_claim", Told.BUYER, (), halfway=True),
    Clock("part", UNDER_WAY, _part, "auto_accept_part", Told.BUYER, (24 * H,)),
    Clock("transit", frozenset({State.SHIPPED}), _transit, "dispute_silence", Told.BOTH,
          (7 * 24 * H, 48 * H, 24 * H)),
    Clock("inspection", frozenset({State.DELIVERED}), _inspection, "auto_release", Told.BUYER, (24 * H, 2 * H),
          halfway=True),
    Clock("hold-limit", HELD, _hold_limit, "reach_hold_limit", Told.DESK, (14 * 24 * H,), while_stopped=True),
    Clock("hold-limit-dispute", IN_DISPUTE, _hold_limit_in_dispute, "force_decision", Told.DESK, (14 * 24 * H,),
          while_frozen=True),
    Clock("forced", IN_DISPUTE, _forced, "decide_by_default", Told.DESK, (24 * H,), while_frozen=True),
    Clock("answer", IN_DISPUTE, _answer, "escalate", Told.BOTH, (24 * H,), while_frozen=True),
    Clock("unclaimed", IN_DISPUTE, _unclaimed, "escalate", Told.DESK, (), halfway=True, while_frozen=True),
    Clock("evidence", IN_DISPUTE, _evidence, "miss_evidence", Told.BOTH, (24 * H,), while_frozen=True),
    Clock("question-buyer", IN_DISPUTE, _question("buyer"), "miss_question", Told.BUYER, (24 * H,), halfway=True,
          while_frozen=True),
    Clock("question-seller", IN_DISPUTE, _question("seller"), "miss_question", Told.SELLER, (24 * H,), halfway=True,
          while_frozen=True),
    Clock("return", IN_DISPUTE, _return, "miss_return", Told.BOTH, (48 * H,), while_frozen=True),
    Clock("decision", IN_DISPUTE, _decision, "decide_by_default", Told.DESK, (20 * 24 * H, 48 * H),
          while_frozen=True),
    Clock("appeal-decision", IN_DISPUTE, _appeal_decision, "first_decision_stands", Told.DESK, (24 * H,),
          while_frozen=True),
    Clock("appeal", frozenset({State.DECIDED}), _appeal, "resolve", None, (), while_frozen=True),
    Clock("chargeback", frozenset(State) - TALKS, _chargeback, "respond_to_chargeback", Told.DESK, (24 * H,), while_frozen=True,
          while_stopped=True),
    Clock("reserve", frozenset({State.COMPLETED, State.CANCELLED}), _reserve, "free_reserve"),
    Clock("payout", PAID, _payout, "retry_payout", while_frozen=True),
    Clock("refund", frozenset(State) - TALKS, _refund, "", Told.DESK, (0 * H,), while_frozen=True),
)
# fmt: on

BY_NAME = {clock.name: clock for clock in CLOCKS}
_RUNNING = {state: tuple(clock for clock in CLOCKS if state in clock.states) for state in State}
"""State → the clocks that can run in it."""


def wanted(deal: Deal, rules: Rules) -> tuple[Wanted, ...]:
    """Every wake-up that this deal wants now."""
    return tuple(wake for clock in _RUNNING[deal.state] for wake in clock.wanted(deal, rules))


def next_turn(deal: Deal, rules: Rules) -> Wanted | None:
    """The nearest default action: what the card announces as "if nobody acts"."""
    # A wake-up that was put off (after an outage, or while the provider is asked) happens when its row says so.
    put_off = {(row.name, row.kind, row.subject_id, row.fires): row.due_at for row in deal.deadlines if row.attempts}
    acts = [
        replace(wake, due_at=max(wake.due_at, put_off.get(wake.key, wake.due_at)))
        for wake in wanted(deal, rules)
        if wake.kind == "act"
    ]
    return min(acts, key=lambda wake: wake.due_at, default=None)
