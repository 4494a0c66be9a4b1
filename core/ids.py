"""Identifiers: typed, prefixed, sortable by birth, minted from an injected source so that a run can be repeated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import NewType

UserId = NewType("UserId", str)
CompanyId = NewType("CompanyId", str)
TradeId = NewType("TradeId", str)

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_BODY_LENGTH = 20
_CHANCE_BITS = 52
"""100 bits: 48 of milliseconds, 52 of chance. With a three-letter prefix an id fits every button (≤ 31)."""


class Ids:
    """Mints ids such as `neg_06dv8k3q0x2m5n7p9r1t`. `now` and `token_bytes` are the injected clock's and entropy's."""

    def __init__(self, now: Callable[[], datetime], token_bytes: Callable[[int], bytes]) -> None:
        self._now = now
        self._token_bytes = token_bytes
        self._last = 0
        self._lock = Lock()

    def new(self, prefix: str) -> str:
        """A fresh id; `prefix` has three letters and says what the thing is."""
        wished = _number(_milliseconds(self._now()), self._token_bytes(7))
        with self._lock:
            # Two ids of one millisecond keep the order of their birth: queues are sorted by id.
            self._last = max(wished, self._last + 1) if wished >> _CHANCE_BITS == self._last >> _CHANCE_BITS else wished
            number = self._last
        return f"{prefix}_{_encode(number)}"


def earliest(prefix: str, at: datetime) -> str:
    """An id before all of this kind that were minted from `at` on."""
    return f"{prefix}_{_encode(_milliseconds(at) << _CHANCE_BITS)}"


def code_of(subject_id: str) -> str:
    """The short code that people read aloud: the last six characters, which are chance."""
    return subject_id[-6:].upper()


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _number(milliseconds: int, chance: bytes) -> int:
    return (milliseconds << _CHANCE_BITS) | (int.from_bytes(chance, "big") >> 4)


def _encode(number: int) -> str:
    digits = []
    for _ in range(_BODY_LENGTH):
        number, rest = divmod(number, 32)
        digits.append(_ALPHABET[rest])
    return "".join(reversed(digits))
