"""More people at the door than can be served: so many at once, so many in line, and the others are asked to come back.

An answer that takes long costs everybody; an answer that says "come back in a second" costs nothing. Whoever was sent away
and comes back goes before newcomers, so that people who wait get in however many strangers keep arriving.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Final

BACK_AFTER_SECONDS: Final = 1
REMEMBERED_SECONDS: Final = 60.0
REMEMBERED_MAX: Final = 20_000

Waiting = tuple[str, "asyncio.Future[bool]"]


class Crowd:
    """One kind of work: `at_once` are served at the same time, `in_line` wait for `patience_seconds` at most."""

    def __init__(
        self,
        *,
        at_once: int,
        in_line: int,
        patience_seconds: float = 5.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._at_once = at_once
        self._in_line = in_line
        self._patience_seconds = patience_seconds
        self._clock = clock
        self._served = 0
        self._back: deque[Waiting] = deque()
        self._new: deque[Waiting] = deque()
        self._sent_away: OrderedDict[str, float] = OrderedDict()

    async def enter(self, who: str) -> bool:
        """Whether somebody's turn has come; then `leave` has to follow. False: they may come back."""
        if self._served < self._at_once and not self._back and not self._new:
            self._served += 1
            return True
        came_back = self._came_back(who)
        if len(self._back) + len(self._new) >= self._in_line and not (came_back and self._displaces()):
            return self._send_away(who)
        turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        line = self._back if came_back else self._new
        line.append((who, turn))
        try:
            async with asyncio.timeout(self._patience_seconds):
                entered = await asyncio.shield(turn)
        except TimeoutError:
            entered = self._gave_up(line, (who, turn))
        except asyncio.CancelledError:
            if self._gave_up(line, (who, turn)):
                self.leave()
            raise
        return entered or self._send_away(who)

    def leave(self, rest_seconds: float = 0.0) -> None:
        """Somebody was served. Whoever is next in line is, after a rest in which the process does other things."""
        if rest_seconds > 0 and (self._back or self._new):
            asyncio.get_running_loop().call_later(rest_seconds, self._next)
        else:
            self._next()

    def _next(self) -> None:
        for line in (self._back, self._new):
            if line:
                _, turn = line.popleft()
                turn.set_result(True)
                return
        self._served -= 1

    def _displaces(self) -> bool:
        """Whether a newcomer, the last one, makes room for somebody who came back."""
        if not self._new:
            return False
        _, turn = self._new.pop()
        turn.set_result(False)
        return True

    def _gave_up(self, line: deque[Waiting], one: Waiting) -> bool:
        """Out of the line; or their turn had come at the very moment."""
        if one[1].done():
            return one[1].result()
        line.remove(one)
        return False

    def _came_back(self, who: str) -> bool:
        since = self._sent_away.pop(who, None)
        return since is not None and self._clock() - since <= REMEMBERED_SECONDS

    def _send_away(self, who: str) -> bool:
        self._sent_away[who] = self._clock()
        self._sent_away.move_to_end(who)
        while len(self._sent_away) > REMEMBERED_MAX:
            self._sent_away.popitem(last=False)
        return False
