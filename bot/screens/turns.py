"""Whose turn it is in a deal, and what silence does: the last lines of the card, and what the list of deals sorts by."""

from __future__ import annotations

from bot.screens.parts import note, text
from bot.text import Say
from core.ports.chat import Line
from core.process.clocks import Wanted
from core.process.definition import Role
from core.process.fulfilling import acceptable
from core.trades import ENDED, Deal, State

ANSWERED_BY_OTHER = ("cancel", "extension")
"""Requests that the other side answers while the order goes on."""


def whose_turn(deal: Deal) -> str:
    """buyer, seller, both, parts (each has something of its own to do), desk, free (no moderator has it yet), provider
    or nobody."""
    if deal.trade.pending_act:
        return "provider"
    match deal.state:
        case State.NEGOTIATING:
            offer = deal.active_offer
            return "both" if offer is None else ("seller" if offer.author_role == "buyer" else "buyer")
        case State.PLACED | State.IN_PROGRESS:
            return _asked(deal) or ("seller" if acceptable(deal) is None else "parts")
        case State.AGREED:
            return "seller"
        case State.AWAITING_PAYMENT | State.SHIPPED | State.DELIVERED:
            return "buyer"
        case State.AWAITING_SIGNATURES:
            return _unsigned(deal)
        case State.DISPUTED:
            return _in_dispute(deal)
        case State.DECIDED:
            return "both"
        case _:
            return "nobody"


def waits_for(deal: Deal, side: str) -> bool:
    """Whether this side has something to do now."""
    return whose_turn(deal) in (side, "both", "parts")


def turn_lines(deal: Deal, role: Role, silence: Wanted | None, say: Say) -> list[Line]:
    """Whose turn it is and until when; of a deal that is over, how it ended."""
    if deal.state in ENDED:
        return [note(say(f"ended-{deal.trade.close_reason}"))] if deal.trade.close_reason else []
    if deal.trade.frozen_by:
        return [text(say("stopped-by-operator"))]
    turn = whose_turn(deal)
    lines = [text(say("turn-you" if turn == role else f"turn-{turn}"))]
    if silence is not None:
        lines.append(note(say(f"silence-{_silence(deal, silence)}", at=say.moment(silence.due_at))))
    return lines


def _silence(deal: Deal, silence: Wanted) -> str:
    """What a wake-up does to this deal: of an order that is partly shipped, only the rest can still be cancelled."""
    return "cancel_rest" if silence.fires == "cancel_unshipped" and deal.shipments else silence.fires


def _asked(deal: Deal) -> str:
    """The side that was asked for something and has not answered yet, if there is one."""
    asked = next((one for one in deal.requests if one.status == "asked" and one.kind in ANSWERED_BY_OTHER), None)
    return "" if asked is None else ("seller" if asked.asked_role == "buyer" else "buyer")


def _unsigned(deal: Deal) -> str:
    agreement = deal.agreement
    if agreement is None or (agreement.buyer_signature is None and agreement.seller_signature is None):
        return "both"
    return "seller" if agreement.seller_signature is None else "buyer"


def _in_dispute(deal: Deal) -> str:
    dispute = deal.dispute
    if dispute is None:
        return "desk"
    returned = {"ordered": "buyer", "shipped": "seller"}.get(dispute.return_phase)
    return returned or ("desk" if dispute.moderator_id else "free")
