"""The order: shipping in parts, receiving, asking and answering, cancelling by right or by consent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.errors import InvalidValue, NotNow, TooEarly, TooMuchShipped
from core.process.definition import Role
from core.process.fulfilling import open_quantity, shipped_quantity
from core.trades import State
from tests.core.deals import DAY, H, Trial
from tests.core.routes import (
    asked,
    cancelled,
    claimed,
    delivered,
    in_progress,
    negotiating,
    part_accepted,
    part_delivered,
    partly_shipped,
    placed,
    shipped,
)

B, S, T, W = Role.BUYER, Role.SELLER, Role.TIMER, Role.PROVIDER

DHL: dict[str, Any] = {"carrier": "DHL", "tracking_number": "T1"}


def status_of_order(trial: Trial) -> str:
    assert trial.deal.order is not None
    return trial.deal.order.status


def requests(trial: Trial) -> list[tuple[str, str]]:
    return [(request.kind, request.status) for request in trial.deal.requests]


def test_a_whole_shipment_ships_the_order() -> None:
    trial = shipped()
    assert (trial.state, status_of_order(trial)) == (State.SHIPPED, "shipped")
    assert trial.lines[-1].detail == {"quantity": 100, "carrier": "DHL", "tracking_number": "T1"}
    assert open_quantity(trial.deal) == 0
    assert open_quantity(negotiating().deal) == 0


def test_parts_are_shipped_until_nothing_is_open() -> None:
    trial = placed().ships(40)
    assert (trial.state, status_of_order(trial), open_quantity(trial.deal)) == (State.IN_PROGRESS, "in_progress", 60)
    assert trial.shelf == (960, 60)
    trial.ships(60)
    assert (trial.state, trial.shelf) == (State.SHIPPED, (900, 0))
    assert [(shipment.number, shipment.quantity) for shipment in trial.deal.shipments] == [(1, 40), (2, 60)]


def test_goods_that_came_back_are_open_again() -> None:
    trial = partly_shipped()
    assert (shipped_quantity(trial.deal), open_quantity(trial.deal)) == (40, 60)
    back = replace(trial.deal, shipments=(replace(trial.deal.shipments[0], status="returned"),))
    assert (shipped_quantity(back), open_quantity(back)) == (0, 100)


def test_an_order_with_nothing_open_is_not_shipped_again() -> None:
    trial = shipped()
    trial.deal = replace(trial.deal, trade=replace(trial.deal.trade, state="in_progress"))
    trial.refuses(NotNow, S, "ship", **DHL)
    trial.refuses(NotNow, S, "ask_for_time", days=3, reason="Zinc.")


def test_a_shipment_that_had_arrived_before_keeps_its_day() -> None:
    trial = partly_shipped().ships(60).passes(DAY)
    first = replace(trial.deal.shipments[0], status="delivered", delivered_at=trial.now)
    trial.deal = replace(trial.deal, shipments=(first, *trial.deal.shipments[1:]))
    trial.passes(DAY)
    trial.does(B, "received")
    assert [shipment.delivered_at for shipment in trial.deal.shipments] == [trial.now - DAY, trial.now]


def test_the_tolerance_is_the_most_that_may_be_shipped() -> None:
    trial = placed()
    refusal = trial.refuses(TooMuchShipped, S, "ship", quantity=111, **DHL)
    assert refusal.fields == {"open": 100, "unit": "pcs"}
    trial.ships(110)
    assert (trial.state, open_quantity(trial.deal)) == (State.SHIPPED, 0)


def test_no_parts_where_the_terms_allow_none() -> None:
    trial = placed(partial_shipments=False)
    assert trial.refuses(InvalidValue, S, "ship", quantity=40, **DHL).problem == "no-parts"
    trial.ships(100)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"quantity": -1}, "quantity"), ({"carrier": " "}, "carrier"), ({"tracking_number": "9" * 61}, "tracking_number")],
)
def test_what_is_no_shipment(changes: dict[str, Any], field: str) -> None:
    assert placed().refuses(InvalidValue, S, "ship", **{**DHL, **changes}).field == field


def test_nothing_more_is_shipped_than_was_open() -> None:
    trial = partly_shipped()
    trial.refuses(TooMuchShipped, S, "ship", quantity=71, **DHL)
    trial.ships(70)
    assert trial.state is State.SHIPPED


def test_receiving_starts_the_inspection() -> None:
    trial = partly_shipped().ships(60).passes(5 * DAY)
    trial.does(B, "received")
    order = trial.deal.order
    assert order is not None
    assert (order.delivered_at, order.inspect_until) == (trial.now, trial.now + 7 * DAY)
    assert {shipment.status for shipment in trial.deal.shipments} == {"delivered"}


def test_silence_after_delivery_pays_the_seller() -> None:
    trial = delivered().passes(7 * DAY)
    assert (trial.state, status_of_order(trial), trial.fired) == (State.COMPLETED, "completed", ["auto_release"])


# ── cancelling ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_buyer_has_an_hour_to_think_again() -> None:
    trial = placed().passes(H)
    trial.fork().does(B, "cancel_early")
    trial.passes(H / 3600)
    assert "cancel_early" not in trial.offered(B)
    trial.refuses(NotNow, B, "cancel_early")


def test_what_is_partly_under_way_is_not_cancelled_as_a_whole() -> None:
    trial = partly_shipped().passes(15 * DAY)
    trial.refuses(NotNow, S, "cannot_supply")


@pytest.mark.parametrize(("role", "name"), [(B, "cancel_overdue"), (T, "cancel_unshipped"), (S, "agree_to_cancel")])
def test_the_open_part_is_cancelled_and_paid_back(role: Role, name: str) -> None:
    """40 of 100 are under way: 600.00 of 1,000.00 go back, the rest stays held for what was shipped."""
    trial = partly_shipped().passes(15 * DAY)
    if name == "agree_to_cancel":
        trial.does(B, "ask_to_cancel", reason="Too late.")
    trial.does(role, name)
    assert trial.postings(2) == [("refund_started", 60_000)]
    assert (trial.state, trial.held(), trial.shelf) == (State.SHIPPED, 40_000, (960, 0))
    assert open_quantity(trial.deal) == 0
    trial.refunds()
    trial.does(B, "received")
    trial.does(B, "accept_goods")
    assert trial.postings(4) == [("release", 38_860), ("commission", 1_140), ("payout_started", 38_860)]


def test_a_cancelled_rest_ends_an_order_whose_parts_are_all_accepted() -> None:
    trial = part_accepted().passes(15 * DAY)
    trial.does(B, "cancel_overdue")
    assert (trial.state, trial.held(), trial.shelf) == (State.COMPLETED, 0, (960, 0))
    assert trial.postings(2) == [
        ("release", 38_860),
        ("commission", 1_140),
        ("payout_started", 38_860),
        ("refund_started", 60_000),
    ]


# ── claimed deliveries and parts ─────────────────────────────────────────────────────────────────────────────────


def test_a_claim_counts_unless_it_is_contested() -> None:
    fresh = shipped()
    fresh.refuses(TooEarly, S, "claim_delivery")
    trial = claimed()
    trial.refuses(NotNow, S, "claim_delivery")
    silent = trial.fork().passes(2 * DAY)
    assert (silent.state, silent.fired, silent.held()) == (State.DELIVERED, ["count_claim"], 100_000)
    trial.does(B, "contest_delivery")
    assert (trial.state, trial.deal.shipments[0].contested, trial.due("claim")) == (State.SHIPPED, 1, [])
    trial.does(S, "claim_delivery")
    trial.refuses(NotNow, B, "contest_delivery")


def test_an_accepted_part_is_paid_and_the_rest_stays_held() -> None:
    trial = part_accepted()
    assert trial.postings(2) == [("release", 38_860), ("commission", 1_140), ("payout_started", 38_860)]
    assert (trial.state, trial.held()) == (State.IN_PROGRESS, 60_000)
    trial.refuses(NotNow, B, "accept_part")
    trial.pays_out().ships(60)
    trial.does(B, "received")
    trial.does(B, "accept_goods")
    assert trial.postings(6) == [("release", 58_290), ("commission", 1_710), ("payout_started", 58_290)]
    part_delivered(partial_release=False).refuses(NotNow, B, "accept_part")


def test_a_part_takes_no_money_of_the_others_where_a_bank_took_some() -> None:
    """The bank keeps 950.00 of 1,000.00 while 40 of 100 have arrived: 40 % of what is left is for them."""
    trial = part_delivered().charges_back(95_000).loses()
    trial.does(B, "accept_part")
    assert trial.postings(5)[:2] == [("release", 1_943), ("commission", 57)]
    assert (trial.state, trial.held()) == (State.IN_PROGRESS, 3_000)


def test_a_cancelled_rest_takes_no_money_of_the_parts_where_a_bank_took_some() -> None:
    trial = part_delivered().charges_back(95_000).loses()
    trial.does(S, "ask_to_cancel", reason="Our mill is down.")
    trial.does(B, "agree_to_cancel")
    assert trial.postings(-1) == [("refund_started", 3_000)]
    assert (trial.state, trial.held()) == (State.DELIVERED, 2_000)


def test_silence_about_a_part_pays_it() -> None:
    trial = part_delivered().passes(7 * DAY)
    assert trial.fired == ["auto_accept_part"]
    assert trial.postings(2) == part_accepted().postings(2)


def test_a_carrier_proves_the_delivery() -> None:
    trial = shipped()
    trial.does(W, "carrier_delivers", tracking_number="T1")
    assert (trial.state, trial.deal.shipments[0].by_carrier) == (State.DELIVERED, True)
    partly_shipped().refuses(NotNow, W, "carrier_delivers", tracking_number="T9")


def test_a_buyer_cancels_after_the_date_only() -> None:
    trial = placed()
    order = trial.deal.order
    assert order is not None
    refusal = trial.refuses(TooEarly, B, "cancel_overdue")
    assert refusal.fields == {"at": order.ship_by.isoformat()}
    trial.passes(14 * DAY)
    trial.does(B, "cancel_overdue")
    assert (trial.state, trial.shelf, trial.held()) == (State.CANCELLED, (1000, 0), 0)


def test_a_week_after_the_date_the_money_goes_back_by_itself() -> None:
    trial = in_progress().passes(21 * DAY)
    assert (trial.state, trial.fired) == (State.CANCELLED, ["cancel_unshipped"])
    assert trial.intents("refund")


def test_cancelling_by_consent() -> None:
    trial = asked(B)
    assert requests(trial) == [("cancel", "asked")]
    trial.refuses(NotNow, B, "agree_to_cancel")
    trial.does(S, "agree_to_cancel")
    assert (trial.state, requests(trial)) == (State.CANCELLED, [("cancel", "accepted")])
    assert status_of_order(trial) == "cancelled"


def test_a_request_is_refused_by_the_other_side_only() -> None:
    trial = asked(S)
    trial.refuses(NotNow, S, "refuse_request")
    trial.does(B, "refuse_request")
    assert (trial.state, requests(trial)) == (State.PLACED, [("cancel", "refused")])
    trial.does(S, "ask_to_cancel", reason="Once more.")


def test_one_request_at_a_time() -> None:
    trial = asked(B)
    for name in ("ask_to_cancel", "ask_for_time"):
        trial.refuses(NotNow, S, name, reason="Mine.", days=3)
    trial.refuses(NotNow, B, "ask_to_cancel", reason="Again.")


def test_a_cancellation_by_right_overtakes_an_open_request() -> None:
    trial = asked(B)
    trial.does(S, "cannot_supply")
    assert requests(trial) == [("cancel", "lapsed")]


def test_a_request_answered_before_is_left_alone() -> None:
    trial = asked(B)
    trial.does(S, "refuse_request")
    trial.does(S, "cannot_supply")
    assert requests(trial) == [("cancel", "refused")]


@pytest.mark.parametrize("role", [B, S])
def test_the_last_goods_answer_a_request_to_cancel(role: Role) -> None:
    """A part leaves the question open: the rest can still be cancelled."""
    trial = asked(role).ships(40)
    assert requests(trial) == [("cancel", "asked")]
    trial.ships(60)
    assert requests(trial) == [("cancel", "lapsed")]
    trial.refuses(NotNow, S if role is B else B, "agree_to_cancel")


def test_the_last_goods_answer_a_request_for_time() -> None:
    trial = asked(kind="extension").ships(40)
    assert requests(trial) == [("extension", "asked")]
    trial.ships(60)
    assert requests(trial) == [("extension", "lapsed")]


def test_a_reason_is_owed() -> None:
    assert placed().refuses(InvalidValue, B, "ask_to_cancel").field == "reason"
    assert placed().refuses(InvalidValue, B, "ask_to_cancel", reason="x" * 501).problem == "too-long"


# ── more time ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_more_time_moves_the_date() -> None:
    trial = asked(kind="extension")
    before = trial.deal.order
    assert before is not None
    trial.refuses(NotNow, B, "agree_to_cancel")
    trial.does(B, "agree_to_time")
    assert trial.deal.order is not None
    assert trial.deal.order.ship_by == before.ship_by + 7 * DAY
    assert requests(trial) == [("extension", "accepted")]


@pytest.mark.parametrize(("days", "problem"), [(0, "out-of-range"), (61, "out-of-range"), (42, "does-not-fit")])
def test_more_time_must_fit_how_long_money_may_be_held(days: int, problem: str) -> None:
    """14 days were agreed; 14 of transit, 7 of inspection and 21 for a dispute come after: 27 of 83 are left."""
    assert placed().refuses(InvalidValue, S, "ask_for_time", days=days, reason="Zinc.").problem == problem
    trial = placed()
    trial.does(S, "ask_for_time", days=27, reason="Zinc.")
    placed().refuses(InvalidValue, S, "ask_for_time", days=28, reason="Zinc.")


def test_a_request_for_time_is_not_agreed_as_a_cancellation() -> None:
    trial = asked(S)
    trial.refuses(NotNow, B, "agree_to_time")
    assert "agree_to_time" not in trial.offered(B)


def test_after_the_end_nothing_is_left_to_press() -> None:
    assert cancelled().offered(B) == cancelled().offered(S) == set()
