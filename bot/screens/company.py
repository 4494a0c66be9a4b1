"""A company's own people: the list, and one of them as an owner manages them."""

from __future__ import annotations

from collections.abc import Sequence

from bot import verbs
from bot.screens.parts import fact, head, note, press, rows
from bot.text import Say
from core.members import Company, MemberRole, Seat
from core.money import Money
from core.ports.chat import Screen
from core.services.colleagues import Colleague

PAGE = 12
NAME_MAX = 30
ROLE_OF = {role.value[0]: role.value for role in MemberRole}
"""A role in one letter, as a button carries it."""


def members(
    company: Company, colleagues: Sequence[Colleague], seat: Seat, say: Say, *, start: int = 0, held: bool = False
) -> Screen:
    """Everybody, with what they may do; for an owner with a button each. `held`: it is asked for another name."""
    owns = seat.role == MemberRole.OWNER
    more = len(colleagues) > start + PAGE
    colleagues = colleagues[start : start + PAGE]
    lines = [head(say("colleagues-title", company=company.name))]
    lines += [fact(_name(each, say), _rights(each, company, say)) for each in colleagues]
    lines.append(note(say("company-hint")))
    buttons = [press(_short(_name(each, say)), verbs.MEMBER, each.place.id) for each in colleagues] if owns else []
    last = [press(say("button-more"), verbs.COLLEAGUES, str(start + PAGE))] if more else []
    if owns:
        last += [press(say("button-invite"), verbs.INVITE, style="primary"), press(say("company-title"), verbs.COMPANY)]
    if held:
        lines.append(note(say("error-name-held")))
        last += [press(say("button-rename-company"), verbs.RENAME_COMPANY)] if owns else []
    home = press(say("button-home"), verbs.HOME)
    return Screen("company", tuple(lines), (*rows(*buttons), *rows(*last, home)))


def member(company: Company, colleague: Colleague, say: Say, *, news: str = "") -> Screen:
    """One of them: another role, another limit, or farewell."""
    place = colleague.place
    lines = [head(_name(colleague, say)), fact(say("company-may"), _rights(colleague, company, say))]
    lines += [note(news)] if news else []
    roles = [
        press(say(f"member-role-{role}"), verbs.MEMBER_ROLE, f"{place.id}.{letter}")
        for letter, role in ROLE_OF.items()
        if role != place.role
    ]
    more = [
        press(say("button-member-limit"), verbs.MEMBER_LIMIT, place.id, style="primary"),
        press(say("button-member-remove"), verbs.MEMBER_REMOVE, place.id, style="danger"),
        press(say("button-back"), verbs.COLLEAGUES),
    ]
    return Screen("company", tuple(lines), (*rows(*roles), *rows(*more)))


def farewell(colleague: Colleague, say: Say) -> Screen:
    """Asked once more before somebody loses their place."""
    place = colleague.place
    lines = (head(_name(colleague, say)), note(say("member-remove-sure")))
    yes = press(say("button-member-remove"), verbs.MEMBER_REMOVE, f"{place.id}{verbs.CONFIRMED}", style="danger")
    return Screen("company", lines, rows(yes, press(say("button-back"), verbs.MEMBER, place.id)))


def no_approvals(say: Say) -> Screen:
    """Nothing to approve: that is not the same as no deals."""
    lines = (head(say("approvals-title")), note(say("approvals-none")))
    return Screen(
        "approvals", lines, rows(press(say("button-deals"), verbs.DEALS), press(say("button-home"), verbs.HOME))
    )


def _short(name: str) -> str:
    return name if len(name) <= NAME_MAX else name[: NAME_MAX - 1].rstrip() + "…"


def _name(colleague: Colleague, say: Say) -> str:
    return colleague.name or say("company-nameless")


def _rights(colleague: Colleague, company: Company, say: Say) -> str:
    place = colleague.place
    role = say(f"member-role-{place.role}")
    if place.approval_limit is None:
        return role
    limit = say.money(Money(place.approval_limit, company.currency))
    return say("company-limited", role=role, limit=limit)
