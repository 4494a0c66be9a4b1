"""Work that waits: events to handle, deadlines to fire, news to send, instructions to give."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, Table, Update, and_, bindparam, exists, null, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from adapters.storage import statements
from adapters.storage.flavours import constant, limit
from adapters.storage.mapping import mapper_of
from adapters.storage.repositories.rows import Repository
from adapters.storage.tables import DEADLINES, INBOX, OUTBOX, PROVIDER_INTENTS
from core.events import InboxRow, OutboxRow
from core.payments import ProviderIntent
from core.trades import DeadlineRow

_IN, _DUE, _OUT, _ASK = INBOX.c, DEADLINES.c, OUTBOX.c, PROVIDER_INTENTS.c

# PostgreSQL's construct compiles on SQLite too: both databases know ON CONFLICT in the same words.
_RECEIVE: Final = (
    insert(INBOX)
    .values({column.name: bindparam(f"set_{column.name}") for column in INBOX.c})
    .on_conflict_do_nothing(index_elements=["channel", "tenant", "event_id"])
)
_HANDLED: Final = (
    update(INBOX)
    .where(_IN.id == bindparam("row_id"), _IN.status == constant("new"))
    .values(status=bindparam("set_status"), done_at=bindparam("set_at"))
)
_FORGOTTEN: Final = _HANDLED.values(raw=bindparam("set_raw"))
"""What was done is not needed any more: only that it was."""
_ARRIVED: Final = (
    select(*mapper_of(InboxRow).columns)
    .where(_IN.status == constant("new"), _IN.id > bindparam("after"))
    .order_by(_IN.id)
    .limit(limit())
)
_POSTPONE: Final = (
    update(DEADLINES)
    .where(_DUE.id == bindparam("row_id"))
    .values(due_at=bindparam("set_until"), attempts=_DUE.attempts + 1)
)
_SETTLE: Final = (
    update(OUTBOX)
    .where(
        _OUT.id == bindparam("row_id"),
        _OUT.status == constant("waiting"),
        _OUT.lease_until.is_not_distinct_from(bindparam("held_until")),
    )
    .values(
        status=bindparam("set_status"),
        attempts=bindparam("set_attempts"),
        next_try_at=bindparam("set_next_try_at"),
        lease_until=null(),
    )
)


@cache
def _due(*, locked: bool) -> Select[Any]:
    query = (
        select(*mapper_of(DeadlineRow).columns)
        .where(_DUE.done_at.is_(None), _DUE.due_at <= bindparam("now"))
        .order_by(_DUE.due_at, _DUE.id)
        .limit(limit())
    )
    return query.with_for_update(skip_locked=True) if locked else query


@cache
def _finish(places: int) -> Update:
    chosen = statements.one_of(_DUE.id, "row_id", places)
    return update(DEADLINES).where(chosen, _DUE.done_at.is_(None)).values(done_at=bindparam("set_at"))


def _claim(table: Table, kind: type, waiting: ColumnElement[bool], *more: ColumnElement[bool]) -> Update:
    """Lease rows that wait, are due and are not leased. Rows that another worker is just taking are passed over."""
    row = table.c
    chosen = (
        select(row.id)
        .where(
            waiting,
            row.next_try_at <= bindparam("now"),
            or_(row.lease_until.is_(None), row.lease_until <= bindparam("now")),
            *more,
        )
        .order_by(row.next_try_at, row.id)
        .limit(limit())
        .with_for_update(skip_locked=True)
        .cte("chosen")
    )
    # Through a common table expression: as a plain subquery PostgreSQL may run it again for every row and take too many.
    return (
        update(table)
        .where(row.id.in_(select(chosen.c.id)))
        .values(lease_until=bindparam("set_lease"))
        .returning(*mapper_of(kind).columns)
    )


def _oldest_of_its_line() -> ColumnElement[bool]:
    older = OUTBOX.alias("older")
    earlier = or_(
        older.c.created_at < _OUT.created_at, and_(older.c.created_at == _OUT.created_at, older.c.id < _OUT.id)
    )
    waits = older.c.status == constant("waiting")
    return ~exists(select(older.c.id).where(older.c.order_key == _OUT.order_key, waits, earlier))


_CLAIM_OUTBOX: Final = _claim(OUTBOX, OutboxRow, _OUT.status == constant("waiting"), _oldest_of_its_line())
_CLAIM_INTENTS: Final = _claim(
    PROVIDER_INTENTS, ProviderIntent, _ASK.status.in_([constant("pending"), constant("unknown")])
)


class Queues(Repository):
    """Inbox, deadlines, outbox and provider instructions."""

    async def receive(self, row: InboxRow) -> bool:
        return await self._executor.run(_RECEIVE, self._stored(row)) == 1

    async def finish_inbox(self, row_id: str, status: str, at: datetime) -> bool:
        params = {"row_id": row_id, "set_status": status, "set_at": self._time(at)}
        if status != "done":
            return await self._executor.run(_HANDLED, params) == 1
        params["set_raw"] = self._ring.seal(b"", INBOX.name, _IN.raw.name, row_id)
        return await self._executor.run(_FORGOTTEN, params) == 1

    async def waiting_inbox(self, *, limit: int, after: str = "") -> list[InboxRow]:
        return self._rows(InboxRow, await self._executor.all(_ARRIVED, {"limit": limit, "after": after}))

    async def due_deadlines(self, now: datetime, *, limit: int) -> list[DeadlineRow]:
        statement = _due(locked=self._executor.writable)
        found = await self._executor.all(statement, {"now": self._time(now), "limit": limit})
        return self._rows(DeadlineRow, found)

    async def finish_deadlines(self, row_ids: Sequence[str], at: datetime) -> None:
        if row_ids:
            params = statements.spread("row_id", list(row_ids))
            await self._executor.run(_finish(statements.slots(len(row_ids))), {**params, "set_at": self._time(at)})

    async def postpone_deadline(self, row_id: str, until: datetime) -> None:
        await self._executor.run(_POSTPONE, {"row_id": row_id, "set_until": self._time(until)})

    async def claim_outbox(self, now: datetime, *, lease_until: datetime, limit: int) -> list[OutboxRow]:
        params = {"now": self._time(now), "set_lease": self._time(lease_until), "limit": limit}
        claimed = self._rows(OutboxRow, await self._executor.all(_CLAIM_OUTBOX, params))
        return sorted(claimed, key=attrgetter("created_at", "id"))

    async def claim_intents(self, now: datetime, *, lease_until: datetime, limit: int) -> list[ProviderIntent]:
        params = {"now": self._time(now), "set_lease": self._time(lease_until), "limit": limit}
        claimed = self._rows(ProviderIntent, await self._executor.all(_CLAIM_INTENTS, params))
        return sorted(claimed, key=attrgetter("created_at", "id"))

    async def settle_outbox(self, rows: Sequence[OutboxRow]) -> None:
        settled = [
            {
                "row_id": row.id,
                "set_status": row.status,
                "set_attempts": row.attempts,
                "set_next_try_at": self._time(row.next_try_at),
                "held_until": self._time(row.lease_until) if row.lease_until is not None else None,
            }
            # In one order: two who settle the same rows wait for each other and never in a circle.
            for row in sorted(rows, key=attrgetter("id"))
        ]
        if settled:
            await self._executor.run_many(_SETTLE, settled)
