"""The sweep: what is due happens once, late rather than never, and one bad row stops nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.errors import NotNow, Stale
from core.ports.unit_of_work import Tx
from core.process import clocks
from core.process.definition import Role
from core.services.deadlines import Deadlines
from core.trades import DeadlineRow, Deal
from tests.core.deals import STATEMENT
from tests.core.services.market import BUYER, SELLER, STRANGER, TERMS, Market

Apply = Callable[..., Awaitable[Any]]


def failing_for(market: Market, trade_id: str, error: Exception, *, times: int = 10**6) -> Apply:
    """`Trading.apply`, but broken for one trade."""
    genuine = market.trading.apply
    left = times

    async def apply(tx: Tx, deal: Deal, name: str, *, role: Role, seat: Any = None, args: Mapping[str, Any]) -> Any:
        nonlocal left
        if deal.trade.id == trade_id and left:
            left -= 1
            raise error
        return await genuine(tx, deal, name, role=role, seat=seat, args=args)

    return apply


async def test_an_offer_expires_and_both_hear_of_it(market: Market) -> None:
    await market.talks()
    await market.act(BUYER, "offer", {"terms": TERMS})
    await market.passes(hours=72)
    assert (await market.deal()).offers[0].status == "expired"
    assert (await market.news(BUYER))[-1] == (await market.news(SELLER))[-1] == "offer-expired"
    assert await market.history() == ["offer", "expire_offer"]


async def test_nothing_is_due_before_its_time(market: Market) -> None:
    await market.talks()
    market.clock.advance(timedelta(days=14) - timedelta(seconds=1))
    assert await market.deadlines.sweep() == 0
    market.clock.advance(timedelta(seconds=1))
    assert await market.deadlines.sweep() == 1
    assert await market.deadlines.sweep() == 0
    assert (await market.state())[0] == "closed"


async def test_reminders_come_once_and_in_order(market: Market) -> None:
    await market.talks()
    await market.act(BUYER, "offer", {"terms": TERMS})
    for _ in range(12):
        await market.passes(hours=7)
    assert await market.news(SELLER) == ["offer", "remind-offer", "remind-offer", "offer-expired"]


async def test_after_an_outage_everything_that_was_missed_still_happens(market: Market) -> None:
    await market.delivered()
    market.clock.advance(timedelta(days=30))
    while await market.deadlines.sweep():
        pass
    await market.drained()
    assert await market.state() == ("completed", "")
    assert (await market.history())[-2:] == ["auto_release", "payout_done"]


async def test_a_wake_up_that_the_deal_does_not_want_any_more_never_fires(market: Market) -> None:
    await market.talks()
    row = DeadlineRow("ddl_old", market.trade_id, "offer", "act", "off_gone", "expire_offer", market.clock.now())
    await market.store.write(lambda tx: tx.add(row))
    assert await market.deadlines.sweep() == 1
    assert await market.history() == []
    assert "ddl_old" not in {open_row.id for open_row in await market.open_deadlines()}


async def test_a_wake_up_whose_date_was_moved_waits_for_the_new_one(market: Market) -> None:
    """As when an extension was granted while the sweep held the old row in its hands."""
    await market.placed()
    await market.act(SELLER, "ask_for_time", {"days": 20, "reason": "Zinc."})
    (stale,) = [row for row in await market.open_deadlines() if row.fires == "cancel_unshipped"]
    await market.act(BUYER, "agree_to_time")
    market.clock.advance(timedelta(days=21))
    await market.store.write(lambda tx: tx.add(replace(stale, id="ddl_stale")))
    await market.deadlines.sweep()
    assert (await market.state())[0] == "placed"
    await market.passes(days=20)
    assert (await market.state())[0] == "cancelled"


async def test_wake_ups_follow_rules_that_the_operator_changed(market: Market) -> None:
    """Set under the old rules, looked at under the new ones: the deal gets the time that is promised now."""
    await market.talks()
    market.trading.rules = replace(market.trading.rules, talks_idle=timedelta(days=30))
    await market.passes(days=14)
    assert (await market.state())[0] == "negotiating"
    (row,) = await market.open_deadlines()
    assert row.due_at == market.clock.now() + timedelta(days=16)
    await market.passes(days=16)
    assert (await market.state())[0] == "closed"


async def test_one_bad_row_does_not_delay_the_others(
    market: Market, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await market.talks()
    bad = market.trade_id
    await market.talks(STRANGER)
    good = market.trade_id
    monkeypatch.setattr(market.trading, "apply", failing_for(market, bad, ZeroDivisionError("a bug"), times=3))
    market.clock.advance(timedelta(days=14))
    assert await market.deadlines.sweep() == 2
    assert (await market.deal(good)).trade.state == "closed"
    assert (await market.deal(bad)).trade.state == "negotiating"
    assert "a deadline could not be fired" in caplog.text
    # It comes again later and later, not with every sweep.
    waits = []
    for _ in range(2):
        (row,) = await market.open_deadlines()
        waits.append(row.due_at - market.clock.now())
        assert await market.deadlines.sweep() == 0
        market.clock.advance(waits[-1])
        assert await market.deadlines.sweep() == 1
    assert waits == [timedelta(minutes=1), timedelta(minutes=2)]
    (row,) = await market.open_deadlines()
    assert row.attempts == 3
    await market.passes(hours=6)
    assert (await market.deal(bad)).trade.state == "closed"


async def test_a_deadline_waits_while_the_provider_is_asked(market: Market) -> None:
    await market.awaiting_signatures()
    await market.act(SELLER, "refuse_to_sign")
    deal = await market.deal()
    assert deal.agreement is not None
    market.clock.advance(deal.agreement.sign_by - market.clock.now())
    await market.deadlines.sweep()
    (row,) = [row for row in await market.open_deadlines() if row.kind == "act"]
    assert (row.fires, row.attempts, row.due_at - market.clock.now()) == ("expire_signing", 1, timedelta(minutes=1))
    await market.drained()
    assert await market.state() == ("voided", "")
    assert await market.open_deadlines() == []


async def test_two_acts_that_meet_do_not_cross_the_deadline_off(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    await market.talks()
    monkeypatch.setattr(market.trading, "apply", failing_for(market, market.trade_id, Stale(), times=1))
    await market.passes(days=14)
    assert (await market.state())[0] == "negotiating"
    await market.passes(minutes=1)
    assert (await market.state())[0] == "closed"


async def test_a_guard_may_know_better_than_the_clock(market: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the deal refuse what its clock fires, the wake-up is done with and does not come back every minute."""
    await market.talks()
    monkeypatch.setattr(market.trading, "apply", failing_for(market, market.trade_id, NotNow()))
    await market.passes(days=14)
    assert (await market.state())[0] == "negotiating"
    assert await market.open_deadlines() == []


async def test_sweeps_side_by_side_fire_once(market: Market) -> None:
    await market.talks()
    market.clock.advance(timedelta(days=14))
    await asyncio.gather(*(market.deadlines.sweep() for _ in range(8)))
    assert await market.history() == ["expire_talks"]


async def test_a_row_that_somebody_else_just_finished_is_left_alone(market: Market) -> None:
    await market.talks()
    (row,) = await market.open_deadlines()
    await market.act(BUYER, "end_talks")
    await market.store.write(lambda tx: market.deadlines._fire(tx, row))
    await market.store.write(lambda tx: market.deadlines._fire(tx, replace(row, negotiation_id="neg_none")))
    assert await market.history() == ["end_talks"]


async def test_a_case_that_nobody_takes_is_escalated_after_a_reminder(market: Market) -> None:
    await market.delivered()
    await market.act(BUYER, "dispute", {"reason": "damaged", "statement": STATEMENT})
    await market.passes(hours=24)
    await market.passes(hours=24)
    assert await market.desk_news() == ["new-case", "remind-unclaimed", "case-escalated"]
    dispute = (await market.deal()).dispute
    assert dispute is not None
    assert dispute.escalated


# ── after an outage ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_after_an_outage_people_are_reminded_once_and_have_an_hour(market: Market) -> None:
    """Two reminders and the end passed while nobody was there: one reminder now, the end an hour later."""
    deadlines = Deadlines(market.store, market.trading, market.clock, outage=timedelta(minutes=15))
    await market.talks()
    await market.act(BUYER, "offer", {"terms": TERMS})
    market.clock.advance(timedelta(hours=80))
    await deadlines.sweep()
    assert (await market.deal()).offers[0].status == "active"
    assert await market.news(SELLER) == ["offer", "remind-offer"]
    assert await market.news(BUYER) == ["remind-offer"]
    turn = clocks.next_turn(await market.deal(), market.trading.rules)
    assert turn is not None
    assert turn.due_at == market.clock.now() + timedelta(hours=1)
    market.clock.advance(timedelta(minutes=59))
    assert await deadlines.sweep() == 0
    await market.act(SELLER, "decline")
    market.clock.advance(timedelta(minutes=2))
    await deadlines.sweep()
    assert (await market.deal()).offers[0].status == "declined"


async def test_after_an_outage_the_default_still_happens(market: Market) -> None:
    deadlines = Deadlines(market.store, market.trading, market.clock, outage=timedelta(minutes=15))
    await market.delivered()
    market.clock.advance(timedelta(days=9))
    await deadlines.sweep()
    assert (await market.state())[0] == "delivered"
    market.clock.advance(timedelta(hours=1))
    await deadlines.sweep()
    assert (await market.state())[0] == "completed"


async def test_a_short_pause_is_no_outage(market: Market) -> None:
    deadlines = Deadlines(market.store, market.trading, market.clock, outage=timedelta(minutes=15))
    await market.delivered()
    market.clock.advance(timedelta(days=7, minutes=14))
    await deadlines.sweep()
    assert (await market.state())[0] == "completed"
