"""“Add as evidence” on a message: its words and files go into the person's open dispute, from either platform's wire."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from core.files import DisputeFile, EvidenceFile
from core.ids import code_of
from core.ports.chat import Incoming, Media
from core.trades import Deal
from tests.adapters.files.hostile import archive, photo_with_a_place
from tests.desk.floor import TENANT, Floor, Person

pytestmark = pytest.mark.asyncio(loop_scope="module")

BEA = Person("slack", "U0BEA", "usr_bea", "Bea Buyer")
SAM = Person("slack", "U0SAM", "usr_sam", "Sam Seller")
MARA = Person("slack", "U0MARA", "usr_mara", "Mara Moderator")
STRANGER = Person("slack", "U0STRANGE", "usr_strange", "Stan Strange")
Calls = list[tuple[str, Mapping[str, Any]]]
OWN_CHAT, CHANNEL = "D0BEA", "C0SALES"


class Brings:
    """A platform that gives out these bytes for whatever it is asked."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    async def fetch(self, media: Media, *, size_max: int, tenant: str = "") -> bytes:
        return self.content


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def floor(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Floor]:
    folder = tmp_path_factory.mktemp("forward")
    shutil.copy(sqlite_template, folder / "market.db")
    opened = Floor(f"sqlite:///{folder / 'market.db'}", folder)
    await opened.open()
    await opened.enters(BEA, company="com_buyer")
    await opened.enters(SAM, company="com_seller")
    await opened.enters(MARA, staff="moderator")
    await opened.founds("com_strange")
    await opened.enters(STRANGER, company="com_strange")
    yield opened
    await opened.close()


def _interactive(floor: Floor, person: Person, kind: str, **more: Any) -> Incoming:
    number = next(floor._numbers)
    payload = {
        "type": kind,
        "team": {"id": TENANT["slack"]},
        "user": {"id": person.account, "team_id": TENANT["slack"], "name": person.name},
        "trigger_id": f"13345224609.738474920.{number:032x}",
        **more,
    }
    return floor._read("slack", {"type": "interactive", "payload": payload})


async def _shortcut(
    floor: Floor, person: Person, text: str, *, chat: str = OWN_CHAT, content: bytes = b"", name: str = "edge.jpg"
) -> Calls:
    """The shortcut on a message with these words and perhaps a file; the calls that answered it."""
    files = [{"id": "F1", "name": name, "mimetype": "image/jpeg", "size": len(content)}] if content else []
    message = {"type": "message", "user": person.account, "ts": "1770000000.000200", "text": text, "files": files}
    about = {"callback_id": "evidence", "channel": {"id": chat}, "message_ts": message["ts"], "message": message}
    incoming = _interactive(floor, person, "message_action", **about)
    platform: Any = Brings(content)
    incoming = await floor.market.receiving._intake.take(incoming, platform)
    _, calls = await floor.answer(incoming)
    return calls


async def _submits(floor: Floor, person: Person, view: Mapping[str, Any], **answers: str) -> Calls:
    """Fills in the opened form; the calls that answered it."""
    values = {key: {"answer": {"type": "plain_text_input", "value": value}} for key, value in answers.items()}
    filled = {**view, "id": "V1", "hash": "1.h", "state": {"values": values}}
    handled, calls = await floor.answer(_interactive(floor, person, "view_submission", view=filled))
    assert handled is not None
    assert not handled.problems
    return calls


async def _sends(floor: Floor, person: Person, calls: Calls) -> str:
    """Presses what sends the review that was shown; what is said about it."""
    shown = next(params for method, params in calls if method == "chat.postMessage")
    button = next(each for block in shown["blocks"] for each in block.get("elements", ()) if each.get("value"))
    where = {"type": "message", "message_ts": "5.000100", "channel_id": "D0PRIVATE01"}
    action = {"action_id": button["action_id"], "action_ts": "1770000000.000001", "value": button["value"]}
    about = {"container": where, "channel": {"id": "D0PRIVATE01"}, "actions": [action]}
    return _said((await floor.answer(_interactive(floor, person, "block_actions", **about)))[1])


def _view(calls: Calls) -> Mapping[str, Any]:
    view: Mapping[str, Any] = next(params["view"] for method, params in calls if method == "views.open")
    return view


def _said(calls: Calls) -> str:
    return "\n".join(str(params.get("text", "")) for _, params in calls)


async def _files(floor: Floor, deal: Deal) -> list[DisputeFile]:
    return await floor.market.store.read(lambda tx: tx.find(DisputeFile, negotiation_id=deal.trade.id))


async def test_without_a_dispute_nothing_is_kept_and_the_person_is_told(floor: Floor) -> None:
    assert "No dispute takes evidence from you now" in _said(await _shortcut(floor, STRANGER, "Look at this"))


async def test_a_message_becomes_evidence_after_a_last_look_and_others_channels_do_not(floor: Floor) -> None:
    deal = await floor.disputed()
    await floor.acts(MARA, deal.trade.id, "take_case")
    await floor.acts(MARA, deal.trade.id, "ask_for_evidence")
    refused = await _shortcut(floor, BEA, "Look at this", chat=CHANNEL, content=photo_with_a_place())
    assert "your own conversation with me" in _said(refused)
    assert {params["channel"] for method, params in refused if method == "chat.postMessage"} == {"D0PRIVATE01"}
    assert await floor.market.store.read(lambda tx: tx.count(EvidenceFile)) == 0

    refused = await _shortcut(floor, BEA, "Look at this", content=archive())
    assert "archive" in _said(refused)

    review = await _shortcut(floor, BEA, "The edge on arrival", content=photo_with_a_place())
    assert "1 file comes along" in _said(review)
    assert "The edge on arrival" in _said(review)
    assert not await _files(floor, deal)
    assert "on file" in await _sends(floor, BEA, review)
    (row,) = await _files(floor, deal)
    assert row.side == "buyer"
    kept = await floor.market.store.read(lambda tx: tx.get(EvidenceFile, row.file_id))
    assert kept is not None
    assert b"secret" not in await floor.market.files.read(kept.id)
    assert (await floor.deal(deal.trade.id)).disputes[-1].evidence == "buyer: The edge on arrival"


async def test_of_several_disputes_the_person_chooses_one(floor: Floor) -> None:
    one, other = await floor.disputed(), await floor.disputed()
    view = _view(await _shortcut(floor, SAM, "A scratch", content=photo_with_a_place(b"other")))
    (asked,) = (block for block in view["blocks"] if block.get("block_id") == "dispute")
    codes = {option["value"] for option in asked["element"]["options"]}
    assert {code_of(one.trade.id), code_of(other.trade.id)} < codes
    review = await _submits(floor, SAM, view, statement="A scratch", dispute=code_of(other.trade.id))
    assert "on file" in await _sends(floor, SAM, review)
    assert (await floor.deal(other.trade.id)).disputes[-1].answer == "A scratch"
    assert [row.side for row in await _files(floor, other)] == ["seller"]
    assert (await floor.deal(one.trade.id)).disputes[-1].answer == ""
    assert not await _files(floor, one)


async def test_a_deal_that_is_named_is_not_asked_for(floor: Floor) -> None:
    deal = await floor.disputed()
    _, calls = await floor.answer(floor.words(SAM, f"evidence {code_of(deal.trade.id).lower()} Half of it is bent"))
    assert code_of(deal.trade.id) in _said(calls)
    assert "Half of it is bent" in _said(calls)
