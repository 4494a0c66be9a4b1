"""The limits seam: how often somebody may do something in a while."""

from __future__ import annotations

from typing import Protocol


class Limits(Protocol):
    """Counts, in this process. What has to hold across processes and restarts is counted in the database."""

    def allows(self, kind: str, who: str) -> bool:
        """Count one more of this kind for somebody; False when that is too many, or when there is no such kind."""
        ...
