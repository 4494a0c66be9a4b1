"""News that are about no deal: a sentence, and what it is filled in with."""

from __future__ import annotations

from typing import Any

from bot.screens.parts import press, rows, text
from bot.text import Say
from bot.verbs import HOME, LISTING, PAYOUT, RENAME_COMPANY
from core.events import OutboxRow
from core.money import Money
from core.ports.chat import Screen


def note_screen(row: OutboxRow, say: Say) -> Screen:
    """News that is about no deal: a sentence, and the way to what it is about."""
    home = press(say("button-home"), HOME)
    if row.notice.startswith("payout-"):
        account = press(say("button-payout"), PAYOUT, style="primary")
        words = say(f"told-{row.notice}", **values_of(row, say))
        return Screen(f"note:{row.id}", (text(words),), rows(account, home))
    if row.notice.startswith("listing-"):
        why = str(row.args.get("reason", ""))
        reason, name = say(f"taken-down-{why}") if why else "", str(row.args["listing"])
        words = say(f"listing-note-{row.notice.removeprefix('listing-')}", listing=name, reason=reason)
        listing = press(say("button-see-listing"), LISTING, row.subject_id)
        return Screen(f"note:{row.id}", (text(words),), rows(listing, home))
    words = say(f"note-{row.notice}", channel=str(row.args.get("channel", "")))
    rename = [press(say("button-rename-company"), RENAME_COMPANY, style="primary")] if row.notice == "name-held" else []
    return Screen(f"note:{row.id}", (text(words),), rows(*rename, home))


def values_of(row: OutboxRow, say: Say) -> dict[str, Any]:
    """What a notice is filled in with: words as they are, and an amount with its currency as the reader writes money."""
    values: dict[str, Any] = {name: value for name, value in row.args.items() if isinstance(value, str)}
    if isinstance(row.args.get("amount"), int) and "currency" in row.args:
        values["amount"] = say.money(Money(row.args["amount"], str(row.args["currency"])))
    if isinstance(row.args.get("count"), int):
        values["count"] = row.args["count"]
    return values
