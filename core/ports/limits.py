"""The limits seam: how often somebody may do something in a while."""

from __future__ import annotations

from typing import Protocol


class Limits(Protocol):
    """Counts, in this process. What has to hold across processes and restarts is counted in the database."""

    def allows(self, kind: str, who: str) -> bool:
        """Count one more of this kind for somebody; False when that is too many, or when there is no such kind."""
        ...

    def would_allow(self, kind: str, who: str) -> bool:
        """The same question without counting: for what is counted only when it turns out to have been wrong."""
        ...

    def forgives(self, kind: str, who: str) -> None:
        """What was counted for somebody is forgotten."""
        ...
