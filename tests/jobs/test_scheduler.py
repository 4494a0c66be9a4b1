"""The ticker ends politely: whatever has begun comes to its end, whenever the stop falls."""

from __future__ import annotations

import asyncio

import pytest

from jobs.scheduler import Job, Ticker


@pytest.mark.parametrize("turns", range(8))
async def test_a_stop_in_any_turn_of_the_loop_cuts_no_tick_off(turns: int, caplog: pytest.LogCaptureFixture) -> None:
    begun, ended = 0, 0

    async def work() -> None:
        nonlocal begun, ended
        begun += 1
        await asyncio.sleep(0.02)
        ended += 1

    ticker = Ticker([Job("work", work, 60.0)])
    ticker.start()
    for _ in range(turns):
        await asyncio.sleep(0)
    await ticker.stop()
    await asyncio.sleep(0.03)
    assert begun == ended
    assert not caplog.records


async def test_a_job_that_fails_is_logged_and_ticks_on(caplog: pytest.LogCaptureFixture) -> None:
    again = asyncio.Event()
    ticks = 0

    async def work() -> None:
        nonlocal ticks
        ticks += 1
        if ticks == 1:
            raise ValueError
        again.set()

    ticker = Ticker([Job("work", work, 0.01)])
    ticker.start()
    async with asyncio.timeout(30):
        await again.wait()
    await ticker.stop()
    assert [record.message for record in caplog.records] == ["a job failed"]
