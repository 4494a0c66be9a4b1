"""What a moderator takes out of sight: messages, files and answers; who may, who may bring it back, and what stays."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.presenting import desk_case, reader_card
from bot.text import Say
from core.errors import AlreadyExists, ConflictOfInterest, InvalidValue, NotAllowed, NotFound, TakenBySomebody
from core.events import AuditRow
from core.files import DisputeFile, EvidenceFile
from core.members import Seat
from core.ports.chat import Screen
from core.ports.unit_of_work import Tx
from core.services.case_file import case_file
from core.services.redacting import Piece, as_shown, history_of, redacted_in
from core.services.relaying import Letter
from core.wording import sha256_of
from tests.adapters.storage.samples import NOON
from tests.core.deals import STATEMENT
from tests.desk.floor import Floor, Person

MARA, OMAR = Person("slack", "U0MARA", "usr_mara", "Mara Moss"), Person("slack", "U0OMAR", "usr_omar", "Omar Oak")
HATS = Person("slack", "U0HATS", "usr_hats", "Hattie Hats")
WHY = {"reason": "insults", "words": "He calls them thieves."}


async def _seat(floor: Floor, person: Person) -> Seat:
    seat = await floor.market.store.read(lambda tx: tx.seat_of_user(person.user_id))
    assert seat is not None
    return seat


async def _standing(floor: Floor, trade_id: str) -> tuple[set[str], list[str], set[str], dict[str, str]]:
    """What is out of sight, how messages stand, what the printed case file leaves out, and what the sealed one says."""

    async def looks(tx: Tx) -> tuple[set[str], list[str], set[str], dict[str, str]]:
        hidden = set(await redacted_in(tx, trade_id))
        history = await floor.market.services.relaying.history(tx, trade_id)
        case = await case_file(tx, trade_id, lambda row: repr(row).encode())
        words = {entry.subject_id: entry.words for entry in case.entries if entry.kind == "message"}
        return hidden, [relay.status for _, relay, _, _ in history if relay is not None], set(case.redacted), words

    return await floor.market.store.read(looks)


async def test_what_is_out_of_sight_stays_on_record(sqlite_template: Path, tmp_path: Path) -> None:
    shutil.copy(sqlite_template, tmp_path / "market.db")
    floor = Floor(f"sqlite:///{tmp_path / 'market.db'}", tmp_path)
    await floor.open()
    await floor.enters(MARA, OMAR, staff="moderator")
    await floor.enters(HATS, company="com_seller", staff="moderator")
    mara, omar, hats = [await _seat(floor, person) for person in (MARA, OMAR, HATS)]
    write, services = floor.market.store.write, floor.market.services
    deal = await floor.disputed()
    trade_id = deal.trade.id
    sent = await write(lambda tx: services.relaying.send(tx, floor.stage.buyer, trade_id, Letter("You are thieves!")))
    file = EvidenceFile(
        "fil_1", "fil_0", "usr_buyer", "e1", "photo", "bent.jpg", "image/jpeg", 3, "c" * 64, "clean", NOON
    )
    await write(lambda tx: tx.add(file, DisputeFile("dsf_1", trade_id, "fil_1", "buyer", "usr_buyer", NOON)))

    async def redacts(tx: Tx, seat: Seat = mara, subject: str = sent.message_id, **why: str) -> None:
        await services.redacting.redact(tx, seat, subject, **{**WHY, **why})

    await floor.acts(OMAR, trade_id, "take_case")
    with pytest.raises(TakenBySomebody):
        await write(redacts)
    await floor.acts(OMAR, trade_id, "hand_over")
    await floor.acts(MARA, trade_id, "take_case")
    with pytest.raises(ConflictOfInterest):
        await write(lambda tx: redacts(tx, hats))
    with pytest.raises(NotFound):
        await write(lambda tx: redacts(tx, floor.stage.seller))
    with pytest.raises(InvalidValue):
        await write(lambda tx: redacts(tx, reason="because"))
    with pytest.raises(NotFound):
        await write(lambda tx: redacts(tx, subject="dsf_9"))
    await write(redacts)
    await write(lambda tx: redacts(tx, subject="dsf_1"))
    with pytest.raises(AlreadyExists):
        await write(redacts)

    hidden, statuses, on_paper, words = await _standing(floor, trade_id)
    assert (hidden, statuses) == ({sent.message_id, "dsf_1"}, ["redacted"])
    assert on_paper == {"dsf_1", *words}
    # The bundle has it all.
    assert list(words.values()) == ["You are thieves!"]
    with pytest.raises(NotAllowed):
        await write(lambda tx: services.redacting.restore(tx, mara, sent.message_id))
    with pytest.raises(ConflictOfInterest):
        await write(lambda tx: services.redacting.restore(tx, hats, sent.message_id))
    await write(lambda tx: services.redacting.restore(tx, omar, sent.message_id))
    with pytest.raises(NotFound):
        await write(lambda tx: services.redacting.restore(tx, omar, sent.message_id))
    hidden, statuses, on_paper, _ = await _standing(floor, trade_id)
    assert (hidden, on_paper) == ({"dsf_1"}, {"dsf_1"})
    assert statuses[0] in ("sent", "undelivered")
    done = await floor.market.store.read(lambda tx: tx.find(AuditRow, object_id=trade_id, order="id", limit=50))
    assert [(row.action, row.actor_id) for row in done if row.action.startswith("case.re")] == [
        ("case.redacted", "usr_mara"),
        ("case.redacted", "usr_mara"),
        ("case.restored", "usr_omar"),
    ]
    await floor.close()


async def test_a_statement_of_a_side_is_taken_out_of_sight_and_stays_sealed(
    sqlite_template: Path, tmp_path: Path
) -> None:
    """Opening, answer, each piece of evidence and the appeal: gone from cards, from the API and from paper, kept by hash."""
    shutil.copy(sqlite_template, tmp_path / "market.db")
    floor = Floor(f"sqlite:///{tmp_path / 'market.db'}", tmp_path)
    await floor.open()
    await floor.enters(MARA, OMAR, staff="moderator")
    mara, omar = [await _seat(floor, person) for person in (MARA, OMAR)]
    stage, services, write = floor.stage, floor.market.services, floor.market.store.write
    trade_id = (await floor.disputed()).trade.id
    await stage.act(stage.seller, trade_id, "answer_dispute", statement="My driver Emil Erdmann saw it.")
    await floor.acts(MARA, trade_id, "take_case")
    await floor.acts(MARA, trade_id, "ask_for_evidence")
    await stage.act(stage.buyer, trade_id, "add_evidence", statement="First.\n\nseller: His number is 0171.")
    await stage.act(stage.seller, trade_id, "add_evidence", statement="Second, from us.")
    await floor.acts(MARA, trade_id, "rule", outcome="refund", reason_code="other", resolution="The photos show it.")
    await stage.act(stage.seller, trade_id, "appeal", statement="Emil Erdmann can be asked about all of it.")
    await floor.acts(OMAR, trade_id, "take_case")

    async def said(tx: Tx) -> list[Piece]:
        _, found = await services.redacting.pieces(tx, omar, trade_id)
        return [piece for piece in reversed(found) if piece.kind == "statement"]

    pieces = await floor.market.store.read(said)
    written = [STATEMENT, "My driver Emil Erdmann saw it.", "First.\n\nseller: His number is 0171.", "Second, from us."]
    written.append("Emil Erdmann can be asked about all of it.")
    assert [piece.sha256 for piece in pieces] == [sha256_of(words) for words in written]
    assert [piece.by for piece in pieces] == ["buyer", "seller", "buyer", "seller", "seller"]

    async def redacts(tx: Tx, subject: str, seat: Seat = omar) -> None:
        await services.redacting.redact(tx, seat, subject, **WHY)

    with pytest.raises(TakenBySomebody):
        await write(lambda tx: redacts(tx, pieces[1].id, mara))
    history = await floor.market.store.read(lambda tx: history_of(tx, trade_id))
    for line in history:
        if line.id not in [piece.id for piece in pieces]:
            with pytest.raises(NotFound):
                await write(lambda tx, subject=line.id: redacts(tx, subject))  # type: ignore[misc]
    for piece in (pieces[1], pieces[2]):
        await write(lambda tx, subject=piece.id: redacts(tx, subject))  # type: ignore[misc]
    kept, gone = [written[0], written[3], written[4]], ["saw it", "0171", "First."]
    for shown in await _shown(floor, trade_id):
        assert all(words in shown for words in kept), shown
        assert not [words for words in gone if words in shown], shown
    line = (await floor.market.store.read(lambda tx: case_file(tx, trade_id, lambda row: repr(row).encode()))).entries
    hidden = [each for each in line if each.kind == "redacted"]
    assert [each.detail["content_sha256"] for each in hidden] == [pieces[1].sha256, pieces[2].sha256]
    original = next(each for each in line if each.subject_id == pieces[1].id)
    assert (original.words, original.detail["content_sha256"]) == (written[1], pieces[1].sha256)
    with pytest.raises(NotAllowed):
        await write(lambda tx: services.redacting.restore(tx, omar, pieces[1].id))
    await write(lambda tx: services.redacting.restore(tx, mara, pieces[1].id))
    assert all("saw it" in shown and "0171" not in shown for shown in await _shown(floor, trade_id))
    await floor.close()


async def _shown(floor: Floor, trade_id: str) -> list[str]:
    """The dispute as each side's card and the desk's show it, and as it is printed."""
    stage, say = floor.stage, Say("en")

    async def cards(tx: Tx) -> list[Screen]:
        deal = await tx.deal(trade_id)
        assert deal is not None
        seats, services = (stage.buyer, stage.seller), floor.market.services
        own = [await reader_card(services, tx, deal, seat, say) for seat in seats]
        return [*own, desk_case(services, await as_shown(tx, deal), say)]

    found = await floor.market.store.read(cards)
    pages = PdfReader(io.BytesIO(await floor.market.documents.case(f"{trade_id}.en"))).pages
    paper = " ".join(" ".join(page.extract_text() for page in pages).split())
    return ["\n".join(line.text for line in screen.lines) for screen in found] + [paper]
