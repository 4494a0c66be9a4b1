"""Keys of persons: what one sealed is nobody else's, outlives the house's keys, and is gone with it in every copy."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from adapters.storage.ciphers import PERSONAL_HEAD, DataKeys
from adapters.storage.failures import Erased, UnreadableValue
from adapters.storage.opening import open_store
from adapters.storage.person_keys import PersonKeyFolder
from adapters.storage.rotation import personalise_everything, reseal_everything
from core.linking import AccountLink
from core.members import ChatIdentity, Profile, User
from tests.adapters.storage.samples import NOON
from tests.databases import ring_for_tests

ANA, BEN = "usr_ana", "usr_ben"


def ring_with(folder: Path, **keys: bytes) -> DataKeys:
    """A ring whose persons have their keys in this folder; the first key is the active one."""
    keys = keys or {"k1": bytes(range(32))}
    ring = DataKeys(keys, active=next(iter(keys)), index_key=bytes(range(32, 64)))
    ring.people = PersonKeyFolder(folder, ring)
    return ring


def profile(user_id: str, name: str) -> Profile:
    return Profile(f"prf{user_id[3:]}", user_id, NOON, NOON, name, "Ruiz", "Ruiz SL", "Calle Mayor 1", "+34600000000")


PEOPLE = (
    User(ANA, NOON, NOON, email="ana@example.org"),
    User(BEN, NOON, NOON),
    profile(ANA, "Ana"),
    profile(BEN, "Ben"),
    ChatIdentity("idn_ana", "telegram", "bot", "1", "1", ANA, NOON),
    AccountLink(
        "lnk_1", "x", "idn_ana", ANA, "Ana on Telegram", NOON, NOON, joiner_user_id=BEN, joined_as="Ben on Slack"
    ),
)


async def test_with_the_key_goes_what_it_sealed_in_every_copy(database_url: str, tmp_path: Path) -> None:
    ring = ring_with(tmp_path / "keys")
    assert ring.people is not None
    store = open_store(database_url, ring)
    await store.write(lambda tx: tx.add(*PEOPLE))
    assert [await store.read(lambda tx, r=row: tx.get(type(r), r.id)) for row in PEOPLE] == list(PEOPLE)  # type: ignore[misc]
    # Whoever has the database and the keys of the house, and not the folder, reads nothing.
    thief = open_store(database_url, ring_for_tests())
    with pytest.raises(UnreadableValue):
        await thief.read(lambda tx: tx.get(Profile, "prf_ana"))
    await thief.close()

    await ring.people.destroy(ANA)
    await ring.people.destroy(ANA)
    assert await ring.people.gone() == [ANA]
    # The database is as old as a backup: nobody has emptied a row. Another process has just been started.
    fresh = ring_with(tmp_path / "keys")
    restored = open_store(database_url, fresh)
    for any_store in (store, restored):
        blank = await any_store.read(lambda tx: tx.get(Profile, "prf_ana"))
        assert blank == Profile("prf_ana", ANA, NOON, NOON)
        assert (await any_store.read(lambda tx: tx.get(User, ANA))) == replace(PEOPLE[0], email=None)  # type: ignore[type-var]
        link = await any_store.read(lambda tx: tx.get(AccountLink, "lnk_1"))
        assert link is not None
        assert (link.started_as, link.joined_as) == ("", "Ben on Slack")
        assert await any_store.read(lambda tx: tx.get(Profile, "prf_ben")) == profile(BEN, "Ben")
    # No key is made anew for somebody who is gone: what is kept of them is kept under the house's.
    await restored.write(lambda tx: tx.put(replace(profile(ANA, "#1"))))
    assert await restored.read(lambda tx: tx.get(Profile, "prf_ana")) == profile(ANA, "#1")
    assert fresh.people is not None
    assert fresh.people.cipher(ANA, make=True) is None
    await store.close()
    await restored.close()


async def test_what_was_under_the_keys_of_the_house_comes_under_those_of_persons(
    database_url: str, tmp_path: Path
) -> None:
    house = open_store(database_url, ring_for_tests())
    await house.write(lambda tx: tx.add(*PEOPLE))
    await house.close()
    store = open_store(database_url, ring_with(tmp_path / "keys"))
    assert await store.read(lambda tx: tx.get(Profile, "prf_ana")) == profile(ANA, "Ana")
    assert await personalise_everything(store, batch=2) == 4
    assert await personalise_everything(store) == 0
    assert await store.read(lambda tx: tx.get(Profile, "prf_ana")) == profile(ANA, "Ana")
    await store.close()


async def test_a_rotation_wraps_anew_and_leaves_the_data_alone(sqlite_url: str, tmp_path: Path) -> None:
    old, new = bytes([1]) * 32, bytes([2]) * 32
    store = open_store(sqlite_url, ring_with(tmp_path / "keys", k1=old))
    await store.write(lambda tx: tx.add(*PEOPLE))
    await store.close()
    both = ring_with(tmp_path / "keys", k2=new, k1=old)
    assert both.people is not None
    await both.people.destroy(BEN)
    assert both.people.rewrap() == 1
    assert both.people.rewrap() == 0
    store = open_store(sqlite_url, both)
    assert await reseal_everything(store) == 0
    await store.close()
    store = open_store(sqlite_url, ring_with(tmp_path / "keys", k2=new))
    assert await store.read(lambda tx: tx.get(Profile, "prf_ana")) == profile(ANA, "Ana")
    await store.close()
    with closing(sqlite3.connect(make_url(sqlite_url).database or "")) as file:
        heads = {
            head
            for row in file.execute("SELECT first_name, address FROM profiles")
            for head in (row[0][:1], row[1][:1])
        }
    assert heads == {PERSONAL_HEAD}


def test_a_cell_of_somebody_else_does_not_open(tmp_path: Path) -> None:
    ring = ring_with(tmp_path)
    sealed = ring.seal(b"Ana", "profiles", "first_name", "prf_1", ANA)
    ring.seal(b"Ben", "profiles", "first_name", "prf_2", BEN)
    assert ring.unseal(sealed, "profiles", "first_name", "prf_1", ANA) == b"Ana"
    for column, row_id, owner in (
        ("first_name", "prf_1", BEN),
        ("last_name", "prf_1", ANA),
        ("first_name", "prf_2", ANA),
        ("first_name", "prf_1", "usr_nobody"),
        ("first_name", "prf_1", ""),
    ):
        with pytest.raises(UnreadableValue) as caught:
            ring.unseal(sealed, "profiles", column, row_id, owner)
        assert not isinstance(caught.value, Erased)
    for name in ("../../etc", "usr_", "", "usr_a/b"):
        with pytest.raises(UnreadableValue):
            ring.people.cipher(name, make=True)  # type: ignore[union-attr]
    # Keys are files that only their owner can read, and say nothing without the ring.
    files = [path for path in tmp_path.rglob("usr_*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    other = DataKeys({"k1": bytes([9]) * 32}, active="k1", index_key=bytes(range(32, 64)))
    with pytest.raises(UnreadableValue):
        PersonKeyFolder(tmp_path, other).cipher(ANA)


def test_all_who_make_a_key_at_once_get_the_same(tmp_path: Path) -> None:
    rings = [ring_with(tmp_path) for _ in range(8)]
    with ThreadPoolExecutor(8) as threads:
        sealed = list(threads.map(lambda ring: ring.seal(b"Ana", "t", "c", "r", ANA), rings))
    assert {ring.unseal(one, "t", "c", "r", ANA) for ring in rings for one in sealed} == {b"Ana"}
    assert not list(tmp_path.rglob(".*"))
