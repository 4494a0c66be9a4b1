"""Signed events on their way to the product: verified by the official client, retried, lost, doubled, shuffled."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable

import pytest
import stripe

from tests.adapters.sandbox.stripe_harness import WEBHOOK_SECRET, StripeUnderTest, running_stripe

pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")


@pytest.fixture
async def world() -> AsyncIterator[StripeUnderTest]:
    async with running_stripe() as running:
        yield running


async def _until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not done():  # noqa: ASYNC110 - the listener is plain data
            await asyncio.sleep(0.01)


def _types(world: StripeUnderTest) -> list[str]:
    return [json.loads(body)["type"] for _signature, body in world.listener.received]


HELD = [
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.amount_capturable_updated",
    "checkout.session.completed",
]


async def test_events_arrive_signed_and_in_order(world: StripeUnderTest) -> None:
    await world.paid()
    await _until(lambda: len(world.listener.received) == 4)
    assert _types(world) == HELD
    for signature, body in world.listener.received:
        assert stripe.WebhookSignature.verify_header(body, signature, WEBHOOK_SECRET, tolerance=300)
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.WebhookSignature.verify_header(body + b" ", signature, WEBHOOK_SECRET)
    event = stripe.Webhook.construct_event(body, signature, WEBHOOK_SECRET)
    listed = await world.client.v1.events.retrieve_async(event.id)
    assert listed.pending_webhooks == 0
    assert event.data.object["metadata"].to_dict() == {}


async def test_an_event_that_was_posted_and_not_answered_yet_counts_as_undelivered(world: StripeUnderTest) -> None:
    world.listener.answers.clear()
    await world.post("/v1/payment_intents", amount="5000", currency="usd")
    await _until(lambda: len(world.listener.received) == 1)
    assert (await world.control("/_state"))["undelivered"] == 1
    world.listener.answers.set()
    await world.control("/_settle", {})
    assert (await world.control("/_state"))["undelivered"] == 0


async def test_events_of_an_account_name_it(world: StripeUnderTest) -> None:
    seller = (await world.control("/_accounts", {"country": "US"}))["id"]
    await _until(lambda: bool(world.listener.received))
    event = json.loads(world.listener.received[0][1])
    assert (event["type"], event["account"]) == ("account.updated", seller)


async def test_a_refused_event_comes_again_by_the_worlds_clock_for_three_days(world: StripeUnderTest) -> None:
    world.listener.status = 500
    await world.post("/v1/payment_intents", amount="5000", currency="usd")
    await _until(lambda: len(world.listener.received) == 1)
    await world.control("/_settle", {})
    assert len(world.listener.received) == 1
    await world.pass_time(minutes=2)
    assert len(world.listener.received) == 2
    world.listener.status = 204
    await world.pass_time(minutes=6)
    assert len(world.listener.received) == 3
    assert (await world.control("/_state"))["undelivered"] == 0
    assert len({body for _signature, body in world.listener.received}) == 1

    world.listener.status = 503
    await world.post("/v1/payment_intents", key="second", amount="5000", currency="usd")
    await world.control("/_settle", {})
    for _hour in range(30):
        await world.pass_time(hours=6)
    assert (await world.control("/_state"))["undelivered"] == 0
    assert 5 < len(world.listener.received) - 3 <= 10
    lost = await world.client.v1.events.list_async({"delivery_success": False})
    assert len(lost.data) == 1


async def test_a_listener_that_is_down_is_tried_again_in_real_time(world: StripeUnderTest) -> None:
    hook = world.url.replace("/stripe", "/hook")
    await world.control("/_webhook", {"url": "http://127.0.0.1:9/hook", "secret": "whsec_other"})
    await world.post("/v1/payment_intents", amount="5000", currency="usd")
    await world.control("/_settle", {})
    assert (await world.control("/_state"))["undelivered"] == 1
    # The address of events on their way stays the one they were sent to; later ones go to the new address.
    await world.control("/_webhook", {"url": hook, "secret": "whsec_other"})
    await world.post("/v1/payment_intents", key="second", amount="5000", currency="usd")
    await _until(lambda: len(world.listener.received) == 1)
    signature, body = world.listener.received[0]
    assert stripe.WebhookSignature.verify_header(body, signature, "whsec_other")
    assert (await world.http.post("/_webhook", json={"url": "http://192.0.2.1/"})).status_code == 400


async def test_events_can_be_dropped_doubled_delayed_and_shuffled(world: StripeUnderTest) -> None:
    await world.control("/_faults", {"webhooks": {"drop": True}})
    await world.paid()
    await world.control("/_settle", {})
    assert world.listener.received == []
    assert await world.event_types() == HELD

    await world.control("/_faults", {"webhooks": {"drop": 0, "duplicate": True}})
    await world.paid()
    await _until(lambda: len(world.listener.received) == 8)
    assert len({json.loads(body)["id"] for _signature, body in world.listener.received}) == 4

    world.listener.received.clear()
    await world.control("/_faults", {"clear": True, "webhooks": {"delay": 600}})
    await world.paid()
    await world.control("/_settle", {})
    assert world.listener.received == []
    await world.pass_time(minutes=11)
    assert _types(world) == HELD

    world.listener.received.clear()
    await world.control("/_faults", {"clear": True, "webhooks": {"shuffle": 1}})
    await world.paid()
    await _until(lambda: len(world.listener.received) == 4)
    assert _types(world) == [*HELD[1:], HELD[0]]


async def test_endpoints_of_the_api_hear_what_they_asked_for(world: StripeUnderTest) -> None:
    hook = world.url.replace("/stripe", "/hook")
    await world.control("/_webhook", {"url": "http://localhost:9/"})
    wanted = {"url": hook, "enabled_events": ["charge.succeeded"], "metadata": {"for": "test"}}
    made = await world.client.v1.webhook_endpoints.create_async(wanted, world.key())
    assert made.enabled_events == ["charge.succeeded"]
    assert len((await world.client.v1.webhook_endpoints.list_async()).data) == 1
    await world.paid()
    await _until(lambda: bool(world.listener.received))
    assert _types(world) == ["charge.succeeded"]


async def test_events_are_readable_for_thirty_days(world: StripeUnderTest) -> None:
    await world.post("/v1/payment_intents", amount="5000", currency="usd")
    assert await world.event_types() == ["payment_intent.created"]
    await world.pass_time(days=31)
    assert await world.event_types() == []
