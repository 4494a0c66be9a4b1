"""Stripe's objects (plain dicts of its JSON) → what the payment port speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Literal

from adapters.stripe.amounts import from_stripe
from core.ports.payments import MovementResult, PaymentSnapshot, PaymentState, Returned

# All seven states of a PaymentIntent. `requires_payment_method` is also where a declined attempt returns to.
_PAYMENT_STATES: Mapping[str, PaymentState] = MappingProxyType(
    {
        "requires_payment_method": "open",
        "requires_confirmation": "open",
        "requires_action": "requires_action",
        "processing": "processing",
        "requires_capture": "authorized",
        "succeeded": "paid",
        "canceled": "cancelled",
    }
)

# States that only the buyer, on the page, can bring further: an expired page ends them.
_WAITING_FOR_BUYER = frozenset({"open", "requires_action", "failed"})

_REFUND_OUTCOMES: Mapping[str, Literal["done", "pending", "failed"]] = MappingProxyType(
    {
        "succeeded": "done",
        "pending": "pending",
        "requires_action": "pending",
        "failed": "failed",
        "canceled": "failed",
    }
)


def snapshot_of_session(session: Mapping[str, Any]) -> PaymentSnapshot:
    """From a Checkout Session with `payment_intent.latest_charge.balance_transaction` expanded.

    The payment decides, not the page: a page that is `complete` but `unpaid` is funded by nothing.
    """
    payment = session.get("payment_intent")
    status = _text(session, "status")
    if isinstance(payment, dict):
        return snapshot_of_payment(payment, session_ref=_text(session, "id"), session_status=status)
    without_payment: Mapping[str, PaymentState] = {"open": "open", "expired": "cancelled"}
    return PaymentSnapshot(
        state=without_payment.get(status, "processing"),
        session_ref=_text(session, "id"),
        payment_ref=payment if isinstance(payment, str) else "",
        charge_ref="",
        amount=_amount(session, "amount_total"),
        currency=_text(session, "currency").upper(),
        captured=0,
        refunded=0,
        fee=0,
        capture_before=None,
        metadata=metadata_of(session),
    )


def snapshot_of_payment(payment: Mapping[str, Any], *, session_ref: str, session_status: str = "") -> PaymentSnapshot:
    """From a PaymentIntent with `latest_charge.balance_transaction` expanded."""
    charge = _object(payment, "latest_charge")
    state = _state(payment, session_status)
    captured = _amount(payment, "amount_received") if state == "paid" else 0
    return PaymentSnapshot(
        state=state,
        session_ref=session_ref,
        payment_ref=_text(payment, "id"),
        charge_ref=_text(charge, "id") or _text(payment, "latest_charge"),
        amount=_amount(payment, "amount"),
        currency=_text(payment, "currency").upper(),
        captured=captured,
        # Only money that was taken can come back; older API versions also called the release of a hold a refund.
        refunded=min(_amount(charge, "amount_refunded"), captured),
        fee=_fee(charge, _text(payment, "currency")),
        capture_before=_capture_before(charge),
        metadata=metadata_of(payment),
        decline_code=_decline_code(payment) if state not in ("authorized", "paid") else "",
    )


def movement_of_refund(refund: Mapping[str, Any]) -> MovementResult:
    """From a Refund. A status that we do not know is `pending`: it says neither that money moved nor that it did not."""
    status = _REFUND_OUTCOMES.get(_text(refund, "status"), "pending")
    return MovementResult(
        status=status,
        ref=_text(refund, "id"),
        amount=_amount(refund, "amount"),
        reason=_text(refund, "failure_reason")
        or _text(refund, "pending_reason")
        or ("", "pending")[status == "pending"],
    )


def movement_of_transfer(transfer: Mapping[str, Any]) -> MovementResult:
    """From a Transfer, which exists only once it has happened. What was reversed of it is told part by part, or where
    the parts are missing as a whole."""
    ref, amount = _text(transfer, "id"), _amount(transfer, "amount")
    listed = _object(transfer, "reversals").get("data")
    parts = [part for part in listed if isinstance(part, dict) and part.get("id")] if isinstance(listed, list) else []
    if transfer.get("reversed") is True and not parts:
        return MovementResult(status="failed", ref=ref, amount=amount, reason="reversed")
    returns = tuple(
        Returned(_text(part, "id"), _amount(part, "amount"), metadata_of(part).get("key", "")) for part in parts[::-1]
    )
    return MovementResult(status="done", ref=ref, amount=amount, returns=returns)


def movement_of_reversal(reversal: Mapping[str, Any]) -> MovementResult:
    """From a TransferReversal, which exists only once it has happened."""
    return MovementResult(status="done", ref=_text(reversal, "id"), amount=_amount(reversal, "amount"))


def moment(epoch_seconds: int) -> datetime:
    """Aware UTC from Stripe's whole seconds."""
    return datetime.fromtimestamp(epoch_seconds, UTC)


def _state(payment: Mapping[str, Any], session_status: str) -> PaymentState:
    # A status that Stripe adds one day must never count as money: "processing" moves nothing.
    state = _PAYMENT_STATES.get(_text(payment, "status"), "processing")
    if _text(payment, "status") == "requires_payment_method" and _object(payment, "last_payment_error"):
        state = "failed"
    if session_status == "expired" and state in _WAITING_FOR_BUYER:
        return "cancelled"
    return state


def _fee(charge: Mapping[str, Any], currency: str) -> int:
    """What Stripe kept, if it settles in the payment's currency; a fee in another currency is not this trade's cost."""
    settled = _object(charge, "balance_transaction")
    return _amount(settled, "fee") if _text(settled, "currency") == currency else 0


def _capture_before(charge: Mapping[str, Any]) -> datetime | None:
    card = _object(_object(charge, "payment_method_details"), "card")
    seconds = _number(card, "capture_before")
    return moment(seconds) if seconds else None


def _decline_code(payment: Mapping[str, Any]) -> str:
    error = _object(payment, "last_payment_error")
    return _text(error, "decline_code") or _text(error, "code")


def metadata_of(raw: Mapping[str, Any]) -> dict[str, str]:
    """Our own marks on an object."""
    return {name: value for name, value in _object(raw, "metadata").items() if isinstance(value, str)}


def _object(raw: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    value = raw.get(field)
    return value if isinstance(value, dict) else {}


def _text(raw: Mapping[str, Any], field: str) -> str:
    value = raw.get(field)
    return value if isinstance(value, str) else ""


def _amount(raw: Mapping[str, Any], field: str) -> int:
    """An amount in our minor units, by the object's own currency."""
    return from_stripe(_number(raw, field), _text(raw, "currency"))


def _number(raw: Mapping[str, Any], field: str) -> int:
    value = raw.get(field)
    return value if isinstance(value, int) else 0
