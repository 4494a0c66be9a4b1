"""Servers that speak Stripe's language with gaps: what is missing is done without, what failed is named, nothing crashes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.stripe import reports, snapshots
from adapters.stripe.checking import ProviderCheck
from adapters.stripe.news import StripeNews
from adapters.stripe.provider import StripeProvider
from tests.adapters.stripe import samples
from tests.adapters.stripe.loopback import Counter

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
PAYMENT = {
    "id": "pi_1",
    "object": "payment_intent",
    "status": "requires_capture",
    "amount": 1_000,
    "currency": "eur",
    "latest_charge": "ch_1",
    "metadata": samples.METADATA,
}
SESSION = {"id": "cs_1", "object": "checkout.session", "status": "complete", "payment_intent": PAYMENT}


async def test_a_charge_that_was_not_expanded_is_fetched(provider: StripeProvider, desk: Counter) -> None:
    desk.will_answer(SESSION, samples.charge())
    found = await provider.look_up("cs_1")
    assert found.capture_before is not None
    assert [sent.path for sent in desk.seen] == ["/v1/checkout/sessions/cs_1", "/v1/charges/ch_1"]
    desk.will_answer({**PAYMENT, "status": "succeeded", "amount_received": 1_000}, samples.charge())
    taken = await provider.capture({"payment_ref": "pi_1", "amount": 1_000, "currency": "EUR"}, key="k")
    assert (taken.state, taken.captured, taken.fee) == ("paid", 1_000, 3_655)


async def test_a_charge_that_nobody_has_is_done_without(provider: StripeProvider, desk: Counter) -> None:
    desk.will_answer(SESSION)
    desk.will_refuse(404, type="invalid_request_error", code="resource_missing")
    found = await provider.look_up("cs_1")
    assert (found.state, found.charge_ref, found.capture_before, found.fee) == ("authorized", "ch_1", None, 0)
    assert found.metadata == samples.METADATA


@pytest.mark.parametrize("gap", [None, 7, "x", [], {}, [None], True])
def test_no_field_is_relied_upon(gap: Any) -> None:
    """Whatever stands in any field but the id, each object is read, and what can not be read is not money."""
    readers: dict[Any, dict[str, Any]] = {
        snapshots.snapshot_of_session: {**SESSION, "currency": "eur", "amount_total": 5},
        lambda raw: snapshots.snapshot_of_payment(raw, session_ref="cs_1"): {
            **samples.payment(),
            "last_payment_error": {"code": "x"},
        },
        snapshots.movement_of_refund: samples.refund(),
        snapshots.movement_of_transfer: {"id": "tr_1", "amount": 5, "currency": "eur", "reversed": False},
        reports.chargeback_of_dispute: {
            "id": "dp_1",
            "status": "lost",
            "amount": 5,
            "currency": "eur",
            "balance_transactions": [{"fee": 5}],
            "evidence_details": {"due_by": 5},
            "payment_intent": "pi_1",
            "reason": "fraudulent",
        },
        reports.payee_of_account: {
            "id": "acct_1",
            "capabilities": {"transfers": "active"},
            "requirements": {"past_due": ["x"], "currently_due": [], "current_deadline": 5},
            "metadata": {"company_id": "com_1"},
        },
        lambda raw: reports.payout_of_seller(raw, "acct_1"): {
            "id": "po_1",
            "currency": "eur",
            "amount": 5,
            "created": 5,
            "arrival_date": 5,
        },
        reports.movement_of_line: {
            "id": "txn_1",
            "type": "charge",
            "currency": "eur",
            "amount": 5,
            "source": {"id": "ch_1"},
        },
        reports.balances_of: {"available": [{"currency": "eur", "amount": 5}], "pending": []},
    }
    for read, whole in readers.items():
        for field in whole.keys() - {"id"}:
            assert read({**whole, field: gap}) is not None
            assert read({name: value for name, value in whole.items() if name != field}) is not None


async def test_lists_without_an_end_mark_or_with_odd_rows_are_one_page(provider: StripeProvider, desk: Counter) -> None:
    body = {"payment_ref": "pi_1", "trade_id": "trd_1"}
    desk.will_answer({"object": "list", "data": [{"object": "refund"}, None, samples.refund(metadata=None)]})
    assert await provider.find_movement("refund", body, key="k") is None
    desk.will_answer({"object": "list"}, {"object": "list", "data": None})
    assert await provider.find_movement("transfer", body, key="k") is None
    assert await StripeNews(provider).movements(LONG_AGO) == []
    desk.will_answer({"object": "list", "data": [{"type": "charge"}, {"id": "evt_1", "object": "event"}]})
    assert await StripeNews(provider).events_since(LONG_AGO) == []


async def _hears(_kind: str, _ref: str) -> bool:
    return True


async def _hears_nothing(_kind: str, _ref: str) -> bool:
    return False


def _check(provider: StripeProvider, *, deaf: bool = False) -> ProviderCheck:
    return ProviderCheck(provider, hears=_hears_nothing if deaf else _hears, currency="EUR", run="r")


async def test_the_check_says_a_card_in_the_way_that_the_other_side_knows(
    provider: StripeProvider, desk: Counter
) -> None:
    def payment(status: str) -> dict[str, Any]:
        return {"id": "pi_1", "object": "payment_intent", "status": status}

    def unknown() -> None:
        desk.will_refuse(400, type="invalid_request_error", message="Unexpected automatic_payment_methods")

    unknown()
    desk.will_answer(payment("requires_capture"), payment("succeeded"))
    desk.will_answer({"id": "re_1", "object": "refund", "status": "succeeded"})
    unknown()
    desk.will_answer(payment("requires_capture"), payment("canceled"))
    unknown()
    unknown()
    unknown()
    desk.will_refuse(402, type="invalid_request_error", code="card_declined")
    for _ in range(4):
        unknown()
    desk.will_answer({"id": "pm_1", "object": "payment_method"})
    unknown()
    desk.will_answer({"id": "pm_2", "object": "payment_method"}, payment("requires_action"), payment("canceled"))
    steps = await _check(provider).walk()
    assert [step.fault for step in steps] == [""] * 7, steps
    asked = [sent.form for sent in desk.seen if sent.path == "/v1/payment_intents"]
    assert {"automatic_payment_methods[enabled]", "payment_method_types[0]"} <= {
        name for form in asked for name in form
    }
    keys = [sent.key for sent in desk.seen]
    assert len(keys) == len(set(keys))


async def test_a_webhook_that_does_not_come_keeps_nothing_from_being_tried(
    provider: StripeProvider, desk: Counter
) -> None:
    for status in ("requires_capture", "succeeded"):
        desk.will_answer({"id": "pi_1", "object": "payment_intent", "status": status})
    desk.will_answer({"id": "re_1", "object": "refund", "status": "succeeded"})
    steps = (await _check(provider, deaf=True).walk())[:3]
    assert [step.name for step in steps if "no signed" in step.fault] == ["authorise a card", "capture", "refund"]


@pytest.mark.parametrize("answer", [{}, {"object": "payment_intent"}, {"id": "pi_1", "object": "payment_intent"}, []])
async def test_the_check_names_the_step_whatever_it_is_answered(
    provider: StripeProvider, desk: Counter, answer: Any
) -> None:
    desk.will_answer(*[answer] * 60)
    steps = await _check(provider).walk()
    assert [step.name for step in steps if not step.fault] == []
    assert [step.fault for step in steps].count("not tried") == 3
