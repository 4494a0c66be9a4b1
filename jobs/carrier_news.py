"""Asks the carriers' trackers what has become of the goods under way."""

from __future__ import annotations

from core.ports.unit_of_work import Store
from core.services.carrier_news import CarrierDesk
from jobs.scheduler import Job


def carrier_news(desk: CarrierDesk, store: Store, every_seconds: float) -> Job:
    """Every few minutes; carriers' own pages are not quicker."""
    return Job("carrier-news", lambda: desk.look(store), every_seconds)
