"""Deals in memory: read whole, written back by difference; stock and the sums of the ledger."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Any

from core.errors import NotFound, Stale
from core.ledger import LedgerEntry
from core.listings import Product
from core.members import ChatIdentity, Company, Membership, Seat, User
from core.payments import ProviderIntent
from core.preferences import Preferences
from core.simulation.memory_rows import Rows
from core.simulation.memory_tables import GROUP_OF, PEOPLE
from core.simulation.trampoline import pause
from core.trades import Deal, Negotiation

_GROUPS = tuple(GROUP_OF.values())
_NOTHING: dict[str, tuple[Any, ...]] = dict.fromkeys(_GROUPS, ())


class Deals(Rows):
    """The trade with all its rows."""

    overtaken = False
    """A deal read in this very unit was changed by somebody else meanwhile: the unit may be run again."""

    async def deal(self, trade_id: str) -> Deal | None:
        if self.home.racing:
            await pause()
        deal = self._deal(trade_id)
        if deal is not None:
            self._read_here.add((trade_id, deal.trade.version))
        return deal

    async def save_deal(self, before: Deal | None, after: Deal) -> None:
        if self.home.racing:
            await pause()
        if before is after:
            return
        if before is None:
            self._insert(after.trade)
        else:
            self._compare_and_set(before, after.trade)
            self._finish_missing(before, after)
        for kind, group in GROUP_OF.items():
            old, new = getattr(before, group, ()), getattr(after, group)
            if old is not new:
                self._save_group(kind, old, new)
        self.saved.append((before, after))

    async def my_deals(self, company_id: str, *, limit: int, after: datetime | None = None) -> list[Deal]:
        trades = [
            trade
            for trade in self._all(Negotiation)
            if company_id in (trade.buyer_company_id, trade.seller_company_id)
            and (after is None or trade.updated_at < after)
        ]
        trades.sort(key=lambda trade: (trade.updated_at, trade.id), reverse=True)
        found = [self._assembled(trade, ("offers",)) for trade in trades[:limit]]
        return [
            replace(deal, offers=tuple(offer for offer in deal.offers if offer.status in ("accepted", "active")))
            for deal in found
        ]

    async def deal_states(self, company_id: str) -> dict[str, int]:
        return dict(
            Counter(
                str(trade.state)
                for trade in self._all(Negotiation)
                if company_id in (trade.buyer_company_id, trade.seller_company_id)
            )
        )

    async def balance(self, account: str, currency: str) -> int:
        if self.home.racing:
            await pause()
        fresh = self.written.get(LedgerEntry, {})
        mine = sum(entry.effect_on(account) for entry in fresh.values() if entry.currency == currency)
        return self.tables.balances.get((account, currency), 0) + int(mine)

    async def move_stock(self, product_id: str, *, reserve: int = 0, take: int = 0) -> bool:
        if self.home.racing:
            await pause()
        product = self._row(Product, product_id)
        if product is None or (reserve > 0 and product.stock - product.reserved < reserve):
            return False
        self._overwrite(replace(product, reserved=product.reserved + reserve - take, stock=product.stock - take))
        return True

    # ── one deal ─────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _read_here(self) -> set[tuple[str, int]]:
        """(trade, version) of the deals read in this unit of work."""
        try:
            return self._deals_read
        except AttributeError:
            self._deals_read: set[tuple[str, int]] = set()
            return self._deals_read

    def assembled(self, trade_id: str) -> Deal:
        """The deal as this unit of work will leave it. Raises NotFound."""
        deal = self._deal(trade_id)
        if deal is None:
            raise NotFound()
        return deal

    def _deal(self, trade_id: str) -> Deal | None:
        if self.written:
            trade = self._row(Negotiation, trade_id)
            return None if trade is None else self._assembled(trade, _GROUPS)
        kept: dict[str, Deal] = self.tables.deals
        if trade_id not in kept:
            trade = self._row(Negotiation, trade_id)
            if trade is None:
                return None
            kept[trade_id] = self._assembled(trade, _GROUPS)
        return kept[trade_id]

    def _assembled(self, trade: Negotiation, groups: tuple[str, ...]) -> Deal:
        product = self._row(Product, trade.product_id)
        buyer, seller = self._row(Company, trade.buyer_company_id), self._row(Company, trade.seller_company_id)
        if product is None or buyer is None or seller is None:
            raise NotFound()
        rows = {**_NOTHING, **self.tables.groups.get(trade.id, {}), **self.regrouped.get(trade.id, {})}
        return Deal(
            trade=trade,
            product=product,
            buyer_name=buyer.name,
            seller_name=seller.name,
            seller_payout_ref=seller.payout_ref,
            seller_payout_ready=seller.payout_ready,
            buyer_held=buyer.name_held_since is not None,
            seller_held=seller.name_held_since is not None,
            seats=self._seats(trade.buyer_company_id, trade.seller_company_id),
            **(rows if groups is _GROUPS else {name: rows[name] for name in groups}),
        )

    def _seats(self, buyer_company_id: str, seller_company_id: str) -> tuple[Seat, ...]:
        sides = (buyer_company_id, seller_company_id)
        known = self.home.seats.get(sides)
        if known is None or not self.written.keys().isdisjoint(PEOPLE):
            known = self._read_seats(sides)
            if self.written.keys().isdisjoint(PEOPLE):
                self.home.seats[sides] = known
        seats: tuple[Seat, ...] = known
        return seats

    def _read_seats(self, sides: tuple[str, str]) -> tuple[Seat, ...]:
        found = []
        for member in self._all(Membership):
            if member.company_id not in sides:
                continue
            chats = [chat for chat in self._all(ChatIdentity) if chat.user_id == member.user_id]
            for chat in chats or [None]:
                linked_at = chat.created_at.isoformat() if chat else ""
                found.append(((member.created_at, member.id, linked_at), self.seat_from(member, chat)))
        return tuple(seat for _, seat in sorted(found, key=lambda pair: pair[0]))

    def seat_from(self, member: Membership, chat: ChatIdentity | None) -> Seat:
        """A member as they are reached in one chat, or in none."""
        user, company = self._row(User, member.user_id), self._row(Company, member.company_id)
        zone, reads_in = self.chosen(member.user_id)
        return reached(
            Seat(
                user_id=member.user_id,
                company_id=member.company_id,
                company_name=company.name,
                role=member.role,
                staff_role=user.staff_role,
                approval_limit=member.approval_limit,
                zone=zone,
                currency=company.currency,
                reads_in=reads_in,
                name_held=company.name_held_since is not None,
            ),
            chat,
        )

    def chosen(self, user_id: str) -> tuple[str, str]:
        """The time zone and the currency that this person chose."""
        found = self._row(Preferences, user_id)
        return (found.zone, found.currency) if found else ("", "")

    # ── saving ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _compare_and_set(self, before: Deal, trade: Negotiation) -> None:
        if before.trade.id != trade.id:
            raise ValueError("a deal is saved over itself only")
        if not self._is_still(before.trade):
            self.overtaken = (trade.id, before.trade.version) in self._read_here
            raise self._failed(Stale())
        self._overwrite(trade)
        self._read_here.discard((trade.id, before.trade.version))
        self._read_here.add((trade.id, trade.version))

    def _is_still(self, trade: Negotiation) -> bool:
        current = self._row(Negotiation, trade.id)
        return current is not None and current.version == trade.version

    def _finish_missing(self, before: Deal, after: Deal) -> None:
        kept = {row.id for row in after.deadlines}
        for row in before.deadlines:
            current = None if row.id in kept else self._row(type(row), row.id)
            if current is not None and current.done_at is None:
                self._overwrite(replace(current, done_at=after.trade.updated_at))

    def _save_group(self, kind: type[Any], before: tuple[Any, ...], after: tuple[Any, ...]) -> None:
        known = {row.id: row for row in before}
        for row in after:
            old = known.get(row.id)
            if old is None:
                self._insert(row)
            elif old is not row and old != row:
                if kind is LedgerEntry:
                    raise ValueError("ledger entries can only be added")
                if kind is ProviderIntent and self._row(ProviderIntent, row.id) != old:
                    # Leased since it was read.
                    self.overtaken = True
                    raise self._failed(Stale())
                self._overwrite(row)


def reached(seat: Seat, chat: ChatIdentity | None) -> Seat:
    """The seat with how to reach the person."""
    if chat is None:
        return seat
    return replace(
        seat,
        identity_id=chat.id,
        channel=chat.channel,
        tenant=chat.tenant,
        chat_user=chat.chat_user,
        chat=chat.chat,
        lang=chat.lang,
        reachable=chat.reachable,
    )
