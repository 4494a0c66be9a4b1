"""A company is held while deals are under way: the other side is told, and nobody is offered what would be refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot import verbs
from bot.presenting import reader_card
from bot.text import Texts
from core.errors import NameHeld, OtherNameHeld
from core.events import OutboxRow
from core.members import Company, Seat
from core.ports.chat import Do, Screen
from core.process.definition import Role
from core.trades import Deal, State
from tests.adapters.storage.stages import FEE, TERMS
from tests.desk.floor import Floor
from tests.desk.test_taking_down import person

HELD = "can be mistaken for another one, and moderators are looking into it"
BEGINS = {verbs.ACTS[name] for name in ("accept", "offer", "ask_for_approval", "renew", "request_payment", "pay_again")}
BEGINS |= {verbs.RENEW_OFFER, verbs.REPEAT}


class _Running:
    """Deals between the same two companies, one at each stage, and a moderator."""

    def __init__(self, floor: Floor, channel: str) -> None:
        self.floor, self.stage, self.names = floor, floor.stage, floor.market.services.names
        self.mara = person(channel, 741, "Mara")
        self.deals: dict[str, Deal] = {}

    async def open(self) -> None:
        stage = self.stage
        await self.floor.open()
        await self.floor.enters(self.mara, staff="moderator")
        self.deals["asked"] = await stage.offered()
        answered = await stage.offered()
        self.deals["answered"] = await stage.act(stage.seller, answered.trade.id, "offer", terms=TERMS)
        self.deals["agreed"] = await self._agreed()
        self.deals["unpaid"] = await self._asked_for_money()
        paying = await self._asked_for_money()
        self.deals["refused"] = await stage.happens(
            paying.trade.id, "checkout_refused", Role.PROVIDER, {"code": "down"}
        )
        held = await self._asked_for_money()
        paid = {"payment_ref": "pi_held", "charge_ref": "ch_held", "fee": FEE}
        self.deals["held"] = await stage.happens(held.trade.id, "authorized", Role.PROVIDER, paid)
        self.deals["placed"] = await stage.placed()

    async def _agreed(self) -> Deal:
        return await self.stage.act(self.stage.seller, (await self.stage.offered()).trade.id, "accept")

    async def _asked_for_money(self) -> Deal:
        return await self.stage.act(self.stage.seller, (await self._agreed()).trade.id, "request_payment")

    async def decides(self, company_id: str, does: str, rev: int) -> None:
        store = self.floor.market.store
        mara = await store.read(lambda tx: tx.seat_of_user("usr_mara"))
        assert mara is not None
        await store.write(lambda tx: self.names.decide(tx, mara, company_id, does, rev=rev))

    async def is_renamed(self, company_id: str, name: str) -> None:
        store = self.floor.market.store
        company = await store.read(lambda tx: tx.get(Company, company_id))
        assert company is not None
        await store.write(lambda tx: tx.put(replace(company, name=name)))
        assert await self.names.look(store, company_id)

    async def told(self, notice: str) -> list[tuple[str, str]]:
        """(stage, identity) of whoever was told."""
        rows = await self.floor.market.store.read(lambda tx: tx.find(OutboxRow, notice=notice, limit=100))
        at = {deal.trade.id: stage for stage, deal in self.deals.items()}
        return sorted((at[row.subject_id], row.identity_id) for row in rows)

    async def card(self, stage: str, seat: Seat) -> Screen:
        services, say = self.floor.market.services, Texts().say("en")
        deal = await self.stage.deal(self.deals[stage].trade.id)
        return await self.floor.market.store.read(lambda tx: reader_card(services, tx, deal, seat, say))


def _does(card: Screen) -> set[str]:
    return {button.go.verb for button in card.buttons if isinstance(button.go, Do)}


async def test_who_deals_with_a_held_seller(database_url: str, tmp_path: Path) -> None:
    channel = "telegram" if database_url.startswith("sqlite") else "slack"
    market = _Running(Floor(database_url, tmp_path, desk=channel), channel)
    await market.open()
    stage = market.stage
    assert verbs.ACTS["request_payment"] in _does(await market.card("agreed", stage.seller))
    assert verbs.ACTS["pay_again"] in _does(await market.card("refused", stage.buyer))
    await market.is_renamed("com_seller", "Escrow Support")
    await market.decides("com_seller", "held", 1)
    each = [(at, "idn_buyer") for at in ("agreed", "answered", "asked", "held", "placed", "refused", "unpaid")]
    assert await market.told("other-held") == each, "once each"

    for at in market.deals:
        for seat in (stage.buyer, stage.seller):
            card = await market.card(at, seat)
            assert not _does(card) & BEGINS, (at, seat.user_id)
            assert (HELD in str(card)) == (seat is stage.buyer)
    assert "nothing can be offered or accepted here" in str(await market.card("answered", stage.buyer))
    assert "it can not ask you for payment" in str(await market.card("agreed", stage.buyer))
    assert "nor ask for payment" in str(await market.card("agreed", stage.seller))
    assert "nothing happens to money that is held" in str(await market.card("held", stage.buyer))

    with pytest.raises(NameHeld):
        await stage.act(stage.seller, market.deals["agreed"].trade.id, "request_payment")
    with pytest.raises(OtherNameHeld):
        await stage.act(stage.buyer, market.deals["refused"].trade.id, "pay_again")
    assert verbs.ACTS["decline"] in _does(await market.card("answered", stage.buyer))
    await stage.act(stage.buyer, market.deals["answered"].trade.id, "decline")
    await stage.act(stage.buyer, market.deals["asked"].trade.id, "withdraw")
    await stage.act(stage.buyer, market.deals["held"].trade.id, "refuse_to_sign")
    paid = {"payment_ref": "pi_unpaid", "charge_ref": "ch_unpaid", "fee": FEE}
    came = await stage.happens(market.deals["unpaid"].trade.id, "authorized", Role.PROVIDER, paid)
    assert came.state is State.AWAITING_SIGNATURES, "money that was on its way is held like all other"

    await market.decides("com_seller", "released", 2)
    assert ("agreed", "idn_buyer") in await market.told("other-released")
    assert HELD not in str(await market.card("agreed", stage.buyer))
    paying = await stage.act(stage.seller, market.deals["agreed"].trade.id, "request_payment")
    assert paying.state is State.AWAITING_PAYMENT
    await market.floor.close()


async def test_who_deals_with_a_held_buyer(sqlite_url: str, tmp_path: Path) -> None:
    """It may pay for what was agreed; it is told again of nothing when another name of it is held, too."""
    market = _Running(Floor(sqlite_url, tmp_path, desk="slack"), "slack")
    await market.open()
    stage = market.stage
    await market.is_renamed("com_buyer", "Escrow Support")
    await market.decides("com_buyer", "held", 1)
    before = await market.told("other-held")
    assert {identity for _, identity in before} == {"idn_seller"}
    buyer = await market.floor.market.store.read(lambda tx: tx.seat_of_user("usr_buyer"))
    assert buyer is not None
    await market.floor.market.store.write(lambda tx: market.names.rename(tx, buyer, "Escrow Moderation"))
    await market.decides("com_buyer", "held", 3)
    assert await market.told("other-held") == before
    assert HELD in str(await market.card("asked", stage.seller))
    assert not _does(await market.card("asked", stage.seller)) & BEGINS
    paying = await stage.act(stage.seller, market.deals["agreed"].trade.id, "request_payment")
    assert paying.state is State.AWAITING_PAYMENT
    await stage.act(stage.buyer, market.deals["refused"].trade.id, "pay_again")
    await market.floor.close()
