"""Webhooks out: where a company's programmes are told of its deals, and what has been told there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Hook:
    """An address that is told of every move of the company's deals. `secret` signs what is sent; both are encrypted at rest."""

    id: str
    company_id: str
    url: str
    secret: str
    created_by: str
    created_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HookCall:
    """One move that one address is told of; its id is made of both, so that nothing is told twice.

    status: waiting, sent, dead. `answer` is the last HTTP status, or 0 where there was none.
    """

    id: str
    hook_id: str
    transition_id: str
    negotiation_id: str
    created_at: datetime
    next_try_at: datetime
    status: str = "waiting"
    attempts: int = 0
    answer: int = 0
    sent_at: datetime | None = None
