"""The steps of a demo in which a company has more than one person: inviting, a limit, and an approval."""

from __future__ import annotations

import re

from adapters.sandbox import cast
from adapters.sandbox.people import TelegramPerson
from bot.demo.stage_money import MoneyStage

_CODE = re.compile(r"\b[0-9A-Z]{10}\b")
LIMIT = "2000"
"""More than he offers, less than is asked of him."""


class CompanyStage(MoneyStage):
    """Berta owns the buying company; Tomas trades for it, up to a limit."""

    @property
    def tomas(self) -> TelegramPerson:
        return TelegramPerson(self.base_url, cast.TOMAS.id)

    async def hires_a_trader(self) -> None:
        await self.berta.say("/company")
        await self.buyer_sees("The people of Brandt Bau GmbH")
        await self.berta.press("Invite a colleague", self.patience_seconds)
        shown = await self.berta.sees("writes to me: join", self.patience_seconds)
        code = _CODE.search(shown.text)
        assert code is not None, shown.text
        await self.tomas.say("/start")
        await self.tomas.sees("join with your company", self.patience_seconds)
        await self.tomas.say(f"/join {code[0]} Tomas Ruiz")
        await self.tomas.sees("You trade for Brandt Bau GmbH", self.patience_seconds)

    async def sets_a_limit(self) -> None:
        await self.berta.say("/company")
        await self.berta.press("Tomas Ruiz", self.patience_seconds)
        await self.berta.press("Set the limit", self.patience_seconds)
        await self.buyer_sees("may this member accept an offer alone?")
        await self.berta.say(LIMIT)
        await self.buyer_sees("Trader, alone up to €2,000.00")

    async def trader_offers(self) -> None:
        """As Berta would, in Tomas' own chat."""
        owner, self.berta = self.berta, self.tomas
        try:
            await self.finds()
            await self.offers()
        finally:
            self.berta = owner

    async def trader_may_not_accept_alone(self) -> None:
        tomas = self.tomas
        await tomas.sees("Offer no. 2 by Hansa", self.patience_seconds)
        await tomas.press("Ask a colleague to approve", self.patience_seconds)
        await tomas.sees("Your colleagues have been asked.", self.patience_seconds)
        assert "Accept" not in await tomas.labels(), await tomas.labels()
        await self.buyer_sees("A colleague asks you to approve")

    async def owner_approves(self) -> None:
        await self.berta.press("Approve and accept", self.patience_seconds)
        await self.buyer_sees("Approve these terms?")
        await self.berta.press("Approve and accept", self.patience_seconds)
        await self.buyer_sees("You approved, and the offer is accepted.")
        await self.tomas.sees("A colleague approved, and the offer is accepted.", self.patience_seconds)
        await self.seller_sees("Your offer was accepted.")
