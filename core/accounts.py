"""Ways in without a chat: sessions with their refresh tokens, keys for programmes, codes that a chat gives out.

Only digests of secrets are kept. All of them are 128 bits of chance or more, so a plain SHA-256 is digest enough.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

ACCESS_PERIOD: Final = timedelta(minutes=10)
"""How long an access token opens anything. What ends a session bites at once all the same: the session is read each time."""
SESSION_PERIOD: Final = timedelta(days=30)
PROOF_PERIOD: Final = timedelta(minutes=10)
"""How long after the password was given anew the acts that ask for it may be done."""
CODE_PERIOD: Final = timedelta(minutes=10)
CODES_AN_HOUR: Final = 10
KEYS_MAX: Final = 20

SCOPES: Final = ("read", "trade", "sell", "money", "sign", "company")
"""What a key may be allowed. `read` looks; `trade` haggles, ships, receives, disputes; `sell` keeps listings; `money` asks
for payment and lets the buyer pay; `sign` signs; `company` changes profile, colleagues, keys and webhooks."""


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in. `way` is how: password or chat; `proved_at` when its owner last proved who they are.

    ended_why: logout, password, reuse, expired; empty while it lasts.
    """

    id: str
    user_id: str
    way: str
    created_at: datetime
    expires_at: datetime
    proved_at: datetime
    ended_at: datetime | None = None
    ended_why: str = ""


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """One link of a session's chain of refresh tokens: each opens once. Seen a second time, it ends the session."""

    id: str
    session_id: str
    token_sha256: str
    created_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key with which a programme acts for a company, as the member who made it and with no more than its scopes."""

    id: str
    company_id: str
    user_id: str
    name: str
    key_sha256: str
    scopes: tuple[str, ...]
    created_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LoginCode:
    """A code that somebody asked for in their own chat, to sign in elsewhere as the same person. It opens once."""

    id: str
    user_id: str
    identity_id: str
    code_sha256: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What a request with an Idempotency-Key was answered, for when it comes again; the answer is encrypted at rest."""

    id: str
    owner_id: str
    key: str
    request_sha256: str
    status: int
    answer: str
    created_at: datetime


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
