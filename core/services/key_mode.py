"""Test money and real money never meet in one database: which kind of provider key it was used with is written down."""

from __future__ import annotations

from core.events import Bookmark
from core.ledger import LedgerEntry
from core.payments import PaymentGateway
from core.ports.clock import Clock
from core.ports.unit_of_work import Store, Tx

BOOKMARK = "provider-key-mode"


class MixedModes(Exception):
    """The database holds trades of the other kind of key. Nothing was changed; another database is wanted."""


async def remember_mode(store: Store, clock: Clock, mode: str) -> None:
    """Write down `live` or `test` at the first start. Raises MixedModes when the database belongs to the other one and
    there is any payment in it; an empty market may change its mind."""

    async def step(tx: Tx) -> None:
        known, now = await tx.get(Bookmark, BOOKMARK), clock.now()
        if known is not None and known.detail.get("mode") == mode:
            return
        row = Bookmark(BOOKMARK, now, now, {"mode": mode})
        if known is None:
            await tx.add_missing(row)
            return
        if await tx.count(PaymentGateway) or await tx.count(LedgerEntry):
            raise MixedModes(str(known.detail.get("mode")))
        await tx.put(row)

    await store.write(step)


def mode_of(secret_key: str) -> str:
    """What kind of key it is, by its beginning; everything that is not clearly live counts as a test."""
    return "live" if secret_key.startswith(("sk_live_", "rk_live_")) else "test"
