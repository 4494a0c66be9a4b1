"""Parameter tables: what each endpoint takes, needs and refuses. Keys are the names of the operations."""

from __future__ import annotations

from typing import Final

from adapters.sandbox.stripe_parameters import (
    Reader,
    Table,
    between,
    choice,
    clearable,
    email,
    flag,
    metadata,
    rows,
    span,
    text,
    web_address,
    whole,
)

EVIDENCE_FIELDS: Final = tuple(
    "access_activity_log billing_address cancellation_policy cancellation_policy_disclosure cancellation_rebuttal "
    "customer_communication customer_email_address customer_name customer_purchase_ip customer_signature "
    "duplicate_charge_documentation duplicate_charge_explanation duplicate_charge_id product_description receipt "
    "refund_policy refund_policy_disclosure refund_refusal_explanation service_date service_documentation "
    "shipping_address shipping_carrier shipping_date shipping_documentation shipping_tracking_number "
    "uncategorized_file uncategorized_text".split()
)
_NOTHING = Table()
_CAPTURE_METHOD = choice("automatic", "automatic_async", "manual")
_DESCRIPTOR = text(22)
_GROUP = text(255)
_METHOD_TYPES = rows(choice("card", "us_bank_account", "sepa_debit"))
_METHOD_OPTIONS = Table(
    may={
        "card": Table(
            may={"capture_method": choice("manual")},
            ignored=("request_three_d_secure", "setup_future_usage", "request_extended_authorization", "installments"),
        )
    },
    ignored=("us_bank_account", "sepa_debit", "customer_balance", "link"),
)


def _listing(**filters: Reader) -> Table:
    """A list endpoint: its own filters plus Stripe's paging and creation window."""
    paging = {"limit": between(1, 100), "starting_after": text(), "ending_before": text(), "created": span}
    return Table(may={**paging, **filters})


_PRICE_DATA = Table(
    need={"currency": text()},
    may={
        "unit_amount": between(0, 10**12),
        "product_data": Table(
            need={"name": text()},
            may={"description": text(), "metadata": metadata, "images": rows(text())},
            ignored=("tax_code", "unit_label", "tax_details"),
        ),
        "tax_behavior": choice("exclusive", "inclusive", "unspecified"),
    },
    unplayed=("product", "recurring", "unit_amount_decimal"),
)

_SESSION_CREATE = Table(
    need={"mode": choice("payment", "setup", "subscription")},
    may={
        "line_items": rows(
            Table(
                may={"price_data": _PRICE_DATA, "price": text(), "quantity": between(1, 999_999), "metadata": metadata},
                ignored=("adjustable_quantity",),
                unplayed=("tax_rates",),
            )
        ),
        "success_url": web_address,
        "cancel_url": web_address,
        "expires_at": whole,
        "metadata": metadata,
        "client_reference_id": text(200),
        "customer": text(),
        "customer_email": email,
        "customer_creation": choice("always", "if_required"),
        "currency": text(),
        "locale": text(),
        "submit_type": choice("auto", "book", "donate", "pay", "subscribe"),
        "ui_mode": choice("elements", "embedded_page", "form", "hosted_page"),
        "billing_address_collection": choice("auto", "required"),
        "allowed_payment_method_types": _METHOD_TYPES,
        "excluded_payment_method_types": _METHOD_TYPES,
        "payment_method_options": _METHOD_OPTIONS,
        "payment_intent_data": Table(
            may={
                "capture_method": _CAPTURE_METHOD,
                "description": text(),
                "metadata": metadata,
                "receipt_email": email,
                "statement_descriptor": _DESCRIPTOR,
                "statement_descriptor_suffix": _DESCRIPTOR,
                "transfer_group": _GROUP,
            },
            ignored=("setup_future_usage", "shipping"),
            unplayed=("application_fee_amount", "on_behalf_of", "transfer_data"),
        ),
    },
    ignored=(
        *("adaptive_pricing", "after_expiration", "branding_settings", "consent_collection", "custom_text"),
        *("customer_update", "integration_identifier", "invoice_creation", "name_collection", "origin_context"),
        *("payment_method_collection", "payment_method_configuration", "phone_number_collection"),
        *("saved_payment_method_options", "shipping_address_collection", "tax_id_collection", "wallet_options"),
        *("allow_promotion_codes", "redirect_on_completion"),
    ),
    unplayed=(
        *("automatic_tax", "custom_fields", "customer_account", "discounts", "managed_payments", "optional_items"),
        *("payment_method_data", "permissions", "return_url", "setup_intent_data", "shipping_options"),
        *("subscription_data",),
    ),
)

_INTENT_CREATE = Table(
    need={"amount": whole, "currency": text()},
    may={
        "automatic_payment_methods": Table(need={"enabled": flag}, may={"allow_redirects": choice("always", "never")}),
        "allowed_payment_method_types": _METHOD_TYPES,
        "capture_method": _CAPTURE_METHOD,
        "confirm": flag,
        "confirmation_method": choice("automatic", "manual"),
        "customer": text(),
        "description": text(1000),
        "metadata": metadata,
        "payment_method": text(),
        "payment_method_options": _METHOD_OPTIONS,
        "receipt_email": email,
        "return_url": web_address,
        "statement_descriptor": _DESCRIPTOR,
        "statement_descriptor_suffix": _DESCRIPTOR,
        "transfer_group": _GROUP,
    },
    ignored=(
        *("amount_details", "error_on_requires_action", "excluded_payment_method_types", "hooks", "off_session"),
        *("payment_details", "payment_method_configuration", "radar_options", "setup_future_usage", "shipping"),
        *("use_stripe_sdk", "mandate_data", "mandate"),
    ),
    unplayed=(
        *("application_fee_amount", "on_behalf_of", "transfer_data", "confirmation_token", "customer_account"),
        *("payment_method_data",),
    ),
)

_INTENT_CONFIRM = Table(
    may={"payment_method": text(), "return_url": web_address, "receipt_email": email},
    ignored=("error_on_requires_action", "off_session", "use_stripe_sdk", "mandate_data", "radar_options", "shipping"),
    unplayed=("confirmation_token", "payment_method_data", "capture_method", "amount_to_confirm"),
)

_ACCOUNT_DETAILS: Final[dict[str, Reader]] = {
    "email": email,
    "business_type": choice("company", "government_entity", "individual", "non_profit"),
    "metadata": metadata,
    "default_currency": text(3),
    "capabilities": Table(
        may=dict.fromkeys(("transfers", "card_payments"), Table(may={"requested": flag})),
        ignored=("us_bank_account_ach_payments", "sepa_debit_payments", "link_payments"),
    ),
    "business_profile": Table(
        may=dict.fromkeys(
            ("mcc", "name", "product_description", "support_email", "support_phone", "support_url", "url"), clearable
        ),
        ignored=("annual_revenue", "estimated_worker_count", "monthly_estimated_revenue", "support_address"),
    ),
    "settings": Table(
        may={
            "payouts": Table(
                may={
                    "debit_negative_balances": flag,
                    "schedule": Table(
                        may={"interval": choice("daily", "manual", "monthly", "weekly")},
                        ignored=("delay_days", "monthly_anchor", "weekly_anchor", "weekly_payout_days"),
                    ),
                    "statement_descriptor": text(22),
                }
            )
        },
        ignored=("branding", "card_payments", "payments"),
    ),
    "tos_acceptance": Table(may={"date": whole, "ip": text(), "user_agent": text()}, ignored=("service_agreement",)),
}
_CONTROLLER = Table(
    may={
        "fees": Table(may={"payer": choice("account", "application")}),
        "losses": Table(may={"payments": choice("application", "stripe")}),
        "requirement_collection": choice("application", "stripe"),
        "stripe_dashboard": Table(may={"type": choice("express", "full", "none")}),
    }
)
_ACCOUNT_IGNORED = ("company", "individual", "documents", "external_account", "groups", "account_token")

CHECKS: Final[dict[str, Table]] = {
    "POST checkout/sessions": _SESSION_CREATE,
    "GET checkout/sessions": _listing(
        payment_intent=text(), customer=text(), status=choice("complete", "expired", "open")
    ),
    "GET checkout/sessions/{id}": _NOTHING,
    "POST checkout/sessions/{id}/expire": _NOTHING,
    "GET checkout/sessions/{id}/line_items": _listing(),
    "POST payment_intents": _INTENT_CREATE,
    "GET payment_intents": _listing(customer=text()),
    "GET payment_intents/search": Table(need={"query": text()}, may={"limit": between(1, 100), "page": text()}),
    "GET payment_intents/{id}": Table(ignored=("client_secret",)),
    "POST payment_intents/{id}/confirm": _INTENT_CONFIRM,
    "POST payment_intents/{id}/capture": Table(
        may={
            "amount_to_capture": whole,
            "metadata": metadata,
            "statement_descriptor": _DESCRIPTOR,
            "statement_descriptor_suffix": _DESCRIPTOR,
            "final_capture": flag,
        },
        ignored=("amount_details", "payment_details", "hooks"),
        unplayed=("application_fee_amount", "transfer_data"),
    ),
    "POST payment_intents/{id}/cancel": Table(
        may={"cancellation_reason": choice("abandoned", "duplicate", "fraudulent", "requested_by_customer")}
    ),
    "GET charges": _listing(payment_intent=text(), transfer_group=_GROUP, customer=text()),
    "GET charges/{id}": _NOTHING,
    "POST refunds": Table(
        may={
            "charge": text(),
            "payment_intent": text(),
            "amount": whole,
            "reason": choice("duplicate", "fraudulent", "requested_by_customer"),
            "metadata": metadata,
            "reverse_transfer": flag,
            "refund_application_fee": flag,
        },
        ignored=("instructions_email",),
        unplayed=("currency", "customer", "origin"),
    ),
    "GET refunds": _listing(charge=text(), payment_intent=text()),
    "GET refunds/{id}": _NOTHING,
    "POST refunds/{id}/cancel": _NOTHING,
    "POST transfers": Table(
        need={"currency": text(), "destination": text()},
        may={
            "amount": whole,
            "description": text(),
            "metadata": metadata,
            "source_transaction": text(),
            "transfer_group": _GROUP,
            "source_type": choice("bank_account", "card", "fpx"),
        },
    ),
    "GET transfers": _listing(destination=text(), transfer_group=_GROUP),
    "GET transfers/{id}": _NOTHING,
    "POST transfers/{id}/reversals": Table(
        may={"amount": whole, "description": text(), "metadata": metadata, "refund_application_fee": flag}
    ),
    "GET transfers/{id}/reversals": _listing(),
    "GET transfers/{id}/reversals/{reversal}": _NOTHING,
    "POST accounts": Table(
        may={
            **_ACCOUNT_DETAILS,
            "country": text(2),
            "type": choice("custom", "express", "standard"),
            "controller": _CONTROLLER,
        },
        ignored=_ACCOUNT_IGNORED,
    ),
    "GET accounts/{id}": _NOTHING,
    "POST accounts/{id}": Table(may=_ACCOUNT_DETAILS, ignored=_ACCOUNT_IGNORED),
    "POST accounts/{id}/login_links": _NOTHING,
    "POST account_links": Table(
        need={
            "account": text(),
            "type": choice("account_onboarding", "account_update"),
            "refresh_url": web_address,
            "return_url": web_address,
        },
        ignored=("collect", "collection_options"),
    ),
    "GET balance": _NOTHING,
    "GET balance_transactions": _listing(type=text(), source=text(), currency=text()),
    "GET balance_transactions/{id}": _NOTHING,
    "POST payouts": Table(
        need={"amount": whole, "currency": text()},
        may={
            "description": text(),
            "metadata": metadata,
            "method": choice("instant", "standard"),
            "statement_descriptor": _DESCRIPTOR,
            "destination": text(),
        },
        ignored=("source_type", "payout_method"),
    ),
    "GET payouts": _listing(status=text(), destination=text(), arrival_date=span),
    "GET payouts/{id}": _NOTHING,
    "GET radar/early_fraud_warnings": _listing(charge=text(), payment_intent=text()),
    "GET radar/early_fraud_warnings/{id}": _NOTHING,
    "GET disputes": _listing(charge=text(), payment_intent=text()),
    "GET disputes/{id}": _NOTHING,
    "POST disputes/{id}": Table(
        may={
            "evidence": Table(may=dict.fromkeys(EVIDENCE_FIELDS, clearable), ignored=("enhanced_evidence", "appeal")),
            "metadata": metadata,
            "submit": flag,
        },
        ignored=("intended_submission_method",),
    ),
    "POST disputes/{id}/close": _NOTHING,
    "GET events": _listing(type=text(), types=rows(text()), delivery_success=flag),
    "GET events/{id}": _NOTHING,
    "POST webhook_endpoints": Table(
        need={"url": web_address, "enabled_events": rows(text())},
        may={"connect": flag, "description": clearable, "metadata": metadata},
        ignored=("api_version",),
    ),
    "GET webhook_endpoints": _listing(),
    "POST customers": Table(
        may={"email": email, "name": text(256), "phone": text(20), "description": text(), "metadata": metadata},
        ignored=("address", "preferred_locales", "shipping", "tax_exempt", "business_name", "individual_name"),
    ),
    "GET customers/{id}": _NOTHING,
}
