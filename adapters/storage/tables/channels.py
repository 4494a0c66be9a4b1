"""Companies' channels."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from adapters.storage.schema import table
from core.channels import CompanyChannel

COMPANY_CHANNELS = table(
    "company_channels",
    CompanyChannel,
    UniqueConstraint("channel", "tenant", "chat"),
    Index(None, "company_id"),
    references={"company_id": "companies", "connected_by": "users"},
    filled=("channel", "tenant", "chat", "status"),
)
