"""A piece of news that did not arrive, as the desk sees it."""

from __future__ import annotations

from bot import verbs
from bot.screens.parts import fact, head, note, press, rows
from bot.text import Say
from core.events import OutboxRow
from core.ids import code_of
from core.ports.chat import Screen


def dead_letter(row: OutboxRow, company: str, say: Say) -> Screen:
    """What it was about and for whom; nothing of what it said."""
    lines = [
        head(say("dead-title")),
        fact(say("dead-about"), f"{code_of(row.subject_id)} · {row.notice}"),
        fact(say("dead-for"), company or say("nothing-yet")),
        fact(say("dead-since"), say.moment(row.created_at)),
    ]
    key = f"dead:{row.id}"
    if row.status != "dead":
        status = row.status if row.status in ("sent", "dropped") else "waiting"
        return Screen(key, (*lines, note(say(f"dead-is-{status}"))))
    lines.append(note(say("dead-words", count=row.attempts)))
    retry = press(say("button-try-again"), verbs.RETRY_LETTER, row.id, style="primary")
    return Screen(key, tuple(lines), rows(retry, press(say("button-drop"), verbs.DROP_LETTER, row.id)))
