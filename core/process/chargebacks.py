"""Steps of a chargeback: the buyer's bank takes the money, whatever the trade's own state is."""

from __future__ import annotations

from core.errors import NotNow
from core.payments import Chargeback
from core.process.act import Act
from core.process.disputing import freeze_into_dispute, resume
from core.process.fulfilling import open_quantity
from core.process.settling import outcome_of, reserved, settle
from core.trades import Deal, State

HELD_STATES = (State.PLACED, State.IN_PROGRESS, State.SHIPPED, State.DELIVERED)
OPEN = ("warning", "needs_response")


def _account(chargeback: Chargeback) -> str:
    return f"cbk:{chargeback.id}"


def warn(act: Act) -> None:
    """An early warning: what is still held is frozen until a moderator has looked at it."""
    if act.deal.chargeback is not None and act.deal.chargeback.status in OPEN:
        raise NotNow()
    act.add(_new(act, "warning"))
    _freeze_if_held(act)


def open_chargeback(act: Act) -> None:
    """The money is gone from the provider's balance, with a fee; a trade that still holds it is frozen."""
    warning = act.deal.chargeback
    if warning is not None and warning.status == "warning":
        act.change(warning, status="needs_response", amount=int(act.args["amount"]), fee=int(act.args["fee"]))
        chargeback = act.deal.chargeback or warning
    elif warning is not None and warning.status == "needs_response":
        raise NotNow()
    else:
        chargeback = _new(act, "needs_response")
        act.add(chargeback)
    act.post("chargeback_taken", _account(chargeback), "psp", chargeback.amount, provider_ref=chargeback.provider_ref)
    act.post("chargeback_fee", "cost", "psp", chargeback.fee, provider_ref=chargeback.provider_ref)
    _freeze_if_held(act)


def _new(act: Act, status: str) -> Chargeback:
    return Chargeback(
        id=act.ids.new("cbk"),
        negotiation_id=act.deal.trade.id,
        payment_gateway_id=act.payment().id,
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


def _freeze_if_held(act: Act) -> None:
    if act.deal.state in HELD_STATES and act.held > 0:
        freeze_into_dispute(act, reason="fraud", statement="", role="provider", kind="chargeback")
        act.go(State.DISPUTED)
    else:
        act.go(act.deal.state)


def _open(act: Act) -> Chargeback:
    chargeback = act.deal.chargeback
    if chargeback is None or chargeback.status not in OPEN:
        raise NotNow()
    return chargeback


def respond_in_time(act: Act) -> None:
    """The evidence goes out before the bank's date."""
    chargeback = _open(act)
    if chargeback.responded_at is not None:
        raise NotNow()
    act.change(chargeback, responded_at=act.now)
    act.instruct("evidence", chargeback.id, _evidence(act, chargeback))


def _evidence(act: Act, chargeback: Chargeback) -> dict[str, str]:
    """What the deal's own record says to the bank: the signed text and how the goods travelled."""
    shipments = act.deal.shipments
    return {
        "dispute_ref": chargeback.provider_ref,
        "trade_id": act.deal.trade.id,
        "agreement": act.agreement().agreement_text,
        "product": act.deal.product.name,
        "carrier": ", ".join(shipment.carrier for shipment in shipments),
        "tracking_number": ", ".join(shipment.tracking_number for shipment in shipments),
        "shipped_on": shipments[0].created_at.date().isoformat() if shipments else "",
    }


def win(act: Act) -> None:
    """The bank gave it back, or the warning came to nothing: the trade goes on where it was."""
    chargeback = _open(act)
    if chargeback.status == "needs_response":
        act.post("chargeback_won", "psp", _account(chargeback), chargeback.amount, provider_ref=chargeback.provider_ref)
    act.change(chargeback, status="won")
    if act.deal.state is State.DISPUTED and act.dispute().kind == "chargeback":
        act.change(act.dispute(), status="resolved", outcome="withdrawn")
        resume(act)
    else:
        act.go(act.deal.state)


def lose(act: Act) -> None:
    """The bank keeps it. Who bears it: what is held, a refund under way, the seller's reserve and payable money, the
    seller's debt, and last we ourselves."""
    chargeback = _open(act)
    if chargeback.status != "needs_response":
        raise NotNow()
    act.change(chargeback, status="lost")
    account, left = _account(chargeback), chargeback.amount
    left -= _bear(act, "chargeback_from_escrow", act.escrow, account, min(left, act.held))
    if act.deal.state is State.DISPUTED and act.dispute().kind == "chargeback":
        _end_held_trade(act)
    else:
        act.go(act.deal.state)
    refunded = sum(refund.amount for refund in act.deal.refunds if refund.status == "done")
    for refund in act.deal.refunds:
        balance = act.deal.balance(f"ref:{refund.id}")
        if refund.status != "done" and balance > 0:
            taken = _bear(act, "chargeback_from_refund", f"ref:{refund.id}", account, min(left, balance))
            left -= taken
            if taken == balance:
                act.change(refund, status="failed", reason="chargeback")
    if refunded:
        # The buyer has been refunded and took the money again: that part is nobody's but ours.
        left -= _bear(act, "chargeback_lost", "loss", account, min(left, refunded))
    _bear_by_seller(act, account, left)


def _end_held_trade(act: Act) -> None:
    """The money of a held trade is gone: what the bank left goes back to the buyer, and the order is cancelled."""
    dispute, order = act.dispute(), act.order()
    act.release_stock(open_quantity(act.deal))
    if act.held:
        settle(act, refund=act.held)
    act.change(act.agreement(), status="completed", outcome="charged_back")
    act.change(act.payment(), status=outcome_of(act.deal))
    act.change(dispute, status="resolved", outcome="refund")
    act.change(order, status="cancelled")
    act.trade(frozen=False)
    act.go(State.CANCELLED)


def _bear_by_seller(act: Act, account: str, left: int) -> None:
    company = act.deal.trade.seller_company_id
    left -= _bear(act, "chargeback_from_reserve", f"res:{company}", account, min(left, max(0, reserved(act.deal))))
    payable = max(0, act.deal.balance(f"sel:{company}"))
    left -= _bear(act, "chargeback_from_seller", f"sel:{company}", account, min(left, payable))
    received = sum(p.amount for p in act.deal.payouts if p.status == "paid")
    left -= _bear(act, "chargeback_to_debt", f"debt:{company}", account, min(left, received))
    _bear(act, "chargeback_lost", "loss", account, left)


def _bear(act: Act, kind: str, from_account: str, to_account: str, amount: int) -> int:
    act.post(kind, from_account, to_account, amount)
    return amount


def has_open_chargeback(deal: Deal) -> bool:
    return deal.chargeback is not None and deal.chargeback.status in OPEN
