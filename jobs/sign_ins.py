"""Forgets answers to repeated requests, codes and tokens that open nothing any more."""

from __future__ import annotations

from core.ports.clock import Clock
from core.ports.unit_of_work import Store
from core.services.sessions import forget_old
from jobs.scheduler import Job


def sign_ins(store: Store, clock: Clock, every_seconds: float = 3600) -> Job:
    async def run() -> None:
        while await forget_old(store, clock.now()):
            pass

    return Job("sign-ins", run, every_seconds)
