"""Everything that is due by the clock: offers expire, payment and signing windows end, reminders go out, sellers are
paid after a silent inspection. One sweep serves them all, because the trade's table says what each deadline does."""

from __future__ import annotations

from core.services.deadlines import Deadlines
from jobs.scheduler import Job

BATCH = 200


def deadline_sweep(deadlines: Deadlines, every_seconds: float = 5) -> Job:
    """Sweeps until nothing is due any more."""

    async def run() -> None:
        while await deadlines.sweep(limit=BATCH) >= BATCH:
            pass

    return Job("deadline-sweep", run, every_seconds)
