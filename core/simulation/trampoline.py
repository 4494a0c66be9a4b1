"""Running coroutines that wait for nothing but each other: to their end at once, or two of them in turns."""

from __future__ import annotations

import types
from collections.abc import Callable, Coroutine, Generator
from typing import Any, TypeVar

Result = TypeVar("Result")


@types.coroutine
def pause() -> Generator[None, None, None]:
    """Give way to whoever runs beside; an event loop takes this as a moment's sleep."""
    yield


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """The result of a coroutine that never waits for the world."""
    while True:
        try:
            work.send(None)
        except StopIteration as end:
            result: Result = end.value
            return result


def race(works: list[Coroutine[Any, Any, Any]], choose: Callable[[int], int]) -> list[Any]:
    """Run several in turns; `choose(n)` says which of the n that still run goes on until its next pause. What each
    returned or raised, in their order."""
    outcomes: list[Any] = [None] * len(works)
    running = list(range(len(works)))
    while running:
        place = choose(len(running))
        number = running[place]
        try:
            works[number].send(None)
        except StopIteration as end:
            outcomes[number] = end.value
            running.pop(place)
        except Exception as fault:
            outcomes[number] = fault
            running.pop(place)
    return outcomes
