"""What Stripe tells without being asked to do anything: disputes, warnings, sellers' accounts, events, its own books."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from adapters.stripe.provider import StripeProvider, rows_of, with_key
from adapters.stripe.reports import (
    balances_of,
    chargeback_of_dispute,
    chargeback_of_warning,
    movement_of_line,
    payee_of_account,
    payout_of_seller,
)
from adapters.stripe.webhook import BadSignature, event_of
from core.ports.payments import (
    BankPayout,
    ChargebackSnapshot,
    OutcomeUnknown,
    PayeeSnapshot,
    ProviderEvent,
    ProviderMovement,
    ProviderUnavailable,
)

if TYPE_CHECKING:
    from stripe.params import AccountCreateParams, AccountLinkCreateParams

PAGE_SIZE = 100
MOST_PAGES = 1_000


class StripeNews:
    """`ProviderNews` over the same line as the instructions."""

    def __init__(self, stripe: StripeProvider) -> None:
        self._stripe = stripe
        self._api = stripe.client.v1

    async def chargeback(self, ref: str) -> ChargebackSnapshot:
        reading = self._api.disputes.retrieve_async(ref)
        return chargeback_of_dispute(await self._stripe.ask("dispute", reading, ProviderUnavailable))

    async def fraud_warning(self, ref: str) -> ChargebackSnapshot:
        reading = self._api.radar.early_fraud_warnings.retrieve_async(ref, {"expand": ["charge"]})
        raw = await self._stripe.ask("radar.early_fraud_warning", reading, ProviderUnavailable)
        return chargeback_of_warning(raw)

    async def payee(self, account_ref: str) -> PayeeSnapshot:
        reading = self._api.accounts.retrieve_async(account_ref)
        return payee_of_account(await self._stripe.ask("account", reading, ProviderUnavailable))

    async def open_payee(self, body: Mapping[str, Any], *, key: str) -> PayeeSnapshot:
        """An account that Stripe looks after: it asks its owner, shows them a dashboard, and pays them out daily."""
        params: AccountCreateParams = {
            "country": str(body["country"]),
            "controller": {
                "fees": {"payer": "application"},
                "losses": {"payments": "application"},
                "stripe_dashboard": {"type": "express"},
                "requirement_collection": "stripe",
            },
            "capabilities": {"transfers": {"requested": True}},
            "metadata": {"company_id": str(body["company_id"]), "key": key},
        }
        opening = self._api.accounts.create_async(params, with_key(key))
        return payee_of_account(await self._stripe.ask("account", opening, OutcomeUnknown))

    async def onboarding_link(self, account_ref: str, *, return_url: str, refresh_url: str, key: str) -> str:
        params: AccountLinkCreateParams = {
            "account": account_ref,
            "type": "account_onboarding",
            "return_url": return_url,
            "refresh_url": refresh_url,
        }
        linking = self._api.account_links.create_async(params, with_key(key))
        raw = await self._stripe.ask("account_link", linking, OutcomeUnknown)
        return str(raw["url"])

    async def bank_payout(self, account_ref: str, ref: str) -> BankPayout:
        reading = self._api.payouts.retrieve_async(ref, None, {"stripe_account": account_ref})
        return payout_of_seller(await self._stripe.ask("payout", reading, ProviderUnavailable), account_ref)

    async def bank_payouts(self, account_ref: str, since: datetime) -> list[BankPayout]:
        found = [
            payout_of_seller(row, account_ref)
            async for row in self._pages(
                lambda params: self._api.payouts.list_async(params, {"stripe_account": account_ref}), since
            )
        ]
        return found[::-1]

    async def events_since(self, since: datetime) -> list[ProviderEvent]:
        found = []
        async for row in self._pages(self._api.events.list_async, since):
            try:
                found.append(event_of(row))
            except BadSignature:
                continue  # about something without an id of its own (a balance), which sets off nothing
        return found[::-1]

    async def movements(self, since: datetime) -> list[ProviderMovement]:
        lines = self._pages(self._api.balance_transactions.list_async, since, expand=["data.source"])
        found = [movement_of_line(row) async for row in lines]
        return found[::-1]

    async def balances(self) -> dict[str, int]:
        return balances_of(await self._stripe.ask("balance", self._api.balance.retrieve_async(), ProviderUnavailable))

    async def _pages(
        self, listing: Callable[[Any], Awaitable[object]], since: datetime, **more: Any
    ) -> AsyncIterator[dict[str, Any]]:
        """Every row from then on, newest first, as Stripe lists them."""
        params: dict[str, Any] = {"limit": PAGE_SIZE, "created": {"gte": max(0, int(since.timestamp()))}, **more}
        for _ in range(MOST_PAGES):
            page = await self._stripe.ask("list", listing(params), ProviderUnavailable)
            rows = rows_of(page)
            for row in rows:
                yield row
            if not page.get("has_more") or not rows:
                return
            params = {**params, "starting_after": rows[-1]["id"]}
        raise ProviderUnavailable("a list of Stripe's has no end")
