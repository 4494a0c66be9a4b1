"""Who may do what: every kind of person × every transition, and default deny."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core import policy
from core.errors import ConflictOfInterest, DomainError, NotAllowed, NotFound, NotRegistered
from core.members import MemberRole, Seat
from core.process.definition import Role
from core.process.purchase import PURCHASE
from tests.core.deals import BUYER, MODERATOR, SELLER, seat
from tests.core.routes import delivered, disputed

DEAL = disputed().deal
PLAIN = delivered().deal

PEOPLE: dict[str, Seat] = {
    **{f"buyer-{role}": seat(role, "buyer", role=role) for role in MemberRole},
    **{f"seller-{role}": seat(role, "seller", role=role) for role in MemberRole},
    "stranger": seat("stranger", "elsewhere"),
    "nobody": seat("nobody"),
    "moderator": MODERATOR,
    "operator": seat("operator", staff="operator"),
    "moderator-elsewhere": seat("mod", "elsewhere", staff="moderator"),
    "moderator-of-buyer": seat("mod", "buyer", staff="moderator"),
    "operator-of-seller": seat("op", "seller", staff="operator"),
}
SIGNED = {"sign", "withdraw_signature", "refuse_to_sign"}


def expected(who: str, by: frozenset[Role], name: str) -> Role | type[DomainError]:
    """The rules in words, written a second time and without looking at the policy."""
    person = PEOPLE[who]
    side = {"com_buyer": Role.BUYER, "com_seller": Role.SELLER}.get(person.company_id)
    if by == {Role.MODERATOR}:
        if not person.staff_role:
            return NotFound
        return ConflictOfInterest if side else Role.MODERATOR
    if by == {Role.OPERATOR}:
        if person.staff_role != "operator":
            return NotFound
        return ConflictOfInterest if side else Role.OPERATOR
    if side is None:
        return NotFound
    if side not in by or person.role == "viewer" or (person.role == "signatory" and name not in SIGNED):
        return NotAllowed
    return side


@pytest.mark.parametrize("who", PEOPLE)
def test_every_act_of_every_kind_of_person(who: str) -> None:
    for transition in PURCHASE.transitions:
        wanted = expected(who, transition.by, transition.name)
        if isinstance(wanted, Role):
            assert policy.require_act(PEOPLE[who], DEAL, transition.name, transition.by) is wanted
            continue
        with pytest.raises(DomainError) as caught:
            policy.require_act(PEOPLE[who], DEAL, transition.name, transition.by)
        assert type(caught.value) is wanted, transition.name


def test_nobody_acts_for_the_timer_or_the_provider() -> None:
    for transition in PURCHASE.transitions:
        nobodys = transition.by & {Role.TIMER, Role.PROVIDER}
        for person in PEOPLE.values() if nobodys else ():
            try:
                role = policy.require_act(person, DEAL, transition.name, transition.by)
            except (NotAllowed, NotFound):
                continue
            # What a clock repeats a person may do as well, as themselves.
            assert role in transition.by - nobodys


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("buyer-viewer", Role.BUYER),
        ("seller-signatory", Role.SELLER),
        ("moderator", Role.MODERATOR),
        ("operator", Role.MODERATOR),
        ("moderator-elsewhere", Role.MODERATOR),
        ("moderator-of-buyer", Role.BUYER),
    ],
)
def test_as_whom_somebody_sees_a_disputed_deal(who: str, role: Role) -> None:
    assert policy.viewing_role(PEOPLE[who], DEAL) is role


@pytest.mark.parametrize("who", ["stranger", "nobody", "moderator", "moderator-elsewhere"])
def test_without_a_dispute_a_deal_is_seen_by_its_parties_only(who: str) -> None:
    with pytest.raises(NotFound):
        policy.viewing_role(PEOPLE[who], PLAIN)


def test_an_operator_sees_every_deal() -> None:
    """Somebody has to be able to stop one by hand."""
    assert policy.viewing_role(PEOPLE["operator"], PLAIN) is Role.OPERATOR


@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_a_dispute_shows_a_deal_to_no_stranger(who: str) -> None:
    with pytest.raises(NotFound):
        policy.viewing_role(PEOPLE[who], DEAL)


COMPANY = {
    "browse": {"owner", "trader", "signatory", "viewer"},
    "negotiate": {"owner", "trader"},
    "list": {"owner", "trader"},
    "message": {"owner", "trader", "signatory"},
    "manage": {"owner"},
    "unheard-of": set(),
}


@pytest.mark.parametrize("action", COMPANY)
@pytest.mark.parametrize("role", list(MemberRole))
def test_what_a_member_does_for_the_company(action: str, role: MemberRole) -> None:
    member = seat("somebody", "buyer", role=role)
    if role in COMPANY[action]:
        assert policy.require_member(member, action) is member
    else:
        with pytest.raises(NotAllowed):
            policy.require_member(member, action)


@pytest.mark.parametrize("person", [None, seat("nobody"), MODERATOR])
def test_without_a_company_there_is_nothing_to_act_for(person: Seat | None) -> None:
    for action in COMPANY:
        with pytest.raises(NotRegistered):
            policy.require_member(person, action)


DESK: list[tuple[Callable[[Seat | None], Seat], set[str]]] = [
    (policy.require_staff, {"moderator", "operator"}),
    (policy.require_operator, {"operator"}),
]


@pytest.mark.parametrize(("require", "allowed"), DESK)
def test_to_anybody_else_the_desk_does_not_exist(require: Callable[[Seat | None], Seat], allowed: set[str]) -> None:
    for person in (*PEOPLE.values(), None):
        if person is not None and person.staff_role in allowed:
            assert require(person) is person
        else:
            with pytest.raises(NotFound):
                require(person)


def test_sides_are_known_by_company() -> None:
    assert policy.role_in(BUYER, DEAL) is Role.BUYER
    assert policy.role_in(SELLER, DEAL) is Role.SELLER
    assert policy.is_staff(MODERATOR)
    assert not policy.is_staff(BUYER)
    assert not policy.is_staff(None)
