"""The codes of authenticator apps: six figures, a fresh one every thirty seconds."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Callable
from datetime import datetime
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

PERIOD_SECONDS: Final = 30
_KEY_BYTES: Final = 20
_FIGURES: Final = 6
_NAME_MAX: Final = 40
"""A longer name would make a picture that small cameras do not read."""


class AuthenticatorCodes:
    """What every authenticator app understands: HMAC-SHA-1, six figures, thirty seconds. `token_bytes` is where keys
    come from."""

    def __init__(self, token_bytes: Callable[[int], bytes]) -> None:
        self._token_bytes = token_bytes

    def new_key(self) -> str:
        return base64.b32encode(self._token_bytes(_KEY_BYTES)).decode()

    def address_of(self, key: str, account: str, issuer: str) -> str:
        return self._codes(key).get_provisioning_uri(account[:_NAME_MAX], issuer[:_NAME_MAX])

    def code_at(self, key: str, at: datetime) -> str:
        return self._code(key, int(at.timestamp()) // PERIOD_SECONDS)

    def step_of(self, key: str, code: str, at: datetime) -> int | None:
        now = int(at.timestamp()) // PERIOD_SECONDS
        typed = code.encode()
        found = [step for step in (now - 1, now, now + 1) if hmac.compare_digest(self._code(key, step).encode(), typed)]
        return found[-1] if found else None

    def _code(self, key: str, step: int) -> str:
        return self._codes(key).generate(step * PERIOD_SECONDS).decode()

    @staticmethod
    def _codes(key: str) -> TOTP:
        # SHA-1 is what the apps speak, and as a MAC it is sound.
        return TOTP(base64.b32decode(key), _FIGURES, SHA1(), PERIOD_SECONDS)  # noqa: S303 # nosec B303
