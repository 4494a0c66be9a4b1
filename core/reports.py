"""Reports to the moderators, and who does not want to deal with whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

TAKE_DOWN_REASONS: Final = ("forbidden", "misleading", "counterfeit", "outside", "other")
"""Why a listing is taken down."""


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody says that a listing, a company or a deal needs a moderator's look. status: open, closed.

    `subject_id` is a listing, a company or a deal; `words` is what was wrong, in their own words.
    """

    id: str
    subject_id: str
    company_id: str
    reporter_company_id: str
    reported_by: str
    words: str
    created_at: datetime
    updated_at: datetime
    status: str = "open"
    closed_by: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A company that another company does not want to hear from: no new talks in either direction."""

    id: str
    company_id: str
    blocked_company_id: str
    blocked_by: str
    created_at: datetime
