"""The stage of a demo: the people, the clock, and the small steps that every script is made of.

Each step ends when the one who acted sees its effect, so that a process killed between two steps has something to find.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

import httpx

from adapters.sandbox import cast
from adapters.sandbox.people import NotSeen, Payer, SlackPerson, TelegramPerson

_FORM_SECONDS = 6.0
LISTING = "Hot-rolled steel sheet S235JR 2 mm"
REASONS = "The photos and the delivery note show that four tenths of the sheets are bent."


class Stage:
    """Berta buys on Telegram, Sven sells on Slack, Mara moderates in Slack's #moderators."""

    def __init__(self, base_url: str, *, seller_account: str = "", patience_seconds: float = 60) -> None:
        self.base_url = base_url
        self.seller_account = seller_account
        self.berta = TelegramPerson(base_url, cast.BERTA.id)
        self.sven = SlackPerson(base_url, cast.SVEN.id)
        self.mara = SlackPerson(base_url, cast.MARA.id).in_channel(f"#{cast.MODERATORS_CHANNEL.name}")
        self.mara_privately = SlackPerson(base_url, cast.MARA.id)
        self.payer = Payer(base_url)
        self.patience_seconds = patience_seconds
        self.rest: Callable[[], Awaitable[None]] | None = None
        """Waits until nothing is under way any more; there where the market runs in this very process."""

    async def passes(self, period: timedelta) -> None:
        """The world's clock moves on."""
        async with httpx.AsyncClient(trust_env=False, timeout=90) as client:
            answer = await client.post(f"{self.base_url}/_clock", json={"seconds": period.total_seconds()})
            answer.raise_for_status()
        if self.rest is not None:
            await self.rest()

    async def buyer_sees(self, words: str) -> None:
        await self.berta.sees(words, self.patience_seconds)

    async def seller_sees(self, words: str) -> None:
        await self.sven.sees(words, self.patience_seconds)

    async def desk_sees(self, words: str) -> None:
        await self.mara.sees(words, self.patience_seconds)

    async def fills(self, person: SlackPerson, label: str, values: Mapping[str, Any]) -> None:
        """Press a button and fill in its form. A form has three seconds to open; whoever sees none presses again."""
        for tries_left in (2, 1, 0):
            await person.press(label, self.patience_seconds)
            try:
                await person.fills(values, _FORM_SECONDS if tries_left else self.patience_seconds)
            except NotSeen:
                if not tries_left:
                    raise
            else:
                return

    # ── talks ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def joins(self) -> None:
        await self.berta.say("/start")
        await self.berta.press("Join", self.patience_seconds)
        await self.buyer_sees("What is your name?")
        await self.berta.say("Berta Brandt")
        await self.buyer_sees("For which company")
        await self.berta.say("Brandt Bau GmbH")
        await self.buyer_sees("delivery address?")
        await self.berta.say("Werftstraße 12, 20457 Hamburg")
        await self.berta.press("EUR", self.patience_seconds)
        await self.buyer_sees("Currency: EUR")
        await self.berta.press("Join", self.patience_seconds)
        await self.buyer_sees("You trade for Brandt Bau GmbH")

    async def finds(self) -> None:
        await self.berta.say("/browse steel sheet S235JR")
        await self.berta.press("1. Hot-rolled", self.patience_seconds)
        await self.buyer_sees("Minimum order")

    async def offers(self) -> None:
        await self.berta.press("Make an offer", self.patience_seconds)
        await self.buyer_sees("How many?")
        await self.berta.press("50 sheets", self.patience_seconds)
        await self.buyer_sees("What price per unit")
        await self.berta.say("39.50")
        await self.berta.press("Nothing on top", self.patience_seconds)
        await self.berta.press("DAP", self.patience_seconds)
        await self.buyer_sees("Which named place")
        await self.berta.say("Hamburg")
        await self.berta.press("14 days", self.patience_seconds)
        await self.berta.press("3 days", self.patience_seconds)
        await self.buyer_sees("Anything to add?")
        await self.berta.press("Skip", self.patience_seconds)
        await self.berta.press("Send the offer", self.patience_seconds)
        await self.buyer_sees("Your offer is sent.")
        await self.seller_sees("A new offer is on the table.")

    async def counters(self) -> None:
        await self.fills(self.sven, "Counter / new offer", {"Unit price": "40.80"})
        await self.sven.press("Send the offer", self.patience_seconds)
        await self.seller_sees("Your offer is sent.")
        await self.buyer_sees("Offer no. 2 by Hansa")

    async def accepts(self) -> None:
        await self.berta.press("Accept", self.patience_seconds)
        await self.buyer_sees("Accept these terms?")
        await self.berta.press("Accept", self.patience_seconds)
        await self.buyer_sees("You accepted the offer.")
        await self.seller_sees("Your offer was accepted.")

    # ── money and signatures ─────────────────────────────────────────────────────────────────────────────────────

    async def requests_payment(self) -> None:
        await self.sven.press("Request payment", self.patience_seconds)
        await self.buyer_sees("Your payment page is ready.")

    async def pays(self) -> None:
        link = await self.berta.press("Pay €", self.patience_seconds)
        payment = await self.payer.pays(str(link["url"]))
        assert payment.paid, payment.words
        await self.buyer_sees("Please read the agreement and sign.")
        await self.seller_sees("Please read the agreement and sign.")

    async def buyer_signs(self) -> None:
        await self.berta.press("Read and sign", self.patience_seconds)
        await self.buyer_sees("Type your full legal name.")
        await self.berta.say("Berta Brandt")
        await self.berta.press("I sign", self.patience_seconds)
        await self.buyer_sees("You signed.")
        await self.seller_sees("The other side has signed.")

    async def seller_signs(self) -> None:
        await self.fills(self.sven, "Read and sign", {"Legal name": "Sven Hansen"})
        await self.sven.press("I sign", self.patience_seconds)
        await self.seller_sees("The order is placed.")
        await self.buyer_sees("The order is placed.")

    # ── goods ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def starts(self) -> None:
        await self.sven.press("Start preparing", self.patience_seconds)
        await self.buyer_sees("The seller is preparing the goods.")

    async def ships(self) -> None:
        await self.fills(self.sven, "Ship", {"Carrier": "DB Schenker", "Tracking number": "DBS4711820"})
        await self.sven.press("Shipped", self.patience_seconds)
        await self.buyer_sees("The goods are on their way.")

    async def ships_a_part(self) -> None:
        """One message: the carrier is recognised by its number."""
        await self.sven.say("ship x20 1Z5R89390357567127 first pallet")
        await self.seller_sees("20 sheets shipped with UPS")
        await self.buyer_sees("The goods are on their way.")

    async def receives_the_part(self) -> None:
        await self.berta.say("/received")
        await self.seller_sees("The buyer has received the goods")

    async def accepts_the_part(self) -> None:
        await self.berta.press("Accept this part", self.patience_seconds)
        await self.buyer_sees("This can not be undone.")
        await self.berta.press("Accept this part", self.patience_seconds)
        await self.seller_sees("accepted a part")

    async def ships_the_rest(self) -> None:
        await self.sven.say("ship DB Schenker DBS4711820")
        await self.seller_sees("30 sheets shipped with DB Schenker")
        await self.buyer_sees("The goods are on their way.")

    async def receives(self) -> None:
        await self.berta.press("I received it", self.patience_seconds)
        await self.buyer_sees("Please inspect the goods now.")
        await self.seller_sees("The buyer has received the goods")

    async def accepts_goods(self) -> None:
        await self.berta.press("Accept the goods", self.patience_seconds)
        await self.buyer_sees("This can not be undone.")
        await self.berta.press("Accept the goods", self.patience_seconds)
        await self.buyer_sees("You accepted the goods.")

    async def is_paid_out(self) -> None:
        await self.seller_sees("You have been paid.")

    async def says_nothing_after_delivery(self) -> None:
        """The inspection time passes in steps, so that reminders come first."""
        for days in (4, 2, 2):
            await self.passes(timedelta(days=days))
            await asyncio.sleep(0.6)
        await self.buyer_sees("The seller is being paid automatically.")

    async def never_pays(self) -> None:
        await self.passes(timedelta(hours=13))
        await self.buyer_sees("Reminder: the payment is still open.")
        await self.passes(timedelta(hours=12))
        await self.buyer_sees("it was not paid in time. Nothing was taken.")
        await self.seller_sees("it was not paid in time. Nothing was taken.")
