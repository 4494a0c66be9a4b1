"""The seam for what leaves to addresses that others have named: never into a network of our own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class AddressRefused(Exception):
    """Nothing is sent there: not https, a private network, or a host that is not allowed."""


class Poster(Protocol):
    """Posts to addresses of strangers. What they answer is not looked at beyond its status."""

    def require_allowed(self, url: str) -> None:
        """Whether such an address can be named at all. Raises AddressRefused; where it leads is looked up when sending."""
        ...

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """The HTTP status, or 0 when nobody answered in time. Raises AddressRefused."""
        ...
