"""Erasing a person: the row that says who asked for it, and whether their key is gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Erasure:
    """Somebody (`id`, a user) was erased. `asked_by` is who wanted it: themselves, an operator, or the command line.

    `key_gone_at` is empty until the key of their data is destroyed, which happens right after the commit.
    """

    id: str
    asked_by: str
    created_at: datetime
    key_gone_at: datetime | None = None
