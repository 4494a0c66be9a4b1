"""Programmes of companies hear of the moves of their deals."""

from __future__ import annotations

from core.services.hooks import Hooks
from jobs.scheduler import Job


def webhooks(hooks: Hooks, every_seconds: float = 3) -> Job:
    return Job("webhooks", hooks.run, every_seconds)
