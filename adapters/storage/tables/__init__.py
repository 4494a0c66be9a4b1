"""The schema, a module per subject; importing this loads all of it.

The migrations spell the same schema out; a test holds both against each other.
"""

from adapters.storage.schema import METADATA, TABLE_OF
from adapters.storage.tables.accounts import (
    API_KEYS,
    AUTHENTICATORS,
    CHAT_PROOFS,
    IDEMPOTENCY_KEYS,
    LOGIN_CODES,
    REFRESH_TOKENS,
    SESSIONS,
)
from adapters.storage.tables.audit import AUDIT_CHECKPOINTS, AUDIT_LOG, AUDIT_SEALS
from adapters.storage.tables.catalogue import CATEGORIES, LISTING_PHOTOS, PRODUCT_UPLOADS, PRODUCTS, SEARCHES, SPELLINGS
from adapters.storage.tables.channels import COMPANY_CHANNELS
from adapters.storage.tables.evidence import DOCUMENTS, SIGNATURE_EVIDENCE
from adapters.storage.tables.fulfilment import (
    CANCEL_REQUESTS,
    DISPUTES,
    ESCROW_AGREEMENTS,
    ORDERS,
    SHIPMENTS,
    SHIPPING_UPDATES,
)
from adapters.storage.tables.hooks import WEBHOOK_CALLS, WEBHOOKS
from adapters.storage.tables.messages import (
    CASE_LETTERS,
    DISPUTE_FILES,
    EVIDENCE_FILES,
    MESSAGE_FILES,
    MESSAGE_PARTS,
    MESSAGE_RELAYS,
    MESSAGE_VERSIONS,
    REDACTIONS,
)
from adapters.storage.tables.money import (
    CHARGEBACKS,
    LEDGER_ENTRIES,
    PAYMENT_GATEWAYS,
    PAYOUTS,
    PROVIDER_INTENTS,
    REFUNDS,
)
from adapters.storage.tables.payees import BANK_ORDERS, PAYOUT_ACCOUNTS, SELLER_PAYOUTS
from adapters.storage.tables.people import (
    ACCOUNT_LINKS,
    BLOCKS,
    CHAT_IDENTITIES,
    COMPANIES,
    INVITATIONS,
    MEMBERSHIPS,
    PREFERENCES,
    PROFILES,
    REPORTS,
    USERS,
    WRONG_CODES,
)
from adapters.storage.tables.queues import BOOKMARKS, CONVERSATIONS, INBOX, OUTBOX, SCREENS
from adapters.storage.tables.quotes import QUOTE_REQUESTS, QUOTES
from adapters.storage.tables.slack import SLACK_BOTS, SLACK_INSTALLATIONS, SLACK_OAUTH_STATES, SLACK_ROTATIONS
from adapters.storage.tables.threads import THREADS
from adapters.storage.tables.trade import DEADLINES, NEGOTIATION_MESSAGES, NEGOTIATIONS, OFFERS, TRADE_TRANSITIONS

__all__ = [
    "ACCOUNT_LINKS",
    "API_KEYS",
    "AUDIT_CHECKPOINTS",
    "AUDIT_LOG",
    "AUDIT_SEALS",
    "AUTHENTICATORS",
    "BANK_ORDERS",
    "BLOCKS",
    "BOOKMARKS",
    "CANCEL_REQUESTS",
    "CASE_LETTERS",
    "CATEGORIES",
    "CHARGEBACKS",
    "CHAT_IDENTITIES",
    "CHAT_PROOFS",
    "COMPANIES",
    "COMPANY_CHANNELS",
    "CONVERSATIONS",
    "DEADLINES",
    "DISPUTES",
    "DISPUTE_FILES",
    "DOCUMENTS",
    "ESCROW_AGREEMENTS",
    "EVIDENCE_FILES",
    "IDEMPOTENCY_KEYS",
    "INBOX",
    "INVITATIONS",
    "LEDGER_ENTRIES",
    "LISTING_PHOTOS",
    "LOGIN_CODES",
    "MEMBERSHIPS",
    "MESSAGE_FILES",
    "MESSAGE_PARTS",
    "MESSAGE_RELAYS",
    "MESSAGE_VERSIONS",
    "METADATA",
    "NEGOTIATIONS",
    "NEGOTIATION_MESSAGES",
    "OFFERS",
    "ORDERS",
    "OUTBOX",
    "PAYMENT_GATEWAYS",
    "PAYOUTS",
    "PAYOUT_ACCOUNTS",
    "PREFERENCES",
    "PRODUCTS",
    "PRODUCT_UPLOADS",
    "PROFILES",
    "PROVIDER_INTENTS",
    "QUOTES",
    "QUOTE_REQUESTS",
    "REDACTIONS",
    "REFRESH_TOKENS",
    "REFUNDS",
    "REPORTS",
    "SCREENS",
    "SEARCHES",
    "SELLER_PAYOUTS",
    "SESSIONS",
    "SHIPMENTS",
    "SHIPPING_UPDATES",
    "SIGNATURE_EVIDENCE",
    "SLACK_BOTS",
    "SLACK_INSTALLATIONS",
    "SLACK_OAUTH_STATES",
    "SLACK_ROTATIONS",
    "SPELLINGS",
    "TABLE_OF",
    "THREADS",
    "TRADE_TRANSITIONS",
    "USERS",
    "WEBHOOKS",
    "WEBHOOK_CALLS",
    "WRONG_CODES",
]
