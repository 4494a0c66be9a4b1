"""Files are fetched once, kept as they came, put on record, and counted; whoever fails leaves nothing behind."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from core.errors import FileRefused
from core.files import FILES_PER_DAY, EvidenceFile, Looked, Scan
from core.ports.chat import GROUP, Actor, ChatBusy, ChatRefused, ChatUncertain, Incoming, Media, Place
from core.ports.files import FileGone
from core.services.file_intake import FileIntake
from core.services.membership import MembershipService
from tests.core.services.market import BUYER, Market

PHOTO = Media("photo", "AgAC1", size=4)
PAPER = Media("document", "BQAC1", "../contract.pdf", size=3)


@dataclass
class Shelf:
    """A file store in memory."""

    kept: dict[str, bytes] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: count(1))

    async def keep(self, content: bytes) -> str:
        ref = f"fil_{next(self.numbers):020d}"
        self.kept[ref] = content
        return ref

    async def read(self, ref: str) -> bytes:
        if ref not in self.kept:
            raise FileGone(ref)
        return self.kept[ref]

    async def drop(self, ref: str) -> None:
        self.kept.pop(ref, None)


@dataclass
class Platform:
    """Gives out files, after the failures that were put in."""

    failures: list[Exception] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)

    async def fetch(self, media: Media, *, size_max: int, tenant: str = "") -> bytes:
        self.fetched.append(media.ref)
        if self.failures:
            raise self.failures.pop(0)
        return b"jpeg" if media.kind == "photo" else b"pdf"


@dataclass
class Eyes:
    """An inspector and a scanner that say what they are told to say."""

    verdict: Scan = "unscanned"

    async def look_into(self, content: bytes, name: str) -> Looked:
        if content == b"jpeg":
            return Looked("photo", "image/jpeg", b"drawn anew")
        return Looked("document", "application/pdf", content)

    async def scan(self, content: bytes) -> Scan:
        return self.verdict


@dataclass
class Desk:
    """An intake with everything around it."""

    market: Market
    intake: FileIntake
    shelf: Shelf
    platform: Platform
    eyes: Eyes
    paused: list[float]

    async def takes(self, *media: Media, event: str = "tg:1", user: str = "", kind: str = "private") -> Incoming:
        place = Place("telegram", "bot", "500", kind=kind)
        actor = Actor("telegram", "bot", user or BUYER.chat_user)
        incoming = Incoming(event, "media", place, actor, self.market.clock.now(), media=media)
        platform: Any = self.platform
        return await self.intake.take(incoming, platform)

    async def rows(self) -> list[EvidenceFile]:
        return await self.market.store.read(lambda tx: tx.find(EvidenceFile, order="created_at", limit=100))


@pytest.fixture
async def desk(market: Market) -> Desk:
    shelf, platform, eyes, paused = Shelf(), Platform(), Eyes(), list[float]()

    async def pause(seconds: float) -> None:
        paused.append(seconds)

    intake = FileIntake(store=market.store, files=shelf, inspector=eyes, scanner=eyes, clock=market.clock, pause=pause)
    return Desk(market, intake, shelf, platform, eyes, paused)


async def test_originals_are_kept_and_others_see_what_was_drawn_anew(desk: Desk) -> None:
    incoming = await desk.takes(PHOTO, PAPER)
    photo, paper = await desk.rows()
    assert [media.ref for media in incoming.media] == [photo.id, paper.id]
    assert desk.shelf.kept[photo.id] == b"drawn anew"
    assert desk.shelf.kept[photo.original] == b"jpeg"
    assert photo.sha256 == hashlib.sha256(b"jpeg").hexdigest()
    assert (paper.id, paper.name, paper.scan) == (paper.original, "contract.pdf", "unscanned")
    assert incoming.media[1].name == "contract.pdf"
    assert not incoming.refused


async def test_an_event_that_comes_again_brings_nothing_again(desk: Desk) -> None:
    first = await desk.takes(PHOTO)
    again = await desk.takes(PHOTO)
    assert again.media == first.media
    assert desk.platform.fetched == ["AgAC1"]
    assert len(await desk.rows()) == 1


async def test_strangers_and_channels_bring_nothing(desk: Desk) -> None:
    assert not (await desk.takes(PHOTO, user="nobody")).media
    assert not (await desk.takes(PHOTO, kind=GROUP)).media
    assert not desk.platform.fetched


async def test_whoever_has_no_company_fills_no_disk(desk: Desk) -> None:
    """Everybody who ever wrote to us is known; files are for those who trade."""
    people = MembershipService(clock=desk.market.clock, ids=desk.market.ids)
    await desk.market.store.write(
        lambda tx: people.meet(tx, channel="telegram", tenant="bot", chat_user="777", chat="777", lang="en")
    )
    assert not (await desk.takes(PHOTO, user="777")).media
    assert not desk.platform.fetched
    assert not desk.shelf.kept


async def test_a_size_that_is_too_large_is_refused_before_anything_is_fetched(desk: Desk) -> None:
    incoming = await desk.takes(replace(PHOTO, size=20 * 1024 * 1024 + 1))
    assert [refusal.fields["why"] for refusal in incoming.refused] == ["too-large"]
    assert not desk.platform.fetched


@pytest.mark.parametrize("trouble", [ChatBusy(0.5), ChatUncertain("lost")])
async def test_a_busy_platform_is_asked_again(desk: Desk, trouble: Exception) -> None:
    desk.platform.failures = [trouble, trouble]
    assert len((await desk.takes(PHOTO)).media) == 1
    assert len(desk.paused) == 2


@pytest.mark.parametrize(
    ("failures", "why"),
    [
        ([ChatUncertain("lost")] * 3, "not-fetched"),
        ([ChatRefused("file_not_found")], "not-fetched"),
        ([ChatRefused("file_too_large")], "too-large"),
    ],
)
async def test_what_can_not_be_fetched_is_named(desk: Desk, failures: list[Exception], why: str) -> None:
    desk.platform.failures = list(failures)
    incoming = await desk.takes(PHOTO, PAPER)
    assert [refusal.fields["why"] for refusal in incoming.refused] == [why]
    assert len(incoming.media) == 1


async def test_malware_is_not_kept(desk: Desk) -> None:
    desk.eyes.verdict = "infected"
    assert [refusal.fields["why"] for refusal in (await desk.takes(PHOTO)).refused] == ["infected"]
    assert not desk.shelf.kept
    assert not await desk.rows()


async def test_a_day_has_a_number_of_files(desk: Desk) -> None:
    for number in range(FILES_PER_DAY):
        assert (await desk.takes(PAPER, event=f"tg:{number}")).media
    late = await desk.takes(PAPER, event="tg:late")
    assert [refusal.fields["why"] for refusal in late.refused] == ["too-many-today"]
    desk.market.clock.advance(timedelta(hours=25))
    assert (await desk.takes(PAPER, event="tg:next")).media


async def test_a_day_has_a_number_of_bytes(desk: Desk) -> None:
    big = replace(PAPER, size=20 * 1024 * 1024)
    await desk.takes(PAPER)
    row = (await desk.rows())[0]
    await desk.market.store.write(lambda tx: tx.put(replace(row, size=190 * 1024 * 1024)))
    refused = (await desk.takes(big, event="tg:2")).refused
    assert [refusal.fields["why"] for refusal in refused] == ["too-much-today"]
    assert isinstance(refused[0], FileRefused)
