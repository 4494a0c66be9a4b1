"""The desk's statistics: figures, and a picture of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot import verbs
from bot.screens.parts import fact, head, note, press, rows
from bot.text import Say
from core.ports.chat import Line, Media, Screen
from core.services.case_figures import LOAD_DAYS, Figures, Share, age_groups

SHOWN_MAX = 20
"""Of the desk's people the busiest."""


def statistics_screen(figures: Figures, say: Say, *, me: str = "", names: Mapping[str, str] | None = None) -> Screen:
    """How the desk is doing. `me` is the one reader of a private chat: colleagues have no names there."""
    held = " · ".join(say.money(each) for each in figures.held)
    statuses = ((say(f"dispute-{status}"), count) for status, count in figures.by_status.items())
    outcomes = ((say(f"stats-outcome-{outcome}"), count) for outcome, count in figures.outcomes.items())
    lines = [
        head(say("stats-title", days=say("days", days=figures.days))),
        fact(say("stats-open"), f"{say.number(figures.open)} ({_counts(statuses, say)})"),
        fact(say("stats-ages"), _counts(zip(age_groups(), figures.course.ages, strict=True), say)),
        fact(say("stats-held"), held or say("nothing-yet")),
        fact(say("stats-outcomes"), _counts(outcomes, say)),
        *_reasons(figures, say),
        fact(say("stats-take"), _hours(figures.hours_to_take, say)),
        fact(say("stats-decide"), _hours(figures.hours_to_decide, say)),
        fact(say("stats-appealed"), _share(figures.appealed, say)),
        fact(say("stats-reversed"), _share(figures.reversed, say)),
        *_loads(figures, say, me, names or {}),
        note(say("stats-legend")),
    ]
    picture = Media("photo", f"stats:{figures.days}", name="cases.png", mime="image/png", alt=_in_words(figures, say))
    return Screen("stats", tuple(lines), rows(press(say("button-queue"), verbs.QUEUE)), media=(picture,))


def _reasons(figures: Figures, say: Say) -> Iterable[Line]:
    """For which reasons cases ended, and how: the most frequent first."""
    if figures.reasons:
        yield note(say("stats-reasons"))
    for reason, ended in sorted(figures.reasons.items(), key=lambda each: -sum(each[1].values())):
        yield fact(say(f"why-{reason}"), _counts(((say(f"stats-outcome-{how}"), n) for how, n in ended.items()), say))


def _loads(figures: Figures, say: Say, me: str, names: Mapping[str, str]) -> Iterable[Line]:
    period = say("days", days=LOAD_DAYS)
    for number, load in enumerate(figures.loads[:SHOWN_MAX], 1):
        who = names.get(load.user_id)
        if not who:
            who = say("stats-you") if load.user_id == me else say("stats-colleague", number=number)
        yield fact(who, say("stats-load", open=load.open, decided=load.decided, days=period))
    more = len(figures.loads) - SHOWN_MAX
    if more > 0:
        yield note(say("stats-more", count=more))


def _counts(parts: Iterable[tuple[str, int]], say: Say) -> str:
    return " · ".join(f"{label}: {say.number(count)}" for label, count in parts)


def _hours(hours: int | None, say: Say) -> str:
    return say("nothing-yet") if hours is None else say("hours", hours=hours)


def _share(share: Share, say: Say) -> str:
    if not share.whole:
        return say("nothing-yet")
    percent = say.percent(round(share.part * 100 / share.whole) * 100)
    return say("stats-share", part=share.part, whole=share.whole, percent=percent)


def _in_words(figures: Figures, say: Say) -> str:
    """The picture for those who can not see it."""
    course, days = figures.course, say("days", days=figures.days)
    return say("stats-alt", days=days, opened=course.opened, closed=course.closed, open=figures.open)
