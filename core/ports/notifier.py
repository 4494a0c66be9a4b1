"""The way out: words for people, rendered at the last moment in the reader's language."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from core.events import OutboxRow, ScreenRow


class NotYet(Exception):
    """The reader wants to hear this later: the row waits until then, in a line of its own, so that nothing urgent waits
    behind it."""

    def __init__(self, until: datetime, line: str) -> None:
        super().__init__(f"held until {until.isoformat()}")
        self.until = until
        self.line = line


class Notifier(Protocol):
    """Delivers one piece of news to one place. Raises the `ChatError`s of `core/ports/chat.py`, and `NotYet`."""

    async def deliver(self, row: OutboxRow) -> None:
        """Word it and send it. A reader who can not be reached is told elsewhere or marked, never retried for ever."""
        ...

    async def refresh(self, row: ScreenRow) -> bool:
        """Show a screen that is out of date again, quietly, in place. False when there is nothing to show there any more:
        what it was about is over, or whoever read it may not see it now."""
        ...

    async def given_up(self, row: OutboxRow) -> None:
        """This piece of news was not delivered and will not be tried again."""
        ...
