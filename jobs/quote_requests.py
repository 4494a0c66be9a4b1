"""Ends the requests for quotation whose time is over."""

from __future__ import annotations

from core.ports.unit_of_work import Store
from core.services.requesting import Requesting
from jobs.scheduler import Job


def quote_requests(requesting: Requesting, store: Store, seconds: float) -> Job:
    return Job("quote-requests", lambda: requesting.sweep(store), seconds)
