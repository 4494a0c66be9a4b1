"""Words between the sides: a copy as its reader sees it, the history of a deal, and what became of one's own."""

from __future__ import annotations

from collections.abc import Sequence

from bot import verbs
from bot.screens.parts import fact, head, note, press, quote, rows, text
from bot.text import Say
from core.files import EvidenceFile
from core.ids import code_of
from core.members import Seat
from core.messages import OUT_OF_SIGHT, Relay
from core.policy import side_of
from core.ports.chat import Button, Line, Screen
from core.process.definition import Role
from core.services.file_intake import shown
from core.terms import looks_like_terms
from core.trades import Deal, NegotiationMessage, State

EXCERPT_LENGTH_MAX = 700
"""So much of a message stands in the history; the whole of it is one press away."""
Entry = tuple[NegotiationMessage, Relay | None, int, int]
"""A message, how it travels, its number of files and of versions."""


def copy(
    deal: Deal,
    seat: Seat,
    message: NegotiationMessage,
    relay: Relay | None,
    files: Sequence[EvidenceFile],
    say: Say,
    *,
    change: str = "sent",
    reply_to: str = "",
) -> Screen:
    """A relayed message: who as a company, what, and a way to answer. Of a deleted one nothing is shown."""
    other = deal.buyer_name if seat.company_id == deal.trade.seller_company_id else deal.seller_name
    lines: list[Line] = [text(say("notice-message", **{"from": other, "code": code_of(deal.trade.id)}))]
    deleted = relay is not None and relay.status in OUT_OF_SIGHT
    if relay is not None and deleted:
        lines.append(note(say(f"message-is-{relay.status}")))
    elif message.message:
        lines.append(quote(message.message))
    if not deleted and change == "edited":
        lines.append(note(say("message-is-edited")))
    if not deleted and any(file.scan != "clean" and file.kind == "document" for file in files):
        lines.append(note(say("message-unscanned")))
    answer = press(say("button-message"), verbs.MESSAGE, deal.trade.id, style="primary")
    card = press(say("button-open-deal"), verbs.DEAL, deal.trade.id)
    talking = deal.state is State.NEGOTIATING and not deleted
    terms = talking and looks_like_terms(message.message, say.lang, message.created_at)
    buttons = rows(answer, card, *([press(say("button-draft"), verbs.DRAFT, message.id)] if terms else []))
    media = () if deleted else tuple(shown(file) for file in files)
    return Screen(f"message:{message.id}", tuple(lines), buttons, media, reply_to=reply_to)


def passed_on(deal: Deal, seat: Seat, say: Say, *, reached: bool) -> Screen:
    """What the sender reads."""
    return Screen("passed-on", (note(words_for(deal, seat, say, reached=reached)),))


def words_for(deal: Deal, seat: Seat, say: Say, *, reached: bool) -> str:
    """Whether it is on its way, or waits for somebody who can not be reached."""
    other = deal.buyer_name if seat.company_id == deal.trade.seller_company_id else deal.seller_name
    code = code_of(deal.trade.id)
    return say("message-passed", to=other, code=code) if reached else say("message-waits", to=other, code=code)


def undelivered(trade_id: str, message_id: str, say: Say) -> Screen:
    """Nobody of the other side could be reached with it."""
    buttons = rows(
        press(say("button-try-again"), verbs.RESEND, message_id, style="primary"),
        press(say("button-open-deal"), verbs.DEAL, trade_id),
    )
    return Screen(f"undelivered:{message_id}", (text(say("message-undelivered", code=code_of(trade_id))),), buttons)


def history(deal: Deal, entries: Sequence[Entry], say: Say, *, older: str = "", newest: bool = True) -> Screen:
    """A page of the messages of a deal, the oldest on top as they were read; `older` is where the next page begins."""
    lines: list[Line] = [head(say("messages-title", code=code_of(deal.trade.id)))]
    buttons: list[Button] = []
    for message, relay, files, versions in reversed(entries):
        lines.extend(_entry(deal, message, relay, files, versions, say))
        if files and (relay is None or relay.status not in OUT_OF_SIGHT):
            buttons.append(
                press(say("button-files", at=say.moment(message.created_at)), verbs.MESSAGE_FILES, message.id)
            )
    if not entries:
        lines.append(note(say("messages-none")))
    turns = []
    if older:
        turns.append(press(say("button-older"), verbs.MESSAGES, older))
    if not newest:
        turns.append(press(say("button-newest"), verbs.MESSAGES, deal.trade.id))
    turns.append(press(say("button-message"), verbs.MESSAGE, deal.trade.id))
    turns.append(press(say("button-open-deal"), verbs.DEAL, deal.trade.id))
    return Screen(f"messages:{deal.trade.id}", tuple(lines), (*rows(*buttons, per_row=1), *rows(*turns)))


def _entry(
    deal: Deal, message: NegotiationMessage, relay: Relay | None, files: int, versions: int, say: Say
) -> list[Line]:
    who = deal.buyer_name if side_of(message.sender_id, deal) is Role.BUYER else deal.seller_name
    marks = []
    if relay is not None and relay.status == "undelivered":
        marks.append(say("messages-not-delivered"))
    if files:
        marks.append(say("messages-files", count=files))
    lines = [fact(say.moment(message.created_at), " · ".join([who, *marks]))]
    if relay is not None and relay.status in OUT_OF_SIGHT:
        return [*lines, note(say(f"message-is-{relay.status}"))]
    if message.message:
        words = message.message
        lines.append(quote(words if len(words) <= EXCERPT_LENGTH_MAX else f"{words[:EXCERPT_LENGTH_MAX]}…"))
    if versions > 1 and message.message:
        lines.append(note(say("message-is-edited")))
    return lines
