"""Steps of a chargeback: the buyer's bank takes the money, whatever the trade's own state is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any

from core.errors import NotNow
from core.payments import Chargeback, PaymentGateway, Refund
from core.process.act import Act
from core.process.disputing import freeze_into_dispute, give_time, resume
from core.process.fulfilling import lapse_requests, open_quantity
from core.process.settling import (
    outcome_of,
    refunded_payment,
    reserved,
    send_rest,
    sent_amount,
    take_back_debt,
)
from core.trades import Deal, State

HELD_STATES = (State.PLACED, State.IN_PROGRESS, State.SHIPPED, State.DELIVERED)
OPEN = ("warning", "needs_response")


def open_chargebacks(deal: Deal) -> tuple[Chargeback, ...]:
    """Those that are not decided yet, warnings included."""
    return tuple(chargeback for chargeback in deal.chargebacks if chargeback.status in OPEN)


def _account(chargeback: Chargeback) -> str:
    return f"cbk:{chargeback.id}"


def _known(act: Act) -> Chargeback | None:
    """The chargeback that this news is about, by the provider's own reference and by nothing else."""
    ref = str(act.args.get("ref", ""))
    return next((c for c in act.deal.chargebacks if ref and c.provider_ref == ref), None)


def warn(act: Act) -> None:
    """An early warning or a bank's inquiry: what is still held is frozen until a moderator has looked at it. Once the
    bank has taken the money a warning without a date says nothing new about it; an inquiry is another dispute."""
    if _known(act) is not None:
        raise NotNow()
    charged = _charged(act)
    if act.args.get("respond_by") is None and any(
        c.status == "needs_response" and c.payment_gateway_id == charged.id for c in act.deal.chargebacks
    ):
        raise NotNow()
    act.add(_new(act, "warning"))
    _freeze_if_held(act)


def open_chargeback(act: Act) -> None:
    """The money is gone from the provider's balance, with a fee; a trade that still holds it is frozen."""
    known = _known(act)
    if known is not None and known.status not in ("warning", "came_true"):
        raise NotNow()
    fresh = _new(act, "needs_response")
    for warned in act.deal.chargebacks:
        of_this = warned is not known and warned.payment_gateway_id == fresh.payment_gateway_id
        if of_this and warned.status == "warning" and warned.respond_by is None:
            # It has come true under another reference, and keeps its own: what is said of it later is not said of this.
            # A bank's inquiry, which has a date, is another dispute of its own.
            act.change(warned, status="came_true")
    if known is None:
        act.add(fresh)
    else:
        fresh = replace(fresh, id=known.id, created_at=known.created_at, updated_at=act.now)
        same = {field.name: getattr(fresh, field.name) for field in fields(fresh)}
        act.change(known, **same)
    act.post("chargeback_taken", _account(fresh), "psp", fresh.amount, provider_ref=fresh.provider_ref)
    act.post("chargeback_fee", "cost", "psp", fresh.fee, provider_ref=fresh.provider_ref)
    if act.deal.state is State.AWAITING_SIGNATURES and act.held > 0:
        _void_unsigned(act)
    else:
        _freeze_if_held(act)


def _void_unsigned(act: Act) -> None:
    """Money paid at once was taken back before both had signed: no order comes of it. What the bank leaves us goes to
    the buyer when it has decided; a refund beside its decision would pay twice."""
    refund = Refund(
        id=act.ids.new("ref"),
        negotiation_id=act.deal.trade.id,
        amount=act.held,
        currency=act.deal.trade.currency,
        created_at=act.now,
        updated_at=act.now,
        status="failed",
        reason="chargeback",
    )
    act.add(refund)
    act.post("refund_started", act.escrow, f"ref:{refund.id}", refund.amount)
    act.change(act.payment(), status="refunded")
    act.change(act.agreement(), status="void")
    act.release_stock(act.offer().quantity)
    act.trade(status="closed", close_reason="chargeback", pending_act="")
    act.go(State.VOIDED)


def _new(act: Act, status: str) -> Chargeback:
    return Chargeback(
        id=act.ids.new("cbk"),
        negotiation_id=act.deal.trade.id,
        payment_gateway_id=_charged(act).id,
        amount=int(act.args["amount"]),
        fee=int(act.args.get("fee", 0)),
        currency=act.deal.trade.currency,
        reason=str(act.args.get("reason", ""))[:60],
        created_at=act.now,
        updated_at=act.now,
        status=status,
        provider_ref=str(act.args.get("ref", "")),
        respond_by=act.args.get("respond_by"),
    )


def _charged(act: Act) -> PaymentGateway:
    """The payment whose money it is: by reference where the news names it, else the present one."""
    ref = str(act.args.get("payment_ref", ""))
    return next((p for p in act.deal.payments if ref and p.payment_ref == ref), None) or act.payment()


def _freeze_if_held(act: Act) -> None:
    if act.deal.state in HELD_STATES and act.held > 0:
        freeze_into_dispute(act, reason="fraud", statement="", role="provider", kind="chargeback")
        act.go(State.DISPUTED)
    else:
        act.go(act.deal.state)


def freeze_if_asked_about(act: Act) -> None:
    """An order that comes of money about which a bank has asked before both had signed begins frozen."""
    if act.target is State.PLACED and open_chargebacks(act.deal):
        freeze_into_dispute(act, reason="fraud", statement="", role="provider", kind="chargeback")
        act.go(State.DISPUTED)


def _open(act: Act) -> Chargeback:
    known = _known(act)
    if known is None or known.status not in OPEN:
        raise NotNow()
    return known


_EVIDENCE_BEFORE, _EVIDENCE_AGAIN = timedelta(hours=48), timedelta(hours=6)
"""So long before the bank's date the evidence goes out; and again so long after the provider refused it."""


def next_evidence(deal: Deal) -> tuple[datetime, Chargeback] | None:
    """The chargeback that has to be answered next, and when; a warning without a date is not waited for by any bank."""
    waiting = []
    for chargeback in open_chargebacks(deal):
        if chargeback.respond_by is None or chargeback.responded_at is not None:
            continue
        due = max(chargeback.created_at, chargeback.respond_by - _EVIDENCE_BEFORE)
        if any(i.kind == "evidence" and i.subject_id == chargeback.id and i.status == "refused" for i in deal.intents):
            due = max(due, chargeback.updated_at + _EVIDENCE_AGAIN)
            if due > chargeback.respond_by:
                continue
        waiting.append((due, chargeback))
    return min(waiting, key=lambda each: (each[0], each[1].id), default=None)


def respond_in_time(act: Act) -> None:
    """The evidence goes out before the bank's date."""
    found = next_evidence(act.deal)
    if found is None:
        raise NotNow()
    chargeback = found[1]
    act.change(chargeback, responded_at=act.now)
    act.instruct("evidence", chargeback.id, _evidence(act, chargeback))


def evidence_is_refused(act: Act) -> None:
    """The provider would not take it: nothing was answered, people know, and it is tried again while there is time."""
    chargeback = next((c for c in open_chargebacks(act.deal) if c.id == act.args.get("subject_id")), None)
    if chargeback is None or chargeback.responded_at is None:
        raise NotNow()
    act.change(chargeback, responded_at=None)


def _evidence(act: Act, chargeback: Chargeback) -> dict[str, Any]:
    """What the deal's own record says to the bank: the signed text, how the goods travelled, and what happened when."""
    shipments, agreement = act.deal.shipments, act.deal.agreement
    return {
        "dispute_ref": chargeback.provider_ref,
        "trade_id": act.deal.trade.id,
        "agreement": agreement.agreement_text if agreement else "",
        "product": act.deal.product.name,
        "carrier": ", ".join(shipment.carrier for shipment in shipments),
        "tracking_number": ", ".join(shipment.tracking_number for shipment in shipments),
        "shipped_on": shipments[0].created_at.date().isoformat() if shipments else "",
        "log": _log(act.deal),
    }


def _log(deal: Deal) -> list[list[str]]:
    """(moment, what, which) in the order of time, for a bank that asks what was paid, signed, sent, taken and given back."""
    found: list[tuple[datetime, str, str]] = []
    for payment in deal.payments:
        if payment.captured_at is not None:
            found.append((payment.captured_at, "paid", payment.payment_ref))
    for side in ("buyer", "seller"):
        signature = deal.agreement.signature_of(side) if deal.agreement is not None else None
        if signature is not None:
            digest = str(signature["text_sha256"])
            found.append((datetime.fromisoformat(str(signature["signed_at"])), f"signed_by_{side}", digest))
    for shipment in deal.shipments:
        which = f"{shipment.number} {shipment.carrier} {shipment.tracking_number}".strip()
        found.append((shipment.created_at, "shipped", which))
        if shipment.delivered_at is not None:
            by = "delivered_says_carrier" if shipment.by_carrier else "delivered"
            found.append((shipment.delivered_at, by, which))
        if shipment.accepted_at is not None:
            found.append((shipment.accepted_at, "accepted_by_buyer", which))
    found += [(row.updated_at, "refunded", row.provider_ref) for row in deal.refunds if row.status == "done"]
    found += [(row.updated_at, "paid_to_seller", row.provider_ref) for row in deal.payouts if row.status == "paid"]
    return [[at.isoformat(timespec="seconds"), what, which] for at, what, which in sorted(found)]


def win(act: Act) -> None:
    """The bank gave it back, or the warning came to nothing: the trade goes on where it was."""
    chargeback = _open(act)
    if chargeback.status == "needs_response":
        if act.args.get("warning"):
            # A warning that is closed gives no money back.
            raise NotNow()
        act.post("chargeback_won", "psp", _account(chargeback), chargeback.amount, provider_ref=chargeback.provider_ref)
    act.change(chargeback, status="won")
    if act.deal.state is State.DISPUTED and act.dispute().kind == "chargeback" and not open_chargebacks(act.deal):
        act.change(act.dispute(), status="resolved", outcome="withdrawn")
        resume(act)
        return
    if act.deal.state in (State.DISPUTED, State.DECIDED):
        give_time(act)
    act.go(act.deal.state)


def lose(act: Act) -> None:
    """The bank keeps it. Who bears it: what is held of this payment, refunds of it that have not left, we ourselves for
    what the buyer has twice, the seller's reserve and payable money, the seller's debt, and last we ourselves."""
    chargeback = _open(act)
    if chargeback.status != "needs_response":
        raise NotNow()
    act.change(chargeback, status="lost")
    payment = next((p for p in act.deal.payments if p.id == chargeback.payment_gateway_id), act.payment())
    account, left = _account(chargeback), chargeback.amount
    # Escrow holds the present payment's money and no other's.
    held = act.held if payment.id == act.payment().id else 0
    taken = _bear(act, "chargeback_from_escrow", act.escrow, account, min(left, held))
    left -= taken
    _after_loss(act, taken)
    refunds = [refund for refund in act.deal.refunds if refunded_payment(act.deal, refund).id == payment.id]
    left -= _bear_by_refunds(act, refunds, account, left)
    left -= _bear_twice_given(act, chargeback, payment, min(left, _twice_given(act, chargeback, payment)))
    if left:
        _stop_payouts(act)
    _bear_by_seller(act, account, left)


def _stop_payouts(act: Act) -> None:
    """What has not left for the seller yet need not be asked back: it is payable again, and bears the loss first."""
    for payout in act.deal.payouts:
        if payout.status == "pending" and stop_instruction(act, "transfer", payout.id):
            act.change(payout, status="failed", failure="chargeback")
            act.post("payout_refused", f"pay:{payout.id}", f"sel:{payout.company_id}", payout.amount)


def _after_loss(act: Act, taken: int) -> None:
    """A trade without money left is over; with some left it goes on about the rest. What the bank took of it (`taken`)
    the buyer has: it counts towards what was decided for the buyer, and a proposal about the whole is void."""
    if act.deal.state not in (State.DISPUTED, State.DECIDED):
        act.go(act.deal.state)
    elif act.held == 0:
        _end_held_trade(act)
    elif act.dispute().kind == "chargeback" and not open_chargebacks(act.deal):
        act.change(act.dispute(), status="resolved", outcome="withdrawn")
        resume(act)
    else:
        dispute = act.dispute()
        act.change(
            dispute,
            refund_amount=max(0, dispute.refund_amount - taken),
            first_refund=max(0, dispute.first_refund - taken),
        )
        if taken:
            lapse_requests(act)
        give_time(act)
        act.go(act.deal.state)


def _bear_by_refunds(act: Act, refunds: Iterable[Refund], account: str, left: int) -> int:
    """Refunds that have not left are stopped: what the bank took is not sent as well, and the rest is sent anew."""
    taken = 0
    for refund in refunds:
        balance = act.deal.balance(f"ref:{refund.id}")
        if refund.status == "done" or balance <= 0 or left <= taken:
            continue
        if refund.status == "pending" and not stop_instruction(act, "refund", refund.id):
            continue
        part = _bear(act, "chargeback_from_refund", f"ref:{refund.id}", account, min(left - taken, balance))
        taken += part
        if part == balance:
            act.change(refund, status="failed", reason="chargeback")
        elif refund.status == "pending":
            send_rest(act, refund)
    return taken


def _refunds_that_left(act: Act, payment: PaymentGateway) -> list[Refund]:
    """Those of this payment that have arrived, or can not be stopped any more."""
    return [
        refund
        for refund in act.deal.refunds
        if refund.status in ("done", "pending") and refunded_payment(act.deal, refund).id == payment.id
    ]


def _twice_given(act: Act, chargeback: Chargeback, payment: PaymentGateway) -> int:
    """How much of this chargeback the buyer has beyond what was paid: refunds and chargebacks of one payment together
    may exceed it, and that part is nobody's but ours."""
    back = sum(sent_amount(act.deal, refund) for refund in _refunds_that_left(act, payment))
    back += sum(
        each.amount
        for each in act.deal.chargebacks
        if each.status == "lost" and each.id != chargeback.id and each.payment_gateway_id == payment.id
    )
    return max(0, back + chargeback.amount - payment.amount) - max(0, back - payment.amount)


def _bear_twice_given(act: Act, chargeback: Chargeback, payment: PaymentGateway, amount: int) -> int:
    """A refund on its way bears it first: it may yet fail, and then the buyer has nothing twice."""
    left, account = amount, _account(chargeback)
    for refund in _refunds_that_left(act, payment):
        waits = max(0, act.deal.balance(f"ref:{refund.id}"))
        left -= _bear(act, "chargeback_from_refund", f"ref:{refund.id}", account, min(left, waits))
    _bear(act, "chargeback_lost", "loss", account, left)
    return amount


def stop_instruction(act: Act, kind: str, subject_id: str) -> bool:
    """Take back an instruction that nobody has sent yet; False when it may be on its way."""
    last = [i for i in act.deal.intents if i.kind == kind and i.subject_id == subject_id][-1]
    if last.status not in ("pending", "unknown"):
        # A call that ended while the provider still works on it can not be taken back either.
        return not (last.status == "done" and last.result.get("status") == "pending")
    if last.first_tried_at is not None or last.lease_until is not None:
        return False
    act.change(last, status="stopped")
    return True


def _end_held_trade(act: Act) -> None:
    """The money of a held trade is gone: the order is cancelled."""
    dispute, order = act.dispute(), act.order()
    lapse_requests(act)
    act.release_stock(open_quantity(act.deal))
    act.change(act.agreement(), status="completed", outcome="charged_back")
    act.change(act.payment(), status=outcome_of(act.deal))
    act.change(dispute, status="resolved", outcome="refund", return_phase="")
    act.change(order, status="cancelled")
    act.trade(frozen=bool(act.deal.trade.frozen_by))
    act.go(State.CANCELLED)


def _bear_by_seller(act: Act, account: str, left: int) -> None:
    company = act.deal.trade.seller_company_id
    left -= _bear(act, "chargeback_from_reserve", f"res:{company}", account, min(left, max(0, reserved(act.deal))))
    payable = max(0, act.deal.balance(f"sel:{company}"))
    left -= _bear(act, "chargeback_from_seller", f"sel:{company}", account, min(left, payable))
    owed = _bear(act, "chargeback_to_debt", f"debt:{company}", account, min(left, _received(act)))
    take_back_debt(act, owed)
    left -= owed
    _bear(act, "chargeback_lost", "loss", account, left)


def _received(act: Act) -> int:
    """What the seller has had from this trade, paid out, on its way, or netted, and does not owe back already."""
    sent = sum(payout.amount for payout in act.deal.payouts if payout.status == "pending")
    kinds = ("payout_done", "payout_returned", "debt_netted", _TO_DEBT)
    sums = {kind: sum(e.amount for e in act.deal.entries if e.kind == kind) for kind in kinds}
    return max(0, sent + sums["payout_done"] - sums["payout_returned"] + sums["debt_netted"] - sums[_TO_DEBT])


_TO_DEBT = "chargeback_to_debt"


def _bear(act: Act, kind: str, from_account: str, to_account: str, amount: int) -> int:
    act.post(kind, from_account, to_account, amount)
    return amount
