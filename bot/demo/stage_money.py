"""The steps of a demo in which the money does not go the straight way: banks, cards, and the provider's own moods."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import timedelta
from typing import Any

import httpx

from adapters.sandbox import cast
from adapters.sandbox.people import NotSeen, SlackPerson
from bot.demo.stage import Stage

_KEY = {"Authorization": "Bearer sk_test_sandbox"}
DECLINES = 5
BANK_ACCOUNT = "Parley Market, DE02 1203 0000 0000 2020 51"


class MoneyStage(Stage):
    """The same people. Banks, card networks and the provider are played by the sandbox's own controls."""

    async def control(self, path: str, **given: Any) -> dict[str, Any]:
        """Act as a bank, a card network or the provider itself."""
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.post(f"{self.base_url}/stripe{path}", json=given)
            found: dict[str, Any] = answer.raise_for_status().json()
            return found

    async def provider(self, path: str, **given: str) -> dict[str, Any]:
        """Look at the provider's objects with the platform's own key."""
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.get(f"{self.base_url}/stripe/v1/{path}", params=given, headers=_KEY)
            found: dict[str, Any] = answer.raise_for_status().json()
            return found

    async def has_float(self) -> None:
        """A whole refund takes more than the payment left after the provider's fee: the operator pays some in."""
        await self.control("/_topup", amount=50_000, currency="eur")

    # ── paying ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def page(self) -> str:
        """The address of the payment page."""
        return str((await self.berta.press("Pay €", self.patience_seconds))["url"])

    async def fails_then_passes_challenge(self) -> None:
        page = await self.page()
        refused = await self.payer.pays(page, "3ds_fail")
        assert not refused.paid, refused
        await self.buyer_sees("The payment was declined.")
        passed = await self.payer.pays(page, "3ds")
        assert passed.paid, passed.words
        await self.buyer_sees("Please read the agreement and sign.")
        await self.seller_sees("Please read the agreement and sign.")

    async def is_declined(self) -> None:
        refused = await self.payer.pays(await self.page(), "decline")
        assert not refused.paid, refused
        await self.buyer_sees("The payment was declined.")

    async def leaves_a_page_behind(self) -> None:
        """Declined as often as is allowed; asks for a new page, and pays the old one by bank debit before it closes."""
        old = await self.page()
        for _ in range(DECLINES):
            assert not (await self.payer.pays(old, "decline")).paid
        await self.buyer_sees("The payment was declined.")
        # The provider is slow to close the old page: until the buyer has used it once more.
        await self.control("/_faults", lock_timeout={"endpoint": "POST /v1/checkout/sessions/*/expire", "rate": 1.0})
        await self._asks_for_a_new_page()
        late = await self.payer.pays(old, "bank_debit")
        assert late.paid, late.words
        await self.control("/_faults", lock_timeout=0)
        async with asyncio.timeout(self.patience_seconds):
            while await self.page() == old:  # noqa: ASYNC110 - it happens at the pretended platform
                await asyncio.sleep(0.05)

    async def _asks_for_a_new_page(self) -> None:
        """News of another decline may change the card under the finger: then it is pressed once more."""
        for seconds in (6.0, 6.0, self.patience_seconds):
            with contextlib.suppress(NotSeen):
                await self.berta.press("New payment page", seconds)
            with contextlib.suppress(NotSeen):
                await self.berta.sees("A new payment page is being prepared.", seconds)
                return
        await self.buyer_sees("A new payment page is being prepared.")

    async def window_ends_and_money_comes(self) -> None:
        await self.passes(timedelta(hours=25))
        await self.buyer_sees("it was not paid in time. Nothing was taken.")
        await self.passes(timedelta(days=4))
        await self.buyer_sees("A payment came in after the deal had ended.")
        await self.seller_sees("A payment came in after the deal had ended.")

    async def refund_waits_for_funds(self) -> None:
        await self.buyer_sees("waits for funds")
        await self.desk_sees("does not cover it")
        await self.has_float()
        await self.passes(timedelta(days=3))
        await self.buyer_sees("The refund is done.")

    # ── by bank transfer ─────────────────────────────────────────────────────────────────────────────────────────

    async def pays_by_transfer(self) -> None:
        page = await self.page()
        async with httpx.AsyncClient(trust_env=False) as client:
            told = (await client.get(page)).raise_for_status().text
        assert BANK_ACCOUNT in told, told
        await self.desk_sees("A bank transfer is expected")
        noor = SlackPerson(self.base_url, cast.NOOR.id).in_channel(f"#{cast.MODERATORS_CHANNEL.name}")
        await noor.press("It has arrived", self.patience_seconds)
        await self.buyer_sees("Please read the agreement and sign.")
        await self.seller_sees("Please read the agreement and sign.")

    async def seller_signs_for_money_that_is_here(self) -> None:
        """Nothing is left to be captured: with the second signature the order is placed."""
        await self.fills(self.sven, "Read and sign", {"Legal name": "Sven Hansen"})
        await self.sven.press("I sign", self.patience_seconds)
        await self.seller_sees("Order placed")
        await self.buyer_sees("The other side has signed.")

    async def is_paid_by_transfer(self) -> None:
        await self.desk_sees("Please pay a seller")
        noor = SlackPerson(self.base_url, cast.NOOR.id).in_channel(f"#{cast.MODERATORS_CHANNEL.name}")
        await noor.press("It is sent", self.patience_seconds)
        await self.is_paid_out()

    # ── after the release ────────────────────────────────────────────────────────────────────────────────────────

    async def buyers_bank_takes_it_back(self) -> None:
        paid = (await self.provider("payment_intents", limit="1"))["data"][0]
        dispute = await self.control("/_disputes", payment_intent=paid["id"], reason="product_not_received")
        await self.buyer_sees("The buyer’s bank is taking the payment back.")
        await self.seller_sees("The buyer’s bank is taking the payment back.")
        await self.desk_sees("A chargeback.")
        # The evidence leaves two days before the bank's date, without anybody's doing.
        await self.passes(timedelta(days=7, hours=1))
        await self.desk_sees("The evidence for a chargeback was sent.")
        heard = await self.provider(f"disputes/{dispute['id']}")
        assert heard["status"] == "under_review", heard["status"]
        assert "DBS4711820" in str(heard["evidence"]["shipping_tracking_number"]), heard["evidence"]
        await self.control(f"/_disputes/{dispute['id']}", outcome="lost")
        await self.seller_sees("The buyer’s bank kept the money.")

    async def seller_spends_it(self) -> None:
        """The seller has the money sent to their own bank as soon as it is there: nothing is left to be taken back."""
        await self.passes(timedelta(days=8))
        async with httpx.AsyncClient(trust_env=False) as client:
            books = (await client.get(f"{self.base_url}/stripe/_books")).raise_for_status().json()
            left = books["connected"][self.seller_account]["eur"]
            (await self._withdrawn(client, left, "the-seller-s-money")).raise_for_status()

    async def _withdrawn(self, client: httpx.AsyncClient, amount: int, key: str) -> httpx.Response:
        headers = {**_KEY, "Stripe-Account": self.seller_account, "Idempotency-Key": key}
        form = {"amount": str(amount), "currency": "eur"}
        return await client.post(f"{self.base_url}/stripe/v1/payouts", data=form, headers=headers)

    async def seller_owes(self) -> None:
        await self.seller_sees("could not return the money for a chargeback")
        await self.sven.command("payout")
        await self.seller_sees("You owe after a chargeback")

    # ── the seller's account ─────────────────────────────────────────────────────────────────────────────────────

    async def seller_is_restricted(self) -> None:
        await self.control(
            f"/_accounts/{self.seller_account}", transfers="inactive", past_due=["individual.verification.document"]
        )
        await self.seller_sees("The payment provider has stopped payments to you.")

    async def payout_is_refused_then_made(self) -> None:
        await self.seller_sees("The payment provider refused a payout.")
        await self.desk_sees("The payment provider refused a payout.")
        await self.control(f"/_accounts/{self.seller_account}", ready=True)
        await self.seller_sees("You can be paid now")
        await self.sven.press("Try the payout again", self.patience_seconds)
        await self.is_paid_out()

    async def bank_sends_it_back(self) -> None:
        """The seller's own bank takes the money, and returns it a day later."""
        await self.control("/_faults", next_payout_fails=1)
        await self.passes(timedelta(days=3))
        async with httpx.AsyncClient(trust_env=False) as client:
            (await self._withdrawn(client, 100_000, "the-seller-s-own")).raise_for_status()
        await self.passes(timedelta(days=2, hours=1))
        await self.passes(timedelta(days=1, hours=1))
        await self.seller_sees("sent a payout of")
        await self.sven.command("payout")
        await self.seller_sees("the account is closed")
