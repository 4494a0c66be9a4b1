"""The fallback of the outbox: what the moment after the commit did not send is sent here, and stale screens mended."""

from __future__ import annotations

from core.services.delivery import Delivery
from jobs.scheduler import Job


def outbox_delivery(delivery: Delivery, every_seconds: float = 2) -> Job:
    async def run() -> None:
        while await delivery.drain():
            pass
        await delivery.refresh()

    return Job("outbox-delivery", run, every_seconds)
