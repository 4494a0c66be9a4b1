"""The ordinary life of protected payments on the sandbox's Stripe, with the official client."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import stripe

from tests.adapters.sandbox.stripe_harness import StripeUnderTest, running_stripe

# The official client hands httpx its form as text, which httpx warns about.
pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")


@pytest.fixture
async def world() -> AsyncIterator[StripeUnderTest]:
    async with running_stripe() as running:
        yield running


async def test_a_held_payment_is_captured_transferred_and_in_the_books(world: StripeUnderTest) -> None:
    v1 = world.client.v1
    seller = await world.control("/_accounts", {"country": "DE", "currency": "eur", "ready": True})
    session = await world.session()
    assert (session.status, session.payment_status, session.payment_intent) == ("open", "unpaid", None)
    await world.control(f"/_checkout/{session.id}", {"card": "ok"})

    session = await v1.checkout.sessions.retrieve_async(
        session.id, {"expand": ["payment_intent", "payment_intent.latest_charge"]}
    )
    intent = session.payment_intent
    assert (session.status, session.payment_status, session.url) == ("complete", "unpaid", None)
    assert (intent.status, intent.amount_capturable, intent.metadata["trade"]) == ("requires_capture", 10_000, "1")
    charge = intent.latest_charge
    assert (charge.captured, charge.transfer_group) == (False, "trade-1")
    held_until = charge.payment_method_details.card.capture_before
    assert held_until == int((world.clock.now() + timedelta(days=7)).timestamp()) or held_until > intent.created

    captured = await v1.payment_intents.capture_async(intent.id, {"metadata": {"signed": "yes"}}, world.key())
    assert (captured.status, captured.amount_received) == ("succeeded", 10_000)
    assert dict(captured.metadata.to_dict()) == {"trade": "1", "signed": "yes"}
    session = await v1.checkout.sessions.retrieve_async(session.id)
    assert session.payment_status == "paid"

    balance = await v1.balance.retrieve_async()
    assert balance.available[0].amount == 0
    assert balance.pending[0].amount == 10_000 - 320
    transfer = await v1.transfers.create_async(
        {
            "amount": 9_000,
            "currency": "usd",
            "destination": seller["id"],
            "source_transaction": captured.latest_charge,
            "metadata": {"intent": "release-1"},
        },
        world.key(),
    )
    assert transfer.transfer_group == "trade-1"
    theirs = await v1.balance.retrieve_async(options={"stripe_account": seller["id"]})
    assert (theirs.available[0].amount, theirs.pending[0].amount) == (0, 9_000)
    await world.pass_time(days=2)
    theirs = await v1.balance.retrieve_async(options={"stripe_account": seller["id"]})
    assert (theirs.available[0].amount, theirs.pending[0].amount) == (9_000, 0)

    books = await world.books()
    sums = {"captured": 10_000, "refunded": 0, "transferred": 9_000, "reversed": 0, "fees": 320, "disputed": 0}
    assert sums.items() <= books["currencies"]["usd"].items()
    assert sums.items() <= books["by_group"]["trade-1"]["usd"].items()
    balance = await v1.balance.retrieve_async()
    assert books["currencies"]["usd"]["platform_balance"] == 680 == balance.available[0].amount
    assert books["connected"] == {seller["id"]: {"usd": 9_000}}
    assert books["counts"]["captures"] == books["counts"]["transfers"] == 1
    assert books["counts"]["double_posts"] == 0


async def test_events_tell_the_life_of_a_held_payment(world: StripeUnderTest) -> None:
    intent = await world.paid()
    await world.client.v1.payment_intents.capture_async(intent.id, options=world.key())
    assert await world.event_types() == [
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.amount_capturable_updated",
        "checkout.session.completed",
        "charge.captured",
        "payment_intent.succeeded",
    ]
    events = await world.client.v1.events.list_async({"types": ["charge.captured"]})
    assert events.data[0].request is not None
    assert events.data[0].request.idempotency_key == "test:1"
    again = await world.client.v1.events.retrieve_async(events.data[0].id)
    assert again.data.object["id"] == intent.latest_charge


async def test_a_part_is_captured_and_the_rest_of_the_hold_is_released(world: StripeUnderTest) -> None:
    v1 = world.client.v1
    intent = await world.paid()
    with pytest.raises(stripe.InvalidRequestError) as too_much:
        await v1.payment_intents.capture_async(intent.id, {"amount_to_capture": 10_001}, world.key())
    assert too_much.value.code == "amount_too_large"
    captured = await v1.payment_intents.capture_async(intent.id, {"amount_to_capture": 6_000}, world.key())
    assert (captured.amount_received, captured.amount_capturable) == (6_000, 0)
    charge = await v1.charges.retrieve_async(str(captured.latest_charge))
    assert (charge.amount_captured, charge.amount_refunded, charge.refunded) == (6_000, 4_000, False)
    with pytest.raises(stripe.InvalidRequestError) as twice:
        await v1.payment_intents.capture_async(intent.id, options=world.key())
    assert twice.value.code == "payment_intent_unexpected_state"
    assert (await world.books())["currencies"]["usd"]["captured"] == 6_000


async def test_a_hold_that_nobody_captures_dies_after_seven_days(world: StripeUnderTest) -> None:
    intent = await world.paid()
    await world.pass_time(days=6, hours=23)
    assert (await world.client.v1.payment_intents.retrieve_async(intent.id)).status == "requires_capture"
    await world.pass_time(hours=2)
    gone = await world.client.v1.payment_intents.retrieve_async(intent.id)
    assert (gone.status, gone.cancellation_reason) == ("canceled", "automatic")
    assert (await world.event_types())[-2:] == ["charge.expired", "payment_intent.canceled"]
    assert (await world.books())["currencies"] == {}


async def test_a_canceled_hold_moves_no_money(world: StripeUnderTest) -> None:
    v1 = world.client.v1
    intent = await world.paid()
    gone = await v1.payment_intents.cancel_async(
        intent.id, {"cancellation_reason": "requested_by_customer"}, world.key()
    )
    assert (gone.status, gone.amount_capturable) == ("canceled", 0)
    with pytest.raises(stripe.InvalidRequestError, match="does not have a successful charge"):
        await v1.refunds.create_async({"payment_intent": intent.id}, world.key())
    with pytest.raises(stripe.InvalidRequestError, match="status of canceled"):
        await v1.payment_intents.capture_async(intent.id, options=world.key())


async def test_refunds_wait_for_funds_and_never_exceed_the_charge(world: StripeUnderTest) -> None:
    v1 = world.client.v1
    intent = await world.paid(capture="automatic")
    first = await v1.refunds.create_async({"payment_intent": intent.id, "amount": 4_000}, world.key())
    assert first.status == "pending"
    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded amount"):
        await v1.refunds.create_async({"payment_intent": intent.id, "amount": 6_001}, world.key())
    assert (await world.books())["currencies"]["usd"]["refunded"] == 0
    await world.pass_time(days=2)
    assert (await v1.refunds.retrieve_async(first.id)).status == "succeeded"
    await world.control("/_topup", {"currency": "usd", "amount": 1_000})
    second = await v1.refunds.create_async(
        {"charge": str(intent.latest_charge), "reason": "requested_by_customer"}, world.key()
    )
    assert (second.status, second.amount) == ("succeeded", 6_000)
    with pytest.raises(stripe.InvalidRequestError) as done:
        await v1.refunds.create_async({"payment_intent": intent.id}, world.key())
    assert done.value.code == "charge_already_refunded"
    listed = await v1.refunds.list_async({"payment_intent": intent.id})
    assert [each.id for each in listed.data] == [second.id, first.id]
    books = await world.books()
    assert books["by_group"]["trade-1"]["usd"]["refunded"] == 10_000
    assert books["currencies"]["usd"]["platform_balance"] == 10_000 - 320 - 10_000 + 1_000


async def test_a_refund_can_fail_days_after_it_succeeded(world: StripeUnderTest) -> None:
    v1 = world.client.v1
    intent = await world.paid(capture="automatic")
    await world.control("/_topup", {"currency": "usd", "amount": 50_000})
    await world.control("/_faults", {"next_refund_fails_late": 1})
    refund = await v1.refunds.create_async({"payment_intent": intent.id}, world.key())
    assert refund.status == "succeeded"
    assert (await world.books())["currencies"]["usd"]["refunded"] == 10_000
    await world.pass_time(days=3)
    assert (await v1.refunds.retrieve_async(refund.id)).status == "failed"
    charge = await v1.charges.retrieve_async(str(intent.latest_charge))
    assert (charge.amount_refunded, charge.refunded) == (0, False)
    assert "refund.failed" in await world.event_types()
    assert (await world.books())["currencies"]["usd"]["refunded"] == 0


async def test_a_refund_that_needs_action_can_be_canceled(world: StripeUnderTest) -> None:
    v1 = world.client.v1
    intent = await world.paid(capture="automatic")
    await world.control("/_faults", {"next_refund_needs_action": 2})
    refund = await v1.refunds.create_async({"payment_intent": intent.id}, world.key())
    assert refund.status == "requires_action"
    assert (await v1.refunds.cancel_async(refund.id, options=world.key())).status == "canceled"
    other = await v1.refunds.create_async({"payment_intent": intent.id}, world.key())
    done = await world.control(f"/_refunds/{other.id}", {"outcome": "succeeded"})
    assert done["status"] == "succeeded"


async def test_transfers_need_available_money_or_a_charge_they_stem_from(world: StripeUnderTest) -> None:
    v1 = world.client.v1
    seller = (await world.control("/_accounts", {"country": "US", "currency": "usd", "ready": True}))["id"]
    intent = await world.paid(capture="automatic")
    plain = {"amount": 5_000, "currency": "usd", "destination": seller, "transfer_group": "trade-1"}
    with pytest.raises(stripe.InvalidRequestError) as poor:
        await v1.transfers.create_async(plain, world.key())
    assert poor.value.code == "balance_insufficient"
    await world.pass_time(days=2)
    await v1.transfers.create_async(plain, world.key())
    bound = {**plain, "amount": 10_001, "source_transaction": intent.latest_charge}
    with pytest.raises(stripe.InvalidRequestError, match="exceeds what is left"):
        await v1.transfers.create_async(bound, world.key())
    found = await v1.transfers.list_async({"transfer_group": "trade-1"})
    assert [each.amount for each in found.data] == [5_000]


async def test_a_reversal_needs_money_on_the_sellers_side(world: StripeUnderTest) -> None:
    v1 = world.client.v1
    seller = (await world.control("/_accounts", {"country": "US", "currency": "usd"}))["id"]
    await world.control("/_topup", {"currency": "usd", "amount": 50_000})
    transfer = await v1.transfers.create_async(
        {"amount": 8_000, "currency": "usd", "destination": seller, "transfer_group": "trade-9"}, world.key()
    )
    part = await v1.transfers.reversals.create_async(transfer.id, {"amount": 3_000}, world.key())
    await world.control(f"/_accounts/{seller}", {"adjust": {"amount": -6_000, "currency": "usd"}})
    assert (await world.books())["connected"][seller] == {"usd": -1_000}
    with pytest.raises(stripe.InvalidRequestError) as poor:
        await v1.transfers.reversals.create_async(transfer.id, options=world.key())
    assert poor.value.code == "balance_insufficient"
    balance = await v1.balance.retrieve_async()
    assert balance.connect_reserved is not None
    assert balance.connect_reserved[0].amount == 1_000
    fresh = await v1.transfers.retrieve_async(transfer.id)
    assert (fresh.amount_reversed, fresh.reversed, fresh.reversals.data[0].id) == (3_000, False, part.id)
    assert [each.id for each in (await v1.transfers.reversals.list_async(transfer.id)).data] == [part.id]
    assert (await world.books())["by_group"]["trade-9"]["usd"]["reversed"] == 3_000


async def test_a_seller_goes_through_onboarding_and_can_then_be_paid(world: StripeUnderTest) -> None:
    v1 = world.client.v1
    account = await v1.accounts.create_async(
        {
            "type": "express",
            "country": "PL",
            "email": "seller@example.com",
            "capabilities": {"transfers": {"requested": True}},
            "settings": {"payouts": {"schedule": {"interval": "manual"}}},
            "metadata": {"company": "77"},
        },
        world.key(),
    )
    assert (account.payouts_enabled, account.default_currency) == (False, "pln")
    await world.control("/_topup", {"currency": "pln", "amount": 50_000})
    with pytest.raises(stripe.InvalidRequestError) as unready:
        await v1.transfers.create_async({"amount": 1_000, "currency": "pln", "destination": account.id}, world.key())
    assert unready.value.code == "insufficient_capabilities_for_transfer"
    link = await v1.account_links.create_async(
        {
            "account": account.id,
            "type": "account_onboarding",
            "refresh_url": "https://shop.example/again",
            "return_url": "https://shop.example/ready",
        },
        world.key(),
    )
    assert ">Complete</button>" in (await world.http.get(link.url)).text
    done = await world.http.post(link.url, data={"act": "complete"})
    assert (done.status_code, done.headers["Location"]) == (303, "https://shop.example/ready")
    again = await world.http.get(link.url)
    assert again.headers["Location"] == "https://shop.example/again"
    fresh = await v1.accounts.retrieve_async(account.id)
    assert fresh.capabilities is not None
    assert (fresh.capabilities.transfers, fresh.payouts_enabled) == ("active", True)
    events = await v1.events.list_async({"type": "account.updated"}, {"stripe_account": account.id})
    assert events.data[0].data.object["id"] == account.id
    assert "account.updated" not in await world.event_types()
    assert (await v1.accounts.login_links.create_async(account.id, options=world.key())).url
    await v1.accounts.update_async(account.id, {"metadata": {"company": ""}}, world.key())
    assert (await v1.accounts.retrieve_async(account.id)).metadata.to_dict() == {}
    await world.control(f"/_accounts/{account.id}", {"transfers": "inactive", "currently_due": ["external_account"]})
    with pytest.raises(stripe.InvalidRequestError):
        await v1.transfers.create_async({"amount": 1_000, "currency": "pln", "destination": account.id}, world.key())


async def test_a_payout_is_paid_and_comes_back(world: StripeUnderTest) -> None:
    v1 = world.client.v1
    seller = (await world.control("/_accounts", {"country": "US", "currency": "usd"}))["id"]
    as_seller = {**world.key(), "stripe_account": seller}
    await world.control("/_topup", {"currency": "usd", "amount": 50_000})
    await v1.transfers.create_async({"amount": 8_000, "currency": "usd", "destination": seller}, world.key())
    await world.control("/_faults", {"next_payout_fails": 1})
    payout = await v1.payouts.create_async({"amount": 8_000, "currency": "usd"}, as_seller)
    with pytest.raises(stripe.InvalidRequestError):
        await v1.payouts.create_async({"amount": 1, "currency": "usd"}, {**world.key(), "stripe_account": seller})
    await world.pass_time(days=2)
    assert (await v1.payouts.list_async(options={"stripe_account": seller})).data[0].status == "paid"
    await world.pass_time(days=1)
    back = await v1.payouts.retrieve_async(payout.id, options={"stripe_account": seller})
    assert (back.status, back.failure_code) == ("failed", "account_closed")
    entries = await v1.balance_transactions.list_async(options={"stripe_account": seller})
    assert [each.net for each in entries.data] == [8_000, -8_000, 8_000]
    assert (await world.books())["connected"][seller]["usd"] == 8_000


async def test_a_chargeback_takes_money_and_fee_and_gives_the_money_back_when_won(world: StripeUnderTest) -> None:
    v1 = world.client.v1
    intent = await world.paid(capture="automatic")
    await world.pass_time(days=3)
    opened = await world.control("/_disputes", {"payment_intent": intent.id, "reason": "product_not_received"})
    dispute = await v1.disputes.retrieve_async(opened["id"])
    assert (dispute.status, dispute.is_charge_refundable) == ("needs_response", False)
    with pytest.raises(stripe.InvalidRequestError) as frozen:
        await v1.refunds.create_async({"payment_intent": intent.id}, world.key())
    assert frozen.value.code == "charge_disputed"
    usd = (await world.books())["currencies"]["usd"]
    assert (usd["disputed"], usd["fees"], usd["platform_balance"]) == (10_000, 320 + 1_500, -320 - 1_500)
    staged = await v1.disputes.update_async(
        dispute.id, {"evidence": {"shipping_tracking_number": "X1"}, "submit": False}, world.key()
    )
    assert staged.status == "needs_response"
    sent = await v1.disputes.update_async(dispute.id, {"submit": True}, world.key())
    assert (sent.status, sent.evidence_details.submission_count) == ("under_review", 1)
    with pytest.raises(stripe.InvalidRequestError, match="only once"):
        await v1.disputes.update_async(dispute.id, {"evidence": {"receipt": "late"}}, world.key())
    await world.control(f"/_disputes/{dispute.id}", {"outcome": "won"})
    assert (await v1.disputes.list_async({"payment_intent": intent.id})).data[0].status == "won"
    usd = (await world.books())["currencies"]["usd"]
    assert (usd["disputed"], usd["fees"]) == (0, 1_820)
    kinds = [each for each in await world.event_types() if each.startswith("charge.dispute")]
    assert kinds[:2] == ["charge.dispute.created", "charge.dispute.funds_withdrawn"]
    assert kinds[-2:] == ["charge.dispute.funds_reinstated", "charge.dispute.closed"]


async def test_an_inquiry_moves_no_money_until_it_escalates_and_silence_loses(world: StripeUnderTest) -> None:
    v1 = world.client.v1
    intent = await world.paid(capture="automatic")
    charge = str(intent.latest_charge)
    opened = await world.control("/_disputes", {"charge": charge, "reason": "fraudulent", "warning": True})
    assert opened["status"] == "warning_needs_response"
    assert (await world.books())["currencies"]["usd"]["disputed"] == 0
    await world.control(f"/_disputes/{opened['id']}", {"outcome": "escalated"})
    assert (await world.books())["currencies"]["usd"]["disputed"] == 10_000
    await world.pass_time(days=9, seconds=5)
    lost = await v1.disputes.retrieve_async(opened["id"])
    assert (lost.status, lost.evidence_details.past_due) == ("lost", True)
    with pytest.raises(stripe.InvalidRequestError):
        await v1.disputes.close_async(lost.id, options=world.key())


async def test_intents_without_checkout_know_all_seven_states(world: StripeUnderTest) -> None:
    intents = world.client.v1.payment_intents
    customer = await world.client.v1.customers.create_async({"email": "b@example.com", "name": "B"}, world.key())
    seen = set()
    basic = {"amount": 2_000, "currency": "usd", "customer": customer.id, "metadata": {"deal": 'a"b'}}
    fresh = await intents.create_async(basic, world.key())
    seen.add(fresh.status)
    ready = await intents.create_async({**basic, "payment_method": "pm_card_visa"}, world.key())
    seen.add(ready.status)
    seen.add((await intents.confirm_async(ready.id, options=world.key())).status)
    asked = await intents.confirm_async(fresh.id, {"payment_method": "pm_card_threeDSecure2Required"}, world.key())
    seen.add(asked.status)
    assert asked.next_action is not None
    assert asked.next_action.redirect_to_url is not None
    page = str(asked.next_action.redirect_to_url.url)
    assert "Complete" in (await world.http.get(page)).text
    assert (await world.http.post(page, data={"answer": "complete"})).status_code == 200
    assert (await intents.retrieve_async(fresh.id)).status == "succeeded"
    for method, manual in (("pm_card_visa", "manual"), ("pm_usBankAccount_success", "automatic")):
        one = await intents.create_async(
            {**basic, "confirm": True, "payment_method": method, "capture_method": manual},
            world.key(),
        )
        seen.add(one.status)
    assert one.status == "processing"
    await world.pass_time(days=4)
    assert (await intents.retrieve_async(one.id)).status == "succeeded"
    third = await intents.create_async(basic, world.key())
    seen.add((await intents.cancel_async(third.id, options=world.key())).status)
    assert len(seen) == 7
    found = await intents.search_async({"query": 'metadata["deal"]:"a\\"b" AND status:"succeeded" AND amount>=2000'})
    assert {each.id for each in found.data} == {ready.id, fresh.id, one.id}
    assert len((await intents.list_async({"limit": 100})).data) == 5
