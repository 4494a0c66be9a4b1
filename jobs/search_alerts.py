"""Tells people of new listings that match a search they saved."""

from __future__ import annotations

from core.services.alerting import Alerting
from jobs.scheduler import Job


def search_alerts(alerting: Alerting, seconds: float) -> Job:
    return Job("search-alerts", alerting.sweep, seconds)
