"""The sides of a deal write to each other through the bot: on both platforms and across them, without handles."""

from __future__ import annotations

import base64
import hashlib
import io
from typing import Any

import pytest
import pytest_asyncio
from PIL import Image

from core.events import OutboxRow, ScreenRow
from core.files import DisputeFile, EvidenceFile
from core.messages import MessagePart, MessageVersion
from core.ports.chat import Place, Screen
from core.ports.unit_of_work import Tx
from core.trades import NegotiationMessage, State
from tests.scenarios.players import OnSlack, OnTelegram, Player
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< >>\n%%EOF\n"


def photo(colour: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(made, "JPEG")
    return made.getvalue()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def trade(opened: World) -> Trade:
    """A buyer on Telegram, Sven on Slack, and an offer between them: all tests talk about it."""
    made = Trade(opened, await opened.buyer("Berta Brandt", "Brandt Bau GmbH"))
    await made.is_offered()
    return made


async def does(player: Player, act: str, **given: Any) -> dict[str, Any]:
    """An act at the person's client that the players have no word for."""
    person: Any = player.person
    if isinstance(player, OnSlack):
        given.setdefault("channel", await person._channel())
    done: dict[str, Any] = await person._does(act, given)
    await player.world.rests()
    return done


async def key_of(player: Player, words: str) -> str:
    """The native id of the newest message with these words."""
    return (await player.person.sees(words, 30)).key


async def replies(player: Player, to: str, text: str) -> None:
    """Answer a message natively."""
    key = await key_of(player, to)
    if isinstance(player, OnTelegram):
        await does(player, "say", text=text, reply_to_message_id=int(key))
    else:
        await does(player, "say", text=text, thread_ts=key)


async def newest_message(world: World) -> NegotiationMessage:
    [row] = await world.market.store.read(lambda tx: tx.find(NegotiationMessage, order="-created_at", limit=1))
    return row


async def writes(player: Player, trade: Trade, text: str) -> None:
    """From the deal's card, by the form."""
    await trade.is_opened_by(player)
    await player.presses("Write to them")
    if isinstance(player, OnSlack):
        await player.fills(words_=text)
    else:
        await player.says(text)


async def files_seen(world: World, player: Player) -> list[bytes]:
    """Everything that can be downloaded in a chat."""
    urls: list[str] = []
    for each in await player.messages():
        if not each.by_bot:
            continue
        urls += [each.raw[kind] for kind in ("photo", "document") if each.raw.get(kind)]
        urls += [file["url"] for file in each.raw.get("files", [])]
        urls += [f"/slack/_files/{b['slack_file']['id']}" for b in each.raw.get("blocks", []) if "slack_file" in b]
    found = []
    for url in urls:
        answer = await world._http.get(url if url.startswith("http") else world.base_url + url)
        found.append(answer.raise_for_status().content)
    return found


async def test_words_travel_both_ways_and_answers_find_their_deal(world: World, trade: Trade) -> None:
    buyer, seller = trade.buyer, trade.seller
    await writes(buyer, trade, "Is the steel galvanised?")
    await seller.sees("Is the steel galvanised?")
    await replies(seller, "Is the steel galvanised?", "No, it is pickled and oiled.")
    answer = await buyer.sees("pickled and oiled")
    assert "Hansa Metalworks" in answer.text
    await seller.sees("Passed on to Brandt Bau GmbH")
    await replies(buyer, "pickled and oiled", "Then we are fine.")
    await seller.sees("Then we are fine.")
    for player, stranger in ((buyer, "Sven"), (seller, "Berta")):
        for each in await player.messages():
            assert not each.by_bot or stranger not in each.text or "Brandt" in each.text
    if isinstance(buyer, OnTelegram):
        raw = (await buyer.sees("pickled and oiled")).raw
        assert raw.get("reply_to") or raw.get("reply_to_message")


@pytest.mark.parametrize("side", ["buyer", "seller"])
async def test_a_photo_asks_which_deal_and_arrives_without_what_the_camera_wrote(
    world: World, trade: Trade, side: str
) -> None:
    writer, reader = (trade.buyer, trade.seller) if side == "buyer" else (trade.seller, trade.buyer)
    exif = Image.Exif()
    exif[0x013B] = "Berta's own camera"
    made = io.BytesIO()
    Image.new("RGB", (60, 40), "orange").save(made, "JPEG", exif=exif.tobytes())
    await writer.person.sends("IMG_1.jpg", made.getvalue(), mime="image/jpeg", caption=f"The edges, {side}")
    await world.rests()
    await reader.does_not_see(f"The edges, {side}")
    await writer.presses(f"{trade.id[-6:].upper()} ·")
    await reader.sees(f"The edges, {side}")
    seen = [each for each in await files_seen(world, reader) if each.startswith(b"\xff\xd8")]
    assert seen
    assert not any(b"own camera" in each for each in seen)
    row = (await world.market.store.read(lambda tx: tx.find(EvidenceFile, order="-created_at", limit=1)))[0]
    assert row.sha256 == hashlib.sha256(made.getvalue()).hexdigest()
    assert await world.market.files.read(row.original) == made.getvalue()


@pytest.mark.parametrize("side", ["buyer", "seller"])
async def test_a_document_as_an_answer(world: World, trade: Trade, side: str) -> None:
    writer, reader = (trade.buyer, trade.seller) if side == "buyer" else (trade.seller, trade.buyer)
    await writes(reader, trade, f"Please send the drawing, {side}.")
    key = await key_of(writer, f"Please send the drawing, {side}.")
    encoded = base64.b64encode(PDF).decode()
    if isinstance(writer, OnTelegram):
        await does(
            writer, "document", name="../drawing.pdf", mime="", base64=encoded, caption="", reply_to_message_id=int(key)
        )
    else:
        await does(writer, "file", name="../drawing.pdf", base64=encoded, text="", thread_ts=key)
    assert PDF in await files_seen(world, reader)
    assert any("drawing.pdf" in str(each.raw) for each in await reader.messages() if each.by_bot)
    assert not any("../" in str(each.raw) for each in await reader.messages() if each.by_bot)
    await reader.sees("not scanned for malware")


async def test_an_edit_and_a_deletion_follow_and_the_evidence_stays(world: World, trade: Trade) -> None:
    buyer, seller = trade.buyer, trade.seller
    await writes(buyer, trade, "We need 12 sheets.")
    said = await key_of(buyer, "We need 12 sheets.")
    await does(buyer, "edit", message_id=int(said), text="We need 14 sheets.")
    await seller.sees("We need 14 sheets.", "Edited by its author.")
    await seller.does_not_see("We need 12 sheets.")

    await replies(seller, "We need 14 sheets.", "Fourteen are there.")
    await buyer.sees("Fourteen are there.")
    own = await key_of(seller, "Fourteen are there.")
    await does(seller, "edit", ts=own, text="Thirteen are there.")
    await buyer.sees("Thirteen are there.")
    await buyer.does_not_see("Fourteen are there.")
    await does(seller, "delete", ts=own)
    await buyer.sees("Deleted by its author.")
    await buyer.does_not_see("Thirteen are there.")

    message = await newest_message(world)
    kept = await world.market.store.read(
        lambda tx: tx.find(MessageVersion, message_id=message.id, order="number", limit=9)
    )
    assert [(row.change, row.message) for row in kept] == [
        ("sent", "Fourteen are there."),
        ("edited", "Thirteen are there."),
        ("deleted", "Thirteen are there."),
    ]
    assert len({row.sha256 for row in kept}) == 2


async def test_an_edit_while_the_copy_is_on_its_way_arrives(
    world: World, trade: Trade, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy was worded before, and stands nowhere yet: nobody but its sender can know that it is out of date."""
    market, shown = world.market, world.market.showing.show
    edited: list[str] = []

    async def edit(tx: Tx) -> None:
        [message] = await tx.find(NegotiationMessage, order="-created_at", limit=1)
        [part] = await tx.find(MessagePart, message_id=message.id, own=True)
        seat = await tx.seat_of_user(message.sender_id)
        assert seat is not None
        await market.services.relaying.edit(tx, seat, part.place, part.part, "We need 22 sheets.")

    async def show(place: Place, row: ScreenRow, screen: Screen, **more: Any) -> ScreenRow | None:
        if screen.key.startswith("message:") and not edited:
            edited.append(screen.key)
            await market.store.write(edit)
        return await shown(place, row, screen, **more)

    monkeypatch.setattr(market.showing, "show", show)
    await writes(trade.buyer, trade, "We need 21 sheets.")
    assert edited
    await trade.seller.sees("We need 22 sheets.", "Edited by its author.")
    await trade.seller.does_not_see("We need 21 sheets.")


async def test_contacts_are_kept_back_until_the_money_is_held(world: World, trade: Trade) -> None:
    buyer, seller = trade.buyer, trade.seller
    await writes(buyer, trade, "Call me at +49 170 1234567")
    await buyer.sees("a phone number")
    await writes(buyer, trade, "Is it dry?")
    await replies(seller, "Is it dry?", "write to sven at hansa-metal dot com")
    await seller.sees("a mail address")
    async with world.nothing_changes():
        await replies(seller, "Is it dry?", "@sven_hansa")
    own = await key_of(buyer, "Is it dry?")
    await does(buyer, "edit", message_id=int(own), text="Is it dry? t.me/berta")
    await buyer.sees("a link")
    for words in ("1234567", "hansa-metal", "sven_hansa", "t.me"):
        await (seller if words in ("1234567", "t.me") else buyer).does_not_see(words)
    await trade.is_agreed()
    await trade.is_billed()
    await trade.is_paid()
    await writes(buyer, trade, "Now call me at +49 170 1234567")
    await seller.sees("Now call me at +49 170 1234567")


async def test_an_album_arrives_as_one_message(world: World, trade: Trade) -> None:
    buyer, seller = trade.buyer, trade.seller
    await writes(seller, trade, "Please show the damage from all sides.")
    key = int(await key_of(buyer, "Please show the damage from all sides."))
    told = len([each for each in await buyer.messages() if "Passed on to Hansa" in each.text])
    for number, colour in enumerate(("red", "green", "blue")):
        encoded = base64.b64encode(photo(colour)).decode()
        caption = "From all sides" if not number else ""
        person: Any = buyer.person
        await person._does(
            "photo",
            {
                "name": "",
                "mime": "image/jpeg",
                "base64": encoded,
                "caption": caption,
                "reply_to_message_id": key,
                "album": "a1",
            },
        )
    await world.rests()
    copies = [each for each in await seller.messages() if each.by_bot and "From all sides" in each.text]
    assert len(copies) == 1
    assert len([block for block in copies[0].raw["blocks"] if block["type"] == "image"]) == 3
    assert len([each for each in await buyer.messages() if "Passed on to Hansa" in each.text]) == told + 1


async def test_several_files_from_slack_are_an_album_on_telegram(world: World, trade: Trade) -> None:
    buyer, seller = trade.buyer, trade.seller
    await writes(buyer, trade, "Two pictures please.")
    key = await key_of(seller, "Two pictures please.")
    files = [
        {"name": f"{colour}.jpg", "mime": "image/jpeg", "base64": base64.b64encode(photo(colour)).decode()}
        for colour in ("red", "blue")
    ]
    await does(seller, "file", files=files, text="Here they are", thread_ts=key)
    await buyer.sees("Here they are")
    pictures = [each for each in await buyer.messages() if each.by_bot and each.raw.get("photo")]
    assert len({each.raw.get("album") for each in pictures[-2:]}) == 1
    assert pictures[-1].raw.get("album")


async def test_the_history_is_read_page_by_page(world: World, trade: Trade) -> None:
    buyer = trade.buyer
    for number in range(8):
        await writes(buyer, trade, f"Question number {number}.")
    await trade.is_opened_by(trade.seller)
    await trade.seller.presses("Messages")
    page = await trade.seller.newest()
    assert "Question number 7." in page.text
    assert "Question number 1." not in page.text
    await trade.seller.presses("Older")
    await trade.seller.sees("Question number 1.", "Newest")


async def test_a_flood_is_stopped(world: World, trade: Trade) -> None:
    await writes(trade.buyer, trade, "Hello 0")
    key = await key_of(trade.seller, "Hello 0")
    for number in range(21):
        await does(trade.seller, "say", text=f"Flood {number}.", thread_ts=key)
    await trade.seller.sees("too often")
    await trade.buyer.does_not_see("Flood 20.")
    await world.passes(minutes=2)


async def test_what_can_not_be_delivered_is_said_and_goes_out_when_they_are_back(world: World, trade: Trade) -> None:
    buyer, seller = trade.buyer, trade.seller
    await writes(seller, trade, "First, are you there?")
    assert isinstance(buyer, OnTelegram)
    blocking: Any = buyer.person
    await blocking._does("block", {"quiet": True})
    await writes(seller, trade, "The truck is at your gate.")
    await seller.sees("Kept for Brandt Bau GmbH")
    await blocking.unblocks()
    await world.rests()
    await buyer.sees("The truck is at your gate.")


async def test_a_chat_that_closed_without_a_word_is_found_out_and_tried_again(world: World, trade: Trade) -> None:
    buyer, seller = trade.buyer, trade.seller
    await world.post("/telegram/_faults", kind="blocked", user_id=buyer.id)
    await writes(seller, trade, "Can we unload at seven?")
    await seller.sees("could not be delivered", "Try again")
    await world.post("/telegram/_faults", kind="unblocked", user_id=buyer.id)
    await seller.presses("Try again")
    await buyer.sees("Can we unload at seven?")
    # What could not be delivered is dead, and that is how it has to be: it is said, and the books are clean again.
    assert world.query("SELECT count(*) FROM outbox WHERE status = 'dead' AND kind = 'message'") == [(1,)]
    await world.market.store.write(lambda tx: tx.delete(OutboxRow, status="dead"))


async def test_a_file_with_nobody_to_give_it_to_is_answered(world: World) -> None:
    person = await world.buyer("Nora Neu", "Neu GmbH")
    await person.person.sends("x.jpg", photo("red"), mime="image/jpeg")
    await world.rests()
    await person.sees("nothing here that I could use a file for")
    await person.person.sends("x.zip", b"PK\x03\x04" + b"\0" * 30)
    await world.rests()
    await person.sees("is an archive")


async def test_files_are_evidence_in_a_dispute_for_both_sides_and_the_moderators(world: World, trade: Trade) -> None:
    await trade.goes_on_to(State.DELIVERED)
    buyer, seller, mara = trade.buyer, trade.seller, world.mara
    await buyer.presses("Something is wrong")
    await buyer.presses("Damaged")
    for colour in ("brown", "black"):
        await buyer.person.sends("", photo(colour), mime="image/jpeg", caption=f"The {colour} edge")
        await world.rests()
    await buyer.sees("2 files come along.")
    await buyer.says("Four sheets are bent.")
    await buyer.presses("Open the dispute")
    await seller.presses("Files of the dispute")
    await seller.sees("Files in the dispute of deal", "photo.jpg")
    assert len([each for each in await files_seen(world, seller) if each.startswith(b"\xff\xd8")]) >= 2
    await seller.person.sends("edge.jpg", photo("grey"), mime="image/jpeg", caption="Straight when it left us")
    await world.rests()
    words = "Straight when it left us"
    own = next(each for each in await seller.messages() if words in each.text and not each.labels)
    await does(seller, "message_action", callback_id="evidence", ts=own.key)
    await seller.sees(words, "1 file comes along")
    await seller.presses("Send")
    await mara.presses("Files of the dispute")
    await mara.sees("Files in the dispute of deal", "SHA-256", "edge.jpg")
    kept = await world.market.store.read(lambda tx: tx.find(DisputeFile, negotiation_id=trade.id))
    assert sorted(row.side for row in kept) == ["buyer", "buyer", "seller"]
    assert (await trade.deal()).disputes[-1].answer == words
    assert "The brown edge" in (await trade.deal()).disputes[-1].statement
    await trade.is_ruled("refund")
    await world.passes(days=4)
