"""A sandbox Stripe on a real loopback port, with the official client, raw HTTP and a webhook listener around it."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import stripe
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from uvicorn.server import ServerState

from adapters.sandbox.clock import WorldClock
from adapters.sandbox.stripe_api import DEFAULT_SECRET_KEY, StripeSandbox
from adapters.sandbox.stripe_world import StripeTerms
from adapters.sandbox.wire_log import WireLog

WEBHOOK_SECRET = "whsec_test_listener"


@dataclass
class WebhookListener:
    """What the product would have received; `status` is what it answers, as soon as `answers` is set."""

    status: int = 200
    answers: asyncio.Event = field(default_factory=asyncio.Event)
    received: list[tuple[str, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.answers.set()

    async def hear(self, request: Request) -> Response:
        self.received.append((request.headers["Stripe-Signature"], await request.body()))
        await self.answers.wait()
        return Response(status_code=self.status)


@dataclass
class StripeUnderTest:
    """All handles a test needs."""

    clock: WorldClock
    url: str
    client: Any  # the official client; untyped here because its expandable fields are unions of id and object
    http: httpx.AsyncClient
    listener: WebhookListener
    _turn: Any = field(default_factory=count)

    def key(self) -> Any:
        """Request options with a fresh idempotency key."""
        return {"idempotency_key": f"test:{next(self._turn)}"}

    async def control(self, path: str, given: dict[str, Any] | None = None) -> Any:
        """POST to a control endpoint; GET where nothing is given."""
        answer = await (self.http.get(path) if given is None else self.http.post(path, json=given))
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def post(self, path: str, key: str | None = "raw", **form: Any) -> httpx.Response:
        """A raw API call with a form body."""
        return await self.http.post(path, data=form, headers={} if key is None else {"Idempotency-Key": key})

    async def pass_time(self, **span: float) -> None:
        self.clock.advance(timedelta(**span))
        await self.control("/_settle", {})

    async def session(self, *, capture: str = "manual", amount: int = 10_000, **more: Any) -> Any:
        """A checkout session over `amount` US cents for the group "trade-1"."""
        return await self.client.v1.checkout.sessions.create_async(
            {
                "mode": "payment",
                "line_items": [
                    {
                        "price_data": {
                            "currency": "usd",
                            "unit_amount": amount,
                            "product_data": {"name": "Steel <bolts>"},
                        },
                        "quantity": 1,
                    }
                ],
                "payment_intent_data": {
                    "capture_method": capture,
                    "description": "Deal 17",
                    "metadata": {"trade": "1"},
                    "transfer_group": "trade-1",
                },
                "success_url": "https://shop.example/done?s={CHECKOUT_SESSION_ID}",
                "cancel_url": "https://shop.example/back",
                **more,
            },
            self.key(),
        )

    async def paid(self, *, capture: str = "manual", amount: int = 10_000) -> Any:
        """A PaymentIntent that has been paid by card through Checkout."""
        session = await self.session(capture=capture, amount=amount)
        done = await self.control(f"/_checkout/{session.id}", {"card": "ok"})
        return await self.client.v1.payment_intents.retrieve_async(done["payment_intent"]["id"])

    async def books(self) -> Any:
        return await self.control("/_books")

    async def event_types(self) -> list[str]:
        page = await self.client.v1.events.list_async({"limit": 100})
        return [event.type for event in reversed(page.data)]


@asynccontextmanager
async def running_stripe(terms: StripeTerms | None = None, *, captured: bool = True) -> AsyncIterator[StripeUnderTest]:
    """Serve until the block ends. A capture is written where PARLEY_WIRE_LOG names a file; calls that are wrong on
    purpose had better not be `captured`."""
    # Named as TCP, or asyncio leaves Nagle on for its connections and every answer takes 40 ms.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        origin = f"http://127.0.0.1:{listening.getsockname()[1]}"
        capture = os.environ.get("PARLEY_WIRE_LOG")
        clock, listener = WorldClock(), WebhookListener()
        sandbox = StripeSandbox(
            clock,
            WireLog(Path(capture) if capture and captured else None),
            base_url=f"{origin}/stripe",
            webhook_secret=WEBHOOK_SECRET,
            webhook_url=f"{origin}/hook",
            terms=terms,
            seed=7,
        )
        app = Starlette(
            routes=[Mount("/stripe", routes=sandbox.routes()), Route("/hook", listener.hear, methods=["POST"])]
        )
        serving, connections = await _serve(app, listening)
        transport = stripe.HTTPXClient(verify_ssl_certs=False, timeout=10)
        client = stripe.StripeClient(
            DEFAULT_SECRET_KEY,
            base_addresses={"api": f"{origin}/stripe"},
            http_client=transport,
            max_network_retries=0,
        )
        headers = {"Authorization": f"Bearer {DEFAULT_SECRET_KEY}"}
        try:
            async with httpx.AsyncClient(base_url=f"{origin}/stripe", headers=headers, trust_env=False) as http:
                yield StripeUnderTest(clock, f"{origin}/stripe", client, http, listener)
        finally:
            await transport.close_async()  # type: ignore[no-untyped-call]
            await sandbox.close()
            for connection in list(connections):
                connection.shutdown()
            serving.close()
            await serving.wait_closed()


async def _serve(app: Starlette, listening: socket.socket) -> tuple[asyncio.Server, set[Any]]:
    """uvicorn's protocol on the socket, without its server's start and stop, which last longer than most tests."""
    config = uvicorn.Config(app, log_config=None, lifespan="off", access_log=False)
    config.load()
    state = ServerState()
    loop = asyncio.get_running_loop()
    speaker: Any = config.http_protocol_class
    protocol = partial(speaker, config=config, server_state=state, app_state={})
    return await loop.create_server(protocol, sock=listening), state.connections
