"""Who may do what: the one place that says so. Default deny; called by services only."""

from __future__ import annotations

from core.errors import ConflictOfInterest, DomainError, NotAllowed, NotFound, NotRegistered
from core.members import MemberRole, Seat, StaffRole
from core.process.definition import Role
from core.process.purchase import PURCHASE
from core.trades import Deal, Negotiation, State

SIGNING = frozenset({"sign", "withdraw_signature", "refuse_to_sign"})
"""All that a signatory may do in a trade."""

COMPANY_ACTIONS: dict[str, frozenset[str]] = {
    "browse": frozenset(MemberRole),
    "negotiate": frozenset({MemberRole.OWNER, MemberRole.TRADER}),
    "list": frozenset({MemberRole.OWNER, MemberRole.TRADER}),
    "message": frozenset({MemberRole.OWNER, MemberRole.TRADER, MemberRole.SIGNATORY}),
    "manage": frozenset({MemberRole.OWNER}),
}
"""What a member may do for the company outside one trade."""


def require_member(seat: Seat | None, action: str) -> Seat:
    """The seat, if it may do this for its company. Raises NotRegistered or NotAllowed."""
    if seat is None or not seat.company_id:
        raise NotRegistered()
    if seat.role not in COMPANY_ACTIONS.get(action, frozenset()):
        raise NotAllowed()
    return seat


def manages(role: str) -> bool:
    """Whether a role gives power over the company itself: its members, its payouts, and who else may do what."""
    return role in COMPANY_ACTIONS["manage"]


def role_in(seat: Seat, deal: Deal) -> Role:
    """Which side of the deal this person is on. Strangers learn nothing: NotFound."""
    if seat.company_id and seat.company_id == deal.trade.buyer_company_id:
        return Role.BUYER
    if seat.company_id and seat.company_id == deal.trade.seller_company_id:
        return Role.SELLER
    raise NotFound()


def side_of(user_id: str, deal: Deal) -> Role:
    """On which side somebody of this deal wrote. Who is in neither company any more was the buyer, or else a seller."""
    company = next((seat.company_id for seat in deal.seats if seat.user_id == user_id), "")
    by_buyer = company == deal.trade.buyer_company_id if company else user_id == deal.trade.buyer_id
    return Role.BUYER if by_buyer else Role.SELLER


def is_staff(seat: Seat | None) -> bool:
    return seat is not None and seat.staff_role in (StaffRole.MODERATOR, StaffRole.OPERATOR)


def require_staff(seat: Seat | None) -> Seat:
    """A moderator or operator; to anybody else the desk does not exist."""
    if seat is None or not is_staff(seat):
        raise NotFound()
    return seat


def require_operator(seat: Seat | None) -> Seat:
    if seat is None or seat.staff_role != StaffRole.OPERATOR:
        raise NotFound()
    return seat


def require_no_party(seat: Seat, trade: Negotiation) -> None:
    """Nobody decides, for the market, about a trade of their own company. Raises ConflictOfInterest."""
    if seat.company_id and seat.company_id in (trade.buyer_company_id, trade.seller_company_id):
        raise ConflictOfInterest(why="party")


def acting_role(seat: Seat, deal: Deal, by: frozenset[Role]) -> Role:
    """The role in which this person does an act that `by` may do. Raises NotFound, NotAllowed, ConflictOfInterest."""
    if by == frozenset({Role.MODERATOR}):
        require_staff(seat)
        require_no_party(seat, deal.trade)
        return Role.MODERATOR
    if by == frozenset({Role.OPERATOR}):
        require_operator(seat)
        require_no_party(seat, deal.trade)
        return Role.OPERATOR
    return role_in(seat, deal)


def require_act(seat: Seat, deal: Deal, name: str, by: frozenset[Role]) -> Role:
    """The role for this transition, if the person's place in the company permits it."""
    role = acting_role(seat, deal, by)
    if role in (Role.MODERATOR, Role.OPERATOR):
        return role
    if role not in by:
        raise NotAllowed()
    allowed = seat.role in (MemberRole.OWNER, MemberRole.TRADER) or (
        seat.role == MemberRole.SIGNATORY and name in SIGNING
    )
    if not allowed:
        raise NotAllowed()
    return role


def viewing_role(seat: Seat, deal: Deal) -> Role:
    """As whom somebody sees a deal: a party, a moderator once there is a dispute, an operator. Others: NotFound."""
    try:
        return role_in(seat, deal)
    except NotFound:
        if is_staff(seat) and deal.disputes:
            return Role.MODERATOR
        if seat.staff_role == StaffRole.OPERATOR:
            return Role.OPERATOR
        raise


def can(seat: Seat | None, action: str, deal: Deal | None = None, state: State | None = None) -> bool:
    """Whether this person may do this, to this deal, in this state: the rules above as one question. Whatever they do not
    name, nobody may. `action` is a row of the process table, `view` or `message` where there is a deal; else something
    that a member does for their company, or `moderate` and `operate`, which staff does."""
    if seat is None:
        return False
    try:
        if deal is None:
            _require_apart_from_deals(seat, action)
        elif action in ("view", "message"):
            viewing_role(seat, deal) if action == "view" else (role_in(seat, deal), require_member(seat, "message"))
        elif action not in PURCHASE or (state or deal.state) not in PURCHASE[action].frm:
            return False
        else:
            require_act(seat, deal, action, PURCHASE[action].by)
    except DomainError:
        return False
    return True


def _require_apart_from_deals(seat: Seat, action: str) -> None:
    match action:
        case "moderate":
            require_staff(seat)
        case "operate":
            require_operator(seat)
        case _:
            require_member(seat, action)
