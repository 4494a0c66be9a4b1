"""Steps that empty the escrow and follow the money until it has arrived: shares, refunds, payouts, reserve, debts."""

from __future__ import annotations

from typing import Any

from core.errors import NotNow
from core.fees import Released, Shares, shares_of
from core.money import step_of
from core.payments import PaymentGateway, Payout, ProviderIntent, Refund
from core.process.act import Act
from core.trades import Deal


def shares_for(deal: Deal, refund: int, *, held: int | None = None) -> Shares:
    """Who would get what if `refund` (minor units) of what is held went back: shown before it is posted."""
    agreement, offer = deal.agreement, deal.accepted
    if agreement is None or offer is None:
        raise NotNow()
    return shares_of(
        balance=deal.balance(f"esc:{deal.trade.id}") if held is None else held,
        refund=refund,
        price=offer.total,
        commission=agreement.commission,
        tax=agreement.tax,
        before=_released(deal),
        step=step_of(offer.currency),
    )


def _released(deal: Deal) -> Released:
    sums = {"release": 0, "commission": 0, "commission_tax": 0}
    for entry in deal.entries:
        if entry.kind in sums:
            sums[entry.kind] += entry.amount
    return Released(sum(sums.values()), sums["commission"], sums["commission_tax"])


def settle(act: Act, refund: int) -> None:
    """Empty the escrow: `refund` to the buyer, the rest to the seller less commission and its tax, once."""
    shares = shares_for(act.deal, refund)
    move_shares(act, shares)
    outcome = outcome_of(act.deal)
    act.change(act.agreement(), status="completed", outcome=outcome)
    act.change(act.payment(), status=outcome)
    if act.held != 0:
        raise AssertionError(f"escrow of {act.deal.trade.id} is not empty after settling")


def move_shares(act: Act, shares: Shares) -> None:
    """Post what each gets and start its way out."""
    seller = f"sel:{act.deal.trade.seller_company_id}"
    act.post("release", act.escrow, seller, shares.seller)
    act.post("commission", act.escrow, "rev", shares.commission)
    act.post("commission_tax", act.escrow, "tax", shares.tax)
    if shares.buyer:
        start_refund(act, shares.buyer)
    if shares.seller:
        start_payout(act, shares.seller, keep_reserve=True)
    act.detail.update(buyer=shares.buyer, seller=shares.seller, commission=shares.commission, tax=shares.tax)


def outcome_of(deal: Deal) -> str:
    """released, refunded, split or charged_back, from the postings alone."""
    kinds = {entry.kind for entry in deal.entries}
    if "chargeback_from_escrow" in kinds:
        return "charged_back"
    # Money of another attempt that came late and went straight back is no part of this bargain.
    captures = {entry.transaction_id for entry in deal.entries if entry.kind == "capture"}
    if not any(e.kind == "refund_started" and e.transaction_id not in captures for e in deal.entries):
        return "released"
    return "split" if "release" in kinds else "refunded"


def kept_back(deal: Deal, amount: int) -> int:
    """What stays with us for a while of what the seller gets (minor units)."""
    basis_points = deal.agreement.reserve_basis_points if deal.agreement is not None else None
    step = step_of(deal.trade.currency)
    return amount * (basis_points or 0) // (10_000 * step) * step


# ── refunds ──────────────────────────────────────────────────────────────────────────────────────────────────────


def start_refund(act: Act, amount: int, *, payment_ref: str = "") -> None:
    """Money back to the buyer's own method: of the present payment, or of an older one that came late."""
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
    ref = payment_ref or act.payment().payment_ref
    act.instruct("refund", refund.id, _refund_body(act, ref, amount))


def _refund_body(act: Act, payment_ref: str, amount: int) -> dict[str, Any]:
    trade = act.deal.trade
    return {"payment_ref": payment_ref, "amount": amount, "currency": trade.currency, "trade_id": trade.id}


def _refund(act: Act) -> Refund:
    refund = next((r for r in act.deal.refunds if r.id == act.args["subject_id"]), None)
    if refund is None:
        raise NotNow()
    return refund


def refund_done(act: Act) -> None:
    refund = _refund(act)
    if refund.status == "done":
        raise NotNow()
    account, sent = f"ref:{refund.id}", sent_amount(act.deal, refund)
    # The bank may have taken this money meanwhile: then the buyer has it twice, and that is our loss.
    act.post("refund_lost", "loss", account, max(0, sent - act.deal.balance(account)))
    act.change(refund, status="done", provider_ref=act.args["ref"], reason="")
    act.post("refund_done", account, "psp", sent, provider_ref=act.args["ref"])


UNDER_WAY = "processing"
"""What a provider says of a refund that has left and only takes its time; anything else keeps it from leaving."""


def refund_waits(act: Act) -> None:
    """The provider has taken it on and can not carry it out yet: nothing is posted, and people are told why, once."""
    refund = _refund(act)
    reason = str(act.args.get("reason", ""))[:120]
    if refund.status != "pending" or reason in ("", UNDER_WAY) or refund.reason == reason:
        raise NotNow()
    act.change(refund, reason=reason)


def refund_failed(act: Act) -> None:
    """The money stays in the refund's account and goes to a person; it is never given back to the seller."""
    refund = _refund(act)
    if refund.status == "failed":
        raise NotNow()
    account = f"ref:{refund.id}"
    if refund.status == "done":
        sent = sent_amount(act.deal, refund)
        act.post("refund_returned", "psp", account, sent, provider_ref=refund.provider_ref)
        act.post("loss_recovered", account, "loss", _lost(act, account))
    act.post("loss_recovered", account, "loss", _had_already(act, refund))
    act.change(refund, status="failed", reason=str(act.args.get("reason", ""))[:120])


def _lost(act: Act, account: str) -> int:
    """What we paid into this refund ourselves and did not get back."""
    given = sum(e.amount for e in act.deal.entries if e.kind == "refund_lost" and e.to_account == account)
    back = sum(e.amount for e in act.deal.entries if e.kind == "loss_recovered" and e.from_account == account)
    return max(0, given - back)


def _had_already(act: Act, refund: Refund) -> int:
    """How much of a refund that came back the buyer has all the same: the bank took it from us, and we bore the loss."""
    deal, payment = act.deal, refunded_payment(act.deal, refund)
    taken = [each for each in deal.chargebacks if each.status == "lost" and each.payment_gateway_id == payment.id]
    elsewhere = sum(each.amount for each in taken) + sum(
        sent_amount(deal, each)
        for each in deal.refunds
        if each.status == "done" and each.id != refund.id and refunded_payment(deal, each) == payment
    )
    waits, accounts = deal.balance(f"ref:{refund.id}"), {f"cbk:{each.id}" for each in taken}
    borne = sum(e.amount for e in deal.entries if e.kind == "chargeback_lost" and e.to_account in accounts)
    return max(0, min(waits, elsewhere + waits - payment.amount, borne))


def sent_amount(deal: Deal, refund: Refund) -> int:
    """How much the last instruction about this refund asked for. Raises NotNow for one that was held back from the start
    and has had none."""
    last = _instruction(deal, refund)
    if last is None:
        raise NotNow()
    return int(last.body["amount"])


def _instruction(deal: Deal, refund: Refund) -> ProviderIntent | None:
    sent = [intent for intent in deal.intents if intent.kind == "refund" and intent.subject_id == refund.id]
    return sent[-1] if sent else None


def refunded_payment(deal: Deal, refund: Refund) -> PaymentGateway:
    """Whose money a refund gives back: the payment that its instruction names, else the present one."""
    last = _instruction(deal, refund)
    ref = "" if last is None else str(last.body["payment_ref"])
    return next((p for p in deal.payments if ref and p.payment_ref == ref), deal.payments[-1])


def unrefunded(deal: Deal) -> tuple[Refund, ...]:
    """Refunds that failed and whose money still waits for the buyer."""
    return tuple(r for r in deal.refunds if r.status == "failed" and deal.balance(f"ref:{r.id}") > 0)


def has_failed_refund(act: Act) -> None:
    """Money that the bank is deciding about is never sent back as well."""
    if not unrefunded(act.deal) or bank_decides(act.deal):
        raise NotNow()


def repeat_refund(act: Act) -> None:
    """The operator has mended what was wrong: what is left of the refund is sent again under a new key."""
    for refund in unrefunded(act.deal):
        send_rest(act, refund)


def send_rest(act: Act, refund: Refund) -> None:
    """What is left of a refund is sent under a new key."""
    amount = act.deal.balance(f"ref:{refund.id}")
    ref = refunded_payment(act.deal, refund).payment_ref
    act.change(refund, status="pending", reason="")
    act.instruct("refund", refund.id, _refund_body(act, ref, amount))


def bank_decides(deal: Deal) -> bool:
    """A chargeback has taken the money and is undecided."""
    return any(chargeback.status == "needs_response" for chargeback in deal.chargebacks)


# ── payouts ──────────────────────────────────────────────────────────────────────────────────────────────────────


def start_payout(act: Act, amount: int, *, keep_reserve: bool = False, number: int = 1) -> None:
    """What is payable leaves for the seller: first the reserve, then what the seller owes, then the rest."""
    company_id, currency = act.deal.trade.seller_company_id, act.deal.trade.currency
    seller = f"sel:{company_id}"
    reserve = kept_back(act.deal, amount) if keep_reserve else 0
    act.post("reserve_kept", seller, f"res:{company_id}", reserve)
    owed = max(0, -int(act.args.get("seller_debt", 0)))
    netted = min(owed, amount - reserve)
    netted -= netted % step_of(currency)
    act.post("debt_netted", seller, f"debt:{company_id}", netted)
    rest = amount - reserve - netted
    # Only what an agreement from before amounts had steps left over; it stays the seller's, in our books.
    rest -= rest % step_of(currency)
    if rest <= 0:
        return
    payout = Payout(
        id=act.ids.new("pou"),
        negotiation_id=act.deal.trade.id,
        company_id=company_id,
        amount=rest,
        currency=currency,
        created_at=act.now,
        updated_at=act.now,
        number=number,
    )
    act.add(payout)
    act.post("payout_started", seller, f"pay:{payout.id}", rest)
    body = {
        "account_ref": act.deal.seller_payout_ref,
        "charge_ref": act.payment().charge_ref,
        "amount": rest,
        "currency": currency,
        "trade_id": act.deal.trade.id,
    }
    act.instruct("transfer", payout.id, body)


def _payout(act: Act) -> Payout:
    payout = next((p for p in act.deal.payouts if p.id == act.args["subject_id"]), None)
    if payout is None:
        raise NotNow()
    return payout


def payout_done(act: Act) -> None:
    payout = _payout(act)
    if payout.status != "pending":
        raise NotNow()
    act.change(payout, status="paid", provider_ref=act.args["ref"])
    act.post("payout_done", f"pay:{payout.id}", "psp", payout.amount, provider_ref=act.args["ref"])


def payout_refused(act: Act) -> None:
    """The provider would not pay: the seller's money is payable again."""
    payout = _payout(act)
    if payout.status != "pending":
        raise NotNow()
    act.change(payout, status="failed", failure=str(act.args.get("reason", ""))[:120])
    act.post("payout_refused", f"pay:{payout.id}", f"sel:{payout.company_id}", payout.amount)


def payout_reversed(act: Act) -> None:
    """The transfer, or a part of it, was taken back later: that money is at the provider and payable again."""
    payout = _payout(act)
    ref, amount = str(act.args.get("ref") or payout.provider_ref), int(act.args.get("amount", payout.amount))
    if payout.status not in ("paid", "reversed") or _is_back(act, ref):
        raise NotNow()
    before = sum(
        e.amount for e in act.deal.entries if e.kind == "payout_returned" and e.to_account == f"pay:{payout.id}"
    )
    if amount > payout.amount - before:
        raise NotNow()
    act.change(payout, status="reversed", failure=str(act.args.get("reason", ""))[:120])
    _take_back(act, payout, amount, ref)


def _take_back(act: Act, payout: Payout, amount: int, ref: str) -> None:
    act.post("payout_returned", "psp", f"pay:{payout.id}", amount, provider_ref=ref)
    act.post("payout_refused", f"pay:{payout.id}", f"sel:{payout.company_id}", amount)


def _is_back(act: Act, ref: str) -> bool:
    return any(e.kind in ("payout_returned", "debt_reversed") and e.provider_ref == ref for e in act.deal.entries)


def take_back_debt(act: Act, amount: int) -> None:
    """Have the provider take what the seller owes out of what this trade had paid, the latest first."""
    paid = sorted((p for p in act.deal.payouts if p.status == "paid"), key=lambda p: (p.updated_at, p.id), reverse=True)
    for payout in paid:
        asked = sum(i.body["amount"] for i in act.deal.intents if i.kind == "reversal" and i.subject_id == payout.id)
        part = min(amount, payout.amount - asked)
        amount -= part
        if part:
            refs = {"transfer_ref": payout.provider_ref, "trade_id": act.deal.trade.id}
            act.instruct("reversal", payout.id, {**refs, "amount": part, "currency": payout.currency})


def reversal_done(act: Act) -> None:
    """It came back. Where the debt has been netted meanwhile, it is the seller's again, less what is still owed."""
    payout, amount, ref = _payout(act), int(act.args["amount"]), str(act.args["ref"])
    if _is_back(act, ref):
        raise NotNow()
    debt, owed = f"debt:{payout.company_id}", max(0, -int(act.args.get("seller_debt", 0)))
    if amount <= owed:
        act.post("debt_reversed", "psp", debt, amount, provider_ref=ref)
        return
    act.change(payout, status="reversed", failure="reversed")
    _take_back(act, payout, amount, ref)
    act.post("debt_netted", f"sel:{payout.company_id}", debt, owed)


def reversal_refused(act: Act) -> None:
    """The seller's account does not hold so much: it stays a debt, and is netted from the next payouts."""
    act.change(_payout(act), failure=f"reversal: {act.args.get('reason', '')}"[:120])


def note_bank_failure(act: Act) -> None:
    """The seller's own bank sent the money back to the seller's account at the provider: nothing is posted."""
    payout = _payout(act)
    if payout.status != "paid":
        raise NotNow()
    act.change(payout, failure=str(act.args.get("reason", "bank"))[:120])


def unpaid(deal: Deal) -> Payout | None:
    """The payout that came back last, while anything of this trade is payable again."""
    back = [payout for payout in deal.payouts if payout.status in ("failed", "reversed")]
    if not back or deal.balance(f"sel:{deal.trade.seller_company_id}") < step_of(deal.trade.currency):
        return None
    return max(back, key=lambda payout: payout.updated_at)


def _unpaid(act: Act) -> Payout:
    last = unpaid(act.deal)
    if last is None:
        raise NotNow()
    return last


def has_failed_payout(act: Act) -> None:
    """Money that the bank is deciding about is not paid to the seller as well."""
    _unpaid(act)
    if bank_decides(act.deal):
        raise NotNow()


def retry_payout(act: Act) -> None:
    """All that came back and was not taken by a bank is sent again, as one new payout."""
    last = _unpaid(act)
    start_payout(act, act.deal.balance(f"sel:{last.company_id}"), number=last.number + 1)


# ── reserve ──────────────────────────────────────────────────────────────────────────────────────────────────────


def reserved(deal: Deal) -> int:
    """What this trade still keeps back from the seller."""
    return deal.balance(f"res:{deal.trade.seller_company_id}")


def free_reserve(act: Act) -> None:
    """The time of chargebacks is over: what was kept back is paid out."""
    amount = reserved(act.deal)
    if amount <= 0:
        raise NotNow()
    act.post(
        "reserve_freed", f"res:{act.deal.trade.seller_company_id}", f"sel:{act.deal.trade.seller_company_id}", amount
    )
    start_payout(act, amount)
