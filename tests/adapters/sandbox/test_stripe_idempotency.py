"""One act per idempotency key: replays, conflicts, pruning, and what the checker's books see of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import stripe

from tests.adapters.sandbox.stripe_harness import StripeUnderTest, running_stripe

pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")
INTENT = {"amount": "5000", "currency": "usd"}


@pytest.fixture
async def world() -> AsyncIterator[StripeUnderTest]:
    async with running_stripe(captured=False) as running:
        yield running


async def _funded(world: StripeUnderTest) -> dict[str, str]:
    """Money on the platform, and the form of a transfer of some of it."""
    seller = (await world.control("/_accounts", {"country": "US", "currency": "usd"}))["id"]
    await world.control("/_topup", {"currency": "usd", "amount": 100_000})
    return {"amount": "7000", "currency": "usd", "destination": seller, "transfer_group": "g"}


async def test_a_post_without_a_key_is_refused(world: StripeUnderTest) -> None:
    answer = await world.post("/v1/payment_intents", key=None, **INTENT)
    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.json()["error"]["message"]
    assert (await world.post("/v1/payment_intents", key="k" * 256, **INTENT)).status_code == 400


async def test_the_same_key_replays_the_first_answer(world: StripeUnderTest) -> None:
    form = await _funded(world)
    first = await world.post("/v1/transfers", key="t1", **form)
    again = await world.post("/v1/transfers", key="t1", **form)
    assert first.content == again.content
    assert (first.headers.get("Idempotent-Replayed"), again.headers["Idempotent-Replayed"]) == (None, "true")
    assert again.headers["Original-Request"] == first.headers["Request-Id"] != again.headers["Request-Id"]
    books = await world.books()
    assert (books["counts"]["transfers"], books["by_group"]["g"]["usd"]["transferred"]) == (1, 7_000)


async def test_a_key_is_bound_to_its_body_and_endpoint(world: StripeUnderTest) -> None:
    form = await _funded(world)
    await world.post("/v1/transfers", key="t1", **form)
    for path, body in (("/v1/transfers", {**form, "amount": "7001"}), ("/v1/payment_intents", INTENT)):
        clash = await world.post(path, key="t1", **body)
        assert (clash.status_code, clash.json()["error"]["type"]) == (400, "idempotency_error")
    with pytest.raises(stripe.IdempotencyError):
        await world.client.v1.customers.create_async({"name": "x"}, {"idempotency_key": "t1"})


async def test_a_refusal_that_executed_is_kept_and_one_of_parameters_is_not(world: StripeUnderTest) -> None:
    seller = (await world.control("/_accounts", {"country": "US", "currency": "usd"}))["id"]
    form = {"amount": "7000", "currency": "usd", "destination": seller}
    assert (await world.post("/v1/transfers", key="t1", **form)).json()["error"]["code"] == "balance_insufficient"
    await world.control("/_topup", {"currency": "usd", "amount": 100_000})
    kept = await world.post("/v1/transfers", key="t1", **form)
    assert (kept.status_code, kept.json()["error"]["code"]) == (400, "balance_insufficient")
    assert (await world.post("/v1/transfers", key="t2", **form)).status_code == 200
    assert (await world.post("/v1/payment_intents", key="p1", **INTENT, colour="red")).status_code == 400
    assert (await world.post("/v1/payment_intents", key="p1", **INTENT)).status_code == 200


async def test_a_key_is_forgotten_after_a_day_and_then_pays_twice(world: StripeUnderTest) -> None:
    form = await _funded(world)
    await world.post("/v1/transfers", key="t1", **form)
    await world.pass_time(hours=23, minutes=59)
    assert "Idempotent-Replayed" in (await world.post("/v1/transfers", key="t1", **form)).headers
    await world.pass_time(minutes=2)
    second = await world.post("/v1/transfers", key="t1", **form)
    assert "Idempotent-Replayed" not in second.headers
    counts = (await world.books())["counts"]
    assert (counts["transfers"], counts["double_posts"], counts["twin_posts"]) == (2, 1, 0)
    await world.post("/v1/transfers", key="minted-anew", **form)
    assert (await world.books())["counts"]["twin_posts"] == 1


async def test_a_key_in_use_is_a_conflict(world: StripeUnderTest) -> None:
    form = await _funded(world)
    await world.control("/_faults", {"slow": {"count": 1, "seconds": 0.3}})
    slow = asyncio.create_task(world.post("/v1/transfers", key="t1", **form))
    async with asyncio.timeout(30):
        while "slow" not in (await world.control("/_state"))["faults"]["fired"]:  # noqa: ASYNC110 - asked over HTTP
            await asyncio.sleep(0)
    clash = await world.post("/v1/transfers", key="t1", **form)
    assert (clash.status_code, clash.json()["error"]["code"]) == (409, "idempotency_key_in_use")
    assert (await slow).status_code == 200
    assert (await world.books())["counts"]["transfers"] == 1
