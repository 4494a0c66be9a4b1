"""Threads in shared places."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from adapters.storage.schema import table
from core.threads import Thread

THREADS = table(
    "threads",
    Thread,
    UniqueConstraint("place", "subject_id"),
    Index(None, "place", "negotiation_id"),
    references={"negotiation_id": "negotiations"},
    filled=("place", "subject_id", "status"),
)
