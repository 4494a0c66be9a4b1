"""Time and chance, injected so that a run can be repeated exactly."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The one source of time."""

    def now(self) -> datetime:
        """Aware UTC."""
        ...


class Entropy(Protocol):
    """The one source of randomness; `secrets`-grade in production, seeded in tests and simulation."""

    def token_bytes(self, length_bytes: int) -> bytes: ...
