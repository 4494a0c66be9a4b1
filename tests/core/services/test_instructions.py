"""The queue of instructions to the provider: leases, tries, and the end of all patience."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from core.events import OutboxRow
from core.invariants import check_deal
from core.payments import ProviderIntent
from core.ports.payments import ProviderMisconfigured, ProviderRefused, ProviderUnavailable
from tests.core.services.market import SELLER, Market

DOWN = ProviderUnavailable("no route")


async def test_a_crash_of_one_instruction_does_not_stop_the_others(
    market: Market, caplog: pytest.LogCaptureFixture
) -> None:
    market.provider.fails["checkout"] = [ZeroDivisionError("a bug")]
    await market.awaiting_payment()
    assert "an instruction to the provider failed" in caplog.text
    market.clock.advance(timedelta(seconds=5))
    await market.drained()
    assert await market.status("checkout") == "done"


async def test_nobody_takes_an_instruction_that_somebody_else_is_carrying_out(market: Market) -> None:
    await market.agreed()
    await market.act(SELLER, "request_payment")
    now = market.clock.now()
    claimed = await market.store.write(
        lambda tx: tx.claim_intents(now, lease_until=now + timedelta(seconds=60), limit=9)
    )
    assert len(claimed) == 1
    assert await market.drain() == 0
    market.clock.advance(timedelta(seconds=60))
    assert await market.drain() == 1


async def test_a_new_process_takes_over_what_the_old_one_had_claimed(market: Market) -> None:
    await market.agreed()
    await market.act(SELLER, "request_payment")
    now = market.clock.now()
    await market.store.write(lambda tx: tx.claim_intents(now, lease_until=now + timedelta(hours=9), limit=9))
    await market.escrow.take_over()
    assert await market.drain() == 1
    assert await market.status("checkout") == "done"
    await market.escrow.take_over()


async def test_an_instruction_waits_for_ever_and_a_person_is_told_once(
    market: Market, caplog: pytest.LogCaptureFixture
) -> None:
    market.provider.fails["checkout"] = [DOWN] * 100
    await market.awaiting_payment()
    for _ in range(30):
        waiting = await market.intent("checkout")
        assert waiting.next_try_at - market.clock.now() <= timedelta(days=1)
        market.clock.advance(waiting.next_try_at - market.clock.now())
        assert await market.drain() == 1
    assert await market.status("checkout") == "pending"
    assert caplog.text.count("does not get through") == 1
    (row,) = await market.audited()
    assert (row.action, row.object_id, row.actor_id) == ("instruction.stuck", market.trade_id, "provider")
    assert (row.detail["kind"], row.detail["status"]) == ("checkout", "pending")
    market.provider.fails.clear()
    market.clock.advance(timedelta(days=1))
    await market.drained()
    assert await market.status("checkout") == "done"


async def test_an_unknown_outcome_after_a_long_absence_is_still_asked_about(market: Market) -> None:
    """Tries on a provider that was away do not use up the tries on an unknown outcome."""
    await market.both_signed()
    market.provider.fails["capture"] = [DOWN] * 10
    for _ in range(10):
        await market.drain()
        market.clock.advance(timedelta(hours=1))
    market.provider.dies_after["capture"] = 1
    await market.drain()
    assert await market.status("capture") == "unknown"
    market.clock.advance(timedelta(minutes=1))
    await market.drained()
    assert await market.state() == ("placed", "")


async def test_trades_are_looked_at_one_by_one(market: Market, caplog: pytest.LogCaptureFixture) -> None:
    await market.awaiting_payment()
    market.provider.holds()
    market.provider.fails["look_up"] = [DOWN]
    with caplog.at_level(logging.WARNING):
        assert await market.escrow.look_at_open() == 1
    assert "a payment could not be looked at" in caplog.text
    assert await market.escrow.look_at_open() == 1
    assert await market.state() == ("awaiting_signatures", "")


async def test_an_instruction_of_a_trade_that_vanished_is_closed(market: Market) -> None:
    """A restored copy may lack the trade: the instruction ends, and nothing is guessed."""
    now = market.clock.now()
    body = {"payment_ref": "pi_9", "amount": 5, "trade_id": "neg_lost"}
    lost = ProviderIntent("parley:neg_lost:refund:1", "neg_lost", "refund", "ref_9", body, now, now)
    market.provider.fails["refund"] = [ProviderRefused("resource_missing")]
    await market.store.write(lambda tx: tx.add(lost))
    assert await market.drain() == 1
    kept = await market.store.read(lambda tx: tx.get(ProviderIntent, lost.id))
    assert kept is not None
    assert (kept.status, kept.result) == ("refused", {"code": "resource_missing"})


async def test_a_void_that_is_refused_for_ever_is_looked_at_daily_and_told_to_a_person(market: Market) -> None:
    await market.awaiting_signatures()
    await market.act(SELLER, "refuse_to_sign")
    market.provider.fails["void"] = [ProviderRefused("lock_timeout")] * 20
    market.provider.fails["look_up"] = [DOWN] * 20
    for _ in range(12):
        await market.drained()
        market.clock.advance(timedelta(days=1))
    assert await market.status("void") == "unknown"
    assert [(row.action, row.detail["kind"]) for row in await market.audited()] == [("instruction.stuck", "void")]
    # The trade stays where it is, and is sound: nobody moves it past a hold that may still be there.
    assert await market.state() == ("awaiting_signatures", "void")
    assert check_deal(await market.deal()) == []
    market.provider.fails.clear()
    await market.drained()
    assert await market.state() == ("voided", "")


async def test_a_key_that_is_refused_is_nobodys_refused_payment(market: Market) -> None:
    """Everything waits until a person has mended it; the desk is told once, and again when it lasts for a day."""
    await market.both_signed()
    market.provider.fails["capture"] = [ProviderMisconfigured("api_key_expired")] * 30
    for _ in range(10):
        await market.drained()
        market.clock.advance(timedelta(hours=1))
    assert await market.state() == ("awaiting_signatures", "capture")
    waiting = await market.intent("capture")
    assert (waiting.status, waiting.first_tried_at) == ("pending", None)
    assert await alarms(market) == ["provider-access"]
    assert [(row.action, row.detail) for row in await market.audited()] == [
        ("provider.access_refused", {"code": "api_key_expired"})
    ]
    market.clock.advance(timedelta(hours=15))
    await market.drained()
    assert await alarms(market) == ["provider-access"] * 2
    market.provider.fails.clear()
    market.clock.advance(timedelta(hours=1))
    await market.drained()
    assert await market.state() == ("placed", "")


async def alarms(market: Market) -> list[str]:
    rows = await market.store.read(lambda tx: tx.find(OutboxRow, kind="alarm"))
    return [row.notice for row in rows]
