"""Proving once more who one is before money, verdicts and rights are touched: an authenticator, and what it has proved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

SETTING_UP: Final = timedelta(minutes=10)
"""How long a key that was shown may still be confirmed."""
TRIES_MAX: Final = 5
TRIES_PERIOD: Final = timedelta(minutes=10)
LINKS_REST: Final = timedelta(hours=24)
"""A chat that was joined less long ago proves nothing about the one that it was joined to."""
UNDER_WAY: Final = timedelta(hours=1)
"""So much longer a proof is good for what was begun with it: long answers take their time."""
PROVED: Final = frozenset({"rule", "order_return", "confirm_ruling", "freeze", "unfreeze", "repeat_refund"})
"""Moves over other people's money: whoever makes them has just proved who they are."""


@dataclass(frozen=True, slots=True)
class Authenticator:
    """A person's app that shows codes; `id` is the user's. `waiting` is a key that was shown and not confirmed yet;
    `used_step` is the newest period of which a code was taken, so that each is taken once."""

    id: str
    key: str
    waiting: str
    waiting_since: datetime
    updated_at: datetime
    used_step: int = 0


@dataclass(frozen=True, slots=True)
class ChatProof:
    """When somebody last proved in a chat who they are; `id` is the chat account's. way: authenticator, chat or password."""

    id: str
    user_id: str
    way: str
    proved_at: datetime
