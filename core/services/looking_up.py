"""Finding one thing among many by what somebody has typed so far, mistakes included; and whom a company has dealt with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from core.members import Company, Seat
from core.ports.unit_of_work import Tx
from core.search_terms import folded
from core.trades import Negotiation

FOUND_MAX: Final = 100
TYPED_LENGTH_MAX: Final = 80
_NEAR: Final = 75.0
"""How alike words have to be, of a hundred, to be taken for a mistake of the finger."""
_DEALS_LOOKED_AT: Final = 500

Named = tuple[str, str]
"""(id, name)."""


def best(typed: str, named: Sequence[Named], *, limit: int = FOUND_MAX) -> list[Named]:
    """Those whose words begin as the typed ones do, in their order; where there are none, those nearest to it. Nothing
    typed means the first of them."""
    words = folded(typed[:TYPED_LENGTH_MAX]).split()
    if not words:
        return list(named[:limit])
    known = [folded(name) for _, name in named]
    begun = [one for one, name in zip(named, known, strict=True) if _begin(words, name.split())]
    if begun:
        return begun[:limit]
    near = [(_likeness(words, name.split()), place) for place, name in enumerate(known)]
    nearest = sorted((-alike, place) for alike, place in near if alike >= _NEAR)
    return [named[place] for _, place in nearest[:limit]]


def _begin(words: Sequence[str], name: Sequence[str]) -> bool:
    return all(any(each.startswith(word) for each in name) for word in words)


def _likeness(words: Sequence[str], name: Sequence[str]) -> float:
    """Every typed word has something like it among the others: the least alike counts."""
    return min(max((_alike(word, each) for each in name), default=0.0) for word in words)


def _alike(word: str, other: str) -> float:
    """What was typed may be the beginning of a longer word."""
    return max(fuzz.ratio(word, other), fuzz.ratio(word, other[: len(word)]) if len(word) > 3 else 0.0)


async def counterparties(tx: Tx, seat: Seat) -> list[Company]:
    """The companies that one's own has talked or traded with, the latest first. Nobody else is in it."""
    met: dict[str, None] = {}
    rows = [
        trade
        for side in ("buyer_company_id", "seller_company_id")
        for trade in await tx.find(Negotiation, **{side: seat.company_id}, order="-updated_at", limit=_DEALS_LOOKED_AT)
    ]
    for trade in sorted(rows, key=lambda trade: trade.updated_at, reverse=True):
        met.update(dict.fromkeys({trade.buyer_company_id, trade.seller_company_id} - {seat.company_id}))
    found = {one.id: one for one in await tx.find(Company, id=tuple(met), limit=len(met))} if met else {}
    return [found[company_id] for company_id in met if company_id in found]
