"""Gives files to Slack: pictures that blocks can show, and documents as messages of their own."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol

from core.ports.chat import Media, Place
from core.ports.files import FileGone, is_kept

Loading = Callable[[str], Awaitable[bytes | None]]
"""The bytes of a file by our reference, kept or made; None when the reference is not ours. Raises FileGone."""

_PICTURES_MAX = 2_000
_WAITS = (0.05, 0.15, 0.3, 0.5, 0.5)
"""Seconds between looks for the message that a file has become: mostly it is there at once."""


class Uploading(Protocol):
    """The calls of the platform's caller that this needs."""

    async def call(self, method: str, params: Mapping[str, Any]) -> Mapping[str, Any]: ...

    async def upload(self, address: str, content: bytes) -> None:
        """Send bytes to the address that an upload was given; without our token."""
        ...


class Uploads:
    """Uploads of one workspace. What Slack has already is named again instead of being sent again."""

    def __init__(self, caller: Uploading, load: Loading | None, waits: Sequence[float] = _WAITS) -> None:
        self._caller = caller
        self._load = load
        self._waits = waits
        self._pictures: dict[str, str] = {}

    async def picture(self, media: Media, *, once: bool = False) -> str:
        """Slack's id of a picture of ours, for an image block; empty when it is not ours or is gone. `once`: it is deleted
        soon, and never named again."""
        if is_kept(media.ref) and media.ref in self._pictures:
            return self._pictures[media.ref]
        content = await self._content(media)
        if content is None:
            return ""
        if once:
            file_id = await self._uploaded(media, content)
            await self._completed(media, file_id, {})
            return file_id
        # A kept file never changes; a made one is the same picture only when its bytes are.
        known_as = media.ref if is_kept(media.ref) else hashlib.sha256(content).hexdigest()
        if known_as not in self._pictures:
            file_id = await self._uploaded(media, content)
            await self._completed(media, file_id, {})
            if len(self._pictures) >= _PICTURES_MAX:
                del self._pictures[next(iter(self._pictures))]
            self._pictures[known_as] = file_id
        return self._pictures[known_as]

    def forget(self, file_ids: set[str]) -> None:
        """Slack does not take these any more (somebody deleted them): upload again next time."""
        self._pictures = {ref: file_id for ref, file_id in self._pictures.items() if file_id not in file_ids}

    async def document(self, place: Place, media: Media) -> str:
        """Share a document of ours in a place; the native id of its message, empty when the file is gone.

        Slack says asynchronously which message that became; where it does not say in time, the file's own id is answered.
        """
        content = await self._content(media)
        if content is None:
            return ""
        file_id = await self._uploaded(media, content)
        where = {"channel_id": place.chat} | ({"thread_ts": place.thread} if place.thread else {})
        answer = await self._completed(media, file_id, where)
        for seconds in self._waits:
            if found := _message_in(answer, place.chat):
                return found
            await asyncio.sleep(seconds)
            try:
                answer = await self._caller.call("files.info", {"file": file_id})
            except Exception:
                break  # it is shared by now; only its message stays unknown
        return _message_in(answer, place.chat) or file_id

    async def _content(self, media: Media) -> bytes | None:
        try:
            return await self._load(media.ref) if self._load else None
        except FileGone:
            return None

    async def _uploaded(self, media: Media, content: bytes) -> str:
        # What a picture shows is said by the block that shows it; Slack's own papers disagree about how to say it here.
        about = {"filename": media.name or media.kind, "length": len(content)}
        ticket = await self._caller.call("files.getUploadURLExternal", about)
        await self._caller.upload(str(ticket.get("upload_url", "")), content)
        return str(ticket.get("file_id", ""))

    async def _completed(self, media: Media, file_id: str, where: Mapping[str, str]) -> Mapping[str, Any]:
        files = json.dumps([{"id": file_id, "title": media.name or media.kind}])
        return await self._caller.call("files.completeUploadExternal", {"files": files, **where})


def _message_in(answer: Mapping[str, Any], chat: str) -> str:
    """The message that shares a file in a conversation, as far as an answer tells it."""
    files = answer.get("files")
    file = files[0] if isinstance(files, list) and files else answer.get("file")
    shares = file.get("shares") if isinstance(file, Mapping) else None
    for reach in ("private", "public"):
        by_chat = shares.get(reach) if isinstance(shares, Mapping) else None
        found = by_chat.get(chat) if isinstance(by_chat, Mapping) else None
        if isinstance(found, list) and found and isinstance(found[0], Mapping):
            return str(found[0].get("ts", ""))
    return ""
