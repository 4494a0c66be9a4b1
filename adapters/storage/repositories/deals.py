"""Deals: read whole in one statement, written back by difference; and the sums of the ledger."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import Select, Update, bindparam, cast, func, or_, select, update

from adapters.storage.columns import number
from adapters.storage.deal_rows import CHILDREN, deals_of_company, read_deal, whole_deal
from adapters.storage.mapping import mapper_of
from adapters.storage.repositories.rows import Rows
from adapters.storage.tables import DEADLINES, LEDGER_ENTRIES, NEGOTIATIONS
from core.errors import Stale
from core.ledger import LedgerEntry
from core.payments import ProviderIntent
from core.trades import DeadlineRow, Deal, Negotiation

_ALL_GROUPS: Final = tuple(CHILDREN)
_L = LEDGER_ENTRIES.c
_LOCK: Final = (
    select(NEGOTIATIONS.c.id).where(NEGOTIATIONS.c.id == bindparam("trade_id")).with_for_update(key_share=True)
)
_DONE: Final = (
    update(DEADLINES)
    .where(DEADLINES.c.id == bindparam("row_id"), DEADLINES.c.done_at.is_(None))
    .values(done_at=bindparam("set_at"))
)


@cache
def _compare_and_set() -> Update:
    columns = mapper_of(Negotiation).names[1:]
    return (
        update(NEGOTIATIONS)
        .where(NEGOTIATIONS.c.id == bindparam("set_id"), NEGOTIATIONS.c.version == bindparam("at_version"))
        .values({name: bindparam(f"set_{name}") for name in columns})
    )


@cache
def _balance() -> Select[int]:
    given, taken = (
        select(func.coalesce(func.sum(_L.amount), 0))
        .where(account == bindparam("account"), _L.currency == bindparam("currency"))
        .scalar_subquery()
        for account in (_L.to_account, _L.from_account)
    )
    return select(cast(given - taken, number()))


@cache
def _states() -> Select[str, int]:
    deals = NEGOTIATIONS.c
    ours = or_(deals.buyer_company_id == bindparam("company_id"), deals.seller_company_id == bindparam("company_id"))
    return select(deals.state, func.count()).where(ours).group_by(deals.state)


class Deals(Rows):
    """The trade with all its rows."""

    async def deal(self, trade_id: str) -> Deal | None:
        if self._executor.again and self._executor.writable:
            # A statement of its own: a query that waits for a lock sees the row anew, but its subqueries as before.
            await self._executor.all(_LOCK, {"trade_id": trade_id})
        statement = whole_deal(self._executor.flavour.name)
        found = await self._executor.all(statement, {"trade_id": trade_id})
        if not found:
            return None
        deal = read_deal(found[0], _ALL_GROUPS, self._ring)
        self._read_here.add((deal.trade.id, deal.trade.version))
        return deal

    async def save_deal(self, before: Deal | None, after: Deal) -> None:
        if before is after:
            return
        read_here = before is not None and (before.trade.id, before.trade.version) in self._read_here
        await self._save_trade(before, after.trade)
        if before is not None:
            await self._finish_missing(before, after)
        for group, kind in CHILDREN.items():
            old = getattr(before, group) if before else ()
            new, changed = _difference(old, getattr(after, group))
            if changed and kind is LedgerEntry:
                raise ValueError("ledger entries can only be added")
            if changed and kind is ProviderIntent:
                await self._require_unclaimed(old, changed, read_here=read_here)
            await self._overwrite(kind, changed)
            # The sweep may have set the same wake-up while this was being decided: one of them is enough.
            await self._insert(kind, new, if_new=kind is DeadlineRow)

    async def my_deals(self, company_id: str, *, limit: int, after: datetime | None = None) -> list[Deal]:
        params: dict[str, Any] = {"company_id": company_id, "limit": limit}
        if after is not None:
            params["after"] = self._time(after)
        statement = deals_of_company(self._executor.flavour.name, onward=after is not None)
        return [read_deal(values, ("offers",), self._ring) for values in await self._executor.all(statement, params)]

    async def deal_states(self, company_id: str) -> dict[str, int]:
        rows = await self._executor.all(_states(), {"company_id": company_id})
        return {str(state): int(count) for state, count in rows}

    async def balance(self, account: str, currency: str) -> int:
        found = await self._executor.all(_balance(), {"account": account, "currency": currency})
        return int(found[0][0])

    async def _save_trade(self, before: Deal | None, trade: Negotiation) -> None:
        if before is None:
            await self._insert(Negotiation, [trade])
            return
        if before.trade.id != trade.id:
            raise ValueError("a deal is saved over itself only")
        params = self._stored(trade) | {"at_version": before.trade.version}
        if not await self._executor.run(_compare_and_set(), params):
            # Read in this very unit: nobody acted on an old card, two acts merely met. The store may try again.
            self._executor.overtaken = (trade.id, before.trade.version) in self._read_here
            # A step that takes this for an ordinary refusal and goes on must not commit what came before or follows.
            self._executor.failure = Stale()
            raise self._executor.failure
        self._read_here.discard((trade.id, before.trade.version))
        self._read_here.add((trade.id, trade.version))

    async def _require_unclaimed(
        self, before: tuple[ProviderIntent, ...], changed: list[ProviderIntent], *, read_here: bool
    ) -> None:
        """Instructions are leased without touching the trade: each must still be as it was read, and is held until the
        end. Raises Stale."""
        known = {row.id: row for row in before}
        for row in sorted(changed, key=attrgetter("id")):
            if await self.get(ProviderIntent, row.id) != known[row.id]:
                self._executor.overtaken = read_here
                self._executor.failure = Stale()
                raise self._executor.failure

    async def _finish_missing(self, before: Deal, after: Deal) -> None:
        kept = {row.id for row in after.deadlines}
        at = self._time(after.trade.updated_at)
        missing = [{"row_id": row.id, "set_at": at} for row in before.deadlines if row.id not in kept]
        if len(missing) == 1:
            await self._executor.run(_DONE, missing[0])
        elif missing:
            await self._executor.run_many(_DONE, missing)


def _difference(before: tuple[Any, ...], after: tuple[Any, ...]) -> tuple[list[Any], list[Any]]:
    """(new rows, changed rows). Rows that are the very same objects cost nothing."""
    if before is after:
        return [], []
    known = {row.id: row for row in before}
    new, changed = [], []
    for row in after:
        old = known.get(row.id)
        if old is None:
            new.append(row)
        elif old is not row and old != row:
            changed.append(row)
    return new, changed
