"""The seams of signing in: hashing passwords, which takes its time, and tokens that prove a session for some minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Passwords(Protocol):
    """Hashes passwords. Never called inside a transaction, and never on the event loop."""

    async def hashed(self, password: str) -> str: ...

    async def matches(self, password_hash: str, password: str) -> bool:
        """Takes as long for an empty hash as for any other."""
        ...

    def is_common(self, word: str) -> bool:
        """On the list of those that are tried first, in small letters."""
        ...

    def is_outdated(self, password_hash: str) -> bool:
        """Made with weaker parameters than are used now."""
        ...


@dataclass(frozen=True, slots=True)
class Shown:
    """What a signer was shown over the interface for programmes, sealed for exactly this signer."""

    user_id: str
    agreement_id: str
    text_sha256: str
    consent_sha256: str
    shown_at: datetime
    request_id: str


class AccessTokens(Protocol):
    """Seals and opens short-lived tokens. Opening raises ValueError for everything that is not ours, whole and in time."""

    def minted(self, user_id: str, session_id: str) -> str: ...

    def opened(self, token: str) -> tuple[str, str]:
        """(user, session)."""
        ...

    def ceremony(self, shown: Shown) -> str: ...

    def shown(self, token: str) -> Shown: ...


class OneTimeCodes(Protocol):
    """The codes of authenticator apps (RFC 6238)."""

    def new_key(self) -> str:
        """A fresh key, as people type it into their app."""
        ...

    def address_of(self, key: str, account: str, issuer: str) -> str:
        """The key as an `otpauth:` address, with whose account it is and where."""
        ...

    def code_at(self, key: str, at: datetime) -> str: ...

    def step_of(self, key: str, code: str, at: datetime) -> int | None:
        """The period whose code this is, for clocks that differ a little; None when it is no code of this key now."""
        ...
