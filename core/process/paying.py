"""Steps of money: the payment window, the hold, both signatures, capture, refund and payout."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from core.agreements import EscrowAgreement, digest_of
from core.errors import (
    AlreadySigned,
    NameDiffers,
    NotNow,
    PayoutNotReady,
    SamePerson,
    TermsChanged,
)
from core.fees import Shares, commission_of, shares_of
from core.money import Money
from core.payments import PaymentGateway, Payout, Refund
from core.process.act import Act
from core.shipments import Order
from core.trades import Deal, State
from core.wording import clean_text

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
    if act.deal.agreement is not None:
        # Signed before a capture that failed: it binds nobody any more.
        act.change(act.deal.agreement, status="void")
    _free_stock(act)
    act.trade(status="closed", close_reason="payment_timeout", pending_act="")


def _free_stock(act: Act) -> None:
    act.release_stock(act.offer().quantity)


def note_decline(act: Act) -> None:
    """A card was declined; the page stays open for another try within the window."""
    act.change(act.payment(), decline_code=str(act.args.get("decline_code", ""))[:60])


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
    if agreement is not None and agreement.buyer_signature and agreement.seller_signature:
        act.change(agreement, payment_gateway_id=payment.id, sign_by=_sign_by(act, capture_before))
        _capture(act)
        return
    if agreement is not None and agreement.status == "pending":
        act.change(agreement, payment_gateway_id=payment.id, sign_by=_sign_by(act, capture_before))
        return
    _write_agreement(act, payment.id, capture_before)


def _sign_by(act: Act, capture_before: datetime | None) -> datetime:
    wished = act.after(act.rules.signing)
    return wished if capture_before is None else max(act.now, min(wished, capture_before - CAPTURE_MARGIN))


def _write_agreement(act: Act, payment_id: str, capture_before: datetime | None) -> None:
    offer, text = act.offer(), str(act.args["agreement_text"])
    commission = commission_of(Money(offer.goods, offer.currency), act.rules.commission_basis_points)
    tax = commission.share(act.rules.commission_tax_basis_points)
    act.add(
        EscrowAgreement(
            id=act.ids.new("agr"),
            negotiation_id=act.deal.trade.id,
            payment_gateway_id=payment_id,
            agreement_text=text,
            text_sha256=digest_of(text),
            commission_basis_points=act.rules.commission_basis_points,
            tax_basis_points=act.rules.commission_tax_basis_points,
            commission=commission.minor,
            tax=tax.minor,
            created_at=act.now,
            updated_at=act.now,
            sign_by=_sign_by(act, capture_before),
        )
    )


def late_hold(act: Act) -> None:
    """Money was held after the trade had ended: let it go at once."""
    act.instruct(
        "void", act.args["payment_id"], {"payment_ref": act.args["payment_ref"], "session_ref": act.args["session_ref"]}
    )


def nothing_more(_act: Act) -> None:
    """The provider confirmed something that the deal already shows."""


# ── signatures ───────────────────────────────────────────────────────────────────────────────────────────────────


def not_signed_yet(act: Act) -> None:
    if act.agreement().signature_of(act.role) is not None:
        raise AlreadySigned()


def sign(act: Act) -> None:
    """One side signs exactly the text it was shown; with the second signature the money is captured."""
    agreement = act.agreement()
    if act.args["text_sha256"] != agreement.text_sha256 or not agreement.text_sha256:
        raise TermsChanged()
    name = clean_text(act.args["typed_name"], "typed_name", length_max=120)
    if sum(character.isalpha() for character in name) < 2:
        raise NameDiffers()
    other = agreement.seller_signature if act.role == "buyer" else agreement.buyer_signature
    if other is not None and (act.seat is None or other["user_id"] == act.seat.user_id):
        raise SamePerson()
    signature: dict[str, Any] = {
        "user_id": act.actor_id,
        "company_id": act.seat.company_id if act.seat else "",
        "typed_name": name,
        "text_sha256": agreement.text_sha256,
        "signed_at": act.now.isoformat(),
        "channel": act.seat.channel if act.seat else "",
        "event_id": str(act.args.get("event_id", "")),
    }
    field = "buyer_signature" if act.role == "buyer" else "seller_signature"
    act.change(agreement, **{field: signature})
    if other is not None:
        _capture(act)


def _capture(act: Act) -> None:
    payment = act.payment()
    body = {"payment_ref": payment.payment_ref, "session_ref": payment.session_ref, "amount": payment.amount}
    act.instruct("capture", payment.id, body, holds_trade=True)


def place_order(act: Act) -> None:
    """The money is ours to hold and both have signed: the order exists."""
    payment, agreement, offer = act.payment(), act.agreement(), act.offer()
    if not agreement.buyer_signature or not agreement.seller_signature:
        # Somebody took the money at the provider by hand. That replaces nobody's signature.
        raise NotNow()
    fee = int(act.args["fee"])
    act.change(payment, status="paid", charge_ref=act.args.get("charge_ref") or payment.charge_ref, fee=fee)
    act.change(agreement, status="signed")
    act.post("capture", "psp", act.escrow, payment.amount, provider_ref=payment.payment_ref)
    act.post("provider_fee", "cost", "psp", fee, provider_ref=payment.payment_ref)
    act.add(
        Order(
            id=act.ids.new("ord"),
            negotiation_id=act.deal.trade.id,
            payment_gateway_id=payment.id,
            escrow_agreement_id=agreement.id,
            quantity=offer.quantity,
            ship_by=act.after(timedelta(days=offer.lead_time_days)),
            placed_at=act.now,
            created_at=act.now,
            updated_at=act.now,
        )
    )
    act.trade(pending_act="")


def retry_payment(act: Act) -> None:
    """The capture failed: the signatures stay, the buyer gets a fresh payment window."""
    payment = act.payment()
    act.change(payment, status="failed", decline_code=str(act.args.get("code", ""))[:60])
    # A capture that was refused need not have ended the hold: it must not lie on the buyer's card beside the new one.
    act.instruct("void", payment.id, {"payment_ref": payment.payment_ref, "session_ref": payment.session_ref})
    act.trade(pending_act="")
    open_payment(act)


def let_go(act: Act) -> None:
    """No agreement: cancel the hold at the provider, then the trade is void."""
    payment = act.payment()
    act.trade(close_reason="signing_timeout" if act.role == "timer" else "declined")
    body = {"payment_ref": payment.payment_ref, "session_ref": payment.session_ref}
    act.instruct("void", payment.id, body, holds_trade=True)


def void_agreement(act: Act) -> None:
    act.change(act.payment(), status="cancelled")
    act.change(act.agreement(), status="void")
    _free_stock(act)
    act.trade(status="closed", pending_act="")


# ── money moves on ───────────────────────────────────────────────────────────────────────────────────────────────


def shares_for(deal: Deal, refund: int) -> Shares:
    """Who would get what if `refund` (minor units) of what is held went back: shown before it is posted."""
    agreement, offer = deal.agreement, deal.accepted
    if agreement is None or offer is None:
        raise NotNow()
    return shares_of(
        balance=deal.balance(f"esc:{deal.trade.id}"),
        refund=refund,
        price=offer.total,
        commission=agreement.commission,
        tax=agreement.tax,
        currency=offer.currency,
    )


def settle(act: Act, refund: int) -> None:
    """Empty the escrow: `refund` to the buyer, the rest to the seller less commission and its tax, once."""
    shares = shares_for(act.deal, refund)
    deal, seller = act.deal, f"sel:{act.deal.trade.seller_company_id}"
    act.post("release", act.escrow, seller, shares.seller)
    act.post("commission", act.escrow, "rev", shares.commission)
    act.post("commission_tax", act.escrow, "tax", shares.tax)
    act.change(act.agreement(), status="completed", outcome=_outcome(shares))
    act.change(act.payment(), status={"refunded": "refunded", "released": "released"}.get(_outcome(shares), "split"))
    if shares.buyer:
        _start_refund(act, shares.buyer)
    if shares.seller:
        _start_payout(act, shares.seller)
    act.detail.update(buyer=shares.buyer, seller=shares.seller, commission=shares.commission, tax=shares.tax)
    if act.held != 0:
        raise AssertionError(f"escrow of {deal.trade.id} is not empty after settling")


def _outcome(shares: Shares) -> str:
    if not shares.buyer:
        return "released"
    return "split" if shares.seller + shares.commission + shares.tax else "refunded"


def _start_refund(act: Act, amount: int) -> None:
    refund = Refund(
        id=act.ids.new("ref"),
        negotiation_id=act.deal.trade.id,
        amount=amount,
        currency=act.deal.trade.currency,
        created_at=act.now,
        updated_at=act.now,
    )
    act.add(refund)
    act.post("refund_started", act.escrow, f"ref:{refund.id}", amount)
    body = {"payment_ref": act.payment().payment_ref, "amount": amount, "trade_id": act.deal.trade.id}
    act.instruct("refund", refund.id, body)


def _start_payout(act: Act, amount: int) -> None:
    payout = Payout(
        id=act.ids.new("pou"),
        negotiation_id=act.deal.trade.id,
        company_id=act.deal.trade.seller_company_id,
        amount=amount,
        currency=act.deal.trade.currency,
        created_at=act.now,
        updated_at=act.now,
    )
    act.add(payout)
    act.post("payout_started", f"sel:{payout.company_id}", f"pay:{payout.id}", amount)
    _instruct_transfer(act, payout)


def _instruct_transfer(act: Act, payout: Payout) -> None:
    body = {
        "account_ref": act.deal.seller_payout_ref,
        "charge_ref": act.payment().charge_ref,
        "amount": payout.amount,
        "currency": payout.currency,
        "trade_id": act.deal.trade.id,
    }
    act.instruct("transfer", payout.id, body)


def refund_done(act: Act) -> None:
    refund = next(r for r in act.deal.refunds if r.id == act.args["subject_id"])
    if refund.status != "done":
        act.change(refund, status="done", provider_ref=act.args["ref"])
        act.post("refund_done", f"ref:{refund.id}", "psp", refund.amount, provider_ref=act.args["ref"])


def refund_failed(act: Act) -> None:
    """The money stays in the refund's account and goes to a person; it is never given back to the seller."""
    refund = next(r for r in act.deal.refunds if r.id == act.args["subject_id"])
    if refund.status == "done":
        act.post("refund_returned", "psp", f"ref:{refund.id}", refund.amount, provider_ref=refund.provider_ref)
    act.change(refund, status="failed", reason=str(act.args.get("reason", ""))[:120])


def payout_done(act: Act) -> None:
    payout = next(p for p in act.deal.payouts if p.id == act.args["subject_id"])
    if payout.status != "paid":
        act.change(payout, status="paid", provider_ref=act.args["ref"])
        act.post("payout_done", f"pay:{payout.id}", "psp", payout.amount, provider_ref=act.args["ref"])


def payout_refused(act: Act) -> None:
    """The provider would not pay, or the money came back later: it is payable to the seller again."""
    payout = next(p for p in act.deal.payouts if p.id == act.args["subject_id"])
    if payout.status == "paid":
        act.post("payout_returned", "psp", f"pay:{payout.id}", payout.amount, provider_ref=payout.provider_ref)
    if payout.status in ("pending", "paid"):
        act.change(payout, status="failed", failure=str(act.args.get("reason", ""))[:120])
        act.post("payout_refused", f"pay:{payout.id}", f"sel:{payout.company_id}", payout.amount)


def has_failed_payout(act: Act) -> None:
    if not act.deal.payouts or act.deal.payouts[-1].status != "failed":
        raise NotNow()


def retry_payout(act: Act) -> None:
    """The seller has mended their account: the same money is sent again, as a new payout."""
    _start_payout(act, act.deal.payouts[-1].amount)
