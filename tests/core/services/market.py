"""A whole market without chats: the real services on a real SQLite file, and a scripted provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from core.events import AuditRow, OutboxRow
from core.ids import Ids
from core.invariants import check_deal, check_ledger, check_provider
from core.ledger import LedgerEntry
from core.listings import Category, Product
from core.members import ChatIdentity, Company, Membership, Seat, User
from core.offers import Terms
from core.payments import ProviderIntent
from core.ports.unit_of_work import Tx
from core.rules import Rules
from core.services.deadlines import Deadlines
from core.services.escrow import Escrow
from core.services.trading import Trading
from core.trades import DeadlineRow, Deal, Negotiation, TradeTransition
from tests.core.ceremony import shown
from tests.core.deals import TEXT, seat
from tests.core.services.provider import ScriptedProvider
from tests.databases import AnyStore

if TYPE_CHECKING:
    from tests.core.services.conftest import SteppingClock

TERMS = Terms(quantity=10, unit="pcs", unit_price=Decimal(10), currency="EUR")
"""100.00 in all."""
BUYER = seat("buyer", "buyer")
BUYERS_VIEWER = seat("viewer", "buyer", role="viewer")
BUYERS_SIGNATORY = seat("signatory", "buyer", role="signatory")
SELLER = seat("seller", "seller")
SELLERS_TRADER = seat("trader", "seller", role="trader")
STRANGER = seat("stranger", "stranger")
MODERATOR = seat("moderator", staff="moderator")
PEOPLE = (BUYER, BUYERS_VIEWER, BUYERS_SIGNATORY, SELLER, SELLERS_TRADER, STRANGER, MODERATOR)


@dataclass
class Market:
    """Services and their world; helpers play a deal quickly."""

    store: AnyStore
    clock: SteppingClock
    ids: Ids
    provider: ScriptedProvider
    trading: Trading
    escrow: Escrow
    deadlines: Deadlines
    trade_id: str = ""

    @classmethod
    def on(cls, store: AnyStore, clock: SteppingClock, ids: Ids) -> Market:
        provider = ScriptedProvider()
        trading = Trading(clock=clock, ids=ids, rules=Rules(), write_agreement=lambda deal, parties: TEXT)
        escrow = Escrow(
            store=store,
            trading=trading,
            provider=provider,
            clock=clock,
            ids=ids,
            return_url="https://market.example/paid",
        )
        return cls(store, clock, ids, provider, trading, escrow, Deadlines(store, trading, clock))

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def deal(self, trade_id: str = "") -> Deal:
        deal = await self.store.read(lambda tx: tx.deal(trade_id or self.trade_id))
        assert deal is not None
        return deal

    async def state(self) -> tuple[str, str]:
        """(state, pending act)."""
        trade = (await self.deal()).trade
        return trade.state, trade.pending_act

    async def product(self) -> Product:
        product = await self.store.read(lambda tx: tx.get(Product, "prd_1"))
        assert product is not None
        return product

    async def kinds(self) -> list[str]:
        """The postings of the deal by name."""
        return [entry.kind for entry in (await self.deal()).entries]

    async def intents(self, kind: str) -> list[ProviderIntent]:
        return [intent for intent in (await self.deal()).intents if intent.kind == kind]

    async def intent(self, kind: str) -> ProviderIntent:
        """The newest instruction of this kind."""
        return (await self.intents(kind))[-1]

    async def status(self, kind: str) -> str:
        return (await self.intent(kind)).status

    async def news(self, reader: Seat) -> list[str]:
        """The notices queued for somebody, in order."""
        rows = await self.store.read(
            lambda tx: tx.find(OutboxRow, identity_id=reader.identity_id, order="id", limit=1000)
        )
        return [row.notice for row in rows]

    async def desk_news(self) -> list[str]:
        rows = await self.store.read(lambda tx: tx.find(OutboxRow, kind="desk", order="id", limit=1000))
        return [row.notice for row in rows]

    async def history(self) -> list[str]:
        lines = await self.store.read(
            lambda tx: tx.find(TradeTransition, negotiation_id=self.trade_id, order="sequence", limit=1000)
        )
        return [line.transition for line in lines]

    async def audited(self) -> list[AuditRow]:
        return await self.store.read(lambda tx: tx.find(AuditRow, order="id", limit=1000))

    async def open_deadlines(self) -> list[DeadlineRow]:
        return await self.store.read(lambda tx: tx.find(DeadlineRow, done_at=None, order="due_at", limit=1000))

    # ── moving ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def settle_in(self, stock: int = 1000) -> Market:
        """Companies, people and one listing."""
        now = self.clock.now()
        rows: list[Any] = [
            Company(
                id=f"com_{name}",
                name=name.title(),
                created_at=now,
                updated_at=now,
                payout_ref="acct_1",
                payout_ready=True,
            )
            for name in ("buyer", "seller", "stranger")
        ]
        for person in PEOPLE:
            rows.append(User(id=person.user_id, created_at=now, updated_at=now, staff_role=person.staff_role))
            if person.company_id:
                member = f"mem_{person.user_id}"
                rows.append(Membership(member, person.company_id, person.user_id, person.role, now))
            rows.append(
                ChatIdentity(person.identity_id, "telegram", "bot", person.chat_user, person.chat, person.user_id, now)
            )
        rows += [
            Category("cat_1", "Metal"),
            Product(
                "prd_1", "usr_seller", "com_seller", "Bolts", "", 1000, "EUR", "cat_1", "pcs", now, now, stock=stock
            ),
        ]

        async def step(tx: Tx) -> None:
            for row in rows:
                await tx.add(row)

        await self.store.write(step)
        return self

    async def talks(self, buyer: Seat = BUYER) -> Deal:
        deal = await self.store.write(lambda tx: self.trading.open_talks(tx, buyer, "prd_1"))
        self.trade_id = deal.trade.id
        return deal

    async def act(self, person: Seat, name: str, args: Mapping[str, Any] | None = None, **more: Any) -> Deal:
        """One press. `version` and `trade_id` may be given."""
        trade_id = more.pop("trade_id", self.trade_id)
        acted = await self.store.write(lambda tx: self.trading.act(tx, person, trade_id, name, args or {}, **more))
        return acted.deal

    async def drain(self) -> int:
        return await self.escrow.drain()

    async def drained(self) -> None:
        """Until nothing is due at the provider."""
        while await self.drain():
            pass

    async def look(self) -> None:
        """What a webhook leads to."""
        await self.escrow.look_again(self.trade_id)

    async def passes(self, **by: float) -> None:
        self.clock.advance(timedelta(**by))
        await self.deadlines.sweep()

    async def agreed(self, terms: Terms = TERMS) -> Market:
        await self.talks()
        await self.act(BUYER, "offer", {"terms": terms})
        await self.act(SELLER, "accept")
        return self

    async def awaiting_payment(self) -> Market:
        await self.agreed()
        await self.act(SELLER, "request_payment")
        await self.drained()
        return self

    async def awaiting_signatures(self) -> Market:
        await self.awaiting_payment()
        self.provider.holds()
        await self.look()
        return self

    async def sign(self, person: Seat, name: str = "Ana Ruiz") -> Deal:
        agreement = (await self.deal()).agreement
        assert agreement is not None
        return await self.act(person, "sign", shown(agreement.text_sha256, self.clock.now(), typed_name=name))

    async def both_signed(self) -> Market:
        await self.awaiting_signatures()
        await self.sign(BUYER)
        await self.sign(SELLER, "Bo Li")
        return self

    async def placed(self) -> Market:
        await self.both_signed()
        await self.drained()
        return self

    async def delivered(self) -> Market:
        await self.placed()
        await self.act(SELLER, "ship", {"carrier": "DHL", "tracking_number": "T1"})
        await self.act(BUYER, "received")
        return self

    # ── being sound ──────────────────────────────────────────────────────────────────────────────────────────────

    async def require_sound(self) -> None:
        """All invariants over everything that is stored, and the provider's own books."""

        async def step(tx: Tx) -> tuple[list[Deal], list[LedgerEntry]]:
            trades = await tx.find(Negotiation, limit=1000)
            deals = [await tx.deal(trade.id) for trade in trades]
            return [deal for deal in deals if deal], await tx.find(LedgerEntry, limit=10_000)

        deals, entries = await self.store.read(step)
        broken = [wrong for deal in deals for wrong in check_deal(deal)]
        assert broken == [], broken
        assert check_ledger(entries) == []
        assert check_provider(entries, self.provider.balance) == []
