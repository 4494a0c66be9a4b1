"""Trades brought to a stage by the real services over a real store, as far as a race or a crash needs them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from core.errors import NotFound
from core.ids import Ids
from core.members import Seat
from core.offers import Terms
from core.ports.unit_of_work import Store, Tx
from core.process.definition import Role
from core.rules import Rules
from core.services.trading import Trading
from core.trades import Deal
from tests.adapters.storage.samples import NOON, listing, settle_in
from tests.core.ceremony import shown

QUANTITY = 4
TERMS = Terms(QUANTITY, "pcs", Decimal("12.50"), "EUR", place="Bilbao")
TOTAL = 5000
FEE = 90


@dataclass
class StandingClock:
    """Time that passes only when a test says so."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at


class Market:
    """Two companies with open stock, and the services that move their trades."""

    def __init__(self, store: Store, at: datetime = NOON) -> None:
        self.store = store
        self.clock = StandingClock(at)
        self.ids = Ids(self.clock.now, secrets.token_bytes)
        self.trading = Trading(
            clock=self.clock,
            ids=self.ids,
            rules=Rules(),
            write_agreement=lambda deal, parties: f"Agreement of {deal.trade.id}.",
        )
        self.listings = 1

    async def open(self) -> None:
        """Seat both sides."""
        await settle_in(self.store)
        await self.meet()

    async def meet(self) -> None:
        """Find both sides in a market that was opened before."""
        self.buyer = await self._seat("usr_buyer")
        self.seller = await self._seat("usr_seller")

    async def act(self, seat: Seat, trade_id: str, name: str, version: int | None = None, **args: Any) -> Deal:
        """One press."""

        async def step(tx: Tx) -> Deal:
            return (await self.trading.act(tx, seat, trade_id, name, args, version=version)).deal

        return await self.store.write(step)

    async def happens(self, trade_id: str, name: str, role: Role, args: Mapping[str, Any] | None = None) -> Deal:
        """News from the provider, or a wake-up."""

        async def step(tx: Tx) -> Deal:
            deal = await tx.deal(trade_id)
            if deal is None:
                raise NotFound()
            return (await self.trading.apply(tx, deal, name, role=role, args=args or {})).deal

        return await self.store.write(step)

    async def deal(self, trade_id: str) -> Deal:
        found = await self.store.read(lambda tx: tx.deal(trade_id))
        assert found is not None
        return found

    # ── stages ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def offered(self) -> Deal:
        """The buyer's offer on a listing of its own waits for the seller's answer."""
        self.listings += 1
        product = listing(self.listings, stock=QUANTITY)
        await self.store.write(lambda tx: tx.add(product))
        talks = await self.store.write(lambda tx: self.trading.open_talks(tx, self.buyer, product.id))
        return await self.act(self.buyer, talks.trade.id, "offer", terms=TERMS)

    async def placed(self) -> Deal:
        """Paid, signed, and in escrow."""
        trade_id = (await self.offered()).trade.id
        await self.act(self.seller, trade_id, "accept")
        await self.act(self.seller, trade_id, "request_payment")
        payment = {"payment_ref": f"pi_{trade_id}", "charge_ref": f"ch_{trade_id}", "fee": FEE}
        deal = await self.happens(trade_id, "authorized", Role.PROVIDER, payment)
        assert deal.agreement is not None
        signature: dict[str, Any] = shown(deal.agreement.text_sha256, self.clock.now())
        await self.act(self.buyer, trade_id, "sign", **signature)
        await self.act(self.seller, trade_id, "sign", **signature)
        return await self.happens(trade_id, "captured", Role.PROVIDER, payment)

    async def delivered(self) -> Deal:
        """With the buyer, who inspects."""
        trade_id = (await self.placed()).trade.id
        await self.act(self.seller, trade_id, "ship", carrier="DHL", tracking_number="T1")
        return await self.act(self.buyer, trade_id, "received")

    async def _seat(self, user_id: str) -> Seat:
        found = await self.store.read(lambda tx: tx.seat_of_user(user_id))
        assert found is not None
        return found
