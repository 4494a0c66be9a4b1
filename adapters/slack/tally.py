"""How many of Slack's deliveries of the last hour could be taken. Slack stops sending where too few are."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Final

WINDOW_MINUTES: Final = 60
FEWEST: Final = 10
"""With fewer than these in the window a share says nothing."""


class Tally:
    """Counts by the minute. `seconds` is a clock that only goes forward."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._minutes: deque[tuple[int, list[int]]] = deque()
        self._told_until = float("-inf")

    def note(self, *, taken: bool) -> None:
        """One delivery was acknowledged, or it was not."""
        minute = int(self._seconds() // 60)
        if not self._minutes or self._minutes[-1][0] != minute:
            self._minutes.append((minute, [0, 0]))
        self._minutes[-1][1][taken] += 1

    def counts(self) -> tuple[int, int]:
        """(not taken, all) of the last hour."""
        oldest = int(self._seconds() // 60) - WINDOW_MINUTES
        while self._minutes and self._minutes[0][0] <= oldest:
            self._minutes.popleft()
        lost, taken = (sum(counts[kind] for _, counts in self._minutes) for kind in (False, True))
        return lost, lost + taken

    def alarms(self) -> bool:
        """Whether somebody has to be told now: fewer than half were taken, and nobody was told within the hour."""
        lost, every = self.counts()
        if every < FEWEST or lost * 2 <= every or self._seconds() < self._told_until:
            return False
        self._told_until = self._seconds() + WINDOW_MINUTES * 60
        return True
