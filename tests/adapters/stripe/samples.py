"""Stripe's objects as the tests need them: only the fields that the adapter may read."""

from __future__ import annotations

from typing import Any

METADATA = {"trade_id": "trd_1", "key": "dep:trd_1:checkout:1"}
CAPTURE_BEFORE = 1_800_000_000


def charge(**changes: Any) -> dict[str, Any]:
    return {
        "id": "ch_1",
        "object": "charge",
        "amount": 125_000,
        "amount_captured": 125_000,
        "amount_refunded": 0,
        "currency": "eur",
        "balance_transaction": {"id": "txn_1", "object": "balance_transaction", "fee": 3_655, "currency": "eur"},
        "payment_method_details": {"type": "card", "card": {"brand": "visa", "capture_before": CAPTURE_BEFORE}},
    } | changes


def payment(status: str = "succeeded", **changes: Any) -> dict[str, Any]:
    return {
        "id": "pi_1",
        "object": "payment_intent",
        "status": status,
        "amount": 125_000,
        "amount_received": 125_000 if status == "succeeded" else 0,
        "currency": "eur",
        "latest_charge": charge(),
        "last_payment_error": None,
        "metadata": METADATA,
    } | changes


def held(**changes: Any) -> dict[str, Any]:
    """A payment whose money is on hold: nothing is captured, and no fee is known."""
    return payment("requires_capture", latest_charge=charge(balance_transaction=None, amount_captured=0)) | changes


def session(status: str = "complete", **changes: Any) -> dict[str, Any]:
    return {
        "id": "cs_1",
        "object": "checkout.session",
        "status": status,
        "payment_status": "unpaid",
        "payment_intent": None,
        "amount_total": 125_000,
        "currency": "eur",
        "url": "https://checkout.example/c/cs_1",
        "expires_at": 1_790_000_000,
        "metadata": METADATA,
    } | changes


def refund(status: str | None = "succeeded", **changes: Any) -> dict[str, Any]:
    return {
        "id": "re_1",
        "object": "refund",
        "status": status,
        "amount": 25_000,
        "currency": "eur",
        "metadata": {"trade_id": "trd_1", "key": "dep:trd_1:refund:1"},
    } | changes


def transfer(**changes: Any) -> dict[str, Any]:
    return {
        "id": "tr_1",
        "object": "transfer",
        "amount": 121_250,
        "currency": "eur",
        "metadata": {"trade_id": "trd_1", "key": "dep:trd_1:transfer:1"},
    } | changes


def dispute(**changes: Any) -> dict[str, Any]:
    """What Stripe calls a chargeback."""
    return {
        "id": "dp_1",
        "object": "dispute",
        "status": "under_review",
        "amount": 125_000,
        "currency": "eur",
        "payment_intent": "pi_1",
        "reason": "fraudulent",
        "metadata": {},
    } | changes


def listing(*rows: dict[str, Any], has_more: bool = False) -> dict[str, Any]:
    return {"object": "list", "data": list(rows), "has_more": has_more, "url": "/v1/rows"}
