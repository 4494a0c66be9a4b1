"""Takes in the files that people send: fetched, looked into, kept and put on record before anybody handles them.

This happens outside any transaction. What a handler sees in `Incoming.media` is ours by then; what was not taken is in
`Incoming.refused`, with the reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from core.errors import AlreadyExists, FileRefused
from core.files import BYTES_PER_DAY, DAY, FILE_BYTES_MAX, FILES_PER_DAY, EvidenceFile, clean_name, shown_as
from core.members import Seat
from core.ports.chat import PRIVATE, ChatBusy, ChatError, ChatPlatform, ChatUncertain, Incoming, Media
from core.ports.clock import Clock
from core.ports.files import FileStore, Inspector, Scanner
from core.ports.unit_of_work import Store, Tx

TRIES = 3
PAUSE_SECONDS_MAX = 5.0

Pause = Callable[[float], Awaitable[None]]


class FileIntake:
    """One per market; `pause` waits between two tries to fetch."""

    def __init__(
        self, *, store: Store, files: FileStore, inspector: Inspector, scanner: Scanner, clock: Clock, pause: Pause
    ) -> None:
        self._store = store
        self._files = files
        self._inspector = inspector
        self._scanner = scanner
        self._clock = clock
        self._pause = pause

    async def take(self, incoming: Incoming, platform: ChatPlatform) -> Incoming:
        """The same with files of ours. What those send who have no company has no use and is not fetched, nor what people
        post in channels."""
        actor = incoming.actor
        seat = await self._store.read(lambda tx: tx.seat(actor.channel, actor.tenant, actor.user))
        if seat is None or actor.is_bot or not (seat.company_id or seat.staff_role):
            return replace(incoming, media=())
        if incoming.place.kind != PRIVATE and not seat.staff_role:
            return replace(incoming, media=())
        taken: list[Media] = []
        refused: list[FileRefused] = []
        for number, media in enumerate(incoming.media):
            source = f"{actor.channel}|{actor.tenant}|{incoming.id}|{number}"
            try:
                row = await self._known(source) or await self._taken(
                    media, seat, source, platform, incoming.place.tenant
                )
            except FileRefused as refusal:
                refused.append(refusal)
            else:
                taken.append(shown(row, alt=media.alt))
        return replace(incoming, media=tuple(taken), refused=tuple(refused))

    async def _taken(self, media: Media, seat: Seat, source: str, platform: ChatPlatform, tenant: str) -> EvidenceFile:
        called = media.name[-80:] or media.kind
        if media.size > FILE_BYTES_MAX:
            raise FileRefused(why="too-large", name=called)
        await self._store.read(lambda tx: _require_room(tx, seat.user_id, media.size, called, self._clock.now()))
        return await self._looked_into(await self._fetched(media, called, platform, tenant), called, seat, source)

    async def take_bytes(self, seat: Seat, name: str, content: bytes, source: str) -> EvidenceFile:
        """A file that came with a request instead of a chat. Raises FileRefused."""
        called = name[-80:]
        if len(content) > FILE_BYTES_MAX:
            raise FileRefused(why="too-large", name=called)
        await self._store.read(lambda tx: _require_room(tx, seat.user_id, len(content), called, self._clock.now()))
        return await self._looked_into(content, called, seat, f"api||{source}|0")

    async def _looked_into(self, content: bytes, called: str, seat: Seat, source: str) -> EvidenceFile:
        """What it is by its bytes, whether it is harmless, and on record."""
        looked = await self._inspector.look_into(content, called)
        scan = await self._scanner.scan(content)
        if scan == "infected":
            raise FileRefused(why="infected", name=called)
        original = await self._files.keep(content)
        shown = original if looked.display is content else await self._files.keep(looked.display)
        row = EvidenceFile(
            id=shown,
            original=original,
            uploader_id=seat.user_id,
            source=source,
            kind=looked.kind,
            name=clean_name(called, looked.mime),
            mime=looked.mime,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            scan=scan,
            created_at=self._clock.now(),
        )
        return await self._recorded(row)

    async def _recorded(self, row: EvidenceFile) -> EvidenceFile:
        """On record, or not there at all: the limits are asked again where nobody can come in between."""

        async def step(tx: Tx) -> None:
            await _require_room(tx, row.uploader_id, row.size, row.name, row.created_at)
            await tx.add(row)

        try:
            await self._store.write(step)
        except (AlreadyExists, FileRefused) as fault:
            for ref in {row.id, row.original}:
                await self._files.drop(ref)
            known = await self._known(row.source) if isinstance(fault, AlreadyExists) else None
            if known is None:
                raise
            return known
        return row

    async def _known(self, source: str) -> EvidenceFile | None:
        found = await self._store.read(lambda tx: tx.find(EvidenceFile, source=source, limit=1))
        return found[0] if found else None

    async def _fetched(self, media: Media, called: str, platform: ChatPlatform, tenant: str) -> bytes:
        for attempt in range(1, TRIES + 1):
            try:
                content = await platform.fetch(media, size_max=FILE_BYTES_MAX, tenant=tenant)
            except (ChatBusy, ChatUncertain) as fault:
                if attempt == TRIES:
                    raise FileRefused(why="not-fetched", name=called) from None
                await self._pause(min(getattr(fault, "retry_after_seconds", attempt), PAUSE_SECONDS_MAX))
            except ChatError as fault:
                why = "too-large" if "large" in str(fault) or "big" in str(fault) else "not-fetched"
                raise FileRefused(why=why, name=called) from None
            else:
                if len(content) > FILE_BYTES_MAX:
                    raise FileRefused(why="too-large", name=called)
                return content
        raise FileRefused(why="not-fetched", name=called)


async def _require_room(tx: Tx, user_id: str, size: int, name: str, now: datetime) -> None:
    """Raises FileRefused when this file would be one too many for the day."""
    last = await tx.find(EvidenceFile, uploader_id=user_id, order="-created_at", limit=FILES_PER_DAY)
    today = [row for row in last if row.created_at > now - DAY]
    if len(today) >= FILES_PER_DAY:
        raise FileRefused(why="too-many-today", name=name)
    if sum(row.size for row in today) + size > BYTES_PER_DAY:
        raise FileRefused(why="too-much-today", name=name)


def shown(row: EvidenceFile, *, alt: str = "") -> Media:
    """A file as a screen shows it to others."""
    name, mime = shown_as(row)
    return Media("photo" if row.kind == "photo" else "document", row.id, name, mime, row.size, alt)
