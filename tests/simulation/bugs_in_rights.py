"""Bugs in who may do what, and in the record of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.errors import NotNow
from core.ids import Ids
from core.process import freezing, moderating, negotiating, paying, signing
from core.process.act import Act
from core.simulation.chance import NumberedIds
from core.simulation.memory_store import MemoryTx
from core.trades import State
from tests.simulation.switches import Patch, bug, change_row


@bug("the author accepts the own offer", r"the author accepted their own offer", "haggling", "smooth")
def own_offer_accepted(patch: Patch) -> None:
    def accept(act: Act) -> None:
        offer = act.deal.active_offer
        if offer is not None:
            act.change(offer, author_company_id="-")
        negotiating.accept_offer(act)

    def any_offer_is_active(act: Act) -> None:
        if act.deal.active_offer is None:
            raise NotNow()

    swap = {negotiating.accept_offer: accept, negotiating.others_offer_is_active: any_offer_is_active}
    change_row(patch, "accept", swap=swap)


@bug("one signature is enough to take the money", r"before both had signed", "smooth")
def one_signature(patch: Patch) -> None:
    def sign(act: Act) -> None:
        signing.sign(act)
        if act.target is State.AWAITING_SIGNATURES and not act.deal.trade.pending_act:
            paying.capture(act)

    change_row(patch, "sign", swap={signing.sign: sign})


@bug("one moderator alone decides about much money", r"one moderator alone", "war-big")
def two_eyes(patch: Patch) -> None:
    change_row(patch, "confirm_ruling", without=moderating.waits_for_second)


@bug("one operator alone lets a stopped trade go on", r"one operator alone", "stopped")
def thawed_alone(patch: Patch) -> None:
    def alone(act: Act) -> None:
        if not act.deal.trade.unfreeze_asked_by:
            freezing.unfreeze(act)
            return
        frozen = act.deal.state in ("disputed", "decided")
        act.trade(frozen=frozen, frozen_by="", frozen_at=None, unfreeze_asked_by="")

    change_row(patch, "unfreeze", swap={freezing.unfreeze: alone})


@bug("a change leaves no line in the history", r"history goes from", "smooth")
def history_lost(patch: Patch) -> None:
    genuine = MemoryTx.add

    async def add(tx: MemoryTx, *rows: Any) -> None:
        await genuine(tx, *(row for row in rows if getattr(row, "transition", "") != "ship"))

    patch.setattr(MemoryTx, "add", add)


@bug("ids repeat", r"AlreadyExists", "smooth")
def ids_repeat(patch: Patch) -> None:
    genuine: Callable[[Ids, str], str] = NumberedIds.new
    patch.setattr(NumberedIds, "new", lambda ids, prefix: "led_1" if prefix == "led" else genuine(ids, prefix))
