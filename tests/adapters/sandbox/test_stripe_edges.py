"""Less common turns of the sandbox's Stripe: crossings of refund, dispute, transfer and payout, and odd requests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import stripe

from tests.adapters.sandbox.stripe_harness import StripeUnderTest, running_stripe

pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")
REFUSED = stripe.InvalidRequestError


@pytest.fixture
async def world() -> AsyncIterator[StripeUnderTest]:
    async with running_stripe() as running:
        yield running


async def _seller(world: StripeUnderTest) -> str:
    account = await world.control("/_accounts", {"country": "US", "currency": "usd", "ready": True})
    return str(account["id"])


async def _refused(world: StripeUnderTest, path: str, given: dict[str, Any]) -> str:
    answer = await world.http.post(path, json=given)
    assert answer.status_code == 400, answer.text
    return str(answer.json()["error"])


async def test_a_chargeback_overtakes_a_refund_that_waits_for_funds(world: StripeUnderTest) -> None:
    v1 = world.client.v1
    intent = await world.paid(capture="automatic")
    refund = await v1.refunds.create_async({"payment_intent": intent.id, "amount": 4_000}, world.key())
    await world.control("/_disputes", {"payment_intent": intent.id, "amount": 10_000})
    assert (await v1.refunds.retrieve_async(refund.id)).status == "failed"
    sums = (await world.books())["currencies"]["usd"]
    assert (sums["refunded"], sums["disputed"]) == (0, 10_000)
    assert "already failed" in await _refused(world, f"/_refunds/{refund.id}", {"outcome": "succeeded"})
    with pytest.raises(REFUSED, match="may be canceled"):
        await v1.refunds.cancel_async(refund.id, options=world.key())


async def test_a_waiting_refund_can_be_decided_by_hand(world: StripeUnderTest) -> None:
    v1 = world.client.v1
    intent = await world.paid(capture="automatic")
    first = await v1.refunds.create_async({"payment_intent": intent.id, "amount": 4_000}, world.key())
    second = await v1.refunds.create_async({"payment_intent": intent.id, "amount": 1_000}, world.key())
    await world.control(f"/_refunds/{first.id}", {"outcome": "failed"})
    await world.control(f"/_refunds/{second.id}", {"outcome": "succeeded"})
    assert (await world.books())["currencies"]["usd"]["refunded"] == 1_000
    await world.control(f"/_refunds/{second.id}", {"outcome": "failed"})
    assert (await world.books())["currencies"]["usd"]["refunded"] == 0
    await _refused(world, f"/_refunds/{second.id}", {"outcome": "lost"})
    for wrong in ({"charge": intent.latest_charge, "payment_intent": "pi_other"}, {"charge": "ch_no"}):
        with pytest.raises(REFUSED):
            await v1.refunds.create_async(wrong, world.key())
    with pytest.raises(REFUSED, match="no associated transfer"):
        await v1.refunds.create_async({"payment_intent": intent.id, "reverse_transfer": True}, world.key())
    unpaid = await v1.payment_intents.create_async({"amount": 500, "currency": "usd"}, world.key())
    with pytest.raises(REFUSED, match="does not have a successful charge"):
        await v1.refunds.create_async({"payment_intent": unpaid.id}, world.key())


async def test_the_network_decides_disputes_once_and_by_its_rules(world: StripeUnderTest) -> None:
    v1 = world.client.v1
    intent = await world.paid(capture="automatic")
    assert "no dispute reason" in await _refused(
        world, "/_disputes", {"payment_intent": intent.id, "reason": "bad mood"}
    )
    assert "does not fit" in await _refused(world, "/_disputes", {"payment_intent": intent.id, "amount": 10_001})
    held = await world.paid()
    await _refused(world, "/_disputes", {"payment_intent": held.id})
    unpaid = await v1.payment_intents.create_async({"amount": 500, "currency": "usd"}, world.key())
    await _refused(world, "/_disputes", {"payment_intent": unpaid.id})

    inquiry = await world.control("/_disputes", {"payment_intent": intent.id, "warning": True, "amount": 4_000})
    closed = await world.control(f"/_disputes/{inquiry['id']}", {"outcome": "won"})
    assert closed["status"] == "warning_closed"
    await _refused(world, f"/_disputes/{inquiry['id']}", {"outcome": "lost"})
    second = await world.control("/_disputes", {"payment_intent": intent.id, "warning": True, "amount": 1_000})
    lost = await world.control(f"/_disputes/{second['id']}", {"outcome": "lost"})
    assert lost["status"] == "lost"
    third = await world.control("/_disputes", {"payment_intent": intent.id, "amount": 1_000})
    await _refused(world, f"/_disputes/{third['id']}", {"outcome": "escalated"})
    closed = await v1.disputes.close_async(third["id"], options=world.key())
    assert closed.status == "lost"
    assert (await world.books())["currencies"]["usd"]["disputed"] == 2_000


async def test_an_escalated_inquiry_gets_a_new_deadline(world: StripeUnderTest) -> None:
    intent = await world.paid(capture="automatic")
    opened = await world.control("/_disputes", {"payment_intent": intent.id, "warning": True})
    quiet = await world.control("/_disputes", {"payment_intent": intent.id, "warning": True})
    await world.pass_time(days=8)
    await world.control(f"/_disputes/{opened['id']}", {"outcome": "escalated"})
    await world.pass_time(days=2)
    disputes = world.client.v1.disputes
    assert (await disputes.retrieve_async(opened["id"])).status == "needs_response"
    assert (await disputes.retrieve_async(quiet["id"])).status == "warning_closed"
    await world.pass_time(days=8)
    assert (await disputes.retrieve_async(opened["id"])).status == "lost"


async def test_transfers_keep_to_their_charge(world: StripeUnderTest) -> None:
    transfers = world.client.v1.transfers
    seller, held = await _seller(world), await world.paid()
    bound = {"amount": 4_000, "currency": "usd", "destination": seller, "source_transaction": held.latest_charge}
    with pytest.raises(REFUSED, match="captured charge"):
        await transfers.create_async(bound, world.key())
    await world.client.v1.payment_intents.capture_async(held.id, options=world.key())
    for wrong in ({"currency": "eur"}, {"transfer_group": "trade-2"}):
        with pytest.raises(REFUSED):
            await transfers.create_async({**bound, **wrong}, world.key())
    transfer = await transfers.create_async(bound, world.key())
    with pytest.raises(REFUSED, match="greater than unreversed"):
        await transfers.reversals.create_async(transfer.id, {"amount": 4_001}, world.key())
    # The seller's money is still pending, so it can be called back from there.
    reversal = await transfers.reversals.create_async(transfer.id, options=world.key())
    assert (await transfers.reversals.retrieve_async(transfer.id, reversal.id)).amount == 4_000
    with pytest.raises(REFUSED, match="already fully reversed"):
        await transfers.reversals.create_async(transfer.id, options=world.key())
    books = await world.books()
    assert books["connected"][seller]["usd"] == 0
    assert books["currencies"]["usd"]["platform_balance"] == 10_000 - 320
    again = await transfers.create_async({**bound, "amount": 10_000}, world.key())
    assert again.transfer_group == "trade-1"


async def test_a_transfer_names_the_group_of_a_charge_without_one(world: StripeUnderTest) -> None:
    v1 = world.client.v1
    way = {"payment_method": "pm_card_bypassPending", "confirm": True}
    intent = await v1.payment_intents.create_async({"amount": 5_000, "currency": "usd", **way}, world.key())
    assert (await v1.balance.retrieve_async()).available[0].amount == 5_000 - 175
    transfer = await v1.transfers.create_async(
        {
            "amount": 5_000,
            "currency": "usd",
            "destination": await _seller(world),
            "source_transaction": intent.latest_charge,
        },
        world.key(),
    )
    assert transfer.transfer_group == f"group_{intent.id}"
    entry = await v1.balance_transactions.retrieve_async(transfer.balance_transaction)
    assert (entry.net, entry.status, entry.type) == (-5_000, "available", "transfer")


async def test_payouts_of_the_platform_and_of_a_stopped_account(world: StripeUnderTest) -> None:
    v1 = world.client.v1
    seller = await _seller(world)
    as_seller = {"stripe_account": seller}
    balance = await v1.balance.retrieve_async(options=as_seller)
    assert (balance.available[0].amount, balance.available[0].currency) == (0, "usd")
    await world.control(f"/_accounts/{seller}", {"payouts_enabled": False})
    with pytest.raises(REFUSED) as stopped:
        await v1.payouts.create_async({"amount": 100, "currency": "usd"}, {**world.key(), **as_seller})
    assert stopped.value.code == "payouts_not_allowed"
    await world.control("/_topup", {"currency": "huf", "amount": 100_000})
    with pytest.raises(REFUSED, match="divisible by 100"):
        await v1.payouts.create_async({"amount": 99_950, "currency": "huf"}, world.key())
    await world.control("/_faults", {"next_payout_fails": 1})
    await v1.payouts.create_async({"amount": 99_900, "currency": "huf"}, world.key())
    assert (await world.books())["currencies"]["huf"]["paid_out"] == 99_900
    await world.pass_time(days=4)
    huf = (await world.books())["currencies"]["huf"]
    assert (huf["paid_out"], huf["platform_balance"]) == (0, 100_000)
    await _refused(world, "/_topup", {"currency": "huf", "amount": 0})


async def test_intents_refuse_what_does_not_fit_their_state(world: StripeUnderTest) -> None:
    intents = world.client.v1.payment_intents
    basic = {"amount": 5_000, "currency": "usd"}
    bank = {"allowed_payment_method_types": ["us_bank_account"]}
    with pytest.raises(REFUSED, match="manual capture"):
        await intents.create_async({**basic, **bank, "capture_method": "manual"}, world.key())
    with pytest.raises(REFUSED, match="missing a payment method"):
        await intents.create_async({**basic, "confirm": True}, world.key())
    declined = {**basic, "confirm": True, "payment_method": "pm_card_chargeDeclined"}
    with pytest.raises(stripe.CardError) as decline:
        await intents.create_async(declined, world.key())
    assert decline.value.error is not None
    assert decline.value.error.payment_intent is not None
    assert decline.value.error.decline_code == "generic_decline"
    failed = await intents.retrieve_async(decline.value.error.payment_intent.id)
    assert failed.status == "requires_payment_method"
    with pytest.raises(REFUSED, match="missing a payment method"):
        await intents.confirm_async(failed.id, options=world.key())
    manual = await intents.create_async({**basic, "capture_method": "manual"}, world.key())
    with pytest.raises(REFUSED, match="manual capture"):
        await intents.confirm_async(manual.id, {"payment_method": "pm_usBankAccount_success"}, world.key())
    held = await world.paid()
    with pytest.raises(REFUSED, match="may be confirmed"):
        await intents.confirm_async(held.id, {"payment_method": "pm_card_visa"}, world.key())
    done = await intents.capture_async(held.id, options=world.key())
    with pytest.raises(REFUSED, match="may be canceled"):
        await intents.cancel_async(done.id, options=world.key())
    session = await world.session()
    played = await world.control(f"/_checkout/{session.id}", {"card": "decline"})
    with pytest.raises(REFUSED, match="created by a Checkout Session"):
        await intents.confirm_async(played["payment_intent"]["id"], {"payment_method": "pm_card_visa"}, world.key())
    for query in ("status:succeeded", "status:'x' OR status:'y'", ""):
        assert (await world.http.get("/v1/payment_intents/search", params={"query": query})).status_code == 400
    none = await intents.search_async({"query": "currency:'usd' AND amount>5000 AND status:'processing'"})
    assert none.data == []


async def test_sessions_refuse_what_the_sandbox_does_not_play(world: StripeUnderTest) -> None:
    line = {"price_data": {"currency": "usd", "unit_amount": 900, "product_data": {"name": "x"}}, "quantity": 1}
    euro = {**line, "price_data": {**line["price_data"], "currency": "eur"}}  # type: ignore[dict-item]
    for more in (
        {"mode": "setup"},
        {"ui_mode": "elements"},
        {"customer": "cus_no"},
        {"line_items": [line, euro]},
        {"line_items": [{"price": "price_1", "quantity": 1}]},
        {"line_items": [{"quantity": 1}]},
        {"line_items": [{"price_data": {"currency": "usd", "unit_amount": 900}, "quantity": 1}]},
        {"line_items": [{"price_data": line["price_data"]}]},
        {"metadata": {f"k{place}": "v" for place in range(51)}},
        {"metadata": {"k" * 41: "v"}},
        {"customer_email": "x" * 6_000},
    ):
        with pytest.raises(REFUSED):
            await world.session(**more)
    customer = await world.client.v1.customers.create_async({"name": "x"}, world.key())
    with pytest.raises(REFUSED, match="only specify one"):
        await world.session(customer=customer.id, customer_email="a@b.example")
    kept = await world.session(customer=customer.id, payment_method_options={"card": {"capture_method": "manual"}})
    assert kept.customer == customer.id


async def test_sellers_pages_and_account_details(world: StripeUnderTest) -> None:
    accounts = world.client.v1.accounts
    seller = await _seller(world)
    assert "No money yet" in (await world.http.get(f"/express/{seller}")).text
    await world.control(f"/_accounts/{seller}", {"adjust": {"amount": 1_234, "currency": "usd"}, "ready": True})
    assert "12.34 (12.34 available)" in (await world.http.get(f"/express/{seller}")).text
    for gone in ("/express/acct_no", "/onboard/al_no", "/challenge/pi_no"):
        assert (await world.http.get(gone)).status_code == 404
    dashboard = {
        "controller": {"stripe_dashboard": {"type": "none"}},
        "capabilities": {"transfers": {"requested": True}},
    }
    bare = await accounts.create_async(dashboard, world.key())
    with pytest.raises(REFUSED, match="Express Dashboard"):
        await accounts.login_links.create_async(bare.id, options=world.key())
    fresh = await accounts.create_async(
        {"type": "express", "business_profile": {"url": "https://x.example"}}, world.key()
    )
    with pytest.raises(REFUSED, match="completed onboarding"):
        await accounts.login_links.create_async(fresh.id, options=world.key())
    changed = await accounts.update_async(
        bare.id,
        {
            "capabilities": {"transfers": {"requested": False}},
            "settings": {"payouts": {"schedule": {"interval": "manual"}, "debit_negative_balances": True}},
        },
        world.key(),
    )
    assert changed.capabilities.to_dict() == {}
    assert changed.settings.payouts.schedule.interval == "manual"
    with pytest.raises(stripe.PermissionError):
        await accounts.retrieve_async("acct_no")
    session = await world.session()
    odd = await world.http.post(session.url, content=b"way[=ok", headers={"Content-Type": "text/plain"})
    assert odd.status_code == 400
