"""The sandbox's file store: uploads by bots and people, identified and handed out as Telegram does."""

from __future__ import annotations

import hashlib
import secrets
import struct
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from adapters.sandbox.clock import WorldClock
from adapters.sandbox.telegram_limits import DOWNLOAD_BYTES_MAX, FILE_LINK_SECONDS, PHOTO_BYTES_MAX
from adapters.sandbox.telegram_parameters import Upload
from adapters.sandbox.telegram_refusals import bad_request

_THUMBNAIL_EDGE = 90
_SIDES_SUM_MAX = 10_000
_SIDES_RATIO_MAX = 20
_EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}


@dataclass
class StoredFile:
    """One file; a photo has two ids, for its thumbnail and for the picture itself."""

    kind: str  # photo | document
    name: str
    mime: str
    data: bytes
    number: int
    ids: tuple[str, ...]
    unique_ids: tuple[str, ...]
    width: int = 0
    height: int = 0
    link_until: datetime | None = field(default=None)

    @property
    def path(self) -> str:
        extension = self.name.rsplit(".", 1)[-1].lower() if "." in self.name else _EXTENSIONS.get(self.mime, "bin")
        extension = "".join(c for c in extension if c.isalnum())[:8] or "bin"
        return f"{self.kind}s/file_{self.number}.{'jpg' if self.kind == 'photo' else extension}"

    def wire(self) -> Any:
        """`photo` (list of sizes) or `document` of a Message."""
        if self.kind == "document":
            return {
                "file_id": self.ids[0],
                "file_unique_id": self.unique_ids[0],
                "file_name": self.name,
                "mime_type": self.mime,
                "file_size": len(self.data),
            }
        scale = min(1.0, _THUMBNAIL_EDGE / max(self.width, self.height))
        sides = [(max(1, round(self.width * scale)), max(1, round(self.height * scale))), (self.width, self.height)]
        return [
            {"file_id": i, "file_unique_id": u, "file_size": len(self.data), "width": w, "height": h}
            for i, u, (w, h) in zip(self.ids, self.unique_ids, sides, strict=True)
        ]


class FileStore:
    def __init__(self, clock: WorldClock) -> None:
        self._clock = clock
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def keep(self, kind: str, upload: Upload) -> StoredFile:
        """Store an upload as `photo` or `document`; raises Refused for what Telegram cannot take."""
        if not upload.data:
            raise bad_request("file must be non-empty")
        width = height = 0
        if kind == "photo":
            width, height = _checked_photo(upload.data)
        number = len(self._by_path)
        digest = hashlib.sha256(kind.encode() + upload.data).hexdigest()
        count = 2 if kind == "photo" else 1
        prefix = "AgACAgIAAxkB" if kind == "photo" else "BQACAgIAAxkB"
        stored = StoredFile(
            kind,
            upload.name,
            upload.mime or "application/octet-stream",
            upload.data,
            number,
            ids=tuple(f"{prefix}{secrets.token_urlsafe(24)}" for _ in range(count)),
            unique_ids=tuple(f"AQAD{digest[i * 10 : i * 10 + 10]}" for i in range(count)),
            width=width,
            height=height,
        )
        self._by_path[stored.path] = stored
        for file_id in stored.ids:
            self._by_id[file_id] = stored
        return stored

    def resolve(self, kind: str, source: Upload | str) -> StoredFile:
        """The file of a `photo`/`document`/`media` parameter: an upload or the file_id of a kept one."""
        if isinstance(source, Upload):
            return self.keep(kind, source)
        known = self._by_id.get(source)
        if known is None:
            if "." in source:
                raise bad_request("failed to get HTTP URL content")
            raise bad_request("wrong file identifier/HTTP URL specified")
        if known.kind != kind:
            raise bad_request(f"can't use file of type {known.kind.capitalize()} as {kind.capitalize()}")
        return known

    def find(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def link(self, file_id: str) -> dict[str, Any]:
        """A File object whose path can be downloaded for an hour."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad_request("invalid file_id")
        if len(stored.data) > DOWNLOAD_BYTES_MAX:
            raise bad_request("file is too big")
        stored.link_until = self._clock.now() + timedelta(seconds=FILE_LINK_SECONDS)
        return {
            "file_id": file_id,
            "file_unique_id": stored.unique_ids[stored.ids.index(file_id)],
            "file_size": len(stored.data),
            "file_path": stored.path,
        }

    def download(self, path: str) -> StoredFile | None:
        """The file behind a path that getFile gave out, while the link lives."""
        stored = self._by_path.get(path)
        if stored is None or stored.link_until is None or self._clock.now() > stored.link_until:
            return None
        return stored


def _checked_photo(data: bytes) -> tuple[int, int]:
    if len(data) > PHOTO_BYTES_MAX:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a photo; the maximum size is {PHOTO_BYTES_MAX} bytes"
        )
    sides = _image_sides(data)
    if sides is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(sides) > _SIDES_SUM_MAX or max(sides) > _SIDES_RATIO_MAX * min(sides):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return sides


def _image_sides(data: bytes) -> tuple[int, int] | None:
    """Width and height from the header of a PNG, GIF, JPEG or WebP picture."""
    sides: tuple[int, int] | None = None
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        sides = struct.unpack(">II", data[16:24])
    elif data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        sides = struct.unpack("<HH", data[6:10])
    elif data[:4] == b"RIFF" and data[8:16] == b"WEBPVP8X" and len(data) >= 30:
        sides = (1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little"))
    elif data[:4] == b"RIFF" and data[8:16] == b"WEBPVP8 " and len(data) >= 30:
        wide, high = struct.unpack("<HH", data[26:30])
        sides = (wide & 0x3FFF, high & 0x3FFF)
    elif data.startswith(b"\xff\xd8"):
        sides = _jpeg_sides(data)
    return sides if sides and min(sides) > 0 else None


def _jpeg_sides(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
