"""Moving trades on a real database: who may, what is written with it, and that of many presses one wins."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from core.errors import (
    ConflictOfInterest,
    DomainError,
    ListingGone,
    NotAllowed,
    NotFound,
    NotNow,
    NotRegistered,
    OutOfStock,
    OwnListing,
    Stale,
    TooMany,
)
from core.events import OutboxRow, ScreenRow
from core.listings import Product
from core.members import ChatIdentity, Seat
from core.process.definition import Notice, Role, Told
from tests.core.deals import STATEMENT, seat
from tests.core.services.market import (
    BUYER,
    BUYERS_SIGNATORY,
    BUYERS_VIEWER,
    MODERATOR,
    SELLER,
    SELLERS_TRADER,
    STRANGER,
    TERMS,
    Market,
)

OFFER = {"terms": TERMS}


# ── beginning ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_talks_begin_with_their_clock_running(market: Market) -> None:
    deal = await market.talks()
    assert (deal.trade.buyer_company_id, deal.trade.seller_company_id) == ("com_buyer", "com_seller")
    assert (deal.buyer_name, deal.seller_name, deal.trade.currency) == ("Buyer", "Seller", "EUR")
    assert [row.fires for row in deal.deadlines] == ["expire_talks"]


async def test_a_company_has_one_conversation_about_a_listing(market: Market) -> None:
    first = await market.talks()
    assert (await market.talks()).trade.id == first.trade.id
    await market.act(BUYER, "end_talks")
    assert (await market.talks()).trade.id != first.trade.id
    assert (await market.talks(STRANGER)).trade.id != first.trade.id


@pytest.mark.parametrize(
    ("person", "refusal"),
    [
        (SELLER, OwnListing),
        (BUYERS_VIEWER, NotAllowed),
        (BUYERS_SIGNATORY, NotAllowed),
        (MODERATOR, NotRegistered),
        (seat("nobody"), NotRegistered),
    ],
)
async def test_who_may_not_begin_talks(market: Market, person: Seat, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        await market.talks(person)


async def test_there_are_no_talks_about_what_is_not_for_sale(market: Market) -> None:
    product = await market.product()
    await market.store.write(lambda tx: tx.put(replace(product, status="paused")))
    with pytest.raises(ListingGone):
        await market.talks()
    with pytest.raises(NotFound):
        await market.store.write(lambda tx: market.trading.open_talks(tx, BUYER, "prd_none"))


# ── moving ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_move_writes_state_history_news_and_stock_at_once(market: Market) -> None:
    await market.talks()
    await market.act(BUYER, "offer", OFFER)
    deal = await market.act(SELLER, "accept")
    stored = await market.deal()
    assert (stored.trade, stored.offers) == (deal.trade, deal.offers)
    assert {row.id for row in stored.deadlines} == {row.id for row in deal.deadlines}
    assert await market.history() == ["offer", "accept"]
    assert await market.news(SELLER) == ["offer"]
    assert await market.news(BUYER) == ["accepted"]
    product = await market.product()
    assert (product.stock, product.reserved) == (1000, 10)


async def test_the_whole_life_of_a_trade(market: Market) -> None:
    await market.delivered()
    await market.act(BUYER, "accept_goods")
    await market.drained()
    assert await market.state() == ("completed", "")
    product = await market.product()
    assert (product.stock, product.reserved) == (990, 0)
    assert market.provider.balance["EUR"] == 300 - 100
    assert await market.store.read(lambda tx: tx.balance("sel:com_seller", "EUR")) == 0


async def test_a_press_on_an_old_card_changes_nothing(market: Market) -> None:
    await market.talks()
    old = (await market.deal()).trade.version
    await market.act(BUYER, "offer", OFFER, version=old)
    before = await market.deal()
    with pytest.raises(Stale):
        await market.act(SELLER, "accept", version=old)
    assert await market.deal() == before
    await market.act(SELLER, "accept", version=before.trade.version)


@pytest.mark.parametrize(
    ("person", "name", "refusal"),
    [
        (BUYERS_VIEWER, "offer", NotAllowed),
        (BUYERS_SIGNATORY, "offer", NotAllowed),
        (STRANGER, "offer", NotFound),
        (MODERATOR, "offer", NotFound),
        (BUYER, "expire_talks", NotAllowed),
        (BUYER, "captured", NotAllowed),
        (BUYER, "take_case", NotFound),
        (BUYER, "steal", NotFound),
        (BUYER, "accept", NotNow),
    ],
)
async def test_who_may_not_move(market: Market, person: Seat, name: str, refusal: type[DomainError]) -> None:
    await market.talks()
    before = await market.deal()
    with pytest.raises(refusal):
        await market.act(person, name, OFFER)
    assert await market.deal() == before
    assert await market.history() == []


async def test_a_trade_that_does_not_exist_looks_like_one_that_is_not_yours(market: Market) -> None:
    await market.talks()
    for trade_id, person in (("neg_none", BUYER), (market.trade_id, STRANGER)):
        with pytest.raises(NotFound) as caught:
            await market.act(person, "offer", OFFER, trade_id=trade_id)
        assert caught.value.fields == {}


async def test_a_refused_command_leaves_every_row_as_it_was(market: Market) -> None:
    await market.agreed()
    before = await market.deal(), await market.product(), await market.history(), await market.news(SELLER)
    with pytest.raises(NotNow):
        await market.act(BUYER, "offer", OFFER)
    after = await market.deal(), await market.product(), await market.history(), await market.news(SELLER)
    assert after == before


async def test_of_thirty_two_presses_one_wins(market: Market) -> None:
    await market.talks()
    await market.act(BUYER, "offer", OFFER)
    version = (await market.deal()).trade.version
    presses = [market.act(SELLERS_TRADER if n % 2 else SELLER, "accept", version=version) for n in range(32)]
    outcomes = await asyncio.gather(*presses, return_exceptions=True)
    assert sum(not isinstance(outcome, Exception) for outcome in outcomes) == 1
    assert {type(outcome) for outcome in outcomes if isinstance(outcome, Exception)} == {Stale}
    assert (await market.product()).reserved == 10
    assert (await market.history()).count("accept") == 1


async def test_the_last_goods_are_promised_once(market: Market) -> None:
    trades = []
    for buyer in (BUYER, STRANGER):
        await market.talks(buyer)
        await market.act(buyer, "offer", {"terms": replace(TERMS, quantity=600, unit_price=Decimal(1))})
        trades.append(market.trade_id)
    await market.act(SELLER, "accept", trade_id=trades[0])
    with pytest.raises(OutOfStock) as caught:
        await market.act(SELLER, "accept", trade_id=trades[1])
    assert caught.value.fields == {"left": 400, "unit": "pcs"}
    assert (await market.product()).reserved == 600


async def test_goods_that_vanish_between_reading_and_writing(market: Market) -> None:
    """Whoever catches the refusal inside the step must not commit half an acceptance."""
    await market.talks()
    await market.act(BUYER, "offer", OFFER)
    old = await market.deal()
    product = await market.product()
    await market.store.write(lambda tx: tx.put(replace(product, reserved=995)))

    async def step(tx: object) -> str:
        try:
            await market.trading.apply(tx, old, "accept", role=Role.SELLER, seat=SELLER, args={})  # type: ignore[arg-type]
        except OutOfStock as refusal:
            return refusal.code
        return ""

    assert await market.store.write(step) == "out-of-stock"
    assert (await market.deal()).trade == old.trade
    await market.store.write(lambda tx: tx.put(replace(product, reserved=0)))


# ── choices ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("person", "names"),
    [
        (BUYER, ["sign", "refuse_to_sign"]),
        (BUYERS_SIGNATORY, ["sign", "refuse_to_sign"]),
        (BUYERS_VIEWER, []),
        (SELLERS_TRADER, ["sign", "refuse_to_sign"]),
    ],
)
async def test_a_card_offers_what_a_person_may_do(market: Market, person: Seat, names: list[str]) -> None:
    await market.awaiting_signatures()
    deal, role = await market.store.read(lambda tx: market.trading.deal_for(tx, person, market.trade_id))
    assert [t.name for t in market.trading.choices(deal, role, person)] == names


async def test_what_is_offered_is_what_is_accepted(market: Market) -> None:
    await market.awaiting_signatures()
    await market.sign(BUYERS_SIGNATORY)
    with pytest.raises(NotAllowed):
        await market.act(BUYERS_VIEWER, "sign", {})
    await market.sign(SELLERS_TRADER, "Bo Li")
    await market.drained()
    assert await market.state() == ("placed", "")


async def test_strangers_see_nothing(market: Market) -> None:
    await market.talks()
    for person in (STRANGER, MODERATOR, seat("nobody")):
        with pytest.raises(NotFound):
            await market.store.read(lambda tx, p=person: market.trading.deal_for(tx, p, market.trade_id))  # type: ignore[misc]


async def test_a_moderator_sees_and_decides_a_dispute(market: Market) -> None:
    await market.delivered()
    words = {"reason": "damaged", "statement": STATEMENT}
    await market.act(BUYER, "dispute", words)
    assert await market.desk_news() == ["new-case"]
    deal, role = await market.store.read(lambda tx: market.trading.deal_for(tx, MODERATOR, market.trade_id))
    assert role is Role.MODERATOR
    assert [t.name for t in market.trading.choices(deal, role, MODERATOR)] == ["take_case"]
    partial = replace(MODERATOR, company_id="com_seller", role="viewer")
    with pytest.raises(ConflictOfInterest):
        await market.act(partial, "take_case")
    await market.act(MODERATOR, "take_case")
    await market.act(
        MODERATOR,
        "rule",
        {"outcome": "split", "refund_amount": 4_000, "reason_code": "other", "resolution": "The photographs decide."},
    )
    await market.act(BUYER, "accept_decision")
    await market.act(SELLER, "accept_decision")
    await market.drained()
    assert await market.state() == ("completed", "")
    assert sorted(await market.kinds()) == sorted(
        [
            "capture",
            "provider_fee",
            "release",
            "commission",
            "refund_started",
            "payout_started",
            "refund_done",
            "payout_done",
        ]
    )


# ── telling ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_news_goes_to_everybody_but_the_account_that_acted(market: Market) -> None:
    await market.agreed()
    for person in (BUYER, BUYERS_VIEWER, BUYERS_SIGNATORY):
        assert await market.news(person) == ["accepted"]
    for person in (SELLER, SELLERS_TRADER):
        assert await market.news(person) == ["offer"]
    assert await market.news(STRANGER) == []


async def test_both_sides_hear_of_what_the_clock_did(market: Market) -> None:
    await market.agreed()
    await market.passes(hours=24)
    for person in (BUYER, BUYERS_VIEWER, SELLER, SELLERS_TRADER):
        assert (await market.news(person))[-1] == "gateway-expired"


async def test_who_can_not_be_reached_gets_no_news(market: Market) -> None:
    identity = await market.store.read(lambda tx: tx.get(ChatIdentity, SELLERS_TRADER.identity_id))
    assert identity is not None
    await market.store.write(lambda tx: tx.put(replace(identity, reachable=False)))
    await market.talks()
    await market.act(BUYER, "offer", OFFER)
    assert await market.news(SELLERS_TRADER) == []
    assert await market.news(SELLER) == ["offer"]


async def test_news_of_one_deal_is_queued_in_order_per_reader(market: Market) -> None:
    await market.agreed()
    rows = await market.store.read(lambda tx: tx.find(OutboxRow, identity_id=BUYER.identity_id, limit=100))
    assert {row.order_key for row in rows} == {f"{market.trade_id}:{BUYER.identity_id}"}
    assert [row.args["version"] for row in rows] == [3]


async def test_a_notice_without_readers_is_no_row(market: Market) -> None:
    deal = replace(await market.talks(), seats=())
    await market.store.write(
        lambda tx: market.trading.tell(tx, deal, (Notice(Told.BOTH, "auto-released"),), role=None, seat=None, detail={})
    )
    assert await market.store.read(lambda tx: tx.count(OutboxRow)) == 0


async def test_cards_that_are_out_of_date_are_marked(market: Market) -> None:
    await market.talks()
    key, at = f"deal:{market.trade_id}", market.clock.now()
    row = ScreenRow("scr_1", "telegram|bot|seller|", key, SELLER.identity_id, ("1",), "d", 1, 1, at)
    await market.store.write(lambda tx: tx.put_screen(row))
    await market.act(BUYER, "offer", OFFER)
    shown = await market.store.read(lambda tx: tx.screen(row.place, key))
    assert shown is not None
    assert (shown.shown_rev, shown.due_rev) == (1, 2)


async def test_the_listing_is_the_one_that_was_reserved(market: Market) -> None:
    await market.agreed()
    product = await market.store.read(lambda tx: tx.get(Product, "prd_1"))
    assert product is not None
    assert product.available == 990


async def test_a_moderator_decides_about_nobody_they_traded_with_lately(market: Market) -> None:
    """Not their own company's case, and still not theirs to decide: until half a year after their last deal."""
    await market.talks(STRANGER)
    colleague = replace(MODERATOR, company_id=STRANGER.company_id, company_name=STRANGER.company_name, role="owner")
    await market.delivered()
    words = {"reason": "damaged", "statement": STATEMENT}
    await market.act(BUYER, "dispute", words)
    with pytest.raises(ConflictOfInterest):
        await market.act(colleague, "take_case")
    market.clock.advance(timedelta(days=181))
    await market.act(colleague, "take_case")


async def test_a_side_floods_no_deal_with_offers_and_is_held_up_in_nothing_else(market: Market) -> None:
    await market.talks()
    for _ in range(10):
        await market.act(BUYER, "offer", OFFER)
        await market.act(SELLER, "offer", OFFER)
    for _ in range(10):
        await market.act(BUYER, "offer", OFFER)
        market.clock.advance(timedelta(minutes=1))
        await market.act(BUYER, "withdraw")
    with pytest.raises(TooMany):
        await market.act(BUYER, "offer", OFFER)
    # The other side has made ten, and may go on; whoever made too many still answers.
    await market.act(SELLER, "offer", OFFER)
    with pytest.raises(TooMany):
        await market.act(BUYER, "offer", OFFER)
    market.clock.advance(timedelta(minutes=50))
    await market.act(BUYER, "offer", OFFER)
    await market.act(SELLER, "accept")
