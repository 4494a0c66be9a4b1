"""Lives of trades as the provider tells them: what happens there, what people do, and its events in any order.

An event is only a hint, so a life may be told in every order, each event once or several times or not at all: money must
end in the same accounts. What nobody told is read from the provider's list, when somebody is waiting for it and at the end.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count, permutations
from typing import Any

from core.errors import DomainError
from core.ledger import account_kind
from core.listings import Product
from core.members import ChatIdentity, Company, Membership, Seat, User
from core.ports.payments import ChargebackSnapshot, ProviderEvent
from core.process.definition import Role
from core.services.listening import Listening
from core.services.payees import Payees
from core.trades import Deal
from tests.core.deals import seat
from tests.core.services.market import BUYER, TERMS, Market

DROPPED = 0.15
FEE = 1_500
_numbers = count(1)


@dataclass
class Told:
    """What the provider has to say about one trade, and what of it has happened."""

    market: Market
    seller: Seat
    trade_id: str
    listening: Listening
    happened: dict[str, ProviderEvent] = field(default_factory=dict)
    dispute: ChargebackSnapshot | None = None

    # ── what the fetched objects say ─────────────────────────────────────────────────────────────────────────────

    async def chargeback(self, _ref: str) -> ChargebackSnapshot:
        assert self.dispute is not None
        return self.dispute

    # ── what happens ─────────────────────────────────────────────────────────────────────────────────────────────

    def event(self, name: str, kind: str) -> None:
        about = {"trade_id": self.trade_id}
        self.happened[name] = ProviderEvent(f"evt_{name}", kind, "dp_1", about, live=False)

    async def hears(self, name: str) -> None:
        await self.listening.hear(self.happened[name])
        await self.market.drained()

    async def reads_the_list(self) -> None:
        """What the jobs do: everything that happened is in the provider's list, and open payments are looked at."""
        await self.market.escrow.look_at_open()
        for name in self.happened:
            await self.hears(name)
        await self.market.drained()

    async def does(self, person: Seat, name: str, args: dict[str, Any] | None = None) -> None:
        """Whoever can not act yet, because something was not told, acts after the list was read."""
        for is_last in (False, True):
            try:
                await self.market.act(person, name, args, trade_id=self.trade_id)
            except DomainError:
                if is_last:
                    raise
                await self.reads_the_list()
            else:
                await self.market.drained()
                return

    async def deal(self) -> Deal:
        return await self.market.deal(self.trade_id)


Step = Callable[[Told], Awaitable[None]]


# ── steps ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def declines(told: Told) -> None:
    page = told.market.provider.page
    page.state, page.decline_code, page.declines = "failed", f"declined_{page.declines}", page.declines + 1
    told.event(f"declined-{page.declines}", "payment_intent.payment_failed")


async def is_challenged(told: Told) -> None:
    told.market.provider.page.state = "requires_action"
    told.event("challenged", "payment_intent.requires_action")


async def holds(told: Told) -> None:
    told.market.provider.holds()
    told.event("held", "payment_intent.amount_capturable_updated")


async def pays_at_once(told: Told) -> None:
    told.market.provider.takes(told.market.provider.page)
    told.event("completed", "checkout.session.completed")
    told.event("paid", "payment_intent.succeeded")


async def both_sign(told: Told) -> None:
    for person, name in ((BUYER, "Ana Ruiz"), (told.seller, "Bo Li")):
        if (await told.deal()).agreement is None:
            await told.reads_the_list()
        told.market.trade_id = told.trade_id
        await told.market.sign(person, name)
    await told.market.drained()
    told.event("captured", "payment_intent.succeeded")


async def ships_and_is_received(told: Told) -> None:
    await told.does(told.seller, "ship", {"carrier": "DHL", "tracking_number": f"T{next(_numbers)}"})
    await told.does(BUYER, "received")


async def accepts(told: Told) -> None:
    await told.does(BUYER, "accept_goods")
    told.event("transferred", "transfer.created")


async def refuses_to_sign(told: Told) -> None:
    await told.does(told.seller, "refuse_to_sign")
    told.event("refunded", "refund.created")


async def refund_fails_late(told: Told) -> None:
    told.market.provider.ends((await told.deal()).intents[-1].id, "failed")
    told.event("refund-failed", "refund.failed")
    told.event("refund-updated", "charge.refund.updated")


async def refund_is_repeated(told: Told) -> None:
    operator = replace(seat("moderator"), staff_role="operator")
    await told.does(operator, "repeat_refund")
    told.event("refunded-again", "refund.created")


async def transfer_comes_back(told: Told) -> None:
    told.market.provider.ends((await told.deal()).intents[-1].id, "failed")
    told.event("reversed", "transfer.reversed")


async def payout_is_retried(told: Told) -> None:
    await told.does(told.seller, "retry_payout")
    told.event("transferred-again", "transfer.created")


async def window_ends(told: Told) -> None:
    told.market.clock.advance(timedelta(hours=24, minutes=1))
    await told.market.deadlines.sweep()
    await told.market.drained()
    told.event("expired", "checkout.session.expired")


async def pays_too_late(told: Told) -> None:
    await pays_at_once(told)
    told.event("charged", "charge.succeeded")
    told.event("returned", "refund.created")
    told.event("returned-updated", "refund.updated")


async def holds_too_late(told: Told) -> None:
    await holds(told)
    told.event("let-go", "payment_intent.canceled")


async def bank_takes_it(told: Told) -> None:
    payment = (await told.deal()).payment
    assert payment is not None
    told.market.provider.balance["EUR"] -= payment.amount + FEE
    ref, due = f"dp_{told.trade_id}", told.market.clock.now() + timedelta(days=9)
    told.dispute = ChargebackSnapshot(ref, payment.payment_ref, "needs_response", payment.amount, FEE, "fraud", due)
    told.event("disputed", "charge.dispute.created")
    told.event("withdrawn", "charge.dispute.funds_withdrawn")


def bank_decides(status: str) -> Step:
    async def step(told: Told) -> None:
        assert told.dispute is not None
        told.dispute = replace(told.dispute, status=status)  # type: ignore[arg-type]
        if status == "won":
            told.market.provider.balance["EUR"] += told.dispute.amount
            told.event("reinstated", "charge.dispute.funds_reinstated")
        told.event("closed", "charge.dispute.closed")

    return step


_TO_DELIVERED: tuple[Step, ...] = (holds, both_sign, ships_and_is_received)
LIVES: dict[str, tuple[Step, ...]] = {
    "declined, challenged, paid out": (declines, declines, is_challenged, *_TO_DELIVERED, accepts),
    "paid at once, not signed, the refund fails late": (
        pays_at_once,
        refuses_to_sign,
        refund_fails_late,
        refund_is_repeated,
    ),
    "money that comes too late": (window_ends, pays_too_late),
    "a hold that comes too late": (declines, window_ends, holds_too_late),
    "a transfer that comes back": (*_TO_DELIVERED, accepts, transfer_comes_back, payout_is_retried),
    "taken back after the release, and lost": (*_TO_DELIVERED, accepts, bank_takes_it, bank_decides("lost")),
    "taken back while it is held, and won": (*_TO_DELIVERED, bank_takes_it, bank_decides("won"), accepts),
}


# ── telling ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def _opened(market: Market) -> Told:
    """A trade with a seller of its own, so that no debt of another one is netted from it."""
    number, now = next(_numbers), market.clock.now()
    seller = replace(seat(f"seller{number}", f"seller{number}"), company_name="Seller")
    rows: list[Any] = [
        Company(seller.company_id, "Seller", now, now, payout_ref="acct_1", payout_ready=True),
        User(seller.user_id, now, now),
        Membership(f"mem_{number}", seller.company_id, seller.user_id, seller.role, now),
        ChatIdentity(seller.identity_id, "telegram", "bot", seller.chat_user, seller.chat, seller.user_id, now),
        Product(
            f"prd_n{number}",
            seller.user_id,
            seller.company_id,
            "Bolts",
            "",
            1000,
            "EUR",
            "cat_1",
            "pcs",
            now,
            now,
            stock=10,
        ),
    ]
    await market.store.write(lambda tx: tx.add(*rows))
    deal = await market.store.write(lambda tx: market.trading.open_talks(tx, BUYER, f"prd_n{number}"))
    payees = Payees(store=market.store, clock=market.clock, ids=market.ids, deployment="p", provider_name="scripted")
    told = Told(market, seller, deal.trade.id, None)  # type: ignore[arg-type]
    told.listening = Listening(
        store=market.store,
        escrow=market.escrow,
        payees=payees,
        news=told,
        clock=market.clock,
        ids=market.ids,
        live=False,  # type: ignore[arg-type]
    )
    await told.does(BUYER, "offer", {"terms": TERMS})
    await told.does(seller, "accept")
    await told.does(seller, "request_payment")
    return told


async def tell(market: Market, life: tuple[Step, ...], turns: list[str]) -> tuple[str, list[str]]:
    """Live it, with events coming in these turns; returns the hash of its ledger and the names of all its events."""
    told = await _opened(market)
    waiting = list(turns)

    async def deliver() -> None:
        while waiting and waiting[0] in told.happened:
            await told.hears(waiting.pop(0))

    for step in life:
        await step(told)
        await deliver()
    await told.reads_the_list()
    await deliver()
    return ledger_hash(await told.deal()), list(told.happened)


def ledger_hash(deal: Deal) -> str:
    """What was posted, from where to where, how much; and how the trade ended."""
    lines = sorted(
        f"{entry.kind} {account_kind(entry.from_account)} {account_kind(entry.to_account)} {entry.amount} {entry.currency}"
        for entry in deal.entries
    )
    rows = sorted(f"{type(row).__name__} {row.status}" for row in (*deal.refunds, *deal.payouts, *deal.chargebacks))
    return hashlib.sha256("\n".join([str(deal.state), *lines, *rows]).encode()).hexdigest()


def orders(names: list[str], dice: random.Random, limit: int | None) -> Iterator[list[str]]:
    """Every order of these events, or so many of them; in each one some are told again later, and some never."""
    every: Iterator[tuple[str, ...]] = permutations(names)
    if limit is not None:
        every = (tuple(dice.sample(names, len(names))) for _ in range(limit))
    for order in every:
        turns = [name for name in order if dice.random() >= DROPPED]
        for name in list(turns):
            for _ in range(dice.choice((0, 0, 1, 2))):
                turns.insert(dice.randint(turns.index(name), len(turns)), name)
        yield turns


__all__ = ["LIVES", "Role", "ledger_hash", "orders", "tell"]
