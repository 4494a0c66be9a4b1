"""Once a day the provider's books are held against ours; what differs stops payouts and is told to the desk."""

from __future__ import annotations

from core.services.reconciling import Reconciling
from jobs.scheduler import Job

DAY_SECONDS = 86_400.0


def reconciliation(reconciling: Reconciling, every_seconds: float = DAY_SECONDS) -> Job:
    return Job("reconciliation", reconciling.run, every_seconds)
