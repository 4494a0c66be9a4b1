"""`python -m bot provider-check`: is this Stripe account, in test mode, what a market needs? Says which step failed."""

from __future__ import annotations

import asyncio
import json
import secrets
import socket
import sys
import time
from collections.abc import Awaitable, Callable

from bot.settings import BadSettings, Settings, read_settings

WAIT_SECONDS = 20.0


class Ears:
    """Keeps what the webhook was told, verified; asks no database."""

    def __init__(self, wait_seconds: float) -> None:
        self._wait_seconds = wait_seconds
        self._heard: list[tuple[str, str]] = []
        self._news = asyncio.Event()

    async def accept(self, channel: str, tenant: str, event_id: str, raw: bytes) -> bool:
        """Implements the intake port."""
        del channel, tenant, event_id
        event = json.loads(raw)
        self._heard.append((str(event["kind"]), str(event["object_ref"])))
        self._news.set()
        return True

    async def answer(self, channel: str, tenant: str, event_id: str, raw: bytes) -> dict[str, str]:
        await self.accept(channel, tenant, event_id, raw)
        return {}

    async def hears(self, kind: str, ref: str) -> bool:
        """Whether such an event has come, or comes within the time; an empty `ref` is any object's."""
        ends = time.monotonic() + self._wait_seconds
        while not any(heard == kind and ref in ("", about) for heard, about in self._heard):
            left = ends - time.monotonic()
            if left <= 0:
                return False
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), left)
            except TimeoutError:
                return False
        return True


def run_provider_check(*, currency: str, webhooks: bool, wait_seconds: float) -> int:
    """0 when every step went well, 1 when one failed, 2 when nothing could be tried."""
    try:
        settings = read_settings()
    except BadSettings as fault:
        print(f"The settings are not usable:\n{fault}", file=sys.stderr)
        return 2
    key = settings.STRIPE_SECRET_KEY.get_secret_value()
    if not key.startswith(("sk_test_", "rk_test_")):
        print("STRIPE_SECRET_KEY must be a key of test mode (sk_test_…): this check moves money.", file=sys.stderr)
        return 2
    if webhooks and not settings.STRIPE_WEBHOOK_SECRET.get_secret_value():
        print("STRIPE_WEBHOOK_SECRET is missing. Use --no-webhooks to check without.", file=sys.stderr)
        return 2
    return asyncio.run(check(settings, currency=currency, webhooks=webhooks, wait_seconds=wait_seconds))


async def check(settings: Settings, *, currency: str, webhooks: bool, wait_seconds: float = WAIT_SECONDS) -> int:
    """The walk, printed step by step."""
    from adapters.stripe.checking import ProviderCheck
    from adapters.stripe.provider import StripeProvider
    from bot.world import SystemClock

    clock, ears = SystemClock(), Ears(wait_seconds)
    serving = None
    if webhooks:
        try:
            serving = await _listen(settings, ears)
        except OSError as fault:
            print(f"Port {settings.PORT} is taken ({fault.strerror}): end the market first.", file=sys.stderr)
            return 2
    stripe = StripeProvider(
        settings.STRIPE_SECRET_KEY.get_secret_value(), clock=clock, api_base=settings.STRIPE_API_BASE
    )

    async def deaf(_kind: str, _ref: str) -> bool:
        return True

    hears = ears.hears if webhooks else deaf
    try:
        steps = await ProviderCheck(stripe, hears=hears, currency=currency, run=secrets.token_hex(6)).walk()
    finally:
        await stripe.close()
        if serving is not None:
            await serving()
    for step in steps:
        print(f"{'ok    ' if not step.fault else 'FAILED'} {step.name}{': ' + step.fault if step.fault else ''}")
    failed = [step for step in steps if step.fault]
    print("The account does what a market needs." if not failed else f"{len(failed)} of {len(steps)} steps failed.")
    return 1 if failed else 0


async def _listen(settings: Settings, ears: Ears) -> Callable[[], Awaitable[None]]:
    """Take webhooks where the market would; returns how to stop."""
    import uvicorn

    from adapters.http.app import http_app
    from adapters.http.pages import PageWords
    from adapters.stripe.webhook import read_event
    from bot.world import SystemClock

    clock, secrets_ = SystemClock(), settings.STRIPE_WEBHOOK_SECRET.get_secret_value().split(",")

    async def is_healthy() -> bool:
        return True

    app = http_app(
        intake=ears,
        read_event=lambda body, signature: read_event(body, signature, secrets_, clock.now()),
        is_healthy=is_healthy,
        clock=clock,
        words_after_paying=lambda _paid, _wanted: PageWords("en", "Parley", "provider-check"),
    )
    listening = socket.create_server((settings.HOST, settings.PORT))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    # The socket listens already, so an early webhook waits in its queue.
    serving = asyncio.create_task(server._serve(sockets=[listening]), name="webhooks")

    async def stop() -> None:
        server.should_exit = True
        await serving

    return stop
