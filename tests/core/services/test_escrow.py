"""Instructions to the provider and its news: every way in which a call can end, early, late, twice or never."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from core.invariants import check_deal
from core.ledger import LedgerEntry
from core.payments import ProviderIntent
from core.ports.payments import ProviderRefused, ProviderUnavailable
from core.services.escrow import ATTEMPTS_MAX
from core.trades import Negotiation
from tests.core.services.market import BUYER, SELLER, Market

DOWN = ProviderUnavailable("no route")


async def intent(market: Market, kind: str) -> ProviderIntent:
    """The newest instruction of this kind."""
    return (await market.intents(kind))[-1]


async def status(market: Market, kind: str) -> str:
    return (await intent(market, kind)).status


async def refunding(market: Market) -> str:
    """An order was cancelled; the refund is instructed. Returns its key."""
    await market.placed()
    await market.act(SELLER, "cannot_supply")
    return (await intent(market, "refund")).id


async def paying_out(market: Market) -> str:
    await market.delivered()
    await market.act(BUYER, "accept_goods")
    return (await intent(market, "transfer")).id


# ── the page and its end ─────────────────────────────────────────────────────────────────────────────────────────


async def test_a_page_is_opened_for_the_agreed_amount(market: Market) -> None:
    await market.awaiting_payment()
    payment = (await market.deal()).payment
    assert payment is not None
    assert (payment.session_ref, payment.checkout_url) == ("cs_1", "https://pay.example/cs_1")
    assert market.provider.page.amount == 10_000
    assert await market.news(BUYER) == ["accepted", "pay-now"]


async def test_a_provider_that_is_down_is_asked_again_later_and_later(market: Market) -> None:
    market.provider.fails["checkout"] = [DOWN, DOWN, DOWN]
    await market.awaiting_payment()
    assert (await market.state(), await status(market, "checkout")) == (("awaiting_payment", ""), "pending")
    for seconds in (5, 10):
        assert await market.drain() == 0
        market.clock.advance(timedelta(seconds=seconds))
        assert await market.drain() == 1
    market.clock.advance(timedelta(seconds=20))
    assert await market.drain() == 1
    assert await status(market, "checkout") == "done"
    assert len({key for kind, key in market.provider.calls if kind == "checkout"}) == 1


async def test_a_refused_page_is_told_to_both(market: Market) -> None:
    market.provider.fails["checkout"] = [ProviderRefused("amount_too_small")]
    await market.awaiting_payment()
    payment = (await market.deal()).payment
    assert payment is not None
    assert (payment.status, payment.decline_code) == ("failed", "amount_too_small")
    assert (await market.news(BUYER))[-1] == (await market.news(SELLER))[-1] == "checkout-refused"


async def test_a_page_that_opens_after_the_deal_was_over_is_shown_to_nobody(market: Market) -> None:
    market.provider.fails["checkout"] = [DOWN]
    await market.awaiting_payment()
    await market.passes(hours=24)
    assert await market.state() == ("payment_expired", "")
    await market.drained()
    assert await status(market, "checkout") == "done"
    assert (await market.deal()).payments[0].checkout_url == ""


async def test_unpaid_at_the_end_of_the_window(market: Market) -> None:
    await market.awaiting_payment()
    await market.passes(hours=24)
    assert await market.state() == ("awaiting_payment", "expire")
    assert (await market.product()).reserved == 10
    await market.drained()
    assert await market.state() == ("payment_expired", "")
    assert (await market.product()).reserved == 0
    assert market.provider.page.state == "cancelled"


async def test_a_payment_that_got_through_wins_over_the_expiry(market: Market) -> None:
    await market.awaiting_payment()
    await market.passes(hours=24)
    market.provider.holds()
    await market.drained()
    assert await market.state() == ("awaiting_signatures", "")
    assert (await market.product()).reserved == 10


async def test_news_of_the_payment_while_the_page_is_being_closed(market: Market) -> None:
    await market.awaiting_payment()
    await market.passes(hours=24)
    market.provider.holds()
    await market.look()
    await market.drained()
    assert await market.state() == ("awaiting_signatures", "")


async def test_a_payment_in_the_making_is_asked_about_until_it_is_made(market: Market) -> None:
    await market.awaiting_payment()
    market.provider.page.state = "processing"
    await market.passes(hours=24)
    await market.drained()
    assert (await market.state(), await status(market, "expire")) == (("awaiting_payment", "expire"), "unknown")
    market.provider.page.state = "cancelled"
    market.clock.advance(timedelta(minutes=1))
    await market.drained()
    assert await market.state() == ("payment_expired", "")


async def test_a_page_that_lapsed_by_itself(market: Market) -> None:
    await market.awaiting_payment()
    market.provider.page.state = "cancelled"
    await market.look()
    assert await market.state() == ("payment_expired", "")


async def test_a_late_hold_is_let_go_once(market: Market) -> None:
    await market.awaiting_payment()
    await market.passes(hours=24)
    await market.drained()
    market.provider.holds()
    for _ in range(3):
        await market.look()
    await market.drained()
    assert market.provider.page.state == "cancelled"
    assert market.provider.count("void") == 1
    assert (await market.state(), await market.kinds()) == (("payment_expired", ""), [])
    assert (await market.news(BUYER)).count("late-payment") == 1


async def test_a_declined_card_is_told_once(market: Market) -> None:
    await market.awaiting_payment()
    market.provider.page.state, market.provider.page.decline_code = "failed", "insufficient_funds"
    for _ in range(3):
        await market.look()
    assert await market.state() == ("awaiting_payment", "")
    assert (await market.news(BUYER)).count("payment-declined") == 1


# ── the hold ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_same_webhook_three_times_is_one_posting(market: Market) -> None:
    await market.both_signed()
    await market.drained()
    for _ in range(3):
        await market.look()
    assert await market.kinds() == ["capture", "provider_fee"]
    assert (await market.history()).count("authorized") == (await market.history()).count("captured") == 1


@pytest.mark.parametrize(
    "wrong",
    [{"amount": 9_999}, {"currency": "USD"}, {"metadata": {"trade_id": "neg_other"}}, {"metadata": {}}],
    ids=["amount", "currency", "trade", "no trade"],
)
async def test_a_payment_that_is_not_exactly_ours_is_set_aside(market: Market, wrong: dict[str, object]) -> None:
    await market.awaiting_payment()
    market.provider.page.state = "authorized"
    for name, value in wrong.items():
        setattr(market.provider.page, name, value)
    await market.look()
    assert (await market.state(), await market.kinds()) == (("awaiting_payment", ""), [])
    (row,) = await market.audited()
    assert (row.action, row.object_id, row.actor_id) == ("payment.quarantined", market.trade_id, "provider")


async def test_news_of_a_page_that_is_not_ours_changes_nothing(market: Market) -> None:
    await market.awaiting_payment()
    market.provider.holds()
    snapshot = replace(market.provider.page.snapshot(), session_ref="cs_foreign")
    deal = await market.deal()
    await market.store.write(lambda tx: market.escrow._seen(tx, deal, snapshot, asked=""))
    assert await market.state() == ("awaiting_payment", "")


async def test_news_of_a_trade_that_does_not_exist(market: Market) -> None:
    await market.escrow.look_again("neg_none")
    assert market.provider.calls == []


async def test_a_hold_that_the_bank_dropped_ends_the_deal(market: Market) -> None:
    await market.awaiting_signatures()
    market.provider.page.state = "cancelled"
    await market.look()
    assert await market.state() == ("voided", "")
    assert (await market.product()).reserved == 0


async def test_nobody_signed_so_the_hold_is_let_go(market: Market) -> None:
    await market.awaiting_signatures()
    await market.passes(hours=48)
    assert await market.state() == ("awaiting_signatures", "void")
    await market.drained()
    assert await market.state() == ("voided", "")
    assert market.provider.page.state == "cancelled"


async def test_a_void_that_is_refused_is_looked_at_until_the_hold_is_gone(market: Market) -> None:
    await market.awaiting_signatures()
    await market.act(SELLER, "refuse_to_sign")
    market.provider.fails["void"] = [ProviderRefused("lock_timeout")]
    await market.drained()
    assert (await market.state(), await status(market, "void")) == (("awaiting_signatures", "void"), "unknown")
    market.clock.advance(timedelta(minutes=1))
    await market.drained()
    assert await market.state() == ("voided", "")


# ── capture ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_an_unknown_capture_is_asked_again_with_the_same_key(market: Market) -> None:
    await market.both_signed()
    market.provider.dies_after["capture"] = 1
    await market.drained()
    assert (await market.state(), await status(market, "capture")) == (("awaiting_signatures", "capture"), "unknown")
    assert await market.kinds() == []
    market.clock.advance(timedelta(seconds=60))
    await market.drained()
    assert await market.state() == ("placed", "")
    assert await market.kinds() == ["capture", "provider_fee"]
    assert len({key for kind, key in market.provider.calls if kind == "capture"}) == 1


async def test_news_of_an_unknown_capture_settles_it(market: Market) -> None:
    await market.both_signed()
    market.provider.dies_after["capture"] = 1
    await market.drained()
    await market.look()
    assert await market.state() == ("placed", "")
    market.clock.advance(timedelta(seconds=60))
    await market.drained()
    assert await market.kinds() == ["capture", "provider_fee"]


async def test_a_slow_capture_is_waited_for(market: Market) -> None:
    await market.both_signed()
    market.provider.capture_is_slow = True
    await market.drained()
    assert await market.state() == ("awaiting_signatures", "capture")
    market.provider.takes(market.provider.page)
    market.clock.advance(timedelta(seconds=60))
    await market.drained()
    assert await market.state() == ("placed", "")


async def test_a_refused_capture_opens_a_fresh_window_and_signatures_stay(market: Market) -> None:
    await market.both_signed()
    market.provider.capture_is_refused = "card_velocity_exceeded"
    await market.drained()
    deal = await market.deal()
    assert deal.agreement is not None
    assert (deal.trade.state, deal.trade.pending_act) == ("awaiting_payment", "")
    assert deal.agreement.buyer_signature is not None
    assert deal.agreement.seller_signature is not None
    assert [payment.status for payment in deal.payments] == ["failed", "created"]
    assert deal.payments[0].decline_code == "card_velocity_exceeded"
    # The hold that could not be captured does not stay on the buyer's card.
    assert market.provider.sessions["cs_1"].state == "cancelled"
    market.provider.capture_is_refused = ""
    market.provider.holds()
    await market.look()
    await market.drained()
    assert await market.state() == ("placed", "")
    assert await market.kinds() == ["capture", "provider_fee"]


async def test_a_hold_that_is_gone_at_the_capture(market: Market) -> None:
    await market.both_signed()
    market.provider.page.state = "cancelled"
    await market.drained()
    assert await market.state() == ("awaiting_payment", "")
    assert len((await market.deal()).payments) == 2


async def test_news_of_a_lost_hold_before_the_capture_was_called(market: Market) -> None:
    await market.both_signed()
    market.provider.page.state = "cancelled"
    await market.look()
    assert await market.state() == ("awaiting_payment", "")
    await market.drained()
    assert len((await market.deal()).payments) == 2


async def test_a_capture_that_the_provider_will_not_hear_of(market: Market) -> None:
    await market.both_signed()
    market.provider.fails["capture"] = [ProviderRefused("account_invalid")]
    await market.drained()
    assert await market.state() == ("awaiting_payment", "")
    assert (await market.deal()).payments[0].decline_code == "account_invalid"


async def test_money_taken_by_hand_places_no_order(market: Market) -> None:
    await market.awaiting_signatures()
    market.provider.page.state = "paid"
    await market.look()
    assert (await market.state(), await market.kinds()) == (("awaiting_signatures", ""), [])


async def test_news_of_a_first_payment_does_not_touch_the_second(market: Market) -> None:
    await market.both_signed()
    market.provider.fails["capture"] = [ProviderRefused("account_invalid")]
    market.provider.fails["void"] = [DOWN] * 3
    await market.drained()
    await market.look()
    assert await market.state() == ("awaiting_payment", "")
    for _ in range(3):
        market.clock.advance(timedelta(minutes=1))
        await market.drained()
    assert market.provider.sessions["cs_1"].state == "cancelled"
    assert await market.state() == ("awaiting_payment", "")


# ── refunds ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_refund_that_is_done_at_once(market: Market) -> None:
    await refunding(market)
    await market.drained()
    assert (await market.kinds())[2:] == ["refund_started", "refund_done"]
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
    assert (await market.kinds())[2:] == ["refund_started", "refund_done", "refund_returned"]
    assert (await market.deal()).refunds[0].status == "failed"
    assert await market.desk_news() == ["refund-failed"]


async def test_a_refund_whose_answer_was_lost_is_made_once(market: Market) -> None:
    market.provider.dies_after["refund"] = 2
    await refunding(market)
    await market.drained()
    for _ in range(2):
        assert await status(market, "refund") == "unknown"
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


# ── the drain itself ─────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_crash_of_one_instruction_does_not_stop_the_others(
    market: Market, caplog: pytest.LogCaptureFixture
) -> None:
    market.provider.fails["checkout"] = [ZeroDivisionError("a bug")]
    await market.awaiting_payment()
    assert "an instruction to the provider failed" in caplog.text
    market.clock.advance(timedelta(seconds=5))
    await market.drained()
    assert await status(market, "checkout") == "done"


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


async def test_in_the_end_a_person_has_to_look(market: Market) -> None:
    market.provider.fails["checkout"] = [DOWN] * 100
    await market.awaiting_payment()
    for _ in range(ATTEMPTS_MAX + 5):
        market.clock.advance(timedelta(hours=1))
        await market.drain()
    dead = await intent(market, "checkout")
    assert (dead.status, dead.attempts) == ("dead", ATTEMPTS_MAX + 1)
    assert await market.drain() == 0


async def test_an_unknown_outcome_after_a_long_absence_is_still_asked_about(market: Market) -> None:
    """Tries on a provider that was away do not use up the tries on an unknown outcome."""
    await market.both_signed()
    market.provider.fails["capture"] = [DOWN] * 10
    for _ in range(10):
        await market.drain()
        market.clock.advance(timedelta(hours=1))
    market.provider.dies_after["capture"] = 1
    await market.drain()
    assert await status(market, "capture") == "unknown"
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


async def test_a_void_that_is_refused_for_ever_is_handed_to_a_person(market: Market) -> None:
    await market.awaiting_signatures()
    await market.act(SELLER, "refuse_to_sign")
    market.provider.fails["void"] = [ProviderRefused("lock_timeout")] * 20
    market.provider.fails["look_up"] = [DOWN] * 20
    for _ in range(12):
        await market.drained()
        market.clock.advance(timedelta(days=1))
    assert (await status(market, "void")) == "dead"
    # The trade stays where it is, and says so: nobody moves it past a hold that may still be there.
    deal = await market.deal()
    assert [broken.invariant for broken in check_deal(deal)] == ["pending-act"]
    market.provider.fails.clear()
    await market.store.write(lambda tx: tx.put(replace(deal.intents[-1], status="pending", attempts=0)))
    await market.drained()
    assert await market.state() == ("voided", "")


async def test_postings_name_their_movement_at_the_provider(market: Market) -> None:
    await paying_out(market)
    await market.drained()
    entries = await market.store.read(lambda tx: tx.find(LedgerEntry, limit=100))
    named = {entry.kind: entry.provider_ref for entry in entries if entry.provider_ref}
    assert named == {"capture": "pi_1", "provider_fee": "pi_1", "payout_done": "tr_1"}
    assert await market.store.read(lambda tx: tx.count(Negotiation)) == 1
