"""The audit log on both databases: sealed after the commit, once each, and true to whoever goes along it."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy.engine import make_url

from adapters.evidence.seals import KeySealer
from bot.commands.auditing import check_audit
from core.audit import AuditCheckpoint, AuditSeal
from core.events import AuditRow, OutboxRow
from core.ids import Ids
from core.services.auditing import CHECKPOINT_EVERY, Auditing
from core.trades import TradeTransition
from tests.adapters.storage.samples import NOON, begin_deal, posting, settle_in
from tests.databases import AnyStore

SEALER = KeySealer({"seal-1": b"k" * 32}, "seal-1")


class Clock:
    """Stands still until the test moves it."""

    def __init__(self) -> None:
        self.moment = NOON

    def now(self) -> object:
        return self.moment


class Sealed:
    """Who seals, and what was published so far."""

    def __init__(self, store: AnyStore) -> None:
        self.store, self.clock = store, Clock()
        self.ids = Ids(self.clock.now, lambda n: b"\7" * n)  # type: ignore[arg-type]
        self.published: list[AuditCheckpoint] = []
        self.auditing = self.another()

    def another(self) -> Auditing:
        async def publish(checkpoints: list[AuditCheckpoint]) -> None:
            self.published = checkpoints

        return Auditing(
            store=self.store, sealer=SEALER, clock=self.clock, ids=self.ids, publish=publish, tells_desk=True  # type: ignore[arg-type]
        )  # fmt: skip

    async def acts(self, count: int) -> None:
        rows = [
            AuditRow(self.ids.new("aud"), "usr_1", "staff.granted", "usr_2", self.clock.moment, {"n": number})
            for number in range(count)
        ]
        await self.store.write(lambda tx: tx.add(*rows))

    async def check(self) -> tuple[int, int, list[str]]:
        return await check_audit(self.store, self.published, SEALER.public_keys())


@pytest.fixture
async def sealed(store: AnyStore) -> Sealed:
    await settle_in(store)
    await begin_deal(store)
    return Sealed(store)


async def test_rights_history_and_money_are_one_chain(sealed: Sealed) -> None:
    line = TradeTransition("ttr_1", "neg_1", 1, "begin", "", "negotiating", "buyer", "usr_buyer", {"a": 1}, NOON)
    await sealed.store.write(lambda tx: tx.add(line, posting(1)))
    await sealed.acts(3)
    assert await sealed.auditing.tick() == 5
    assert await sealed.auditing.tick() == 0
    seals = await sealed.store.read(lambda tx: tx.find(AuditSeal, order="number"))
    assert [seal.number for seal in seals] == [1, 2, 3, 4, 5]
    assert {seal.id.partition("_")[0] for seal in seals} == {"aud", "ttr", "led"}
    assert [checkpoint.size for checkpoint in sealed.published] == [5]
    assert await sealed.check() == (5, 0, [])


async def test_checkpoints_come_every_few_minutes_and_the_moderators_hear_of_one_a_day(sealed: Sealed) -> None:
    for minutes, sizes in ((0, [1]), (1, [1]), (10, [1, 3]), (60 * 24, [1, 3, 4])):
        sealed.clock.moment = NOON + timedelta(minutes=minutes)
        await sealed.acts(1)
        await sealed.auditing.tick()
        assert [checkpoint.size for checkpoint in sealed.published] == sizes
    told = await sealed.store.read(lambda tx: tx.find(OutboxRow, notice="audit-checkpoint"))
    assert [row.args["count"] for row in told] == [1, 4]
    assert await sealed.check() == (4, 0, [])
    assert timedelta(minutes=1) < CHECKPOINT_EVERY < timedelta(minutes=10)


async def test_two_who_seal_at_once_and_one_who_begins_late_leave_one_chain(sealed: Sealed) -> None:
    await sealed.acts(30)
    await asyncio.gather(*(sealed.another().seal() for _ in range(4)), return_exceptions=True)
    await sealed.another().tick()
    assert (await sealed.check())[:2] == (30, 0)
    assert (await sealed.check())[2] == []


async def test_what_was_never_sealed_is_found(sealed: Sealed) -> None:
    await sealed.acts(1)
    await sealed.auditing.tick()
    sealed.clock.moment += timedelta(minutes=9)
    await sealed.acts(2)
    assert (await sealed.check())[1:] == (2, [])
    forgotten = AuditRow("aud_0", "usr_1", "staff.granted", "usr_2", NOON)
    await sealed.store.write(lambda tx: tx.add(forgotten))
    await sealed.auditing.tick()
    size, waiting, faults = await sealed.check()
    assert (size, waiting) == (3, 1)
    assert faults == ["aud_0: it was not sealed, although what came after it was"]


async def test_who_takes_the_triggers_away_is_found_all_the_same(sqlite_store: AnyStore, sqlite_url: str) -> None:
    sealed = Sealed(sqlite_store)
    await sealed.acts(4)
    await sealed.auditing.tick()
    with closing(sqlite3.connect(make_url(sqlite_url).database or "", isolation_level=None)) as connection:
        for change in ("UPDATE audit_log SET actor_id = 'usr_x'", "DELETE FROM audit_seals"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(change)
        connection.execute("DROP TRIGGER audit_log_not_updated")
        connection.execute("UPDATE audit_log SET actor_id = 'usr_x' WHERE id = (SELECT max(id) FROM audit_log)")
    assert [fault.partition(": ")[2] for fault in (await sealed.check())[2]] == ["it was changed after it was sealed"]
