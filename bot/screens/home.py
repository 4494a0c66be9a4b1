"""Home: what needs me now, what is going on, and the ways on from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot import verbs
from bot.screens.parts import fact, head, note, press, rows, text
from bot.text import Say
from core.ids import code_of
from core.members import MemberRole, Seat
from core.policy import is_staff
from core.ports.chat import Button, Screen
from core.trades import Deal

SHOWN_MAX = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """A deal that waits for the reader: what for (a transition, `pay` or `answer`), and until when."""

    deal: Deal
    act: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that home says about a company's deals."""

    waiting: Sequence[Waiting] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    approvals: int = 0
    unanswered: int = 0
    held: int = 0


def standing(seat: Seat, say: Say) -> str:
    """For whom somebody is here: a company, the market itself, or nobody yet."""
    if seat.company_name:
        return say("home-member", company=seat.company_name)
    return say("home-staff" if is_staff(seat) else "home-stranger")


def home(seat: Seat, seen: Overview, say: Say, *, greeting: bool = False) -> Screen:
    """What can I do now, the most urgent first."""
    name = seat.company_name
    lines = [head(say("home-title")), text(standing(seat, say))]
    if greeting and not seen.waiting:
        lines.append(note(say("home-greeting")))
    if seat.name_held:
        lines.append(note(say("error-name-held")))
    now: list[Button] = []
    if name:
        waits = len(seen.waiting)
        lines.append(text(say("home-needs-you", count=waits) if waits else say("home-needs-nothing")))
    for one in seen.waiting[:SHOWN_MAX]:
        what = say(f"home-do-{one.act}")
        until = say("home-until", at=say.moment(one.until)) if one.until else ""
        lines.append(fact(f"{code_of(one.deal.trade.id)} · {one.deal.product.name}", f"{what} {until}".strip()))
        now.append(press(f"{code_of(one.deal.trade.id)}: {what}", verbs.DEAL, one.deal.trade.id, style="primary"))
    if len(seen.waiting) > SHOWN_MAX:
        lines.append(note(say("home-and-more", count=len(seen.waiting) - SHOWN_MAX)))
    for key, count in (("approvals", seen.approvals), ("unanswered", seen.unanswered), ("held", seen.held)):
        if count:
            lines.append(text(say(f"home-{key}", count=count)))
    return Screen("home", tuple(lines), (*rows(*now, per_row=1), *rows(*_ways(seat, seen, say))))


def group_buttons(counts: Mapping[str, int], say: Say) -> list[Button]:
    """A button for every group that has deals."""
    return [
        press(f"{say(f'group-{letter}')} ({count})", verbs.DEALS, letter) for letter, count in counts.items() if count
    ]


def _ways(seat: Seat, seen: Overview, say: Say) -> list[Button]:
    buttons = [press(say("button-browse"), verbs.CATEGORIES)]
    if seat.company_id:
        total = sum(seen.counts.values())
        buttons += [
            press(say("button-deals-counted", count=total) if total else say("button-deals"), verbs.DEALS),
            press(say("button-sell"), verbs.SELL),
            press(say("button-my-listings"), verbs.MY_LISTINGS),
            press(say("button-rfqs"), verbs.REQUESTS),
        ]
        if seat.name_held and seat.role == MemberRole.OWNER:
            buttons.insert(0, press(say("button-rename-company"), verbs.RENAME_COMPANY, style="primary"))
    else:
        buttons.append(press(say("button-register"), verbs.REGISTER, style="primary"))
    buttons += [press(say("button-profile"), verbs.PROFILE), press(say("button-settings"), verbs.SETTINGS)]
    if is_staff(seat):
        buttons.append(press(say("button-queue"), verbs.QUEUE))
    buttons += [press(say("button-language"), verbs.LANGUAGE), press(say("button-help"), verbs.HELP)]
    return buttons
