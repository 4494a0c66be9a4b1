"""The first schema.

Revision ID: 0001
Revises: (none)

A column is written `name:type`, with `?` where it may be NULL and `>table` where it refers to that table's id.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

from adapters.storage import columns
from adapters.storage.append_only import triggers

revision = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None

_TYPES: dict[str, Callable[[], Any]] = {
    "text": columns.words,
    "int": columns.number,
    "time": columns.UtcTime,
    "flag": columns.Flag,
    "decimal": columns.ExactDecimal,
    "json": columns.JsonMapping,
    "list": columns.TextList,
    "sealed": columns.Sealed,
    "bytes": sa.LargeBinary,
}
_APPEND_ONLY = {"trade_transitions": ("negotiation_id", "sequence"), "ledger_entries": ("transaction_id", "sequence")}


def upgrade() -> None:
    _people_and_queues()
    _trades()
    for table, key in _APPEND_ONLY.items():
        for statement in triggers(table, key, op.get_context().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    """The first schema is taken back by removing the database, never by a command: it would take the ledger with it."""
    raise RuntimeError("there is nothing before the first schema")


def _table(
    name: str,
    described: str,
    *,
    unique: str = "",
    filled: str = "",
    positive: str = "",
    differ: tuple[str, str, str] | None = None,
) -> None:
    parts: list[Any] = [_column(one) for one in described.split()]
    parts.append(sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")))
    for one in described.split():
        column, _, target = one.partition(">")
        if target:
            column = column.partition(":")[0]
            parts.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{name}_{column}")))
    if unique:
        keys = unique.split()
        parts.append(sa.UniqueConstraint(*keys, name=op.f(f"uq_{name}_{'_'.join(keys)}")))
    checks = [(f"{column}_filled", f"{column} <> ''") for column in filled.split()]
    checks += [(f"{column}_positive", f"{column} > 0") for column in positive.split()]
    if differ is not None:
        checks.append((f"{differ[0]}_differ", f"{differ[1]} <> {differ[2]}"))
    parts += [sa.CheckConstraint(rule, name=op.f(f"ck_{name}_{check}")) for check, rule in checks]
    op.create_table(name, *parts)


def _column(described: str) -> sa.Column[Any]:
    name, _, rest = described.partition(":")
    code = rest.partition(">")[0]
    return sa.Column(name, _TYPES[code.rstrip("?")](), nullable=code.endswith("?"))


def _index(name: str, table: str, keys: str, *, where: str = "", unique: bool = False) -> None:
    partial: dict[str, Any] = {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)} if where else {}
    op.create_index(name, table, keys.split(), unique=unique, **partial)


def _people_and_queues() -> None:
    _table(
        "audit_log",
        "id:text actor_id:text action:text object_id:text created_at:time detail:json",
        filled="id action",
    )
    _index("ix_audit_log_object_id_created_at", "audit_log", "object_id created_at")
    _table(
        "categories",
        "id:text name:text parent_id:text?>categories",
        filled="id",
    )
    _index("ix_categories_parent_id", "categories", "parent_id")
    _table(
        "companies",
        "id:text name:text created_at:time updated_at:time country:text address:sealed tax_id:sealed "
        "payout_ref:sealed payout_ready:flag currency:text",
        filled="id currency",
    )
    _table(
        "conversations",
        "id:text place:text identity_id:text flow:text state:json rev:int updated_at:time parked:flag",
        filled="id flow",
    )
    _index("ix_conversations_place_identity_id", "conversations", "place identity_id")
    _table(
        "idempotency_keys",
        "id:text owner_id:text key:text request_sha256:text status:int answer:text created_at:time",
        unique="owner_id key",
    )
    _table(
        "inbox",
        "id:text channel:text tenant:text event_id:text raw:bytes received_at:time status:text attempts:int "
        "done_at:time?",
        unique="channel tenant event_id",
        filled="id channel event_id status",
    )
    _index("ix_inbox_new", "inbox", "id", where="status = 'new'")
    _table(
        "outbox",
        "id:text order_key:text kind:text subject_id:text identity_id:text notice:text args:json created_at:time "
        "next_try_at:time status:text attempts:int lease_until:time?",
        filled="id kind status",
    )
    _index("ix_outbox_line", "outbox", "order_key created_at id", where="status = 'waiting'")
    _index("ix_outbox_status_next_try_at", "outbox", "status next_try_at")
    _table(
        "provider_intents",
        "id:text negotiation_id:text kind:text subject_id:text body:json created_at:time next_try_at:time "
        "status:text attempts:int first_tried_at:time? lease_until:time? result:json",
        filled="id kind status",
    )
    _index("ix_provider_intents_negotiation_id", "provider_intents", "negotiation_id")
    _index("ix_provider_intents_open", "provider_intents", "next_try_at id", where="status IN ('pending', 'unknown')")
    _table(
        "screens",
        "id:text place:text key:text identity_id:text parts:list digest:text shown_rev:int due_rev:int updated_at:time news:text",
        unique="place key",
        filled="id",
    )
    _index("ix_screens_due", "screens", "updated_at", where="due_rev > shown_rev")
    _index("ix_screens_key", "screens", "key")
    _table(
        "users",
        "id:text created_at:time updated_at:time user_type:text email:sealed? email_index:text? "
        "password_hash:text? staff_role:text",
        unique="email_index",
        filled="id user_type",
    )
    _table(
        "chat_identities",
        "id:text channel:text tenant:text chat_user:text chat:text user_id:text>users created_at:time lang:text "
        "reachable:flag",
        unique="channel tenant chat_user",
        filled="id channel",
    )
    _index("ix_chat_identities_user_id", "chat_identities", "user_id")
    _table(
        "invitations",
        "id:text company_id:text>companies code_sha256:text role:text invited_by:text>users expires_at:time "
        "created_at:time approval_limit:int? used_by:text",
        unique="code_sha256",
        filled="id role code_sha256",
    )
    _index("ix_invitations_company_id", "invitations", "company_id")
    _table(
        "memberships",
        "id:text company_id:text>companies user_id:text>users role:text created_at:time approval_limit:int?",
        unique="company_id user_id",
        filled="id role",
    )
    _index("ix_memberships_user_id", "memberships", "user_id")
    _table(
        "products",
        "id:text seller_id:text>users company_id:text>companies name:text description:text base_price:int "
        "currency:text category_id:text>categories unit:text created_at:time updated_at:time sku:text "
        "min_order:int stock:int reserved:int status:text lead_time_days:int ships_from:text search_text:text",
        filled="id currency status",
    )
    _index("ix_products_active", "products", "name id", where="status = 'active'")
    _index("ix_products_active_by_category", "products", "category_id name id", where="status = 'active'")
    _index("ix_products_company_id_name_id", "products", "company_id name id")
    _index("ix_products_company_id_sku", "products", "company_id sku")
    _index("uq_products_company_id_sku", "products", "company_id sku", where="sku <> ''", unique=True)
    _table(
        "profiles",
        "id:text user_id:text>users created_at:time updated_at:time first_name:sealed last_name:sealed "
        "company_name:sealed address:sealed phone_number:sealed",
        unique="user_id",
        filled="id",
    )


def _trades() -> None:
    _table(
        "negotiations",
        "id:text product_id:text>products buyer_id:text>users seller_id:text>users buyer_company_id:text>companies "
        "seller_company_id:text>companies currency:text entered_at:time created_at:time updated_at:time "
        "status:text final_price:int? state:text version:int process_version:int pending_act:text frozen:flag "
        "frozen_by:text frozen_at:time? unfreeze_asked_by:text close_reason:text talked_at:time?",
        filled="id currency status state",
        positive="version",
    )
    _index("ix_negotiations_buyer_company_id_updated_at", "negotiations", "buyer_company_id updated_at")
    _index("ix_negotiations_product_id", "negotiations", "product_id")
    _index("ix_negotiations_seller_company_id_updated_at", "negotiations", "seller_company_id updated_at")
    _table(
        "cancel_requests",
        "id:text negotiation_id:text>negotiations kind:text asked_role:text asked_by:text expires_at:time "
        "created_at:time updated_at:time status:text ship_by:time? amount:int? reason:text",
        filled="id kind status",
    )
    _index("ix_cancel_requests_negotiation_id", "cancel_requests", "negotiation_id")
    _table(
        "deadlines",
        "id:text negotiation_id:text>negotiations name:text kind:text subject_id:text fires:text due_at:time "
        "done_at:time? attempts:int",
        filled="id name kind",
    )
    _index("ix_deadlines_due", "deadlines", "due_at id", where="done_at IS NULL")
    _index(
        "uq_deadlines_open",
        "deadlines",
        "negotiation_id name kind subject_id due_at",
        where="done_at IS NULL",
        unique=True,
    )
    _table(
        "ledger_entries",
        "id:text negotiation_id:text>negotiations transaction_id:text sequence:int kind:text from_account:text "
        "to_account:text amount:int currency:text created_at:time provider_ref:text",
        unique="transaction_id sequence",
        filled="id kind from_account to_account currency",
        positive="amount",
        differ=("accounts", "from_account", "to_account"),
    )
    _index("ix_ledger_entries_given", "ledger_entries", "to_account currency amount")
    _index("ix_ledger_entries_negotiation_id", "ledger_entries", "negotiation_id")
    _index("ix_ledger_entries_provider_ref", "ledger_entries", "provider_ref", where="provider_ref <> ''")
    _index("ix_ledger_entries_taken", "ledger_entries", "from_account currency amount")
    _table(
        "negotiation_messages",
        "id:text negotiation_id:text>negotiations sender_id:text message:sealed is_price_offer:flag created_at:time",
        filled="id",
    )
    _index("ix_negotiation_messages_negotiation_id_created_at", "negotiation_messages", "negotiation_id created_at")
    _table(
        "offers",
        "id:text negotiation_id:text>negotiations number:int author_role:text author_id:text "
        "author_company_id:text quantity:int unit:text unit_price:decimal currency:text goods:int freight:int "
        "total:int incoterm:text place:text lead_time_days:int transit_days:int inspection_days:int "
        "tolerance_percent:int partial_shipments:flag partial_release:flag po_number:text notes:text "
        "valid_until:time created_at:time status:text supersedes_id:text?>offers answered_at:time?",
        unique="negotiation_id number",
        filled="id currency status",
        positive="quantity",
    )
    _table(
        "payment_gateways",
        "id:text negotiation_id:text>negotiations amount:int currency:text created_at:time updated_at:time "
        "expires_at:time status:text provider:text session_ref:text payment_ref:text charge_ref:text "
        "checkout_url:text attempts:int fee:int capture_before:time? captured_at:time? decline_code:text declines:int",
        filled="id currency status provider",
        positive="amount",
    )
    _index("ix_payment_gateways_charge", "payment_gateways", "charge_ref", where="charge_ref <> ''")
    _index("ix_payment_gateways_negotiation_id", "payment_gateways", "negotiation_id")
    _index("ix_payment_gateways_payment", "payment_gateways", "payment_ref", where="payment_ref <> ''")
    _index("ix_payment_gateways_session", "payment_gateways", "session_ref", where="session_ref <> ''")
    _table(
        "payouts",
        "id:text negotiation_id:text>negotiations company_id:text>companies amount:int currency:text "
        "created_at:time updated_at:time status:text provider_ref:text failure:text number:int",
        filled="id currency status",
        positive="amount",
    )
    _index("ix_payouts_company_id", "payouts", "company_id")
    _index("ix_payouts_negotiation_id", "payouts", "negotiation_id")
    _index("ix_payouts_provider_ref", "payouts", "provider_ref", where="provider_ref <> ''")
    _table(
        "chargebacks",
        "id:text negotiation_id:text>negotiations payment_gateway_id:text>payment_gateways amount:int fee:int "
        "currency:text reason:text created_at:time updated_at:time status:text provider_ref:text respond_by:time? "
        "responded_at:time?",
        filled="id currency status",
        positive="amount",
    )
    _index("ix_chargebacks_negotiation_id", "chargebacks", "negotiation_id")
    _index("ix_chargebacks_payment_gateway_id", "chargebacks", "payment_gateway_id")
    _index("ix_chargebacks_provider_ref", "chargebacks", "provider_ref", where="provider_ref <> ''")
    _table(
        "refunds",
        "id:text negotiation_id:text>negotiations amount:int currency:text created_at:time updated_at:time "
        "status:text provider_ref:text reason:text",
        filled="id currency status",
        positive="amount",
    )
    _index("ix_refunds_negotiation_id", "refunds", "negotiation_id")
    _index("ix_refunds_provider_ref", "refunds", "provider_ref", where="provider_ref <> ''")
    _table(
        "trade_transitions",
        "id:text negotiation_id:text>negotiations sequence:int transition:text from_state:text to_state:text "
        "actor_role:text actor_id:text detail:json created_at:time",
        unique="negotiation_id sequence",
        filled="id transition to_state",
    )
    _table(
        "escrow_agreements",
        "id:text negotiation_id:text>negotiations payment_gateway_id:text>payment_gateways agreement_text:text "
        "text_sha256:text commission_basis_points:int tax_basis_points:int commission:int tax:int created_at:time "
        "updated_at:time sign_by:time status:text buyer_signature:sealed? seller_signature:sealed? outcome:text",
        filled="id text_sha256 status",
    )
    _index("ix_escrow_agreements_negotiation_id", "escrow_agreements", "negotiation_id")
    _table(
        "orders",
        "id:text negotiation_id:text>negotiations payment_gateway_id:text>payment_gateways "
        "escrow_agreement_id:text>escrow_agreements quantity:int ship_by:time placed_at:time created_at:time "
        "updated_at:time status:text shipped_at:time? delivered_at:time? inspect_until:time? "
        "status_before_dispute:text",
        filled="id status",
        positive="quantity",
    )
    _index("ix_orders_negotiation_id", "orders", "negotiation_id")
    _table(
        "disputes",
        "id:text order_id:text>orders negotiation_id:text>negotiations raised_by:text raised_role:text reason:text "
        "statement:sealed created_at:time updated_at:time status:text kind:text resolution:text outcome:text "
        "refund_amount:int moderator_id:text decision_number:int decided_at:time? answer:sealed waived:text "
        "escalated:flag evidence_due:time? evidence:sealed return_due:time? return_phase:text ruled_by:text "
        "appealed:flag first_outcome:text first_refund:int appeal:sealed forced_at:time?",
        filled="id reason status",
    )
    _index("ix_disputes_negotiation_id", "disputes", "negotiation_id")
    _index("ix_disputes_order_id", "disputes", "order_id")
    _index("ix_disputes_status_created_at", "disputes", "status created_at")
    _table(
        "shipments",
        "id:text negotiation_id:text>negotiations order_id:text>orders number:int quantity:int carrier:text "
        "tracking_number:text created_at:time updated_at:time status:text claimed_at:time? contested:int "
        "delivered_at:time? by_carrier:flag inspect_until:time? accepted_at:time?",
        unique="negotiation_id number",
        filled="id status",
        positive="quantity",
    )
    _table(
        "shipping_updates",
        "id:text order_id:text>orders status:text tracking_number:text carrier:text update_text:text created_at:time",
        filled="id status",
    )
    _index("ix_shipping_updates_order_id_created_at", "shipping_updates", "order_id created_at")
