"""Where the money of one trade went: every unit that came in is with somebody, for a reason, and only once.

Computed from rows and postings alone, without the code that moved the money: what that code got wrong must show here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from core.trades import ENDED, Deal, State

WITH_ORDER = frozenset({State.PLACED, State.IN_PROGRESS, State.SHIPPED, State.DELIVERED})
FROZEN = frozenset({State.DISPUTED, State.DECIDED})
_COARSE = {**dict.fromkeys(("BHD", "JOD", "KWD", "OMR", "TND"), 10), "MGA": 100, "HUF": 100, "TWD": 100}
"""Minor units per step in which commission is counted, where the provider can not move single ones."""


@dataclass(frozen=True, slots=True)
class Broken:
    """One invariant that does not hold, about which trade, account or movement, in words for an operator."""

    invariant: str
    subject: str
    words: str


class Sums:
    """The postings of one deal added up once: by kind, and by account."""

    __slots__ = ("accounts", "kinds")

    def __init__(self, deal: Deal) -> None:
        self.kinds: defaultdict[str, int] = defaultdict(int)
        self.accounts: defaultdict[str, int] = defaultdict(int)
        for entry in deal.entries:
            amount = entry.amount
            self.kinds[entry.kind] += amount
            self.accounts[entry.from_account] -= amount
            self.accounts[entry.to_account] += amount

    def of(self, *kinds: str) -> int:
        """What was posted under these kinds together."""
        return sum(self.kinds.get(kind, 0) for kind in kinds)

    def on(self, account: str) -> int:
        """The balance of an account."""
        return self.accounts.get(account, 0)


def check_accounts(deal: Deal, sums: Sums) -> Iterator[Broken]:
    """Everything about one deal's money that the rows promise and the postings must keep."""
    if deal.entries:
        yield from _price_is_accounted_for(deal, sums)
        yield from _commission_is_as_agreed(deal, sums)
        yield from _accounts_have_owners(deal, sums)
    if deal.chargebacks:
        yield from _chargebacks_equal_ledger(deal, sums)
        yield from _the_bank_comes_first(deal)
    yield from _signatures_come_first(deal)
    yield from _goods_add_up(deal)
    yield from _freeze_has_a_reason(deal)


def _price_is_accounted_for(deal: Deal, sums: Sums) -> Iterator[Broken]:
    """Seller's part (paid, under way, payable, reserved, netted) + commission + tax + refunds + what a bank took."""
    seller = deal.trade.seller_company_id
    came_in = sums.of("capture")
    sent = sum(p.amount for p in deal.payouts if p.status in ("pending", "in_transit", "paid", "reversed"))
    paid = sent - sums.of("payout_returned")
    parts = {
        "escrow": sums.on(f"esc:{deal.trade.id}"),
        "paid out": paid,
        "payable": sums.on(f"sel:{seller}"),
        "reserved": sums.on(f"res:{seller}"),
        "netted": sums.of("debt_netted"),
        "commission": sums.on("rev"),
        "tax": sums.on("tax"),
        "refunds": sum(refund.amount for refund in deal.refunds),
        "the bank": sums.of("chargeback_from_escrow", "chargeback_from_reserve", "chargeback_from_seller"),
    }
    if came_in != sum(parts.values()):
        said = ", ".join(f"{name} {amount}" for name, amount in parts.items() if amount)
        yield Broken("price", deal.trade.id, f"{came_in} came in, but there are {said or 'none'}")


def _commission_is_as_agreed(deal: Deal, sums: Sums) -> Iterator[Broken]:
    """A share of the goods, fixed at signing, borne once by what the seller gets, in proportion."""
    agreement, offer = deal.agreement, deal.accepted
    released = sums.of("release", "commission", "commission_tax")
    if agreement is None or offer is None:
        if released:
            yield Broken("commission", deal.trade.id, f"{released} was released without an agreement")
        return
    step = _COARSE.get(offer.currency, 1)
    commission = _half_even(offer.goods * agreement.commission_basis_points, 10_000 * step) * step
    tax = _half_even(commission * agreement.tax_basis_points, 10_000 * step) * step
    finer = _half_even(offer.goods * agreement.commission_basis_points, 10_000)
    older = finer, _half_even(finer * agreement.tax_basis_points, 10_000)
    slack = 0
    if step > 1 and (agreement.commission, agreement.tax) == older:
        # Agreed before amounts had steps: the market took what the provider could not move, each time less than a step.
        commission, tax = older
        slack = step - 1
    if (agreement.commission, agreement.tax) != (commission, tax):
        words = f"{agreement.commission} + {agreement.tax} was agreed where the terms say {commission} + {tax}"
        yield Broken("commission", deal.trade.id, words)
    for kind, whole in (("commission", commission), ("commission_tax", tax)):
        fair = whole if released == offer.total else _half_even(whole * released, offer.total * step) * step
        # Where a bank took an odd part, what can not be moved of the rest is the market's.
        fair += released % step if kind == "commission" else 0
        if abs(sums.of(kind) - fair) > slack and not (
            kind == "commission_tax" and sums.of(kind) == fair - step and _left_no_tax(deal, step)
        ):
            yield Broken("commission", deal.trade.id, f"{kind} of {sums.of(kind)} on {released}, where {fair} is due")


def _left_no_tax(deal: Deal, step: int) -> bool:
    """Whether the last part was a single step, which the commission took: its tax is due with the next part."""
    parts = [entry for entry in deal.entries if entry.kind in ("release", "commission", "commission_tax")]
    last = [(e.kind, e.amount) for e in parts if e.transaction_id == parts[-1].transaction_id]
    return last == [("commission", step)]


def _half_even(amount: int, parts: int) -> int:
    """amount ÷ parts to the nearest whole unit; in the middle to the even one."""
    below, rest = divmod(amount, parts)
    return below + (2 * rest > parts or (2 * rest == parts and below % 2 == 1))


def _accounts_have_owners(deal: Deal, sums: Sums) -> Iterator[Broken]:
    """Money lies only with this trade's own parties, refunds, payouts and chargebacks."""
    seller = deal.trade.seller_company_id
    owners = {"psp", "rev", "tax", "cost", "loss", f"esc:{deal.trade.id}"}
    owners |= {f"{kind}:{seller}" for kind in ("sel", "res", "debt")}
    owners |= {f"ref:{refund.id}" for refund in deal.refunds}
    owners |= {f"pay:{payout.id}" for payout in deal.payouts}
    for account in sums.accounts:
        if account not in owners and not account.startswith("cbk:"):
            yield Broken("owner", deal.trade.id, f"money of this trade is on {account}")
    for kind in ("sel", "res"):
        if sums.on(f"{kind}:{seller}") < 0:
            yield Broken("owner", f"{kind}:{seller}", f"{sums.on(f'{kind}:{seller}')} of {deal.trade.id}")
    if deal.state in ENDED and any(payout.status == "held" for payout in deal.payouts):
        yield Broken("owner", deal.trade.id, "a payout is held for ever")


def _chargebacks_equal_ledger(deal: Deal, sums: Sums) -> Iterator[Broken]:
    for chargeback in deal.chargebacks:
        balance = sums.on(f"cbk:{chargeback.id}")
        expected = -chargeback.amount if chargeback.status == "needs_response" else 0
        if balance != expected:
            words = f"{chargeback.status} {chargeback.amount}, but its account says {balance}"
            yield Broken("I6", chargeback.id, words)
    refs = [chargeback.provider_ref for chargeback in deal.chargebacks if chargeback.provider_ref]
    if len(refs) != len(set(refs)):
        yield Broken("I5", deal.trade.id, "one chargeback is known twice")


def _the_bank_comes_first(deal: Deal) -> Iterator[Broken]:
    """What a bank has taken and is deciding about is released or refunded to nobody."""
    passing = {entry.transaction_id for entry in deal.entries if entry.kind == "capture"}
    for chargeback in deal.chargebacks:
        if chargeback.status != "needs_response":
            continue
        taken = [e for e in deal.entries if e.kind == "chargeback_taken" and e.from_account == f"cbk:{chargeback.id}"]
        for entry in deal.entries:
            leaves = entry.from_account == f"esc:{deal.trade.id}" and entry.transaction_id not in passing
            if entry.kind == "chargeback_from_escrow":
                continue  # Another bank has decided about its own.
            if taken and leaves and entry.created_at > taken[0].created_at:
                yield Broken("I9", entry.id, f"{entry.kind} while a bank decides about {chargeback.provider_ref}")


def _signatures_come_first(deal: Deal) -> Iterator[Broken]:
    """No money is captured on a hold, and no order exists, before two people of two companies have signed this text."""
    if deal.order is None and not any(intent.kind == "capture" for intent in deal.intents):
        return
    signed = [a for a in deal.agreements if a.buyer_signature and a.seller_signature]
    if not signed:
        yield Broken("signatures", deal.trade.id, "money was asked for, or an order placed, before both had signed")
        return
    agreement = signed[-1]
    first, second = agreement.buyer_signature or {}, agreement.seller_signature or {}
    if first.get("user_id") == second.get("user_id") or first.get("company_id") == second.get("company_id"):
        yield Broken("signatures", deal.trade.id, "both signatures come from one side")
    if {first.get("text_sha256"), second.get("text_sha256")} != {agreement.text_sha256}:
        yield Broken("signatures", deal.trade.id, "the signatures are under another text")


def _goods_add_up(deal: Deal) -> Iterator[Broken]:
    offer = deal.accepted
    if not deal.shipments or offer is None:
        return
    sent = sum(shipment.quantity for shipment in deal.shipments)
    most = offer.quantity + offer.quantity * offer.tolerance_percent // 100
    if sent > most:
        yield Broken("goods", deal.trade.id, f"{sent} were shipped, at most {most} were agreed")
    if len(deal.shipments) > 1 and not offer.partial_shipments:
        yield Broken("goods", deal.trade.id, "shipped in parts that were not agreed")


def _freeze_has_a_reason(deal: Deal) -> Iterator[Broken]:
    trade = deal.trade
    if trade.frozen != (bool(trade.frozen_by) or deal.state in FROZEN):
        # The dispute's own freeze is I9; here it is the other way round, and the operator's.
        words = f"{deal.state}, {'frozen' if trade.frozen else 'not frozen'}, by hand: {bool(trade.frozen_by)}"
        yield Broken("freeze", trade.id, words)


def reserved_goods(deal: Deal) -> int:
    """How much of the listing's stock this trade keeps back now: what was promised and has not left the shelf."""
    offer = deal.accepted
    if offer is None or deal.state in ENDED or deal.state is State.NEGOTIATING:
        return 0
    if deal.order is None:
        return offer.quantity
    return max(0, deal.order.quantity - sum(shipment.quantity for shipment in deal.shipments))


def taken_goods(deal: Deal) -> int:
    """How much has left the shelf for good; what is shipped beyond the order comes from elsewhere."""
    offer = deal.accepted
    return min(offer.quantity, sum(shipment.quantity for shipment in deal.shipments)) if offer else 0
