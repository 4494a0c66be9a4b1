"""Instructions to the payment provider that are due: fresh ones after a crash, and those whose outcome is unknown."""

from __future__ import annotations

from core.services.escrow import Escrow
from jobs.scheduler import Job


def provider_calls(escrow: Escrow, every_seconds: float = 2) -> Job:
    async def run() -> None:
        while await escrow.drain():
            pass

    return Job("provider-calls", run, every_seconds)
