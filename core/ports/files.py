"""The files seam: bytes are kept here under an id of ours, and read again when a screen is sent.

A reference in `Media.ref` of an outgoing screen is either a kept file (`fil_…`) or a *made* one, `<maker>:<rest>` such as
`chart:neg_…`, whose bytes are produced at the moment of sending. Neither happens inside a transaction.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Protocol

from core.files import Looked, Scan

KEPT = "fil"
"""The prefix of kept files."""

Maker = Callable[[str], Awaitable[bytes]]
"""The bytes of what is named behind the colon of a made reference. Slow work belongs into a thread."""

_MADE = re.compile(r"([a-z][a-z0-9-]*):(?!//)(.+)")


class FileGone(Exception):
    """There are no such bytes (any more), or they could not be made. The words of the screen are sent without them."""


class FileStore(Protocol):
    """Keeps bytes. What they are called and what they mean is written elsewhere."""

    async def keep(self, content: bytes) -> str:
        """Write the bytes durably; their id (`fil_…`)."""
        ...

    async def read(self, ref: str) -> bytes:
        """The bytes of a kept file. Raises FileGone."""
        ...

    async def drop(self, ref: str) -> None:
        """Forget the bytes; harmless when they are gone already."""
        ...


class MediaSource(Protocol):
    """What the chat adapters read outgoing files from."""

    async def read(self, ref: str) -> bytes:
        """The bytes of a kept or a made file. Raises FileGone."""
        ...


def is_kept(ref: str) -> bool:
    """Whether a reference names a file that we keep."""
    return ref.startswith(f"{KEPT}_")


def made_by(ref: str) -> tuple[str, str] | None:
    """The maker of a made reference and what it is asked for; None for every other reference."""
    found = _MADE.fullmatch(ref)
    return (found[1], found[2]) if found else None


class Inspector(Protocol):
    """Looks into the bytes of a file: by its content, never by its name or what it claims to be."""

    async def look_into(self, content: bytes, name: str) -> Looked:
        """What it is, and what others may be shown of it. Raises FileRefused for everything that is not taken."""
        ...


class Scanner(Protocol):
    """Looks for malware. Whoever gets no answer says "unscanned", never "clean"."""

    async def scan(self, content: bytes) -> Scan: ...
