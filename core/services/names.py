"""What somebody is called, for those who may know: colleagues at the desk, and records."""

from __future__ import annotations

from core.members import Profile
from core.ports.unit_of_work import Tx


async def name_of(tx: Tx, user_id: str) -> str:
    """First and last name; empty where this person never told one."""
    found = await tx.find(Profile, user_id=user_id, limit=1) if user_id else []
    return f"{found[0].first_name} {found[0].last_name}".strip() if found else ""
