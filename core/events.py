"""What leaves a transaction besides its rows: news for people. (Instructions to the provider are `ProviderIntent`s.)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A message to one place, to be worded in the reader's language when it is sent.

    kind `deal` shows the deal card anew with `notice` on top; `note` shows a text only; `desk` goes to the moderators'
    channel. `order_key` keeps the order per deal and reader. status: waiting, sent, dead.
    """

    id: str
    order_key: str
    kind: str
    subject_id: str
    identity_id: str
    notice: str
    args: Mapping[str, Any]
    created_at: datetime
    next_try_at: datetime
    status: str = "waiting"
    attempts: int = 0
    lease_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One raw event, stored before it was acknowledged. status: new, done, dead."""

    id: str
    channel: str
    tenant: str
    event_id: str
    raw: bytes
    received_at: datetime
    status: str = "new"
    attempts: int = 0
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """Which message shows what in a place. Due again whenever `due_rev` > `shown_rev`.

    `news` is the sentence that stood on top when it was last sent; it stays there while the card is refreshed quietly,
    and is what the message keeps saying after the card has moved on to a newer one.
    """

    id: str
    place: str
    key: str
    identity_id: str
    parts: tuple[str, ...]
    digest: str
    shown_rev: int
    due_rev: int
    updated_at: datetime
    news: str = ""


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """A form being filled in by one person in one place; survives restarts. `state` is the engine's own snapshot."""

    id: str
    place: str
    identity_id: str
    flow: str
    state: Mapping[str, Any]
    rev: int
    updated_at: datetime
    parked: bool = False


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One act with money, rights or data."""

    id: str
    actor_id: str
    action: str
    object_id: str
    created_at: datetime
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """How far a job has come (`at`), or that something stands still since then; `id` is its name, `detail` says why."""

    id: str
    at: datetime
    updated_at: datetime
    detail: Mapping[str, Any] = field(default_factory=dict)
