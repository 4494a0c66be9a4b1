"""The outbox: every piece of news leaves exactly in order per deal and reader, or is handed to a person."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import timedelta
from functools import partial
from operator import attrgetter

from core.events import OutboxRow, ScreenRow
from core.ports.chat import ChatBusy, ChatError, ChatMoved, ChatRefused, ChatUnreachable
from core.ports.clock import Clock
from core.ports.notifier import Notifier, NotYet
from core.ports.unit_of_work import Store, Tx, patiently

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
RENEWED = timedelta(seconds=30)
"""A claim that ends so soon is renewed while its row is on its way: nobody else sends it a second time."""
ROUND_SECONDS = 1.0
"""So long a round waits for what it sends."""
ON_THEIR_WAY_MAX = 200
"""Rows being sent at once; while there are so many, no more are claimed."""
ATTEMPTS_MAX = 20
CLAIMED_MAX = 10_000
SETTLED_AFTER = timedelta(seconds=3)
"""A screen that its own answer did not refresh within this time is refreshed by the sweep."""


class Delivery:
    """Drains the outbox and re-renders what is out of date."""

    def __init__(self, store: Store, notifier: Notifier, clock: Clock) -> None:
        self._store = store
        self._notifier = notifier
        self._clock = clock
        self._going: dict[asyncio.Task[OutboxRow], OutboxRow] = {}
        """What is being sent → the row as it was claimed."""
        self._done: list[tuple[OutboxRow, OutboxRow]] = []
        """Sent and not written down yet: the row as it was claimed, and as it shall be."""

    async def drain(self, *, limit: int = 50) -> int:
        """One round: claim, send side by side, settle in one batch what is done. Returns how many rows were tried or are
        still on their way: a chat that is slow keeps its own news waiting and nobody else's, because the round goes on
        without it and a later one settles it. What is on its way stays claimed for as long as that takes."""
        with patiently():
            return await self._round(limit)

    async def _round(self, limit: int) -> int:
        now = self._clock.now()
        free = min(limit, ON_THEIR_WAY_MAX - len(self._going))
        rows: Sequence[OutboxRow] = ()
        if free > 0:
            rows = await self._store.write(lambda tx: tx.claim_outbox(now, lease_until=now + LEASE, limit=free))
        for row in rows:
            self._going[asyncio.create_task(self._send(row))] = replace(row, lease_until=now + LEASE)
        tried = len(self._going) + len(self._done)
        if tried:
            if self._going:
                await asyncio.wait(self._going, timeout=ROUND_SECONDS)
            await self._settle()
        return tried

    async def stop(self) -> None:
        """Cut off what is still on its way; what is done is written down. The rest is sent again by whoever is next."""
        for sending in self._going:
            sending.cancel()
        await asyncio.gather(*self._going, return_exceptions=True)
        await self._settle()

    async def _settle(self) -> None:
        finished = [sending for sending in self._going if sending.done()]
        for sending, row in [(sending, self._going.pop(sending)) for sending in finished]:
            if not sending.cancelled():
                after = sending.result()
                self._done.append((row, after))
                if after.status == "dead" and await self._store.read(partial(_of_ours, claim=row)) is not None:
                    await self._give_up(after)
        settled, self._done = self._done, []
        now = self._clock.now()
        ending = {task: row for task, row in self._going.items() if row.lease_until and row.lease_until - now < RENEWED}
        if not settled and not ending:
            return
        held = [(row, after) for row, after in settled if after.order_key != row.order_key]
        sent = [
            replace(after, lease_until=row.lease_until) for row, after in settled if after.order_key == row.order_key
        ]

        async def step(tx: Tx) -> set[str]:
            """Which claims were made longer. Nothing is written that is not ours any more."""
            await tx.settle_outbox(sent)
            for row, after in sorted(held, key=lambda pair: pair[0].id):
                present = await _of_ours(tx, row)
                if present is not None:
                    line, due = after.order_key, after.next_try_at
                    await tx.put(replace(present, order_key=line, next_try_at=due, lease_until=None))
            ours = [await _of_ours(tx, row) for row in sorted(ending.values(), key=attrgetter("id"))]
            renewed = [replace(row, lease_until=now + LEASE) for row in ours if row is not None]
            await tx.put(*renewed)
            return {row.id for row in renewed}

        try:
            renewed = await self._store.write(step)
        except BaseException:
            self._done += settled
            raise
        for task, row in ending.items():
            # A claim that is somebody else's by now is not asked for again.
            if task in self._going:
                self._going[task] = replace(row, lease_until=now + LEASE if row.id in renewed else None)

    async def take_over(self) -> None:
        """Free what a process that is no more had claimed. Only where no other process can be at work."""

        async def step(tx: Tx) -> None:
            waiting = await tx.find(OutboxRow, status="waiting", order="-created_at", limit=CLAIMED_MAX)
            await tx.put(*(replace(row, lease_until=None) for row in waiting if row.lease_until is not None))

        await self._store.write(step)

    async def refresh(self, *, limit: int = 50, young_too: bool = False) -> int:
        """Re-render screens that stayed out of date; `young_too`: also those whose own answer may still be on its way.
        Returns how many."""
        before = self._clock.now() + (SETTLED_AFTER if young_too else -SETTLED_AFTER)
        rows = await self._store.read(lambda tx: tx.due_screens(limit=limit, before=before))
        hopeless: set[str] = set()
        for row in rows:
            try:
                if not await self._notifier.refresh(row):
                    hopeless.add(row.id)
            except (ChatUnreachable, ChatRefused):
                hopeless.add(row.id)
            except ChatError:
                log.info("a screen could not be refreshed yet")
            except Exception:
                log.exception("a screen could not be refreshed")
        if rows:
            await self._store.write(lambda tx: self._make_way(tx, rows, hopeless))
        return len(rows)

    async def _make_way(self, tx: Tx, rows: Sequence[ScreenRow], hopeless: Set[str]) -> None:
        """What was tried goes behind what was not, and what nobody can show is owed no more: else the first fifty of
        such screens would keep all others from ever being looked at."""
        now = self._clock.now()
        for row in sorted(rows, key=attrgetter("id")):
            found = await tx.get(ScreenRow, row.id)
            if found is None or found.updated_at != row.updated_at:
                continue
            shown_rev = found.due_rev if row.id in hopeless else found.shown_rev
            await tx.put(replace(found, shown_rev=shown_rev, updated_at=now))

    async def _send(self, row: OutboxRow) -> OutboxRow:
        try:
            await self._notifier.deliver(row)
        except NotYet as held:
            return replace(row, order_key=held.line, next_try_at=held.until, lease_until=None)
        except (ChatUnreachable, ChatRefused) as fault:
            log.warning("news could not be delivered", extra={"notice": row.notice, "fault": type(fault).__name__})
            return replace(row, status="dead", attempts=row.attempts + 1, lease_until=None)
        except ChatBusy as fault:
            # Nothing was sent, and that says nothing against this row: it is no try of it.
            until = self._clock.now() + timedelta(seconds=fault.retry_after_seconds)
            return replace(row, next_try_at=until, lease_until=None)
        except ChatMoved:
            return self._later(row, timedelta(0))
        except ChatError:
            return self._later(row, _backoff(row.attempts))
        except Exception:
            log.exception("news could not be worded or sent", extra={"notice": row.notice})
            return self._later(row, _backoff(row.attempts))
        return replace(row, status="sent", attempts=row.attempts + 1, lease_until=None)

    async def _give_up(self, row: OutboxRow) -> None:
        try:
            await self._notifier.given_up(row)
        except Exception:
            log.exception("nobody could be told that news were not delivered", extra={"notice": row.notice})

    def _later(self, row: OutboxRow, wait: timedelta) -> OutboxRow:
        attempts = row.attempts + 1
        status = "dead" if attempts >= ATTEMPTS_MAX else "waiting"
        return replace(row, status=status, attempts=attempts, next_try_at=self._clock.now() + wait, lease_until=None)


async def _of_ours(tx: Tx, claim: OutboxRow) -> OutboxRow | None:
    """The row as it is now, if this claim still holds it."""
    present = await tx.get(OutboxRow, claim.id)
    if present is None or (present.status, present.lease_until) != ("waiting", claim.lease_until):
        return None
    return present


def _backoff(attempts: int) -> timedelta:
    return timedelta(seconds=min(2**attempts, 3600))
