"""Joining two chat accounts of one person: the row of one attempt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AccountLink:
    """One attempt to make two chat accounts one person.

    The chat that began (`starter_*`) shows a code; whoever types it (`joiner_*`) sees who began, says that it is them,
    and is shown a second code, which only counts in the chat that began. So each side has seen the other, and
    nobody gets in who does not read both chats. Only digests of the codes are kept.

    status: open → claimed → agreed → done, or over (cancelled, expired, too many tries).
    """

    id: str
    code_sha256: str
    starter_identity_id: str
    starter_user_id: str
    started_as: str
    expires_at: datetime
    created_at: datetime
    status: str = "open"
    tries: int = 0
    joiner_identity_id: str = ""
    joiner_user_id: str = ""
    joined_as: str = ""
    answer_sha256: str = ""


@dataclass(frozen=True, slots=True)
class WrongCode:
    """A code that somebody typed and that was nobody's; five in ten minutes and they have to wait."""

    id: str
    identity_id: str
    created_at: datetime
