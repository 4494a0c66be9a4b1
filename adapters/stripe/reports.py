"""Stripe's reports (plain dicts of its JSON) → what the port of news speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

from adapters.stripe.amounts import from_stripe
from adapters.stripe.snapshots import moment
from core.ports.payments import BankPayout, ChargebackSnapshot, MovementKind, PayeeSnapshot, ProviderMovement

_DISPUTES: Mapping[str, Literal["warning", "warning_closed", "needs_response", "under_review", "won", "lost"]] = (
    MappingProxyType(
        {
            "warning_needs_response": "warning",
            "warning_under_review": "warning",
            "warning_closed": "warning_closed",
            "needs_response": "needs_response",
            "under_review": "under_review",
            "won": "won",
            "lost": "lost",
            "prevented": "warning_closed",
        }
    )
)

_PAYOUTS: Mapping[str, Literal["pending", "paid", "failed"]] = MappingProxyType(
    {"pending": "pending", "in_transit": "pending", "paid": "paid", "failed": "failed", "canceled": "failed"}
)

# Types of balance transactions. Disputes are adjustments, told apart by their category.
_KINDS: Mapping[str, MovementKind] = MappingProxyType(
    {
        "charge": "charge",
        "payment": "charge",
        "refund": "refund",
        "payment_refund": "refund",
        "refund_failure": "refund_failure",
        "payment_failure_refund": "refund_failure",
        "transfer": "transfer",
        "transfer_refund": "transfer_reversal",
        "transfer_cancel": "transfer_reversal",
        "transfer_failure": "transfer_reversal",
        "topup": "topup",
        "payout": "payout",
        "payout_cancel": "payout_failure",
        "payout_failure": "payout_failure",
        **dict.fromkeys(
            (
                "stripe_fee",
                "stripe_fx_fee",
                "tax_fee",
                "network_cost",
                "reserve_transaction",
                "reserved_funds",
                "reserve_hold",
                "reserve_release",
                "payment_network_reserve_hold",
                "payment_network_reserve_release",
                "payout_minimum_balance_hold",
                "payout_minimum_balance_release",
                "risk_reserved_funds_hold",
                "risk_reserved_funds_release",
                "contribution",
                "climate_order_purchase",
                "climate_order_refund",
                "topup_reversal",
                "advance",
                "advance_funding",
                "anticipation_repayment",
            ),
            "own",
        ),
    }
)
_CATEGORIES: Mapping[str, MovementKind] = MappingProxyType(
    {"dispute": "dispute", "dispute_reversal": "dispute_reversal"}
)


def chargeback_of_dispute(dispute: Mapping[str, Any]) -> ChargebackSnapshot:
    """A status that Stripe adds one day is a warning: it freezes, and moves no money in our books."""
    currency = str(dispute.get("currency") or "")
    listed = dispute.get("balance_transactions")
    lines = [line for line in listed if isinstance(line, dict)] if isinstance(listed, list) else []
    details = dispute.get("evidence_details")
    due_by = details.get("due_by") if isinstance(details, dict) else None
    return ChargebackSnapshot(
        ref=str(dispute["id"]),
        payment_ref=_id(dispute.get("payment_intent")),
        status=_DISPUTES.get(str(dispute.get("status")), "warning"),
        amount=from_stripe(_whole(dispute.get("amount")), currency),
        fee=from_stripe(sum(_whole(line.get("fee")) for line in lines), currency),
        reason=str(dispute.get("reason") or ""),
        respond_by=moment(due_by) if isinstance(due_by, int) and due_by else None,
    )


def chargeback_of_warning(warning: Mapping[str, Any]) -> ChargebackSnapshot:
    """From an early fraud warning with `charge` expanded."""
    charge = warning.get("charge")
    charged = charge if isinstance(charge, dict) else {}
    return ChargebackSnapshot(
        ref=str(warning["id"]),
        payment_ref=_id(warning.get("payment_intent")) or _id(charged.get("payment_intent")),
        status="warning" if warning.get("actionable") is True else "warning_closed",
        amount=from_stripe(_whole(charged.get("amount")), str(charged.get("currency") or "")),
        fee=0,
        reason=str(warning.get("fraud_type") or ""),
    )


def payee_of_account(account: Mapping[str, Any]) -> PayeeSnapshot:
    capabilities, requirements = _object(account, "capabilities"), _object(account, "requirements")
    asked = [*_rows(requirements, "past_due"), *_rows(requirements, "currently_due")]
    due_by = requirements.get("current_deadline")
    return PayeeSnapshot(
        ref=str(account["id"]),
        company_id=str(_object(account, "metadata").get("company_id") or ""),
        can_receive=capabilities.get("transfers") == "active",
        can_pay_out=account.get("payouts_enabled") is True,
        submitted=account.get("details_submitted") is True,
        needs=tuple(dict.fromkeys(str(name) for name in asked)),
        disabled_reason=str(requirements.get("disabled_reason") or ""),
        due_by=moment(due_by) if isinstance(due_by, int) and due_by else None,
    )


def payout_of_seller(payout: Mapping[str, Any], account_ref: str) -> BankPayout:
    currency = str(payout.get("currency") or "").upper()
    arrives = payout.get("arrival_date")
    return BankPayout(
        ref=str(payout["id"]),
        account_ref=account_ref,
        amount=from_stripe(_whole(payout.get("amount")), currency),
        currency=currency,
        status=_PAYOUTS.get(str(payout.get("status")), "pending"),
        created_at=moment(_whole(payout.get("created"))),
        arrives_at=moment(arrives) if isinstance(arrives, int) and arrives else None,
        failure=str(payout.get("failure_code") or ""),
    )


def movement_of_line(line: Mapping[str, Any]) -> ProviderMovement:
    """From a balance transaction of our own account, with `source` expanded."""
    currency = str(line.get("currency") or "").upper()
    category, about = _CATEGORIES.get(str(line.get("reporting_category"))), _about(line.get("source"))
    kind = category or _KINDS.get(str(line.get("type")), "other")
    if kind == "other" and line.get("type") == "adjustment" and not about:
        # Stripe's own correction of our balance: it names no payment, refund, transfer or dispute.
        kind = "own"
    return ProviderMovement(
        ref=str(line["id"]),
        kind=kind,
        about=about,
        amount=from_stripe(_whole(line.get("amount")), currency),
        fee=from_stripe(_whole(line.get("fee")), currency),
        currency=currency,
        at=moment(_whole(line.get("created"))),
    )


def balances_of(balance: Mapping[str, Any]) -> dict[str, int]:
    """Available and pending together, by currency."""
    sums: dict[str, int] = {}
    for part in (part for name in ("available", "pending") for part in _rows(balance, name) if isinstance(part, dict)):
        currency = str(part.get("currency") or "").upper()
        sums[currency] = sums.get(currency, 0) + from_stripe(_whole(part.get("amount")), currency)
    return sums


def _about(source: object) -> str:
    """What a line is about, with its source expanded."""
    if isinstance(source, dict):
        return (_id(source.get("payment_intent")) if source.get("object") == "charge" else "") or _id(source)
    return _id(source)


def _object(raw: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    value = raw.get(field)
    return value if isinstance(value, dict) else {}


def _rows(raw: Mapping[str, Any], field: str) -> list[Any]:
    value = raw.get(field)
    return [row for row in value if row is not None] if isinstance(value, list) else []


def _id(value: object) -> str:
    """An id, whether or not the object behind it was expanded."""
    if isinstance(value, dict):
        value = value.get("id")
    return value if isinstance(value, str) else ""


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
