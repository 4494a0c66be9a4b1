"""Requests for quotation, and what each seller answers."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from adapters.storage.schema import table
from core.quotes import Quote, QuoteRequest

QUOTE_REQUESTS = table(
    "quote_requests",
    QuoteRequest,
    Index(None, "company_id", "created_at"),
    Index(None, "user_id", "status"),
    Index(None, "status", "closes_at"),
    references={"user_id": "users", "company_id": "companies"},
    sealed=("place", "note"),
    filled=("words", "unit", "status"),
    positive=("quantity",),
)
QUOTES = table(
    "quotes",
    Quote,
    UniqueConstraint("request_id", "company_id"),
    Index(None, "company_id", "status", "created_at"),
    references={"request_id": "quote_requests", "product_id": "products", "company_id": "companies"},
    filled=("unit", "currency", "status"),
    positive=("quantity", "min_order"),
)
