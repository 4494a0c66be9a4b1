"""Records of signatures: how the account became the signer's, and that none stays unsealed unnoticed."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.agreements import digest_of
from core.evidence import Ceremony, Consent, Document, Evidence
from core.linking import AccountLink
from core.members import ChatIdentity, Seat
from core.ports.seals import Seal
from core.services.sealing import Sealing
from core.services.signing import Signing
from tests.core.services.market import BUYER, SELLER, STRANGER, Market

CONSENT = Consent("consent-1.en", "en", "I agree.", digest_of("I agree."))


async def sign(market: Market, seat: Seat, name: str) -> dict[str, Any]:
    """One side signs as the ceremony does; its record."""
    agreement, now = (await market.deal()).agreement, market.clock.now()
    assert agreement is not None
    signing = Signing(trading=market.trading, clock=market.clock, ids=market.ids, consent=lambda lang: CONSENT)

    async def step(tx: Any) -> dict[str, Any]:
        if await signing.document_of(tx, agreement) is None:
            paper = ("doc_1", market.trade_id, agreement.id, "agreement", "en", "d" * 64, 9, "fil_1", now)
            await tx.add(Document(*paper))
        ceremony = Ceremony(
            agreement.id, agreement.text_sha256, CONSENT.sha256, now, name, "evt_1", "msg_1", ("msg_0",)
        )
        await signing.sign(tx, seat, market.trade_id, ceremony)
        records = await tx.find(Evidence, negotiation_id=market.trade_id, order="id", limit=10)
        return dict(records[-1].record)

    return await market.store.write(step)


async def test_a_record_tells_a_chat_that_wrote_first_from_one_that_was_joined_by_codes(market: Market) -> None:
    """The seller signs in a chat that became theirs by the codes that both of their chats showed."""
    await market.awaiting_signatures()
    joined_at = market.clock.now() - timedelta(days=2)

    async def step(tx: Any) -> None:
        twin = await tx.get(ChatIdentity, STRANGER.identity_id)
        await tx.put(replace(twin, user_id=SELLER.user_id))
        expired = joined_at + timedelta(minutes=10)
        link = AccountLink("lnk_1", "c" * 64, SELLER.identity_id, SELLER.user_id, "Sven", expired, joined_at)
        joiner = {"joiner_identity_id": STRANGER.identity_id, "joiner_user_id": STRANGER.user_id}
        await tx.add(replace(link, status="done", **joiner))
        given_up = replace(link, id="lnk_2", code_sha256="d" * 64, status="over")
        await tx.add(replace(given_up, starter_identity_id=BUYER.identity_id, joiner_user_id=BUYER.user_id))

    await market.store.write(step)
    own = await sign(market, BUYER, "Ana Ruiz")
    twin = replace(SELLER, identity_id=STRANGER.identity_id, chat_user=STRANGER.chat_user, chat=STRANGER.chat)
    joined = await sign(market, twin, "Bo Li")
    assert own["link_method"] == "first-message"
    assert (joined["link_method"], joined["linked_at"]) == ("link-code", joined_at.isoformat())
    assert own["linked_at"] != joined["linked_at"]
    await market.drained()


async def test_the_chat_that_gave_the_code_is_still_the_one_that_wrote_first(market: Market) -> None:
    await market.awaiting_signatures()

    async def step(tx: Any) -> None:
        now = market.clock.now()
        link = AccountLink("lnk_1", "c" * 64, BUYER.identity_id, BUYER.user_id, "Ana", now, now, status="done")
        await tx.add(replace(link, joiner_identity_id=STRANGER.identity_id, joiner_user_id=STRANGER.user_id))

    await market.store.write(step)
    assert (await sign(market, BUYER, "Ana Ruiz"))["link_method"] == "first-message"


class Jammed:
    """A sealer that does not work until it is mended."""

    key_id = "seal-1"

    def __init__(self) -> None:
        self.mended = False

    def seal(self, domain: str, value: Any) -> Seal:
        if not self.mended:
            raise OSError("the key can not be read")
        return Seal(self.key_id, "a" * 64, "c2VhbA==")


async def test_a_signature_that_stays_unsealed_for_a_minute_raises_the_alarm_once(
    market: Market, caplog: pytest.LogCaptureFixture
) -> None:
    sealer = Jammed()
    sealing = Sealing(store=market.store, sealer=sealer, clock=market.clock)
    await market.awaiting_signatures()

    def alarms() -> int:
        return sum(record.levelno == logging.ERROR and "unsealed" in record.message for record in caplog.records)

    await sign(market, BUYER, "Ana Ruiz")
    for seconds, heard in ((0, 0), (59, 0), (2, 1), (30, 1)):
        market.clock.advance(timedelta(seconds=seconds))
        with pytest.raises(OSError, match="can not be read"):
            await sealing.drain()
        assert alarms() == heard
    assert "Ana Ruiz" not in caplog.text
    sealer.mended = True
    assert await sealing.drain() == 1
    assert await sealing.drain() == 0
    sealer.mended = False
    await sign(market, SELLER, "Bo Li")
    market.clock.advance(timedelta(seconds=61))
    with pytest.raises(OSError, match="can not be read"):
        await sealing.drain()
    assert alarms() == 2
    await market.drained()
