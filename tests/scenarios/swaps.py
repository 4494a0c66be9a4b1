"""Ids of others in every place of the JSON API that takes one."""

from __future__ import annotations

from typing import Any

TERMS = {"quantity": 10, "unit_price": "40.00"}
DRAFT = {"name": "Taken over", "base_price": 1, "currency": "EUR", "category_id": "cat_x", "unit": "pcs"}
LONG = "These goods never came, and this is written by somebody who has nothing to do with the deal. " * 2
SHA = "0" * 64

SWAPS: tuple[tuple[str, str, Any, str], ...] = (
    ("GET", "/api/negotiations/{}", None, "negotiation_id"),
    ("GET", "/api/negotiations/{}/messages", None, "negotiation_id"),
    ("POST", "/api/negotiations/{}/messages", {"message": "hello"}, "negotiation_id"),
    ("POST", "/api/negotiations/{}/messages", {"offer": TERMS}, "negotiation_id"),
    *(
        ("POST", "/api/negotiations/{}/acts", {"act": act, **more}, "negotiation_id")
        for act, more in (
            ("accept", {}),
            ("end_talks", {}),
            ("request_payment", {}),
            ("ship", {"carrier": "DHL", "tracking_number": "1"}),
            ("received", {}),
            ("accept_goods", {}),
            ("dispute", {"reason": "fraud", "statement": LONG}),
            ("take_case", {}),
            ("rule", {"outcome": "refund", "reason_code": "other", "resolution": "Everything back."}),
            ("freeze", {"reason": "because"}),
            ("propose_settlement", {"amount": 1}),
            ("accept_decision", {}),
        )
    ),
    ("POST", "/api/payments/create-gateway", {"negotiation_id": "{}"}, "negotiation_id"),
    ("POST", "/api/payments/process", {"negotiation_id": "{}"}, "negotiation_id"),
    ("POST", "/api/payments/process", {"payment_id": "{}"}, "payment_id"),
    ("GET", "/api/payments/{}", None, "payment_id"),
    ("POST", "/api/escrow/generate-agreement", {"negotiation_id": "{}"}, "negotiation_id"),
    ("GET", "/api/escrow/{}", None, "agreement_id"),
    ("POST", "/api/orders", {"negotiation_id": "{}"}, "negotiation_id"),
    ("GET", "/api/orders/{}", None, "order_id"),
    ("PUT", "/api/orders/{}/status", {"status": "delivered"}, "order_id"),
    ("PUT", "/api/orders/{}/status", {"status": "cancelled"}, "order_id"),
    ("POST", "/api/shipping/{}/update", {"status": "delivered"}, "order_id"),
    ("POST", "/api/shipping/{}/update", {"status": "exception", "update_text": "lost"}, "order_id"),
    ("GET", "/api/shipping/{}/updates", None, "order_id"),
    ("POST", "/api/disputes", {"order_id": "{}", "reason": "fraud", "statement": LONG}, "order_id"),
    ("GET", "/api/disputes/{}", None, "dispute_id"),
    (
        "PUT",
        "/api/disputes/{}/resolve",
        {"outcome": "release", "reason_code": "other", "resolution": "All is well with it."},
        "dispute_id",
    ),
    ("PUT", "/api/products/{}", DRAFT, "product_id"),
    ("DELETE", "/api/products/{}", None, "product_id"),
    ("DELETE", "/api/webhooks/{}", None, "hook_id"),
    ("GET", "/api/webhooks/{}/calls", None, "hook_id"),
    ("DELETE", "/api/keys/{}", None, "key_id"),
    ("PUT", "/api/company/members/{}/role", {"role": "viewer"}, "member_id"),
    ("DELETE", "/api/blocks/{}", None, "company_id"),
    ("POST", "/api/reports", {"subject_id": "{}", "words": "I want to know more."}, "negotiation_id"),
    ("POST", "/api/blocks", {"subject_id": "{}"}, "negotiation_id"),
    ("POST", "/api/reports", {"subject_id": "{}", "words": "I want to know more."}, "buyer_company_id"),
    ("POST", "/api/blocks", {"subject_id": "{}"}, "buyer_company_id"),
)
"""(method, path, body, whose id it takes); `{}` is where the id goes."""


def aimed(swap: tuple[str, str, Any, str], row_id: str) -> tuple[str, str, Any]:
    """The request with this id in it."""
    method, path, body, _name = swap
    filled = {key: row_id if value == "{}" else value for key, value in body.items()} if body is not None else None
    return method, path.replace("{}", row_id), filled


def nobodys(row_id: str) -> str:
    """An id of the same kind that nothing has."""
    return row_id[:4] + "0" * 20
