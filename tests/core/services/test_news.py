"""News that no instruction of ours asked for: money taken at once, money that comes too late, and the buyer's bank."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.events import OutboxRow
from core.ids import Ids
from core.payments import Chargeback
from core.ports.payments import (
    ChargebackSnapshot,
    OutcomeUnknown,
    ProviderEvent,
    ProviderMisconfigured,
    ProviderRefused,
    ProviderUnavailable,
    Returned,
)
from core.services.listening import Listening
from tests.core.services.market import BUYER, SELLER, Market

DOWN = ProviderUnavailable("no route")
FEE = 1_500


def taken_back(market: Market) -> ChargebackSnapshot:
    """The buyer's bank has taken all of the payment, and the provider its fee."""
    market.provider.balance["EUR"] -= 10_000 + FEE
    respond_by = market.clock.now() + timedelta(days=9)
    return ChargebackSnapshot("dp_1", "pi_1", "needs_response", 10_000, FEE, "fraudulent", respond_by)


async def chargeback(market: Market) -> Chargeback:
    found = (await market.deal()).chargeback
    assert found is not None
    return found


# ── money that is not held first ─────────────────────────────────────────────────────────────────────────────────


async def test_money_taken_at_once_waits_for_the_signatures_and_is_captured_no_more(market: Market) -> None:
    await market.awaiting_payment()
    market.provider.takes(market.provider.page)
    for _ in range(3):
        await market.look()
    assert await market.state() == ("awaiting_signatures", "")
    assert await market.kinds() == ["capture", "provider_fee"]
    await market.sign(BUYER)
    await market.sign(SELLER, "Bo Li")
    await market.drained()
    assert await market.state() == ("placed", "")
    assert await market.kinds() == ["capture", "provider_fee"]
    assert market.provider.count("capture") == 0


async def test_money_taken_at_once_goes_back_when_nobody_signs(market: Market) -> None:
    await market.awaiting_payment()
    market.provider.takes(market.provider.page)
    await market.look()
    deal = await market.deal()
    assert deal.agreement is not None
    market.clock.advance(deal.agreement.sign_by - market.clock.now())
    await market.deadlines.sweep()
    await market.drained()
    assert await market.state() == ("voided", "")
    assert [(refund.amount, refund.status) for refund in (await market.deal()).refunds] == [(10_000, "done")]
    assert market.provider.balance["EUR"] == -100


async def test_money_that_came_after_the_end_goes_straight_back_once(market: Market) -> None:
    await market.awaiting_payment()
    await market.passes(hours=24)
    await market.drained()
    assert await market.state() == ("payment_expired", "")
    market.provider.takes(market.provider.page)
    for _ in range(3):
        await market.look()
        await market.drained()
    assert await market.state() == ("payment_expired", "")
    assert await market.kinds() == ["capture", "provider_fee", "refund_started", "refund_done"]
    assert market.provider.count("refund") == 1
    assert (await market.news(BUYER)).count("late-payment") == 1


# ── the buyer's bank ─────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_chargeback_freezes_what_is_held_however_often_it_is_told(market: Market) -> None:
    await market.placed()
    seen = taken_back(market)
    for _ in range(3):
        await market.escrow.chargeback_seen(market.trade_id, seen)
    assert await market.state() == ("disputed", "")
    assert (await market.kinds())[2:] == ["chargeback_taken", "chargeback_fee"]
    assert (await market.deal()).balance(f"esc:{market.trade_id}") == 10_000


async def test_a_chargeback_that_is_won_lets_the_trade_go_on(market: Market) -> None:
    await market.placed()
    seen = taken_back(market)
    await market.escrow.chargeback_seen(market.trade_id, seen)
    market.provider.balance["EUR"] += 10_000
    for _ in range(2):
        await market.escrow.chargeback_seen(market.trade_id, replace(seen, status="won"))
    assert (await market.state(), (await chargeback(market)).status) == (("placed", ""), "won")


@pytest.mark.parametrize("opening_was_heard", [True, False])
async def test_a_chargeback_that_is_lost_is_made_up_for_when_its_opening_was_missed(
    market: Market, opening_was_heard: bool
) -> None:
    await market.placed()
    seen = taken_back(market)
    if opening_was_heard:
        await market.escrow.chargeback_seen(market.trade_id, seen)
    for _ in range(2):
        await market.escrow.chargeback_seen(market.trade_id, replace(seen, status="lost"))
    assert await market.state() == ("cancelled", "")
    assert (await market.kinds())[2:] == ["chargeback_taken", "chargeback_fee", "chargeback_from_escrow"]
    assert (await market.deal()).balance(f"esc:{market.trade_id}") == 0


async def test_a_payout_that_has_not_left_waits_for_the_banks_decision(market: Market) -> None:
    await market.delivered()
    await market.act(BUYER, "accept_goods")
    seen = taken_back(market)
    await market.escrow.chargeback_seen(market.trade_id, seen)
    await market.drained()
    assert await market.status("transfer") == "pending"
    assert (await market.deal()).payouts[0].status == "pending"
    market.provider.balance["EUR"] += 10_000
    await market.escrow.chargeback_seen(market.trade_id, replace(seen, status="won"))
    market.clock.advance(timedelta(minutes=10))
    await market.drained()
    assert (await market.deal()).payouts[0].status == "paid"


async def test_a_warning_that_comes_to_nothing_moves_no_money(market: Market) -> None:
    await market.placed()
    warning = ChargebackSnapshot("dp_1", "pi_1", "warning", 10_000, 0, "fraudulent")
    await market.escrow.chargeback_seen(market.trade_id, warning)
    assert (await market.state())[0] == "disputed"
    await market.escrow.chargeback_seen(market.trade_id, replace(warning, status="warning_closed"))
    assert (await market.state(), await market.kinds()) == (("placed", ""), ["capture", "provider_fee"])


async def test_a_warning_that_closes_because_the_money_is_gone_gives_none_back(market: Market) -> None:
    await market.placed()
    warning = ChargebackSnapshot("issfr_1", "pi_1", "warning", 10_000, 0, "fraudulent")
    seen = taken_back(market)
    for news in (warning, seen, replace(warning, status="warning_closed"), seen):
        await market.escrow.chargeback_seen(market.trade_id, news)
    assert (await market.state())[0] == "disputed"
    assert (await market.kinds())[2:] == ["chargeback_taken", "chargeback_fee"]
    assert [c.status for c in (await market.deal()).chargebacks] == ["came_true", "needs_response"]


async def test_evidence_goes_to_the_bank_in_time_and_again_until_it_arrived(market: Market) -> None:
    await market.placed()
    await market.escrow.chargeback_seen(market.trade_id, taken_back(market))
    market.provider.fails["evidence"] = [DOWN, OutcomeUnknown("the line went dead")]
    await market.passes(days=7)
    await market.drained()
    for wait in (timedelta(seconds=5), timedelta(minutes=1)):
        assert await market.status("evidence") in ("pending", "unknown")
        market.clock.advance(wait)
        await market.drained()
    assert await market.status("evidence") == "done"
    (sent,) = market.provider.evidence.values()
    agreement = (await market.deal()).agreement
    assert agreement is not None
    assert (sent["dispute_ref"], sent["agreement"]) == ("dp_1", agreement.agreement_text)
    assert [what for _at, what, _which in sent["log"]] == ["paid", "signed_by_buyer", "signed_by_seller"]
    assert (await chargeback(market)).responded_at is not None


async def test_the_evidence_tells_what_was_sent_received_and_paid_in_the_order_of_time(market: Market) -> None:
    await market.delivered()
    market.clock.advance(timedelta(hours=1))
    await market.act(BUYER, "accept_goods")
    await market.drained()
    await market.escrow.chargeback_seen(market.trade_id, taken_back(market))
    await market.passes(days=7)
    await market.drained()
    (sent,) = market.provider.evidence.values()
    log = [(what, which) for _at, what, which in sent["log"]]
    assert [at for at, _what, _which in sent["log"]] == sorted(at for at, _what, _which in sent["log"])
    assert {("paid", "pi_1"), ("shipped", "1 DHL T1"), ("delivered", "1 DHL T1")} <= set(log)
    assert log[-1] == ("paid_to_seller", "tr_1")


async def test_news_of_a_trade_that_does_not_exist_changes_nothing(market: Market) -> None:
    await market.placed()
    before = await market.kinds()
    seen = ChargebackSnapshot("dp_1", "pi_1", "needs_response", 10_000, FEE)
    await market.escrow.chargeback_seen("neg_none", seen)
    await market.escrow.heard("neg_none", "carrier_delivers", {})
    assert (await market.state(), await market.kinds()) == (("placed", ""), before)


# ── payouts that were put off ────────────────────────────────────────────────────────────────────────────────────


async def test_a_payout_that_waited_for_settlement_stops_for_the_bank(market: Market) -> None:
    """It was tried and certainly did not happen: the chargeback that opened meanwhile holds it back, and its loss ends it."""
    await market.delivered()
    market.provider.fails["transfer"] = [ProviderUnavailable("balance_insufficient")]
    await market.act(BUYER, "accept_goods")
    await market.drained()
    seen = taken_back(market)
    await market.escrow.chargeback_seen(market.trade_id, seen)
    market.clock.advance(timedelta(hours=1))
    await market.drained()
    assert market.provider.count("transfer") == 1
    await market.escrow.chargeback_seen(market.trade_id, replace(seen, status="lost"))
    market.clock.advance(timedelta(hours=1))
    await market.drained()
    assert (market.provider.moved, await market.status("transfer")) == ({}, "stopped")
    assert "chargeback_from_seller" in await market.kinds()


async def test_a_payout_whose_answer_was_lost_is_only_asked_about_while_the_bank_decides(market: Market) -> None:
    await market.delivered()
    market.provider.dies_after["transfer"] = 1
    await market.act(BUYER, "accept_goods")
    await market.drained()
    await market.escrow.chargeback_seen(market.trade_id, taken_back(market))
    market.clock.advance(timedelta(minutes=1))
    await market.drained()
    assert (market.provider.count("transfer"), market.provider.count("find")) == (1, 1)
    assert (await market.deal()).payouts[0].status == "paid"


async def test_a_payout_that_never_arrived_is_not_sent_while_the_bank_decides(market: Market) -> None:
    await market.delivered()
    market.provider.fails["transfer"] = [OutcomeUnknown("the line went dead")]
    await market.act(BUYER, "accept_goods")
    await market.drained()
    seen = taken_back(market)
    await market.escrow.chargeback_seen(market.trade_id, seen)
    market.provider.fails["find"] = [DOWN]
    for _ in range(3):
        market.clock.advance(timedelta(minutes=10))
        await market.drained()
    assert (market.provider.count("transfer"), market.provider.count("find")) == (1, 2)
    market.provider.balance["EUR"] += 10_000
    await market.escrow.chargeback_seen(market.trade_id, replace(seen, status="won"))
    market.clock.advance(timedelta(minutes=10))
    await market.drained()
    assert [payout.status for payout in (await market.deal()).payouts] == ["paid"]


@pytest.mark.parametrize("refused", ["", "answer", "error"])
async def test_the_money_of_a_lost_chargeback_is_taken_back_from_the_seller_where_it_is(
    market: Market, refused: str
) -> None:
    await market.delivered()
    await market.act(BUYER, "accept_goods")
    await market.drained()
    seen = taken_back(market)
    await market.escrow.chargeback_seen(market.trade_id, seen)
    if refused == "answer":
        market.provider.answers["reversal"] = "failed"
    elif refused:
        market.provider.fails["reversal"] = [ProviderRefused("no_reversals")]
    else:
        market.provider.dies_after["reversal"] = 1
    await market.escrow.chargeback_seen(market.trade_id, replace(seen, status="lost"))
    for _ in range(2):
        await market.drained()
        market.clock.advance(timedelta(hours=1))
        await market.look()
    debt = await market.store.read(lambda tx: tx.balance("debt:com_seller", "EUR"))
    assert (debt, (await market.news(SELLER))[-1]) == (
        (-9_700, "reversal-refused") if refused else (0, "reversal-done")
    )
    assert (await market.kinds()).count("debt_reversed") == (0 if refused else 1)
    assert market.provider.count("reversal") == (1 if refused else 2)


async def test_what_somebody_takes_back_of_a_transfer_is_payable_again_part_by_part(market: Market) -> None:
    await market.delivered()
    await market.act(BUYER, "accept_goods")
    await market.drained()
    [(key, sent)] = market.provider.moved.items()
    parts = (Returned("trr_1", 4_000), Returned("trr_2", 5_000))
    for count in (1, 2):
        market.provider.moved[key] = replace(sent, returns=parts[:count])
        market.provider.balance["EUR"] += parts[count - 1].amount
        for _ in range(2):
            await market.look()
    assert (await market.kinds())[-4:] == ["payout_returned", "payout_refused"] * 2
    assert await market.store.read(lambda tx: tx.balance("sel:com_seller", "EUR")) == 9_000
    assert (await market.desk_news()).count("payout-refused") == 2


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────


async def test_evidence_that_is_refused_is_not_taken_for_an_answer(market: Market) -> None:
    """The desk is told, and it is tried again, some hours apart, until the bank's date."""
    await market.placed()
    await market.escrow.chargeback_seen(market.trade_id, taken_back(market))
    market.provider.fails["evidence"] = [ProviderRefused("file_too_large")]
    await market.passes(days=7, minutes=1)
    assert (await chargeback(market)).responded_at is not None
    await market.drained()
    assert ((await chargeback(market)).responded_at, await market.status("evidence")) == (None, "refused")
    assert (await market.desk_news()).count("evidence-refused") == 1
    await market.passes(hours=1)
    await market.drained()
    assert (len(await market.intents("evidence")), market.provider.evidence) == (1, {})
    await market.passes(hours=6)
    await market.drained()
    assert (await chargeback(market)).responded_at is not None
    assert len(market.provider.evidence) == 1


async def test_evidence_is_not_sent_after_the_banks_date(market: Market) -> None:
    await market.placed()
    await market.escrow.chargeback_seen(market.trade_id, taken_back(market))
    market.provider.fails["evidence"] = [ProviderRefused("file_too_large")] * 50
    await market.passes(days=7, minutes=1)
    for _ in range(14):
        await market.drained()
        await market.passes(hours=6)
    assert 6 <= len(await market.intents("evidence")) <= 8
    assert (await chargeback(market)).responded_at is None


class RefusesOurKey:
    """The provider's news with a key that was replaced."""

    def __init__(self, seen: ChargebackSnapshot) -> None:
        self.seen = seen
        self.is_wrong = True

    async def chargeback(self, ref: str) -> ChargebackSnapshot:
        if self.is_wrong:
            raise ProviderMisconfigured("api_key_expired")
        return self.seen


async def test_an_event_is_heard_again_once_our_key_is_right(market: Market, ids: Ids) -> None:
    await market.placed()
    news: Any = RefusesOurKey(taken_back(market))
    nobody: Any = None
    listening = Listening(
        store=market.store, escrow=market.escrow, payees=nobody, news=news, clock=market.clock, ids=ids, live=True
    )
    event = ProviderEvent("evt_1", "charge.dispute.created", "dp_1", {}, True)
    for _ in range(3):
        with pytest.raises(ProviderUnavailable):
            await listening.hear(event)
    alarms = await market.store.read(lambda tx: tx.find(OutboxRow, kind="alarm"))
    assert [row.notice for row in alarms] == ["provider-access"]
    news.is_wrong = False
    await listening.hear(event)
    assert await market.state() == ("disputed", "")
