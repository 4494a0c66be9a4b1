"""Files come back as they were kept, sealed on disk, and no id can lead out of the folder."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from adapters.files.folder import FolderStore
from core.ports.files import FileGone, FileStore


def _ids() -> Callable[[str], str]:
    numbers = count(1)
    return lambda prefix: f"{prefix}_{next(numbers):020d}"


def _turned(content: bytes, ref: str) -> bytes:
    """A seal that is its own opposite, and another one for every file."""
    mask = sum(ref.encode()) % 255 + 1
    return bytes(byte ^ mask for byte in content)


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FolderStore(tmp_path / "files", new_id=_ids(), seal=_turned, unseal=_turned)


def _on_disk(folder: Path) -> list[Path]:
    return [path for path in (folder / "files").rglob("*") if path.is_file()]


async def test_bytes_come_back_and_are_sealed_on_disk(store: FileStore, tmp_path: Path) -> None:
    ref = await store.keep(b"a label with an address")
    assert await store.read(ref) == b"a label with an address"
    [path] = _on_disk(tmp_path)
    assert b"address" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


async def test_a_file_that_was_dropped_is_gone(store: FileStore, tmp_path: Path) -> None:
    ref = await store.keep(b"x")
    await store.drop(ref)
    await store.drop(ref)
    with pytest.raises(FileGone):
        await store.read(ref)
    assert not _on_disk(tmp_path)


@pytest.mark.parametrize(
    "ref",
    [
        "",
        "fil_",
        "fil_../../keys.json",
        "fil_00000000/../x",
        "/etc/passwd",
        "AgACAgIAAxkB",
        "fil_ABCDEFGH12",
        "fil_\x00" * 8,
    ],
)
async def test_what_is_no_id_of_ours_reads_nothing(store: FileStore, ref: str) -> None:
    with pytest.raises(FileGone):
        await store.read(ref)


async def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def refuses(_content: bytes, _ref: str) -> bytes:
        raise OSError("no space")

    store = FolderStore(tmp_path / "files", new_id=_ids(), seal=refuses, unseal=_turned)
    with pytest.raises(OSError, match="no space"):
        await store.keep(b"x")
    assert not _on_disk(tmp_path)
