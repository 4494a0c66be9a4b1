"""One key per person, apart from the database: whoever destroys it has made unreadable what it sealed, in every copy.

Each key is a file of its own, wrapped under the key ring. The folder is mirrored, never kept in older copies: a backup of
the database is then as old as it likes, and holds nothing about somebody whose key is gone. A mark stays in its place, so
that no new key is made for them and a database that was restored can be brought up to date.
"""

from __future__ import annotations

import asyncio
import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.storage.failures import UnreadableValue

if TYPE_CHECKING:
    from adapters.storage.ciphers import DataKeys

_OWNER: Final = re.compile(r"[a-z]{3}_[0-9a-zA-Z_-]{1,40}")
_GONE: Final = ".gone"
_KEPT_IN_MEMORY: Final = 20_000
_KEY_BYTES: Final = 32


class PersonKeyFolder:
    """`core.ports.person_keys.PersonKeys`, and what the ciphers ask for. Safe to use from several threads and processes."""

    def __init__(self, folder: Path, ring: DataKeys) -> None:
        self._folder = folder
        self._ring = ring
        self._known: dict[str, AESGCM] = {}

    def cipher(self, owner: str, *, make: bool = False) -> AESGCM | None:
        """The cipher of somebody's data; None when their key is destroyed, or there is none and none is to be made."""
        known = self._known.get(owner)
        if known is not None:
            return known
        path = self._path(owner)
        if self.is_gone(owner):
            return None
        try:
            key = self._unwrapped(path, owner)
        except FileNotFoundError:
            if not make:
                return None
            key = self._made(path, owner)
        if len(self._known) >= _KEPT_IN_MEMORY:
            self._known.clear()
        cipher = self._known[owner] = AESGCM(key)
        return cipher

    def is_gone(self, owner: str) -> bool:
        """Whether somebody's key was destroyed."""
        return self._path(owner).with_suffix(_GONE).exists()

    async def destroy(self, owner: str) -> None:
        """See the port."""
        await asyncio.to_thread(self._destroy, owner)

    async def gone(self) -> list[str]:
        """See the port."""
        return await asyncio.to_thread(lambda: sorted(path.stem for path in self._folder.glob(f"??/*{_GONE}")))

    def rewrap(self) -> int:
        """Wrap every key under the active key of the ring; how many. May be stopped at any moment and run again."""
        done = 0
        for path in sorted(self._folder.glob("??/*")):
            if not _OWNER.fullmatch(path.name):
                continue
            try:
                if self._ring.is_current(path.read_bytes()):
                    continue
                self._write(path, self._wrapped(self._unwrapped(path, path.name), path.name))
                done += 1
            except (FileNotFoundError, UnreadableValue):
                if not self.is_gone(path.name):
                    raise
            if self.is_gone(path.name):  # Destroyed meanwhile; what was just written must not bring it back.
                path.unlink(missing_ok=True)
        return done

    def _made(self, path: Path, owner: str) -> bytes:
        """A fresh key, durable before anything is sealed with it; of two who make one at once both get the same."""
        path.parent.mkdir(parents=True, exist_ok=True)
        key = AESGCM.generate_key(_KEY_BYTES * 8)
        beside = self._written(path, self._wrapped(key, owner))
        try:
            os.link(beside, path)
        except FileExistsError:
            return self._unwrapped(path, owner)
        finally:
            beside.unlink(missing_ok=True)
        _sync(path.parent)
        return key

    def _destroy(self, owner: str) -> None:
        path = self._path(owner)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(_GONE).touch(mode=0o600)
        _sync(path.parent)
        self._known.pop(owner, None)
        with suppress(FileNotFoundError):
            with path.open("r+b") as file:
                length = path.stat().st_size
                file.write(secrets.token_bytes(length))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
        _sync(path.parent)

    def _wrapped(self, key: bytes, owner: str) -> bytes:
        return self._ring.seal(key, "person_keys", "key", owner)

    def _unwrapped(self, path: Path, owner: str) -> bytes:
        return self._ring.unseal(path.read_bytes(), "person_keys", "key", owner)

    def _write(self, path: Path, content: bytes) -> None:
        self._written(path, content).replace(path)
        _sync(path.parent)

    def _written(self, path: Path, content: bytes) -> Path:
        """A whole file beside its place."""
        beside = path.with_name(f".{secrets.token_hex(8)}")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return beside

    def _path(self, owner: str) -> Path:
        """Where a key is; an id that is none can not become a path."""
        if not _OWNER.fullmatch(owner):
            raise UnreadableValue(f"nobody is called {owner!r}")
        return self._folder / owner[-2:] / owner


def _sync(folder: Path) -> None:
    """Make a change of names in a folder durable, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
