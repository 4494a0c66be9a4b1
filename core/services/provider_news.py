"""What follows for a trade from what the provider says now: pure decisions, taken on the deal as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from core.payments import PaymentGateway, ProviderIntent
from core.ports.payments import ChargebackSnapshot, CheckoutOpened, MovementResult, PayeeSnapshot, PaymentSnapshot
from core.trades import ENDED, Deal, State

Answer = CheckoutOpened | PaymentSnapshot | MovementResult | PayeeSnapshot
"""What an instruction to the provider can be answered with."""


def follow_up(
    deal: Deal, payment: PaymentGateway, seen: PaymentSnapshot, asked: str, *, is_current: bool
) -> str | None:
    """Which transition follows from a payment's state at the provider, if any."""
    if seen.state == "authorized":
        return _after_hold(deal, seen, payment, asked, is_current=is_current)
    if seen.state == "paid":
        return _after_payment(deal, payment, is_current=is_current)
    if asked == "void" and seen.state == "cancelled" and not (is_current and deal.trade.pending_act == "void"):
        return "late_hold_cancelled"
    if not is_current:
        return None
    if deal.state is State.AWAITING_SIGNATURES and seen.state in ("cancelled", "failed"):
        return "hold_cancelled" if deal.trade.pending_act in ("void", "") else "capture_failed"
    if deal.state is not State.AWAITING_PAYMENT:
        return None
    if seen.state == "cancelled" or (seen.state == "failed" and asked == "expire"):
        return "payment_expired"
    if deal.trade.pending_act:
        return None
    if seen.state in ("requires_action", "processing"):
        return "payment_processing"
    # Two attempts that were declined for the same reason are two: each has a charge of its own.
    is_new = (seen.decline_code, seen.charge_ref) != (payment.decline_code, payment.charge_ref)
    return "payment_declined" if seen.decline_code and (is_new or seen.declines > payment.declines) else None


def _after_hold(
    deal: Deal, seen: PaymentSnapshot, payment: PaymentGateway, asked: str, *, is_current: bool
) -> str | None:
    """Money is held: the trade goes on, or the hold came too late and is let go, once."""
    if deal.state is State.AWAITING_PAYMENT and is_current:
        return "authorized"
    if asked == "capture":
        return "capture_failed" if is_current else None
    # What was captured meanwhile is no hold any more: this was read before.
    asked_before = any(i.kind == "void" and i.body["session_ref"] == seen.session_ref for i in deal.intents)
    too_late = _is_too_late(deal, is_current=is_current) and payment.captured_at is None
    return "late_hold" if too_late and not asked_before else None


def _is_too_late(deal: Deal, *, is_current: bool) -> bool:
    """Whether the trade does not wait for this payment any more (agreed: it was renewed and has no payment yet)."""
    return not is_current or deal.state in ENDED or deal.state is State.AGREED


def is_about_present_payment(deal: Deal, intent: ProviderIntent) -> bool:
    return deal.state is State.AWAITING_PAYMENT and deal.payment is not None and deal.payment.id == intent.subject_id


def chargeback_steps(seen: ChargebackSnapshot) -> tuple[str, ...]:
    """All that must have happened by now; what is known already is refused and changes nothing."""
    if seen.status == "warning":
        return ("chargeback_warning",)
    if seen.status == "warning_closed":
        return "chargeback_warning", "chargeback_won"
    opened = ("chargeback_opened",)
    return (*opened, f"chargeback_{seen.status}") if seen.status in ("won", "lost") else opened


def _after_payment(deal: Deal, payment: PaymentGateway, *, is_current: bool) -> str | None:
    """Money was taken: by our capture, by a way that can not be held, by hand, or after the trade had ended."""
    if deal.state is State.AWAITING_PAYMENT and is_current:
        return "paid_at_once"
    if deal.state is State.AWAITING_SIGNATURES and is_current:
        by_hand = "taken_by_hand" if payment.captured_at is None else None
        return "captured" if deal.trade.pending_act == "capture" else by_hand
    return "late_money" if _is_too_late(deal, is_current=is_current) else None


def is_unsettled(kind: str, answer: Answer) -> bool:
    """Whether the provider has not made up its mind: ask again, and let nobody move the trade meanwhile."""
    waiting = {
        "expire": ("open", "requires_action", "processing"),
        "void": ("authorized", "processing", "requires_action"),
        "capture": ("processing",),
    }
    return isinstance(answer, PaymentSnapshot) and answer.state in waiting.get(kind, ())


def is_ours(deal: Deal, payment: PaymentGateway, seen: PaymentSnapshot) -> bool:
    """Amount, currency and trade must be exactly ours before a payment counts; of money that was taken, all of it."""
    ours = (payment.amount, payment.currency.upper(), deal.trade.id)
    is_whole = seen.state != "paid" or seen.captured == payment.amount
    return is_whole and ours == (seen.amount, seen.currency.upper(), seen.metadata.get("trade_id"))


def arguments_of(payment: PaymentGateway, seen: PaymentSnapshot) -> dict[str, Any]:
    """What a transition is told about a payment."""
    return {
        "payment_id": payment.id,
        "payment_ref": seen.payment_ref,
        "session_ref": seen.session_ref,
        "charge_ref": seen.charge_ref,
        "capture_before": seen.capture_before,
        "fee": seen.fee,
        "code": seen.decline_code or seen.state,
        "decline_code": seen.decline_code,
        "declines": seen.declines,
    }


def plain(answer: Answer) -> dict[str, Any]:
    """An answer as it is stored beside its instruction."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else dict(value) if isinstance(value, Mapping) else value
        for name, value in asdict(answer).items()
    }
