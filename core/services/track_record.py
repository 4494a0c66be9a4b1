"""What moderators know of a side before they begin: how long it has been here, its orders, and how often they were disputed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from core.disputes import Dispute
from core.members import Company
from core.ports.unit_of_work import Tx
from core.trades import Deal, Negotiation, State

NEWEST: Final = 200
"""So many orders on each side are looked at: what somebody did long ago says little."""
_ORDERED: Final = tuple(
    str(state)
    for state in (
        *(State.PLACED, State.IN_PROGRESS, State.SHIPPED, State.DELIVERED),
        *(State.DISPUTED, State.DECIDED, State.COMPLETED, State.CANCELLED),
    )
)


@dataclass(frozen=True, slots=True)
class Record:
    """A company's newest orders, as buyer and as seller, and in how many cases they ended; whose fault it was is not in it."""

    since: datetime
    orders: int
    cases: int

    @property
    def percent(self) -> int:
        return round(100 * self.cases / self.orders) if self.orders else 0


async def records_of(tx: Tx, deal: Deal) -> tuple[Record, ...]:
    """(the buyer's, the seller's)."""
    sides = (deal.trade.buyer_company_id, deal.trade.seller_company_id)
    # Found, not got: looking at a company must not hold it against those who trade.
    since = {company.id: company.created_at for company in await tx.find(Company, id=sides, limit=2)}
    return tuple([await _record(tx, side, since.get(side, deal.trade.created_at)) for side in sides])


async def _record(tx: Tx, company_id: str, since: datetime) -> Record:
    orders = [
        *await tx.find(Negotiation, buyer_company_id=company_id, state=_ORDERED, order="-updated_at", limit=NEWEST),
        *await tx.find(Negotiation, seller_company_id=company_id, state=_ORDERED, order="-updated_at", limit=NEWEST),
    ]
    ids = tuple(sorted(trade.id for trade in orders))
    cases = await tx.count(Dispute, negotiation_id=ids) if ids else 0
    return Record(since, len(orders), cases)
