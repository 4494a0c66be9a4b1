"""What a person chose about how they are told: where, when, in which zone; and what that means for a piece of news."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

MORNING: Final = 8 * 60
"""A daily bundle comes at eight in the reader's morning where no quiet hours say otherwise."""
URGENT_WITHIN: Final = timedelta(hours=12)
"""News of a deal that runs out within this time is told at once, whatever the hour."""

DIGESTS: Final = ("", "hourly", "daily")

MONEY_NEWS: Final = frozenset(
    {
        "pay-now",
        "checkout-refused",
        "payment-declined",
        "payment-expired",
        "late-payment",
        "capture-failed",
        "order-placed",
        "hold-limit",
        "released",
        "auto-released",
        "part-accepted",
        "part-auto-accepted",
        "disputed",
        "auto-disputed",
        "decided",
        "settled",
        "cancelled",
        "cannot-supply",
        "cancelled-overdue",
        "cancelled-unshipped",
        "cancel-agreed",
        "remind-payment",
        "other-held",
    }
)
"""Notices about money, or about who gets it, that never wait."""
MONEY_WORDS: Final = ("payout", "refund", "chargeback", "stopped", "linked", "unlinked", "link-asked", "authenticator")
"""Beginnings of notices about money or the safety of an account, which never wait either."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """One person's choices; `id` is the user's.

    `told_at` names the chat identity that is told (empty: whichever can be reached, the oldest first); `zone` is an
    IANA name (empty: not chosen, times are shown in UTC); quiet hours run from `quiet_from` to `quiet_until`, minutes
    after midnight in that zone, and are off while both are equal; `digest` bundles what is not urgent.
    """

    id: str
    updated_at: datetime
    told_at: str = ""
    zone: str = ""
    quiet_from: int = 0
    quiet_until: int = 0
    digest: str = ""
    currency: str = ""
    """In which currency amounts are shown besides the deal's own, where the operator gives rates."""

    @property
    def has_quiet_hours(self) -> bool:
        return self.quiet_from != self.quiet_until


def never_waits(notice: str) -> bool:
    """Whether this is news about money, or about the safety of one's account."""
    return notice in MONEY_NEWS or notice.startswith(MONEY_WORDS)


def held_until(chosen: Preferences, notice: str, now: datetime, *, ends: datetime | None = None) -> datetime | None:
    """When this news may be told; None: now. `ends` is the next deadline of what the news is about."""
    if never_waits(notice) or (ends is not None and ends - now <= URGENT_WITHIN):
        return None
    zone = zone_of(chosen.zone)
    local = now.astimezone(zone)
    after_quiet = _end_of_quiet(chosen, local)
    if chosen.digest == "daily":
        hour = chosen.quiet_until if chosen.has_quiet_hours else MORNING
        return _next_at(local, hour).astimezone(UTC)
    if chosen.digest == "hourly":
        hour_over = (local + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
        quiet = _end_of_quiet(chosen, hour_over)
        return (quiet or hour_over).astimezone(UTC)
    return after_quiet.astimezone(UTC) if after_quiet else None


def zone_of(name: str) -> tzinfo:
    """The zone by its name; UTC where none was chosen."""
    return ZoneInfo(name) if name else UTC


def hinted_zone(name: str) -> str:
    """A zone that a platform names, if there is such a zone; empty otherwise."""
    try:
        return ZoneInfo(name).key if name else ""
    except (KeyError, ValueError, OSError):
        return ""


def _end_of_quiet(chosen: Preferences, local: datetime) -> datetime | None:
    """When the quiet hours that this moment lies in are over; None outside of them."""
    if not chosen.has_quiet_hours:
        return None
    minute, begin, end = local.hour * 60 + local.minute, chosen.quiet_from, chosen.quiet_until
    inside = begin <= minute < end if begin < end else minute >= begin or minute < end
    return _next_at(local, end) if inside else None


def _next_at(local: datetime, minute: int) -> datetime:
    """The next time that clocks in this zone show so many minutes after midnight."""
    wall = time(minute // 60 % 24, minute % 60)
    today = datetime.combine(local.date(), wall, tzinfo=local.tzinfo)
    return today if today > local else datetime.combine(local.date() + timedelta(days=1), wall, tzinfo=local.tzinfo)


def shown_minutes(minute: int) -> str:
    """A time of day as everybody writes it: 22:00."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
