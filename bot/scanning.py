"""Pictures to scan: what somebody would otherwise have to type into another device."""

from __future__ import annotations

import asyncio
import io

import segno

from core.ports.files import FileGone, Maker
from core.ports.unit_of_work import Store
from core.services.proving import Proving

MARKET = "Parley"
"""Under this name apps list a key where the operator has given none."""


def picture_of(words: str) -> bytes:
    """A QR code, as PNG."""
    out = io.BytesIO()
    segno.make_qr(words, error="m").save(out, kind="png", scale=6, border=4)
    return out.getvalue()


def authenticator_picture_of(store: Store, proving: Proving, issuer: str) -> Maker:
    """The key that waits for somebody's first code. The reference of the picture names the person, never the key, and there is
    a picture only as long as the key waits."""

    async def make(user_id: str) -> bytes:
        address = await store.read(lambda tx: proving.address_to_scan(tx, user_id, issuer or MARKET))
        if not address:
            raise FileGone("no key waits")
        return await asyncio.to_thread(picture_of, address)

    return make
