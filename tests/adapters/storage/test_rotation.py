"""A data key is replaced under fire: killed again and again, the rotation goes on, and nothing ever is unreadable.

`PARLEY_ROTATED_ROWS` and `PARLEY_ROTATION_KILLS` say how many; `make gates` asks for 100,000 rows and 20 kills.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from adapters.files.folder import FolderStore
from adapters.storage.ciphers import PERSONAL_HEAD, DataKeys
from adapters.storage.sqlite import SqliteStore
from bot.commands.sealing import run_reseal, run_rotate_data
from bot.keys import read_keys
from core.members import Company, User
from tests.adapters.storage.samples import NOON

ROWS = int(os.environ.get("PARLEY_ROTATED_ROWS", "1200"))
KILLS = int(os.environ.get("PARLEY_ROTATION_KILLS", "1"))
AT_ONCE = 2000


class Place:
    """A database, its key file and its files, where commands find them."""

    def __init__(self, folder: Path) -> None:
        self.database, self.keys, self.files = folder / "market.sqlite3", folder / "keys.json", folder / "files"
        self.environment = {
            "DATABASE_URL": f"sqlite:///{self.database}",
            "KEY_FILE": str(self.keys),
            "FILES_FOLDER": str(self.files),
        }

    def ring(self) -> DataKeys:
        keys = read_keys(self.keys)
        return DataKeys.from_text(keys.data, keys.index, people=self.keys.with_name("person-keys"))

    def folder(self) -> FolderStore:
        ring = self.ring()
        return FolderStore(
            self.files,
            new_id=lambda kind: f"{kind}_{'0' * 18}42",
            seal=lambda content, ref: ring.seal(content, "files", "content", ref),
            unseal=lambda content, ref: ring.unseal(content, "files", "content", ref),
        )

    def outdated(self) -> int:
        """Rows that the newest key has not sealed yet, as they are in the file."""
        head = self.ring().active_head
        with closing(sqlite3.connect(self.database, timeout=30)) as file:
            sql = "SELECT count(*) FROM companies WHERE substr(tax_id, 1, ?) <> ?"
            return int(file.execute(sql, (len(head), head)).fetchone()[0])


@pytest.fixture
def place(sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    made = Place(tmp_path)
    shutil.copy(sqlite_template, made.database)
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    return made


def _company(number: int) -> Company:
    return Company(f"com_{number:07}", "Co", NOON, NOON, address=f"Kai {number}", tax_id=f"ES{number}", payout_ref="a")


async def _fill(place: Place) -> str:
    store = SqliteStore(place.database, place.ring())
    for start in range(0, ROWS, AT_ONCE):
        some = [_company(number) for number in range(start, min(ROWS, start + AT_ONCE))]
        await store.write(lambda tx, rows=some: tx.add(*rows))  # type: ignore[misc]
    await store.write(lambda tx: tx.add(User("usr_1", NOON, NOON, email="ana@example.org")))
    await store.close()
    return await place.folder().keep(b"a photograph")


def _killed_when(place: Place, left: int) -> None:
    """A rotation, killed as soon as no more than so many rows are left."""
    words = (sys.executable, "-m", "bot", "keys", "--reseal")
    process = subprocess.Popen(words, env={**os.environ, **place.environment}, stdout=subprocess.DEVNULL)
    try:
        while place.outdated() > left and process.poll() is None:
            time.sleep(0.005)
    finally:
        process.kill()
        process.wait()


@pytest.mark.timeout(3600)
async def test_a_rotation_survives_being_killed(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    file = await _fill(place)
    old = read_keys(place.keys).data
    assert run_rotate_data() == 0
    assert place.outdated() == ROWS
    for kill in range(1, KILLS + 1):
        before = place.outdated()
        _killed_when(place, ROWS - ROWS * kill // (KILLS + 1))
        assert place.outdated() < before
        store = SqliteStore(place.database, place.ring())
        assert await store.read(lambda tx: tx.get(Company, _company(ROWS - 1).id)) == _company(ROWS - 1)
        await store.close()
    assert await asyncio.to_thread(run_reseal, retire=True) == 0
    assert "Keys that are gone: k1." in capsys.readouterr().out
    assert place.outdated() == 0
    assert read_keys(place.keys).data not in old
    # With the newest key alone: every row, and the file.
    store = SqliteStore(place.database, place.ring())
    read, after = 0, ""
    while page := await store.read(lambda tx, a=after: tx.find(Company, after=a, limit=AT_ONCE)):  # type: ignore[misc]
        assert page == [_company(number) for number in range(read, read + len(page))]
        read, after = read + len(page), page[-1].id
    assert read == ROWS
    # What belongs to a person is under a key of theirs, which was wrapped anew.
    assert (await store.read(lambda tx: tx.find(User)))[0].email == "ana@example.org"
    with closing(sqlite3.connect(place.database)) as rows:
        assert rows.execute("SELECT substr(email, 1, 1) FROM users").fetchone()[0] == PERSONAL_HEAD
    await store.close()
    assert await place.folder().read(file) == b"a photograph"


def test_keys_from_the_environment_are_changed_there(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = read_keys(place.keys)
    monkeypatch.setenv("KEYS", place.keys.read_text())
    assert run_rotate_data() == 2
    assert run_reseal(retire=False) == 2
    assert "change them there" in capsys.readouterr().err
    assert read_keys(Path("nowhere.json"), place.keys.read_text()) == kept
