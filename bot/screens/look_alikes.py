"""A name that can be mistaken, on the moderators' desk: the companies side by side, and what can be done."""

from __future__ import annotations

from bot import verbs
from bot.screens.parts import fact, head, note, press, quote, rows, text
from bot.text import Say
from core.ids import code_of
from core.ports.chat import Line, Screen
from core.services.look_alikes import NameCase, Named


def name_card(case: NameCase, say: Say) -> Screen:
    """Both names, how long they have been here and what they have done; and what the moderators said."""
    company = case.mine.company
    lines = [head(say("names-title", code=code_of(company.id))), _line(case.mine, say)]
    lines += [text(say("names-official"))] if case.official else []
    lines += [text(say("names-alike")), *(_line(other, say) for other in case.others)] if case.others else []
    lines += [text(say("names-says")), quote(case.words)] if case.words else []
    if case.status != "open":
        lines.append(note(say(f"names-are-{case.status}")))
    stands = press(say("button-name-stands"), verbs.NAME_STANDS, company.id, case.rev)
    hold = press(say("button-name-hold"), verbs.NAME_HOLD, company.id, case.rev, style="danger")
    release = press(say("button-name-release"), verbs.NAME_RELEASE, company.id, case.rev, style="primary")
    buttons = {"open": [stands, hold], "held": [release], "renamed": [release, hold], "stands": [hold]}.get(
        case.status, []
    )
    return Screen(f"names:{company.id}", tuple(lines), rows(*buttons))


def _line(named: Named, say: Say) -> Line:
    since = say.date(named.company.created_at)
    return fact(named.company.name, say("names-record", since=since, deals=named.deals))
