"""Reporting and blocking: the choice, the list of blocked companies, and a report on the moderators' desk."""

from __future__ import annotations

from collections.abc import Sequence

from bot import verbs
from bot.screens.parts import fact, head, note, press, quote, rows, text
from bot.text import Say
from core.ids import code_of
from core.members import Company
from core.ports.chat import Screen
from core.reports import Report


def choice(company: Company, subject_id: str, say: Say) -> Screen:
    """What can be done about somebody."""
    lines = (head(say("report-title")), text(say("report-choice", company=company.name)), note(say("report-hint")))
    buttons = (
        press(say("button-report"), verbs.REPORT, f"{subject_id}.r", style="primary"),
        press(say("button-block"), verbs.BLOCK, f"{subject_id}.y", style="danger"),
    )
    return Screen("report", lines, (*rows(*buttons), (press(say("button-home"), verbs.HOME),)))


def blocked(companies: Sequence[Company], say: Say) -> Screen:
    """Whom this company has blocked, with a way to undo each."""
    lines = [head(say("blocked-title"))]
    if not companies:
        lines.append(text(say("blocked-none")))
    buttons = [press(say("button-unblock", company=one.name[:40]), verbs.UNBLOCK, one.id) for one in companies]
    lines += [note(one.name) for one in companies]
    whom, home = press(say("button-whom"), verbs.REPORT, ".w"), press(say("button-home"), verbs.HOME)
    return Screen("report", tuple(lines), (*rows(*buttons, per_row=1), (whom, home)))


def at_desk(report: Report, about: Company, by: Company, say: Say) -> Screen:
    """A report for the moderators: about whom, by whom, in their own words."""
    lines = [
        head(say("report-desk", code=code_of(report.id))),
        fact(say("report-about"), about.name),
        fact(say("report-by"), by.name),
        fact(say("report-subject"), code_of(report.subject_id)),
        quote(report.words),
    ]
    if report.status == "closed":
        lines.append(note(say("report-closed")))
        return Screen(f"report:{report.id}", tuple(lines))
    return Screen(
        f"report:{report.id}", tuple(lines), rows(press(say("button-close-report"), verbs.CLOSE_REPORT, report.id))
    )
