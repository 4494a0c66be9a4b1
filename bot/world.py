"""What tests and the sandbox replace: time and chance."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime

from core.ports.carriers import CarrierTracker
from core.ports.clock import Clock, Entropy


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SystemEntropy:
    """The machine's own randomness."""

    def token_bytes(self, length_bytes: int) -> bytes:
        return secrets.token_bytes(length_bytes)


@dataclass(frozen=True)
class World:
    """What tests and the sandbox replace."""

    clock: Clock = field(default_factory=SystemClock)
    entropy: Entropy = field(default_factory=SystemEntropy)
    trackers: tuple[CarrierTracker, ...] = ()
    """Who is asked what has become of goods under way."""
    brisk: bool = False
    """For people who move the clock: tick every fraction of a second instead of every few, and take no leap of the clock
    for an outage."""
