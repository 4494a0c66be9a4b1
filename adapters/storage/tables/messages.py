"""Files that people sent, and how messages between the sides of a deal travel."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from adapters.storage.append_only import guard
from adapters.storage.schema import OF_TRADE, table
from core.files import DisputeFile, EvidenceFile
from core.messages import CaseLetter, MessageFile, MessagePart, MessageVersion, Relay
from core.redactions import Redaction

_OF_MESSAGE = {"message_id": "negotiation_messages"}

EVIDENCE_FILES = table(
    "evidence_files",
    EvidenceFile,
    UniqueConstraint("source"),
    Index(None, "uploader_id", "created_at"),
    references={"uploader_id": "users"},
    sealed=("name",),
    filled=("original", "source", "kind", "mime", "sha256", "scan"),
)
MESSAGE_RELAYS = table(
    "message_relays",
    Relay,
    Index(None, "negotiation_id"),
    Index(None, "identity_id", "album"),
    references={**OF_TRADE, "id": "negotiation_messages"},
    filled=("status",),
)
MESSAGE_FILES = table(
    "message_files",
    MessageFile,
    UniqueConstraint("message_id", "number"),
    Index(None, "negotiation_id"),
    Index(None, "file_id"),
    references={**OF_TRADE, **_OF_MESSAGE, "file_id": "evidence_files"},
)
MESSAGE_VERSIONS = table(
    "message_versions",
    MessageVersion,
    UniqueConstraint("message_id", "number"),
    Index(None, "negotiation_id"),
    references={**OF_TRADE, **_OF_MESSAGE},
    sealed=("message",),
    filled=("change", "sha256"),
)
guard(MESSAGE_VERSIONS, "message_id", "number")
MESSAGE_PARTS = table(
    "message_parts",
    MessagePart,
    UniqueConstraint("place", "part"),
    Index(None, "message_id"),
    references=_OF_MESSAGE,
    filled=("place", "part"),
)
DISPUTE_FILES = table(
    "dispute_files",
    DisputeFile,
    UniqueConstraint("negotiation_id", "file_id"),
    Index(None, "file_id"),
    references={**OF_TRADE, "file_id": "evidence_files", "added_by": "users"},
    filled=("side", "added_by"),
)
guard(DISPUTE_FILES, "negotiation_id", "file_id")
CASE_LETTERS = table(
    "case_letters",
    CaseLetter,
    Index(None, "negotiation_id", "created_at"),
    Index(None, "question_id"),
    references={**OF_TRADE, "dispute_id": "disputes", "author_id": "users"},
    sealed=("words",),
    filled=("side", "audience", "sha256"),
)
guard(CASE_LETTERS)
REDACTIONS = table(
    "redactions",
    Redaction,
    Index(None, "negotiation_id"),
    references={**OF_TRADE, "made_by": "users"},
    sealed=("words",),
    filled=("subject_id", "change", "reason"),
)
guard(REDACTIONS)
