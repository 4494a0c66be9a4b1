"""What proves a signature later: the record of how it was given, its place in the chain, and the papers of a deal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

PRESS_PERIOD = timedelta(minutes=15)
"""How long after the text and its hash were shown the press "I sign" counts."""
GENESIS = "0" * 64
"""What the first record of the chain names as the hash before it."""
RECORD_FORMAT = "parley-signature-1"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One signature, with everything known about how it was given (`record`, encrypted at rest).

    Written plainly with the signature and sealed right after: until then `number` is 0. `sha256` is the hash of the
    canonical bytes of number, previous hash, key and record; `seal` signs the same bytes.
    """

    id: str
    negotiation_id: str
    agreement_id: str
    role: str
    record: Mapping[str, Any]
    created_at: datetime
    number: int = 0
    previous_sha256: str = ""
    sha256: str = ""
    key_id: str = ""
    seal: str = ""
    sealed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A paper as it was first printed; whoever gets it later gets these bytes (the kept file `file_id`).

    `subject_id` is what it is about: an agreement, a payment, a trade.
    """

    id: str
    negotiation_id: str
    subject_id: str
    kind: str
    lang: str
    sha256: str
    size: int
    file_id: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Consent:
    """The words by which somebody agrees to sign electronically. `id` names the version of the words."""

    id: str
    lang: str
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Ceremony:
    """What was shown to a signer, and what they did. Ids of messages and events are the platform's own."""

    agreement_id: str
    text_sha256: str
    consent_sha256: str
    shown_at: datetime
    typed_name: str
    event_id: str
    message_id: str
    text_message_ids: tuple[str, ...]
    ip: str | None = None
    agent: str | None = None
    translation: Mapping[str, str] = field(default_factory=dict)
    """Language and SHA-256 of a translation that was shown beside the text; empty when there was none."""


def chained(evidence: Evidence, *, number: int, previous_sha256: str, key_id: str) -> dict[str, Any]:
    """What is hashed and sealed: the record, and where it stands in the chain."""
    return {
        "key_id": key_id,
        "number": number,
        "previous_sha256": previous_sha256,
        "record": dict(evidence.record),
    }
