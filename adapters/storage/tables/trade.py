"""The trade: negotiations, offers, history, deadlines."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from adapters.storage.append_only import guard
from adapters.storage.schema import OF_TRADE, partial, table
from core.offers import Offer
from core.trades import DeadlineRow, Negotiation, NegotiationMessage, TradeTransition

NEGOTIATIONS = table(
    "negotiations",
    Negotiation,
    Index(None, "buyer_company_id", "updated_at"),
    Index(None, "seller_company_id", "updated_at"),
    Index(None, "product_id"),
    partial(
        "uq_negotiations_open_talks",
        "product_id",
        "buyer_company_id",
        where="state = 'negotiating'",
        unique=True,
    ),
    references={
        "product_id": "products",
        "buyer_id": "users",
        "seller_id": "users",
        "buyer_company_id": "companies",
        "seller_company_id": "companies",
    },
    filled=("status", "state", "currency"),
    positive=("version",),
)
NEGOTIATION_MESSAGES = table(
    "negotiation_messages",
    NegotiationMessage,
    Index(None, "negotiation_id", "created_at"),
    Index(None, "sender_id", "created_at"),
    references=OF_TRADE,
    sealed=("message",),
)
OFFERS = table(
    "offers",
    Offer,
    UniqueConstraint("negotiation_id", "number"),
    references={**OF_TRADE, "supersedes_id": "offers"},
    sealed=("place", "notes"),
    filled=("status", "currency"),
    positive=("quantity",),
)
TRADE_TRANSITIONS = table(
    "trade_transitions",
    TradeTransition,
    UniqueConstraint("negotiation_id", "sequence"),
    references=OF_TRADE,
    filled=("transition", "to_state"),
)
guard(TRADE_TRANSITIONS, "negotiation_id", "sequence")
DEADLINES = table(
    "deadlines",
    DeadlineRow,
    partial(
        "uq_deadlines_open",
        "negotiation_id",
        "name",
        "kind",
        "subject_id",
        "due_at",
        where="done_at IS NULL",
        unique=True,
    ),
    partial("ix_deadlines_due", "due_at", "id", where="done_at IS NULL"),
    references=OF_TRADE,
    filled=("name", "kind"),
)
