"""The vocabulary of the process table: roles, notices, transitions, and a table that refuses to load with a mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from core.trades import ENDED, State

if TYPE_CHECKING:
    from core.process.act import Act


class Role(StrEnum):
    """Who moves a trade."""

    BUYER = "buyer"
    SELLER = "seller"
    MODERATOR = "moderator"
    OPERATOR = "operator"
    TIMER = "timer"
    PROVIDER = "provider"


class Told(StrEnum):
    """Who hears of it. `OTHER` is the party that did not act, `OWN` the actor's colleagues; the one who acted sees the
    answer at once."""

    BUYER = "buyer"
    SELLER = "seller"
    OTHER = "other"
    OWN = "own"
    BOTH = "both"
    DESK = "desk"


Step = Callable[["Act"], None]


@dataclass(frozen=True, slots=True)
class Notice:
    """News: `key` names the sentence `notice-<key>`. With `when` it is told only where the step came to that."""

    to: Told
    key: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table.

    `guards` look at the deal only and decide whether a button is offered; `does` checks what was given with the
    command and changes the deal; both refuse by raising a DomainError. `to` holds the states this may lead to; empty
    means that the state stays; with several the step chooses. `asks` names the conversation that collects what
    `does` needs; without one a press is enough, and `confirm` asks once more showing the amounts.
    """

    name: str
    frm: frozenset[State]
    to: frozenset[State]
    by: frozenset[Role]
    does: tuple[Step, ...]
    guards: tuple[Step, ...] = ()
    tells: tuple[Notice, ...] = ()
    asks: str = ""
    confirm: bool = False
    style: str = ""
    while_pending: bool = False
    while_frozen: bool = False
    """Also while a dispute has frozen the money."""
    while_stopped: bool = False
    """Also while an operator has stopped the trade by hand."""
    pays_seller: bool = False
    """May start a payout: what the seller owes us is looked up first, and netted."""
    hidden: bool = False
    """Not a button on the card (reached from elsewhere)."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A notice before or at a deadline; the first that is due wins over older ones after a downtime."""

    name: str
    tells: tuple[Notice, ...]


class BrokenTable(ValueError):
    """The table contradicts itself; the message lists every mistake."""


@dataclass(frozen=True)
class Process:
    """A table of transitions, checked when it is built."""

    name: str
    version: int
    start: State
    transitions: tuple[Transition, ...]
    fires: dict[str, frozenset[State]] = field(default_factory=dict)
    """Transition fired by a deadline → the states in which that deadline can run."""

    def __post_init__(self) -> None:
        mistakes = list(self._mistakes())
        if mistakes:
            raise BrokenTable("; ".join(mistakes))

    def __getitem__(self, name: str) -> Transition:
        return self._by_name[name]

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    @cached_property
    def _by_name(self) -> dict[str, Transition]:
        return {transition.name: transition for transition in self.transitions}

    def open_to(self, role: Role, state: State) -> tuple[Transition, ...]:
        """The single question behind buttons, API links and permissions."""
        return self._open_to[role, state]

    @cached_property
    def _open_to(self) -> dict[tuple[Role, State], tuple[Transition, ...]]:
        return {
            (role, state): tuple(t for t in self.transitions if state in t.frm and role in t.by)
            for role in Role
            for state in State
        }

    def _mistakes(self) -> Iterable[str]:
        names = [t.name for t in self.transitions]
        yield from (f"{name} is listed twice" for name in sorted({n for n in names if names.count(n) > 1}))
        for t in self.transitions:
            if not t.frm or not t.by or not t.does:
                yield f"{t.name} lacks states, roles or steps"
            if any(not notice.key for notice in t.tells):
                yield f"{t.name} has a notice that names nothing"
        reached = {self.start}
        # News that can come anywhere and may lead anywhere (a bank's) is no way on.
        ways = [t for t in self.transitions if t.frm != t.to]
        while True:
            more = {to for t in ways if t.frm & reached for to in t.to} - reached
            if not more:
                break
            reached |= more
        yield from (f"{state} can not be reached" for state in sorted(set(State) - reached))
        leaving = {state for t in ways if t.to - {None} for state in t.frm if t.to != frozenset({state})}
        yield from (f"{state} is a dead end" for state in sorted(set(State) - ENDED - leaving))
        for name, states in self.fires.items():
            if name not in names:
                yield f"a deadline fires {name}, which does not exist"
            elif missing := states - self[name].frm:
                yield f"a deadline fires {name} in {sorted(missing)}, where it is not listed"
            elif Role.TIMER not in self[name].by:
                yield f"a deadline fires {name}, which no timer may do"
