"""Keeps files in a local folder: sealed, under names that say nothing, written whole or not at all."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from core.ports.files import KEPT, FileGone

_REF = re.compile(rf"{KEPT}_([0-9a-z]{{8,40}})")

Sealing = Callable[[bytes, str], bytes]
"""(bytes, id of the file) → bytes. What seals binds the id, so that a file renamed on disk does not open."""


class FolderStore:
    """`core.ports.files.FileStore` below one folder, a subfolder per last two characters of the id."""

    def __init__(self, folder: Path, *, new_id: Callable[[str], str], seal: Sealing, unseal: Sealing) -> None:
        self._folder = folder
        self._new_id = new_id
        self._seal = seal
        self._unseal = unseal

    async def keep(self, content: bytes) -> str:
        """See the port."""
        ref = self._new_id(KEPT)
        await asyncio.to_thread(self._write, ref, content)
        return ref

    async def read(self, ref: str) -> bytes:
        """See the port."""
        return await asyncio.to_thread(self._read, ref)

    async def drop(self, ref: str) -> None:
        """See the port."""
        with suppress(FileNotFoundError):
            await asyncio.to_thread(self._path(ref).unlink)

    async def seal_again(self, is_current: Callable[[bytes], bool]) -> int:
        """Seal every file anew that is not current; how many. May be stopped at any moment and run again."""
        return await asyncio.to_thread(self._seal_again, is_current)

    def _seal_again(self, is_current: Callable[[bytes], bool]) -> int:
        done = 0
        for path in sorted(self._folder.glob("??/*")):
            ref = f"{KEPT}_{path.name}"
            if _REF.fullmatch(ref) and not is_current(path.read_bytes()):
                self._write(ref, self._read(ref))
                done += 1
        return done

    def _write(self, ref: str, content: bytes) -> None:
        path = self._path(ref)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{secrets.token_hex(8)}")
        try:
            with unfinished.open("xb") as file:
                os.chmod(file.fileno(), 0o600)
                file.write(self._seal(content, ref))
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        _sync(path.parent)

    def _read(self, ref: str) -> bytes:
        try:
            return self._unseal(self._path(ref).read_bytes(), ref)
        except OSError:
            raise FileGone("this file is not there") from None

    def _path(self, ref: str) -> Path:
        """Where a file is; an id that is none can not become a path."""
        found = _REF.fullmatch(ref)
        if found is None:
            raise FileGone("this is no file of ours")
        return self._folder / found[1][-2:] / found[1]


def _sync(folder: Path) -> None:
    """Make a new name in a folder durable, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
