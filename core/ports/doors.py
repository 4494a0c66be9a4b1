"""The web seam: who stands behind an address that a platform posts to, without a word about any web framework."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class DoorAnswer:
    """What goes back over HTTP. `headers` are added to the content type that `mime` names."""

    status: int
    body: bytes = b""
    mime: str = "text/plain"
    headers: Mapping[str, str] = field(default_factory=dict)


class Door(Protocol):
    """Takes what one platform posts. Never raises, whatever the bytes: a hostile request gets an answer of four hundred
    and something, and only an inbox that takes nothing is answered with 503."""

    def knock(self, headers: Mapping[str, str]) -> DoorAnswer | None:
        """The refusal of a request that its headers already give away, before a byte of its body is read; else None.
        Header names are in small letters; values are the bytes as Latin-1."""
        ...

    async def take(self, headers: Mapping[str, str], body: bytes) -> DoorAnswer:
        """Verify, commit, acknowledge."""
        ...
