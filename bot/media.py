"""The bytes of outgoing files: kept ones from the store, made ones from the maker that their reference names."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from core.ports.files import FileGone, FileStore, Maker, is_kept, made_by

log = logging.getLogger(__name__)


class OutgoingMedia:
    """Implements the media source port. `makers` is filled in `bot/bootstrap.py`."""

    def __init__(self, store: FileStore, makers: Mapping[str, Maker]) -> None:
        self._store = store
        self._makers = makers

    async def read(self, ref: str) -> bytes:
        """See the port. A file that can not be read or made is a bug that must not keep the words from arriving."""
        made = made_by(ref)
        try:
            return await (self._makers[made[0]](made[1]) if made else self._store.read(ref))
        except FileGone:
            raise
        except Exception:
            log.exception("a file could not be read or made", extra={"maker": made[0] if made else "store"})
            raise FileGone("unreadable") from None

    async def load(self, ref: str) -> bytes | None:
        """The bytes, or None for a reference that is the platform's own. Raises FileGone."""
        return await self.read(ref) if is_kept(ref) or made_by(ref) else None
