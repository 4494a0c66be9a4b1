"""Events and their signed delivery to webhook addresses: late, twice, out of order or never, as ordered."""

from __future__ import annotations

import asyncio
import hashlib
import heapq
import hmac
import json
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import ip_address
from itertools import count
from typing import Final
from urllib.parse import urlsplit

import httpx

from adapters.sandbox.stripe_calls import Handler, StripeCall
from adapters.sandbox.stripe_faults import StripeFaults
from adapters.sandbox.stripe_refusals import invalid
from adapters.sandbox.stripe_shapes import Json
from adapters.sandbox.stripe_world import StripeWorld
from adapters.sandbox.wire_log import WireLog

# Waits after the 1st, 2nd… refused delivery, by the world's clock; after the last one Stripe gives up (3 days).
_WAITS: Final = tuple(timedelta(minutes=each) for each in (1, 5, 30, 120, 300, 600, 840, 1200, 1200))
_GIVES_UP: Final = timedelta(days=3)
_QUICKEST_SECONDS, _SLOWEST_SECONDS = 0.05, 2.0  # between tries of an address that does not answer, in real time
_ANSWER_WITHIN_SECONDS = 10.0
_SHUFFLED_BY_SECONDS = 0.15


@dataclass(slots=True)
class Endpoint:
    """A webhook address, what it wants to hear, and how long it is left alone after a connection failed."""

    url: str
    secret: str
    events: frozenset[str]
    connect: bool | None
    blocked_until: float = 0.0
    block_seconds: float = _QUICKEST_SECONDS

    def wants(self, kind: str, account: str | None) -> bool:
        if self.connect is not None and self.connect != (account is not None):
            return False
        return "*" in self.events or kind in self.events


@dataclass(order=True, slots=True)
class _Delivery:
    due: datetime
    turn: int
    event: Json = field(compare=False)
    account: str | None = field(compare=False)
    endpoint: Endpoint = field(compare=False)
    born: datetime = field(compare=False)
    refusals: int = field(compare=False, default=0)
    not_before: float = field(compare=False, default=0.0)
    repeats: bool = field(compare=False, default=False)


class Webhooks:
    """The endpoints of events and webhook_endpoints, and the postman.

    One event after another per world, so that order is kept unless shuffling is ordered; an address that refuses is
    tried again by the world's clock, one that does not answer is tried again quickly in real time.
    """

    def __init__(self, world: StripeWorld, faults: StripeFaults, wire: WireLog, secret: str) -> None:
        self.stirred = asyncio.Event()
        self._world = world
        self._faults = faults
        self._wire = wire
        self._secret = secret
        self._endpoints: dict[str, Endpoint] = {}
        self._queue: list[_Delivery] = []
        self._in_hand: list[_Delivery] = []
        self._turn = count()
        self._delivering = asyncio.Lock()
        self._client: httpx.AsyncClient | None = None
        world.on_event.append(self._hear)

    def operations(self) -> dict[str, Handler]:
        return {
            "GET events": self._list,
            "GET events/{id}": lambda call: self._world.get("event", call.id, owner=call.owner),
            "POST webhook_endpoints": self._create_endpoint,
            "GET webhook_endpoints": lambda call: self._world.shelf("webhook_endpoint").page(call.url, call.params),
        }

    def configure(self, url: str, secret: str | None) -> None:
        """The one address set from outside the API: it hears everything, of the platform and of its accounts."""
        self._endpoints["configured"] = Endpoint(_loopback(url), secret or self._secret, frozenset("*"), None)

    def undelivered(self) -> int:
        """What waits, and what is on its way and was not answered yet."""
        return len(self._queue) + len(self._in_hand)

    async def deliver(self) -> None:
        """Try every delivery that is due once; more may have come due when it returns."""
        async with self._delivering:
            if all(time.monotonic() < each.blocked_until for each in self._endpoints.values()):
                return
            try:
                while self._queue and self._queue[0].due <= self._world.now():
                    self._in_hand.append(heapq.heappop(self._queue))
                    if await self._is_done(self._in_hand[-1]):
                        self._in_hand.pop()
            finally:
                for each in self._in_hand:
                    heapq.heappush(self._queue, each)
                self._in_hand.clear()

    async def _is_done(self, delivery: _Delivery) -> bool:
        """Whether a delivery that is due needs no further try."""
        if time.monotonic() < max(delivery.not_before, delivery.endpoint.blocked_until):
            return False
        return self._world.now() - delivery.born >= _GIVES_UP or await self._post(delivery)

    async def close(self) -> None:
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def _list(self, call: StripeCall) -> Json:
        oldest = self._world.stamp(-self._world.terms.events_kept)
        shelf = self._world.shelf("event", call.owner)
        return shelf.page(call.url, call.params, hidden=lambda row: row["created"] < oldest)

    def _create_endpoint(self, call: StripeCall) -> Json:
        given = call.params
        url = _loopback(given["url"])
        shown = {name: given[name] for name in ("description", "metadata") if name in given}
        row = self._world.create("webhook_endpoint", url=url, enabled_events=given["enabled_events"], **shown)
        events = frozenset(given["enabled_events"])
        self._endpoints[row["id"]] = Endpoint(url, self._secret, events, given.get("connect", False))
        return row

    def _hear(self, event: Json, account: str | None) -> None:
        for endpoint in self._endpoints.values():
            if not endpoint.wants(event["type"], account):
                continue
            event["pending_webhooks"] += 1
            if self._faults.strike("webhooks.drop"):
                continue
            copies = 2 if self._faults.strike("webhooks.duplicate") else 1
            for copy in range(copies):
                self._enqueue(event, account, endpoint, repeats=copy > 0)
        self.stirred.set()

    def _enqueue(self, event: Json, account: str | None, endpoint: Endpoint, *, repeats: bool) -> None:
        now = self._world.now()
        late = self._faults.strike("webhooks.delay")
        due = now + timedelta(seconds=late.seconds) if late else now
        delivery = _Delivery(due, next(self._turn), event, account, endpoint, now, repeats=repeats)
        if self._faults.strike("webhooks.shuffle"):
            delivery.not_before = time.monotonic() + _SHUFFLED_BY_SECONDS
        heapq.heappush(self._queue, delivery)

    async def _post(self, delivery: _Delivery) -> bool:
        """One try; False means it has to be tried again (the delivery then knows when)."""
        event, endpoint = delivery.event, delivery.endpoint
        shown = event if delivery.account is None else {**event, "account": delivery.account}
        content = json.dumps(shown, ensure_ascii=False).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": signature(content, endpoint.secret, self._world.stamp()),
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        }
        self._wire.write("stripe", "update", shown, name=f"EVENT {event['type']}")
        if self._client is None:
            self._client = httpx.AsyncClient(timeout=_ANSWER_WITHIN_SECONDS, trust_env=False)
        try:
            answer = await self._client.post(endpoint.url, content=content, headers=headers)
        except httpx.TransportError:
            endpoint.blocked_until = time.monotonic() + endpoint.block_seconds
            endpoint.block_seconds = min(endpoint.block_seconds * 2, _SLOWEST_SECONDS)
            return False
        endpoint.block_seconds = _QUICKEST_SECONDS
        if answer.is_success:
            event["pending_webhooks"] -= not delivery.repeats
            return True
        if delivery.refusals == len(_WAITS):
            return True
        delivery.due = self._world.now() + _WAITS[delivery.refusals]
        delivery.refusals += 1
        return False


def signature(content: bytes, secret: str, stamp: int) -> str:
    """The Stripe-Signature header: HMAC-SHA256 over "<time>.<body>"."""
    digest = hmac.new(secret.encode(), f"{stamp}.".encode() + content, hashlib.sha256).hexdigest()
    return f"t={stamp},v1={digest}"


def _loopback(url: str) -> str:
    """Events of a sandbox never leave the machine."""
    host = urlsplit(url).hostname or ""
    try:
        local = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        raise invalid("This sandbox delivers events to this machine only (127.0.0.1, ::1, localhost).", "url")
    return url
