"""Money taken back from sellers: by us, by somebody at the provider, in parts; against the pretended Stripe and a stub."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from adapters.sandbox.stripe_api import DEFAULT_SECRET_KEY
from adapters.stripe.news import StripeNews
from adapters.stripe.provider import StripeProvider
from core.ports.payments import MovementResult, Returned
from tests.adapters.sandbox.stripe_harness import running_stripe
from tests.adapters.stripe import samples
from tests.adapters.stripe.loopback import Counter

BODY = {"transfer_ref": "tr_1", "amount": 500, "currency": "EUR", "trade_id": "trd_1"}
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


async def test_a_reversal_is_asked_for_with_our_key_and_found_by_it(provider: StripeProvider, desk: Counter) -> None:
    answer = {"id": "trr_1", "object": "transfer_reversal", "amount": 500, "currency": "eur", "metadata": {"key": "k1"}}
    desk.will_answer(answer)
    assert await provider.reversal(BODY, key="k1") == MovementResult("done", "trr_1", 500)
    (sent,) = desk.seen
    assert (sent.method, sent.path, sent.key) == ("POST", "/v1/transfers/tr_1/reversals", "k1")
    assert sent.form == {"amount": "500", "metadata[trade_id]": "trd_1", "metadata[key]": "k1"}
    desk.will_answer(samples.listing(answer))
    assert await provider.find_movement("reversal", BODY, key="k1") == MovementResult("done", "trr_1", 500)


@pytest.mark.parametrize("code", ["balance_insufficient", "transfer_already_reversed"])
async def test_what_the_seller_does_not_have_any_more_is_a_refusal(
    provider: StripeProvider, desk: Counter, code: str
) -> None:
    """Waiting would not bring it back: it stays a debt."""
    desk.will_refuse(400, type="invalid_request_error", code=code)
    assert await provider.reversal(BODY, key="k1") == MovementResult("failed", "", 500, code)


@pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")
async def test_every_part_that_comes_back_is_seen_and_is_in_the_books_under_its_own_name() -> None:
    async with running_stripe() as world:
        seller = await world.control("/_accounts", {"country": "DE", "currency": "usd", "ready": True})
        paid = await world.paid(capture="automatic")
        provider = StripeProvider(DEFAULT_SECRET_KEY, clock=world.clock, api_base=world.url)
        given = {"amount": 9_000, "currency": "USD", "trade_id": "trade-1", "charge_ref": paid.latest_charge}
        transfer = await provider.transfer({**given, "account_ref": seller["id"]}, key="t1")
        await world.pass_time(days=8)
        ours = await provider.reversal({**BODY, "transfer_ref": transfer.ref, "currency": "USD"}, key="r1")
        await world.client.v1.transfers.reversals.create_async(transfer.ref, {"amount": 700}, world.key())
        seen = await provider.find_movement("transfer", given, key="t1")
        assert seen is not None
        (first, second) = seen.returns
        assert (seen.status, first) == ("done", Returned(ours.ref, 500, "r1"))
        assert (second.amount, second.key) == (700, "")
        moved = await StripeNews(provider).movements(LONG_AGO)
        assert [(one.about, one.amount) for one in moved if one.kind == "transfer_reversal"] == [
            (first.ref, 500),
            (second.ref, 700),
        ]
        await provider.close()


async def test_a_transfer_that_is_back_without_saying_how_came_back_as_a_whole(
    provider: StripeProvider, desk: Counter
) -> None:
    desk.will_answer(samples.transfer(reversed=True))
    found = await provider.transfer(
        {"account_ref": "acct_1", "charge_ref": "ch_1", "amount": 5, "currency": "EUR", "trade_id": "trd_1"}, key="k1"
    )
    assert (found.status, found.reason, found.returns) == ("failed", "reversed", ())
