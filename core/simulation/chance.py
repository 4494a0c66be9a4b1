"""Chance from one seed: dice for people, faults and time, so that a run can be repeated exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TypeVar

from core.ids import Ids

Thing = TypeVar("Thing")

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Dice(Random):
    """A seeded source of chance; texts are good seeds, and the same in every process."""

    def one_in(self, number: float) -> bool:
        """True once in so many."""
        return self.random() * number < 1

    def pick(self, things: Sequence[Thing]) -> Thing:
        return things[int(self.random() * len(things))]

    def weighted(self, weights: Mapping[Thing, float]) -> Thing:
        """One of the keys, by weight; the weights are not all zero."""
        point = self.random() * sum(weights.values())
        for thing, weight in weights.items():
            point -= weight
            if point < 0:
                return thing
        return next(iter(weights))

    def hours(self, mean: float) -> timedelta:
        """A wait with this mean; most are shorter, a few much longer."""
        return timedelta(hours=self.expovariate(1 / mean))


class MovedClock:
    """`core.ports.clock.Clock` that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = BEGIN

    def now(self) -> datetime:
        return self.at


class NumberedIds(Ids):
    """Ids that count: short, sorted by birth, and easy to find in a trace."""

    def __init__(self) -> None:
        super().__init__(lambda: BEGIN, bytes)
        self._count = 0

    def new(self, prefix: str) -> str:
        self._count += 1
        return f"{prefix}_{self._count:07d}"


class Faults:
    """Which faults happen, how often, and how often they did. `rate` multiplies every probability; zero is calm."""

    def __init__(self, dice: Dice, rate: float = 1.0) -> None:
        self.rate = rate
        self.seen: Counter[str] = Counter()
        self._dice = dice

    def strike(self, name: str, probability: float) -> bool:
        """Whether this fault happens now; counted when it does."""
        if self._dice.random() >= probability * self.rate:
            return False
        self.seen[name] += 1
        return True
