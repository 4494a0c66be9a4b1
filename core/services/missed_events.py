"""Events that never reached us: the provider's own list is read from a cursor, and what is new is taken in like a webhook."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any, Protocol

from core.events import Bookmark
from core.ports.clock import Clock
from core.ports.payments import ProviderEvent, ProviderNews, ProviderRefused, ProviderUnavailable
from core.ports.unit_of_work import Store, Tx
from core.services.listening import Listening
from core.services.payees import RECENT, Payees

log = logging.getLogger(__name__)

CURSOR = "provider-events"
OVERLAP = timedelta(hours=1)
"""Events are listed by when they happened, and may appear a little later than that."""
READABLE = timedelta(days=29)
"""Stripe lists an event for thirty days."""


class TakesEvents(Protocol):
    """The inbox: what it has seen before, by the event's id, it does not take again."""

    async def accept(self, channel: str, tenant: str, event_id: str, raw: bytes) -> bool: ...


class MissedEvents:
    """Reads on from the cursor. Sellers' accounts keep lists of their own; there the account itself is looked at."""

    def __init__(
        self,
        *,
        store: Store,
        news: ProviderNews,
        inbox: TakesEvents,
        payees: Payees,
        listening: Listening,
        clock: Clock,
    ) -> None:
        self._store = store
        self._news = news
        self._inbox = inbox
        self._payees = payees
        self._listening = listening
        self._clock = clock

    async def catch_up(self) -> int:
        """Take in what was missed; returns how many events were new."""
        began = self._clock.now()
        cursor = await self._store.read(lambda tx: tx.get(Bookmark, CURSOR))
        # A market that has never read begins an hour back: before that nobody could pay here.
        since = max((cursor.at if cursor else began) - OVERLAP, began - READABLE)
        taken = 0
        for event in await self._news.events_since(since):
            taken += await self._inbox.accept("stripe", "stripe", event.id, written(event))
        await self._look_at_payees()
        mark = Bookmark(CURSOR, began, began)

        async def step(tx: Tx) -> None:
            present = await tx.get(Bookmark, CURSOR)
            if present is None:
                await tx.add(mark)
            elif present.at < began:
                await tx.put(mark)

        await self._store.write(step)
        return taken

    async def _look_at_payees(self) -> None:
        since = self._clock.now() - RECENT
        for account in await self._payees.to_look_at():
            try:
                await self._payees.look(self._news, account.account_ref)
                for payout in await self._news.bank_payouts(account.account_ref, since):
                    await self._listening.payout(payout)
            except (ProviderRefused, ProviderUnavailable):
                # An account that was closed at the provider keeps nobody else's news from being read.
                log.warning("a seller's account could not be looked at")


def written(event: ProviderEvent) -> bytes:
    """As the inbox keeps it."""
    return json.dumps(asdict(event)).encode()


def read(raw: Mapping[str, Any]) -> ProviderEvent:
    """From the inbox; one that an older version kept names neither its mode nor an account."""
    return ProviderEvent(
        id=str(raw.get("id", "")),
        kind=str(raw["kind"]),
        object_ref=str(raw["object_ref"]),
        metadata=raw.get("metadata", {}),
        live=bool(raw.get("live", False)),
        account=str(raw.get("account", "")),
    )
