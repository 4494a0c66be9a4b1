"""Records of signatures and printed papers."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from adapters.storage.schema import OF_TRADE, partial, table
from core.evidence import Document, Evidence

SIGNATURE_EVIDENCE = table(
    "signature_evidence",
    Evidence,
    Index(None, "negotiation_id"),
    partial("uq_signature_evidence_number", "number", where="number > 0", unique=True),
    references={**OF_TRADE, "agreement_id": "escrow_agreements"},
    sealed=("record",),
    filled=("role",),
)
DOCUMENTS = table(
    "documents",
    Document,
    Index(None, "negotiation_id"),
    UniqueConstraint("subject_id", "kind", "lang"),
    references=OF_TRADE,
    filled=("kind", "sha256", "file_id"),
    positive=("size",),
)
