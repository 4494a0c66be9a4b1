"""Personal data at rest: unreadable in the file, bound to its cell, and open to old keys while they are in the ring."""

from __future__ import annotations

import base64
import importlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from adapters.storage import migrations
from adapters.storage.ciphers import DataKeys
from adapters.storage.failures import UnreadableValue
from adapters.storage.opening import open_store
from adapters.storage.rotation import reseal_everything
from adapters.storage.sqlite import SqliteStore
from adapters.storage.tables import TABLE_OF
from core.events import ConversationRow, InboxRow, OutboxRow, ScreenRow
from core.members import Company, Profile, User
from core.trades import NegotiationMessage
from tests.adapters.storage.samples import NOON, begin_deal, full_deal, settle_in
from tests.databases import AnyStore, ring_for_tests

INDEX_KEY = bytes(range(32, 64))
SECRETS = (
    "raw-event-words",
    "args-of-news",
    "state-of-a-form",
    "news-on-a-screen",
    "Ana",
    "Ruiz",
    "Calle Mayor 1",
    "+34600000000",
    "ana@example.org",
    "ES-B123",
    "acct_seller",
    "Broken!",
    "Photograph",
    "crate",
    "psst",
)


def file_of(url: str) -> Path:
    return Path(make_url(url).database or "")


async def fill(store: AnyStore) -> None:
    await settle_in(store)
    before = await begin_deal(store)
    await store.write(lambda tx: tx.save_deal(before, full_deal(before)))
    await store.write(
        lambda tx: tx.add(
            User("usr_ana", NOON, NOON, email="ana@example.org"),
            Profile("prf_ana", "usr_ana", NOON, NOON, "Ana", "Ruiz", "Ruiz SL", "Calle Mayor 1", "+34600000000"),
            Company("com_ana", "Ruiz SL", NOON, NOON, address="Calle Mayor 1", tax_id="ES-B123"),
            NegotiationMessage("msg_1", "neg_1", "usr_buyer", "psst", False, NOON),
            InboxRow("inb_1", "telegram", "bot", "1", b'{"text":"raw-event-words"}', NOON),
            OutboxRow("out_1", "k", "note", "neg_1", "idn_1", "sent", {"words": "args-of-news"}, NOON, NOON),
            ScreenRow("scr_1", "p", "k", "idn_1", ("1",), "d", 1, 1, NOON, news="news-on-a-screen"),
            ConversationRow("tlk_1", "p", "idn_1", "register", {"full_name": "state-of-a-form"}, 1, NOON),
        )
    )


async def test_secrets_are_not_plain_in_the_file(sqlite_store: SqliteStore, sqlite_url: str) -> None:
    await fill(sqlite_store)
    await sqlite_store.close()
    path = file_of(sqlite_url)
    kept = b"".join(part.read_bytes() for part in path.parent.glob(path.name + "*"))
    assert b"Calle" not in kept
    for secret in SECRETS:
        # "Ana" and "Ruiz" may be parts of what is public, as company names are.
        assert secret in {"Ana", "Ruiz"} or secret.encode() not in kept
    with closing(sqlite3.connect(path)) as connection:
        signature, name = connection.execute(
            "SELECT buyer_signature, first_name FROM escrow_agreements, profiles"
        ).fetchone()
    assert b"Ana" not in signature + name


async def test_a_value_moved_to_another_cell_does_not_open(sqlite_store: SqliteStore, sqlite_url: str) -> None:
    await fill(sqlite_store)
    with closing(sqlite3.connect(file_of(sqlite_url), isolation_level=None)) as connection:
        connection.execute(
            "UPDATE companies SET payout_ref = (SELECT payout_ref FROM companies WHERE id = 'com_buyer') "
            "WHERE id = 'com_seller'"
        )
        connection.execute("UPDATE profiles SET last_name = first_name")
    with pytest.raises(UnreadableValue, match="another cell"):
        await sqlite_store.read(lambda tx: tx.get(Company, "com_seller"))
    with pytest.raises(UnreadableValue, match="another cell"):
        await sqlite_store.read(lambda tx: tx.deal("neg_1"))
    with pytest.raises(UnreadableValue, match="another cell"):
        await sqlite_store.read(lambda tx: tx.find(Profile))


async def test_old_keys_open_and_the_active_one_seals(sqlite_url: str) -> None:
    path, company = file_of(sqlite_url), Company("com_1", "Co", NOON, NOON, tax_id="ES-B123")
    old, new = bytes(32), bytes([7]) * 32
    first = SqliteStore(path, DataKeys({"a": old}, active="a", index_key=INDEX_KEY))
    await first.write(lambda tx: tx.add(company))
    await first.close()
    second = SqliteStore(path, DataKeys({"a": old, "b": new}, active="b", index_key=INDEX_KEY))
    assert await second.read(lambda tx: tx.get(Company, "com_1")) == company
    await second.write(lambda tx: tx.put(replace(company, name="Co 2")))
    await second.close()
    third = SqliteStore(path, DataKeys({"b": new}, active="b", index_key=INDEX_KEY))
    assert await third.read(lambda tx: tx.get(Company, "com_1")) == replace(company, name="Co 2")
    await third.close()
    fourth = SqliteStore(path, DataKeys({"c": new}, active="c", index_key=INDEX_KEY))
    with pytest.raises(UnreadableValue, match="not in the ring"):
        await fourth.read(lambda tx: tx.get(Company, "com_1"))
    await fourth.close()


async def test_keys_are_rotated_and_can_be_retired(database_url: str) -> None:
    old, new = bytes(32), bytes([7]) * 32
    first = open_store(database_url, DataKeys({"a": old}, active="a", index_key=INDEX_KEY))
    companies = [Company(f"com_{number:02}", "Co", NOON, NOON, tax_id=f"ES{number}") for number in range(25)]
    users = [User("usr_1", NOON, NOON, email="ana@example.org"), User("usr_2", NOON, NOON)]
    await first.write(lambda tx: tx.add(*companies, *users))
    await first.close()
    both = open_store(database_url, DataKeys({"a": old, "b": new}, active="b", index_key=INDEX_KEY))
    await both.write(lambda tx: tx.put(companies[3]))
    assert await reseal_everything(both, batch=10) == 24 + 1
    assert await reseal_everything(both) == 0
    await both.close()
    last = open_store(database_url, DataKeys({"b": new}, active="b", index_key=INDEX_KEY))
    assert await last.read(lambda tx: tx.find(Company)) == companies
    assert await last.read(lambda tx: tx.find(User)) == users
    await last.close()


def test_altered_values_do_not_open() -> None:
    ring = ring_for_tests()
    sealed = ring.seal(b"secret", "users", "email", "usr_1")
    assert ring.unseal(sealed, "users", "email", "usr_1") == b"secret"
    assert ring.seal(b"secret", "users", "email", "usr_1") != sealed
    assert sealed.startswith(ring.active_head)
    for place in range(len(sealed)):
        altered = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(UnreadableValue):
            ring.unseal(altered, "users", "email", "usr_1")
    for length in range(len(sealed)):
        with pytest.raises(UnreadableValue):
            ring.unseal(sealed[:length], "users", "email", "usr_1")
    for cell in (("users", "email", "usr_2"), ("users", "name", "usr_1"), ("people", "email", "usr_1")):
        with pytest.raises(UnreadableValue):
            ring.unseal(sealed, *cell)


def test_an_email_is_found_however_it_is_written() -> None:
    ring = ring_for_tests()
    assert ring.email_index(" Ana@Example.ORG ") == ring.email_index("ana@example.org")
    assert ring.email_index("ana@example.org") != ring.email_index("anna@example.org")
    other = DataKeys({"k1": bytes(range(32))}, active="k1", index_key=bytes(32))
    assert other.email_index("ana@example.org") != ring.email_index("ana@example.org")


def test_a_ring_is_read_from_settings_and_shows_no_key() -> None:
    old, new, index = (base64.b64encode(bytes([byte]) * 32).decode() for byte in (1, 2, 3))
    ring = DataKeys.from_text(f"2026b:{new}, 2026a:{old}", index)
    assert ring.active == "2026b"
    assert repr(ring) == "DataKeys(active='2026b', 2 keys)"
    assert ring.unseal(DataKeys.from_text(f"2026a:{old}", index).seal(b"x", "t", "c", "r"), "t", "c", "r") == b"x"


@pytest.mark.parametrize(
    ("keys", "index"),
    [("", "A" * 43 + "="), ("nocolon", "A" * 43 + "="), ("k:AAAA", "A" * 43 + "="), ("k:" + "A" * 43 + "=", "AAAA")],
)
def test_a_bad_ring_is_refused(keys: str, index: str) -> None:
    with pytest.raises(ValueError, match=r"key"):
        DataKeys.from_text(keys, index)


SEALED_LATER = importlib.import_module(f"{migrations.__name__}.versions.0018_more_is_sealed").SEALED


async def test_what_was_there_before_is_sealed_once_the_keys_are_known(
    sqlite_store: SqliteStore, sqlite_url: str
) -> None:
    """Cells as the migration leaves them: marked, closed to everything but the pass that seals them."""
    await fill(sqlite_store)
    kinds = {table.name: kind for kind, table in TABLE_OF.items()}
    before = {name: await sqlite_store.read(lambda tx, k=kinds[name]: tx.find(k)) for name in SEALED_LATER}  # type: ignore[misc]
    assert all(before[name] for name in ("inbox", "outbox", "screens", "conversations", "offers", "escrow_agreements"))
    ring = ring_for_tests()
    with closing(sqlite3.connect(file_of(sqlite_url), isolation_level=None)) as connection:
        for name, columns in SEALED_LATER.items():
            for column in columns:
                for row_id, cell in connection.execute(f"SELECT id, {column} FROM {name}").fetchall():
                    marked = b"\0" + ring.unseal(cell, name, column, row_id)
                    connection.execute(f"UPDATE {name} SET {column} = ? WHERE id = ?", (marked, row_id))
    with pytest.raises(UnreadableValue, match="not a sealed value"):
        await sqlite_store.read(lambda tx: tx.find(InboxRow))
    takes_plain = DataKeys({"k1": bytes(range(32))}, active="k1", index_key=bytes(range(32, 64)), takes_plain=True)
    sealing = SqliteStore(file_of(sqlite_url), takes_plain)
    assert await reseal_everything(sealing) == sum(map(len, before.values()))
    await sealing.close()
    for name, rows in before.items():
        assert await sqlite_store.read(lambda tx, k=kinds[name]: tx.find(k)) == rows  # type: ignore[misc]
