"""How a bug is made by hand: switches that take one thing away, and are taken back after the test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from core.process.act import Act
from core.process.definition import Step
from core.process.purchase import PURCHASE

Patch = pytest.MonkeyPatch


@dataclass(frozen=True)
class Bug:
    """One switch, in words; `shows` is a pattern of what the simulator says about it; `plans` are those of
    `core/simulation/plans.py` (empty: all)."""

    about: str
    shows: str
    switch: Callable[[Patch], None]
    plans: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.switch.__name__


BUGS: list[Bug] = []


def bug(about: str, shows: str, *plans: str) -> Callable[[Callable[[Patch], None]], Callable[[Patch], None]]:
    def listed(switch: Callable[[Patch], None]) -> Callable[[Patch], None]:
        BUGS.append(Bug(about, shows, switch, plans))
        return switch

    return listed


def change_row(patch: Patch, name: str, *, without: Step | None = None, swap: dict[Step, Step] | None = None) -> None:
    """Change one row of the table: a guard less, or other steps."""
    row, swap = PURCHASE[name], swap or {}
    changed = replace(
        row,
        guards=tuple(swap.get(guard, guard) for guard in row.guards if guard is not without),
        does=tuple(swap.get(step, step) for step in row.does),
    )
    assert changed != row, f"{name} has no such step"
    patch.setitem(PURCHASE._by_name, name, changed)
    for key, rows in list(PURCHASE._open_to.items()):
        if row in rows:
            patch.setitem(PURCHASE._open_to, key, tuple(changed if known is row else known for known in rows))


def without_posting(patch: Patch, *kinds: str) -> None:
    genuine = Act.post

    def post(act: Act, kind: str, *given: Any, **named: Any) -> None:
        if kind not in kinds:
            genuine(act, kind, *given, **named)

    patch.setattr(Act, "post", post)
