"""The way out: words for people, rendered at the last moment in the reader's language."""

from __future__ import annotations

from typing import Protocol

from core.events import OutboxRow, ScreenRow


class Notifier(Protocol):
    """Delivers one piece of news to one place. Raises the `ChatError`s of `core/ports/chat.py`."""

    async def deliver(self, row: OutboxRow) -> None:
        """Word it and send it. A reader who can not be reached is told elsewhere or marked, never retried for ever."""
        ...

    async def refresh(self, row: ScreenRow) -> None:
        """Show a screen that is out of date again, quietly, in place."""
        ...
