"""The counting seam: what the desk's statistics are made of, each in one statement that opens nobody's words."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from core.disputes import CaseMove, CaseRecord


class Counting(Protocol):
    """Cases as figures. "Since" speaks of cases that are open, or that were changed at or after that moment."""

    async def cases_since(self, since: datetime) -> list[CaseRecord]:
        """Those cases, the oldest first."""
        ...

    async def case_moves_since(self, since: datetime) -> list[CaseMove]:
        """All the desk's steps in those cases, in the order of time. A deal may have had several cases: each step counts
        for the one that was open then."""
        ...

    async def held_in_cases(self) -> dict[str, int]:
        """Currency → minor units that are held for deals with an open case."""
        ...
