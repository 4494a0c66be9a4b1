"""The sandbox's movable clock: every server, the product and the page read the same time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path


class WorldClock:
    """Real UTC time plus an offset that only grows; shared through a file when processes must agree.

    The offset lives in `path` (seconds, as text) so that a product process that was killed and started
    again, or a second worker, reads the time the page shows. Without a path it is private to the process.
    """

    def __init__(self, path: Path | None = None, *, real: Callable[[], datetime] | None = None) -> None:
        self._path = path
        self._real = real or (lambda: datetime.now(UTC))
        self._offset = timedelta(0)
        self._seen_mtime_ns = -1

    def now(self) -> datetime:
        """Aware UTC."""
        self._reload()
        return self._real() + self._offset

    def advance(self, by: timedelta) -> datetime:
        """Move the world forward; time never goes back. Returns the new time."""
        if by < timedelta(0):
            raise ValueError("the world's clock only moves forward")
        self._reload()
        self._offset += by
        if self._path is not None:
            fresh = self._path.with_suffix(".new")
            fresh.write_text(repr(self._offset.total_seconds()))
            fresh.replace(self._path)
        return self.now()

    def _reload(self) -> None:
        if self._path is None:
            return
        try:
            mtime_ns = self._path.stat().st_mtime_ns
        except FileNotFoundError:
            return
        if mtime_ns != self._seen_mtime_ns:
            self._offset = timedelta(seconds=float(self._path.read_text()))
            self._seen_mtime_ns = mtime_ns
