"""Every state of a page and of a payment, and what the market is told about it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.stripe.snapshots import movement_of_refund, snapshot_of_payment, snapshot_of_session
from tests.adapters.stripe import samples

DECLINED = {"code": "card_declined", "decline_code": "insufficient_funds"}


@pytest.mark.parametrize(
    ("page", "status", "error", "state"),
    [
        ("open", "requires_payment_method", None, "open"),
        ("open", "requires_payment_method", DECLINED, "failed"),
        ("open", "requires_confirmation", None, "open"),
        ("open", "requires_action", None, "requires_action"),
        ("open", "canceled", None, "cancelled"),
        ("complete", "processing", None, "processing"),
        ("complete", "requires_capture", None, "authorized"),
        ("complete", "succeeded", None, "paid"),
        ("complete", "requires_payment_method", DECLINED, "failed"),
        ("complete", "canceled", None, "cancelled"),
        ("expired", "requires_payment_method", None, "cancelled"),
        ("expired", "requires_payment_method", DECLINED, "cancelled"),
        ("expired", "requires_confirmation", None, "cancelled"),
        ("expired", "requires_action", None, "cancelled"),
        ("expired", "canceled", None, "cancelled"),
        ("expired", "processing", None, "processing"),
        ("expired", "requires_capture", None, "authorized"),
        ("expired", "succeeded", None, "paid"),
        ("complete", "a_status_of_next_year", None, "processing"),
    ],
)
def test_the_payment_decides_and_money_that_got_through_wins_over_an_expired_page(
    page: str, status: str, error: dict[str, str] | None, state: str
) -> None:
    found = snapshot_of_session(samples.session(page, payment_intent=samples.payment(status, last_payment_error=error)))
    assert found.state == state


@pytest.mark.parametrize(
    ("page", "payment_status", "state"),
    [
        ("open", "unpaid", "open"),
        ("expired", "unpaid", "cancelled"),
        ("complete", "unpaid", "processing"),
        ("complete", "paid", "processing"),
        ("complete", "no_payment_required", "processing"),
        (None, "unpaid", "processing"),
    ],
)
def test_without_a_payment_nothing_is_funded(page: Any, payment_status: str, state: str) -> None:
    found = snapshot_of_session(samples.session(page, payment_status=payment_status))
    assert (found.state, found.captured, found.payment_ref) == (state, 0, "")
    assert (found.amount, found.currency) == (125_000, "EUR")
    assert found.metadata == samples.METADATA


def test_a_paid_session_in_full() -> None:
    charge = samples.charge(amount_refunded=25_000)
    found = snapshot_of_session(samples.session(payment_intent=samples.payment(latest_charge=charge)))
    assert found.session_ref == "cs_1"
    assert found.payment_ref == "pi_1"
    assert found.charge_ref == "ch_1"
    assert (found.amount, found.currency) == (125_000, "EUR")
    assert (found.captured, found.refunded, found.fee) == (125_000, 25_000, 3_655)
    assert found.capture_before == datetime.fromtimestamp(samples.CAPTURE_BEFORE, UTC)
    assert found.metadata == samples.METADATA
    assert found.decline_code == ""


def test_a_hold_is_not_captured_money_and_its_release_is_not_a_refund() -> None:
    held = snapshot_of_payment(samples.held(), session_ref="cs_1")
    assert (held.state, held.captured, held.fee) == ("authorized", 0, 0)
    assert held.capture_before is not None
    released = samples.payment("canceled", latest_charge=samples.charge(amount_refunded=125_000))
    assert snapshot_of_payment(released, session_ref="cs_1").refunded == 0


def test_a_fee_in_another_currency_is_not_taken_for_the_trades_own() -> None:
    charge = samples.charge(balance_transaction={"fee": 3_655, "currency": "usd"})
    assert snapshot_of_payment(samples.payment(latest_charge=charge), session_ref="").fee == 0


def test_the_decline_is_named_by_its_most_exact_code() -> None:
    declined = samples.payment("requires_payment_method", last_payment_error=DECLINED)
    assert snapshot_of_payment(declined, session_ref="").decline_code == "insufficient_funds"
    vaguer = samples.payment("requires_payment_method", last_payment_error={"code": "card_declined"})
    assert snapshot_of_payment(vaguer, session_ref="").decline_code == "card_declined"


def test_objects_that_were_not_expanded_and_fields_that_are_missing_are_read_as_unknown() -> None:
    bare = snapshot_of_payment(samples.payment(latest_charge="ch_9"), session_ref="")
    assert (bare.charge_ref, bare.fee, bare.capture_before) == ("ch_9", 0, None)
    assert snapshot_of_session(samples.session(payment_intent="pi_9")).payment_ref == "pi_9"
    empty = snapshot_of_session({})
    assert (empty.state, empty.amount, empty.currency, dict(empty.metadata)) == ("processing", 0, "", {})


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("succeeded", "done"),
        ("pending", "pending"),
        ("requires_action", "pending"),
        ("failed", "failed"),
        ("canceled", "failed"),
        (None, "pending"),
        ("a_status_of_next_year", "pending"),
    ],
)
def test_every_state_of_a_refund(status: str | None, outcome: str) -> None:
    assert movement_of_refund(samples.refund(status)).status == outcome


def test_a_failed_refund_says_why() -> None:
    found = movement_of_refund(samples.refund("failed", failure_reason="expired_or_canceled_card"))
    assert (found.ref, found.amount, found.reason) == ("re_1", 25_000, "expired_or_canceled_card")
    waiting = movement_of_refund(samples.refund("pending", pending_reason="insufficient_funds"))
    assert waiting.reason == "insufficient_funds"
