"""The pure engine: may they? → the changed deal, its history line, its wake-ups, and who is to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.errors import ActUnderWay, DomainError, Frozen, NotAllowed, NotNow
from core.ids import Ids
from core.members import Seat
from core.process.act import Act
from core.process.clocks import Wanted, wanted
from core.process.definition import Notice, Process, Role, Transition
from core.rules import Rules
from core.trades import DeadlineRow, Deal, State, TradeTransition


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one accepted command did. `after` is what to save; `reserve`/`take` are the stock to move with it."""

    before: Deal
    after: Deal
    transition: Transition
    role: Role
    line: TradeTransition
    tells: tuple[Notice, ...]
    reserve: int
    take: int


def apply(
    process: Process,
    deal: Deal,
    name: str,
    *,
    role: Role,
    seat: Seat | None,
    args: Mapping[str, Any],
    now: datetime,
    ids: Ids,
    rules: Rules,
) -> Outcome:
    """Carry out one transition on a deal. Raises a DomainError and changes nothing when it may not happen."""
    transition = _listed(process, deal, name, role)
    act = Act(deal, role=role, seat=seat, args=args, now=now, ids=ids, rules=rules)
    for step in (*transition.guards, *transition.does):
        step(act)
    state = _target(transition, act)
    entered = {"entered_at": now} if state != deal.state else {}
    act.trade(state=state, version=deal.trade.version + 1, updated_at=now, **entered)
    after = _rewound(act.deal, now, ids, rules)
    line = TradeTransition(
        id=ids.new("ttr"),
        negotiation_id=deal.trade.id,
        sequence=after.trade.version,
        transition=name,
        from_state=deal.state,
        to_state=state,
        actor_role=role,
        actor_id=act.actor_id,
        detail=act.detail,
        created_at=now,
    )
    tells = tuple(notice for notice in transition.tells if notice.when in ("", act.came_to))
    return Outcome(deal, after, transition, role, line, tells, act.reserve, act.take)


def available(
    process: Process, deal: Deal, *, role: Role, seat: Seat | None, now: datetime, ids: Ids, rules: Rules
) -> tuple[Transition, ...]:
    """What this role can do now: the buttons of the card, in the table's order."""
    found = []
    # Guards only look, so that one working copy serves them all.
    act = Act(deal, role=role, seat=seat, args={}, now=now, ids=ids, rules=rules)
    for transition in process.open_to(role, deal.state):
        if transition.hidden:
            continue
        try:
            _listed(process, deal, transition.name, role)
            for guard in transition.guards:
                guard(act)
        except DomainError:
            continue
        found.append(transition)
    return tuple(found)


def _listed(process: Process, deal: Deal, name: str, role: Role) -> Transition:
    if name not in process:
        raise NotNow()
    transition = process[name]
    if role not in transition.by:
        raise NotAllowed()
    if deal.state not in transition.frm:
        raise NotNow()
    if deal.trade.pending_act and not transition.while_pending:
        raise ActUnderWay()
    if deal.trade.frozen_by and not transition.while_stopped:
        raise Frozen()
    if deal.trade.frozen and not (transition.while_frozen or transition.while_stopped):
        raise Frozen()
    return transition


def _target(transition: Transition, act: Act) -> State:
    if act.target is not None:
        if act.target not in transition.to:
            raise AssertionError(f"{transition.name} may not lead to {act.target}")
        return act.target
    if len(transition.to) == 1:
        return next(iter(transition.to))
    if not transition.to or act.deal.state in transition.to:
        return act.deal.state
    raise AssertionError(f"{transition.name} did not choose where to go")


def _rewound(deal: Deal, now: datetime, ids: Ids, rules: Rules) -> Deal:
    """The deal with exactly the wake-ups that it wants now."""
    wishes = {wish.key: wish for wish in wanted(deal, rules)}
    kept = tuple(row for row in deal.deadlines if is_wanted(row, wishes.get(key_of(row))))
    have = {key_of(row) for row in kept}
    fresh = tuple(
        DeadlineRow(
            id=ids.new("ddl"),
            negotiation_id=deal.trade.id,
            name=wish.name,
            kind=wish.kind,
            subject_id=wish.subject_id,
            fires=wish.fires,
            due_at=wish.due_at,
        )
        for key, wish in wishes.items()
        if key not in have and (wish.kind == "act" or wish.due_at > now)
    )
    return replace(deal, deadlines=(*kept, *fresh))


def rewound(deal: Deal, now: datetime, ids: Ids, rules: Rules) -> Deal:
    """A new or imported deal with its first wake-ups."""
    return _rewound(deal, now, ids, rules)


def key_of(row: DeadlineRow) -> tuple[str, str, str, str]:
    """What makes a stored wake-up the same as a wanted one, but for its time."""
    return row.name, row.kind, row.subject_id, row.fires


def is_wanted(row: DeadlineRow, wish: Wanted | None) -> bool:
    """Whether the deal still wants this wake-up; one that was postponed while the provider was asked keeps its place."""
    return wish is not None and (row.due_at == wish.due_at or (row.attempts > 0 and wish.due_at <= row.due_at))


__all__ = ["Outcome", "apply", "available", "is_wanted", "key_of", "rewound"]
