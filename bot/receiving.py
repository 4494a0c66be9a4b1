"""The inbox: raw events are committed, then handled in order per person or place, exactly once."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from weakref import WeakValueDictionary

from bot.context import Handled
from bot.dispatcher import Dispatcher
from bot.showing import Showing
from bot.suggesting import Suggestions
from core.errors import TooMany
from core.events import InboxRow
from core.ids import Ids
from core.ports.chat import Can, ChatError, ChatPlatform, Incoming, Option, Place
from core.ports.clock import Clock
from core.ports.limits import Limits
from core.ports.payments import OutcomeUnknown, ProviderUnavailable
from core.ports.unit_of_work import Store, Tx
from core.services.file_intake import FileIntake
from core.services.whereabouts import own_place

log = logging.getLogger(__name__)

Translate = Callable[[Mapping[str, Any], str], Incoming | None]
"""(raw event, tenant) → what a person did, or None."""


@dataclass(frozen=True, slots=True)
class Channel:
    """How one kind of event is read: `order_key` names whose events must be handled in order."""

    translate: Translate
    order_key: Callable[[Mapping[str, Any]], str]


Signal = Callable[[Mapping[str, Any]], Awaitable[None]]
"""What an event of something that is no chat sets off; safe to repeat."""
GRACE = timedelta(seconds=20)
"""An event this young is surely being handled by whoever accepted it."""
_ALWAYS = ("left", "returned", "edited", "deleted")
"""What a platform tells us of somebody is no flood of theirs."""
PATIENCE = timedelta(hours=24)
"""What people did and nobody could handle for so long is put aside. News about money never is."""


class Receiving:
    """Implements the intake port."""

    def __init__(
        self,
        *,
        store: Store,
        dispatcher: Dispatcher,
        showing: Showing,
        platforms: Mapping[str, ChatPlatform],
        channels: Mapping[str, Channel],
        signals: Mapping[str, Signal],
        intake: FileIntake,
        limits: Limits,
        clock: Clock,
        ids: Ids,
    ) -> None:
        self._store = store
        self._intake = intake
        self._limits = limits
        self._dispatcher = dispatcher
        self._showing = showing
        self._platforms = platforms
        self._channels = channels
        self._signals = signals
        self._clock = clock
        self._ids = ids
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        """Kept as long as somebody holds them or waits for them."""
        self.follow: Callable[[Place, str], Awaitable[None]] | None = None
        """Told when a group has another id."""
        self.noted: Callable[[Incoming], Awaitable[None]] | None = None
        """Told when a topic of ours was opened."""
        self.suggestions: Suggestions | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def accept(self, channel: str, tenant: str, event_id: str, raw: bytes) -> bool:
        """Commit one event; handling follows on its own."""
        row = self._row(channel, tenant, event_id, raw)
        if not await self._store.write(lambda tx: tx.receive(row)):
            return False
        self._go_on(self._handle(row), row)
        return True

    async def answer(self, channel: str, tenant: str, event_id: str, raw: bytes) -> Mapping[str, str]:
        """Commit one event and decide about it now; what it shows is sent after the acknowledgement."""
        row = self._row(channel, tenant, event_id, raw)
        if not await self._store.write(lambda tx: tx.receive(row)):
            return {}
        event = json.loads(raw)
        async with self._line(row, event):
            decided = await self._decide(row, event)
        if decided is None:
            return {}
        self._go_on(self._showing.reply(*decided), row)
        return decided[1].problems

    async def suggest(self, channel: str, tenant: str, raw: Mapping[str, Any]) -> Sequence[Option]:
        """See the port: a question is read and answered, and leaves no trace."""
        incoming = self._channels[channel].translate(raw, tenant)
        if incoming is None or self.suggestions is None:
            return ()
        return await self.suggestions.found(incoming, self._platforms[channel].can)

    async def expects(self, channel: str, tenant: str, user: str, reply_to: str) -> bool:
        """Whether a private message of this person is for us: they are in the middle of something, or answer us."""

        async def step(tx: Tx) -> bool:
            seat = await tx.seat(channel, tenant, user)
            if seat is None:
                return False
            place = own_place(seat).key
            if reply_to and await self._showing.row_at(tx, place, reply_to) is not None:
                return True
            return await tx.conversation(place, seat.identity_id) is not None

        return await self._store.read(step)

    async def catch_up(self, *, grace: timedelta = GRACE) -> int:
        """Handle what a process that died left behind; returns how many."""
        total, after, before = 0, "", self._clock.now() - grace
        while rows := await self._store.read(lambda tx, after=after: tx.waiting_inbox(limit=200, after=after)):  # type: ignore[misc]
            for row in rows:
                if row.received_at <= before and (row.channel in self._platforms or row.channel in self._signals):
                    await self._logged(self._handle(row), row)
                    total += 1
                    await self._put_aside_if_hopeless(row)
            after = rows[-1].id
        return total

    async def _put_aside_if_hopeless(self, row: InboxRow) -> None:
        now = self._clock.now()
        if row.channel in self._signals or row.received_at > now - PATIENCE:
            return
        if await self._store.write(lambda tx: tx.finish_inbox(row.id, "dead", now)):
            log.error("an event could not be handled for a day and was put aside", extra={"channel": row.channel})

    async def settle(self) -> None:
        """Wait until everything accepted so far is handled."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _row(self, channel: str, tenant: str, event_id: str, raw: bytes) -> InboxRow:
        return InboxRow(self._ids.new("inb"), channel, tenant, event_id, raw, self._clock.now())

    def _go_on(self, work: Coroutine[Any, Any, None], row: InboxRow) -> None:
        task = asyncio.create_task(self._logged(work, row))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _logged(self, work: Coroutine[Any, Any, None], row: InboxRow) -> None:
        try:
            await work
        except ChatError as fault:
            # The change is committed and its screen is marked due: the sweep shows it.
            log.warning("an answer could not be sent yet", extra={"fault": f"{type(fault).__name__}: {fault}"})
        except Exception:
            log.exception("an event could not be handled", extra={"channel": row.channel})

    async def _handle(self, row: InboxRow) -> None:
        """Decide and answer, in order per person or place."""
        try:
            raw = json.loads(row.raw)
        except (ValueError, RecursionError):
            log.error("an event is unreadable and was put aside", extra={"channel": row.channel})
            await self._store.write(lambda tx: tx.finish_inbox(row.id, "dead", self._clock.now()))
            return
        if row.channel in self._signals:
            try:
                await self._signals[row.channel](raw)
            except (ProviderUnavailable, OutcomeUnknown):
                # It stays new: the catch-up hears it again.
                log.warning("an event is heard again later", extra={"channel": row.channel})
                return
            await self._store.write(lambda tx: tx.finish_inbox(row.id, "done", self._clock.now()))
            return
        async with self._line(row, raw):
            decided = await self._decide(row, raw)
            if decided is not None:
                await self._showing.reply(*decided)

    async def _too_often(
        self, row: InboxRow, incoming: Incoming, can: Can, who: str
    ) -> tuple[Incoming, Handled] | None:
        """Whoever floods us is told so once in a while, and is not heard otherwise."""
        if self._limits.allows("told", who):
            handled = await self._dispatcher.refuse(incoming, can, row.id, TooMany())
            return None if handled is None else (incoming, handled)
        await self._store.write(lambda tx: tx.finish_inbox(row.id, "done", self._clock.now()))
        return None

    def _line(self, row: InboxRow, raw: Mapping[str, Any]) -> asyncio.Lock:
        """Where events of one person or place wait for each other."""
        order = f"{row.channel}:{row.tenant}:{self._channels[row.channel].order_key(raw)}"
        return self._locks.setdefault(order, asyncio.Lock())

    async def _decide(self, row: InboxRow, raw: Mapping[str, Any]) -> tuple[Incoming, Handled] | None:
        """One event's transaction; None when there is nothing to answer."""
        incoming = self._channels[row.channel].translate(raw, row.tenant)
        if incoming is None or incoming.kind in ("other", "search", "moved", "topic"):
            if incoming is not None and incoming.kind == "moved" and self.follow is not None:
                await self.follow(incoming.place, incoming.text)
            if incoming is not None and incoming.kind == "topic" and self.noted is not None:
                await self.noted(incoming)
            await self._store.write(lambda tx: tx.finish_inbox(row.id, "done", self._clock.now()))
            if incoming is not None and incoming.kind == "search":
                await self._platforms[row.channel].offer(incoming, await self._dispatcher.inline.found(incoming))
            return None
        platform = self._platforms[row.channel]
        who = f"{row.channel}|{row.tenant}|{incoming.actor.user}"
        if incoming.kind not in _ALWAYS and not self._limits.allows("chat", who):
            return await self._too_often(row, incoming, platform.can, who)
        if not incoming.actor.lang:
            incoming = replace(incoming, actor=await platform.about(incoming.actor))
        if incoming.media:
            incoming = await self._intake.take(incoming, platform)
        handled = await self._dispatcher.handle(incoming, platform.can, row.id)
        return None if handled is None else (incoming, handled)
