"""The operator's view of the desk: what is open, who carries how much, how cases ended, how long they took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil
from statistics import median
from typing import Final

from core.disputes import OPEN, OUTCOMES, RULES, VERDICT_REASONS, CaseMove, CaseRecord
from core.members import StaffRole, User
from core.money import Money
from core.ports.unit_of_work import Tx

DAYS: Final = 90
"""How far the statistics look back."""
LOAD_DAYS: Final = 30
STAFF_MAX: Final = 100
AGES: Final = (0, 3, 7, 14, 30)
"""The first day of each group of ages."""
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Load:
    """What one of the desk has in hand, and has decided lately."""

    user_id: str
    open: int
    decided: int


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Week:
    """How many cases came and went in the seven days that begin here."""

    begins: datetime
    opened: int
    closed: int


@dataclass(frozen=True, slots=True)
class Course:
    """What the picture shows: cases week by week, and how old the open ones are (as many as there are `AGES`)."""

    weeks: tuple[Week, ...]
    ages: tuple[int, ...]

    @property
    def opened(self) -> int:
        return sum(week.opened for week in self.weeks)

    @property
    def closed(self) -> int:
        return sum(week.closed for week in self.weeks)


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything on the page. Medians are whole hours, rounded up; None where nothing has happened yet."""

    days: int
    by_status: Mapping[str, int]
    course: Course
    loads: tuple[Load, ...]
    outcomes: Mapping[str, int]
    hours_to_take: int | None
    hours_to_decide: int | None
    appealed: Share
    reversed: Share
    held: tuple[Money, ...]
    reasons: Mapping[str, Mapping[str, int]]
    """Reason of a verdict → how cases with it ended; only what there was."""

    @property
    def open(self) -> int:
        return sum(self.by_status.values())


async def figures(tx: Tx, now: datetime, days: int = DAYS) -> Figures:
    """As things stand now. The caller asks whether somebody may see them."""
    since = now - timedelta(days=days)
    cases = await tx.cases_since(since)
    moves = await tx.case_moves_since(since)
    held = await tx.held_in_cases()
    staff = await tx.find(User, staff_role=(StaffRole.MODERATOR, StaffRole.OPERATOR), limit=STAFF_MAX)
    statuses = Counter(case.status for case in cases if case.is_open)
    ended = Counter(case.outcome for case in cases if not case.is_open and case.updated_at >= since)
    born = {case.id: case.created_at for case in cases}
    taken = _first(move for move in moves if move.transition == "take_case")
    decided = _first(move for move in moves if move.to_state == "decided")
    lately = {case_id for case_id, at in decided.items() if at >= since}
    appealed, changed = _appeals([case for case in cases if case.id in lately])
    return Figures(
        days=days,
        by_status={status: statuses[status] for status in OPEN},
        course=_course(cases, since, now),
        loads=_loads({user.id for user in staff}, cases, moves, now - timedelta(days=LOAD_DAYS)),
        outcomes={outcome: ended[outcome] for outcome in OUTCOMES},
        reasons=_reasons([case for case in cases if not case.is_open and case.updated_at >= since]),
        hours_to_take=_hours([at - born[case_id] for case_id, at in taken.items() if at >= since]),
        hours_to_decide=_hours([at - born[case_id] for case_id, at in decided.items() if at >= since]),
        appealed=appealed,
        reversed=changed,
        held=tuple(Money(amount, currency) for currency, amount in sorted(held.items()) if amount),
    )


async def course(tx: Tx, now: datetime, days: int = DAYS) -> Course:
    """What the picture shows, by itself: it is drawn later than the page is written."""
    since = now - timedelta(days=days)
    return _course(await tx.cases_since(since), since, now)


def age_groups() -> tuple[str, ...]:
    """The groups of ages in days, in figures alone: 0–2, 3–6, and so on."""
    spans = pairwise(AGES)
    return (*(f"{first}–{after - 1}" for first, after in spans), f"{AGES[-1]}+")


def _course(cases: Sequence[CaseRecord], since: datetime, now: datetime) -> Course:
    opened = Counter((case.created_at - since) // _WEEK for case in cases)
    closed = Counter((case.updated_at - since) // _WEEK for case in cases if not case.is_open)
    count = -(-(now - since) // _WEEK)
    weeks = tuple(
        # What happens at this very moment belongs to the last week, even where a new one would begin.
        Week(
            since + number * _WEEK,
            opened[number] + (opened[count] if number == count - 1 else 0),
            closed[number] + (closed[count] if number == count - 1 else 0),
        )
        for number in range(count)
    )
    ages = Counter(_group(now - case.created_at) for case in cases if case.is_open)
    return Course(weeks, tuple(ages[number] for number in range(len(AGES))))


def _group(age: timedelta) -> int:
    return max(number for number, begins in enumerate(AGES) if begins == 0 or age.days >= begins)


def _first(moves: Iterable[CaseMove]) -> dict[str, datetime]:
    """Case → when this happened to it for the first time."""
    found: dict[str, datetime] = {}
    for move in moves:
        found.setdefault(move.dispute_id, move.created_at)
    return found


def _loads(
    staff: set[str], cases: Sequence[CaseRecord], moves: Sequence[CaseMove], since: datetime
) -> tuple[Load, ...]:
    """Everybody of the desk, and whoever still has a case; the busiest first."""
    in_hand = Counter(case.moderator_id for case in cases if case.status == "in_progress")
    ruled = {
        (move.actor_id, move.dispute_id) for move in moves if move.transition == "rule" and move.created_at >= since
    }
    decided = Counter(actor for actor, _ in ruled)
    loads = [Load(user_id, in_hand[user_id], decided[user_id]) for user_id in staff | {*in_hand, *decided} if user_id]
    return tuple(sorted(loads, key=lambda load: (-load.open, -load.decided, load.user_id)))


def _reasons(ended: Sequence[CaseRecord]) -> dict[str, Mapping[str, int]]:
    found = Counter((case.verdict_reason, case.outcome) for case in ended)
    return {
        reason: {outcome: found[reason, outcome] for outcome in OUTCOMES if found[reason, outcome]}
        for reason in (*VERDICT_REASONS, *RULES)
        if any(found[reason, outcome] for outcome in OUTCOMES)
    }


def _appeals(decided: Sequence[CaseRecord]) -> tuple[Share, Share]:
    """(decisions that were appealed, appeals that ended in another decision)."""
    appealed = [case for case in decided if case.appealed]
    over = [case for case in appealed if case.status in ("decided", "resolved")]
    changed = [case for case in over if case.decision_number > 1 and _differs(case)]
    return Share(len(appealed), len(decided)), Share(len(changed), len(over))


def _differs(case: CaseRecord) -> bool:
    other_amount = case.outcome == "split" and case.refund_amount != case.first_refund
    return case.outcome != case.first_outcome or other_amount


def _hours(spans: Sequence[timedelta]) -> int | None:
    return ceil(median(span.total_seconds() for span in spans) / 3600) if spans else None
