"""The audit log and the chain that holds it: append-only, all three."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from adapters.storage.append_only import guard
from adapters.storage.schema import table
from core.audit import AuditCheckpoint, AuditSeal
from core.events import AuditRow

AUDIT_LOG = table("audit_log", AuditRow, Index(None, "object_id", "created_at"), filled=("action",))
guard(AUDIT_LOG)

AUDIT_SEALS = table(
    "audit_seals", AuditSeal, UniqueConstraint("number"), filled=("sha256", "previous_sha256"), positive=("number",)
)
guard(AUDIT_SEALS, "number")

AUDIT_CHECKPOINTS = table(
    "audit_checkpoints", AuditCheckpoint, UniqueConstraint("size"), filled=("sha256", "signature"), positive=("size",)
)
guard(AUDIT_CHECKPOINTS, "size")
