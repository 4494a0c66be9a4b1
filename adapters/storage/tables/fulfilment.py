"""Agreements, orders, shipments, requests, disputes."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from adapters.storage.schema import OF_TRADE, partial, table
from core.agreements import EscrowAgreement
from core.disputes import Dispute
from core.shipments import Order, Request, Shipment, ShippingUpdate

ESCROW_AGREEMENTS = table(
    "escrow_agreements",
    EscrowAgreement,
    Index(None, "negotiation_id"),
    references={**OF_TRADE, "payment_gateway_id": "payment_gateways"},
    sealed=("agreement_text", "buyer_signature", "seller_signature", "parties"),
    filled=("status", "text_sha256"),
)
ORDERS = table(
    "orders",
    Order,
    Index(None, "negotiation_id"),
    references={**OF_TRADE, "payment_gateway_id": "payment_gateways", "escrow_agreement_id": "escrow_agreements"},
    filled=("status",),
    positive=("quantity",),
)
SHIPMENTS = table(
    "shipments",
    Shipment,
    UniqueConstraint("negotiation_id", "number"),
    partial("ix_shipments_under_way", "tracking_number", where="status = 'in_transit'"),
    references={**OF_TRADE, "order_id": "orders"},
    filled=("status",),
    positive=("quantity",),
)
SHIPPING_UPDATES = table(
    "shipping_updates",
    ShippingUpdate,
    Index(None, "order_id", "created_at"),
    references={"order_id": "orders"},
    filled=("status",),
)
CANCEL_REQUESTS = table(
    "cancel_requests",
    Request,
    Index(None, "negotiation_id"),
    references=OF_TRADE,
    sealed=("reason",),
    filled=("status", "kind"),
)
DISPUTES = table(
    "disputes",
    Dispute,
    Index(None, "negotiation_id"),
    Index(None, "order_id"),
    Index(None, "status", "created_at"),
    references={**OF_TRADE, "order_id": "orders"},
    sealed=("statement", "answer", "evidence", "appeal"),
    filled=("status", "reason"),
)
