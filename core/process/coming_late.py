"""Steps of payments that come too late, or are not what was asked for: nothing of it stays with us."""

from __future__ import annotations

from core.errors import NotNow
from core.process.act import Act
from core.process.paying import post_capture
from core.process.settling import start_refund

SET_ASIDE = "mismatch"
"""The decline code of a payment that never counts."""


def late_hold(act: Act) -> None:
    """Money was held after the trade had ended: let it go at once."""
    act.instruct(
        "void", act.args["payment_id"], {"payment_ref": act.args["payment_ref"], "session_ref": act.args["session_ref"]}
    )


def late_money(act: Act) -> None:
    """Money came in after the trade had ended: it goes straight back."""
    payment = next((p for p in act.deal.payments if p.id == act.args["payment_id"]), None)
    if payment is None or any(
        e.kind == "capture" and e.provider_ref == act.args["payment_ref"] for e in act.deal.entries
    ):
        raise NotNow()
    act.change(payment, payment_ref=act.args["payment_ref"], status="refunded")
    post_capture(act, payment)
    start_refund(act, payment.amount, payment_ref=act.args["payment_ref"])


def set_aside(act: Act) -> None:
    """A payment that is not what was asked for never counts, and a person is told. What is only held is let go; money
    that was taken is moved by nobody but a person."""
    payment = next((p for p in act.deal.payments if p.id == act.args["payment_id"]), None)
    if payment is None or payment.decline_code == SET_ASIDE or payment.captured_at is not None:
        raise NotNow()
    act.change(payment, decline_code=SET_ASIDE)
    if act.args["held"]:
        late_hold(act)


def nothing_more(_act: Act) -> None:
    """The provider confirmed something that the deal already shows."""
