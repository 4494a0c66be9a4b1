"""Who deals with a company hears that moderators hold it because of its name, and that they do so no more."""

from __future__ import annotations

from typing import Final

from core.ports.unit_of_work import Tx
from core.process.definition import Notice, Told
from core.services.trading import Trading
from core.trades import ENDED, Negotiation, State

DEALS_MAX: Final = 500
"""On either side; who has more of them under way finds it on the cards of the oldest."""
_STATES: Final = tuple(state.value for state in State if state not in ENDED)
"""Whoever has a deal under way reads it on its card as well, from the beginning of a hold to its end."""


class HoldNews:
    """Runs inside the unit of work in which it was decided."""

    def __init__(self, trading: Trading) -> None:
        self._trading = trading

    async def tell(self, tx: Tx, company_id: str, notice: str) -> None:
        """Once a person and deal; not the company itself, which is told in other words."""
        for mine, to in (("buyer_company_id", Told.SELLER), ("seller_company_id", Told.BUYER)):
            found = await tx.find(
                Negotiation,
                **{mine: company_id},
                state=_STATES,
                order="-updated_at",
                limit=DEALS_MAX,
            )
            for trade in found:
                deal = await tx.deal(trade.id)
                if deal is not None:
                    told = (Notice(to, notice),)
                    await self._trading.tell(tx, deal, told, role=None, seat=None, detail={})
