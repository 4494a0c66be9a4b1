"""What a company has going on: deals by how far they are, counts, and a deal by the code that people read aloud."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from core.ids import code_of
from core.ports.unit_of_work import Tx
from core.trades import ENDED, Negotiation, NegotiationMessage, State

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "t": (State.NEGOTIATING.value,),
    "p": (State.AGREED.value, State.AWAITING_PAYMENT.value, State.AWAITING_SIGNATURES.value),
    "g": (State.PLACED.value, State.IN_PROGRESS.value, State.SHIPPED.value, State.DELIVERED.value),
    "d": (State.DISPUTED.value, State.DECIDED.value),
    "e": tuple(sorted(state.value for state in ENDED)),
}
"""One letter in a button → the states: talks, paying and signing, goods, disputes, ended."""

OPEN: Final = tuple(sorted({state.value for state in State} - {state.value for state in ENDED}))
_BUYERS_TURN: Final = (State.AWAITING_PAYMENT.value, State.SHIPPED.value, State.DELIVERED.value)
_SELLERS_TURN: Final = (State.AGREED.value, State.PLACED.value, State.IN_PROGRESS.value)
_SIDES: Final = ("buyer_company_id", "seller_company_id")
LOOKED_AT_MAX: Final = 40
SEARCHED_MAX: Final = 5_000
_STRIDE: Final = 500


async def counts(tx: Tx, company_id: str) -> dict[str, int]:
    """How many deals there are in each group."""
    states = await tx.deal_states(company_id)
    return {letter: sum(states.get(state, 0) for state in group) for letter, group in GROUPS.items()}


async def page(
    tx: Tx, company_id: str, states: tuple[str, ...], *, limit: int, after: datetime | None = None
) -> list[Negotiation]:
    """Deals of either side in these states, most recently changed first."""
    found: list[Negotiation] = []
    for side in _SIDES:
        found += await tx.find(
            Negotiation, **{side: company_id}, state=states, order="-updated_at", limit=limit, after=after
        )
    return sorted(found, key=lambda trade: (trade.updated_at, trade.id), reverse=True)[:limit]


async def perhaps_waiting(tx: Tx, company_id: str) -> list[str]:
    """Deals that may wait for this company: what changed last, and what has waited longest in its own turn."""
    recent = await page(tx, company_id, OPEN, limit=LOOKED_AT_MAX)
    old: list[Negotiation] = []
    for side, states in zip(_SIDES, (_BUYERS_TURN, _SELLERS_TURN), strict=True):
        old += await tx.find(
            Negotiation, **{side: company_id}, state=states, order="updated_at", limit=LOOKED_AT_MAX // 2
        )
    return list(dict.fromkeys(trade.id for trade in (*recent, *old)))


async def by_code(tx: Tx, company_id: str, code: str) -> list[str]:
    """The company's deals with this code; nearly always one or none."""
    wanted = code.strip().lstrip("#").upper()
    found: list[str] = []
    for side in _SIDES:
        after: datetime | None = None
        for _ in range(SEARCHED_MAX // _STRIDE):
            rows = await tx.find(Negotiation, **{side: company_id}, order="-updated_at", limit=_STRIDE, after=after)
            found += [row.id for row in rows if code_of(row.id) == wanted]
            if len(rows) < _STRIDE or found:
                break
            after = rows[-1].updated_at
    return found


async def last_words(tx: Tx, trade_ids: list[str]) -> dict[str, str]:
    """Deal → who wrote last in it, for those in which somebody wrote."""
    if not trade_ids:
        return {}
    messages = await tx.find(NegotiationMessage, negotiation_id=tuple(trade_ids), order="-created_at", limit=200)
    senders: dict[str, str] = {}
    for message in messages:
        senders.setdefault(message.negotiation_id, message.sender_id)
    return senders
