"""The table of jobs and the ticker. APScheduler only ticks: the database decides what is due."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

STOP_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Job:
    """One job: its name, what it calls, and how many seconds lie between two ticks."""

    name: str
    run: Callable[[], Awaitable[Any]]
    every_seconds: float


class Ticker:
    """Runs jobs side by side, each at most once at a time; a job that fails is logged and ticks on."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = {job.name: job for job in jobs}
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._running: set[asyncio.Task[Any]] = set()

    def start(self) -> None:
        """Begin to tick, the first time at once."""
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a tick that finds the last one running is no news
        for job in self._jobs.values():
            self._scheduler.add_job(
                self._run,
                "interval",
                args=[job],
                seconds=job.every_seconds,
                next_run_time=datetime.now(UTC),
                id=job.name,
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )
        self._scheduler.start()

    async def stop(self) -> None:
        """Tick no more, and let what is running come to its end: cut off, it would log failures that are none."""
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STOP_SECONDS):
                await asyncio.sleep(0)  # a tick of this moment is scheduled, but has not said yet that it runs
                while self._running:
                    await asyncio.wait(self._running)
        self._scheduler.shutdown(wait=False)

    async def _run(self, job: Job) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        try:
            await job.run()
        except Exception:
            log.exception("a job failed", extra={"job": job.name})
