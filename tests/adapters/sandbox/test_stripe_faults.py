"""Faults ordered from the sandbox's Stripe, and what they leave behind."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import stripe

from adapters.sandbox.stripe_faults import StripeFaults, UnknownFault
from adapters.sandbox.stripe_world import StripeTerms
from tests.adapters.sandbox.stripe_harness import StripeUnderTest, running_stripe

pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")


@pytest.fixture
async def world() -> AsyncIterator[StripeUnderTest]:
    async with running_stripe() as running:
        yield running


async def _transfer(world: StripeUnderTest) -> dict[str, Any]:
    seller = (await world.control("/_accounts", {"country": "US", "currency": "usd"}))["id"]
    await world.control("/_topup", {"currency": "usd", "amount": 100_000})
    return {"amount": "7000", "currency": "usd", "destination": seller}


async def test_done_then_cut_has_its_effect_once(world: StripeUnderTest) -> None:
    form = await _transfer(world)
    await world.control("/_faults", {"done_then_cut": {"count": 1, "endpoint": "POST /v1/transfers"}})
    with pytest.raises(httpx.TransportError):
        await world.post("/v1/transfers", key="t1", **form)
    assert (await world.books())["counts"]["transfers"] == 1
    again = await world.post("/v1/transfers", key="t1", **form)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert (await world.books())["counts"]["transfers"] == 1


async def test_the_official_client_sees_a_cut_as_a_connection_error(world: StripeUnderTest) -> None:
    await world.control("/_faults", {"cut_before": 1})
    with pytest.raises(stripe.APIConnectionError):
        await world.client.v1.customers.create_async({"name": "x"}, world.key())
    assert (await world.control("/_state"))["objects"].get("customer", 0) == 0


@pytest.mark.parametrize(("fault", "status"), [("429", 429), ("lock_timeout", 409)])
async def test_refusals_for_now_are_not_kept(world: StripeUnderTest, fault: str, status: int) -> None:
    form = await _transfer(world)
    await world.control("/_faults", {fault: 1})
    assert (await world.post("/v1/transfers", key="t1", **form)).status_code == status
    assert (await world.post("/v1/transfers", key="t1", **form)).status_code == 200


@pytest.mark.parametrize(("fault", "transfers"), [("500_stored", 0), ("500_done", 1)])
async def test_a_500_is_kept_whether_or_not_it_was_done(world: StripeUnderTest, fault: str, transfers: int) -> None:
    form = await _transfer(world)
    await world.control("/_faults", {fault: 1})
    for _try in range(2):
        answer = await world.post("/v1/transfers", key="t1", **form)
        assert (answer.status_code, answer.json()["error"]["type"]) == (500, "api_error")
    assert (await world.books())["counts"]["transfers"] == transfers


async def test_insufficient_balance_strikes_transfers_only(world: StripeUnderTest) -> None:
    form = await _transfer(world)
    await world.control("/_faults", {"insufficient_balance": True})
    assert (await world.post("/v1/transfers", key="t1", **form)).json()["error"]["code"] == "balance_insufficient"
    assert (await world.post("/v1/customers", key="c1", name="x")).status_code == 200
    assert (await world.control("/_faults", {"clear": True}))["ordered"] == {}
    assert (await world.post("/v1/transfers", key="t2", **form)).status_code == 200


async def test_unknown_orders_are_refused(world: StripeUnderTest) -> None:
    for order in ({"earthquake": 1}, {"429": "often"}, {"slow": {"minutes": 3}}, {"slow": 2.5}):
        assert (await world.http.post("/_faults", json=order)).status_code == 400
    assert (await world.http.post("/_faults", content=b"[")).status_code == 400
    assert (await world.http.post("/_faults", json=[1])).status_code == 400


def test_a_rate_is_drawn_from_a_seed() -> None:
    def drawn() -> list[bool]:
        faults = StripeFaults()
        faults.order({"seed": 3, "429": 0.3, "slow": [{"rate": 1.0, "endpoint": "GET *", "seconds": 2}]})
        return [faults.strike("429", "POST /v1/refunds") is not None for _each in range(200)]

    assert drawn() == drawn()
    assert 30 < sum(drawn()) < 90
    faults = StripeFaults()
    faults.order({"webhooks": {"delay": 30}, "429": 1})
    late = faults.strike("webhooks.delay")
    assert late is not None
    assert late.seconds == 30
    assert faults.strike("429", "GET /v1/balance") is None
    faults.order({"429": 0, "webhooks": {"delay": False}})
    assert faults.report()["ordered"] == {}
    with pytest.raises(UnknownFault):
        faults.order({"webhooks": {"lose": 1}})


async def test_terms_can_be_changed() -> None:
    async with running_stripe(StripeTerms(refunds_wait_for_funds=False, automatic_payouts=True)) as world:
        v1 = world.client.v1
        seller = (await world.control("/_accounts", {"country": "US", "currency": "usd"}))["id"]
        intent = await world.paid(capture="automatic")
        refund = await v1.refunds.create_async({"payment_intent": intent.id, "amount": 1_000}, world.key())
        assert refund.status == "succeeded"
        await v1.transfers.create_async(
            {
                "amount": 9_000,
                "currency": "usd",
                "destination": seller,
                "source_transaction": str(intent.latest_charge),
            },
            world.key(),
        )
        await world.pass_time(days=5)
        payouts = await v1.payouts.list_async(options={"stripe_account": seller})
        assert [(each.amount, each.automatic, each.status) for each in payouts.data] == [(9_000, True, "paid")]
        assert (await world.books())["connected"][seller]["usd"] == 0
