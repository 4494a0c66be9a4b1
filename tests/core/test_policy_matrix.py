"""Who may do what, cell by cell: every kind of person × every act × every state, against a file that people have read.

`policy_matrix.txt` says it in lines: the act, the states it can begin in, and who may. After a change of the rules,
`python -m tests.core.test_policy_matrix` writes it anew; what differs is then to be read, not waved through.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

from core import policy
from core.members import MemberRole, Seat, StaffRole
from core.process.purchase import PURCHASE
from core.trades import Deal, State
from tests.core.deals import seat
from tests.core.routes import delivered, disputed

GOLDEN = Path(__file__).parent / "policy_matrix.txt"
DISPUTED, PLAIN = disputed().deal, delivered().deal
OF_DEALS = (*(row.name for row in PURCHASE.transitions), "view", "message")
ELSEWHERE = (*policy.COMPANY_ACTIONS, "moderate", "operate")
GENERAL, UNDISPUTED = " (no deal)", " (no dispute yet)"
UNKNOWN = ("", "everything", "VIEW", "sign ", "grant")

SIDES = ("buyer", "seller", "elsewhere")
PEOPLE: dict[str, Seat] = {
    f"{side} {role}{f' + {staff}' if staff else ''}": replace(seat("p", side, role=role), staff_role=staff)
    for side, role, staff in itertools.product(SIDES, MemberRole, StaffRole)
} | {f"no company{f' + {staff}' if staff else ''}": seat("p", staff=staff) for staff in StaffRole}


def allowed(action: str, deal: Deal | None) -> dict[str, set[str]]:
    """Person → the states in which they may; "" where there is no deal."""
    states: tuple[State | None, ...] = tuple(State) if deal is not None else (None,)
    return {
        name: {str(state or "") for state in states if policy.can(person, action, deal, state)}
        for name, person in PEOPLE.items()
    }


def rows() -> list[str]:
    """The file, line by line."""
    found = []
    for action, deal, about in (
        *((action, DISPUTED, "") for action in OF_DEALS),
        *((action, PLAIN, UNDISPUTED) for action in ("view", "message")),
        *((action, None, GENERAL) for action in ELSEWHERE),
    ):
        by_person = {name: states for name, states in allowed(action, deal).items() if states}
        whole = set().union(*by_person.values()) if by_person else set()
        assert all(states == whole for states in by_person.values()), action
        in_states = "any" if whole in ({""}, {str(state) for state in State}) else " ".join(sorted(whole)) or "never"
        found.append(f"{action}{about} | {in_states} | {', '.join(_short(set(by_person))) or 'nobody'}")
    return found


def _short(names: set[str]) -> list[str]:
    """Names with what staff they may be besides, where that makes no difference."""
    found = []
    for name in sorted(one for one in names if "+" not in one):
        variants = {f"{name} + {staff}" for staff in StaffRole if staff} & names
        found.append(f"{name} (staff or not)" if len(variants) == 2 else name)
        names = names - variants if len(variants) == 2 else names
    return [*found, *sorted(one for one in names if "+" in one)]


def _meant(who: str) -> set[str]:
    meant = set()
    for name in who.split(", "):
        plain = name.removesuffix(" (staff or not)")
        meant |= {plain, *(f"{plain} + {staff}" for staff in StaffRole if staff)} if plain != name else {name}
    return meant - {"nobody"}


def test_every_cell_is_as_it_was_read() -> None:
    cells = 0
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    for line in (each for each in lines if each and not each.startswith("#")):
        named, in_states, who = line.split(" | ")
        action = named.removesuffix(UNDISPUTED).removesuffix(GENERAL)
        deal = None if named.endswith(GENERAL) else PLAIN if named.endswith(UNDISPUTED) else DISPUTED
        every = {str(state) for state in State} if deal is not None else {""}
        states = every if in_states == "any" else set() if in_states == "never" else set(in_states.split())
        may = _meant(who)
        assert may <= set(PEOPLE), line
        for name, person in PEOPLE.items():
            for state in every:
                expected = name in may and state in states
                found = policy.can(person, action, deal, State(state) if state else None)
                assert found is expected, f"{name}: {action} in {state or 'general'}"
                cells += 1
    assert cells >= 15_000


def test_the_file_names_every_act() -> None:
    assert [line for line in GOLDEN.read_text(encoding="utf-8").splitlines() if not line.startswith("#")] == rows()


def test_what_is_not_named_nobody_may() -> None:
    for person, action, deal in itertools.product((*PEOPLE.values(), None), UNKNOWN, (DISPUTED, PLAIN, None)):
        assert not policy.can(person, action, deal)
    for action in (*OF_DEALS, *ELSEWHERE):
        assert not policy.can(None, action, DISPUTED)


if __name__ == "__main__":
    head = "# Act | states it can begin in | who may. Read by people; see test_policy_matrix.py.\n"
    GOLDEN.write_text(head + "\n".join(rows()) + "\n", encoding="utf-8")
