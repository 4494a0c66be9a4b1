"""Erasing somebody: what says who they are goes, what others need stays, and a crash or an old backup changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.erasing import Erasure
from core.errors import ErasureBlocked, LastOwner, NotFound
from core.events import AuditRow, ConversationRow, OutboxRow, ScreenRow
from core.hooks import Hook
from core.ids import Ids
from core.linking import AccountLink
from core.listings import Product
from core.members import ChatIdentity, Company, Membership, Profile, User
from core.messages import MessagePart
from core.ports.unit_of_work import Store, Tx
from core.preferences import Preferences
from core.searches import Search
from core.services.erasing import COMMAND_LINE, Erasing
from core.trades import Negotiation, NegotiationMessage
from tests.adapters.storage.samples import NOON, begin_deal, later, settle_in
from tests.adapters.storage.test_sign_ins import ROWS as SIGN_INS

BUYER, SELLER = "usr_buyer", "usr_seller"
OWN: tuple[Any, ...] = (
    Profile("prf_1", BUYER, NOON, NOON, "Ana", "Ruiz", "Ruiz SL", "Calle Mayor 1", "+34600000000"),
    Preferences(BUYER, NOON, zone="Europe/Madrid"),
    Search("sea_1", BUYER, "idn_buyer", NOON, NOON, words="bolts for my boat"),
    ConversationRow("cnv_1", "telegram|bot|chat-buyer|", "idn_buyer", "offer", {"place": "Bilbao"}, 1, NOON),
    ScreenRow("scr_1", "telegram|bot|chat-buyer|", "home", "idn_buyer", ("1",), "", 1, 1, NOON),
    OutboxRow("out_1", "o", "note", "neg_1", "idn_buyer", "linked", {"channel": "Slack"}, NOON, NOON),
    NegotiationMessage("msg_1", "neg_1", BUYER, "psst", False, NOON),
    MessagePart("mpt_1", "msg_1", "idn_buyer", "telegram|bot|chat-buyer|", "51", True, NOON),
    MessagePart("mpt_2", "msg_1", "idn_buyer", "telegram|bot|chat-buyer|", "52", False, NOON),
    AccountLink("lnk_1", "x", "idn_buyer", BUYER, "Ana on Telegram", NOON, NOON),
    AccountLink("lnk_2", "y", "idn_seller", SELLER, "Sven", NOON, NOON, joiner_user_id=BUYER, joined_as="Ana"),
)


class Clock:
    def now(self) -> Any:
        return later(hours=1)


class KeyBox:
    """Keys that are only names; `fails` once."""

    def __init__(self) -> None:
        self.destroyed: list[str] = []
        self.fails = False

    async def destroy(self, owner: str) -> None:
        if self.fails:
            self.fails = False
            raise OSError
        self.destroyed.append(owner)

    async def gone(self) -> list[str]:
        return sorted(set(self.destroyed))


def erasing_in(store: Store) -> tuple[Erasing, KeyBox]:
    box = KeyBox()
    return Erasing(store=store, clock=Clock(), ids=Ids(Clock().now, bytes), keys=box), box


async def _with_everything(store: Store, state: str = "closed") -> None:
    """Ana has done all that leaves something of her, and her only deal stands so."""
    await settle_in(store)
    await begin_deal(store)
    await store.write(lambda tx: tx.add(*SIGN_INS, *OWN))

    async def over(tx: Tx) -> None:
        trade = await tx.get(Negotiation, "neg_1")
        assert trade is not None
        await tx.put(replace(trade, state=state))

    await store.write(over)


async def test_nothing_says_who_it_was_and_the_other_side_keeps_its_deal(store: Store) -> None:
    await _with_everything(store)
    erasing, box = erasing_in(store)
    with pytest.raises(NotFound):
        await store.write(lambda tx: erasing.erase(tx, "usr_nobody", asked_by=COMMAND_LINE))
    await store.write(lambda tx: erasing.erase(tx, BUYER, asked_by=BUYER))
    await store.write(lambda tx: erasing.erase(tx, BUYER, asked_by=BUYER))

    async def seen(tx: Tx) -> None:
        for row in (*OWN[1:5], OWN[9], SIGN_INS[3], SIGN_INS[4], SIGN_INS[5]):
            assert await tx.get(type(row), row.id) is None, row
        user, chat, company = [
            await tx.get(*one) for one in ((User, BUYER), (ChatIdentity, "idn_buyer"), (Company, "com_buyer"))
        ]  # type: ignore[arg-type]
        assert (user.email, user.email_index, user.password_hash) == (None, None, None)
        assert (chat.chat_user, chat.chat, chat.reachable) == ("erased:idn_buyer", "", False)
        parts = [await tx.get(MessagePart, f"mpt_{number}") for number in (1, 2)]
        assert [(part.place, part.own) for part in parts if part] == [("erased:mpt_1", True), ("erased:mpt_2", False)]
        assert (company.name, company.address, company.payout_ref) == ("#_BUYER", "", "acct_buyer")
        assert await tx.get(Profile, "prf_1") == Profile("prf_1", BUYER, NOON, later(hours=1))
        assert await tx.seat("telegram", "bot", "chat-buyer") is None
        assert await tx.count(Membership, user_id=BUYER) == 0
        news, link = await tx.get(OutboxRow, "out_1"), await tx.get(AccountLink, "lnk_2")
        assert news is not None
        assert link is not None
        assert (news.status, dict(news.args), link.joined_as, link.started_as) == ("dead", {}, "", "Sven")
        deal = await tx.deal("neg_1")
        assert deal is not None
        assert deal.trade.buyer_id == BUYER
        assert [(row.actor_id, row.object_id) for row in await tx.find(AuditRow, action="person.erased")] == [
            (BUYER, BUYER)
        ]

    await store.read(seen)
    assert box.destroyed == []
    # A crash between the commit and the key: whoever comes next destroys it, once.
    box.fails = True
    with pytest.raises(OSError):  # noqa: PT011 - what a full or broken disk raises
        await erasing.finish()
    assert await erasing.finish() == 1
    assert await erasing.finish() == 0
    assert box.destroyed == [BUYER]


async def test_a_restored_database_is_brought_up_to_date(store: Store) -> None:
    await _with_everything(store, "placed")
    erasing, box = erasing_in(store)
    box.destroyed.append(BUYER)
    box.destroyed.append("usr_of_another_time")
    assert await erasing.again() == 1
    assert await erasing.again() == 0
    assert (await store.read(lambda tx: tx.get(Profile, "prf_1"))) == Profile("prf_1", BUYER, NOON, later(hours=1))
    assert await store.read(lambda tx: tx.count(Erasure)) == 1


async def test_nobody_goes_whom_others_depend_on(store: Store) -> None:
    await _with_everything(store, "placed")
    erasing, _ = erasing_in(store)
    for user_id in (BUYER, SELLER):
        with pytest.raises(ErasureBlocked) as caught:
            await store.write(lambda tx, who=user_id: erasing.erase(tx, who, asked_by=who))
        assert caught.value.fields == {"why": "deals"}
    colleague = User("usr_helper", NOON, NOON)
    place = Membership("mem_helper", "com_seller", "usr_helper", "trader", NOON)
    await store.write(lambda tx: tx.add(colleague, place))
    with pytest.raises(LastOwner):
        await store.write(lambda tx: erasing.erase(tx, SELLER, asked_by=SELLER))
    await store.write(lambda tx: tx.put(replace(place, role="owner")))
    hook = Hook("hok_2", "com_seller", "https://hooks.example.org/", "secret", SELLER, NOON)
    await store.write(lambda tx: tx.add(hook, replace(hook, id="hok_3", created_by="usr_helper")))
    await store.write(lambda tx: erasing.erase(tx, SELLER, asked_by=SELLER))
    listening = await store.read(lambda tx: tx.find(Hook, company_id="com_seller", ended_at=None))
    assert [one.id for one in listening] == ["hok_3"], "what an owner opened closes behind them"
    company = await store.read(lambda tx: tx.get(Company, "com_seller"))
    assert company is not None
    assert company.name == "Seller & Sons"
    await store.write(lambda tx: tx.put(replace(colleague, staff_role="moderator")))
    with pytest.raises(ErasureBlocked) as caught:
        await store.write(lambda tx: erasing.erase(tx, "usr_helper", asked_by=COMMAND_LINE))
    assert caught.value.fields == {"why": "staff"}
    assert await store.read(lambda tx: tx.count(Membership, user_id="usr_helper")) == 1


async def test_a_seller_alone_takes_the_shelf_along(store: Store) -> None:
    await _with_everything(store)
    erasing, _ = erasing_in(store)
    hook = Hook("hok_2", "com_seller", "https://hooks.example.org/", "secret", SELLER, NOON)
    await store.write(lambda tx: tx.add(hook))
    await store.write(lambda tx: erasing.erase(tx, SELLER, asked_by=SELLER))
    assert {one.status for one in await store.read(lambda tx: tx.find(Product))} == {"removed"}
    assert await store.read(lambda tx: tx.get(Hook, "hok_2")) is None
