"""Steps inside a company: an accept above a member's limit waits for a colleague who may."""

from __future__ import annotations

from core.errors import NotAllowed, NotNow, OverLimit, OverOfferLimit
from core.process.act import Act
from core.process.cancelling import ask
from core.process.negotiating import accept_offer, is_within_limit, limit_of
from core.shipments import Request
from core.trades import Deal


def within_limit(act: Act) -> None:
    """The member may accept this much alone. Raises OverLimit."""
    offer = act.deal.active_offer
    if offer is not None and not is_within_limit(act.seat, offer.total, offer.currency):
        raise OverLimit(limit=limit_of(act.seat, offer.currency))


def within_limit_again(act: Act) -> None:
    """The member may commit the company anew to what was agreed before. Raises OverOfferLimit."""
    offer = act.deal.accepted
    if offer is not None and not is_within_limit(act.seat, offer.total, offer.currency):
        raise OverOfferLimit(limit=limit_of(act.seat, offer.currency))


def over_limit(act: Act) -> None:
    try:
        within_limit(act)
    except OverLimit:
        return
    raise NotNow()


def approval_of(deal: Deal) -> Request | None:
    """The accept that waits for a colleague."""
    return next((r for r in deal.requests if r.status == "asked" and r.kind == "approval"), None)


def no_approval_yet(act: Act) -> None:
    if approval_of(act.deal) is not None:
        raise NotNow()


def ask_for_approval(act: Act) -> None:
    ask(act, "approval", needs_reason=False)


def own_sides_approval(act: Act) -> None:
    """A colleague of the same company asked; nobody approves their own wish."""
    request = approval_of(act.deal)
    if request is None or request.asked_role != act.role:
        raise NotNow()
    if act.seat is not None and request.asked_by == act.seat.user_id:
        raise NotAllowed()


def approve(act: Act) -> None:
    act.change(act.open_request("approval"), status="accepted")
    accept_offer(act)


def refuse_approval(act: Act) -> None:
    act.change(act.open_request("approval"), status="refused")


def lapse_approval(act: Act) -> None:
    act.change(act.open_request("approval"), status="lapsed")
