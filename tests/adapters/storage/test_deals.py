"""The deal: one statement to read, the difference to write, and one winner when many save at once."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import pytest

from core.errors import AlreadyExists, Stale
from core.listings import Product
from core.members import Company, Membership, Seat, User
from core.payments import ProviderIntent
from core.ports.unit_of_work import Tx
from core.preferences import Preferences
from core.trades import DeadlineRow, Deal, Negotiation
from tests.adapters.storage.samples import (
    NOON,
    begin_deal,
    deadline,
    full_deal,
    later,
    listing,
    offer,
    posting,
    settle_in,
    trade,
)
from tests.databases import AnyStore


async def saved(store: AnyStore, before: Deal | None, after: Deal) -> None:
    async def step(tx: Tx) -> None:
        await tx.save_deal(before, after)

    await store.write(step)


async def loaded(store: AnyStore, trade_id: str = "neg_1") -> Deal:
    deal = await store.read(lambda tx: tx.deal(trade_id))
    assert deal is not None
    return deal


async def test_a_new_deal_carries_its_context(store: AnyStore) -> None:
    await settle_in(store)
    deal = await begin_deal(store)
    assert deal.trade == trade()
    assert deal.product == listing()
    assert (deal.buyer_name, deal.seller_name) == ("Buyer & Sons", "Seller & Sons")
    assert (deal.seller_payout_ref, deal.seller_payout_ready) == ("acct_seller", True)
    assert {seat.user_id for seat in deal.seats} == {"usr_buyer", "usr_seller"}
    buyer = next(seat for seat in deal.seats if seat.user_id == "usr_buyer")
    assert buyer == Seat(
        user_id="usr_buyer",
        company_id="com_buyer",
        company_name="Buyer & Sons",
        role="owner",
        staff_role="",
        identity_id="idn_buyer",
        channel="telegram",
        tenant="bot",
        chat_user="chat-buyer",
        chat="chat-buyer",
        lang="es",
        currency="EUR",
    )
    assert await store.read(lambda tx: tx.deal("neg_2")) is None


async def test_a_company_that_is_held_is_seen_in_its_deals(store: AnyStore) -> None:
    await settle_in(store)
    await begin_deal(store)

    async def hold(tx: Tx, side: str, *, held: bool) -> None:
        company = await tx.get(Company, f"com_{side}")
        assert company is not None
        await tx.put(replace(company, name_held_since=NOON if held else None))

    for side in ("buyer", "seller"):
        await store.write(lambda tx, side=side: hold(tx, side, held=True))  # type: ignore[misc]
        for deal in (await loaded(store), (await store.read(lambda tx: tx.my_deals("com_buyer", limit=1)))[0]):
            assert (deal.buyer_held, deal.seller_held) == (side == "buyer", side == "seller")
            assert {seat.user_id for seat in deal.seats if seat.name_held} == {f"usr_{side}"}
        await store.write(lambda tx, side=side: hold(tx, side, held=False))  # type: ignore[misc]


async def test_a_member_without_a_chat_is_still_a_seat(store: AnyStore) -> None:
    await settle_in(store)

    async def join(tx: Tx) -> None:
        place = Membership("mem_api", "com_buyer", "usr_api", "viewer", NOON, approval_limit=250_000)
        await tx.add(User("usr_api", NOON, NOON), place, Preferences("usr_api", NOON, currency="USD"))

    await store.write(join)
    deal = await begin_deal(store)
    seat = next(seat for seat in deal.seats if seat.user_id == "usr_api")
    assert (seat.identity_id, seat.role, seat.lang, seat.reachable) == ("", "viewer", "en", True)
    assert (seat.approval_limit, seat.currency, seat.reads_in) == (250_000, "EUR", "USD")


async def test_a_full_deal_round_trips_in_one_statement(store: AnyStore) -> None:
    await settle_in(store)
    before = await begin_deal(store)
    after = full_deal(before)
    await saved(store, before, after)
    store.meter.last = 0
    assert await loaded(store) == after
    assert store.meter.last == 1


async def test_a_deal_can_be_begun_and_never_twice(store: AnyStore) -> None:
    await settle_in(store)
    begun = replace(await begin_deal(store), trade=trade("neg_2", state="agreed"), offers=(offer(1, "neg_2"),))
    await saved(store, None, begun)
    assert (await loaded(store, "neg_2")).offers == begun.offers
    with pytest.raises(AlreadyExists):
        await saved(store, None, begun)


async def test_only_the_difference_is_written(store: AnyStore) -> None:
    await settle_in(store)
    before = await begin_deal(store)
    full = full_deal(before)
    await saved(store, before, full)
    changed = replace(
        full,
        trade=replace(full.trade, version=full.trade.version + 1, updated_at=later(hours=3)),
        shipments=(replace(full.shipments[0], status="delivered"), full.shipments[1]),
        deadlines=(deadline(2), deadline(3)),
    )
    await saved(store, full, changed)
    # The trade, one shipment, the deadline that went and the one that came.
    assert store.meter.last == 4
    assert await loaded(store) == changed
    gone = await store.read(lambda tx: tx.get(DeadlineRow, deadline(1).id))
    assert gone is not None
    assert gone.done_at == later(hours=3)


async def test_ledger_entries_are_never_changed(store: AnyStore) -> None:
    await settle_in(store)
    before = await begin_deal(store)
    posted = replace(before, trade=replace(before.trade, version=2), entries=(posting(1),))
    await saved(store, before, posted)
    with pytest.raises(ValueError, match="only be added"):
        await saved(
            store, posted, replace(posted, trade=replace(posted.trade, version=3), entries=(posting(1, amount=1),))
        )
    assert await loaded(store) == posted


async def test_of_many_saves_at_once_exactly_one_wins(store: AnyStore) -> None:
    await settle_in(store)
    before = await begin_deal(store)

    async def attempt(number: int) -> bool:
        after = replace(before, trade=replace(before.trade, version=2, close_reason=f"by {number}"))
        try:
            await saved(store, before, replace(after, offers=(offer(1, notes=f"by {number}"),)))
        except Stale:
            return False
        return True

    outcomes = await asyncio.gather(*(attempt(number) for number in range(64)))
    assert sum(outcomes) == 1
    kept = await loaded(store)
    winner = f"by {outcomes.index(True)}"
    assert (kept.trade.close_reason, kept.trade.version) == (winner, 2)
    assert [row.notes for row in kept.offers] == [winner]


async def test_nobody_takes_being_late_for_an_ordinary_refusal(store: AnyStore) -> None:
    """A step that goes on after it lost keeps nothing: half of what it did was about a deal that is not so any more."""
    await settle_in(store)
    before = await begin_deal(store)
    await saved(store, before, replace(before, trade=replace(before.trade, version=2)))

    async def careless(tx: Tx) -> None:
        await tx.move_stock("prd_1", reserve=5)
        with suppress(Stale):
            await tx.save_deal(before, replace(before, trade=replace(before.trade, version=2, close_reason="late")))

    with pytest.raises(Stale):
        await store.write(careless)
    assert (await loaded(store)).product.reserved == 0


async def test_acts_that_merely_meet_all_happen(store: AnyStore) -> None:
    """Many act on the same card at once: each loaded the deal in their own unit, so nobody is out of date."""
    await settle_in(store)
    await begin_deal(store)

    async def act(tx: Tx) -> None:
        deal = await tx.deal("neg_1")
        assert deal is not None
        await tx.save_deal(deal, replace(deal, trade=replace(deal.trade, version=deal.trade.version + 1)))

    await asyncio.gather(*(store.write(act) for _ in range(32)))
    assert (await loaded(store)).trade.version == 33


async def test_a_failing_step_leaves_no_trace(store: AnyStore) -> None:
    await settle_in(store)
    before = await begin_deal(store)

    async def fail(tx: Tx) -> None:
        await tx.save_deal(before, full_deal(before))
        await tx.move_stock("prd_1", reserve=5)
        raise LookupError("after all")

    with pytest.raises(LookupError):
        await store.write(fail)
    assert await loaded(store) == before


async def test_my_deals_come_most_recently_changed_first(store: AnyStore) -> None:
    await settle_in(store)
    for number in range(1, 6):
        await begin_deal(store, f"neg_{number}", updated_at=later(minutes=number))

    async def of_company(company_id: str, limit: int, after: datetime | None = None) -> list[Deal]:
        return await store.read(lambda tx: tx.my_deals(company_id, limit=limit, after=after))

    async def offers(tx: Tx) -> None:
        await tx.add(offer(1, "neg_5", status="countered"), offer(2, "neg_5"))

    await store.write(offers)
    for company_id in ("com_buyer", "com_seller"):
        first = await of_company(company_id, 2)
        assert [deal.trade.id for deal in first] == ["neg_5", "neg_4"]
        rest = await of_company(company_id, 9, first[-1].trade.updated_at)
        assert [deal.trade.id for deal in rest] == ["neg_3", "neg_2", "neg_1"]
    assert [row.number for row in first[0].offers] == [2]
    assert first[0].seats == (await loaded(store)).seats
    assert await of_company("com_other", 2) == []
    for company_id, states in (
        ("com_buyer", {"negotiating": 5}),
        ("com_seller", {"negotiating": 5}),
        ("com_other", {}),
    ):
        assert await store.read(lambda tx, company_id=company_id: tx.deal_states(company_id)) == states


async def test_stock_is_never_promised_twice(store: AnyStore) -> None:
    await settle_in(store)

    async def reserve(tx: Tx) -> bool:
        return await tx.move_stock("prd_1", reserve=30)

    outcomes = await asyncio.gather(*(store.write(reserve) for _ in range(8)))
    assert sum(outcomes) == 3

    async def take_and_free(tx: Tx) -> tuple[bool, bool, bool]:
        taken = await tx.move_stock("prd_1", take=30)
        freed = await tx.move_stock("prd_1", reserve=-30)
        return taken, freed, await tx.move_stock("prd_missing", reserve=1)

    assert await store.write(take_and_free) == (True, True, False)
    product = await store.read(lambda tx: tx.get(Product, "prd_1"))
    assert product is not None
    assert (product.stock, product.reserved) == (70, 30)


async def test_balances_are_sums_over_all_trades(store: AnyStore) -> None:
    await settle_in(store)
    for trade_id in ("neg_1", "neg_2"):
        await begin_deal(store, trade_id)

    async def post(tx: Tx) -> None:
        await tx.add(
            posting(1, "neg_1"),
            posting(1, "neg_2", amount=500),
            posting(2, "neg_2", kind="provider_fee", from_account="cost", to_account="psp", amount=20),
        )

    await store.write(post)
    assert await store.read(lambda tx: tx.balance("psp", "EUR")) == -12980
    assert await store.read(lambda tx: tx.balance("esc:neg_2", "EUR")) == 500
    assert await store.read(lambda tx: tx.balance("psp", "USD")) == 0


async def test_the_trade_alone_is_what_get_reads(store: AnyStore) -> None:
    await settle_in(store)
    await begin_deal(store)
    assert await store.read(lambda tx: tx.get(Negotiation, "neg_1")) == trade()


def with_stopped(deal: Deal) -> Deal:
    """What a chargeback does to an instruction that nobody has sent."""
    stopped = tuple(replace(intent, status="stopped") for intent in deal.intents)
    return replace(deal, trade=replace(deal.trade, version=deal.trade.version + 1), intents=stopped)


async def instructed(store: AnyStore) -> Deal:
    await settle_in(store)
    await begin_deal(store)
    asked = ProviderIntent("int_1", "neg_1", "transfer", "pay_1", {"amount": 12500, "z": [1, None]}, NOON, NOON)
    await store.write(lambda tx: tx.add(asked))
    return await loaded(store)


async def test_an_instruction_that_was_leased_meanwhile_is_not_overwritten(store: AnyStore) -> None:
    deal = await instructed(store)
    (leased,) = await store.write(lambda tx: tx.claim_intents(NOON, lease_until=later(minutes=1), limit=9))
    with pytest.raises(Stale):
        await saved(store, deal, with_stopped(deal))
    assert await loaded(store) == replace(deal, intents=(leased,))
    await saved(store, replace(deal, intents=(leased,)), with_stopped(replace(deal, intents=(leased,))))
    assert [intent.status for intent in (await loaded(store)).intents] == ["stopped"]


async def test_a_lease_between_reading_and_saving_is_seen_at_the_next_try(postgres_store: AnyStore) -> None:
    """Leasing does not touch the trade, so its version alone does not tell."""
    await instructed(postgres_store)
    read: list[bool] = []

    async def stop_unless_leased(tx: Tx) -> None:
        deal = await tx.deal("neg_1")
        assert deal is not None
        read.append(deal.intents[0].lease_until is not None)
        if len(read) == 1:
            await postgres_store.write(lambda tx: tx.claim_intents(NOON, lease_until=later(minutes=1), limit=9))
        if not read[-1]:
            await tx.save_deal(deal, with_stopped(deal))

    await postgres_store.write(stop_unless_leased)
    after = await loaded(postgres_store)
    assert (read, after.intents[0].status, after.intents[0].lease_until) == ([False, True], "pending", later(minutes=1))
