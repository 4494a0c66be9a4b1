"""Steps of a freeze by hand: one operator stops a trade, two let it go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from core.disputes import Dispute, awaited_in, kept
from core.errors import NotAllowed, NotNow
from core.process.act import Act
from core.wording import clean_text

LEFT_AT_LEAST = timedelta(hours=24)


def freeze(act: Act) -> None:
    """Nobody moves the trade and the parties' clocks stand still; the provider's holding limit runs on."""
    reason = clean_text(str(act.args.get("reason", "")), "reason", length_max=500)
    act.trade(frozen=True, frozen_by=act.actor_id, frozen_at=act.now, unfreeze_asked_by="")
    act.detail.update(reason=reason)


def frozen_by_hand(act: Act) -> None:
    if not act.deal.trade.frozen_by:
        raise NotNow()


def unfreeze(act: Act) -> None:
    """The second of two operators lets it go on; the one who froze it can never do so alone."""
    trade = act.deal.trade
    first = trade.unfreeze_asked_by
    if not first:
        act.trade(unfreeze_asked_by=act.actor_id)
        return
    if first == act.actor_id or (trade.frozen_by == act.actor_id and first == trade.frozen_by):
        raise NotAllowed()
    began = trade.frozen_at or act.now
    _shift_clocks(act, act.now - began)
    in_dispute = act.deal.state in ("disputed", "decided")
    if in_dispute:
        # From the moment it was disputed on the order's clocks stood for that reason: its end gives that time back.
        shift_order(act, max(timedelta(), act.dispute().created_at - began), at_least=None)
    else:
        shift_order(act, act.now - began)
    act.trade(frozen=in_dispute, frozen_by="", frozen_at=None, unfreeze_asked_by="")


def _shift_clocks(act: Act, stood: timedelta) -> None:
    """Give back the time that stood still, and at least a day: in talks, payment, signing and disputes."""

    def later(at: datetime | None) -> datetime | None:
        return None if at is None else max(at + stood, act.now + LEFT_AT_LEAST)

    act.trade(entered_at=act.deal.trade.entered_at + stood)
    for offer in act.deal.offers:
        if offer.status == "active":
            act.change(offer, valid_until=later(offer.valid_until))
    for request in act.deal.requests:
        if request.status == "asked":
            act.change(request, expires_at=later(request.expires_at))
    if act.deal.agreement is not None and act.deal.agreement.status == "pending":
        act.change(act.deal.agreement, sign_by=later(act.deal.agreement.sign_by))
    if act.deal.payment is not None and act.deal.state == "awaiting_payment":
        act.change(act.deal.payment, expires_at=later(act.deal.payment.expires_at))
    if act.deal.dispute is not None and act.deal.dispute.status != "resolved":
        _shift_dispute(act, act.deal.dispute, stood, later)


def shift_order(act: Act, stood: timedelta, *, at_least: timedelta | None = LEFT_AT_LEAST) -> None:
    """Give back the time in which the order's own clocks stood still: shipping, transit, a claimed delivery, inspection."""

    def later(at: datetime | None) -> datetime | None:
        if at is None:
            return None
        return at + stood if at_least is None else max(at + stood, act.now + at_least)

    order = act.deal.order
    if order is not None:
        shipped_at = order.shipped_at + stood if order.shipped_at else None
        act.change(order, ship_by=later(order.ship_by), inspect_until=later(order.inspect_until), shipped_at=shipped_at)
    for shipment in act.deal.shipments:
        claimed_at = shipment.claimed_at + stood if shipment.claimed_at else None
        act.change(shipment, inspect_until=later(shipment.inspect_until), claimed_at=claimed_at)


def _shift_dispute(act: Act, dispute: Dispute, stood: timedelta, later: Callable[[datetime | None], Any]) -> None:
    """What the parties have to do in a dispute; the desk's own time and the holding limit run on."""
    decided_at = dispute.decided_at
    if decided_at is not None:
        decided_at = max(decided_at + stood, act.now + LEFT_AT_LEAST - act.rules.appeal)
    act.change(
        dispute,
        evidence_due=later(dispute.evidence_due),
        awaited=kept(replace(one, due_at=later(one.due_at)) for one in awaited_in(dispute)),
        return_due=later(dispute.return_due),
        decided_at=decided_at,
    )
