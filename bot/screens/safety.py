"""Reporting and blocking: the choice, the list of blocked companies, and a report on the moderators' desk."""

from __future__ import annotations

from collections.abc import Sequence

from bot import verbs
from bot.screens.parts import fact, head, note, press, quote, rows, text
from bot.text import Say
from core.ids import code_of
from core.members import Company
from core.ports.chat import Line, Screen
from core.reports import TAKE_DOWN_REASONS
from core.services.safety import Reported


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


def at_desk(reported: Reported, say: Say) -> Screen:
    """A report for the moderators: about whom, by whom, in their own words, and what can be done with the listing."""
    report, listing = reported.report, reported.listing
    lines = _about(reported, say)
    buttons = []
    if reported.reason:
        lines.append(note(say("report-taken-down", reason=say(f"taken-down-{reported.reason}"))))
        buttons.append(press(say("button-put-back"), verbs.PUT_BACK, report.id))
    if report.status == "closed":
        lines.append(note(say("report-closed")))
    else:
        buttons.append(press(say("button-close-report"), verbs.CLOSE_REPORT, report.id))
        if listing is not None and listing.status in ("active", "paused"):
            buttons.append(press(say("button-take-down"), verbs.TAKE_DOWN, report.id, style="danger"))
    buttons.append(press(say("button-name-card"), verbs.NAME_CARD, reported.about.id))
    return Screen(f"report:{report.id}", tuple(lines), rows(*buttons))


def taking_down(reported: Reported, say: Say) -> Screen:
    """For which reason a listing is taken down; its seller is told that one."""
    report = reported.report
    lines = (*_about(reported, say), text(say("take-down-ask")))
    reasons = [
        press(say(f"taken-down-{reason}"), verbs.TAKE_DOWN, f"{report.id}.{reason}") for reason in TAKE_DOWN_REASONS
    ]
    back = press(say("button-back"), verbs.TAKE_DOWN, f"{report.id}.no")
    return Screen(f"report:{report.id}", lines, (*rows(*reasons, per_row=1), (back,)))


def _about(reported: Reported, say: Say) -> list[Line]:
    report, listing = reported.report, reported.listing
    subject = code_of(report.subject_id)
    return [
        head(say("report-desk", code=code_of(report.id))),
        fact(say("report-about"), reported.about.name),
        fact(say("report-by"), reported.by.name),
        fact(say("report-subject"), f"{listing.name} · {subject}" if listing is not None else subject),
        quote(report.words),
    ]
