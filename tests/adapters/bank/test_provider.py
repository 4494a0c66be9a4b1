"""Payment by hand: an order per key, what an operator says is what is known, and two of them above the limit."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.bank.provider import BankProvider
from adapters.storage.opening import open_store
from core.bank import BankOrder
from core.errors import ConflictOfInterest, NotAllowed, NotFound, NotNow
from core.events import AuditRow, OutboxRow
from core.ids import Ids
from core.members import Seat
from core.payees import is_iban
from core.payments import ProviderIntent
from core.ports.payments import ProviderRefused
from core.ports.unit_of_work import Store
from core.services.bank_desk import BankDesk
from tests.adapters.storage.samples import NOON, begin_deal, settle_in
from tests.core.services.market_store import RING, migrated

RECEIPT = {
    "trade_id": "neg_1",
    "amount": 5_000,
    "currency": "EUR",
    "title": "Steel",
    "expires_at": (NOON + timedelta(days=7)).isoformat(),
}
OLA = Seat("usr_ola", "", "", "", "operator")
ODA = Seat("usr_oda", "", "", "", "operator")
MARA = Seat("usr_mara", "", "", "", "moderator")


class Still:
    def now(self) -> Any:
        return NOON


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = open_store(f"sqlite:///{migrated(tmp_path / 'bank.sqlite3')}", RING)
    await settle_in(opened)
    await begin_deal(opened)
    yield opened
    await opened.close()


@pytest.fixture
def ids() -> Ids:
    count = iter(range(10_000))
    return Ids(lambda: NOON, lambda length: next(count).to_bytes(length, "big"))


@pytest.fixture
def bank(store: Store, ids: Ids) -> BankProvider:
    return BankProvider(store=store, clock=Still(), ids=ids, public_url="https://market.example")


@pytest.fixture
def desk(ids: Ids) -> BankDesk:
    return BankDesk(clock=Still(), ids=ids, deployment="p", four_eyes_above=10_000)


async def test_one_order_for_one_key_and_the_desk_is_told_once(store: Store, bank: BankProvider) -> None:
    first = await bank.open_checkout(RECEIPT, key="p:neg_1:checkout:1")
    again = await bank.open_checkout(RECEIPT, key="p:neg_1:checkout:1")
    assert first == again
    assert first.url == f"https://market.example/bank/{first.session_ref}"
    [told] = await store.read(lambda tx: tx.find(OutboxRow))
    assert (told.kind, told.subject_id) == ("bank", first.session_ref)
    assert (await bank.look_up(first.session_ref)).state == "open"


async def test_what_an_operator_confirms_is_paid_and_the_trade_is_looked_at(
    store: Store, bank: BankProvider, desk: BankDesk
) -> None:
    opened = await bank.open_checkout(RECEIPT, key="k1")
    with pytest.raises(NotFound):
        await store.write(lambda tx: desk.confirm(tx, MARA, opened.session_ref))
    await store.write(lambda tx: desk.confirm(tx, OLA, opened.session_ref))
    seen = await bank.look_up(opened.session_ref)
    assert (seen.state, seen.amount, seen.captured, seen.currency, seen.fee) == ("paid", 5_000, 5_000, "EUR", 0)
    assert seen.metadata["trade_id"] == "neg_1"
    [look] = await store.read(lambda tx: tx.find(ProviderIntent, kind="look"))
    assert look.negotiation_id == "neg_1"
    with pytest.raises(NotNow):
        await store.write(lambda tx: desk.confirm(tx, ODA, opened.session_ref))
    assert await store.read(lambda tx: tx.count(AuditRow, action="bank.confirmed")) == 1


async def test_nobody_says_that_their_own_company_has_paid(store: Store, bank: BankProvider, desk: BankDesk) -> None:
    opened = await bank.open_checkout(RECEIPT, key="k8")
    buying = replace(OLA, company_id="com_buyer", company_name="Buyer", role="owner")
    with pytest.raises(ConflictOfInterest):
        await store.write(lambda tx: desk.confirm(tx, buying, opened.session_ref))
    assert (await bank.look_up(opened.session_ref)).state == "open"
    await store.write(lambda tx: desk.confirm(tx, ODA, opened.session_ref))
    assert (await bank.look_up(opened.session_ref)).state == "paid"


@pytest.mark.parametrize("side", ["com_buyer", "com_seller"])
async def test_nobody_says_what_happened_to_money_of_their_own_company(
    store: Store, bank: BankProvider, desk: BankDesk, side: str
) -> None:
    """Neither that a payout was sent, nor that it is to be sent anew."""
    body = {"account_ref": "DE89", "charge_ref": "c", "amount": 4_000, "currency": "EUR", "trade_id": "neg_1"}
    sent = await bank.transfer(body, key="k9")
    party = replace(OLA, company_id=side, company_name="Party", role="owner")
    for act in (desk.confirm, desk.fail):
        with pytest.raises(ConflictOfInterest):
            await store.write(lambda tx, act=act: act(tx, party, sent.ref))  # type: ignore[misc]
    order = await store.read(lambda tx: tx.get(BankOrder, sent.ref))
    assert order is not None
    assert (order.status, order.confirmed_by) == ("open", "")
    await store.write(lambda tx: desk.confirm(tx, ODA, sent.ref))


async def test_above_the_limit_two_different_operators_say_the_same(
    store: Store, bank: BankProvider, desk: BankDesk
) -> None:
    opened = await bank.open_checkout({**RECEIPT, "amount": 10_001}, key="k2")
    await store.write(lambda tx: desk.confirm(tx, OLA, opened.session_ref))
    assert (await bank.look_up(opened.session_ref)).state == "open"
    with pytest.raises(NotAllowed):
        await store.write(lambda tx: desk.confirm(tx, OLA, opened.session_ref))
    await store.write(lambda tx: desk.confirm(tx, ODA, opened.session_ref))
    order = await store.read(lambda tx: tx.get(BankOrder, opened.session_ref))
    assert order is not None
    assert (order.status, order.confirmed_by, order.second_by) == ("done", "usr_ola", "usr_oda")


async def test_a_window_that_ended_and_money_that_came_all_the_same(
    store: Store, bank: BankProvider, desk: BankDesk
) -> None:
    opened = await bank.open_checkout(RECEIPT, key="k3")
    body = {"session_ref": opened.session_ref, "trade_id": "neg_1"}
    assert (await bank.expire_checkout(body, key="k4")).state == "cancelled"
    await store.write(lambda tx: desk.confirm(tx, OLA, opened.session_ref))
    assert (await bank.look_up(opened.session_ref)).state == "paid"
    assert (await bank.expire_checkout(body, key="k4")).state == "paid", "money that is here wins"


async def test_what_one_operator_says_was_sent_no_other_calls_failed(
    store: Store, bank: BankProvider, desk: BankDesk
) -> None:
    """Failed orders are made anew: the money would leave a second time."""
    body = {**RECEIPT, "amount": 10_001, "account_ref": "DE02120300000000202051", "charge_ref": "bnk_1"}
    sent = await bank.transfer(body, key="k9")
    await store.write(lambda tx: desk.confirm(tx, OLA, sent.ref))
    with pytest.raises(NotAllowed):
        await store.write(lambda tx: desk.fail(tx, ODA, sent.ref))
    assert (await bank.transfer(body, key="k9")).status == "pending"
    await store.write(lambda tx: desk.fail(tx, OLA, sent.ref))
    assert (await bank.transfer(body, key="k9")).status == "failed"


async def test_a_payout_waits_is_found_by_its_key_and_may_fail(
    store: Store, bank: BankProvider, desk: BankDesk
) -> None:
    body = {**RECEIPT, "account_ref": "DE02120300000000202051", "charge_ref": "bnk_1"}
    sent = await bank.transfer(body, key="k5")
    assert (sent.status, sent.reason) == ("pending", "processing")
    assert await bank.transfer(body, key="k5") == sent
    order = await store.read(lambda tx: tx.get(BankOrder, sent.ref))
    assert order is not None
    assert order.payee == "DE02120300000000202051"
    await store.write(lambda tx: desk.fail(tx, OLA, sent.ref))
    found = await bank.find_movement("transfer", body, key="k5")
    assert found is not None
    assert (found.status, found.reason) == ("failed", "by_hand")
    assert await bank.find_movement("transfer", body, key="never") is None
    with pytest.raises(NotNow):
        await store.write(lambda tx: desk.confirm(tx, OLA, sent.ref))


async def test_a_refund_is_done_when_it_was_sent(store: Store, bank: BankProvider, desk: BankDesk) -> None:
    body = {**RECEIPT, "payment_ref": "bnk_1"}
    sent = await bank.refund(body, key="k6")
    await store.write(lambda tx: desk.confirm(tx, OLA, sent.ref))
    assert await bank.find_movement("refund", body, key="k6") == replace(sent, status="done", reason="")


async def test_there_are_no_banks_to_answer_and_nothing_that_was_never_ordered(bank: BankProvider) -> None:
    with pytest.raises(ProviderRefused):
        await bank.submit_evidence({}, key="k7")
    with pytest.raises(ProviderRefused):
        await bank.look_up("bnk_unknown")


@pytest.mark.parametrize(
    "text", ["DE02 1203 0000 0000 2020 51", "gb82west12345698765432", "FR1420041010050500013M02606"]
)
def test_an_iban(text: str) -> None:
    assert is_iban(text)


@pytest.mark.parametrize("text", ["", "DE03120300000000202051", "DE02", "1234567890123456", "DE0212030000000020205١"])
def test_no_iban(text: str) -> None:
    assert not is_iban(text)
