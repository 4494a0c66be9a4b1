"""The seam to the keys of persons: destroying one is what erases somebody's data in every copy there is."""

from __future__ import annotations

from typing import Protocol


class PersonKeys(Protocol):
    """The key of each person's data, kept apart from the data."""

    async def destroy(self, owner: str) -> None:
        """From now on nothing that this key sealed can be read, and none is made anew. Safe to repeat."""
        ...

    async def gone(self) -> list[str]:
        """Everybody whose key was destroyed, also before a database was restored that still has them."""
        ...
