"""Once a day the provider's books are held against ours; what differs stops payouts and is told to the desk, and is looked
at again every few minutes until both agree."""

from __future__ import annotations

from core.services.reconciling import Reconciling
from jobs.scheduler import Job

LOOK_SECONDS = 5.0
"""So soon an operator who asks has an answer; without that, and on other days, a tick is two reads of ours."""


def reconciliation(reconciling: Reconciling, every_seconds: float = LOOK_SECONDS) -> Job:
    return Job("reconciliation", reconciling.look, every_seconds)
