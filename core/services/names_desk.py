"""What moderators see of names that can be mistaken: a company beside the others, and what waits for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.events import Bookmark
from core.members import Company
from core.ports.unit_of_work import Tx
from core.reports import Report
from core.trades import Negotiation, State

OTHERS_MAX: Final = 3
"""So many are shown; whoever is of any of the others decides nothing all the same."""
WAITING_MAX: Final = 8
_WAITING: Final = "name-waits:"


@dataclass(frozen=True, slots=True)
class Named:
    """A company, and how many deals it has completed. `status` and `rev`: what became of its own name, and how often that
    has changed; `wish`: the name it asks for."""

    company: Company
    deals: int
    status: str = ""
    rev: int = 0
    wish: str = ""


@dataclass(frozen=True, slots=True)
class NameCase:
    """A name that can be mistaken. `official`: for the market's own; `others`: for theirs, the oldest first, `more` besides.
    `rev` grows with every decision, every new name, and whatever else is found. `looked`: whether the name that it asks
    for has been compared yet."""

    status: str
    rev: int
    official: bool
    mine: Named
    others: tuple[Named, ...]
    words: str = ""
    """What the company said for itself last."""
    looked: bool = True
    more: int = 0
    concerned: frozenset[str] = frozenset()
    """All companies that this is about."""


async def case_of(tx: Tx, company_id: str) -> NameCase | None:
    """As it is, also of a name that nobody had to look at; None where there is no such company."""
    marks = await tx.find(Bookmark, id=mark_of(company_id), limit=1)
    mine = await _named(tx, company_id)
    if mine is None:
        return None
    detail = marks[0].detail if marks else {}
    all_others = [str(one) for one in detail.get("others", ())]
    before = [str(one) for one in (detail.get("before") or {}).get("others", ())]
    known = [await _named(tx, one) for one in all_others[:OTHERS_MAX]]
    said = await tx.find(Report, subject_id=mark_of(company_id), order="-created_at", limit=1) if marks else []
    return NameCase(
        status=mine.status,
        rev=mine.rev,
        official=bool(detail.get("official", False)),
        mine=mine,
        others=tuple(one for one in known if one is not None),
        words=said[0].words if said else "",
        looked=bool(detail.get("looked", True)),
        more=max(0, len(all_others) - OTHERS_MAX),
        concerned=frozenset((company_id, *all_others, *before)),
    )


async def waiting(tx: Tx, *, limit: int = WAITING_MAX) -> list[Named]:
    """Companies whose names moderators have to look at."""
    rows = await tx.find(Bookmark, after=_WAITING, limit=limit)
    found = [await _named(tx, row.id.removeprefix(_WAITING)) for row in rows if row.id.startswith(_WAITING)]
    return [one for one in found if one is not None]


async def wish_of(tx: Tx, company_id: str) -> str:
    """The name that a company asks for; empty where it asks for none."""
    marks = await tx.find(Bookmark, id=mark_of(company_id), limit=1)
    row_id = str(marks[0].detail.get("wish") or "") if marks else ""
    rows = await tx.find(Report, id=row_id, limit=1) if row_id else []
    return rows[0].words if rows else ""


async def deals_of(tx: Tx, company_id: str) -> int:
    """How many deals a company has completed, on either side."""
    done = str(State.COMPLETED)
    bought = await tx.count(Negotiation, buyer_company_id=company_id, state=done)
    return bought + await tx.count(Negotiation, seller_company_id=company_id, state=done)


async def _named(tx: Tx, company_id: str) -> Named | None:
    # Not `get`: who decides about one company makes nobody wait for the others.
    found = await tx.find(Company, id=company_id, limit=1)
    if not found:
        return None
    marks = await tx.find(Bookmark, id=mark_of(company_id), limit=1)
    status, rev = (str(marks[0].detail["status"]), int(marks[0].detail["rev"])) if marks else ("", 0)
    return Named(found[0], await deals_of(tx, company_id), status, rev, await wish_of(tx, company_id))


def mark_of(company_id: str) -> str:
    """The bookmark that says what became of a name, and what a company's words for itself are filed under."""
    return f"name:{company_id}"


def waiting_of(company_id: str) -> str:
    """The bookmark that is there while moderators have to look at a name."""
    return f"{_WAITING}{company_id}"


def wish_row(company_id: str) -> str:
    """What the names are filed under that a company asked for."""
    return f"wish:{company_id}"
