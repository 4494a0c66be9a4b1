"""Destroys the keys of people who were erased; at the start also erases again whoever a restored database brought back."""

from __future__ import annotations

from core.services.erasing import Erasing
from jobs.scheduler import Job


def erasures(erasing: Erasing, every_seconds: float = 5) -> Job:
    looked_back = False

    async def run() -> None:
        nonlocal looked_back
        if not looked_back:
            await erasing.again()
            looked_back = True
        await erasing.finish()

    return Job("erasures", run, every_seconds)
