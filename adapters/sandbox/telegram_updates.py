"""One bot's queue of updates, with the platform's rules for reading, confirming and forgetting them."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from adapters.sandbox.clock import WorldClock
from adapters.sandbox.telegram_limits import POLL_SECONDS_MAX
from adapters.sandbox.telegram_refusals import OTHER_POLLER, conflict

_ASKED_FOR_ONLY = frozenset(("chat_member", "message_reaction", "message_reaction_count"))
_KNOWN = frozenset(
    "message edited_message channel_post edited_channel_post business_connection business_message "
    "edited_business_message deleted_business_messages guest_message message_reaction message_reaction_count "
    "inline_query chosen_inline_result callback_query shipping_query pre_checkout_query purchased_paid_media poll "
    "poll_answer my_chat_member chat_member chat_join_request chat_boost removed_chat_boost managed_bot".split()
)
_FUTURE_SLACK = 10


@dataclass(eq=False)
class PendingUpdate:
    """An update not yet confirmed; `lane` is what webhook delivery keeps in order (a chat, a person's presses)."""

    id: int
    kind: str
    body: dict[str, Any]
    lane: str
    expires_at: datetime
    replays: int = 0

    def wire(self) -> dict[str, Any]:
        return {"update_id": self.id, self.kind: self.body}


class UpdateQueue:
    def __init__(self, clock: WorldClock) -> None:
        self._clock = clock
        self._pending: list[PendingUpdate] = []
        self._poller: asyncio.Future[None] | None = None
        self._allowed: list[str] | None = None
        self.next_id = 100_000_000 + secrets.randbelow(800_000_000)
        self.on_push: Callable[[], None] | None = None

    @property
    def pending(self) -> Sequence[PendingUpdate]:
        """Unconfirmed updates, oldest first; what is too old has been dropped silently, as the platform does."""
        now = self._clock.now()
        self._pending = [u for u in self._pending if u.expires_at > now]
        return self._pending

    @property
    def allowed(self) -> list[str] | None:
        """The explicit list, or None for the platform's default."""
        return self._allowed

    @property
    def is_polled(self) -> bool:
        return self._poller is not None

    def allow(self, kinds: list[str] | None) -> None:
        """None keeps what was set before; an empty list goes back to the default."""
        if kinds is not None:
            self._allowed = [k for k in dict.fromkeys(kinds) if k in _KNOWN] or None

    def wants(self, kind: str) -> bool:
        return kind in self._allowed if self._allowed is not None else kind not in _ASKED_FOR_ONLY

    def push(self, kind: str, body: dict[str, Any], lane: str, lifetime_seconds: int, replays: int = 0) -> int | None:
        """Queue an update; None where the bot did not ask for this kind."""
        if not self.wants(kind):
            return None
        expires_at = self._clock.now() + timedelta(seconds=lifetime_seconds)
        update = PendingUpdate(self.next_id, kind, body, lane, expires_at, replays)
        self.next_id += 1
        self._pending.append(update)
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)
        if self.on_push is not None:
            self.on_push()
        return update.id

    def drop(self, update: PendingUpdate) -> None:
        """Delivered, or given up."""
        if update.replays > 0:
            update.replays -= 1
        elif update in self._pending:
            self._pending.remove(update)

    def clear(self) -> None:
        self._pending.clear()

    async def poll(self, offset: int, limit: int, timeout_seconds: int) -> list[PendingUpdate]:
        """getUpdates: what lies below `offset` is confirmed and gone; waits for something new when told to."""
        self._confirm(offset)
        limit = min(max(limit, 1), 100)
        batch = list(self.pending[:limit])
        timeout_seconds = min(max(timeout_seconds, 0), POLL_SECONDS_MAX)
        if batch or timeout_seconds == 0:
            return batch
        self.stop_polling(OTHER_POLLER)
        mine = self._poller = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(mine, timeout_seconds)
        except TimeoutError:
            return []
        finally:
            if self._poller is mine:
                self._poller = None
        return list(self.pending[:limit])

    def stop_polling(self, reason: str) -> None:
        """Answer the waiting getUpdates with a conflict."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(conflict(reason))
        self._poller = None

    def release(self) -> None:
        """Let the waiting getUpdates return what there is; for shutting down."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._pending = list(self.pending[offset:])
        elif 0 < offset <= self.next_id + _FUTURE_SLACK:
            # An offset far in the future names ids of another numbering: the platform ignores it.
            for update in list(self.pending):
                if update.id < offset:
                    self.drop(update)
