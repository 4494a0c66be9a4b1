"""Messages reach the other side or are given back; versions stay; files, pace and contacts have their limits."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar

import pytest

from core.errors import ContactsNotYet, DomainError, InvalidValue, NotAllowed, NotFound, TooMany
from core.events import OutboxRow
from core.files import EvidenceFile
from core.members import ChatIdentity, Seat
from core.messages import MessagePart, MessageVersion, Relay
from core.redactions import Redaction
from core.services.relaying import FILES_MAX, PER_MINUTE, Letter, Passed, Relaying, digest_of, money_is_held
from core.trades import NegotiationMessage
from tests.core.services.market import (
    BUYER,
    BUYERS_VIEWER,
    MODERATOR,
    SELLER,
    SELLERS_TRADER,
    STRANGER,
    Market,
)

T = TypeVar("T")
HERE, THERE = "telegram|bot|buyer|", "telegram|bot|seller|"


class Desk:
    """The service on a market, a unit of work per call."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self.relaying = Relaying(clock=market.clock, ids=market.ids, trading=market.trading)

    async def in_one(self, step: Callable[[Any], Awaitable[T]]) -> T:
        return await self.market.store.write(step)

    async def sends(self, seat: Seat, text: str = "", **more: Any) -> Passed:
        letter = Letter(text=text, **more)
        return await self.in_one(lambda tx: self.relaying.send(tx, seat, self.market.trade_id, letter))

    async def rows(self, kind: type[T], /, **equals: Any) -> list[T]:
        return await self.market.store.read(lambda tx: tx.find(kind, limit=500, **equals))

    async def told(self, seat: Seat, kind: str = "message") -> list[dict[str, Any]]:
        """What waits for somebody."""
        rows = await self.rows(OutboxRow, identity_id=seat.identity_id, kind=kind, status="waiting")
        return [dict(row.args) for row in rows]

    async def delivers(self, seat: Seat) -> None:
        """Everything that waits for somebody stands in their chat."""
        for row in await self.rows(OutboxRow, identity_id=seat.identity_id, kind="message", status="waiting"):
            message_id = str(row.args["message_id"])
            worded = len(await self.rows(MessageVersion, message_id=message_id))
            await self.in_one(
                lambda tx, m=message_id, w=worded: self.relaying.note_copies(  # type: ignore[misc]
                    tx, m, seat.identity_id, THERE, (f"c{m[-6:]}",), worded=w
                )
            )
            await self.in_one(lambda tx, r=row: tx.settle_outbox([replace(r, status="sent")]))  # type: ignore[misc]

    async def uploads(self, seat: Seat, number: int, name: str = "drawing.pdf") -> str:
        ref = f"fil_{number:020d}"
        now = self.market.clock.now()
        row = EvidenceFile(
            ref,
            ref,
            seat.user_id,
            f"s{number}",
            "document",
            name,
            "application/pdf",
            3,
            f"{number:064x}",
            "unscanned",
            now,
        )
        await self.in_one(lambda tx: tx.add(row))
        return ref

    async def closes(self, seat: Seat, *, reachable: bool = False) -> None:
        """Somebody blocked us (or came back)."""

        async def step(tx: Any) -> None:
            identity = await tx.get(ChatIdentity, seat.identity_id)
            await tx.put(replace(identity, reachable=reachable))

        await self.in_one(step)


@pytest.fixture
async def desk(market: Market) -> Desk:
    await market.talks()
    return Desk(market)


async def test_a_message_is_for_everybody_of_the_other_side_and_changes_nothing(desk: Desk) -> None:
    before = await desk.market.deal()
    passed = await desk.sends(BUYER, " Is it in stock?\u202e ", place=HERE, parts=("7",))
    assert await desk.market.deal() == before
    [message] = await desk.rows(NegotiationMessage)
    assert (message.message, message.sender_id) == ("Is it in stock?", "usr_buyer")
    assert passed.reached == 2
    for reader in (SELLER, SELLERS_TRADER):
        assert await desk.told(reader) == [{"message_id": message.id, "change": "sent"}]
    assert not await desk.told(BUYER)
    [part] = await desk.rows(MessagePart)
    assert (part.place, part.part, part.own) == (HERE, "7", True)


@pytest.mark.parametrize(
    ("person", "text", "refusal"),
    [
        (BUYERS_VIEWER, "Hello", NotAllowed),
        (STRANGER, "Hello", NotFound),
        (MODERATOR, "Hello", NotFound),
        (BUYER, " ", InvalidValue),
        (BUYER, "x" * 2001, InvalidValue),
        (BUYER, "Call +49 170 1234567", ContactsNotYet),
    ],
)
async def test_what_is_not_passed_on_leaves_no_trace(
    desk: Desk, person: Seat, text: str, refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal):
        await desk.sends(person, text)
    assert not await desk.rows(NegotiationMessage)
    assert not await desk.rows(OutboxRow, kind="message")


async def test_contacts_pass_once_the_money_is_held(desk: Desk, market: Market) -> None:
    assert not money_is_held(await market.deal())
    with pytest.raises(ContactsNotYet):
        await desk.sends(SELLER, "sven@hansa.example.com")
    await market.awaiting_signatures()
    assert money_is_held(await market.deal())
    assert (await desk.sends(SELLER, "sven@hansa.example.com")).reached


async def test_the_name_of_a_file_is_read_like_words(desk: Desk) -> None:
    plain = await desk.uploads(BUYER, 1, "S235JR drawing 4711820.pdf")
    calling = await desk.uploads(BUYER, 2, "call +49 170 1234567.pdf")
    assert (await desk.sends(BUYER, files=(plain,))).reached
    with pytest.raises(ContactsNotYet):
        await desk.sends(BUYER, files=(calling,))


async def test_only_ones_own_files_and_not_too_many(desk: Desk) -> None:
    foreign = await desk.uploads(SELLER, 1)
    own = [await desk.uploads(BUYER, number) for number in range(2, 3 + FILES_MAX)]
    with pytest.raises(NotFound):
        await desk.sends(BUYER, "mine", files=(foreign,))
    with pytest.raises(InvalidValue):
        await desk.sends(BUYER, "many", files=tuple(own))


async def test_a_flood_is_stopped_for_a_minute(desk: Desk) -> None:
    for number in range(PER_MINUTE):
        await desk.sends(BUYER, f"Number {number}")
    with pytest.raises(TooMany):
        await desk.sends(BUYER, "One more")
    desk.market.clock.advance(timedelta(minutes=1, seconds=1))
    assert (await desk.sends(BUYER, "One more")).reached


async def test_every_version_is_kept_with_a_digest_of_words_and_files(desk: Desk) -> None:
    ref = await desk.uploads(BUYER, 1)
    passed = await desk.sends(BUYER, "Ten", files=(ref,), place=HERE, parts=("7",))
    await desk.delivers(SELLER)
    await desk.in_one(lambda tx: desk.relaying.edit(tx, BUYER, HERE, "7", "Twelve"))
    await desk.in_one(lambda tx: desk.relaying.delete(tx, BUYER, HERE, "7"))
    kept = sorted(await desk.rows(MessageVersion), key=lambda row: row.number)
    digest = f"{1:064x}"
    assert [(row.change, row.message, row.sha256) for row in kept] == [
        ("sent", "Ten", digest_of("Ten", [digest])),
        ("edited", "Twelve", digest_of("Twelve", [digest])),
        ("deleted", "Twelve", digest_of("Twelve", [digest])),
    ]
    assert [args["change"] for args in await desk.told(SELLER)] == ["edited", "deleted"]
    relay = await desk.rows(Relay, id=passed.message_id)
    assert relay[0].status == "deleted"


async def test_an_edit_follows_to_whoever_has_a_copy_and_only_the_author_makes_it(desk: Desk) -> None:
    await desk.sends(BUYER, "Ten", place=HERE, parts=("7",))
    assert await desk.in_one(lambda tx: desk.relaying.edit(tx, SELLER, HERE, "7", "Nine")) is None
    assert await desk.in_one(lambda tx: desk.relaying.edit(tx, BUYER, HERE, "8", "Nine")) is None
    assert await desk.in_one(lambda tx: desk.relaying.edit(tx, BUYER, HERE, "7", "Ten")) is None
    # Not delivered yet: the copy will say what the message says by then.
    passed = await desk.in_one(lambda tx: desk.relaying.edit(tx, BUYER, HERE, "7", "Eleven"))
    assert passed is not None
    assert [args["change"] for args in await desk.told(SELLER)] == ["sent"]
    with pytest.raises(ContactsNotYet):
        await desk.in_one(lambda tx: desk.relaying.edit(tx, BUYER, HERE, "7", "Eleven @berta_b"))
    [message] = await desk.rows(NegotiationMessage)
    assert message.message == "Eleven"


async def test_the_pieces_of_an_album_are_one_message_until_it_leaves(desk: Desk) -> None:
    refs = [await desk.uploads(BUYER, number) for number in range(1, 5)]
    first = await desk.sends(BUYER, "All sides", files=(refs[0],), place=HERE, parts=("1",), album="a")
    second = await desk.sends(BUYER, files=(refs[1],), place=HERE, parts=("2",), album="a")
    assert (second.message_id, second.joined) == (first.message_id, True)
    other = await desk.sends(BUYER, files=(refs[2],), place=HERE, parts=("3",), album="b")
    assert other.message_id != first.message_id
    await desk.delivers(SELLER)
    late = await desk.sends(BUYER, files=(refs[3],), place=HERE, parts=("4",), album="a")
    assert (late.message_id != first.message_id, late.joined) == (True, False)
    files = await desk.market.store.read(lambda tx: desk.relaying.files_of(tx, first.message_id))
    assert [file.id for file in files] == refs[:2]


async def _gives_up(desk: Desk, seat: Seat) -> None:
    """The outbox could not deliver to somebody and will not try again."""
    for row in await desk.rows(OutboxRow, identity_id=seat.identity_id, kind="message", status="waiting"):
        await desk.in_one(lambda tx, r=row: desk.relaying.undelivered(tx, r))  # type: ignore[misc]
        await desk.in_one(lambda tx, r=row: tx.settle_outbox([replace(r, status="dead")]))  # type: ignore[misc]
    await desk.closes(seat)


async def test_the_sender_is_told_when_nobody_of_the_other_side_has_it(desk: Desk) -> None:
    passed = await desk.sends(BUYER, "Is it there?")
    await _gives_up(desk, SELLER)
    assert not await desk.told(BUYER, "undelivered")
    await _gives_up(desk, SELLERS_TRADER)
    assert await desk.told(BUYER, "undelivered") == [{"message_id": passed.message_id}]
    with pytest.raises(NotFound):
        await desk.in_one(lambda tx: desk.relaying.again(tx, SELLER, passed.message_id))
    again = await desk.in_one(lambda tx: desk.relaying.again(tx, BUYER, passed.message_id))
    assert again.reached == 2
    assert len(await desk.told(SELLER)) == 1


async def test_a_copy_that_arrived_is_enough(desk: Desk) -> None:
    await desk.sends(BUYER, "Is it there?")
    await desk.delivers(SELLER)
    await _gives_up(desk, SELLERS_TRADER)
    assert not await desk.told(BUYER, "undelivered")


async def test_what_waits_goes_out_when_somebody_is_back(desk: Desk) -> None:
    await desk.closes(SELLER)
    await desk.closes(SELLERS_TRADER)
    passed = await desk.sends(BUYER, "Is it there?")
    assert passed.reached == 0
    assert not await desk.rows(OutboxRow, kind="message")
    await desk.closes(SELLERS_TRADER, reachable=True)
    await desk.in_one(lambda tx: desk.relaying.returned(tx, SELLERS_TRADER))
    assert await desk.told(SELLERS_TRADER) == [{"message_id": passed.message_id, "change": "sent"}]
    await desk.in_one(lambda tx: desk.relaying.returned(tx, SELLERS_TRADER))
    assert len(await desk.told(SELLERS_TRADER)) == 1


async def test_what_was_not_delivered_is_never_handed_to_the_senders_own_colleague(desk: Desk) -> None:
    for seat in (SELLER, SELLERS_TRADER, BUYERS_VIEWER):
        await desk.closes(seat)
    passed = await desk.sends(BUYER, "Is it there?")
    assert passed.reached == 0
    await desk.closes(BUYERS_VIEWER, reachable=True)
    await desk.in_one(lambda tx: desk.relaying.returned(tx, BUYERS_VIEWER))
    assert not await desk.told(BUYERS_VIEWER)
    assert [row.status for row in await desk.rows(Relay, id=passed.message_id)] == ["undelivered"]
    await desk.closes(SELLER, reachable=True)
    await desk.closes(SELLERS_TRADER, reachable=True)
    await desk.in_one(lambda tx: desk.relaying.returned(tx, SELLERS_TRADER))
    for seat in (SELLER, SELLERS_TRADER):
        assert await desk.told(seat) == [{"message_id": passed.message_id, "change": "sent"}]


@pytest.mark.parametrize("change", ["edited", "deleted", "redacted"])
async def test_a_change_that_comes_while_the_copy_is_being_sent_follows_it(desk: Desk, change: str) -> None:
    passed = await desk.sends(BUYER, "Ten pieces", place=HERE, parts=("1",))
    worded = await desk.in_one(lambda tx: desk.relaying.versions_of(tx, passed.message_id))
    if change == "edited":
        await desk.in_one(lambda tx: desk.relaying.edit(tx, BUYER, HERE, "1", "Eleven pieces"))
    elif change == "redacted":
        why = Redaction(
            "red_1",
            passed.deal.trade.id,
            passed.message_id,
            change,
            "insults",
            "Thieves",
            SELLER.user_id,
            passed.deal.trade.created_at,
        )
        await desk.in_one(lambda tx: tx.add(why))
    else:
        await desk.in_one(lambda tx: desk.relaying.delete(tx, BUYER, HERE, "1"))
    waiting = await desk.told(SELLER)

    async def noted(tx: Any) -> None:
        await desk.relaying.note_copies(tx, passed.message_id, SELLER.identity_id, THERE, ("c1",), worded=worded)

    await desk.in_one(noted)
    follows = {"message_id": passed.message_id, "change": change}
    assert await desk.told(SELLER) == [*waiting, follows]
    await desk.in_one(noted)
    assert await desk.told(SELLER) == [*waiting, follows], "once is enough"
