"""Instructions that must not leave now, although they are due: what a bank decides about, and payouts that are stopped."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.events import Bookmark
from core.members import Company
from core.payments import ProviderIntent
from core.ports.unit_of_work import Tx
from core.process.settling import bank_decides
from core.trades import Negotiation

PAYOUTS_STOPPED = "payouts-stopped"
"""The bookmark that is there while our books and the provider's disagree: nothing is paid out to sellers meanwhile."""
LOOK_AGAIN = timedelta(minutes=10)


async def must_wait_until(tx: Tx, intent: ProviderIntent, now: datetime) -> datetime | None:
    """When to look at a transfer or refund again that must not be sent now; None when it may leave."""
    until = None
    if intent.kind == "transfer":
        until = await _payout_waits(tx, intent, now)
    if until is None:
        deal = await tx.deal(intent.negotiation_id)
        until = now + LOOK_AGAIN if deal is not None and bank_decides(deal) else None
    return until


async def _payout_waits(tx: Tx, intent: ProviderIntent, now: datetime) -> datetime | None:
    """While the books differ, and while the seller's chats have just been joined or parted."""
    if await tx.get(Bookmark, PAYOUTS_STOPPED) is not None:
        return now + LOOK_AGAIN
    trade = await tx.get(Negotiation, intent.negotiation_id)
    company = await tx.get(Company, trade.seller_company_id) if trade is not None else None
    until = company.payout_held_until if company is not None else None
    return until if until is not None and until > now else None
