"""Places inside places: a topic of a group, or what stands below a message in a channel, kept for one thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

OPENING, OPEN, CLOSED, PLAIN = "opening", "open", "closed", "plain"
THERE = (OPEN, CLOSED)
"""The statuses in which it can be written in: a closed topic is closed for people, not for us."""


@dataclass(frozen=True, slots=True)
class Thread:
    """The thread of one case, or of one deal, in one shared place. status: opening (it was asked for), open, closed,
    plain (there is none to be had; the place itself is used). `native` is the platform's id of it."""

    id: str
    place: str
    """`channel|tenant|chat`"""
    subject_id: str
    """The dispute, or the trade, that it is kept for: once in a place."""
    negotiation_id: str
    name: str
    status: str
    created_at: datetime
    updated_at: datetime
    native: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What a thread is wanted for; `over`: nothing more happens in it by itself."""

    subject_id: str
    trade_id: str
    name: str
    over: bool = False
