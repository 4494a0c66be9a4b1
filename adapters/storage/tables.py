"""The schema: a table per row class of core, with what the class cannot say: keys, references, checks, indexes, secrets.

Columns come from the fields of the class, in their order, so a row and its table can never disagree. The migrations
spell the same schema out; a test holds both against each other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from typing import Any, get_args, get_type_hints

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, LargeBinary, MetaData, Table, UniqueConstraint, text
from sqlalchemy.types import TypeEngine

from adapters.storage.append_only import guard
from adapters.storage.columns import ExactDecimal, Flag, JsonMapping, Sealed, TextList, UtcTime, number, words
from core.agreements import EscrowAgreement
from core.disputes import Dispute
from core.events import AuditRow, ConversationRow, InboxRow, OutboxRow, ScreenRow
from core.ledger import LedgerEntry
from core.listings import Category, Product
from core.members import ChatIdentity, Company, Invitation, Membership, Profile, User
from core.offers import Offer
from core.payments import Chargeback, PaymentGateway, Payout, ProviderIntent, Refund
from core.shipments import Order, Request, Shipment, ShippingUpdate
from core.trades import DeadlineRow, Negotiation, NegotiationMessage, TradeTransition

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

TABLE_OF: dict[type, Table] = {}
"""Row class → its table. The first column is always `id`, the primary key."""


def _plain_type(hint: Any) -> TypeEngine[Any]:
    if hint is str:
        return words()
    if hint is bool:
        return Flag()
    if hint is int:
        return number()
    if hint is datetime:
        return UtcTime()
    if hint is Decimal:
        return ExactDecimal()
    if hint is bytes:
        return LargeBinary()
    if hint == tuple[str, ...]:
        return TextList()
    if hint == Mapping[str, Any]:
        return JsonMapping()
    raise TypeError(f"no column type keeps {hint!r}")


def _column(name: str, hint: Any, reference: str | None, sealed: bool) -> Column[Any]:
    optional = type(None) in get_args(hint)
    plain = _plain_type(next(part for part in get_args(hint) if part is not type(None)) if optional else hint)
    references = [ForeignKey(f"{reference}.id")] if reference else []
    info = {"encrypted": True, "plain": plain} if sealed else {}
    kept = Sealed() if sealed else plain
    return Column(name, kept, *references, primary_key=name == "id", nullable=optional, info=info)


def _table(
    name: str,
    kind: type,
    *more: Any,
    references: Mapping[str, str] | None = None,
    sealed: Collection[str] = (),
    filled: Collection[str] = (),
    positive: Collection[str] = (),
) -> Table:
    """`references`: column → table; `sealed`: encrypted columns; `filled`: never ''; `positive`: above zero."""
    hints = get_type_hints(kind)
    columns = [
        _column(field.name, hints[field.name], (references or {}).get(field.name), field.name in sealed)
        for field in fields(kind)
    ]
    checks = [CheckConstraint(f"{column} <> ''", name=f"{column}_filled") for column in ("id", *filled)]
    checks += [CheckConstraint(f"{column} > 0", name=f"{column}_positive") for column in positive]
    table = Table(name, METADATA, *columns, *more, *checks)
    TABLE_OF[kind] = table
    return table


def _partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index over the few rows a queue or key is about."""
    condition = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


_OF_TRADE = {"negotiation_id": "negotiations"}

# ── people ────────────────────────────────────────────────────────────────────────────────────────────────────────────

USERS = _table("users", User, UniqueConstraint("email_index"), sealed=("email",), filled=("user_type",))
PROFILES = _table(
    "profiles",
    Profile,
    UniqueConstraint("user_id"),
    references={"user_id": "users"},
    sealed=("first_name", "last_name", "company_name", "address", "phone_number"),
)
COMPANIES = _table("companies", Company, sealed=("address", "tax_id", "payout_ref"), filled=("currency",))
MEMBERSHIPS = _table(
    "memberships",
    Membership,
    UniqueConstraint("company_id", "user_id"),
    Index(None, "user_id"),
    references={"company_id": "companies", "user_id": "users"},
    filled=("role",),
)
INVITATIONS = _table(
    "invitations",
    Invitation,
    UniqueConstraint("code_sha256"),
    Index(None, "company_id"),
    references={"company_id": "companies", "invited_by": "users"},
    filled=("role", "code_sha256"),
)
CHAT_IDENTITIES = _table(
    "chat_identities",
    ChatIdentity,
    UniqueConstraint("channel", "tenant", "chat_user"),
    Index(None, "user_id"),
    references={"user_id": "users"},
    filled=("channel",),
)

# ── what is for sale ──────────────────────────────────────────────────────────────────────────────────────────────────

CATEGORIES = _table("categories", Category, Index(None, "parent_id"), references={"parent_id": "categories"})


def folded(value: str) -> str:
    """Text as it is searched: compatibility forms and case folded away, in every script."""
    return unicodedata.normalize("NFKC", value).casefold()


def _search_text(product: Product) -> str:
    return folded(f"{product.name} {product.sku} {product.description}")


PRODUCTS = _table(
    "products",
    Product,
    Column("search_text", words(), nullable=False, info={"derived": _search_text}),
    _partial("uq_products_company_id_sku", "company_id", "sku", where="sku <> ''", unique=True),
    _partial("ix_products_active_by_category", "category_id", "name", "id", where="status = 'active'"),
    _partial("ix_products_active", "name", "id", where="status = 'active'"),
    Index(None, "company_id", "name", "id"),
    # Beside the unique one, which no query with the number as a parameter can use: it might be the empty one.
    Index(None, "company_id", "sku"),
    references={"seller_id": "users", "company_id": "companies", "category_id": "categories"},
    filled=("status", "currency"),
)

# ── the trade ─────────────────────────────────────────────────────────────────────────────────────────────────────────

NEGOTIATIONS = _table(
    "negotiations",
    Negotiation,
    Index(None, "buyer_company_id", "updated_at"),
    Index(None, "seller_company_id", "updated_at"),
    Index(None, "product_id"),
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
NEGOTIATION_MESSAGES = _table(
    "negotiation_messages",
    NegotiationMessage,
    Index(None, "negotiation_id", "created_at"),
    references=_OF_TRADE,
    sealed=("message",),
)
OFFERS = _table(
    "offers",
    Offer,
    UniqueConstraint("negotiation_id", "number"),
    references={**_OF_TRADE, "supersedes_id": "offers"},
    filled=("status", "currency"),
    positive=("quantity",),
)
TRADE_TRANSITIONS = _table(
    "trade_transitions",
    TradeTransition,
    UniqueConstraint("negotiation_id", "sequence"),
    references=_OF_TRADE,
    filled=("transition", "to_state"),
)
guard(TRADE_TRANSITIONS, "negotiation_id", "sequence")
DEADLINES = _table(
    "deadlines",
    DeadlineRow,
    _partial(
        "uq_deadlines_open",
        "negotiation_id",
        "name",
        "kind",
        "subject_id",
        "due_at",
        where="done_at IS NULL",
        unique=True,
    ),
    _partial("ix_deadlines_due", "due_at", "id", where="done_at IS NULL"),
    references=_OF_TRADE,
    filled=("name", "kind"),
)

# ── money ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

PAYMENT_GATEWAYS = _table(
    "payment_gateways",
    PaymentGateway,
    Index(None, "negotiation_id"),
    _partial("ix_payment_gateways_session", "session_ref", where="session_ref <> ''"),
    _partial("ix_payment_gateways_payment", "payment_ref", where="payment_ref <> ''"),
    _partial("ix_payment_gateways_charge", "charge_ref", where="charge_ref <> ''"),
    references=_OF_TRADE,
    filled=("status", "currency", "provider"),
    positive=("amount",),
)
REFUNDS = _table(
    "refunds",
    Refund,
    Index(None, "negotiation_id"),
    _partial("ix_refunds_provider_ref", "provider_ref", where="provider_ref <> ''"),
    references=_OF_TRADE,
    filled=("status", "currency"),
    positive=("amount",),
)
PAYOUTS = _table(
    "payouts",
    Payout,
    Index(None, "negotiation_id"),
    Index(None, "company_id"),
    _partial("ix_payouts_provider_ref", "provider_ref", where="provider_ref <> ''"),
    references={**_OF_TRADE, "company_id": "companies"},
    filled=("status", "currency"),
    positive=("amount",),
)
CHARGEBACKS = _table(
    "chargebacks",
    Chargeback,
    Index(None, "negotiation_id"),
    Index(None, "payment_gateway_id"),
    _partial("ix_chargebacks_provider_ref", "provider_ref", where="provider_ref <> ''"),
    references={**_OF_TRADE, "payment_gateway_id": "payment_gateways"},
    filled=("status", "currency"),
    positive=("amount",),
)
PROVIDER_INTENTS = _table(
    "provider_intents",
    ProviderIntent,
    Index(None, "negotiation_id"),
    _partial("ix_provider_intents_open", "next_try_at", "id", where="status IN ('pending', 'unknown')"),
    filled=("status", "kind"),
)
LEDGER_ENTRIES = _table(
    "ledger_entries",
    LedgerEntry,
    UniqueConstraint("transaction_id", "sequence"),
    Index(None, "negotiation_id"),
    Index("ix_ledger_entries_given", "to_account", "currency", "amount"),
    Index("ix_ledger_entries_taken", "from_account", "currency", "amount"),
    _partial("ix_ledger_entries_provider_ref", "provider_ref", where="provider_ref <> ''"),
    CheckConstraint("from_account <> to_account", name="accounts_differ"),
    references=_OF_TRADE,
    filled=("kind", "from_account", "to_account", "currency"),
    positive=("amount",),
)
guard(LEDGER_ENTRIES, "transaction_id", "sequence")

# ── agreement, goods, disputes ────────────────────────────────────────────────────────────────────────────────────────

ESCROW_AGREEMENTS = _table(
    "escrow_agreements",
    EscrowAgreement,
    Index(None, "negotiation_id"),
    references={**_OF_TRADE, "payment_gateway_id": "payment_gateways"},
    sealed=("buyer_signature", "seller_signature"),
    filled=("status", "text_sha256"),
)
ORDERS = _table(
    "orders",
    Order,
    Index(None, "negotiation_id"),
    references={**_OF_TRADE, "payment_gateway_id": "payment_gateways", "escrow_agreement_id": "escrow_agreements"},
    filled=("status",),
    positive=("quantity",),
)
SHIPMENTS = _table(
    "shipments",
    Shipment,
    UniqueConstraint("negotiation_id", "number"),
    references={**_OF_TRADE, "order_id": "orders"},
    filled=("status",),
    positive=("quantity",),
)
SHIPPING_UPDATES = _table(
    "shipping_updates",
    ShippingUpdate,
    Index(None, "order_id", "created_at"),
    references={"order_id": "orders"},
    filled=("status",),
)
CANCEL_REQUESTS = _table(
    "cancel_requests",
    Request,
    Index(None, "negotiation_id"),
    references=_OF_TRADE,
    filled=("status", "kind"),
)
DISPUTES = _table(
    "disputes",
    Dispute,
    Index(None, "negotiation_id"),
    Index(None, "order_id"),
    Index(None, "status", "created_at"),
    references={**_OF_TRADE, "order_id": "orders"},
    sealed=("statement", "answer", "evidence", "appeal"),
    filled=("status", "reason"),
)

# ── queues, and what is shown ─────────────────────────────────────────────────────────────────────────────────────────

INBOX = _table(
    "inbox",
    InboxRow,
    UniqueConstraint("channel", "tenant", "event_id"),
    _partial("ix_inbox_new", "id", where="status = 'new'"),
    filled=("status", "channel", "event_id"),
)
OUTBOX = _table(
    "outbox",
    OutboxRow,
    Index(None, "status", "next_try_at"),
    _partial("ix_outbox_line", "order_key", "created_at", "id", where="status = 'waiting'"),
    filled=("status", "kind"),
)
SCREENS = _table(
    "screens",
    ScreenRow,
    UniqueConstraint("place", "key"),
    Index(None, "key"),
    _partial("ix_screens_due", "updated_at", where="due_rev > shown_rev"),
)
CONVERSATIONS = _table(
    "conversations",
    ConversationRow,
    Index(None, "place", "identity_id"),
    filled=("flow",),
)
AUDIT_LOG = _table("audit_log", AuditRow, Index(None, "object_id", "created_at"), filled=("action",))
IDEMPOTENCY_KEYS = Table(
    "idempotency_keys",
    METADATA,
    Column("id", words(), primary_key=True),
    Column("owner_id", words(), nullable=False),
    Column("key", words(), nullable=False),
    Column("request_sha256", words(), nullable=False),
    Column("status", number(), nullable=False),
    Column("answer", words(), nullable=False),
    Column("created_at", UtcTime(), nullable=False),
    UniqueConstraint("owner_id", "key"),
)
"""What a repeated request over the JSON API is answered with; the one table without a row class."""
