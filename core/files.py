"""Files that people sent: what is on record about each, what is taken at all, and names that are safe to keep."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from core.wording import cleaned

FILE_BYTES_MAX = 20 * 1024 * 1024
"""What Telegram lets a bot fetch at most; the same is true of Slack here."""
FILES_PER_DAY = 20
BYTES_PER_DAY = 200 * 1024 * 1024
DAY = timedelta(hours=24)
NAME_LENGTH_MAX = 80

EXTENSIONS = {
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "application/pdf": ("pdf",),
    "text/plain": ("txt", "text", "log", "md"),
    "text/csv": ("csv", "tsv"),
}
"""Every type that is taken, with the endings that it may carry; the first is given where there is another."""
_STEMS = {"image": "photo", "application": "document", "text": "text"}
_PARTED = re.compile(r"[\\/]")
_UNSAFE = re.compile(r'[<>:"|?*\x00-\x1f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """One file that somebody sent. `id` names what is shown, `original` the bytes exactly as they came.

    They differ for pictures: what is shown is drawn anew, without what a camera writes into them (place, time, owner).
    `sha256` is the original's. `scan` is clean, or unscanned where no scanner answered. `source` names the event that
    brought it, so that an event that is handled again does not bring it twice.
    """

    id: str
    original: str
    uploader_id: str
    source: str
    kind: str
    name: str
    mime: str
    size: int
    sha256: str
    scan: str
    created_at: datetime


Scan = Literal["clean", "unscanned", "infected"]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file turned out to be. `display` is what others are shown of it."""

    kind: Literal["photo", "document"]
    mime: str
    display: bytes


def clean_name(name: str, mime: str) -> str:
    """A file name without folders, tricks or surprises, ending as its content wants."""
    last = _PARTED.split(cleaned(name).replace("\n", " ").replace("\t", " "))[-1]
    plain = " ".join(_UNSAFE.sub(" ", last).split()).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    allowed = EXTENSIONS[mime]
    if not dot:
        stem, ending = plain, ""
    ending = ending.lower() if ending.lower() in allowed else allowed[0]
    stem = stem.strip(". ") or _STEMS[mime.partition("/")[0]]
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    return f"{stem[: NAME_LENGTH_MAX - 6].rstrip('. ')}.{ending}"


def shown_as(row: EvidenceFile) -> tuple[str, str]:
    """Name and type of what is shown: pictures are drawn anew as JPEG."""
    if not row.mime.startswith("image/"):
        return row.name, row.mime
    return f"{row.name.rpartition('.')[0]}.jpg", "image/jpeg"


@dataclass(frozen=True, slots=True)
class DisputeFile:
    """A file that one side (buyer, seller) put forward in a dispute. Nobody can take it back."""

    id: str
    negotiation_id: str
    file_id: str
    side: str
    added_by: str
    created_at: datetime
