"""What the provider sends to Stripe, and what it makes of the answers."""

from __future__ import annotations

import logging
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.stripe.provider import MOST_PAGES, StripeProvider
from core.ports.payments import CheckoutOpened, MovementResult, PaymentProvider, ProviderRefused, ProviderUnavailable
from tests.adapters.stripe import samples
from tests.adapters.stripe.conftest import NOW
from tests.adapters.stripe.loopback import Counter

ROOT = Path(__file__).parents[3]
KEY = "dep:trd_1:checkout:1"
CHARGE = {"expand[0]": "latest_charge.balance_transaction"}
OPENING: dict[str, Any] = {
    "amount": 125_000,
    "currency": "EUR",
    "title": "200 × Steel brackets",
    "trade_id": "trd_1",
    "expires_at": (NOW + timedelta(hours=6)).isoformat(),
    "success_url": "https://market.example/paid",
    "cancel_url": "https://market.example/unpaid",
}
CAPTURE = {"payment_ref": "pi_1", "session_ref": "cs_1", "amount": 125_000}
REFUND = {"payment_ref": "pi_1", "amount": 25_000, "trade_id": "trd_1"}
EVIDENCE = {
    "dispute_ref": "dp_1",
    "trade_id": "trd_1",
    "agreement": "Both sides agree.",
    "product": "Steel brackets",
    "carrier": "DHL",
    "tracking_number": "T1",
    "shipped_on": "2026-11-20",
}
TRANSFER = {"account_ref": "acct_1", "charge_ref": "ch_1", "amount": 121_250, "currency": "EUR", "trade_id": "trd_1"}


def test_it_is_the_port() -> None:
    as_port: type[PaymentProvider] = StripeProvider
    assert as_port.name == "stripe"


async def test_the_page_is_asked_for_in_full(provider: StripeProvider, desk: Counter) -> None:
    desk.will_answer(samples.session("open"))
    opened = await provider.open_checkout(OPENING, key=KEY)
    assert opened == CheckoutOpened(
        session_ref="cs_1",
        url="https://checkout.example/c/cs_1",
        expires_at=datetime.fromtimestamp(1_790_000_000, UTC),
    )
    (sent,) = desk.seen
    assert (sent.method, sent.path, sent.key) == ("POST", "/v1/checkout/sessions", KEY)
    assert sent.authorization == "Bearer sk_test_secret"
    assert sent.form == {
        "mode": "payment",
        "allowed_payment_method_types[0]": "card",
        "client_reference_id": "trd_1",
        "metadata[trade_id]": "trd_1",
        "metadata[key]": KEY,
        "line_items[0][quantity]": "1",
        "line_items[0][price_data][currency]": "eur",
        "line_items[0][price_data][unit_amount]": "125000",
        "line_items[0][price_data][product_data][name]": "200 × Steel brackets",
        "payment_intent_data[capture_method]": "manual",
        "payment_intent_data[transfer_group]": "trd_1",
        "payment_intent_data[metadata][trade_id]": "trd_1",
        "payment_intent_data[metadata][key]": KEY,
        "adaptive_pricing[enabled]": "false",
        "expires_at": str(int((NOW + timedelta(hours=6)).timestamp())),
        "success_url": "https://market.example/paid",
        "cancel_url": "https://market.example/unpaid",
    }


@pytest.mark.parametrize(
    ("wanted", "sent_after"),
    [
        (timedelta(days=7), timedelta(hours=24)),
        (timedelta(hours=24), timedelta(hours=24)),
        (timedelta(hours=1), timedelta(hours=1)),
        (timedelta(minutes=31), timedelta(minutes=31)),
        (timedelta(minutes=5), timedelta(minutes=31)),
        (timedelta(days=-1), timedelta(minutes=31)),
    ],
)
async def test_the_page_ends_within_stripes_window(
    provider: StripeProvider, desk: Counter, wanted: timedelta, sent_after: timedelta
) -> None:
    desk.will_answer(samples.session("open"))
    await provider.open_checkout(OPENING | {"expires_at": (NOW + wanted).isoformat()}, key=KEY)
    assert desk.seen[0].form["expires_at"] == str(int((NOW + sent_after).timestamp()))


async def test_a_long_title_is_cut_to_what_stripe_takes(provider: StripeProvider, desk: Counter) -> None:
    desk.will_answer(samples.session("open"))
    await provider.open_checkout(OPENING | {"title": "x" * 400}, key=KEY)
    assert len(desk.seen[0].form["line_items[0][price_data][product_data][name]"]) == 250


async def test_looking_up_reads_the_payment_behind_the_page(provider: StripeProvider, desk: Counter) -> None:
    desk.will_answer(samples.session(payment_intent=samples.payment()))
    found = await provider.look_up("cs_1")
    assert (found.state, found.payment_ref, found.fee) == ("paid", "pi_1", 3_655)
    (sent,) = desk.seen
    assert (sent.method, sent.path, sent.key) == ("GET", "/v1/checkout/sessions/cs_1", None)
    assert sent.query == {"expand[0]": "payment_intent.latest_charge.balance_transaction"}


async def test_expiring_closes_the_page_and_then_reads(provider: StripeProvider, desk: Counter) -> None:
    desk.will_answer(samples.session("expired"), samples.session("expired"))
    found = await provider.expire_checkout({"session_ref": "cs_1"}, key=KEY)
    assert (found.state, found.session_ref) == ("cancelled", "cs_1")
    assert [(sent.method, sent.path, sent.key) for sent in desk.seen] == [
        ("POST", "/v1/checkout/sessions/cs_1/expire", KEY),
        ("GET", "/v1/checkout/sessions/cs_1", None),
    ]


async def test_a_payment_that_got_through_wins_over_expiring(provider: StripeProvider, desk: Counter) -> None:
    desk.will_refuse(400, type="invalid_request_error", message="This Session is not open.")
    desk.will_answer(samples.session(payment_intent=samples.held()))
    found = await provider.expire_checkout({"session_ref": "cs_1"}, key=KEY)
    assert found.state == "authorized"


async def test_capturing_takes_the_amount_and_keeps_the_session(provider: StripeProvider, desk: Counter) -> None:
    desk.will_answer(samples.payment())
    found = await provider.capture(CAPTURE, key=KEY)
    assert (found.state, found.session_ref, found.captured, found.fee) == ("paid", "cs_1", 125_000, 3_655)
    (sent,) = desk.seen
    assert (sent.method, sent.path, sent.key) == ("POST", "/v1/payment_intents/pi_1/capture", KEY)
    assert sent.form == {"amount_to_capture": "125000"} | CHARGE


async def test_a_refused_capture_says_what_the_payment_is_and_why(provider: StripeProvider, desk: Counter) -> None:
    desk.will_refuse(400, type="invalid_request_error", code="charge_expired_for_capture")
    desk.will_answer(samples.payment("canceled"))
    found = await provider.capture(CAPTURE, key=KEY)
    assert (found.state, found.session_ref, found.captured) == ("cancelled", "cs_1", 0)
    assert found.decline_code == "charge_expired_for_capture"
    assert (desk.seen[1].method, desk.seen[1].path) == ("GET", "/v1/payment_intents/pi_1")
    assert desk.seen[1].query == CHARGE


async def test_capturing_what_is_captured_already_is_paid(provider: StripeProvider, desk: Counter) -> None:
    desk.will_refuse(400, type="invalid_request_error", code="payment_intent_unexpected_state")
    desk.will_answer(samples.payment())
    found = await provider.capture(CAPTURE, key=KEY)
    assert (found.state, found.decline_code) == ("paid", "")


async def test_a_decline_at_capture_is_a_snapshot_too(provider: StripeProvider, desk: Counter) -> None:
    desk.will_refuse(402, type="card_error", code="card_declined", decline_code="lost_card")
    desk.will_answer(
        samples.payment("requires_payment_method", last_payment_error={"code": "x", "decline_code": "lost_card"})
    )
    found = await provider.capture({"payment_ref": "pi_1", "amount": 1}, key=KEY)
    assert (found.state, found.session_ref, found.decline_code) == ("failed", "", "lost_card")


async def test_letting_a_hold_go(provider: StripeProvider, desk: Counter) -> None:
    desk.will_answer(samples.payment("canceled"))
    found = await provider.cancel_hold({"payment_ref": "pi_1", "session_ref": "cs_1"}, key=KEY)
    assert (found.state, found.session_ref) == ("cancelled", "cs_1")
    (sent,) = desk.seen
    assert (sent.method, sent.path, sent.key) == ("POST", "/v1/payment_intents/pi_1/cancel", KEY)
    assert sent.form == CHARGE


async def test_a_hold_that_was_captured_meanwhile_can_not_be_let_go(provider: StripeProvider, desk: Counter) -> None:
    desk.will_refuse(400, type="invalid_request_error", code="payment_intent_unexpected_state")
    desk.will_answer(samples.payment())
    assert (await provider.cancel_hold({"payment_ref": "pi_1"}, key=KEY)).state == "paid"


async def test_a_refund_carries_its_key_where_it_can_be_found_again(provider: StripeProvider, desk: Counter) -> None:
    desk.will_answer(samples.refund())
    assert await provider.refund(REFUND, key="k1") == MovementResult("done", "re_1", 25_000)
    (sent,) = desk.seen
    assert (sent.method, sent.path, sent.key) == ("POST", "/v1/refunds", "k1")
    assert sent.form == {
        "payment_intent": "pi_1",
        "amount": "25000",
        "metadata[trade_id]": "trd_1",
        "metadata[key]": "k1",
    }


async def test_a_transfer_is_tied_to_its_charge_and_trade(provider: StripeProvider, desk: Counter) -> None:
    desk.will_answer(samples.transfer())
    assert await provider.transfer(TRANSFER, key="k1") == MovementResult("done", "tr_1", 121_250)
    (sent,) = desk.seen
    assert (sent.method, sent.path, sent.key) == ("POST", "/v1/transfers", "k1")
    assert sent.form == {
        "destination": "acct_1",
        "amount": "121250",
        "currency": "eur",
        "source_transaction": "ch_1",
        "transfer_group": "trd_1",
        "metadata[trade_id]": "trd_1",
        "metadata[key]": "k1",
    }


async def test_evidence_is_submitted_to_the_bank_in_its_own_fields(provider: StripeProvider, desk: Counter) -> None:
    desk.will_answer(samples.dispute())
    assert await provider.submit_evidence(EVIDENCE, key="k1") == MovementResult("done", "dp_1", 0)
    (sent,) = desk.seen
    assert (sent.method, sent.path, sent.key) == ("POST", "/v1/disputes/dp_1", "k1")
    assert sent.form == {
        "submit": "true",
        "evidence[product_description]": "Steel brackets",
        "evidence[uncategorized_text]": "Both sides agree.",
        "evidence[shipping_carrier]": "DHL",
        "evidence[shipping_tracking_number]": "T1",
        "evidence[shipping_date]": "2026-11-20",
    }


async def test_evidence_is_cut_to_what_stripe_takes_and_leaves_out_what_was_never_shipped(
    provider: StripeProvider, desk: Counter
) -> None:
    desk.will_answer(samples.dispute())
    unshipped = {"agreement": "x" * 20_001, "carrier": "", "tracking_number": "", "shipped_on": ""}
    await provider.submit_evidence(EVIDENCE | unshipped, key="k1")
    (sent,) = desk.seen
    assert sent.form["evidence[uncategorized_text]"] == "x" * 20_000
    assert not [name for name in sent.form if "shipping" in name]


async def test_what_happened_stands_before_the_agreement(provider: StripeProvider, desk: Counter) -> None:
    desk.will_answer(samples.dispute())
    log = [["2026-11-20T09:00:00+00:00", "shipped", "1 DHL T1"], ["2026-11-21T09:00:00+00:00", "delivered", "1 DHL T1"]]
    await provider.submit_evidence({**EVIDENCE, "log": log}, key="k1")
    assert desk.seen[0].form["evidence[uncategorized_text]"].splitlines() == [
        "2026-11-20T09:00:00+00:00 shipped 1 DHL T1",
        "2026-11-21T09:00:00+00:00 delivered 1 DHL T1",
        "Both sides agree.",
    ]


async def test_evidence_that_the_bank_will_not_take_is_refused(provider: StripeProvider, desk: Counter) -> None:
    desk.will_refuse(400, type="invalid_request_error", code="dispute_closed")
    with pytest.raises(ProviderRefused) as refused:
        await provider.submit_evidence(EVIDENCE, key="k1")
    assert refused.value.code == "dispute_closed"


async def test_refused_movements_are_results_with_the_reason(provider: StripeProvider, desk: Counter) -> None:
    desk.will_refuse(400, type="invalid_request_error", code="charge_already_refunded")
    assert await provider.refund(REFUND, key="k1") == MovementResult("failed", "", 25_000, "charge_already_refunded")
    desk.will_refuse(400, type="invalid_request_error", code="insufficient_capabilities_for_transfer")
    assert await provider.transfer(TRANSFER, key="k1") == MovementResult(
        "failed", "", 121_250, "insufficient_capabilities_for_transfer"
    )


async def test_a_refund_is_found_by_its_key(provider: StripeProvider, desk: Counter) -> None:
    other = samples.refund(id="re_0", metadata={"key": "another"})
    desk.will_answer(samples.listing(other, samples.refund("failed", id="re_9", metadata={"key": "k1"})))
    found = await provider.find_movement("refund", REFUND, key="k1")
    assert found == MovementResult("failed", "re_9", 25_000)
    (sent,) = desk.seen
    assert (sent.method, sent.path, sent.key) == ("GET", "/v1/refunds", None)
    assert sent.query == {"payment_intent": "pi_1", "limit": "100"}


async def test_a_transfer_is_found_on_a_later_page(provider: StripeProvider, desk: Counter) -> None:
    desk.will_answer(
        samples.listing(samples.transfer(id="tr_7", metadata={}), samples.transfer(id="tr_8"), has_more=True),
        samples.listing(samples.transfer(id="tr_9", metadata={"key": "k1"})),
    )
    assert await provider.find_movement("transfer", TRANSFER, key="k1") == MovementResult("done", "tr_9", 121_250)
    assert [sent.query for sent in desk.seen] == [
        {"transfer_group": "trd_1", "limit": "100"},
        {"transfer_group": "trd_1", "limit": "100", "starting_after": "tr_8"},
    ]


async def test_none_means_that_everything_was_read(provider: StripeProvider, desk: Counter) -> None:
    desk.will_answer(
        samples.listing(samples.refund(), has_more=True), samples.listing(), samples.listing(has_more=True)
    )
    assert await provider.find_movement("refund", REFUND, key="k1") is None
    with pytest.raises(ProviderUnavailable):
        await provider.find_movement("refund", REFUND, key="k1")


async def test_a_list_that_never_ends_is_given_up(provider: StripeProvider, desk: Counter) -> None:
    desk.will_answer(*[samples.listing(samples.refund(), has_more=True)] * MOST_PAGES)
    with pytest.raises(ProviderUnavailable):
        await provider.find_movement("refund", REFUND, key="k1")
    assert not desk.answers


async def test_every_post_carries_our_key_and_no_read_does(provider: StripeProvider, desk: Counter) -> None:
    desk.will_answer(
        samples.session("open"),
        samples.session("expired"),
        samples.session("expired"),
        samples.payment(),
        samples.payment("canceled"),
        samples.refund(),
        samples.transfer(),
        samples.dispute(),
        samples.session(),
        samples.listing(),
    )
    await provider.open_checkout(OPENING, key=KEY)
    await provider.expire_checkout({"session_ref": "cs_1"}, key=KEY)
    await provider.capture(CAPTURE, key=KEY)
    await provider.cancel_hold(CAPTURE, key=KEY)
    await provider.refund(REFUND, key=KEY)
    await provider.transfer(TRANSFER, key=KEY)
    await provider.submit_evidence(EVIDENCE, key=KEY)
    await provider.look_up("cs_1")
    await provider.find_movement("transfer", TRANSFER, key=KEY)
    assert not desk.answers
    assert {(sent.method, sent.key) for sent in desk.seen} == {("POST", KEY), ("GET", None)}


@pytest.mark.parametrize("key", ["", "k" * 256])
async def test_a_missing_key_is_never_replaced_by_a_random_one(
    provider: StripeProvider, desk: Counter, key: str
) -> None:
    with pytest.raises(ValueError, match="idempotency key"):
        await provider.refund(REFUND, key=key)
    assert not desk.seen


async def test_an_empty_reference_is_never_asked_about(provider: StripeProvider, desk: Counter) -> None:
    with pytest.raises(ValueError, match="session_ref"):
        await provider.look_up("")
    with pytest.raises(ValueError, match="payment_ref"):
        await provider.refund(REFUND | {"payment_ref": ""}, key="k1")
    with pytest.raises(ValueError, match="offset from UTC"):
        await provider.open_checkout(OPENING | {"expires_at": "2026-11-24T12:00:00"}, key=KEY)
    assert not desk.seen


async def test_no_reference_and_no_secret_reaches_a_log(
    provider: StripeProvider, desk: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    desk.will_answer(samples.payment())
    await provider.capture(CAPTURE, key=KEY)
    desk.will_refuse(400, type="invalid_request_error", code="resource_missing", message="No such payment: 'pi_1'")
    await provider.refund(REFUND, key=KEY)
    for canary in ("pi_1", "cs_1", "ch_1", "trd_1", "sk_test"):
        assert canary not in caplog.text


def test_importing_the_adapter_does_not_load_the_library() -> None:
    asked = (
        "import sys\n"
        "import adapters.stripe.line, adapters.stripe.provider, adapters.stripe.snapshots, adapters.stripe.webhook\n"
        "print(sorted({'stripe', 'httpx', 'aiohttp'} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT)
    assert answer.stdout.strip() == "[]"
