"""What both sides brought into a case, by side, time and hash, and what of it is out of sight."""

from __future__ import annotations

from collections.abc import Sequence

from bot import verbs
from bot.screens.parts import fact, head, note, press, rows, text
from bot.text import Say
from core.ids import code_of
from core.ports.chat import Button, Line, Screen
from core.services.redacting import Piece
from core.trades import Deal

PAGE = 6
HASH_SHOWN = 16
"""As much of a hash as stands in the case file."""


def pieces(deal: Deal, found: Sequence[Piece], say: Say, *, more: int = 0, news: str = "") -> Screen:
    """A page. Nothing of the content stands here: a channel is read by everybody in it, and the case file has it all."""
    code = code_of(deal.dispute.id if deal.dispute is not None else deal.trade.id)
    lines: list[Line] = [head(say("redactions-title", code=code)), note(say("redactions-words"))]
    if news:
        lines.insert(0, text(news))
    buttons: list[Button] = []
    for number, piece in enumerate(found, 1):
        who = deal.buyer_name if piece.by == "buyer" else deal.seller_name
        what = say(f"piece-{piece.kind}")
        lines.append(fact(f"{number}. {what}", f"{who}, {say.moment(piece.at)}"))
        lines.append(note(f"SHA-256 {piece.sha256[:HASH_SHOWN]}"))
        if piece.redacted is not None:
            lines.append(note(say("piece-hidden", reason=say(f"hidden-for-{piece.redacted.reason}"))))
            buttons.append(press(say("button-restore", number=number), verbs.RESTORE, piece.id))
        else:
            buttons.append(press(say("button-redact", number=number), verbs.REDACT, piece.id))
    if not found:
        lines.append(note(say("redactions-none")))
    turns = [press(say("button-older"), verbs.PIECES, f"{deal.trade.id}.{more}")] if more else []
    turns.append(press(say("button-open-deal"), verbs.CASE, deal.trade.id))
    return Screen(f"redactions:{deal.trade.id}", tuple(lines), (*rows(*buttons), *rows(*turns)))
