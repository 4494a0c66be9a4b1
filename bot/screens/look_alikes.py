"""A name that can be mistaken, on the moderators' desk: the companies side by side, and what can be done about each."""

from __future__ import annotations

from bot import verbs
from bot.screens.parts import fact, head, note, press, quote, rows, text
from bot.text import Say
from core.ids import code_of
from core.ports.chat import Button, Line, Screen
from core.services.names_desk import NameCase, Named

_ON_HOLD = ("held", "renamed", "explained")


def name_card(case: NameCase, say: Say) -> Screen:
    """The names, how long they have been here and what they have done; and what the moderators said. What is pressed counts
    for everything that the card shows of the company it is about."""
    company = case.mine.company
    lines = [head(say("names-title", code=code_of(company.id))), _line(case.mine, say)]
    lines += [fact(say("names-wish"), case.mine.wish)] if case.mine.wish else []
    lines += [text(say("names-official"))] if case.official else []
    lines += [text(say("names-alike")), *(_line(other, say) for other in case.others)] if case.others else []
    lines += [note(say("names-more", count=case.more))] if case.more else []
    lines += [text(say("names-says")), quote(case.words)] if case.words else []
    lines += [note(say(f"names-are-{case.status}"))] if case.status not in ("", "open") else []
    lines += [] if case.looked else [note(say("names-not-looked"))]
    others = [_about_other(case, number, say) for number in range(1, len(case.others) + 1)]
    buttons = (*rows(*_about_it(case, say)), *rows(*(one for some in others for one in some), per_row=1))
    return Screen(f"names:{company.id}", tuple(lines), buttons)


def _about_it(case: NameCase, say: Say) -> list[Button]:
    about, rev = case.mine.company.id, case.rev
    stands = press(say("button-name-stands"), verbs.NAME_STANDS, about, rev)
    hold = press(say("button-name-hold"), verbs.NAME_HOLD, about, rev, style="danger")
    release = press(say("button-name-release"), verbs.NAME_RELEASE, about, rev, style="primary")
    shown = {"open": [stands, hold], "held": [release], "renamed": [release, hold], "explained": [release, hold]}
    return [one for one in shown.get(case.status, [hold]) if case.looked or one is hold]


def _about_other(case: NameCase, number: int, say: Say) -> list[Button]:
    """Whoever came first may be the one who pretends."""
    other = case.others[number - 1]
    about, rev, name = f"{case.mine.company.id}.{number}", case.rev + other.rev, other.company.name[:40]
    hold = press(say("button-name-hold-other", company=name), verbs.NAME_HOLD, about, rev, style="danger")
    if other.status == "held":
        return [press(say("button-name-release-other", company=name), verbs.NAME_RELEASE, about, rev)]
    if other.status in _ON_HOLD:
        # What it asks for or says stands on its own card.
        return [press(name, verbs.NAME_CARD, other.company.id)]
    return [hold]


def _line(named: Named, say: Say) -> Line:
    since = say.date(named.company.created_at)
    words = [say("names-record", since=since, deals=named.deals)]
    words += [say("names-on-hold")] if named.status in _ON_HOLD else []
    return fact(named.company.name, " · ".join(words))
