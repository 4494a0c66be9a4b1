"""What Telegram demands, rule by rule, and the tests that hold us to it. A rule whose test was renamed or lost is named here."""

from __future__ import annotations

import ast
import re

import pytest

from adapters.telegram.inline import ENTRY
from bot.handlers.start import LISTING
from bot.world import SystemClock, SystemEntropy
from core.ids import Ids
from tests.architecture.tree import ROOT

TELEGRAM, SCENARIOS, CORE = "tests/adapters/telegram", "tests/scenarios", "tests/core"
RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "T-01 an update is committed before it is acknowledged": (
        (f"{TELEGRAM}/test_killed.py", "test_none_is_lost_and_none_is_handled_twice"),
        (f"{TELEGRAM}/test_webhook.py", "test_an_update_is_stored_as_it_came_and_then_acknowledged"),
    ),
    "T-02 the offset moves after the commit": (
        (f"{TELEGRAM}/test_runtime.py", "test_the_offset_moves_only_after_the_whole_batch_is_committed"),
    ),
    "T-03 known by its id, not by being later": (
        (f"{TELEGRAM}/test_runtime.py", "test_ids_that_fall_back_after_a_quiet_week_are_still_read"),
    ),
    "T-04 what was dropped is found again, and what waits is watched": (
        (f"{TELEGRAM}/test_runtime.py", "test_what_telegram_could_not_deliver_is_said_once"),
        (f"{SCENARIOS}/test_home.py", "test_home_says_whose_turn_it_is_and_opens_the_deal"),
    ),
    "T-05 in order per chat, and poison is put aside": (
        (f"{TELEGRAM}/test_webhook.py", "test_what_is_no_update_is_put_aside_and_not_asked_for_again"),
        (f"{TELEGRAM}/test_webhook.py", "test_an_inbox_that_takes_nothing_is_asked_again_later"),
        ("tests/bot/test_receiving.py", "test_a_poisonous_event_is_put_aside_after_a_day_and_news_about_money_never"),
    ),
    "T-06 nobody gets in without the secret": (
        (f"{TELEGRAM}/test_webhook.py", "test_nobody_else_gets_in"),
        (f"{TELEGRAM}/test_runtime.py", "test_a_weak_secret_is_refused"),
    ),
    "T-07 updates by name, and drift is mended": (
        (f"{TELEGRAM}/test_runtime.py", "test_a_webhook_is_set_by_name_and_mended_when_it_drifts"),
    ),
    "T-08 the pace of sending, and bans": (
        (f"{TELEGRAM}/test_pacing.py", "test_the_pace_of_a_chat_of_a_group_and_of_the_bot_is_kept"),
        (f"{TELEGRAM}/test_pacing.py", "test_a_storm_of_bans_loses_nothing_and_slows_nobody_else"),
    ),
    "T-09 lengths, counted as Telegram counts": (
        (f"{TELEGRAM}/test_render.py", "test_long_screens_are_split_into_parts_that_fit"),
        (f"{TELEGRAM}/test_render.py", "test_no_cut_inside_what_people_see_as_one_character"),
        (f"{TELEGRAM}/test_render.py", "test_150_buttons_are_all_there_in_rows_and_boards_that_fit"),
        (f"{TELEGRAM}/test_plain_servers.py", "test_a_word_too_long_for_the_bubble_over_a_chat_is_read_whole_below_it"),
        ("tests/chats/test_every_screen.py", "test_it_fits_and_is_whole"),
    ),
    "T-10 a button carries 64 bytes that nobody can forge": (
        (f"{TELEGRAM}/test_tokens.py", "test_every_token_fits_into_callback_data_and_comes_back"),
        (f"{CORE}/test_tokens.py", "test_no_edited_token_of_ten_thousand_is_accepted"),
        (f"{SCENARIOS}/test_forgeries.py", "test_invented_buttons"),
    ),
    "T-11 every press is answered, and too late counts as done": (
        (f"{TELEGRAM}/test_platform.py", "test_a_press_is_answered"),
        (f"{TELEGRAM}/test_platform.py", "test_too_late_is_done"),
        (f"{SCENARIOS}/test_forgeries.py", "test_an_acceptance_pressed_twice"),
    ),
    "T-12 not modified is done, and messages are not read back": (
        (f"{TELEGRAM}/test_platform.py", "test_not_modified_is_success"),
        (f"{TELEGRAM}/test_platform.py", "test_an_old_message_too_old_to_delete_is_shortened_and_an_old_photo_too"),
        (f"{TELEGRAM}/test_receive.py", "test_a_press_on_an_inaccessible_message_in_a_topic_still_works"),
        (f"{SCENARIOS}/test_other_emulators.py", "test_plain_messages_are_enough_for_a_trade"),
    ),
    "T-13 who blocked us is told elsewhere, or when they are back": (
        (f"{SCENARIOS}/test_linking.py", "test_who_is_closed_in_one_chat_is_told_in_the_other"),
        (f"{SCENARIOS}/test_relay.py", "test_what_can_not_be_delivered_is_said_and_goes_out_when_they_are_back"),
        ("tests/bot/test_notifications.py", "test_a_closed_chat_is_tried_once"),
    ),
    "T-14 a group that became a supergroup is followed": (
        (f"{CORE}/services/test_delivery.py", "test_a_chat_that_moved_is_tried_again_at_once"),
        ("tests/bot/test_moving.py", "test_the_moderators_group_is_followed_to_where_it_moved"),
    ),
    "T-15 what a link may hold": (
        (f"{SCENARIOS}/test_linking.py", "test_codes_are_used_once_and_for_ten_minutes"),
        (f"{SCENARIOS}/test_catalogue.py", "test_listings_are_found_in_any_chat_and_lead_to_us"),
        (f"{TELEGRAM}/test_rules.py", "test_what_links_open_with_fits_a_start_parameter"),
    ),
    "T-16 files within their limits, and no token in an address": (
        (f"{TELEGRAM}/test_runtime.py", "test_files_come_down_within_their_limit"),
        (f"{TELEGRAM}/test_host_downloads.py", "test_no_redirect_is_followed_with_the_token"),
        (f"{TELEGRAM}/test_runtime.py", "test_polling_survives_faults_and_tells_no_secrets"),
    ),
    "T-17 markup is written in one place, and never costs the words": (
        (f"{TELEGRAM}/test_render.py", "test_nobodys_words_become_markup_or_links"),
        (f"{TELEGRAM}/test_platform.py", "test_markup_trouble_is_answered_with_plain_text"),
        (f"{SCENARIOS}/test_nasty_words.py", "test_a_message_from_slack_to_telegram"),
    ),
    "T-18 anonymous administrators are nobody": (
        (f"{TELEGRAM}/test_receive.py", "test_whoever_speaks_as_a_chat_is_nobody"),
        (f"{TELEGRAM}/test_receive.py", "test_an_anonymous_admin_presses_under_the_real_id"),
    ),
    "T-19 one process polls": (
        (f"{TELEGRAM}/test_runtime.py", "test_a_second_poller_ends_it_with_one_clear_line"),
        (f"{SCENARIOS}/test_two_processes.py", "test_the_one_that_is_not_wanted_ends_and_says_why"),
    ),
    "T-20 digital goods are not paid from Telegram": (
        (f"{SCENARIOS}/test_catalogue.py", "test_digital_goods_are_not_paid_from_telegram"),
    ),
}


def test_every_rule_is_in_the_table() -> None:
    assert [rule.split()[0] for rule in RULES] == [f"T-{number:02}" for number in range(1, 21)]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_tests(rule: str) -> None:
    for path, name in RULES[rule]:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        assert name in names, f"{rule}: {path} has no {name}"


def test_the_operator_is_told_about_digital_goods() -> None:
    assert "Telegram wants digital goods" in " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())


def test_what_links_open_with_fits_a_start_parameter() -> None:
    ids = Ids(SystemClock().now, SystemEntropy().token_bytes)
    for opened in (ENTRY, *(f"{LISTING}_{ids.new('prd')}" for _ in range(1_000))):
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", opened)
