"""Deals as the caller may see them, and moving them: what the routes of negotiations, money and orders share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from adapters.http.api.bodies.deals import ACTS, negotiation_out
from adapters.http.api.calling import Answer, Call, etag_of
from core.errors import InvalidValue, NotNow
from core.ports.unit_of_work import Tx
from core.process.definition import Role
from core.proofs import PROVED
from core.services.accounts import Caller
from core.services.reaching import Kind
from core.trades import Deal

ASKS: Final[Mapping[str, tuple[str, ...]]] = {
    "ask_to_cancel": ("reason",),
    "ask_for_time": ("days", "reason"),
    "dispute": ("reason", "statement"),
    "answer_dispute": ("statement",),
    "add_evidence": ("statement",),
    "propose_settlement": ("amount",),
    "ship_back": ("tracking_number",),
    "appeal": ("statement",),
    "freeze": ("reason",),
    "order_return": ("reason_code", "resolution"),
    "rule": ("outcome", "reason_code", "resolution"),
}
"""Move → what it can not do without."""
_WITH_FILES = frozenset({"dispute", "answer_dispute", "add_evidence"})


def scope_of(name: str) -> str:
    """Which scope a key needs for a move."""
    if name in ("request_payment", "pay_again", "renew", "retry_payout"):
        return "money"
    return "sign" if name in ("withdraw_signature", "refuse_to_sign") else "trade"


async def seen(call: Call, tx: Tx, caller: Caller, kind: Kind, row_id: str) -> tuple[Deal, Role]:
    """The deal behind an id. Raises NotFound for what is not there or not the caller's."""
    return await call.parts.reaching.deal(tx, caller.seat, kind, row_id)


async def page_of_deals(
    call: Call, tx: Tx, caller: Caller, *, after: str, limit: int
) -> tuple[list[tuple[Deal, Role]], str | None]:
    """The company's deals, newest first, and what asks for the next page; `after` is what the page before gave for it."""
    found = await call.parts.reaching.page(tx, caller.seat, after=f"neg_{after}" if after else "", limit=limit + 1)
    deals = [await call.parts.trading.deal_for(tx, caller.seat, trade.id) for trade in found[:limit]]
    return deals, found[limit - 1].id[4:] if len(found) > limit else None


async def move(
    call: Call,
    tx: Tx,
    caller: Caller,
    deal: Deal,
    name: str,
    args: Mapping[str, Any],
    *,
    version: int | None = None,
    files: list[str] | None = None,
) -> Deal:
    """One row of the process table, in the name of the caller. Raises whatever refuses it."""
    if name not in ACTS:
        raise InvalidValue("act", "not-an-option")
    call.parts.accounts.require_scope(caller, scope_of(name))
    for asked in ASKS.get(name, ()):
        if args.get(asked) in (None, ""):
            raise InvalidValue(asked, "missing")
    if name == "rule" and args["outcome"] == "split" and args.get("refund_amount") is None:
        raise InvalidValue("refund_amount", "missing")
    if name == "rule" and args["outcome"] == "lines" and not args.get("lines"):
        raise InvalidValue("lines", "missing")
    if name in PROVED:
        call.parts.accounts.require_proof(caller)
    call.require_match(etag(deal))
    if name in _WITH_FILES:
        await call.parts.evidence.add(tx, caller.seat, deal, files or [])
        args = {**args, "files": files or []}
    acted = await call.parts.trading.act(tx, caller.seat, deal.trade.id, name, args, version=version)
    return acted.deal


def open_to(call: Call, deal: Deal, role: Role, caller: Caller) -> list[str]:
    """The names of the moves that are open to the caller now."""
    return [row.name for row in call.parts.trading.choices(deal, role, caller.seat)]


def first_open(call: Call, deal: Deal, role: Role, caller: Caller, *names: str) -> str:
    """The first of these moves that is open. Raises NotNow when none is."""
    now = open_to(call, deal, role, caller)
    found = next((name for name in names if name in now), "")
    if not found:
        raise NotNow()
    return found


def shown(call: Call, deal: Deal, role: Role, caller: Caller, status: int = 200) -> Answer:
    """The deal as the caller sees it."""
    headers = {"location": f"/api/negotiations/{deal.trade.id}"} if status == 201 else {}
    return Answer(negotiation_out(deal, role, open_to(call, deal, role, caller)), status, etag(deal), headers)


def etag(deal: Deal) -> str:
    """The version of a deal and of everything in it."""
    return etag_of(deal.trade.id, deal.trade.version)
