"""Webhooks out."""

from __future__ import annotations

from sqlalchemy import Index

from adapters.storage.schema import partial, table
from core.hooks import Hook, HookCall

WEBHOOKS = table(
    "webhooks",
    Hook,
    Index(None, "company_id"),
    references={"company_id": "companies", "created_by": "users"},
    sealed=("url", "secret"),
)
WEBHOOK_CALLS = table(
    "webhook_calls",
    HookCall,
    Index(None, "hook_id", "created_at"),
    partial("ix_webhook_calls_due", "next_try_at", where="status = 'waiting'"),
    references={"hook_id": "webhooks", "negotiation_id": "negotiations"},
    filled=("status",),
)
