"""Steps of payment: the window, the hold or the money itself, capture after both signatures, and money that comes late."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.agreements import EscrowAgreement, digest_of
from core.errors import NotNow, OutOfStock, PayoutNotReady
from core.fees import commission_of, tax_of
from core.money import Money
from core.payments import PaymentGateway
from core.process.act import Act
from core.process.settling import settle
from core.shipments import Order
from core.trades import State

CAPTURE_MARGIN = timedelta(hours=24)
"""A hold is captured or let go at the latest this long before the card network drops it."""


# ── the payment window ───────────────────────────────────────────────────────────────────────────────────────────


def payout_is_ready(act: Act) -> None:
    if not act.deal.seller_payout_ready or not act.deal.seller_payout_ref:
        raise PayoutNotReady()


def open_payment(act: Act) -> None:
    """A payment for the agreed amount; the hosted page follows from the provider."""
    offer = act.offer()
    payment = PaymentGateway(
        id=act.ids.new("pay"),
        negotiation_id=act.deal.trade.id,
        amount=offer.total,
        currency=offer.currency,
        created_at=act.now,
        updated_at=act.now,
        expires_at=act.after(act.rules.payment),
        attempts=len(act.deal.payments) + 1,
    )
    act.add(payment)
    act.instruct(
        "checkout",
        payment.id,
        {
            "amount": payment.amount,
            "currency": payment.currency,
            "title": act.deal.product.name,
            "trade_id": act.deal.trade.id,
            "payment_id": payment.id,
            "expires_at": payment.expires_at.isoformat(),
        },
    )


def show_checkout(act: Act) -> None:
    """The provider's page exists."""
    act.change(act.payment(), session_ref=act.args["session_ref"], checkout_url=act.args["url"])


def checkout_refused(act: Act) -> None:
    """The provider did not open a page; the seller sees why and can ask again."""
    act.change(act.payment(), status="failed", decline_code=str(act.args["code"])[:60])


def give_up_gateway(act: Act) -> None:
    """The seller never asked for payment."""
    _free_stock(act)
    act.trade(status="closed", close_reason="payment_timeout")


def expire_checkout(act: Act) -> None:
    """First close the page at the provider; only then free the stock. A payment that got through wins."""
    payment = act.payment()
    if not payment.session_ref:
        # No page was ever shown, so nothing can have been paid.
        act.change(payment, status="cancelled")
        _close_unpaid(act)
        act.go(State.PAYMENT_EXPIRED)
        return
    act.instruct(
        "expire", payment.id, {"session_ref": payment.session_ref, "trade_id": act.deal.trade.id}, holds_trade=True
    )


def close_unpaid(act: Act) -> None:
    act.change(act.payment(), status="cancelled")
    _close_unpaid(act)


def _close_unpaid(act: Act) -> None:
    """Signatures given before a capture failed end with the window: after a renewal both sign anew."""
    _free_stock(act)
    if act.deal.agreement is not None and act.deal.agreement.status == "pending":
        act.change(act.deal.agreement, status="void")
    act.trade(status="closed", close_reason="payment_timeout", pending_act="")


def _free_stock(act: Act) -> None:
    act.release_stock(act.offer().quantity)


def note_decline(act: Act) -> None:
    """A card was declined; the page stays open for another try within the window, up to a number of attempts. Several
    that were declined one right after the other are told together, and each counts."""
    payment = act.payment()
    declines = max(payment.declines + 1, int(act.args.get("declines", 0)))
    status = "failed" if declines >= act.rules.payment_attempts else payment.status
    tried = {name: str(act.args.get(name, ""))[:60] for name in ("decline_code", "charge_ref")}
    act.change(payment, **tried, declines=declines, status=status)


def note_processing(act: Act) -> None:
    """The buyer's bank is asked (3-D Secure, a debit under way): the window is held open a little longer, once."""
    payment = act.payment()
    if payment.status == "requires_action":
        raise NotNow()
    latest = payment.created_at + act.rules.payment + act.rules.payment_pause
    expires_at = min(max(payment.expires_at, act.after(act.rules.payment_pause)), latest)
    act.change(payment, status="requires_action", expires_at=expires_at)


def payment_has_failed(act: Act) -> None:
    if act.payment().status != "failed":
        raise NotNow()


def pay_again(act: Act) -> None:
    """A new page and window after one that can not be used any more; the old one is closed: nobody shall pay twice."""
    payment = act.payment()
    if payment.session_ref:
        act.instruct("expire", payment.id, {"session_ref": payment.session_ref, "trade_id": act.deal.trade.id})
    open_payment(act)


def renew(act: Act) -> None:
    """The same terms once more: the goods are reserved again and the seller can ask for payment."""
    offer = act.offer()
    if offer.quantity > act.deal.product.available:
        raise OutOfStock(left=act.deal.product.available, unit=act.deal.product.unit)
    act.reserve_stock(offer.quantity)
    act.trade(status="agreement_reached", close_reason="")


# ── authorised: the agreement ────────────────────────────────────────────────────────────────────────────────────


def hold_money(act: Act) -> None:
    """The buyer's money is held. The agreement is written from the frozen terms, or capture follows at once when
    both have signed already (a second attempt after a failed capture)."""
    payment = act.payment()
    capture_before: datetime | None = act.args.get("capture_before")
    act.change(
        payment,
        status="authorized",
        payment_ref=act.args["payment_ref"],
        charge_ref=act.args.get("charge_ref", ""),
        capture_before=capture_before,
        decline_code="",
    )
    act.trade(pending_act="")
    agreement = act.deal.agreement
    if agreement is None or agreement.status != "pending":
        _write_agreement(act, payment.id, capture_before)
        return
    act.change(agreement, payment_gateway_id=payment.id, sign_by=_sign_by(act, capture_before))
    if both_signed(agreement):
        capture(act)


def both_signed(agreement: EscrowAgreement) -> bool:
    """Whether nobody's signature is missing."""
    return agreement.buyer_signature is not None and agreement.seller_signature is not None


def take_money(act: Act) -> None:
    """The buyer paid by a way that can not be held: the money is in escrow before anybody has signed."""
    payment = act.payment()
    post_capture(act, payment)
    act.change(payment, status="paid", payment_ref=act.args["payment_ref"], decline_code="")
    act.trade(pending_act="")
    agreement = act.deal.agreement
    if agreement is None or agreement.status != "pending":
        _write_agreement(act, payment.id, None)
        act.go(State.AWAITING_SIGNATURES)
        return
    act.change(agreement, payment_gateway_id=payment.id, sign_by=_sign_by(act, None))
    if both_signed(agreement):
        # They signed before a capture failed; now that the money is here nothing is left to wait for.
        place(act)
        act.go(State.PLACED)
    else:
        act.go(State.AWAITING_SIGNATURES)


def _sign_by(act: Act, capture_before: datetime | None) -> datetime:
    """The signing window, carried to the evening of a working day where the hold lasts that long."""
    wished = act.after(act.rules.signing)
    latest = None if capture_before is None else capture_before - CAPTURE_MARGIN
    carried = _working_evening(wished)
    if latest is None or carried <= latest:
        return carried
    return max(act.now, min(wished, latest))


def _working_evening(at: datetime) -> datetime:
    """18:00 UTC of that day, or of the next one, from Monday to Friday."""
    evening = at.replace(hour=18, minute=0, second=0, microsecond=0)
    if evening < at:
        evening += timedelta(days=1)
    while evening.weekday() >= 5:
        evening += timedelta(days=1)
    return evening


def _write_agreement(act: Act, payment_id: str, capture_before: datetime | None) -> None:
    offer, text = act.offer(), str(act.args["agreement_text"])
    product = act.deal.product
    basis_points = act.rules.commission_for(seller=product.company_id, category=product.category_id)
    commission = commission_of(Money(offer.goods, offer.currency), basis_points)
    tax = tax_of(commission, act.rules.commission_tax_basis_points)
    act.add(
        EscrowAgreement(
            id=act.ids.new("agr"),
            negotiation_id=act.deal.trade.id,
            payment_gateway_id=payment_id,
            agreement_text=text,
            text_sha256=digest_of(text),
            commission_basis_points=basis_points,
            tax_basis_points=act.rules.commission_tax_basis_points,
            commission=commission.minor,
            tax=tax.minor,
            created_at=act.now,
            updated_at=act.now,
            sign_by=_sign_by(act, capture_before),
            reserve_basis_points=_reserve(act) or None,
            language=str(act.args.get("agreement_language", "")) or None,
            parties=act.args.get("agreement_parties"),
        )
    )


def _reserve(act: Act) -> int:
    rules = act.rules
    newcomer = rules.new_seller_reserve_basis_points if act.args.get("new_seller") else 0
    return max(rules.reserve_basis_points, newcomer)


# ── both have signed ─────────────────────────────────────────────────────────────────────────────────────────────


def capture(act: Act) -> None:
    """Have the held money taken; nobody moves the trade until that has an answer."""
    payment = act.payment()
    refs = {"payment_ref": payment.payment_ref, "session_ref": payment.session_ref}
    body = {**refs, "amount": payment.amount, "currency": payment.currency}
    act.instruct("capture", payment.id, body, holds_trade=True)


def place_order(act: Act) -> None:
    """The held money was captured and both have signed: the order exists."""
    payment, agreement = act.payment(), act.agreement()
    if not both_signed(agreement):
        # Somebody took the money at the provider by hand. That replaces nobody's signature.
        raise NotNow()
    post_capture(act, payment)
    act.change(payment, status="paid")
    place(act)
    act.trade(pending_act="")
    act.go(State.PLACED)


def post_capture(act: Act, payment: PaymentGateway) -> None:
    """The whole amount into escrow, the provider's fee at our cost."""
    fee, ref = int(act.args["fee"]), act.args["payment_ref"]
    act.change(payment, charge_ref=act.args.get("charge_ref") or payment.charge_ref, fee=fee, captured_at=act.now)
    act.post("capture", "psp", act.escrow, payment.amount, provider_ref=ref)
    act.post("provider_fee", "cost", "psp", fee, provider_ref=ref)


def place(act: Act) -> None:
    """The agreement is in force, and the order exists."""
    agreement, offer = act.agreement(), act.offer()
    act.change(agreement, status="signed")
    act.add(
        Order(
            id=act.ids.new("ord"),
            negotiation_id=act.deal.trade.id,
            payment_gateway_id=act.payment().id,
            escrow_agreement_id=agreement.id,
            quantity=offer.quantity,
            ship_by=act.after(timedelta(days=offer.lead_time_days)),
            placed_at=act.now,
            created_at=act.now,
            updated_at=act.now,
        )
    )


def retry_payment(act: Act) -> None:
    """The capture failed: the signatures stay, the buyer gets a fresh payment window."""
    payment = act.payment()
    act.change(payment, status="failed", decline_code=str(act.args.get("code", ""))[:60])
    # A capture that was refused need not have ended the hold: it must not lie on the buyer's card beside the new one.
    act.instruct("void", payment.id, {"payment_ref": payment.payment_ref, "session_ref": payment.session_ref})
    act.trade(pending_act="")
    open_payment(act)


def let_go(act: Act) -> None:
    """No agreement: a hold is cancelled at the provider first, money that was taken goes back; then the trade is void."""
    payment = act.payment()
    act.trade(close_reason="signing_timeout" if act.role == "timer" else "declined")
    if payment.status == "paid":
        _give_back(act)
        return
    body = {"payment_ref": payment.payment_ref, "session_ref": payment.session_ref}
    act.instruct("void", payment.id, body, holds_trade=True)
    act.go(State.AWAITING_SIGNATURES)


def _give_back(act: Act) -> None:
    """No agreement, and the money is here: all of it goes back."""
    settle(act, refund=act.held)
    act.change(act.payment(), status="refunded")
    act.change(act.agreement(), status="void", outcome="refunded")
    _free_stock(act)
    act.trade(status="closed", pending_act="")
    act.go(State.VOIDED)


def take_by_hand(act: Act) -> None:
    """Somebody captured the hold at the provider. The money is ours to keep safe as if it could not have been held: it
    waits for the signatures, replaces none of them, and goes back where the hold was to be let go."""
    payment = act.payment()
    if payment.captured_at is not None:
        raise NotNow()
    post_capture(act, payment)
    act.change(payment, status="paid")
    if act.deal.trade.pending_act:
        _give_back(act)
    else:
        act.go(State.AWAITING_SIGNATURES)


def void_agreement(act: Act) -> None:
    act.change(act.payment(), status="cancelled")
    act.change(act.agreement(), status="void")
    _free_stock(act)
    act.trade(status="closed", pending_act="")
