"""Missed webhooks: payments that are still open are looked at again, so that no trade depends on an event alone."""

from __future__ import annotations

from core.services.escrow import Escrow
from jobs.scheduler import Job


def payment_polling(escrow: Escrow, every_seconds: float = 600) -> Job:
    return Job("payment-polling", escrow.look_at_open, every_seconds)
