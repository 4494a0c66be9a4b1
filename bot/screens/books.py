"""The provider's books against ours, as operators see them: what differs, who has looked into it, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot import verbs
from bot.screens.parts import fact, head, note, press, rows, text
from bot.text import Say
from core.money import Money
from core.ports.chat import Line, Screen
from core.services.books_desk import REASONS, Listed, Mismatch

KEY: Final = "books"
SHOWN_MAX: Final = 6
"""So many have buttons at once; the command line lists all of them."""
_REF_LENGTH: Final = 20


def books_card(listed: Listed | None, say: Say, names: Mapping[str, str]) -> Screen:
    """Every mismatch with its amount, and a button to accept it; without any there is nothing to press."""
    if listed is None:
        return Screen(KEY, (head(say("books-title")), text(say("told-books-agree"))))
    amounts = [Money(mismatch.amount, mismatch.currency) for mismatch, _ in listed.items]
    worst = max(amounts, key=lambda money: money.minor, default=None)
    amount = say.money(worst) if worst is not None else ""
    lines = [head(say("books-title")), text(say("told-books-differ", count=listed.count, amount=amount))]
    buttons = []
    for mismatch, said in listed.items[:SHOWN_MAX]:
        lines.append(_line(mismatch, say))
        if said:
            who = ", ".join(names.get(user_id) or say("case-somebody") for user_id in said)
            lines.append(note(say("books-accepted-by", who=who)))
        label = say("books-accept", ref=_short(mismatch.ref))
        buttons.append(press(label, verbs.BOOKS_ACCEPT, mismatch.id))
    if listed.count > SHOWN_MAX:
        lines.append(note(say("books-more", count=listed.count - SHOWN_MAX)))
    lines.append(note(say("books-looked", at=say.moment(listed.looked_at))))
    look = press(say("books-look"), verbs.BOOKS_LOOK, style="primary")
    return Screen(KEY, tuple(lines), (*rows(*buttons, per_row=1), (look,)))


def accepting(mismatch: Mismatch, said: tuple[str, ...], say: Say) -> Screen:
    """One mismatch, and for which reason it is nothing to wait for."""
    lines = (
        head(say("books-title")),
        _line(mismatch, say),
        text(say("books-accept-words-second" if said else "books-accept-words")),
    )
    reasons = [press(say(f"books-for-{why}"), verbs.BOOKS_ACCEPT, f"{mismatch.id}.{why}") for why in REASONS]
    back = press(say("button-back"), verbs.BOOKS)
    return Screen(KEY, lines, (*rows(*reasons, per_row=1), (back,)))


def _line(mismatch: Mismatch, say: Say) -> Line:
    money = say.money(Money(mismatch.amount, mismatch.currency))
    return fact(say(f"mismatch-{mismatch.kind}"), f"{mismatch.ref} · {money}")


def _short(ref: str) -> str:
    return ref if len(ref) <= _REF_LENGTH else f"…{ref[-_REF_LENGTH:]}"
