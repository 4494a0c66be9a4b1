"""Instructions to the provider and its news: every way in which a call can end, early, late, twice or never."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.ports.payments import ProviderRefused, ProviderUnavailable
from tests.core.services.market import BUYER, SELLER, Market

DOWN = ProviderUnavailable("no route")


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
    assert (await market.state(), await market.status("checkout")) == (("awaiting_payment", ""), "pending")
    for seconds in (5, 10):
        assert await market.drain() == 0
        market.clock.advance(timedelta(seconds=seconds))
        assert await market.drain() == 1
    market.clock.advance(timedelta(seconds=20))
    assert await market.drain() == 1
    assert await market.status("checkout") == "done"
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
    assert await market.status("checkout") == "done"
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
    assert (await market.state(), await market.status("expire")) == (("awaiting_payment", "expire"), "unknown")
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


async def test_cards_declined_faster_than_anybody_looked_all_count(market: Market) -> None:
    """Five are the limit of a page. Between two looks the payment itself shows only its last attempt."""
    await market.awaiting_payment()
    page = market.provider.page
    page.state, page.decline_code = "failed", "generic_decline"
    for declines, told in ((1, 1), (3, 2), (3, 2), (5, 3)):
        page.declines = declines
        await market.look()
        payment = (await market.deal()).payment
        assert payment is not None
        assert (payment.declines, (await market.news(BUYER)).count("payment-declined")) == (declines, told)
    assert payment.status == "failed"
    await market.act(BUYER, "pay_again")


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
    # The hold is let go, a person is told once, and the deal ends with its window: nothing waits for ever.
    await market.drained()
    await market.look()
    assert market.provider.page.state == "cancelled"
    await market.passes(hours=25)
    await market.drained()
    assert await market.state() == ("payment_expired", "")
    assert (await market.history()).count("payment_set_aside") == len(await market.audited()) == 1
    assert (await market.news(BUYER)).count("payment-set-aside") == 1
    assert (await market.product()).reserved == 0


async def test_money_that_is_not_ours_ends_the_window_and_is_left_to_a_person(market: Market) -> None:
    """It was taken, and is another amount: nothing is posted and nothing sent back; the deal does not wait for ever."""
    await market.awaiting_payment()
    market.provider.page.amount += 1
    market.provider.page.state = "paid"
    await market.passes(hours=25)
    await market.drained()
    assert (await market.state(), await market.kinds()) == (("payment_expired", ""), [])
    assert [intent.kind for intent in (await market.deal()).intents] == ["checkout", "expire"]
    assert (await market.desk_news()) == ["payment-set-aside"]


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
    deal = await market.deal()
    assert deal.agreement is not None
    market.clock.advance(deal.agreement.sign_by - market.clock.now() - timedelta(seconds=1))
    await market.deadlines.sweep()
    assert await market.state() == ("awaiting_signatures", "")
    await market.passes(seconds=1)
    assert await market.state() == ("awaiting_signatures", "void")
    await market.drained()
    assert await market.state() == ("voided", "")
    assert market.provider.page.state == "cancelled"


async def test_a_void_that_is_refused_is_looked_at_until_the_hold_is_gone(market: Market) -> None:
    await market.awaiting_signatures()
    await market.act(SELLER, "refuse_to_sign")
    market.provider.fails["void"] = [ProviderRefused("lock_timeout")]
    await market.drained()
    assert (await market.state(), await market.status("void")) == (("awaiting_signatures", "void"), "unknown")
    market.clock.advance(timedelta(minutes=1))
    await market.drained()
    assert await market.state() == ("voided", "")


# ── capture ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_an_unknown_capture_is_asked_again_with_the_same_key(market: Market) -> None:
    await market.both_signed()
    market.provider.dies_after["capture"] = 1
    await market.drained()
    assert (await market.state(), await market.status("capture")) == (("awaiting_signatures", "capture"), "unknown")
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


async def test_money_taken_by_hand_places_no_order_and_waits_for_the_signatures(market: Market) -> None:
    await market.awaiting_signatures()
    market.provider.takes(market.provider.page)
    for _ in range(2):
        await market.look()
    assert (await market.state(), await market.kinds()) == (("awaiting_signatures", ""), ["capture", "provider_fee"])
    assert await market.desk_news() == ["taken-by-hand"]
    await market.sign(BUYER)
    await market.sign(SELLER, "Bo Li")
    await market.drained()
    assert await market.state() == ("placed", "")
    assert (market.provider.count("capture"), await market.kinds()) == (0, ["capture", "provider_fee"])


@pytest.mark.parametrize("heard_first", [True, False])
async def test_money_taken_by_hand_while_the_hold_is_let_go_goes_back(market: Market, heard_first: bool) -> None:
    await market.awaiting_signatures()
    await market.act(SELLER, "refuse_to_sign")
    market.provider.takes(market.provider.page)
    if heard_first:
        await market.look()
    for _ in range(2):
        await market.drained()
        await market.look()
    assert await market.state() == ("voided", "")
    assert await market.kinds() == ["capture", "provider_fee", "refund_started", "refund_done"]
    assert await market.desk_news() == ["taken-by-hand"]
    assert (await market.product()).reserved == 0


@pytest.mark.parametrize("act", ["refuse_to_sign", "sign"])
async def test_a_part_of_the_money_taken_by_hand_counts_as_nothing_and_ends_the_deal(market: Market, act: str) -> None:
    """A person sorts it out; nobody is asked to pay once more, and nothing waits for ever."""
    await market.awaiting_signatures()
    page = market.provider.page
    page.state, page.captured = "paid", page.amount - 1
    await market.look()
    assert (await market.state(), await market.desk_news()) == (("awaiting_signatures", ""), ["payment-set-aside"])
    if act == "sign":
        await market.sign(BUYER)
        await market.sign(SELLER, "Bo Li")
    else:
        await market.act(SELLER, act)
    await market.drained()
    assert (await market.state(), await market.kinds()) == (("voided", ""), [])
    assert (await market.desk_news()).count("payment-set-aside") == 1
    assert (await market.product()).reserved == 0


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
