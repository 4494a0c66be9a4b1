"""Seals the audit log: what was committed is numbered and hashed afterwards, so that nobody waits for anybody.

An act is written plainly with its transaction. Here it gets its place in the chain, seconds later; every few minutes
the end of the chain is signed, and published where whoever owns the database can not reach it.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from core.audit import (
    AUDITED,
    CHECKPOINT_DOMAIN,
    DOMAIN,
    GENESIS,
    AuditCheckpoint,
    AuditSeal,
    chained,
    kind_of,
    vouched,
)
from core.errors import AlreadyExists
from core.events import OutboxRow
from core.ids import Ids, earliest
from core.ports.clock import Clock
from core.ports.seals import Sealer
from core.ports.unit_of_work import Store, Tx
from core.services.desk_rows import desk_row

log = logging.getLogger(__name__)

AT_ONCE = 200
IN_FLIGHT = timedelta(seconds=60)
"""So long a transaction may be under way after it made its ids."""
LOOK_BACK = timedelta(days=1)
"""How far behind the newest seal a fresh process begins, for what another left unsealed."""
UNSEALED_MAX = timedelta(seconds=60)
CHECKPOINT_EVERY = timedelta(minutes=5)
CHECKPOINT_ROWS = 1000
TOLD_EVERY = timedelta(days=1)
"""How often the moderators' channel is told of the newest checkpoint; the file has every one."""

NOTICES = frozenset({"audit-checkpoint"})

Publish = Callable[[list[AuditCheckpoint]], Awaitable[None]]
"""Takes all checkpoints, oldest first, and keeps those it does not have yet outside the database."""


class Auditing:
    """Seals what waits for it, oldest first, and signs the end of the chain."""

    def __init__(
        self, *, store: Store, sealer: Sealer, clock: Clock, ids: Ids, publish: Publish, tells_desk: bool
    ) -> None:
        self._store = store
        self._sealer = sealer
        self._clock = clock
        self._ids = ids
        self._publish = publish
        self._tells_desk = tells_desk
        self._since: dict[str, datetime] = {}
        self._alarmed = False

    async def tick(self) -> int:
        """Seal everything that waits, sign where it is time to; how many rows were sealed."""
        sealed = await self.seal()
        await self.sign()
        return sealed

    async def seal(self) -> int:
        """Number and hash what was committed since. What can not be sealed for a minute raises the alarm, once."""
        total = 0
        now = self._clock.now()
        beginning = await self._store.read(_beginning) if not self._since else now
        for prefix in AUDITED:
            after = earliest(prefix, self._since.get(prefix, beginning))
            while waiting := await self._store.read(lambda tx, p=prefix, a=after: _waiting(tx, p, a)):  # type: ignore[misc]
                rows, after = waiting
                total += await self._sealed(rows)
            self._since[prefix] = now - IN_FLIGHT
        self._alarmed = False
        return total

    async def sign(self, *, at_once: bool = False) -> AuditCheckpoint | None:
        """A checkpoint where one is due (`at_once`: where anything is new), and whatever is not published yet."""
        made = await self._store.write(lambda tx: self._checkpoint(tx, at_once=at_once))
        if made is not None:
            await self._publish(await self._store.read(all_checkpoints))
        return made

    async def _sealed(self, rows: list[Any]) -> int:
        if not rows:
            return 0
        try:
            return await self._store.write(lambda tx: self._seal(tx, rows))
        except AlreadyExists:
            # Another process was quicker; what it left is found at the next tick.
            return 0
        except Exception:
            oldest = min(row.created_at for row in rows)
            if self._clock.now() - oldest > UNSEALED_MAX and not self._alarmed:
                self._alarmed = True
                log.error("the audit log stays unsealed", extra={"count": len(rows), "oldest": oldest.isoformat()})
            raise

    async def _seal(self, tx: Tx, rows: list[Any]) -> int:
        known = {seal.id for seal in await tx.find(AuditSeal, id=tuple(row.id for row in rows), limit=AT_ONCE)}
        last = await tx.find(AuditSeal, order="-number", limit=1)
        number, previous = (last[0].number, last[0].sha256) if last else (0, GENESIS)
        seals = []
        for row in rows:
            if row.id in known:
                continue
            number += 1
            sha256 = self._sealer.digest(DOMAIN, chained(row, number=number, previous_sha256=previous))
            seals.append(AuditSeal(row.id, number, sha256, previous, self._clock.now()))
            previous = sha256
        if seals:
            await tx.add(*seals)
        return len(seals)

    async def _checkpoint(self, tx: Tx, *, at_once: bool) -> AuditCheckpoint | None:
        end = await tx.find(AuditSeal, order="-number", limit=1)
        last = await tx.find(AuditCheckpoint, order="-size", limit=1)
        known = last[0].size if last else 0
        now = self._clock.now()
        if not end or end[0].number <= known:
            return None
        is_due = not last or now - last[0].created_at >= CHECKPOINT_EVERY or end[0].number - known >= CHECKPOINT_ROWS
        if not (is_due or at_once):
            return None
        unsigned = AuditCheckpoint(
            self._ids.new("ack"), end[0].number, end[0].sha256, self._sealer.key_id, "", now.replace(microsecond=0)
        )
        made = signed(unsigned, self._sealer)
        await tx.add(made)
        if self._tells_desk and (not last or now.date() != last[0].created_at.date()):
            await tx.add(_told(made, self._ids, now))
        return made


def signed(checkpoint: AuditCheckpoint, sealer: Sealer) -> AuditCheckpoint:
    """The checkpoint with its signature."""
    seal = sealer.seal(CHECKPOINT_DOMAIN, vouched(checkpoint))
    return AuditCheckpoint(
        checkpoint.id, checkpoint.size, checkpoint.sha256, checkpoint.key_id, seal.signature, checkpoint.created_at
    )


async def all_checkpoints(tx: Tx) -> list[AuditCheckpoint]:
    """Every checkpoint, oldest first."""
    found: list[AuditCheckpoint] = []
    after: int | None = None
    while page := await tx.find(AuditCheckpoint, order="size", after=after, limit=AT_ONCE):
        found += page
        after = page[-1].size
    return found


async def rows_of(tx: Tx, seals: list[AuditSeal]) -> dict[str, Any]:
    """The rows that these seals belong to, by id."""
    rows: dict[str, Any] = {}
    for kind in AUDITED.values():
        wanted = tuple(seal.id for seal in seals if kind_of(seal.id) is kind)
        rows |= {row.id: row for row in await tx.find(kind, id=wanted, limit=len(wanted))} if wanted else {}
    return rows


async def _beginning(tx: Tx) -> datetime:
    """From when on there may be rows without a seal: from ever, where nothing was sealed before."""
    last = await tx.find(AuditSeal, order="-number", limit=1)
    return last[0].sealed_at - LOOK_BACK if last else datetime.fromtimestamp(0, UTC)


async def _waiting(tx: Tx, prefix: str, after: str) -> tuple[list[Any], str] | None:
    """The next rows of a kind that have no seal yet, and where to go on; None at the end."""
    rows = await tx.find(AUDITED[prefix], order="id", after=after, limit=AT_ONCE)
    if not rows:
        return None
    known = {seal.id for seal in await tx.find(AuditSeal, id=tuple(row.id for row in rows), limit=AT_ONCE)}
    return [row for row in rows if row.id not in known], rows[-1].id


def _told(made: AuditCheckpoint, ids: Ids, now: datetime) -> OutboxRow:
    """The checkpoint for the moderators' channel: a message that the database can not take back."""
    told = {"count": made.size, "sha256": made.sha256}
    return desk_row(ids, now, line="audit", kind="alarm", notice="audit-checkpoint", args=told)
