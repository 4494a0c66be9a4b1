"""What a moderator took out of sight: a file, a message or an answer of a case. The row says so; the content stays sealed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

REDACTION_REASONS = ("personal_data", "secrets", "insults", "unrelated", "other")
"""Why something is taken out of sight."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """One step: `change` is redacted, or restored (by somebody else than who had redacted it). The last step about a
    subject counts. `subject_id` is a message, an answer, or a file that was put forward."""

    id: str
    negotiation_id: str
    subject_id: str
    change: str
    reason: str
    words: str
    made_by: str
    created_at: datetime


def standing(steps: Iterable[Redaction]) -> dict[str, Redaction]:
    """Subject → the step that keeps it out of sight now; `steps` in the order in which they were made."""
    last = {step.subject_id: step for step in steps}
    return {subject: step for subject, step in last.items() if step.change == "redacted"}
