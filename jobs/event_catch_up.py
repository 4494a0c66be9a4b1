"""Webhooks that never came: the provider's own list of events is read, so that no news depends on one delivery alone."""

from __future__ import annotations

from core.services.missed_events import MissedEvents
from jobs.scheduler import Job


def event_catch_up(missed: MissedEvents, every_seconds: float = 600) -> Job:
    return Job("event-catch-up", missed.catch_up, every_seconds)
