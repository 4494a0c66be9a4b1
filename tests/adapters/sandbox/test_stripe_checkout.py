"""Checkout Sessions from both ends: the API that opens and expires them, and the page on which people pay."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import stripe

from tests.adapters.sandbox.stripe_harness import StripeUnderTest, running_stripe

pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")


@pytest.fixture
async def world() -> AsyncIterator[StripeUnderTest]:
    async with running_stripe() as running:
        yield running


async def test_the_page_shows_the_price_and_leads_back_after_paying(world: StripeUnderTest) -> None:
    session = await world.session()
    page = await world.http.get(session.url)
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    for words in ("100.00 USD", "Steel &lt;bolts&gt;", "Pay by card", "Deal 17", "Cancel and return", "lang=en"):
        assert words in page.text
    assert "Bank debit" not in page.text
    paid = await world.http.post(session.url, data={"way": "ok"})
    assert (paid.status_code, paid.headers["Location"]) == (303, f"https://shop.example/done?s={session.id}")
    closed = await world.http.get(session.url)
    assert "has been paid" in closed.text
    assert (await world.http.get(f"{world.url}/pay/cs_no")).status_code == 404


async def test_a_declined_card_can_be_followed_by_another(world: StripeUnderTest) -> None:
    session = await world.session()
    declined = await world.http.post(session.url, data={"way": "decline"})
    assert declined.status_code == 402
    assert "Your card was declined." in declined.text
    assert (await world.http.post(session.url, data={"way": "magic"})).status_code == 400
    fresh = await world.client.v1.checkout.sessions.retrieve_async(session.id, {"expand": ["payment_intent"]})
    assert fresh.status == "open"
    assert fresh.payment_intent.status == "requires_payment_method"
    assert fresh.payment_intent.last_payment_error.decline_code == "generic_decline"
    await world.http.post(session.url, data={"way": "ok"})
    again = await world.client.v1.payment_intents.retrieve_async(fresh.payment_intent.id)
    assert (again.status, again.last_payment_error) == ("requires_capture", None)
    assert len((await world.client.v1.charges.list_async({"payment_intent": again.id})).data) == 2


async def test_three_d_secure_is_asked_and_answered(world: StripeUnderTest) -> None:
    session = await world.session()
    asked = await world.http.post(session.url, data={"way": "3ds"})
    challenge = asked.headers["Location"]
    assert "/challenge/pi_" in challenge
    assert "Go on with 3-D Secure" in (await world.http.get(session.url)).text
    page = await world.http.get(challenge)
    assert "Complete" in page.text
    assert "Fail" in page.text
    failed = await world.http.post(challenge, data={"answer": "fail"})
    assert failed.status_code == 402
    # The page that comes back is the payment page again: its buttons lead there, not to the challenge that is over.
    assert f'<form method=post action="{session.url}">' in failed.text
    asked = await world.http.post(session.url, data={"way": "3ds"})
    assert (await world.http.post(challenge, data={"answer": "maybe"})).status_code == 400
    done = await world.http.post(challenge, data={"answer": "complete"})
    assert done.headers["Location"].startswith("https://shop.example/done")
    assert (await world.http.get(challenge)).status_code == 404
    assert "payment_intent.requires_action" in await world.event_types()


async def test_people_can_be_played_by_control(world: StripeUnderTest) -> None:
    session = await world.session()
    path = f"/_checkout/{session.id}"
    (shown,) = (await world.control("/_sessions"))["sessions"]
    assert (shown["id"], shown["line_items"][0]["description"]) == (session.id, "Steel <bolts>")
    assert (await world.control(path, {"card": "decline"}))["session"]["status"] == "open"
    assert (await world.control(path, {"card": "3ds_start"}))["payment_intent"]["status"] == "requires_action"
    assert (await world.http.post(path, json={"card": "ok"})).status_code == 400
    failed = await world.control(path, {"card": "3ds_fail"})
    assert failed["payment_intent"]["last_payment_error"]["code"] == "payment_intent_authentication_failure"
    done = await world.control(path, {"card": "3ds"})
    assert (done["session"]["status"], done["payment_intent"]["status"]) == ("complete", "requires_capture")
    assert (await world.http.post(path, json={"card": "ok"})).status_code == 400
    assert (await world.http.post(path, json={"card": "gold"})).status_code == 400
    assert (await world.http.post("/_checkout/cs_no", json={"card": "ok"})).status_code == 404
    assert (await world.control("/_sessions"))["sessions"] == []


async def test_a_bank_debit_completes_unpaid_and_pays_or_fails_days_later(world: StripeUnderTest) -> None:
    sessions = world.client.v1.checkout.sessions
    good = await world.session(capture="automatic")
    assert "Bank debit (takes days)" in (await world.http.get(good.url)).text
    await world.http.post(good.url, data={"way": "bank_debit"})
    bad = await world.session(capture="automatic")
    await world.control(f"/_checkout/{bad.id}", {"card": "bank_debit_fail"})
    for each in (good, bad):
        fresh = await sessions.retrieve_async(each.id, {"expand": ["payment_intent"]})
        assert (fresh.status, fresh.payment_status) == ("complete", "unpaid")
        assert fresh.payment_intent.status == "processing"
    assert (await world.books())["currencies"] == {}
    await world.pass_time(days=4)
    assert (await sessions.retrieve_async(good.id)).payment_status == "paid"
    assert (await sessions.retrieve_async(bad.id)).payment_status == "unpaid"
    kinds = await world.event_types()
    assert "checkout.session.async_payment_succeeded" in kinds
    assert "checkout.session.async_payment_failed" in kinds
    assert (await world.books())["currencies"]["usd"]["captured"] == 10_000


async def test_a_hold_excludes_bank_debits(world: StripeUnderTest) -> None:
    session = await world.session()
    assert session.payment_method_types == ["card"]
    assert (await world.http.post(f"/_checkout/{session.id}", json={"card": "bank_debit"})).status_code == 400
    with pytest.raises(stripe.InvalidRequestError, match="No valid payment method"):
        await world.session(allowed_payment_method_types=["us_bank_account"])


async def test_expiry_by_request_and_by_time(world: StripeUnderTest) -> None:
    sessions = world.client.v1.checkout.sessions
    soon = int(world.clock.now().timestamp()) + 1_801
    first, second = await world.session(), await world.session(expires_at=soon)
    await world.control(f"/_checkout/{first.id}", {"card": "decline"})
    held = await sessions.retrieve_async(first.id)
    with pytest.raises(stripe.InvalidRequestError, match="expire the session"):
        await world.client.v1.payment_intents.cancel_async(str(held.payment_intent), options=world.key())
    expired = await sessions.expire_async(first.id, options=world.key())
    assert (expired.status, expired.url) == ("expired", None)
    intent = await world.client.v1.payment_intents.retrieve_async(str(expired.payment_intent))
    assert intent.status == "canceled"
    await world.pass_time(seconds=1_802)
    assert (await sessions.retrieve_async(second.id)).status == "expired"
    assert "has expired" in (await world.http.get(second.url)).text
    assert (await world.event_types()).count("checkout.session.expired") == 2
    assert (await world.http.post(f"/_checkout/{second.id}", json={"card": "ok"})).status_code == 400


async def test_a_paid_session_can_not_be_expired(world: StripeUnderTest) -> None:
    sessions = world.client.v1.checkout.sessions
    intent = await world.paid()
    (session,) = (await sessions.list_async({"payment_intent": intent.id})).data
    with pytest.raises(stripe.InvalidRequestError, match="can be expired"):
        await sessions.expire_async(session.id, options=world.key())
    lines = await sessions.line_items.list_async(session.id)
    assert [(each.description, each.amount_total) for each in lines.data] == [("Steel <bolts>", 10_000)]
    assert (await sessions.list_async({"status": "open"})).data == []


@pytest.mark.parametrize("seconds", [1_700, 86_500])
async def test_a_session_lives_from_half_an_hour_to_a_day(world: StripeUnderTest, seconds: int) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="expires_at"):
        await world.session(expires_at=int(world.clock.now().timestamp()) + seconds)
