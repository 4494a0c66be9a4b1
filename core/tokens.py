"""Button tokens: what a press is allowed to mean, in at most 64 bytes.

`k:` + key id (1) + verb (2) + revision (4, base 31) + MAC (14, base64url = 84 bits) + id (≤ 31). The MAC covers verb,
id, revision and the *audience* (a person, or a place such as the moderators' channel), so a token copied to
another chat, or edited, does not verify. Nothing is stored per button. The right to act and the revision are
checked again by the service at the press; the token alone permits nothing.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from core.ports.chat import Do

PREFIX = "k:"
ID_LENGTH_MAX = 31
TOKEN_LENGTH_MAX = 64
REVISION_MAX = 31**4 - 1
_DIGITS = "0123456789abcdefghijklmnopqrstu"
_MAC_LENGTH = 14
_HEAD = len(PREFIX) + 1 + 2 + 4 + _MAC_LENGTH


@dataclass(frozen=True)
class KeyRing:
    """Two keys are valid during a rotation: `current` seals, every key in `keys` (one-character id → bytes) opens."""

    keys: Mapping[str, bytes]
    current: str

    def __post_init__(self) -> None:
        if self.current not in self.keys:
            raise ValueError("the current key is not on the ring")
        for key_id, key in self.keys.items():
            if len(key_id) != 1 or len(key) < 32:
                raise ValueError("token keys have a one-character id and at least 32 bytes")


def seal(do: Do, audience: str, ring: KeyRing) -> str:
    """The token of a button for this audience. Raises ValueError on ids that cannot fit."""
    if len(do.verb) != 2 or not do.verb.isascii() or not do.verb.isalnum():
        raise ValueError(f"a verb is two letters, got {do.verb!r}")
    if len(do.id) > ID_LENGTH_MAX or not do.id.isascii() or not do.id.isprintable():
        raise ValueError(f"an id in a button is at most {ID_LENGTH_MAX} printable ASCII characters")
    if do.rev < 0:
        raise ValueError("a revision is not negative")
    revision = _encode_revision(do.rev % (REVISION_MAX + 1))
    mac = _mac(ring.keys[ring.current], do.verb, do.id, revision, audience)
    return f"{PREFIX}{ring.current}{do.verb}{revision}{mac}{do.id}"


def unseal(token: str, audience: str, ring: KeyRing) -> Do | None:
    """What a token means for this audience, or None when it is not ours, foreign, or was changed."""
    if len(token) > TOKEN_LENGTH_MAX or len(token) < _HEAD or not token.isascii() or not token.startswith(PREFIX):
        return None
    key_id, verb, revision = token[2], token[3:5], token[5:9]
    mac, subject = token[9:_HEAD], token[_HEAD:]
    key = ring.keys.get(key_id)
    if key is None or not hmac.compare_digest(mac, _mac(key, verb, subject, revision, audience)):
        return None
    return Do(verb, subject, _decode_revision(revision))


@lru_cache(8192)  # the same buttons are drawn again at every press, and each that is pressed has been drawn
def _mac(key: bytes, verb: str, subject: str, revision: str, audience: str) -> str:
    message = "\0".join(("button", verb, subject, revision, audience)).encode()
    digest = hmac.digest(key, message, "sha256")
    return base64.urlsafe_b64encode(digest)[:_MAC_LENGTH].decode()


@lru_cache(1024)
def _encode_revision(number: int) -> str:
    digits = ""
    for _ in range(4):
        number, rest = divmod(number, 31)
        digits = _DIGITS[rest] + digits
    return digits


def _decode_revision(text: str) -> int:
    number = 0
    for digit in text:
        number = number * 31 + _DIGITS.index(digit)
    return number
