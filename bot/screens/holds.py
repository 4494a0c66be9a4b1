"""What the card of a deal says while moderators hold one of its companies because of its name."""

from __future__ import annotations

from bot.screens.parts import note
from bot.text import Say
from core.ports.chat import Line
from core.process.definition import Role
from core.trades import ENDED, Deal, State

_TALKS = frozenset({State.NEGOTIATING})
_UNPAID = frozenset({State.AGREED, State.AWAITING_PAYMENT, State.PAYMENT_EXPIRED})


def hold_lines(deal: Deal, role: Role, say: Say) -> list[Line]:
    """For the company itself why it can do less; for the other side what to beware of. Nothing once the deal is over."""
    if role not in (Role.BUYER, Role.SELLER) or (deal.state in ENDED and deal.state not in _UNPAID):
        return []
    own, other, name = deal.buyer_held, deal.seller_held, deal.seller_name
    if role is Role.SELLER:
        own, other, name = other, own, deal.buyer_name
    lines: list[Line] = []
    if own and deal.state in _TALKS | _UNPAID:
        lines.append(note(say("error-name-held")))
    if other and deal.state in _TALKS:
        lines.append(note(say("deal-held-talks", name=name)))
    elif other and deal.state in _UNPAID and role is Role.BUYER:
        lines.append(note(say("deal-held-pay", name=name)))
    elif other and deal.state not in ENDED:
        lines.append(note(say("deal-held-on", name=name)))
    return lines
