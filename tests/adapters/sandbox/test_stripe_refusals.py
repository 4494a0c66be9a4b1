"""What the sandbox's Stripe refuses, in Stripe's shape and words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from adapters.sandbox.stripe_forms import decode
from adapters.sandbox.stripe_money import (
    CURRENCIES,
    LARGEST_AMOUNT,
    ZERO_DECIMAL,
    check_charge_amount,
    formatted,
    processing_fee,
    smallest_charge,
)
from adapters.sandbox.stripe_refusals import StripeRefusal
from tests.adapters.sandbox.stripe_harness import StripeUnderTest, running_stripe

pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")


@pytest.fixture
async def world() -> AsyncIterator[StripeUnderTest]:
    async with running_stripe(captured=False) as running:
        yield running


ITEM = {
    "line_items[0][price_data][currency]": "usd",
    "line_items[0][price_data][unit_amount]": "5000",
    "line_items[0][price_data][product_data][name]": "Bolts",
    "line_items[0][quantity]": "1",
}
SESSION = {"mode": "payment", "success_url": "https://shop.example/done", **ITEM}
INTENT = {"amount": "5000", "currency": "usd"}

# path, form, status, code, param
REFUSED: list[tuple[str, dict[str, str], int, str | None, str | None]] = [
    ("payment_intents", {**INTENT, "colour": "red"}, 400, "parameter_unknown", "colour"),
    ("payment_intents", {"currency": "usd"}, 400, "parameter_missing", "amount"),
    ("payment_intents", {**INTENT, "capture_method": "later"}, 400, None, "capture_method"),
    ("payment_intents", {**INTENT, "amount": "50.5"}, 400, "parameter_invalid_integer", "amount"),
    ("payment_intents", {**INTENT, "amount": ""}, 400, "parameter_invalid_empty", "amount"),
    ("payment_intents", {**INTENT, "amount": "49"}, 400, "amount_too_small", "amount"),
    ("payment_intents", {**INTENT, "amount": "100000000"}, 400, "amount_too_large", "amount"),
    ("payment_intents", {**INTENT, "amount": "-5"}, 400, "parameter_invalid_integer", "amount"),
    ("payment_intents", {**INTENT, "currency": "xyz"}, 400, None, "currency"),
    ("payment_intents", {"amount": "1005", "currency": "kwd"}, 400, None, "amount"),
    ("payment_intents", {"amount": "10050", "currency": "isk"}, 400, None, "amount"),
    ("payment_intents", {**INTENT, "customer": "cus_no"}, 400, "resource_missing", "customer"),
    ("payment_intents", {**INTENT, "payment_method": "pm_no"}, 400, "resource_missing", "payment_method"),
    ("payment_intents", {**INTENT, "receipt_email": "nobody"}, 400, "email_invalid", "receipt_email"),
    ("payment_intents", {**INTENT, "metadata[k]": "v" * 501}, 400, None, "metadata[k]"),
    ("payment_intents", {**INTENT, "application_fee_amount": "5"}, 400, None, "application_fee_amount"),
    ("payment_intents/pi_no/capture", {}, 404, "resource_missing", "intent"),
    ("checkout/sessions", ITEM, 400, "parameter_missing", "mode"),
    ("checkout/sessions", {**SESSION, "success_url": "shop"}, 400, "url_invalid", "success_url"),
    ("checkout/sessions", {"mode": "payment", **ITEM}, 400, "parameter_missing", "success_url"),
    ("checkout/sessions", {**SESSION, "expires_at": "5"}, 400, None, "expires_at"),
    ("checkout/sessions", {**SESSION, "line_items[0][colour]": "x"}, 400, "parameter_unknown", "line_items[0][colour]"),
    ("checkout/sessions", {**SESSION, "line_items[0][price_data][unit_amount]": "1"}, 400, "amount_too_small", None),
    ("checkout/sessions", {**SESSION, "payment_method_types[0]": "card"}, 400, "parameter_unknown", None),
    ("checkout/sessions", {**SESSION, "line_items": "x"}, 400, None, "line_items"),
    ("checkout/sessions/cs_no/expire", {}, 404, "resource_missing", "session"),
    ("refunds", {}, 400, None, None),
    ("refunds", {"payment_intent": "pi_no"}, 400, "resource_missing", "payment_intent"),
    ("transfers", {"currency": "usd", "destination": "acct_no"}, 400, "parameter_missing", "amount"),
    ("transfers", {**INTENT, "destination": "acct_no"}, 400, "resource_missing", "destination"),
    ("transfers", {**INTENT, "amount": "0", "destination": "x"}, 400, "parameter_invalid_integer", "amount"),
    ("account_links", {"account": "acct_no", "type": "account_onboarding"}, 400, "parameter_missing", "refresh_url"),
    ("accounts/acct_no", {}, 403, "account_invalid", None),
    ("webhook_endpoints", {"url": "https://far.example/", "enabled_events[0]": "*"}, 400, None, "url"),
    ("payouts", {**INTENT}, 400, "balance_insufficient", None),
    ("wonders", {}, 404, None, None),
]


async def test_bad_requests_are_refused_with_stripes_error_body(world: StripeUnderTest) -> None:
    for place, (path, form, status, code, param) in enumerate(REFUSED):
        answer = await world.post(f"/v1/{path}", key=f"refused:{place}", **form)
        error: dict[str, Any] = answer.json()["error"]
        told = (answer.status_code, error.get("code"))
        assert told == (status, code), (path, form, error)
        assert error["type"] == "invalid_request_error"
        assert error["message"]
        assert answer.headers["Request-Id"].startswith("req_")
        if param is not None:
            assert error["param"] == param, (path, form, error)
    assert (await world.books())["currencies"] == {}
    unknown = await world.post("/v1/payment_intents", key="words", **INTENT, colour="red")
    assert unknown.json()["error"]["message"] == "Received unknown parameter: colour"


async def test_keys_of_the_account_are_checked(world: StripeUnderTest) -> None:
    wrong = await world.http.get("/v1/balance", headers={"Authorization": "Bearer sk_test_wrongwrong"})
    assert wrong.status_code == 401
    assert "wrongwrong" not in wrong.json()["error"]["message"]
    for header in ("", "Digest x", "Basic !!!"):
        assert (await world.http.get("/v1/balance", headers={"Authorization": header})).status_code == 401
    assert (await world.http.get("/v1/balance", headers={"Authorization": ""}, auth=("sk_test_sandbox", ""))).is_success


async def test_a_foreign_or_unplayed_account_header_is_refused(world: StripeUnderTest) -> None:
    foreign = await world.http.get("/v1/balance", headers={"Stripe-Account": "acct_foreign"})
    assert (foreign.status_code, foreign.json()["error"]["code"]) == (403, "account_invalid")
    seller = (await world.control("/_accounts", {"country": "US"}))["id"]
    direct = await world.http.get("/v1/charges", headers={"Stripe-Account": seller})
    assert direct.status_code == 400


async def test_lists_are_leafed_through_in_both_directions(world: StripeUnderTest) -> None:
    ids = []
    for place in range(5):
        made = await world.post("/v1/customers", key=f"c:{place}", name=f"n{place}")
        ids.append(made.json()["id"])
    intents = [(await world.post("/v1/payment_intents", key=f"p:{each}", **INTENT)).json()["id"] for each in range(5)]
    first = (await world.http.get("/v1/payment_intents?limit=2")).json()
    assert ([each["id"] for each in first["data"]], first["has_more"]) == (intents[:2:-1], True)
    older = (await world.http.get(f"/v1/payment_intents?limit=2&starting_after={intents[3]}")).json()
    assert [each["id"] for each in older["data"]] == [intents[2], intents[1]]
    newer = (await world.http.get(f"/v1/payment_intents?limit=2&ending_before={intents[1]}")).json()
    assert ([each["id"] for each in newer["data"]], newer["has_more"]) == ([intents[3], intents[2]], True)
    later = (await world.http.get("/v1/payment_intents?created[gt]=99999999999")).json()
    assert later == {"object": "list", "data": [], "has_more": False, "url": "/v1/payment_intents"}
    for query in ("limit=0", "limit=101", "limit=x", "starting_after=pi_no", "created[near]=1", "colour=red"):
        assert (await world.http.get(f"/v1/payment_intents?{query}")).status_code == 400, query


async def test_ids_expand_to_objects(world: StripeUnderTest) -> None:
    intent = await world.paid(capture="automatic")
    path = f"/v1/payment_intents/{intent.id}?expand[]=latest_charge.balance_transaction&expand[]=customer"
    answer = (await world.http.get(path)).json()
    assert answer["latest_charge"]["balance_transaction"]["net"] == 10_000 - 320
    assert answer["customer"] is None
    assert (await world.http.get(f"/v1/payment_intents/{intent.id}?expand[]=amount.x")).status_code == 400
    listed = (await world.http.get("/v1/charges?expand[]=data.payment_intent")).json()
    assert listed["data"][0]["payment_intent"]["id"] == intent.id


def test_every_currency_has_a_smallest_and_a_largest_charge() -> None:
    for currency in CURRENCIES:
        least = smallest_charge(currency)
        for amount in (least, LARGEST_AMOUNT - LARGEST_AMOUNT % 100):
            check_charge_amount(amount, currency, "amount")
        for amount in (least - 1, LARGEST_AMOUNT + 1):
            with pytest.raises(StripeRefusal):
                check_charge_amount(amount, currency, "amount")


def test_fees_and_amounts_are_counted_in_minor_units() -> None:
    assert processing_fee(10_000, rate_per_mille=29, fixed=30) == 320
    assert processing_fee(50, rate_per_mille=29, fixed=30) == 31
    assert processing_fee(20, rate_per_mille=29, fixed=30) == 20
    assert len(ZERO_DECIMAL) == 16
    assert [formatted(1_234_567, each) for each in ("jpy", "usd", "kwd")] == ["1,234,567", "12,345.67", "1,234.567"]
    assert formatted(-5, "usd") == "-0.05"


def test_bracketed_forms_become_nested_values() -> None:
    assert decode("a=1&b[c][0][d]=x%20y&e[]=1&e[]=2") == {
        "a": "1",
        "b": {"c": {"0": {"d": "x y"}}},
        "e": {"0": "1", "1": "2"},
    }
    assert decode("") == {}
    for broken in ("a[b=1", "a=1&a[b]=2", "noequals", "[x]=1", "a" + "[b]" * 20 + "=1"):
        with pytest.raises(StripeRefusal):
            decode(broken)
