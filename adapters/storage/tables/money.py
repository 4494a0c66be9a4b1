"""Payments, refunds, payouts, chargebacks, instructions to the provider, and the ledger."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint

from adapters.storage.append_only import guard
from adapters.storage.schema import OF_TRADE, partial, table
from core.ledger import LedgerEntry
from core.payments import Chargeback, PaymentGateway, Payout, ProviderIntent, Refund

PAYMENT_GATEWAYS = table(
    "payment_gateways",
    PaymentGateway,
    Index(None, "negotiation_id"),
    partial("ix_payment_gateways_session", "session_ref", where="session_ref <> ''"),
    partial("ix_payment_gateways_payment", "payment_ref", where="payment_ref <> ''"),
    partial("ix_payment_gateways_charge", "charge_ref", where="charge_ref <> ''"),
    references=OF_TRADE,
    filled=("status", "currency", "provider"),
    positive=("amount",),
)
REFUNDS = table(
    "refunds",
    Refund,
    Index(None, "negotiation_id"),
    partial("ix_refunds_provider_ref", "provider_ref", where="provider_ref <> ''"),
    references=OF_TRADE,
    filled=("status", "currency"),
    positive=("amount",),
)
PAYOUTS = table(
    "payouts",
    Payout,
    Index(None, "negotiation_id"),
    Index(None, "company_id"),
    partial("ix_payouts_provider_ref", "provider_ref", where="provider_ref <> ''"),
    references={**OF_TRADE, "company_id": "companies"},
    filled=("status", "currency"),
    positive=("amount",),
)
CHARGEBACKS = table(
    "chargebacks",
    Chargeback,
    Index(None, "negotiation_id"),
    Index(None, "payment_gateway_id"),
    partial("ix_chargebacks_provider_ref", "provider_ref", where="provider_ref <> ''"),
    references={**OF_TRADE, "payment_gateway_id": "payment_gateways"},
    filled=("status", "currency"),
    positive=("amount",),
)
PROVIDER_INTENTS = table(
    "provider_intents",
    ProviderIntent,
    Index(None, "negotiation_id"),
    partial("ix_provider_intents_open", "next_try_at", "id", where="status IN ('pending', 'unknown')"),
    sealed=("body", "result"),
    filled=("status", "kind"),
)
LEDGER_ENTRIES = table(
    "ledger_entries",
    LedgerEntry,
    UniqueConstraint("transaction_id", "sequence"),
    Index(None, "negotiation_id"),
    Index("ix_ledger_entries_given", "to_account", "currency", "amount"),
    Index("ix_ledger_entries_taken", "from_account", "currency", "amount"),
    partial("ix_ledger_entries_provider_ref", "provider_ref", where="provider_ref <> ''"),
    CheckConstraint("from_account <> to_account", name="accounts_differ"),
    references=OF_TRADE,
    filled=("kind", "from_account", "to_account", "currency"),
    positive=("amount",),
)
guard(LEDGER_ENTRIES, "transaction_id", "sequence")
