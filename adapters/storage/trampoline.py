"""Running a step to its end without an event loop."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

Given = TypeVar("Given")
Result = TypeVar("Result")


def run_at_once(step: Callable[[Given], Awaitable[Result]], tx: Given) -> Result:
    """The step's result. Its awaits are answered at once by `tx`; RuntimeError when it waits for anything else."""

    async def walk() -> Result:
        return await step(tx)

    walking = walk()
    try:
        walking.send(None)
    except StopIteration as end:
        result: Result = end.value
        return result
    walking.close()
    raise RuntimeError("a step may await nothing but its transaction: it would stop everybody's writes")
