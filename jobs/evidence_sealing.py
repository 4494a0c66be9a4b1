"""Records of signatures are sealed right after they were written; this tick is for those that a crash left behind."""

from __future__ import annotations

from core.services.sealing import Sealing
from jobs.scheduler import Job


def evidence_sealing(sealing: Sealing, every_seconds: float) -> Job:
    return Job("evidence-sealing", sealing.drain, every_seconds)
