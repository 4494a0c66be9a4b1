"""The audit log is sealed after the commits, and its end is signed every few minutes."""

from __future__ import annotations

from core.services.auditing import Auditing
from jobs.scheduler import Job


def audit_sealing(auditing: Auditing, every_seconds: float) -> Job:
    return Job("audit-sealing", auditing.tick, every_seconds)
