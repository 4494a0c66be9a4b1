"""A moderator's question as a side reads it, an answer as it is read, and the proof that a case is ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot import verbs
from bot.screens.parts import fact, head, note, press, quote, rows, text
from bot.text import Say
from core.files import EvidenceFile
from core.ids import code_of
from core.messages import CaseLetter
from core.ports.chat import Button, Line, Screen
from core.services.file_intake import shown
from core.trades import Deal


def words_of(letter: CaseLetter, say: Say) -> str:
    """A usual question in the reader's language; anything else as it was written."""
    return say(f"topic-words-{letter.topic}") if letter.topic else letter.words


def asked(deal: Deal, letter: CaseLetter, say: Say) -> Screen:
    """The moderator is nobody but the moderator of the case, and how to make sure of that stands below."""
    code = code_of(letter.dispute_id)
    lines = (
        text(say("question-from", code=code)),
        quote(words_of(letter, say)),
        note(say("question-read-by-both" if letter.audience == "both" else "question-read-by-desk")),
        *([note(say("question-due", at=say.moment(letter.due_at)))] if letter.due_at is not None else []),
        note(say("question-check", code=code)),
    )
    answer = press(say("button-reply"), verbs.REPLY, letter.id, style="primary")
    card = press(say("button-open-deal"), verbs.DEAL, deal.trade.id)
    return Screen(f"question:{letter.id}", lines, rows(answer, card))


def heard(
    deal: Deal,
    letter: CaseLetter,
    files: Sequence[EvidenceFile],
    say: Say,
    *,
    to_moderator: bool = False,
    hidden: bool = False,
) -> Screen:
    """An answer, for the moderator of the case and, where both were asked, for the other side."""
    who = deal.buyer_name if letter.side == "buyer" else deal.seller_name
    lines: list[Line] = [text(say("reply-from", code=code_of(letter.dispute_id), who=who))]
    if hidden:
        letter, files = replace(letter, words=""), ()
        lines.append(note(say("message-is-redacted")))
    if letter.is_late:
        lines.append(note(say("reply-late")))
    if letter.words:
        lines.append(quote(letter.words))
    if any(file.scan != "clean" and file.kind == "document" for file in files):
        lines.append(note(say("message-unscanned")))
    lines.append(note(f"SHA-256 {letter.sha256}"))
    card = press(say("button-open-deal"), verbs.CASE if to_moderator else verbs.DEAL, deal.trade.id)
    return Screen(f"reply:{letter.id}", tuple(lines), rows(card), tuple(shown(file) for file in files))


def for_operator(deal: Deal, letter: CaseLetter, who: str, say: Say) -> Screen:
    """A moderator's private note to an operator, who may take the case over."""
    lines = (
        text(say("operator-asked", code=code_of(letter.dispute_id), who=who or say("case-somebody"))),
        quote(letter.words),
        note(say("operator-alone")),
    )
    return Screen(f"operator:{letter.id}", lines, rows(press(say("button-open-deal"), verbs.CASE, deal.trade.id)))


def noted(letter: CaseLetter, say: Say) -> Screen:
    """What whoever answered reads."""
    code = code_of(letter.dispute_id)
    words = say("done-reply-late", code=code) if letter.is_late else say("done-reply", code=code)
    return Screen("passed-on", (note(words),))


def genuine(deal: Deal, letters: Sequence[CaseLetter], say: Say, *, taken: bool) -> Screen:
    """The code is that of a case of ours; whatever a moderator asked in it stands here, and nothing else is from us."""
    code = code_of(deal.dispute.id) if deal.dispute is not None else ""
    lines: list[Line] = [
        head(say("case-code", code=code)),
        text(say("genuine-yes", code=code, deal=code_of(deal.trade.id))),
        note(say("genuine-taken" if taken else "genuine-free")),
    ]
    buttons: list[Button] = []
    for letter in letters:
        at = say.moment(letter.created_at)
        lines.append(fact(at, say("genuine-asked")))
        lines.append(quote(words_of(letter, say)))
        buttons.append(press(say("button-reply-to", at=at), verbs.REPLY, letter.id))
    if not letters:
        lines.append(note(say("genuine-nothing-asked")))
    card = press(say("button-open-deal"), verbs.DEAL, deal.trade.id)
    return Screen(f"genuine:{deal.trade.id}", tuple(lines), (*rows(*buttons, per_row=1), (card,)))
