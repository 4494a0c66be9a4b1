"""Hostile files on their way into a case, from either platform: not taken, with a sentence in the sender's language, and
nothing of them is kept; or taken without what was hostile in them."""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from PIL import Image

from bot.text import Say
from bot.text.words import LANGUAGES
from core.files import NAME_LENGTH_MAX, EvidenceFile
from core.ports.chat import Actor, Incoming, Media, Place
from tests.adapters.files.hostile import NAMES, REFUSED, SCRIPT, archive, pdf, photo_with_a_place, picture
from tests.adapters.storage.samples import NOON
from tests.desk.floor import TENANT, Floor, Person

pytestmark = pytest.mark.asyncio(loop_scope="module")

SENDERS = (Person("telegram", "901", "usr_tia", "Tia Tele"), Person("slack", "U0SLIM", "usr_slim", "Slim Slack"))


class Brings:
    """A platform that gives out these bytes for whatever it is asked."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    async def fetch(self, media: Media, *, size_max: int, tenant: str = "") -> bytes:
        assert len(self.content) <= size_max
        return self.content


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def floor(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Floor]:
    folder = tmp_path_factory.mktemp("evidence")
    shutil.copy(sqlite_template, folder / "market.db")
    opened = Floor(f"sqlite:///{folder / 'market.db'}", folder)
    await opened.open()
    await opened.enters(*SENDERS, company="com_buyer")
    yield opened
    await opened.close()


async def _sends(floor: Floor, person: Person, name: str, content: bytes, mime: str = "image/jpeg") -> Incoming:
    """One file, as it comes in with a message."""
    media = Media("document", f"ref-{name}", name, mime, 0)
    place = Place(person.channel, TENANT[person.channel], person.account)
    actor = Actor(person.channel, TENANT[person.channel], person.account)
    event = f"{person.channel}:{name}:{hashlib.sha256(content).hexdigest()}"
    platform: Any = Brings(content)
    incoming = Incoming(event, "media", place, actor, NOON, media=(media,))
    return await floor.market.receiving._intake.take(incoming, platform)


def _kept(floor: Floor) -> int:
    folder = Path(floor.market.settings.FILES_FOLDER)
    return sum(1 for path in folder.rglob("*") if path.is_file()) if folder.exists() else 0


async def test_nothing_of_a_refused_file_is_kept_and_everybody_is_told_why(floor: Floor) -> None:
    assert len(REFUSED) >= 60
    before = _kept(floor)
    for number, (name, content, why) in enumerate(REFUSED):
        taken = await _sends(floor, SENDERS[number % 2], name, content)
        assert taken.media == (), name
        (refusal,) = taken.refused
        assert refusal.fields["why"] == why, name
        for lang in LANGUAGES:
            words = Say(lang).refusal(refusal)
            assert name in words, (lang, name)
    assert _kept(floor) == before
    assert await floor.market.store.read(lambda tx: tx.count(EvidenceFile)) == 0


async def test_every_reason_has_a_sentence_of_its_own_in_every_language() -> None:
    reasons = sorted({why for _, _, why in REFUSED})
    for lang in LANGUAGES:
        assert len({Say(lang)("error-file-refused", why=why, name="x") for why in reasons}) == len(reasons), lang


async def test_what_others_are_shown_is_harmless_and_the_original_stays_as_it_came(floor: Floor) -> None:
    defused = {
        "where-it-was-taken.jpg": photo_with_a_place(),
        "zip-behind.jpg": picture() + archive(),
        "page-behind.jpg": picture() + SCRIPT,
        "photo.jpg.exe": picture(),
    }
    for number, (name, content) in enumerate(defused.items()):
        (shown,) = (await _sends(floor, SENDERS[number % 2], name, content)).media
        row = await floor.market.store.read(lambda tx, ref=shown.ref: tx.get(EvidenceFile, ref))  # type: ignore[misc]
        assert row is not None
        assert shown.name.endswith(".jpg")
        drawn = await floor.market.files.read(row.id)
        assert await floor.market.files.read(row.original) == content
        assert row.sha256 == hashlib.sha256(content).hexdigest()
        assert not any(hidden in drawn for hidden in (b"secret", b"PK\x03\x04", b"<script", SCRIPT))
        with Image.open(io.BytesIO(drawn)) as picture_shown:
            assert picture_shown.format == "JPEG"
            assert not picture_shown.getexif()


async def test_names_lead_nowhere_on_the_way_in(floor: Floor) -> None:
    contents = {
        "image/jpeg": picture(),
        "image/png": picture("PNG"),
        "application/pdf": pdf(),
        "text/plain": b"hello\n",
        "text/csv": b"a,b\n",
    }
    for number, (name, mime, wanted) in enumerate(NAMES[:14]):
        content = contents[mime]
        if mime == "text/csv" and not name.endswith((".csv", ".tsv")):
            continue  # what is no table by its name is plain text
        taken = await _sends(floor, SENDERS[number % 2], name, content, mime)
        (shown,) = taken.media
        stem = wanted.rpartition(".")[0][-20:]
        assert stem.strip() in shown.name or not name.strip(". /\\"), (name, shown.name)
        assert len(shown.name) <= NAME_LENGTH_MAX
        assert not any(sign in shown.name for sign in '/\\:*?"<>|\r\n\x00')
