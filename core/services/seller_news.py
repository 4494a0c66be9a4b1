"""News about goods under way in the seller's own words, where no carrier tells any. It moves nothing."""

from __future__ import annotations

from typing import Literal

from core import policy
from core.errors import NotFound
from core.ids import Ids
from core.members import Seat
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.process.definition import Notice, Role, Told
from core.process.purchase import PURCHASE
from core.services.shipping_history import update_of
from core.services.trading import Trading
from core.shipments import ShippingUpdate
from core.trades import Deal
from core.wording import clean_text


class SellerNews:
    """One line of the shipping history."""

    def __init__(self, *, trading: Trading, clock: Clock, ids: Ids) -> None:
        self._trading = trading
        self._clock = clock
        self._ids = ids

    async def told(
        self, tx: Tx, seat: Seat, deal: Deal, number: str, status: Literal["in_transit", "exception"], words: str
    ) -> ShippingUpdate:
        """`number` may be left out where one shipment is under way. Raises NotFound, NotAllowed, InvalidValue."""
        policy.require_act(seat, deal, "claim_delivery", PURCHASE["claim_delivery"].by)
        moving = [one for one in deal.shipments if one.status == "in_transit"]
        meant = [one for one in moving if one.tracking_number == number] if number else moving
        if len(meant) != 1:
            raise NotFound()
        plain = clean_text(words, "update_text", length_max=500, required=status == "exception")
        row = update_of(meant[0], status, plain, self._ids, self._clock.now())
        await tx.add(row)
        if status == "exception":
            notices, detail = (Notice(Told.OTHER, "carrier-exception"),), {"shipment": meant[0].number}
            await self._trading.tell(tx, deal, notices, role=Role.SELLER, seat=seat, detail=detail)
        return row
