"""What carriers say about goods under way: asked of the trackers now and then, or entered by an operator.

A delivery moves the trade by the row `carrier_delivers` of its table; everything else is a line of the history, and a
parcel that is held up is told to both sides.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from core import policy
from core.errors import DomainError, NotFound
from core.events import AuditRow
from core.ids import Ids
from core.members import Seat
from core.ports.carriers import CarrierNews, CarrierTracker, Recognised
from core.ports.clock import Clock
from core.ports.unit_of_work import Store, Tx
from core.process.definition import Notice, Role, Told
from core.services.shipping_history import update_of
from core.services.trading import Trading
from core.shipments import Shipment, ShippingUpdate, is_same_carrier
from core.trades import Deal, Negotiation
from core.wording import clean_text

log = logging.getLogger(__name__)

ASKED_AT_ONCE = 500
STATUSES = ("in_transit", "exception", "delivered")


class CarrierDesk:
    """Takes in news of carriers. `trackers` are asked by `look`; there may be none."""

    def __init__(self, *, trading: Trading, clock: Clock, ids: Ids, trackers: Sequence[CarrierTracker] = ()) -> None:
        self._trading = trading
        self._clock = clock
        self._ids = ids
        self.trackers = tuple(trackers)

    async def entered(self, tx: Tx, seat: Seat, *, number: str, status: str, words: str) -> Deal:
        """An operator read it at the carrier's own place. Raises NotFound for anybody else, and for unknown numbers;
        ConflictOfInterest about goods of their own company, whose delivery would move its money."""
        policy.require_operator(seat)
        if status not in STATUSES:
            raise NotFound()
        plain = clean_text(words, "note", length_max=500, required=False)
        now = self._clock.now()
        news = CarrierNews(number, status, plain, now)  # type: ignore[arg-type]
        shipment = await self._shipment(tx, news)
        trade = await tx.get(Negotiation, shipment.negotiation_id) if shipment is not None else None
        if trade is not None:
            policy.require_no_party(seat, trade)
        deal = await self._apply(tx, news)
        if deal is None:
            raise NotFound()
        detail = {"status": status}
        await tx.add(AuditRow(self._ids.new("aud"), seat.user_id, "carrier.entered", deal.trade.id, now, detail))
        return deal

    async def look(self, store: Store) -> int:
        """Ask every tracker about everything that is under way; returns how many pieces of news changed something."""
        if not self.trackers:
            return 0
        moving = await store.read(lambda tx: tx.find(Shipment, status="in_transit", limit=ASKED_AT_ONCE))
        numbers = [Recognised(one.carrier, one.tracking_number) for one in moving if one.tracking_number]
        heard = 0
        for tracker in self.trackers:
            try:
                found = await tracker.news(numbers)
            except ConnectionError:
                log.warning("a carrier tracker could not be asked")
                continue
            for one in found:
                if not one.carrier:
                    log.warning("news of a tracker that names no carrier was set aside")
                    continue
                heard += await store.write(lambda tx, n=one: self._heard(tx, n))  # type: ignore[misc]
        return heard

    async def _heard(self, tx: Tx, news: CarrierNews) -> bool:
        try:
            return await self._apply(tx, news) is not None
        except DomainError as refusal:
            log.info("a carrier's news changed nothing", extra={"reason": refusal.code})
            return False

    async def _shipment(self, tx: Tx, news: CarrierNews) -> Shipment | None:
        """None when nobody's goods travel with this carrier under this number, or several do."""
        same = await tx.find(Shipment, tracking_number=news.tracking_number, status="in_transit", limit=ASKED_AT_ONCE)
        found = [one for one in same if not news.carrier or is_same_carrier(one.carrier, news.carrier)]
        return found[0] if len(found) == 1 else None

    async def _apply(self, tx: Tx, news: CarrierNews) -> Deal | None:
        """None where the news is about no shipment of ours, or is known."""
        shipment = await self._shipment(tx, news)
        deal = await tx.deal(shipment.negotiation_id) if shipment is not None else None
        if shipment is None or deal is None:
            return None
        if news.status == "delivered":
            named = {"tracking_number": shipment.tracking_number, "carrier": shipment.carrier}
            args = {**named, "note": news.words}
            acted = await self._trading.apply(tx, deal, "carrier_delivers", role=Role.PROVIDER, args=args)
            return acted.deal
        last = await tx.find(ShippingUpdate, order_id=shipment.order_id, order="-created_at", limit=1)
        if last and (last[0].tracking_number, last[0].status, last[0].update_text) == (
            shipment.tracking_number,
            news.status,
            news.words,
        ):
            return None
        await tx.add(update_of(shipment, news.status, news.words, self._ids, self._clock.now()))
        if news.status == "exception":
            notices = (Notice(Told.BOTH, "carrier-exception"),)
            await self._trading.tell(tx, deal, notices, role=None, seat=None, detail={"shipment": shipment.number})
        return deal
