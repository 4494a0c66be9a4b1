"""Many act on one deal at once, through the real services: one wins, the others are told why not, and nothing is lost.

PARLEY_RACE_ROUNDS says how often each race is run. (The bare read-then-write experiment is `test_no_update_is_lost`.)
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from core.errors import DomainError, OutOfStock
from core.events import OutboxRow
from core.ledger import LedgerEntry
from core.listings import Product
from core.members import Company
from core.ports.unit_of_work import Tx
from core.process import clocks
from core.process.definition import Role
from core.services.deadlines import Deadlines
from core.trades import Deal, Negotiation, State, TradeTransition
from tests.adapters.storage.samples import NOON, listing
from tests.adapters.storage.stages import FEE, QUANTITY, TERMS, TOTAL, Market
from tests.databases import AnyStore

ROUNDS = int(os.environ.get("PARLEY_RACE_ROUNDS", "25"))
RACERS = 64
pytestmark = [pytest.mark.slow, pytest.mark.timeout(120 + 4 * ROUNDS)]


@pytest.fixture
async def market(store: AnyStore) -> Market:
    opened = Market(store)
    await opened.open()
    return opened


@dataclass(frozen=True)
class Race:
    """A deal at its start, what racer number so-and-so does to it, and where it must end whoever wins."""

    start: Callable[[Market], Awaitable[Deal]]
    racer: Callable[[Market, Deal, int], Awaitable[Deal]]
    ends: State
    stock: tuple[int, int]
    """(in stock, reserved) afterwards."""


async def accepts(market: Market, deal: Deal, number: int) -> Deal:
    # Half of them pressed a button, which knows the version it was shown with.
    version = deal.trade.version if number % 2 else None
    return await market.act(market.seller, deal.trade.id, "accept", version)


async def cancels(market: Market, deal: Deal, number: int) -> Deal:
    if number % 2:
        return await market.act(market.buyer, deal.trade.id, "cancel_early", deal.trade.version)
    return await market.act(market.seller, deal.trade.id, "cannot_supply")


async def releases(market: Market, deal: Deal, number: int) -> Deal:
    if number % 2:
        return await market.act(market.buyer, deal.trade.id, "accept_goods", deal.trade.version)
    return await market.happens(deal.trade.id, "auto_release", Role.TIMER)


RACES = {
    "accept": Race(Market.offered, accepts, State.AGREED, (QUANTITY, QUANTITY)),
    "cancel": Race(Market.placed, cancels, State.CANCELLED, (QUANTITY, 0)),
    "release": Race(Market.delivered, releases, State.COMPLETED, (0, 0)),
}


async def outcome(act: Awaitable[Deal]) -> Deal | DomainError:
    """The deal as the winner left it, or the refusal. Anything else is an error, and surfaces."""
    try:
        return await act
    except DomainError as refusal:
        return refusal


async def history(tx: Tx, trade_id: str) -> list[TradeTransition]:
    return await tx.find(TradeTransition, negotiation_id=trade_id, order="sequence", limit=100)


@pytest.mark.parametrize("name", RACES)
async def test_one_wins_and_the_others_are_told(market: Market, name: str) -> None:
    race = RACES[name]
    for _ in range(ROUNDS):
        start = await race.start(market)
        outcomes = await asyncio.gather(*(outcome(race.racer(market, start, n)) for n in range(RACERS)))
        winners = [deal for deal in outcomes if isinstance(deal, Deal)]
        assert len(winners) == 1
        end = await market.deal(start.trade.id)
        assert (end.trade, end.entries) == (winners[0].trade, winners[0].entries)
        assert (end.state, end.trade.version) == (race.ends, start.trade.version + 1)
        await require_no_trace_of_losers(market, end)
        product = await market.store.read(lambda tx, deal=start: tx.get(Product, deal.product.id))  # type: ignore[misc]
        assert product is not None
        assert (product.stock, product.reserved) == race.stock


async def require_no_trace_of_losers(market: Market, end: Deal) -> None:
    """History without gaps, news of the last change once per reader, money moved once."""
    lines = await market.store.read(lambda tx: history(tx, end.trade.id))
    assert [line.sequence for line in lines] == list(range(2, end.trade.version + 1))
    news = await market.store.read(lambda tx: tx.find(OutboxRow, subject_id=end.trade.id, limit=100))
    latest = [row.order_key for row in news if row.kind != "paper" and row.args["version"] == end.trade.version]
    assert len(latest) == len(set(latest)) > 0
    if end.state in (State.CANCELLED, State.COMPLETED):
        assert end.balance(f"esc:{end.trade.id}") == 0
        assert len(end.refunds) + len(end.payouts) == 1
        assert sum(entry.kind in ("refund_started", "release") for entry in end.entries) == 1


async def test_the_last_goods_are_promised_once(market: Market) -> None:
    """Many deals about one listing are accepted at once: as many as there are goods for."""
    enough_for = 10
    for number in range(max(1, ROUNDS // 25)):
        product = listing(1000 + number, stock=RACERS * QUANTITY)
        await market.store.write(lambda tx, row=product: tx.add(row))  # type: ignore[misc]
        trade_ids = [await offer_on(market, product) for _ in range(RACERS)]
        scarce = listing(1000 + number, stock=enough_for * QUANTITY)
        await market.store.write(lambda tx, row=scarce: tx.put(row))  # type: ignore[misc]
        outcomes = await asyncio.gather(
            *(outcome(market.act(market.seller, trade_id, "accept")) for trade_id in trade_ids)
        )
        refusals = [refusal for refusal in outcomes if isinstance(refusal, DomainError)]
        assert len(refusals) == RACERS - enough_for
        assert {type(refusal) for refusal in refusals} == {OutOfStock}
        left = await market.store.read(lambda tx, row=product: tx.get(Product, row.id))  # type: ignore[misc]
        assert left is not None
        assert left.available == 0
        states = [(await market.deal(trade_id)).state for trade_id in trade_ids]
        assert states.count(State.AGREED) == enough_for
        assert states.count(State.NEGOTIATING) == RACERS - enough_for


async def offer_on(market: Market, product: Product) -> str:
    """Another company's talks about this listing, with its offer."""
    company = Company(market.ids.new("com"), "Another & Sons", NOON, NOON)
    buyer = replace(market.buyer, company_id=company.id)
    await market.store.write(lambda tx: tx.add(company))
    talks = await market.store.write(lambda tx: market.trading.open_talks(tx, buyer, product.id))
    return (await market.act(buyer, talks.trade.id, "offer", terms=TERMS)).trade.id


# ── money of one seller in two deals ─────────────────────────────────────────────────────────────────────────────────


async def indebted(market: Market) -> tuple[Deal, Deal]:
    """Two deals about to be released by a seller who owes the fee of a third."""
    cancelled = await market.placed()
    await market.act(market.seller, cancelled.trade.id, "cannot_supply")
    return await market.delivered(), await market.delivered()


async def netted(tx: Tx) -> tuple[int, int]:
    """(debt taken out of payouts, debt left)."""
    entries = await tx.find(LedgerEntry, kind="debt_netted", limit=1000)
    return sum(entry.amount for entry in entries), await tx.balance("debt:com_seller", "EUR")


async def test_a_debt_is_taken_once_from_payouts_that_meet(market: Market) -> None:
    for number in range(1, 1 + max(2, ROUNDS // 5)):
        deals = await indebted(market)
        await asyncio.gather(*(market.act(market.buyer, deal.trade.id, "accept_goods") for deal in deals))
        assert await market.store.read(netted) == (number * FEE, 0)


async def test_the_second_payout_of_a_seller_waits_for_the_first(postgres_store: AnyStore) -> None:
    market = Market(postgres_store)
    await market.open()
    first, second = await indebted(market)
    acted, commit = asyncio.Event(), asyncio.Event()

    async def slow(tx: Tx) -> None:
        await market.trading.act(tx, market.buyer, first.trade.id, "accept_goods", {})
        acted.set()
        await commit.wait()

    slowly = asyncio.create_task(market.store.write(slow))
    await acted.wait()
    meanwhile = asyncio.create_task(market.act(market.buyer, second.trade.id, "accept_goods"))
    done, _ = await asyncio.wait({meanwhile}, timeout=0.3)
    assert not done
    commit.set()
    await slowly
    assert sum(payout.amount for payout in (await meanwhile).payouts) == TOTAL - TOTAL * 3 // 100
    assert await market.store.read(netted) == (FEE, 0)


# ── a person and the clock ───────────────────────────────────────────────────────────────────────────────────────────


async def test_a_wake_up_that_meets_a_person_still_happens(postgres_store: AnyStore) -> None:
    """The deal is changed while the wake-up is under way, and still wants it: it is tried again, not thought done."""
    market = Market(postgres_store)
    await market.open()
    placed = await market.placed()
    overdue = next(row for row in placed.deadlines if row.fires == "cancel_unshipped")
    market.clock.at = overdue.due_at
    acted, commit = asyncio.Event(), asyncio.Event()

    async def slow(tx: Tx) -> None:
        await market.trading.act(tx, market.seller, placed.trade.id, "start", {})
        acted.set()
        await commit.wait()

    slowly = asyncio.create_task(market.store.write(slow))
    await acted.wait()
    sweeping = asyncio.create_task(Deadlines(market.store, market.trading, market.clock).sweep())
    await asyncio.wait({sweeping}, timeout=0.3)
    commit.set()
    await slowly
    await sweeping
    end = await market.deal(placed.trade.id)
    assert end.state is State.CANCELLED
    lines = await market.store.read(lambda tx: history(tx, placed.trade.id))
    assert [line.transition for line in lines[-2:]] == ["start", "cancel_unshipped"]


async def test_a_person_who_acts_while_the_wake_ups_are_set_anew_is_not_refused(postgres_store: AnyStore) -> None:
    """The operator changed the rules: the sweep gives a deal its new wake-ups, and somebody moves it at that moment."""
    market = Market(postgres_store)
    await market.open()
    placed = await market.placed()
    market.trading.rules = replace(market.trading.rules, unshipped_grace=timedelta(days=3))

    async def rewound(tx: Tx) -> None:
        deal = await tx.deal(placed.trade.id)
        assert deal is not None
        await market.trading.rewind(tx, deal)

    async def start(tx: Tx) -> None:
        deal = await tx.deal(placed.trade.id)
        assert deal is not None
        # The sweep is quicker, after this was read.
        await market.store.write(rewound)
        await market.trading.apply(tx, deal, "start", role=Role.SELLER, seat=market.seller, args={})

    await market.store.write(start)
    end = await market.deal(placed.trade.id)
    assert end.state is State.IN_PROGRESS
    wanted = {wish.key for wish in clocks.wanted(end, market.trading.rules) if wish.due_at > NOON}
    assert {(row.name, row.kind, row.subject_id, row.fires) for row in end.deadlines} == wanted
    assert len(end.deadlines) == len(wanted)


async def test_colleagues_who_ask_at_once_share_their_talks(market: Market) -> None:
    for number in range(1, max(3, ROUNDS // 5)):
        product = listing(2000 + number)
        await market.store.write(lambda tx, row=product: tx.add(row))  # type: ignore[misc]
        opened = await asyncio.gather(
            *(
                market.store.write(lambda tx, row=product: market.trading.open_talks(tx, market.buyer, row.id))  # type: ignore[misc]
                for _ in range(RACERS // 4)
            )
        )
        assert len({deal.trade.id for deal in opened}) == 1
        found = await market.store.read(lambda tx, row=product: tx.count(Negotiation, product_id=row.id))  # type: ignore[misc]
        assert found == 1
