"""Where the operator's exchange rates come from."""

from __future__ import annotations

from typing import Protocol

from core.rates import RateTable


class Rates(Protocol):
    """Rates for looking at amounts, kept in memory."""

    @property
    def table(self) -> RateTable:
        """The newest ones that were good."""
        ...

    async def refresh(self) -> None:
        """Look whether there are newer ones."""
        ...
