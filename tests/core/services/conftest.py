"""A fresh migrated market for every test, copied from one that is made once."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.security.passwords import ArgonPasswords
from adapters.storage.sqlite import SqliteStore
from core.ids import Ids
from core.members import Seat
from core.services.importing import Importer
from tests.core.services.market import Market
from tests.core.services.market_store import RING, migrated, open_company
from tests.core.services.office import Office


class SteppingClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self._now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        self._now += by


class CountingEntropy:
    """Chance that repeats itself in every run."""

    def __init__(self) -> None:
        self._count = 0

    def token_bytes(self, length_bytes: int) -> bytes:
        self._count += 1
        return (self._count << 4).to_bytes(length_bytes, "big")


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return migrated(tmp_path_factory.mktemp("market") / "empty.db")


@pytest.fixture
async def store(empty_database: Path, tmp_path: Path) -> AsyncIterator[SqliteStore]:
    shutil.copy(empty_database, tmp_path / "market.db")
    opened = SqliteStore(tmp_path / "market.db", RING)
    yield opened
    await opened.close()


@pytest.fixture(scope="module")
def passwords() -> Iterator[ArgonPasswords]:
    made = ArgonPasswords()
    yield made
    made.close()


@pytest.fixture
def office(store: SqliteStore, clock: SteppingClock, ids: Ids, passwords: ArgonPasswords) -> Office:
    return Office(store, clock, ids, passwords)


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def ids(clock: SteppingClock) -> Ids:
    return Ids(clock.now, CountingEntropy().token_bytes)


@pytest.fixture
def importer(store: SqliteStore, clock: SteppingClock, ids: Ids) -> Importer:
    return Importer(store, clock, ids)


@pytest.fixture
async def seller(store: SqliteStore, clock: SteppingClock) -> Seat:
    return await open_company(store, clock.now())


@pytest.fixture
async def market(store: SqliteStore, clock: SteppingClock, ids: Ids) -> AsyncIterator[Market]:
    """Two companies, their people, a listing and a provider; all invariants are asked for at the end."""
    opened = await Market.on(store, clock, ids).settle_in()
    yield opened
    await opened.require_sound()
