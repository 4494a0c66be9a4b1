"""Where a seller's money goes is not set by whoever has just got hold of a chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from core.errors import PayoutHeld
from core.events import Bookmark
from core.members import Company
from core.payees import PayoutAccount
from core.ports.payments import BankPayout, PayeeSnapshot, ProviderEvent, ProviderRefused
from core.ports.unit_of_work import Tx
from core.services.missed_events import CURSOR, MissedEvents
from core.services.payees import Payees
from tests.core.services.market import BUYER, SELLER, Market

IBAN = "DE02 1203 0000 0000 2020 51"


async def test_nobody_names_a_bank_account_on_the_day_a_chat_was_joined(market: Market) -> None:
    payees = Payees(store=market.store, clock=market.clock, ids=market.ids, deployment="p", provider_name="bank")
    until = market.clock.now() + timedelta(hours=24)

    async def hold(tx: Tx) -> None:
        company = await tx.get(Company, BUYER.company_id)
        assert company is not None
        await tx.put(replace(company, payout_held_until=until))

    await market.store.write(hold)
    with pytest.raises(PayoutHeld):
        await market.store.write(lambda tx: payees.take_bank_account(tx, BUYER, IBAN))
    assert await market.store.read(lambda tx: payees.account_of(tx, BUYER.company_id)) is None
    market.clock.advance(timedelta(hours=24))
    await market.store.write(lambda tx: payees.take_bank_account(tx, BUYER, IBAN))
    company = await market.store.read(lambda tx: tx.get(Company, BUYER.company_id))
    assert company is not None
    assert company.payout_ref == "DE02120300000000202051"


class _Slow:
    """A provider whose first answer about an account is old by the time it arrives."""

    def __init__(self, market: Market, payees: Payees) -> None:
        self.market, self.payees, self.asked = market, payees, 0

    async def payee(self, account_ref: str) -> PayeeSnapshot:
        self.asked += 1
        if self.asked > 1:
            return PayeeSnapshot(account_ref, BUYER.company_id, can_receive=False, can_pay_out=False, submitted=True)
        self.market.clock.advance(timedelta(seconds=1))
        await self.payees.look(self, account_ref)  # type: ignore[arg-type]
        return PayeeSnapshot(account_ref, BUYER.company_id, can_receive=True, can_pay_out=True, submitted=True)


async def test_old_news_about_an_account_never_overwrites_newer_news(market: Market) -> None:
    payees = Payees(store=market.store, clock=market.clock, ids=market.ids, deployment="p", provider_name="stripe")
    await market.store.write(lambda tx: payees.take_account(tx, BUYER.company_id, "acct_9"))
    market.clock.advance(timedelta(hours=1))
    slow = _Slow(market, payees)
    await payees.look(slow, "acct_9")  # type: ignore[arg-type]
    account = await market.store.read(lambda tx: payees.account_of(tx, BUYER.company_id))
    assert account is not None
    assert (account.can_receive, slow.asked) == (False, 3)


class _Closed:
    """One seller's account is gone at the provider, another one is there; no event was missed."""

    async def events_since(self, _since: datetime) -> list[ProviderEvent]:
        return []

    async def payee(self, account_ref: str) -> PayeeSnapshot:
        if account_ref == "acct_gone":
            raise ProviderRefused("account_invalid")
        return PayeeSnapshot(account_ref, SELLER.company_id, can_receive=True, can_pay_out=True, submitted=True)

    async def bank_payouts(self, _account_ref: str, _since: datetime) -> list[BankPayout]:
        return []


async def test_an_account_that_is_gone_keeps_nobody_elses_news_from_being_read(market: Market) -> None:
    payees = Payees(store=market.store, clock=market.clock, ids=market.ids, deployment="p", provider_name="stripe")
    for company_id, ref in ((BUYER.company_id, "acct_gone"), (SELLER.company_id, "acct_9")):
        await market.store.write(lambda tx, c=company_id, r=ref: payees.take_account(tx, c, r))  # type: ignore[misc]

    async def waits(tx: Tx) -> None:
        for account in await tx.find(PayoutAccount, limit=9):
            await tx.put(replace(account, can_receive=False))

    await market.store.write(waits)
    parts = {"store": market.store, "payees": payees, "news": _Closed(), "clock": market.clock}
    missed = MissedEvents(**parts, inbox=None, listening=None)  # type: ignore[arg-type]
    market.clock.advance(timedelta(hours=1))
    assert await missed.catch_up() == 0
    account = await market.store.read(lambda tx: payees.account_of(tx, SELLER.company_id))
    assert account is not None
    assert account.can_receive
    assert await market.store.read(lambda tx: tx.get(Bookmark, CURSOR)) is not None
