"""More at the door than can be served: so many at once, so many in line; whoever comes back goes first."""

from __future__ import annotations

import asyncio

import pytest

from adapters.http.crowding import REMEMBERED_SECONDS, Crowd


async def _settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_whoever_comes_back_goes_before_newcomers() -> None:
    crowd, served = Crowd(at_once=1, in_line=2), []

    async def comes(who: str) -> bool:
        if not await crowd.enter(who):
            return False
        served.append(who)
        return True

    assert await comes("first")
    line = [asyncio.create_task(comes(who)) for who in ("second", "third")]
    await _settled()
    assert not await comes("late")
    back = asyncio.create_task(comes("late"))
    await _settled()
    # The last newcomer made room, and goes first when they come back.
    assert line[1].done()
    assert not line[1].result()
    crowd.leave()
    await _settled()
    assert served == ["first", "late"]
    again = asyncio.create_task(comes("third"))
    await _settled()
    for _ in range(2):
        crowd.leave()
        await _settled()
    assert served == ["first", "late", "third", "second"]
    assert all([await task for task in (line[0], back, again)])
    crowd.leave()
    assert await comes("another day")


async def test_while_others_wait_there_is_a_rest_between_two_turns() -> None:
    crowd = Crowd(at_once=1, in_line=2)
    assert await crowd.enter("first")
    second = asyncio.create_task(crowd.enter("second"))
    await _settled()
    crowd.leave(0.05)
    await _settled()
    assert not second.done()
    third = asyncio.create_task(crowd.enter("third"))
    await _settled()
    assert not third.done(), "the rest is nobody's turn"
    assert await second
    crowd.leave(0.01)
    assert await third
    # Nobody waits: nobody has to be spared.
    crowd.leave(60)
    assert await crowd.enter("fourth")


async def test_nobody_waits_long_and_nobody_who_left_holds_the_door() -> None:
    crowd = Crowd(at_once=1, in_line=5, patience_seconds=0.01)
    assert await crowd.enter("one")
    assert not await crowd.enter("two")
    patient = Crowd(at_once=1, in_line=5)
    assert await patient.enter("one")
    gone = asyncio.create_task(patient.enter("two"))
    await _settled()
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    patient.leave()
    assert await patient.enter("three")
    # Cancelled at the very moment when their turn has come: the turn goes on to the next.
    gone, left = (asyncio.create_task(patient.enter(who)) for who in ("four", "five"))
    await _settled()
    patient.leave()
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    assert await left


async def test_being_sent_away_is_forgotten_after_a_while() -> None:
    now = 0.0
    crowd = Crowd(at_once=1, in_line=1, clock=lambda: now)
    assert await crowd.enter("one")
    waiting = asyncio.create_task(crowd.enter("two"))
    await _settled()
    assert not await crowd.enter("three")
    now = REMEMBERED_SECONDS + 1
    assert not await crowd.enter("three")
    assert not waiting.done()
    crowd.leave()
    assert await waiting
