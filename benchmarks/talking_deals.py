"""Two companies and any number of deals between them in which offers go to and fro: the load of the storage benchmarks."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from decimal import Decimal

from core.ids import Ids
from core.listings import Category, Product
from core.members import ChatIdentity, Company, Membership, Seat, User
from core.offers import Terms
from core.ports.unit_of_work import Store, Tx
from core.rules import Rules
from core.services.trading import Trading


class MovableClock:
    """The machine's clock until it is set."""

    def __init__(self, at: datetime | None = None) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at or datetime.now(UTC)

    def set(self, at: datetime) -> None:
        self._at = at


class TalkingDeals:
    """The services over one store; `seats` are the seller's and the buyer's, who take turns."""

    def __init__(self, store: Store, clock: MovableClock) -> None:
        self.store = store
        self.clock = clock
        ids = Ids(clock.now, secrets.token_bytes)
        self.trading = Trading(clock=clock, ids=ids, rules=Rules(), write_agreement=lambda deal, parties: deal.trade.id)
        self.seats = (_seat("seller"), _seat("buyer"))

    async def settle_in(self, deals: int) -> list[str]:
        """Both companies with a person who is reached in a chat, and that many talks between them, each about a product
        of its own; the ids of the trades."""
        now = self.clock.now()

        async def step(tx: Tx) -> None:
            for seat in self.seats:
                await tx.add(
                    User(id=seat.user_id, created_at=now, updated_at=now),
                    Company(id=seat.company_id, name=seat.company_name, created_at=now, updated_at=now),
                    Membership(f"mem_{seat.role}_{seat.company_name}", seat.company_id, seat.user_id, seat.role, now),
                    ChatIdentity(
                        seat.identity_id, seat.channel, seat.tenant, seat.chat_user, seat.chat, seat.user_id, now
                    ),
                )
            await tx.add(Category("cat_bench", "Metals"))
            await tx.add(*(self._product(number, now) for number in range(deals)))

        await self.store.write(step)
        return [await self._open(f"prd_{number}") for number in range(deals)]

    async def offer(self, trade_id: str, turn: int) -> None:
        """One whole step: the side whose turn it is makes an offer, and the other side's one is countered."""
        seat, terms = self.seats[turn % 2], _terms(turn)
        await self.store.write(lambda tx: self.trading.act(tx, seat, trade_id, "offer", {"terms": terms}))

    async def _open(self, product_id: str) -> str:
        deal = await self.store.write(lambda tx: self.trading.open_talks(tx, self.seats[1], product_id))
        return deal.trade.id

    def _product(self, number: int, now: datetime) -> Product:
        return Product(
            id=f"prd_{number}",
            seller_id=self.seats[0].user_id,
            company_id=self.seats[0].company_id,
            name="Steel bolt M8",
            description="Zinc plated, DIN 933, in boxes of two hundred.",
            base_price=1250,
            currency="EUR",
            category_id="cat_bench",
            unit="pcs",
            created_at=now,
            updated_at=now,
            stock=1_000_000,
        )


def _seat(side: str) -> Seat:
    return Seat(
        user_id=f"usr_{side}",
        company_id=f"com_{side}",
        company_name=f"{side.title()} GmbH",
        role="owner",
        staff_role="",
        identity_id=f"idn_{side}",
        channel="telegram",
        tenant="bench",
        chat_user=f"chat-{side}",
        chat=f"chat-{side}",
    )


def _terms(turn: int) -> Terms:
    price = Decimal("12.50") - Decimal("0.05") * (turn % 20)
    return Terms(100, "pcs", price, "EUR", place="Hamburg", notes="Packed on pallets, each box labelled.")
