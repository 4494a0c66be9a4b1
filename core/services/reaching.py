"""From the id of a thing to the deal it belongs to, for those who may see it. What is not theirs is not there."""

from __future__ import annotations

from core import policy
from core.agreements import EscrowAgreement
from core.disputes import Dispute
from core.errors import NotFound
from core.members import Seat
from core.payments import PaymentGateway
from core.ports.unit_of_work import Tx
from core.process.definition import Role
from core.services.trading import Trading
from core.shipments import Order
from core.trades import Deal, Negotiation

Kind = type[Negotiation] | type[PaymentGateway] | type[EscrowAgreement] | type[Order] | type[Dispute]
_SIDES = ("buyer_company_id", "seller_company_id")


class Reaching:
    """Looks ids up in the name of somebody: the question to the database already holds whose they have to be."""

    def __init__(self, trading: Trading) -> None:
        self._trading = trading

    async def deal(self, tx: Tx, seat: Seat, kind: Kind, row_id: str) -> tuple[Deal, Role]:
        """The deal that the thing belongs to, and as whom it is seen. Raises NotFound, whyever."""
        return await self._trading.deal_for(tx, seat, await self._trade_id(tx, seat, kind, row_id))

    async def _trade_id(self, tx: Tx, seat: Seat, kind: Kind, row_id: str) -> str:
        trade_id = row_id
        if kind is not Negotiation:
            found = await tx.find(kind, id=row_id, limit=1)
            trade_id = found[0].negotiation_id if found else ""  # type: ignore[union-attr]
        for side in _SIDES if seat.company_id else ():
            if await tx.count(Negotiation, id=trade_id, **{side: seat.company_id}):
                return trade_id
        if policy.is_staff(seat) and trade_id:
            return trade_id
        raise NotFound()

    def company(self, seat: Seat) -> str:
        """The company whose things somebody may look at as a member. Raises NotRegistered."""
        return policy.require_member(seat, "browse").company_id

    async def page(self, tx: Tx, seat: Seat, *, after: str, limit: int) -> list[Negotiation]:
        """The company's deals on either side, newest first, from behind the one with this id."""
        policy.require_member(seat, "browse")
        found: list[Negotiation] = []
        for side in _SIDES:
            found += await tx.find(
                Negotiation, **{side: seat.company_id}, order="-id", limit=limit, after=after or None
            )
        return sorted(found, key=lambda trade: trade.id, reverse=True)[:limit]
