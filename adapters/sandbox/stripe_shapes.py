"""Blank Stripe objects: every field that Stripe's own sample of the resource has, and no other."""

from __future__ import annotations

import copy
from typing import Any, Final

Json = dict[str, Any]


def _none(names: str) -> Json:
    return dict.fromkeys(names.split())


def _page(url: str) -> Json:
    return {"object": "list", "data": [], "has_more": False, "url": url}


_ADDRESS: Final = _none("city country line1 line2 postal_code state")
_REQUIREMENTS: Final[Json] = {
    **_none("current_deadline disabled_reason"),
    "alternatives": [],
    "currently_due": [],
    "errors": [],
    "eventually_due": [],
    "past_due": [],
    "pending_verification": [],
}
_ACCOUNT_SETTINGS: Final[Json] = {
    "bacs_debit_payments": _none("display_name service_user_number"),
    "branding": _none("icon logo primary_color secondary_color"),
    "card_issuing": {"tos_acceptance": _none("date ip")},
    "card_payments": {
        "decline_on": {"avs_failure": False, "cvc_failure": False},
        **_none("statement_descriptor_prefix statement_descriptor_prefix_kana statement_descriptor_prefix_kanji"),
    },
    "dashboard": {"display_name": None, "timezone": "Etc/UTC"},
    "invoices": _none("default_account_tax_ids hosted_payment_method_save"),
    "payments": _none("statement_descriptor statement_descriptor_kana statement_descriptor_kanji"),
    "payouts": {
        "debit_negative_balances": True,
        "schedule": {"delay_days": 2, "interval": "daily"},
        "statement_descriptor": None,
    },
    "sepa_debit_payments": {},
}

_BLANKS: Final[dict[str, Json]] = {
    "payment_intent": {
        **_none(
            "application application_fee_amount canceled_at cancellation_reason customer customer_account description "
            "excluded_payment_method_types last_payment_error latest_charge managed_payments next_action on_behalf_of "
            "payment_method payment_method_configuration_details processing receipt_email review setup_future_usage "
            "shipping source statement_descriptor statement_descriptor_suffix transfer_data transfer_group"
        ),
        "amount": 0,
        "amount_capturable": 0,
        "amount_received": 0,
        "amount_details": {"tip": {}},
        "automatic_payment_methods": None,
        "capture_method": "automatic",
        "client_secret": None,
        "confirmation_method": "automatic",
        "currency": "usd",
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "status": "requires_payment_method",
    },
    "charge": {
        **_none(
            "application application_fee application_fee_amount balance_transaction calculated_statement_descriptor "
            "customer description failure_balance_transaction failure_code failure_message on_behalf_of outcome "
            "payment_intent payment_method payment_method_details receipt_email receipt_number receipt_url review "
            "shipping source source_transfer statement_descriptor statement_descriptor_suffix transfer_data "
            "transfer_group"
        ),
        "amount": 0,
        "amount_captured": 0,
        "amount_refunded": 0,
        "captured": False,
        "currency": "usd",
        "disputed": False,
        "fraud_details": {},
        "paid": False,
        "refunded": False,
        "status": "succeeded",
        "billing_details": {"address": _ADDRESS, **_none("email name phone tax_id")},
        "refunds": _page("/v1/charges/{id}/refunds"),
    },
    "refund": {
        **_none(
            "balance_transaction charge customer customer_account payment_intent payment_method reason receipt_number "
            "source_transfer_reversal transfer_reversal"
        ),
        "amount": 0,
        "currency": "usd",
        "status": "succeeded",
        "destination_details": {"card": {"type": "refund"}, "type": "card"},
    },
    "checkout.session": {
        **_none(
            "after_expiration allow_promotion_codes amount_subtotal amount_total billing_address_collection cancel_url "
            "client_reference_id client_secret collected_information consent consent_collection currency "
            "currency_conversion customer customer_account customer_creation customer_details customer_email discounts "
            "integration_identifier invoice locale managed_payments origin_context payment_intent payment_link "
            "payment_method_configuration_details permissions recovered_from saved_payment_method_options setup_intent "
            "shipping_address_collection shipping_cost submit_type subscription success_url url"
        ),
        "adaptive_pricing": {"enabled": False},
        "automatic_tax": {"enabled": False, **_none("liability provider status")},
        "custom_fields": [],
        "custom_text": _none("after_submit shipping_address submit terms_of_service_acceptance"),
        "expires_at": 0,
        "invoice_creation": {
            "enabled": False,
            "invoice_data": {
                **_none("account_tax_ids custom_fields description footer issuer rendering_options"),
                "metadata": {},
            },
        },
        "mode": "payment",
        "payment_method_collection": "if_required",
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "status": "open",
        "phone_number_collection": {"enabled": False},
        "shipping_options": [],
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
        "wallet_options": {},
    },
    "item": {
        "adjustable_quantity": None,
        "amount_discount": 0,
        "amount_subtotal": 0,
        "amount_tax": 0,
        "amount_total": 0,
        "currency": "usd",
        "description": None,
        "price": None,
        "quantity": 1,
    },
    "account": {
        **_none("business_type default_currency email"),
        "business_profile": {
            "annual_revenue": None,
            "support_address": None,
            **_none("estimated_worker_count mcc minority_owned_business_designation name product_description"),
            **_none("support_email support_phone support_url url"),
        },
        "capabilities": {},
        "charges_enabled": False,
        "controller": {},
        "country": "US",
        "details_submitted": False,
        "payouts_enabled": False,
        "type": "express",
        "external_accounts": _page("/v1/accounts/{id}/external_accounts"),
        "future_requirements": _REQUIREMENTS,
        "requirements": _REQUIREMENTS,
        "settings": _ACCOUNT_SETTINGS,
        "tos_acceptance": _none("date ip user_agent"),
    },
    "account_link": {"expires_at": 0, "url": ""},
    "login_link": {"url": ""},
    "balance": {"available": [], "pending": [], "connect_reserved": []},
    "balance_transaction": {
        **_none("description exchange_rate source"),
        "amount": 0,
        "available_on": 0,
        "balance_type": "payments",
        "currency": "usd",
        "fee": 0,
        "fee_details": [],
        "net": 0,
        "reporting_category": "",
        "status": "pending",
        "type": "",
    },
    "transfer": {
        **_none("balance_transaction description destination_payment source_transaction transfer_group"),
        "amount": 0,
        "amount_reversed": 0,
        "currency": "usd",
        "destination": "",
        "reversed": False,
        "source_type": "card",
        "reversals": _page("/v1/transfers/{id}/reversals"),
    },
    "transfer_reversal": {
        **_none("balance_transaction destination_payment_refund source_refund"),
        "amount": 0,
        "currency": "usd",
        "transfer": "",
    },
    "payout": {
        **_none(
            "application_fee application_fee_amount balance_transaction description failure_balance_transaction "
            "failure_code failure_message original_payout payout_method reversed_by statement_descriptor trace_id"
        ),
        "amount": 0,
        "arrival_date": 0,
        "automatic": False,
        "currency": "usd",
        "destination": "",
        "method": "standard",
        "reconciliation_status": "not_applicable",
        "source_type": "card",
        "status": "pending",
        "type": "bank_account",
    },
    "dispute": {
        "amount": 0,
        "balance_transactions": [],
        "charge": "",
        "currency": "usd",
        "payment_intent": None,
        "enhanced_eligibility_types": [],
        "evidence": {},
        "is_charge_refundable": False,
        "evidence_details": {
            "due_by": 0,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
        },
        "payment_method_details": None,
        "reason": "general",
        "status": "needs_response",
    },
    "radar.early_fraud_warning": {"actionable": True, "charge": "", "fraud_type": "misc"},
    "event": {
        "api_version": None,
        "data": {},
        "pending_webhooks": 0,
        "type": "",
        "request": _none("id idempotency_key"),
    },
    "webhook_endpoint": {
        **_none("api_version application description"),
        "enabled_events": [],
        "status": "enabled",
        "url": "",
    },
    "customer": {
        **_none("address currency default_source description discount email name phone shipping test_clock"),
        "balance": 0,
        "delinquent": False,
        "invoice_prefix": "",
        "next_invoice_sequence": 1,
        "invoice_settings": _none("custom_fields default_payment_method footer rendering_options"),
        "preferred_locales": [],
        "tax_exempt": "none",
    },
}
_WITHOUT_ID = frozenset(("account_link", "login_link", "balance"))
_WITHOUT_CREATED = frozenset(("item", "balance"))
_WITHOUT_LIVEMODE = frozenset(
    "account account_link login_link item balance_transaction refund transfer_reversal".split()
)
_WITHOUT_METADATA = frozenset(
    "account_link login_link balance balance_transaction event radar.early_fraud_warning".split()
)


def blank(kind: str, object_id: str, created: int, **fields: Any) -> Json:
    """A new object of this kind; a field that Stripe's sample does not have is a programming error."""
    shape: Json = {"object": kind}
    if kind not in _WITHOUT_ID:
        shape["id"] = object_id
    if kind not in _WITHOUT_CREATED:
        shape["created"] = created
    if kind not in _WITHOUT_LIVEMODE:
        shape["livemode"] = False
    if kind not in _WITHOUT_METADATA:
        shape["metadata"] = {}
    shape |= copy.deepcopy(_BLANKS[kind])
    unknown = fields.keys() - shape.keys()
    if unknown:
        raise KeyError(f"{kind} has no field {sorted(unknown)}")
    shape |= fields
    for value in shape.values():
        if isinstance(value, dict) and value.get("object") == "list":
            value["url"] = value["url"].replace("{id}", object_id)
    return shape
