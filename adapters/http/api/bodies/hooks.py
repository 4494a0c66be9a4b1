"""Webhooks and what was sent to them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints

from adapters.http.api.bodies.plain import Given, Taken


class NewHook(Taken):
    url: Annotated[str, StringConstraints(min_length=10, max_length=500)]


class HookOut(Given):
    """`secret` is there when the address was just named, and never again."""

    id: str
    url: str
    created_at: datetime
    secret: str | None = None


class HookList(Given):
    items: list[HookOut]


class HookCallOut(Given):
    """`answer` is the last HTTP status, 0 where there was none. status: waiting, sent, dead."""

    id: str
    negotiation_id: str
    status: str
    attempts: int
    answer: int
    created_at: datetime
    next_try_at: datetime


class HookCallList(Given):
    items: list[HookCallOut]
