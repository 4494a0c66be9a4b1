"""When news may be told: quiet hours in the reader's zone, bundles, and what never waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.preferences import Preferences, held_until, zone_of

BERLIN_MIDNIGHT = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
NIGHT = Preferences("usr_1", BERLIN_MIDNIGHT, zone="Europe/Berlin", quiet_from=22 * 60, quiet_until=7 * 60)


def test_night_news_wait_for_the_morning_of_the_reader() -> None:
    assert held_until(NIGHT, "offer", BERLIN_MIDNIGHT) == datetime(2026, 3, 3, 6, 0, tzinfo=UTC)
    assert held_until(NIGHT, "offer", datetime(2026, 3, 3, 6, 0, tzinfo=UTC)) is None
    assert held_until(NIGHT, "offer", datetime(2026, 3, 2, 20, 59, tzinfo=UTC)) is None
    assert held_until(NIGHT, "offer", datetime(2026, 3, 2, 21, 0, tzinfo=UTC)) is not None


@pytest.mark.parametrize("notice", ["released", "pay-now", "payout-done", "refund-failed", "linked", "disputed"])
def test_money_and_safety_never_wait(notice: str) -> None:
    for chosen in (NIGHT, replace(NIGHT, digest="daily"), replace(NIGHT, digest="hourly")):
        assert held_until(chosen, notice, BERLIN_MIDNIGHT) is None


def test_what_runs_out_soon_does_not_wait() -> None:
    soon, late = BERLIN_MIDNIGHT + timedelta(hours=11), BERLIN_MIDNIGHT + timedelta(hours=13)
    assert held_until(NIGHT, "offer", BERLIN_MIDNIGHT, ends=soon) is None
    assert held_until(NIGHT, "offer", BERLIN_MIDNIGHT, ends=late) is not None


def test_bundles_come_on_the_hour_or_in_the_morning() -> None:
    noon = datetime(2026, 3, 2, 11, 20, tzinfo=UTC)
    assert held_until(replace(NIGHT, digest="hourly"), "offer", noon) == datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    assert held_until(replace(NIGHT, digest="daily"), "offer", noon) == datetime(2026, 3, 3, 6, 0, tzinfo=UTC)
    loud = Preferences("usr_1", noon, digest="daily")
    assert held_until(loud, "offer", noon) == datetime(2026, 3, 3, 8, 0, tzinfo=UTC)


def test_the_morning_of_the_clock_change_is_still_seven() -> None:
    before = datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
    assert held_until(NIGHT, "offer", before) == datetime(2026, 3, 29, 5, 0, tzinfo=UTC)


@given(
    st.integers(0, 2 * 365 * 24 * 60),
    st.integers(0, 1439),
    st.integers(0, 1439),
    st.sampled_from(["", "hourly", "daily"]),
    st.sampled_from(["", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns", "Etc/GMT-14"]),
)
def test_nothing_waits_longer_than_a_day_and_a_bit(minutes: int, begin: int, end: int, digest: str, zone: str) -> None:
    now = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    chosen = Preferences("usr_1", now, zone=zone, quiet_from=begin, quiet_until=end, digest=digest)
    until = held_until(chosen, "offer", now)
    assert until is None or now < until <= now + timedelta(hours=26)
    if until is not None:
        assert not _is_quiet(chosen, until)


def _is_quiet(chosen: Preferences, at: datetime) -> bool:
    if not chosen.has_quiet_hours:
        return False
    local = at.astimezone(zone_of(chosen.zone))
    minute, begin, end = local.hour * 60 + local.minute, chosen.quiet_from, chosen.quiet_until
    return begin <= minute < end if begin < end else minute >= begin or minute < end
