"""Talks: which terms hold together, whose turn it is, and what an answer does."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from core.errors import (
    DoesNotFit,
    DomainError,
    InvalidValue,
    NotNow,
    NotYourTurn,
    OfferExpired,
    OutOfStock,
    OwnOffer,
    Stale,
)
from core.money import Money
from core.process.act import Act
from core.process.definition import Role
from core.process.negotiating import (
    accept_offer,
    check_terms,
    decline_offer,
    require_fit,
    withdraw_offer,
    write_offer,
)
from core.rules import Rules
from core.trades import State
from tests.core.deals import BUYER, DAY, SEATS, H, Trial, seat, some_terms
from tests.core.routes import negotiating, offered

B, S, T = Role.BUYER, Role.SELLER, Role.TIMER

BAD_TERMS: list[tuple[dict[str, Any], str, str]] = [
    ({"currency": "USD"}, "currency", "wrong-currency"),
    ({"unit": "kg"}, "unit", "wrong-unit"),
    ({"lead_time_days": 0}, "lead_time_days", "out-of-range"),
    ({"lead_time_days": 181}, "lead_time_days", "out-of-range"),
    ({"transit_days": -1}, "transit_days", "out-of-range"),
    ({"transit_days": 61}, "transit_days", "out-of-range"),
    ({"inspection_days": 0}, "inspection_days", "out-of-range"),
    ({"inspection_days": 31}, "inspection_days", "out-of-range"),
    ({"tolerance_percent": 11}, "tolerance_percent", "out-of-range"),
    ({"valid_hours": 0}, "valid_hours", "out-of-range"),
    ({"valid_hours": 721}, "valid_hours", "out-of-range"),
    ({"incoterm": "XXX"}, "incoterm", "unknown-incoterm"),
    ({"unit_price": Decimal(0)}, "price", "zero"),
    ({"unit_price": Decimal(-1)}, "price", "zero"),
    ({"unit_price": Decimal("NaN")}, "price", "zero"),
    ({"unit_price": Decimal("Infinity")}, "price", "zero"),
    ({"freight": -1}, "freight", "negative"),
    ({"notes": "ring me at +49 170 1234567"}, "notes", "contacts"),
    ({"place": "ask bo@firm.example"}, "place", "contacts"),
    ({"po_number": "t.me/bolts"}, "po_number", "contacts"),
    ({"unit_price": Decimal("0.0001"), "freight": 98}, "price", "too-small"),
    ({"unit_price": Decimal("99999.99"), "quantity": 100}, "price", "too-big"),
]


@pytest.mark.parametrize("case", BAD_TERMS, ids=lambda case: "-".join(f"{k}={v}" for k, v in case[0].items()))
def test_terms_that_do_not_hold_together(case: tuple[dict[str, Any], str, str]) -> None:
    changes, field, problem = case
    trial = negotiating()
    refusal = trial.refuses(InvalidValue, B, "offer", terms=some_terms(**changes))
    assert (refusal.field, refusal.problem) == (field, problem)


def test_the_bounds_themselves_are_allowed() -> None:
    deal, rules = negotiating().deal, Rules(hold_limit_days=400)
    widest = some_terms(lead_time_days=180, transit_days=60, inspection_days=30, tolerance_percent=10, valid_hours=720)
    assert check_terms(widest, deal, by_seller=False, rules=rules) == (95_000, 100_000)
    narrowest = some_terms(
        lead_time_days=1,
        transit_days=0,
        inspection_days=1,
        valid_hours=1,
        unit_price=Decimal("0.01"),
        freight=0,
    )
    assert check_terms(narrowest, deal, by_seller=False, rules=rules) == (100, 100)


def test_times_must_fit_how_long_money_may_be_held() -> None:
    rules = Rules()
    require_fit(some_terms(lead_time_days=41), rules)
    with pytest.raises(DoesNotFit) as caught:
        require_fit(some_terms(lead_time_days=42), rules)
    assert caught.value.fields == {"days": 84, "limit": 83}
    negotiating().refuses(DoesNotFit, B, "offer", terms=some_terms(lead_time_days=42))
    with pytest.raises(DoesNotFit) as caught:
        require_fit(some_terms(currency="THB", lead_time_days=1), rules)
    assert caught.value.fields["limit"] == 3


def test_only_a_seller_goes_below_the_minimum() -> None:
    trial = negotiating()
    trial.deal = replace(trial.deal, product=replace(trial.deal.product, min_order=50))
    small = some_terms(quantity=49)
    assert trial.refuses(InvalidValue, B, "offer", terms=small).fields["minimum"] == 50
    trial.does(S, "offer", terms=small)
    trial.does(B, "accept")


def test_nobody_offers_more_than_there_is() -> None:
    trial = Trial(stock=99)
    assert trial.refuses(OutOfStock, S, "offer", terms=some_terms()).fields == {"left": 99, "unit": "pcs"}


def test_a_counter_offer_supersedes_and_numbers() -> None:
    trial = offered().offers(S, unit_price=Decimal("9.80"))
    first, second = trial.deal.offers
    assert (first.status, second.status, second.number, second.supersedes_id) == ("countered", "active", 2, first.id)
    assert second.valid_until == trial.now + 72 * H
    assert trial.lines[-1].detail == {"offer_id": second.id, "number": 2}


def test_two_offers_in_a_row_are_not_taken_in_turn() -> None:
    trial = offered()
    trial.refuses(NotYourTurn, B, "offer", terms=some_terms())
    assert "offer" not in trial.offered(B)


def test_nobody_accepts_their_own_offer() -> None:
    trial = offered()
    trial.refuses(OwnOffer, B, "accept")
    # Nor does a colleague who sits on the other side of the table.
    trial.refuses(OwnOffer, S, "accept", by=BUYER)


def test_there_must_be_something_to_answer() -> None:
    trial = negotiating()
    for name in ("accept", "decline", "withdraw"):
        trial.refuses(NotNow, B, name)
    offered().refuses(NotNow, S, "withdraw")


@pytest.mark.parametrize("name", ["accept", "decline"])
def test_a_press_on_an_earlier_offer_is_stale(name: str) -> None:
    trial = offered()
    old = trial.deal.offers[0].id
    trial.offers(S, unit_price=Decimal("9.80"))
    trial.refuses(Stale, B, name, offer_id=old)
    trial.does(B, name, offer_id=trial.deal.offers[1].id)


def test_a_withdrawal_of_an_earlier_offer_is_stale() -> None:
    trial = offered()
    trial.refuses(Stale, B, "withdraw", offer_id="off_other")
    trial.does(B, "withdraw", offer_id=trial.deal.offers[0].id)
    assert trial.deal.offers[0].status == "withdrawn"


def test_an_acceptance_fixes_price_and_stock() -> None:
    trial = offered()
    outcome = trial.does(S, "accept")
    trade = trial.deal.trade
    assert (trade.state, trade.status, trade.final_price) == ("agreed", "agreement_reached", 100_000)
    assert (outcome.reserve, outcome.take, trial.shelf) == (100, 0, (1000, 100))
    assert trial.deal.accepted is not None
    assert trial.deal.accepted.answered_at == trial.now


def test_an_offer_is_valid_by_our_clock() -> None:
    trial = offered()
    trial.now += 72 * H
    trial.refuses(OfferExpired, S, "accept")
    trial.now -= H
    trial.does(S, "accept")


def test_goods_that_were_promised_elsewhere_can_not_be_accepted() -> None:
    trial = offered()
    trial.deal = replace(trial.deal, product=replace(trial.deal.product, reserved=901))
    assert trial.refuses(OutOfStock, S, "accept").fields["left"] == 99


@pytest.mark.parametrize(("role", "status"), [(B, "withdrawn"), (S, "declined")])
def test_the_end_of_talks_answers_what_is_open(role: Role, status: str) -> None:
    trial = offered()
    trial.does(role, "end_talks")
    assert (trial.deal.offers[0].status, trial.deal.trade.close_reason) == (status, "declined")
    assert trial.state is State.CLOSED


def test_a_declined_offer_leaves_the_talks_open() -> None:
    trial = offered().passes(DAY)
    trial.does(S, "decline")
    assert (trial.state, trial.deal.offers[0].status) == (State.NEGOTIATING, "declined")
    assert trial.deal.trade.talked_at == trial.now
    trial.offers(B)


def test_steps_are_safe_without_their_guards() -> None:
    """Guards only decide about buttons: the steps behind them refuse, or change nothing, by themselves."""
    trial = negotiating()
    trial.does(T, "expire_offer")
    assert trial.deal.offers == ()
    act = act_of(trial, S)
    for step in (decline_offer, withdraw_offer):
        step(act)
        assert act.deal.offers == ()
    with pytest.raises(NotNow):
        accept_offer(act)
    again = act_of(offered(), B, terms=some_terms())
    with pytest.raises(NotYourTurn):
        write_offer(again)


def act_of(trial: Trial, role: Role, **args: Any) -> Act:
    return Act(trial.deal, role=role, seat=SEATS[role], args=args, now=trial.now, ids=trial.ids, rules=trial.rules)


def test_an_acceptance_names_its_company() -> None:
    trial = offered()
    trial.does(S, "accept", by=seat("colleague", "seller", role="trader"))
    assert trial.lines[-1].actor_id == "usr_colleague"


def test_an_offer_says_its_total_as_money() -> None:
    offer = offered().deal.active_offer
    assert offer is not None
    assert offer.total_money == Money(100_000, "EUR")


def test_every_refusal_was_seen_to_change_nothing() -> None:
    trial = negotiating()
    for changes, *_ in BAD_TERMS:
        with pytest.raises(DomainError):
            trial.does(B, "offer", terms=some_terms(**changes))
    assert trial.deal.trade.version == 1
