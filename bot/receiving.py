"""The inbox: raw events are committed, then handled in order per person or place, exactly once."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.dispatcher import Dispatcher
from bot.showing import Showing
from core.events import InboxRow
from core.ids import Ids
from core.ports.chat import ChatError, ChatPlatform, Incoming
from core.ports.clock import Clock
from core.ports.unit_of_work import Store

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


class Receiving:
    """Implements the intake port. `after` is called after each handled event, to wake whoever sends and pays."""

    def __init__(
        self,
        *,
        store: Store,
        dispatcher: Dispatcher,
        showing: Showing,
        platforms: Mapping[str, ChatPlatform],
        channels: Mapping[str, Channel],
        signals: Mapping[str, Signal],
        clock: Clock,
        ids: Ids,
        after: Callable[[], None],
    ) -> None:
        self._store = store
        self._dispatcher = dispatcher
        self._showing = showing
        self._platforms = platforms
        self._channels = channels
        self._signals = signals
        self._clock = clock
        self._ids = ids
        self._after = after
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._tasks: set[asyncio.Task[None]] = set()

    async def accept(self, channel: str, tenant: str, event_id: str, raw: bytes) -> bool:
        """Commit one event; handling follows on its own."""
        row = self._row(channel, tenant, event_id, raw)
        if not await self._store.write(lambda tx: tx.receive(row)):
            return False
        task = asyncio.create_task(self._handle_logged(row))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def answer(self, channel: str, tenant: str, event_id: str, raw: bytes) -> Mapping[str, str]:
        """Commit one event and handle it now."""
        row = self._row(channel, tenant, event_id, raw)
        if not await self._store.write(lambda tx: tx.receive(row)):
            return {}
        return await self._handle(row)

    async def catch_up(self, *, grace: timedelta = GRACE) -> int:
        """Handle what a process that died left behind; returns how many."""
        total, after, before = 0, "", self._clock.now() - grace
        while rows := await self._store.read(lambda tx, after=after: tx.waiting_inbox(limit=200, after=after)):  # type: ignore[misc]
            for row in rows:
                if row.received_at <= before and (row.channel in self._platforms or row.channel in self._signals):
                    await self._handle_logged(row)
                    total += 1
            after = rows[-1].id
        return total

    async def settle(self) -> None:
        """Wait until everything accepted so far is handled."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _row(self, channel: str, tenant: str, event_id: str, raw: bytes) -> InboxRow:
        return InboxRow(self._ids.new("inb"), channel, tenant, event_id, raw, self._clock.now())

    async def _handle_logged(self, row: InboxRow) -> None:
        try:
            await self._handle(row)
        except ChatError as fault:
            # The change is committed and its screen is marked due: the sweep shows it.
            log.warning("an answer could not be sent yet", extra={"fault": f"{type(fault).__name__}: {fault}"})
        except Exception:
            log.exception("an event could not be handled", extra={"channel": row.channel})

    async def _handle(self, row: InboxRow) -> Mapping[str, str]:
        if row.channel in self._signals:
            await self._signals[row.channel](json.loads(row.raw))
            await self._store.write(lambda tx: tx.finish_inbox(row.id, "done", self._clock.now()))
            self._after()
            return {}
        channel = self._channels[row.channel]
        raw = json.loads(row.raw)
        incoming = channel.translate(raw, row.tenant)
        async with self._locks[f"{row.channel}:{row.tenant}:{channel.order_key(raw)}"]:
            if incoming is None or incoming.kind == "other":
                await self._store.write(lambda tx: tx.finish_inbox(row.id, "done", self._clock.now()))
                return {}
            handled = await self._dispatcher.handle(incoming, self._platforms[row.channel].can, row.id)
            self._after()
            if handled is None:
                return {}
            return await self._showing.reply(incoming, handled)
