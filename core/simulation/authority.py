"""Who may do what and when, written down a second time on purpose: what the process let happen is held against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from core.rules import Rules
from core.trades import Deal, TradeTransition

PEOPLE = frozenset({"buyer", "seller", "moderator", "timer"})
"""Who has to wait while the provider is being asked."""
WHILE_STOPPED = frozenset({"unfreeze", "reach_hold_limit", "respond_to_chargeback"})
"""What may happen, besides the provider's own news, while an operator has stopped a trade."""
WHILE_ASKING = frozenset({"freeze", "unfreeze"})


def check_act(
    line: TradeTransition, before: Deal, after: Deal, members: Mapping[str, frozenset[str]], rules: Rules
) -> Iterator[str]:
    """Everything that is wrong about this act on this deal. `members`: user → the companies they belong to."""
    trade, role, name = before.trade, str(line.actor_role), line.transition
    if trade.pending_act and role in PEOPLE and name not in WHILE_ASKING:
        yield f"{name} by the {role} while {trade.pending_act} was under way"
    if trade.frozen_by and role != "provider" and name not in WHILE_STOPPED:
        yield f"{name} by the {role} on a stopped trade"
    if role == "timer":
        yield from _came_too_early(line, before, rules)
    if role in ("buyer", "seller"):
        company = trade.buyer_company_id if role == "buyer" else trade.seller_company_id
        if company not in members.get(line.actor_id, frozenset()):
            yield f"{name} as {role} by {line.actor_id}, who is not of {company}"
    if role == "moderator":
        parties = {trade.buyer_company_id, trade.seller_company_id}
        if parties & members.get(line.actor_id, frozenset()):
            yield f"{name} by a moderator of one of the parties"
    more = _ACTS.get(name)
    if more is not None:
        yield from more(line, before)
    yield from _signatures_stay(line, before, after)


def due_at(name: str, deal: Deal, rules: Rules) -> datetime | None:
    """When a timer may do this at the earliest; None where no row says so."""
    due_of = _DUE.get(name)
    return due_of(deal, rules) if due_of else None


def _came_too_early(line: TradeTransition, before: Deal, rules: Rules) -> Iterator[str]:
    """A default act may only happen when its time has come, by the rows as they were."""
    due_of = _DUE.get(line.transition)
    due = due_of(before, rules) if due_of else None
    if due_of is not None and (due is None or due > line.created_at):
        yield f"{line.transition} fired, due {due}"


def _signatures_stay(line: TradeTransition, before: Deal, after: Deal) -> Iterator[str]:
    """Nobody's signature changes or goes, but one's own that is taken back before the other side has given theirs."""
    if before.agreements is after.agreements:
        return
    now = {agreement.id: agreement for agreement in after.agreements}
    for old in before.agreements:
        for side, other in (("buyer", "seller"), ("seller", "buyer")):
            was, is_now = old.signature_of(side), now[old.id].signature_of(side)
            takes_back = line.transition == "withdraw_signature" and line.actor_role == side and is_now is None
            if was is not None and was != is_now and not (takes_back and old.signature_of(other) is None):
                yield "a signature was replaced"


def _accepting(line: TradeTransition, before: Deal) -> Iterator[str]:
    offer = before.active_offer
    if offer is None or offer.author_role == line.actor_role:
        yield "the author accepted their own offer"
    elif offer.valid_until <= line.created_at:
        yield "an offer was accepted after its time"


def _appealing(_line: TradeTransition, before: Deal) -> Iterator[str]:
    if before.dispute is None or before.dispute.appealed:
        yield "a second appeal"


def _confirming(line: TradeTransition, before: Deal) -> Iterator[str]:
    if before.dispute is None or before.dispute.ruled_by == line.actor_id:
        yield "one moderator alone decided what needs two"


def _unfreezing(line: TradeTransition, before: Deal) -> Iterator[str]:
    if before.trade.unfreeze_asked_by == line.actor_id:
        yield "one operator alone let a trade go on"


def _signing(line: TradeTransition, before: Deal) -> Iterator[str]:
    agreement = before.agreement
    if agreement is not None and agreement.signature_of(str(line.actor_role)) is not None:
        yield "one side signed twice"


_ACTS: dict[str, Callable[[TradeTransition, Deal], Iterator[str]]] = {
    "accept": _accepting,
    "approve": _accepting,
    "appeal": _appealing,
    "confirm_ruling": _confirming,
    "unfreeze": _unfreezing,
    "sign": _signing,
}


def _last(row: Any, name: str) -> datetime | None:
    value: datetime | None = getattr(row, name) if row is not None else None
    return value


def _plus(at: datetime | None, period: timedelta) -> datetime | None:
    return None if at is None else at + period


_DUE: dict[str, Callable[[Deal, Rules], datetime | None]] = {
    "expire_offer": lambda d, r: _last(d.active_offer, "valid_until"),
    "give_up_gateway": lambda d, r: d.trade.entered_at + r.gateway,
    "expire_payment": lambda d, r: _last(d.payment, "expires_at"),
    "expire_signing": lambda d, r: _last(d.agreement, "sign_by"),
    "cancel_unshipped": lambda d, r: _plus(_last(d.order, "ship_by"), r.unshipped_grace),
    "dispute_silence": lambda d, r: _plus(_last(d.order, "shipped_at"), r.transit + r.transit_answer),
    "auto_release": lambda d, r: _last(d.order, "inspect_until"),
    "resolve": lambda d, r: _plus(_last(d.dispute, "decided_at"), r.appeal),
    "first_decision_stands": lambda d, r: d.trade.entered_at + r.appeal_decision,
    "miss_return": lambda d, r: _last(d.dispute, "return_due"),
    "free_reserve": lambda d, r: d.trade.entered_at + r.reserve_period,
}
"""What a timer may do at the earliest."""
