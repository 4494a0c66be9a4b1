"""Passwords through argon2id, in threads of their own so that hashing never delays a chat."""

from __future__ import annotations

import asyncio
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from importlib.resources import files

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

_NICENESS = 10
MEMORY_KIB, TIME_COST, LANES = 19 * 1024, 2, 1
"""What OWASP asks of argon2id at least."""


class ArgonPasswords:
    """At most as many hashes at once as there are processors: more would only take each other's memory."""

    def __init__(self, *, workers: int | None = None) -> None:
        self._hasher = PasswordHasher(time_cost=TIME_COST, memory_cost=MEMORY_KIB, parallelism=LANES, type=Type.ID)
        self._pool = ThreadPoolExecutor(
            workers or os.cpu_count() or 1, thread_name_prefix="passwords", initializer=_step_back
        )
        self._nobodys = self._hasher.hash(os.urandom(16))

    async def hashed(self, password: str) -> str:
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._hasher.hash, password)

    async def matches(self, password_hash: str, password: str) -> bool:
        """False for an empty hash, after the same work: how long it takes tells nobody whether there is an account."""
        found = await asyncio.get_running_loop().run_in_executor(self._pool, self._verified, password_hash, password)
        return found and bool(password_hash)

    def is_common(self, word: str) -> bool:
        return word in common_passwords()

    def is_outdated(self, password_hash: str) -> bool:
        return self._hasher.check_needs_rehash(password_hash)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _verified(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash or self._nobodys, password)
        except (VerificationError, InvalidHashError):
            return False


@cache
def common_passwords() -> frozenset[str]:
    """The list that comes with us, most common first in the file."""
    lines = files("adapters.security").joinpath("common_passwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _step_back() -> None:
    """Threads that hash let everybody else go first, where the system can tell threads apart."""
    with suppress(OSError, AttributeError):
        thread = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, thread, min(19, os.getpriority(os.PRIO_PROCESS, thread) + _NICENESS))
