"""The sandbox's Stripe: a stateful server on loopback that speaks Stripe's wire format and keeps its own books."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from adapters.sandbox.clock import WorldClock
from adapters.sandbox.stripe_accounts import Accounts
from adapters.sandbox.stripe_books import Balances, CheckerBooks
from adapters.sandbox.stripe_charging import Charging
from adapters.sandbox.stripe_checkout import Checkout
from adapters.sandbox.stripe_control import StripeControl, View
from adapters.sandbox.stripe_customers import Customers
from adapters.sandbox.stripe_desk import ApiDesk
from adapters.sandbox.stripe_disputes import Disputes
from adapters.sandbox.stripe_events import Webhooks
from adapters.sandbox.stripe_faults import StripeFaults
from adapters.sandbox.stripe_idempotency import IdempotencyKeys
from adapters.sandbox.stripe_pages import StripePages
from adapters.sandbox.stripe_payments import Payments
from adapters.sandbox.stripe_payouts import Payouts
from adapters.sandbox.stripe_refunds import Refunds
from adapters.sandbox.stripe_transfers import Transfers
from adapters.sandbox.stripe_warnings import FraudWarnings
from adapters.sandbox.stripe_world import StripeTerms, StripeWorld
from adapters.sandbox.wire_log import WireLog

DEFAULT_SECRET_KEY: Final = "sk_test_sandbox"  # noqa: S105 - it opens nothing but this sandbox
DEFAULT_WEBHOOK_SECRET: Final = "whsec_sandbox"  # noqa: S105 - as above
_TICK_SECONDS: Final = 0.05
_METHODS: Final = ["GET", "POST", "PUT", "PATCH", "DELETE"]
_log = logging.getLogger(__name__)


class StripeSandbox:
    """One Stripe platform account with its connected accounts, in memory, on one event loop.

    Mount `routes()` where `base_url` points to (`http://127.0.0.1:PORT/stripe`); the official client then works with
    `base_addresses={"api": base_url}`. A background task, started by the first request, does what comes due by the
    world's clock and delivers webhooks; `close()` ends it. Same `seed`, same ids and same faults: leave it out where
    the product's database outlives the sandbox, because ids would come again.
    """

    def __init__(
        self,
        clock: WorldClock,
        wire: WireLog,
        *,
        base_url: str,
        secret_keys: Sequence[str] = (DEFAULT_SECRET_KEY,),
        webhook_secret: str = DEFAULT_WEBHOOK_SECRET,
        webhook_url: str | None = None,
        terms: StripeTerms | None = None,
        seed: int | None = None,
    ) -> None:
        self._world = world = StripeWorld(clock, terms or StripeTerms(), base_url, seed)
        self._task: asyncio.Task[None] | None = None
        faults = StripeFaults(seed)
        balances, books, keys = Balances(world), CheckerBooks(), IdempotencyKeys(world)
        charging = Charging(world, balances, books)
        payments = Payments(world, charging)
        checkout = Checkout(world, payments, charging)
        accounts = Accounts(world, balances)
        self._refunds = refunds = Refunds(world, balances, books, faults)
        disputes = Disputes(world, balances, books, refunds)
        self._webhooks = webhooks = Webhooks(world, faults, wire, webhook_secret)
        payouts, transfers = Payouts(world, balances, books, faults), Transfers(world, balances, books)
        warnings, customers = FraudWarnings(world), Customers(world)
        parts = (payments, checkout, accounts, refunds, disputes, webhooks, payouts, transfers, customers, warnings)
        handlers = {name: handler for part in parts for name, handler in part.operations().items()}
        self._desk = ApiDesk(
            world,
            faults,
            keys,
            books,
            accounts,
            wire=wire,
            secret_keys=secret_keys,
            handlers=handlers,
            bring_up_to_date=self._bring_up_to_date,
        )
        self._pages = StripePages(world, checkout, charging, accounts, balances)
        self._control = StripeControl(
            world,
            books,
            balances,
            faults,
            keys,
            charging=charging,
            checkout=checkout,
            accounts=accounts,
            refunds=refunds,
            disputes=disputes,
            warnings=warnings,
            webhooks=webhooks,
        )
        if webhook_url is not None:
            webhooks.configure(webhook_url, webhook_secret)

    def routes(self) -> list[BaseRoute]:
        """The API under /v1, the pages for people, and the control endpoints under /_…"""
        api = Route("/v1/{path:path}", self._current(self._desk.answer), methods=_METHODS)
        return [api, *self._pages.routes(self._current), *self._control.routes(self._current)]

    def start(self) -> None:
        """Start the background task on the running loop; the first request does it too."""
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._keep_going(), name="sandbox-stripe")

    @property
    def undelivered(self) -> int:
        """Events that wait for the product, and those that it has not answered yet."""
        return self._webhooks.undelivered()

    async def close(self) -> None:
        """End the background task and close the connections to webhook addresses."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None
        await self._webhooks.close()

    def _current(self, view: View) -> View:
        async def viewed(request: Request) -> Response:
            self.start()
            self._bring_up_to_date()
            return await view(request)

        return viewed

    def _bring_up_to_date(self) -> None:
        self._world.settle()
        self._refunds.settle()

    async def _keep_going(self) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._webhooks.stirred.wait(), _TICK_SECONDS)
            self._webhooks.stirred.clear()
            try:
                self._bring_up_to_date()
                await self._webhooks.deliver()
            except Exception:
                _log.exception("the sandbox's Stripe could not do what was due")
