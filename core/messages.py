"""What the sides of a deal write to each other: how a message travels, what it said before, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Relay:
    """How one message travels; its id is the message's. `status`: sent, edited, deleted (at its source);
    `redacted` is never stored, and says that a moderator keeps it out of sight.

    `reply_to` is the message of the deal that it answers; `album` groups what its sender's platform sends piece by piece.
    """

    id: str
    negotiation_id: str
    identity_id: str
    status: str
    reply_to: str
    album: str
    created_at: datetime
    updated_at: datetime


OUT_OF_SIGHT = ("deleted", "redacted")
"""How a message stands whose content nobody is shown any more."""


@dataclass(frozen=True, slots=True)
class MessageFile:
    """A file that belongs to a message, in order."""

    id: str
    negotiation_id: str
    message_id: str
    file_id: str
    number: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class MessageVersion:
    """What a message said at one time, for good: evidence that outlives an edit or a deletion at its source.

    `sha256` is over the words and the digests of the files, see `digest_of` in `core/services/relaying.py`.
    """

    id: str
    negotiation_id: str
    message_id: str
    number: int
    change: str
    message: str
    sha256: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class MessagePart:
    """Which native message is which part of a message: the sender's own (`own`), or a copy that somebody was shown."""

    id: str
    message_id: str
    identity_id: str
    place: str
    part: str
    own: bool
    created_at: datetime


QUESTIONS = ("photos", "shipment", "delivery", "label", "settle")
"""What moderators usually ask; each is worded in its reader's language. Anything else is asked in their own words."""


@dataclass(frozen=True, slots=True)
class CaseLetter:
    """A moderator's question in a case, or a side's answer to one (`question_id`). Nobody can change or take it back.

    `side` is who writes: moderator, buyer, seller. `audience` is who was asked: buyer, seller, both; an answer has that of
    its question. `topic` is one of `QUESTIONS`, or empty with `words` of one's own. `sha256` is over the words (or the
    topic) and the digests of the files, see `digest_of` in `core/services/relaying.py`.
    """

    id: str
    negotiation_id: str
    dispute_id: str
    author_id: str
    side: str
    audience: str
    question_id: str
    topic: str
    words: str
    files: tuple[str, ...]
    sha256: str
    created_at: datetime
    due_at: datetime | None = None
    """Until when a question is to be answered; an answer has that of its question."""

    @property
    def is_late(self) -> bool:
        return self.side != "moderator" and self.due_at is not None and self.created_at > self.due_at
