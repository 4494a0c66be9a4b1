"""Sellers' accounts at the provider, their payouts, and movements on the operator's own bank account."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from adapters.storage.schema import partial, table
from core.bank import BankOrder
from core.payees import PayoutAccount, SellerPayout

PAYOUT_ACCOUNTS = table(
    "payout_accounts",
    PayoutAccount,
    UniqueConstraint("company_id"),
    partial("ix_payout_accounts_account_ref", "account_ref", where="account_ref <> ''"),
    references={"company_id": "companies"},
    filled=("status", "provider"),
)
SELLER_PAYOUTS = table(
    "seller_payouts",
    SellerPayout,
    UniqueConstraint("provider_ref"),
    Index(None, "company_id", "created_at"),
    references={"company_id": "companies"},
    filled=("status", "currency", "provider_ref"),
    positive=("amount",),
)
BANK_ORDERS = table(
    "bank_orders",
    BankOrder,
    UniqueConstraint("key"),
    Index(None, "trade_id"),
    Index(None, "status", "created_at"),
    references={"trade_id": "negotiations"},
    sealed=("payee",),
    filled=("status", "kind", "key", "currency"),
    positive=("amount",),
)
