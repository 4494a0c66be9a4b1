"""Events that were stored but not handled when a process died."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from jobs.scheduler import Job


def inbox_catch_up(catch_up: Callable[[], Awaitable[int]], every_seconds: float = 30) -> Job:
    return Job("inbox-catch-up", catch_up, every_seconds)
