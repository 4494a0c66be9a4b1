"""The seal seam: canonical bytes, their hash, and a signature that needs only a public key to be checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Seal:
    """`sha256` of the canonical bytes, hexadecimal; `signature` in base64 under the key `key_id`."""

    key_id: str
    sha256: str
    signature: str


class Sealer(Protocol):
    """Seals values under the deployment's active key. Quick: it may be called inside a transaction."""

    @property
    def key_id(self) -> str:
        """The key that seals now."""
        ...

    def digest(self, domain: str, value: Mapping[str, Any]) -> str:
        """SHA-256 of the canonical form of a JSON value, hexadecimal; `domain` as below."""
        ...

    def seal(self, domain: str, value: Mapping[str, Any]) -> Seal:
        """Seal a JSON value; `domain` keeps seals of one purpose from being taken for another."""
        ...
