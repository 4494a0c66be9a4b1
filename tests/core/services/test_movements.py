"""Refunds and payouts: done at once, later, never, or undone after they were done; and never twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.ledger import LedgerEntry
from core.members import Company
from core.ports.payments import ProviderRefused, ProviderUnavailable
from core.ports.unit_of_work import Tx
from core.trades import Negotiation
from tests.core.services.market import BUYER, SELLER, Market

DOWN = ProviderUnavailable("no route")


async def refunding(market: Market) -> str:
    """An order was cancelled; the refund is instructed. Returns its key."""
    await market.placed()
    await market.act(SELLER, "cannot_supply")
    return (await market.intent("refund")).id


async def paying_out(market: Market) -> str:
    await market.delivered()
    await market.act(BUYER, "accept_goods")
    return (await market.intent("transfer")).id


# ── refunds ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_refund_that_is_done_at_once(market: Market) -> None:
    await refunding(market)
    await market.drained()
    assert (await market.kinds())[2:] == ["refund_started", "cancel_cost", "refund_done"]
    assert (await market.deal()).refunds[0].provider_ref == "re_1"
    assert (await market.news(BUYER))[-1] == "refund-done"


async def test_a_refund_on_its_way_is_done_when_the_provider_says_so(market: Market) -> None:
    market.provider.answers["refund"] = "pending"
    key = await refunding(market)
    await market.drained()
    await market.look()
    assert (await market.deal()).refunds[0].status == "pending"
    market.provider.ends(key, "done")
    assert await market.escrow.look_at_open() == 1
    assert (await market.deal()).refunds[0].status == "done"
    assert await market.escrow.look_at_open() == 0


@pytest.mark.parametrize("refusal", ["answer", "error"])
async def test_a_refused_refund_goes_to_a_person(market: Market, refusal: str) -> None:
    if refusal == "answer":
        market.provider.answers["refund"] = "failed"
    else:
        market.provider.fails["refund"] = [ProviderRefused("charge_disputed")]
    await refunding(market)
    await market.drained()
    refund = (await market.deal()).refunds[0]
    assert (refund.status, refund.reason) == (
        "failed",
        {"answer": "account_closed", "error": "charge_disputed"}[refusal],
    )
    assert await market.store.read(lambda tx: tx.balance(f"ref:{refund.id}", "EUR")) == 10_000
    assert await market.desk_news() == ["refund-failed"]


async def test_a_refund_that_fails_late_is_ours_to_give_again(market: Market) -> None:
    key = await refunding(market)
    await market.drained()
    market.provider.ends(key, "failed")
    for _ in range(3):
        await market.look()
    assert (await market.kinds())[2:] == ["refund_started", "cancel_cost", "refund_done", "refund_returned"]
    assert (await market.deal()).refunds[0].status == "failed"
    assert await market.desk_news() == ["refund-failed"]


async def test_a_refund_whose_answer_was_lost_is_made_once(market: Market) -> None:
    market.provider.dies_after["refund"] = 2
    await refunding(market)
    await market.drained()
    for _ in range(2):
        assert await market.status("refund") == "unknown"
        market.clock.advance(timedelta(hours=1))
        await market.drained()
    assert len(market.provider.moved) == 1
    assert (await market.kinds()).count("refund_done") == 1


async def test_after_a_day_a_movement_is_looked_for_before_it_is_repeated(market: Market) -> None:
    """By then the provider may have forgotten the key, and would pay a second time."""
    market.provider.dies_after["refund"] = 1
    await refunding(market)
    await market.drained()
    market.clock.advance(timedelta(hours=21))
    await market.drained()
    assert market.provider.count("refund") == 1
    assert market.provider.count("find") == 1
    assert (await market.kinds()).count("refund_done") == 1


async def test_a_movement_that_certainly_did_not_happen_is_made_after_all(market: Market) -> None:
    """A provider that was away for a day must not swallow a refund."""
    market.provider.fails["refund"] = [DOWN]
    await refunding(market)
    await market.drained()
    market.clock.advance(timedelta(hours=21))
    await market.drained()
    assert [kind for kind, _ in market.provider.calls[-2:]] == ["find", "refund"]
    assert (await market.deal()).refunds[0].status == "done"


async def test_after_a_day_a_capture_is_read_before_it_is_repeated(market: Market) -> None:
    await market.both_signed()
    market.provider.dies_after["capture"] = 1
    await market.drained()
    market.clock.advance(timedelta(hours=21))
    await market.drained()
    assert market.provider.count("capture") == 1
    assert await market.state() == ("placed", "")


async def test_after_a_day_what_did_not_happen_to_a_hold_is_done(market: Market) -> None:
    """To let a hold go twice harms nobody: it is instructed again, not only watched."""
    await market.awaiting_signatures()
    await market.act(SELLER, "refuse_to_sign")
    market.provider.fails["void"] = [DOWN]
    await market.drained()
    market.clock.advance(timedelta(hours=21))
    await market.drained()
    market.clock.advance(timedelta(hours=1))
    await market.drained()
    assert await market.state() == ("voided", "")


# ── payouts ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_refused_payout_is_retried_by_the_seller(market: Market) -> None:
    market.provider.answers["transfer"] = "failed"
    await paying_out(market)
    await market.drained()
    assert (await market.deal()).payouts[0].status == "failed"
    assert await market.store.read(lambda tx: tx.balance("sel:com_seller", "EUR")) == 9_700
    assert (await market.news(SELLER))[-1] == "payout-refused"
    market.provider.answers["transfer"] = "done"
    await market.act(SELLER, "retry_payout")
    await market.drained()
    assert [payout.status for payout in (await market.deal()).payouts] == ["failed", "paid"]
    keys = [key for kind, key in market.provider.calls if kind == "transfer"]
    assert keys == [f"parley:{market.trade_id}:transfer:{number}" for number in (1, 2)]


async def test_a_payout_that_is_still_on_its_way(market: Market) -> None:
    market.provider.answers["transfer"] = "pending"
    key = await paying_out(market)
    await market.drained()
    assert (await market.deal()).payouts[0].status == "pending"
    market.provider.ends(key, "done")
    await market.escrow.look_at_open()
    assert (await market.deal()).payouts[0].status == "paid"


async def test_a_payout_that_came_back_is_told_once(market: Market) -> None:
    key = await paying_out(market)
    await market.drained()
    market.provider.ends(key, "failed")
    for _ in range(3):
        await market.look()
    assert (await market.kinds())[-2:] == ["payout_returned", "payout_refused"]
    assert (await market.news(SELLER)).count("payout-refused") == 1


async def test_postings_name_their_movement_at_the_provider(market: Market) -> None:
    await paying_out(market)
    await market.drained()
    entries = await market.store.read(lambda tx: tx.find(LedgerEntry, limit=100))
    named = {entry.kind: entry.provider_ref for entry in entries if entry.provider_ref}
    assert named == {"capture": "pi_1", "provider_fee": "pi_1", "payout_done": "tr_1"}
    assert await market.store.read(lambda tx: tx.count(Negotiation)) == 1


# ── what is frozen at signing ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_commission_of_one_seller_is_frozen_when_the_agreement_is_written(market: Market) -> None:
    market.trading.rules = replace(market.trading.rules, commission_rules=(("seller:com_seller", 100),))
    await market.delivered()
    market.trading.rules = replace(market.trading.rules, commission_rules=())
    await market.act(BUYER, "accept_goods")
    await market.drained()
    deal = await market.deal()
    assert deal.agreement is not None
    assert deal.agreement.commission_basis_points == 100
    assert deal.balance("rev") == deal.agreement.commission == 100


async def test_more_is_kept_back_of_a_newcomer_until_so_many_trades_are_done(market: Market) -> None:
    market.trading.rules = replace(market.trading.rules, new_seller_reserve_basis_points=1000, new_seller_trades=1)
    await market.delivered()
    await market.act(BUYER, "accept_goods")
    await market.drained()
    assert (await market.deal()).balance("res:com_seller") == 970
    await market.delivered()
    await market.act(BUYER, "accept_goods")
    await market.drained()
    assert (await market.deal()).balance("res:com_seller") == 0


async def test_a_payout_waits_while_chats_have_just_been_joined(market: Market) -> None:
    """A day of grace for the owner to read the news; then it is made, once."""
    await paying_out(market)
    until = market.clock.now() + timedelta(hours=24)

    async def hold(tx: Tx) -> None:
        company = await tx.get(Company, "com_seller")
        assert company is not None
        await tx.put(replace(company, payout_held_until=until))

    await market.store.write(hold)
    await market.drained()
    assert [kind for kind, _key in market.provider.calls if kind == "transfer"] == []
    assert (await market.deal()).payouts[0].status == "pending"
    market.clock.advance(timedelta(hours=24, seconds=1))
    await market.drained()
    assert [kind for kind, _key in market.provider.calls if kind == "transfer"] == ["transfer"]
    assert (await market.deal()).payouts[0].status == "paid"
