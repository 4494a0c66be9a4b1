"""News for a company: its owners and traders hear of them, each once, in the chat they came by last."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from core import policy
from core.events import OutboxRow
from core.ids import Ids
from core.members import ChatIdentity, Membership
from core.ports.unit_of_work import Tx

_MEMBERS_MAX: Final = 500


async def tell_company(
    tx: Tx, ids: Ids, now: datetime, company_id: str, notice: str, args: Mapping[str, Any] | None = None
) -> None:
    """Runs inside the unit of work in which it came about. `args` are for the sentence of the notice."""
    members = await tx.find(Membership, company_id=company_id, limit=_MEMBERS_MAX)
    users = tuple(member.user_id for member in members if member.role in policy.COMPANY_ACTIONS["list"])
    chats = await tx.find(ChatIdentity, user_id=users, order="-created_at", limit=_MEMBERS_MAX) if users else []
    rows = [
        OutboxRow(
            id=ids.new("out"),
            order_key=f"{company_id}:{identity.id}",
            kind="note",
            subject_id=company_id,
            identity_id=identity.id,
            notice=notice,
            args=args or {},
            created_at=now,
            next_try_at=now,
        )
        for identity in {chat.user_id: chat for chat in chats}.values()
    ]
    await tx.add(*rows)
