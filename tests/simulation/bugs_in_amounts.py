"""Bugs in amounts and accounts, and about who bears what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from core import fees
from core.fees import Shares
from core.ledger import LedgerEntry
from core.listings import Product
from core.money import Money
from core.process import chargebacks, clocks, disputing, fulfilling, negotiating, paying, settling
from core.process.act import Act
from core.services.trading import Trading
from core.simulation.memory_store import MemoryTx
from core.trades import Deal
from tests.simulation.switches import Patch, bug, change_row


@bug("shares are rounded down instead of half to even", r"commission: ", "parts", "war-settles")
def rounding_down(patch: Patch) -> None:
    patch.setattr(fees, "_proportion", lambda amount, part, whole, step: amount * part // (whole * step) * step)


@bug("the commission is rounded up", r"commission: .* was agreed where the terms say", "smooth")
def commission_rounded_up(patch: Patch) -> None:
    def commission_of(goods: Money, basis_points: int) -> Money:
        return Money(-(-goods.minor * basis_points // 10_000), goods.currency)

    patch.setattr(paying, "commission_of", commission_of)


@bug("a split costs the seller the whole commission", r"commission: ", "war-settles", "war")
def commission_in_full(patch: Patch) -> None:
    genuine = fees.shares_of

    def shares_of(**given: Any) -> Shares:
        fair = genuine(**given)
        more = given["commission"] - fair.commission
        return fair if fair.seller < more else replace(fair, seller=fair.seller - more, commission=given["commission"])

    patch.setattr(settling, "shares_of", shares_of)


@bug("one part pays for everything", r"combination: .* escrow 0", "parts")
def part_pays_all(patch: Patch) -> None:
    whole: Callable[[Deal, Any], Shares] = lambda deal, _shipment: settling.shares_for(deal, 0)  # noqa: E731
    patch.setattr(fulfilling, "part_shares", whole)


@bug(
    "a posting is swapped: the account that gives receives",
    r"escrow of .* is not empty after settling",
    "cannot-supply",
    "cancelled-early",
)
def posting_swapped(patch: Patch) -> None:
    genuine = Act.post

    def post(act: Act, kind: str, giver: str, taker: str, amount: int, **named: Any) -> None:
        if kind == "refund_started":
            giver, taker = taker, giver
        genuine(act, kind, giver, taker, amount, **named)

    patch.setattr(Act, "post", post)
    # The chart refuses such a posting by itself; here it does not.
    patch.setattr(LedgerEntry, "__post_init__", lambda entry: None)


@bug("commission and tax change places", r"commission: ", "smooth")
def accounts_swapped(patch: Patch) -> None:
    genuine = Act.post
    other = {"commission": "commission_tax", "commission_tax": "commission"}
    place = {"commission": "rev", "commission_tax": "tax"}

    def post(act: Act, kind: str, giver: str, taker: str, amount: int, **named: Any) -> None:
        kind = other.get(kind, kind)
        genuine(act, kind, giver, place.get(kind, taker), amount, **named)

    patch.setattr(Act, "post", post)


@bug("what was kept back is never paid out", r"money is still on res", "smooth")
def reserve_never_freed(patch: Patch) -> None:
    for state, running in list(clocks._RUNNING.items()):
        patch.setitem(clocks._RUNNING, state, tuple(clock for clock in running if clock.name != "reserve"))


@bug("goods of a cancelled order stay reserved", r"the shelf says", "cannot-supply", "never-pays", "cancelled-early")
def stock_kept(patch: Patch) -> None:
    patch.setattr(Act, "release_stock", lambda act, quantity: None)


@bug("more is promised than lies on the shelf", r"on the shelf are reserved", "rare-goods")
def stock_not_asked(patch: Patch) -> None:
    def accept(act: Act) -> None:
        shelf = replace(act.deal.product, stock=10**9)
        act._fresh["product"] = shelf
        negotiating.accept_offer(act)

    async def free(*_given: Any) -> None: ...

    change_row(patch, "accept", swap={negotiating.accept_offer: accept})
    patch.setattr(negotiating, "require_quantity", lambda *given, **named: None)
    patch.setattr(Trading, "_require_free", free)

    async def move(tx: MemoryTx, product_id: str, *, reserve: int = 0, take: int = 0) -> bool:
        product = tx._row(Product, product_id)
        tx._overwrite(replace(product, reserved=product.reserved + reserve - take, stock=product.stock - take))
        return True

    patch.setattr(MemoryTx, "move_stock", move)


@bug(
    "money is given away while a bank decides about it", r"while a bank decides", "chargeback-in-war", "chargeback-held"
)
def bank_not_waited_for(patch: Patch) -> None:
    patch.setattr(disputing, "bank_decides", lambda deal: False)
    patch.setattr(clocks, "bank_decides", lambda deal: False)


@bug("a chargeback that is lost is borne by nobody", r"I6: lost", "chargeback-late", "chargeback-held")
def loss_not_booked(patch: Patch) -> None:
    patch.setattr(chargebacks, "_bear", lambda act, kind, giver, taker, amount: amount)


@bug("a chargeback does not freeze what is still held", r"while a bank decides", "chargeback-held")
def chargeback_freezes_nothing(patch: Patch) -> None:
    patch.setattr(chargebacks, "_freeze_if_held", lambda act: act.go(act.deal.state))
