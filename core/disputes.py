"""Disputes: who says what, who decides, and how it ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

REASONS = ("not_delivered", "damaged", "not_as_agreed", "fraud", "other")
OUTCOMES = ("release", "refund", "split", "settled_by_parties", "withdrawn")
RETURN = "return"
"""The outcome of a proposed return while it waits for a second moderator."""
VERDICT_REASONS = (
    "not_delivered",
    "late",
    "incomplete",
    "not_as_described",
    "damaged_in_transit",
    "as_agreed",
    "evidence_missing",
    "settled",
    "fraud",
    "other",
)
"""Why a moderator decides as they do. The list is fixed: statistics count by it, and each side reads it in its own language."""
RULES = ("no_decision", "returned", "not_returned")
"""Why a case ended without a moderator's choice: nobody decided in time, the goods came back, or were never sent back."""
OPEN = ("open", "in_progress", "decided")
"""The statuses of a case that is not over."""
DESK_MOVES = ("take_case", "rule", "confirm_ruling", "decide_by_default")
"""The steps of a case by which the desk's work is counted."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """One dispute. status: open, in_progress, decided, resolved.

    `refund_amount` is the buyer's part in minor units once decided; `waived` lists the roles that gave up the appeal
    window, or the return that is under way; `resolution` is the moderator's text, and `verdict_reason` one of `VERDICT_REASONS` or `RULES`.
    """

    id: str
    order_id: str
    negotiation_id: str
    raised_by: str
    raised_role: str
    reason: str
    statement: str
    created_at: datetime
    updated_at: datetime
    status: str = "open"
    kind: str = "trade"
    resolution: str = ""
    outcome: str = ""
    refund_amount: int = 0
    moderator_id: str = ""
    decision_number: int = 0
    decided_at: datetime | None = None
    answer: str = ""
    waived: str = ""
    escalated: bool = False
    """The other side did not answer in time, or nobody took the case: a person above has been told."""
    evidence_due: datetime | None = None
    evidence: str = ""
    """What the parties added on request, one paragraph each."""
    return_due: datetime | None = None
    """Until when the goods have to be sent back, or taken back; without a phase, when a return was called off."""
    return_phase: str = ""
    """"" · ordered (the buyer ships back) · shipped (the seller confirms)."""
    ruled_by: str = ""
    """Who decided; with a decision above the limit, the first of the two."""
    appealed: bool = False
    first_outcome: str = ""
    """The decision that was appealed: it stands unless another one is published in time."""
    first_refund: int = 0
    appeal: str = ""
    forced_at: datetime | None = None
    """Decide by then: the holding limit of the provider is near."""
    verdict_reason: str | None = None
    decided_lines: str | None = None
    """What of each line goes back, where it was decided line by line: `shipment=back/whole`, see `core/process/dividing.py`."""
    first_reason: str | None = None
    first_resolution: str | None = None
    first_lines: str | None = None
    evidence_missed: bool | None = None
    """The time for what was asked for is over; what comes after that is late."""
    awaited: tuple[str, ...] | None = None
    """Questions that a side has not answered yet, see `Awaited`."""

    @property
    def is_proposed(self) -> bool:
        """A decision of its moderator waits for a second one."""
        return bool(self.outcome) and self.status == "in_progress"


@dataclass(frozen=True, slots=True)
class Awaited:
    """A question that a side has to answer by `due_at`; it is due for as long as it stands in the dispute."""

    side: str
    question_id: str
    asked_at: datetime
    due_at: datetime

    @classmethod
    def read(cls, word: str) -> Awaited:
        side, question_id, asked_at, due_at = word.split(" ")
        return cls(side, question_id, datetime.fromisoformat(asked_at), datetime.fromisoformat(due_at))

    def __str__(self) -> str:
        return f"{self.side} {self.question_id} {self.asked_at.isoformat()} {self.due_at.isoformat()}"


def awaited_in(dispute: Dispute, side: str = "") -> tuple[Awaited, ...]:
    """What both sides, or one, still have to answer in time; the most urgent first."""
    found = [Awaited.read(word) for word in dispute.awaited or ()]
    return tuple(sorted((one for one in found if side in ("", one.side)), key=lambda one: one.due_at))


def kept(awaited: Iterable[Awaited]) -> tuple[str, ...] | None:
    """As it stands in the dispute."""
    return tuple(str(one) for one in awaited) or None


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """What the desk's statistics need of a case: nothing that anybody wrote."""

    id: str
    status: str
    outcome: str
    refund_amount: int
    moderator_id: str
    decision_number: int
    appealed: bool
    first_outcome: str
    first_refund: int
    created_at: datetime
    updated_at: datetime
    verdict_reason: str | None = None

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


@dataclass(frozen=True, slots=True)
class CaseMove:
    """One of the `DESK_MOVES` in a case: who did it, when, and where it left the trade."""

    dispute_id: str
    transition: str
    to_state: str
    actor_id: str
    created_at: datetime
