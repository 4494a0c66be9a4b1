"""Ending sign-ins and keys, wherever the reason lies; and forgetting what opens nothing any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from core.accounts import ApiKey, KeptAnswer, LoginCode, RefreshToken, Session
from core.ids import earliest
from core.ports.unit_of_work import Store, Tx
from core.proofs import ChatProof

ANSWERS_KEPT: Final = timedelta(days=2)
"""How long a repeated request is known."""
CODES_KEPT: Final = timedelta(days=1)
TOKENS_KEPT: Final = timedelta(days=31)
"""Longer than a session can last: a used refresh token is known as long as it could betray a thief."""
_PAGE: Final = 500
_OLD: Final[tuple[tuple[type[Any], str, timedelta], ...]] = (
    (KeptAnswer, "idk", ANSWERS_KEPT),
    (LoginCode, "lgc", CODES_KEPT),
    (RefreshToken, "rft", TOKENS_KEPT),
)


async def end_sessions(tx: Tx, sessions: Sequence[Session], why: str, now: datetime) -> None:
    """They open nothing from the next request on."""
    await tx.put(*(replace(session, ended_at=now, ended_why=why) for session in sessions))


async def end_all_of(tx: Tx, user_id: str, why: str, now: datetime) -> None:
    """Every session of a person, the keys they made, and what they have proved in their chats."""
    await tx.delete(ChatProof, user_id=user_id)
    await end_sessions(tx, await tx.find(Session, user_id=user_id, ended_at=None, limit=1000), why, now)
    keys = await tx.find(ApiKey, user_id=user_id, ended_at=None, limit=1000)
    await tx.put(*(replace(key, ended_at=now) for key in keys))


async def forget_old(store: Store, now: datetime) -> int:
    """Delete what is too old to mean anything, a page of each kind. Returns how many rows went."""

    async def step(tx: Tx) -> int:
        gone = 0
        for kind, prefix, kept in _OLD:
            until = earliest(prefix, now - kept)
            old = [row.id for row in await tx.find(kind, order="id", limit=_PAGE) if row.id < until]
            gone += await tx.delete(kind, id=tuple(old)) if old else 0
        return gone

    return await store.write(step)
