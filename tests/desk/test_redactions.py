"""What a moderator takes out of sight: messages, files and answers; who may, who may bring it back, and what stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.errors import AlreadyExists, ConflictOfInterest, InvalidValue, NotAllowed, NotFound, TakenBySomebody
from core.events import AuditRow
from core.files import DisputeFile, EvidenceFile
from core.members import Seat
from core.ports.unit_of_work import Tx
from core.services.case_file import case_file
from core.services.redacting import redacted_in
from core.services.relaying import Letter
from tests.adapters.storage.samples import NOON
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
