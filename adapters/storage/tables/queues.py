"""Queues, and what is shown where."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from adapters.storage.schema import partial, table
from core.events import Bookmark, ConversationRow, InboxRow, OutboxRow, ScreenRow

INBOX = table(
    "inbox",
    InboxRow,
    UniqueConstraint("channel", "tenant", "event_id"),
    partial("ix_inbox_new", "id", where="status = 'new'"),
    sealed=("raw",),
    filled=("status", "channel", "event_id"),
)
OUTBOX = table(
    "outbox",
    OutboxRow,
    Index(None, "status", "next_try_at"),
    partial("ix_outbox_line", "order_key", "created_at", "id", where="status = 'waiting'"),
    sealed=("args",),
    filled=("status", "kind"),
)
SCREENS = table(
    "screens",
    ScreenRow,
    UniqueConstraint("place", "key"),
    Index(None, "key"),
    partial("ix_screens_due", "updated_at", where="due_rev > shown_rev"),
    sealed=("news",),
)
CONVERSATIONS = table(
    "conversations",
    ConversationRow,
    Index(None, "place", "identity_id"),
    sealed=("state",),
    filled=("flow",),
)
BOOKMARKS = table("bookmarks", Bookmark)
