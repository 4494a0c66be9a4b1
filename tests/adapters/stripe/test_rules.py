"""What Stripe demands, rule by rule, and the tests that hold us to it. A rule whose test was renamed or lost is named here."""

from __future__ import annotations

import ast
import asyncio

import pytest

from adapters.stripe.pace import CALLS_PER_SECOND, Pace
from tests.adapters.leaping_loop import leap_through
from tests.architecture.tree import ROOT

STRIPE, CORE = "tests/adapters/stripe", "tests/core"
RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "P-01 signatures both ways in time, every fault a refusal": (
        (f"{STRIPE}/test_webhook.py", "test_older_and_future_timestamps_are_refused_though_signed"),
        (f"{STRIPE}/test_webhook.py", "test_both_secrets_count_while_one_is_rotated"),
        (f"{STRIPE}/test_webhook.py", "test_no_signed_bytes_at_all_raise_anything_else"),
    ),
    "P-02 once by event and by state, the object fetched anew": (
        (f"{CORE}/services/test_escrow.py", "test_the_same_webhook_three_times_is_one_posting"),
        (f"{CORE}/services/test_news.py", "test_a_chargeback_freezes_what_is_held_however_often_it_is_told"),
        (
            "tests/scenarios/test_provider_news.py",
            "test_a_chargeback_freezes_the_goods_money_and_its_end_lets_them_go_on",
        ),
        ("tests/adapters/storage/test_events_in_any_order.py", "test_in_memory_every_order_ends_alike"),
        ("tests/adapters/storage/test_events_in_any_order.py", "test_on_each_database_as_in_memory"),
    ),
    "P-03 events that never came are read from the list": (
        ("tests/scenarios/test_provider_news.py", "test_a_day_without_webhooks_is_made_up_for_from_the_providers_list"),
    ),
    "P-04 keys are stored with the body, and not repeated when they may be forgotten": (
        (f"{CORE}/services/test_movements.py", "test_after_a_day_a_movement_is_looked_for_before_it_is_repeated"),
        (f"{CORE}/services/test_movements.py", "test_a_refund_whose_answer_was_lost_is_made_once"),
        (f"{STRIPE}/test_cut_lines.py", "test_what_was_done_before_the_line_was_cut_is_done_once"),
        (f"{CORE}/services/test_instructions.py", "test_an_unknown_outcome_after_a_long_absence_is_still_asked_about"),
    ),
    "P-05 no post without our key": (
        ("tests/architecture/test_keys_of_payments.py", "test_every_call_that_may_change_something_carries_our_key"),
        (f"{STRIPE}/test_provider.py", "test_every_post_carries_our_key_and_no_read_does"),
    ),
    "P-06 all seven states, and what is not funded": (
        (
            f"{STRIPE}/test_snapshots.py",
            "test_the_payment_decides_and_money_that_got_through_wins_over_an_expired_page",
        ),
        (f"{STRIPE}/test_snapshots.py", "test_without_a_payment_nothing_is_funded"),
        (f"{CORE}/services/test_racing.py", "test_news_of_the_provider_meets_itself"),
    ),
    "P-07 what is not exactly ours does not count": (
        (f"{CORE}/services/test_escrow.py", "test_a_payment_that_is_not_exactly_ours_is_set_aside"),
        (
            f"{CORE}/services/test_escrow.py",
            "test_a_part_of_the_money_taken_by_hand_counts_as_nothing_and_ends_the_deal",
        ),
    ),
    "P-08 paid wins over expired, and late money goes back": (
        (f"{CORE}/services/test_escrow.py", "test_a_payment_that_got_through_wins_over_the_expiry"),
        (f"{CORE}/services/test_news.py", "test_money_that_came_after_the_end_goes_straight_back_once"),
        (f"{STRIPE}/test_provider.py", "test_the_page_ends_within_stripes_window"),
    ),
    "P-09 a hold only bridges until both have signed": (
        (f"{CORE}/process/test_clocks.py", "test_signing_ends_a_day_before_the_hold_does"),
        (f"{CORE}/services/test_escrow.py", "test_a_hold_that_the_bank_dropped_ends_the_deal"),
    ),
    "P-10 money is not held for ever": (
        (f"{CORE}/process/test_clocks.py", "test_a_clock_fires_at_its_end_and_not_before"),
        (f"{CORE}/process/test_negotiating.py", "test_times_must_fit_how_long_money_may_be_held"),
    ),
    "P-11 what was released and taken back is the seller's debt": (
        (f"{CORE}/process/test_bank.py", "test_a_chargeback_after_the_release_is_debt_then_loss"),
        (f"{CORE}/process/test_bank.py", "test_what_was_paid_out_is_taken_back_to_cover_the_debt"),
        (
            f"{STRIPE}/test_reversals.py",
            "test_every_part_that_comes_back_is_seen_and_is_in_the_books_under_its_own_name",
        ),
    ),
    "P-12 transfers are tied to their charge, and wait for settlement": (
        (f"{STRIPE}/test_provider.py", "test_a_transfer_is_tied_to_its_charge_and_trade"),
        (f"{STRIPE}/test_failures.py", "test_busy_means_that_nothing_happened"),
        (f"{CORE}/services/test_news.py", "test_a_payout_that_waited_for_settlement_stops_for_the_bank"),
    ),
    "P-13 refunds and payouts may fail late": (
        (f"{STRIPE}/test_snapshots.py", "test_every_state_of_a_refund"),
        (f"{CORE}/services/test_movements.py", "test_a_refund_that_fails_late_is_ours_to_give_again"),
        (f"{CORE}/services/test_movements.py", "test_a_payout_that_came_back_is_told_once"),
    ),
    "P-14 a dispute freezes, is answered in time, and is never refunded beside": (
        (f"{CORE}/services/test_news.py", "test_evidence_goes_to_the_bank_in_time_and_again_until_it_arrived"),
        (f"{CORE}/process/test_bank.py", "test_a_chargeback_of_held_money"),
        (
            f"{CORE}/services/test_news.py",
            "test_the_evidence_tells_what_was_sent_received_and_paid_in_the_order_of_time",
        ),
    ),
    "P-15 amounts in every currency": (
        (f"{STRIPE}/test_amounts.py", "test_every_currency_at_its_edges_over_the_wire"),
        (f"{STRIPE}/test_amounts.py", "test_what_the_wire_can_not_say_is_refused_and_never_rounded"),
    ),
    "P-16 below the limits, and again with the same key": (
        (f"{STRIPE}/test_rules.py", "test_a_burst_is_spread_and_nothing_of_it_is_lost"),
        (f"{CORE}/services/test_escrow.py", "test_a_provider_that_is_down_is_asked_again_later_and_later"),
    ),
    "P-17 oracles that we did not write": (
        ("tests/bot/test_provider_check.py", "test_it_passes_on_the_sandbox"),
        (f"{STRIPE}/test_foreign_servers.py", "test_the_check_names_the_step_whatever_it_is_answered"),
        (f"{CORE}/services/test_reconciling.py", "test_every_planted_mismatch_is_found_and_nothing_else"),
    ),
}


def test_every_rule_is_in_the_table() -> None:
    assert [rule.split()[0] for rule in RULES] == [f"P-{number:02}" for number in range(1, 18)]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_tests(rule: str) -> None:
    for path, name in RULES[rule]:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        assert name in names, f"{rule}: {path} has no {name}"


def test_a_burst_is_spread_and_nothing_of_it_is_lost() -> None:
    """A second's worth leaves at once, the rest in turn at the pace."""
    left: list[tuple[int, float]] = []

    async def burst() -> None:
        pace, loop = Pace(CALLS_PER_SECOND), asyncio.get_running_loop()

        async def call(number: int) -> None:
            await pace.turn()
            left.append((number, loop.time()))

        await asyncio.gather(*(call(number) for number in range(500)))

    leap_through(burst())
    assert [number for number, _at in left] == list(range(500))
    at = [moment for _number, moment in left]
    assert sum(moment < 0.001 for moment in at) == CALLS_PER_SECOND
    assert all(sum(start <= moment < start + 1 for moment in at) <= 2 * CALLS_PER_SECOND for start in range(35))
    assert 32 <= at[-1] <= 33


async def test_who_gives_up_waiting_keeps_nobody_from_their_turn() -> None:
    pace = Pace(1_000_000.0)
    pace._next_at = asyncio.get_running_loop().time() + 60
    waiting = asyncio.create_task(pace.turn())
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
