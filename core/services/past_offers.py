"""What a company agreed before, so that it can be offered again."""

from __future__ import annotations

from core.listings import Product
from core.offers import Offer
from core.ports.unit_of_work import Tx
from core.trades import Negotiation

_LOOKED_BACK = 5


async def last_agreed(tx: Tx, product: Product, company_id: str) -> Offer | None:
    """The terms this company agreed about this listing the last time."""
    if not company_id:
        return None
    past = await tx.find(
        Negotiation,
        product_id=product.id,
        buyer_company_id=company_id,
        status="agreement_reached",
        order="-created_at",
        limit=_LOOKED_BACK,
    )
    for trade in past:
        deal = await tx.deal(trade.id)
        if deal is not None and deal.accepted is not None:
            return deal.accepted
    return None
